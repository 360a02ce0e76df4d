// Feeds arbitrary bytes to the HTTP gate: whole, and split at a place the input chooses; both must agree, and
// what passes must hold what the gate promises to those behind it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "foundation/http/gate.hpp"

using namespace colonnade::http;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void check_promises(Head const& head, std::string_view input) {
    must(head.size <= head_bytes_max && head.size <= input.size());
    must(input.substr(0, head.size).ends_with("\r\n\r\n"));
    must(head.target.front() == '/');
    for (char c : head.target) must(c > 0x20 && c < 0x7f);
    must(head.fields.all().size() <= head_fields_max && head.fields.count("Host") == 1);
    must(!(head.chunked && head.content_length) && !(head.chunked && head.minor_version == 0));
    must(head.fields.has("Transfer-Encoding") == head.chunked);
    must(head.fields.has("Content-Length") == head.content_length.has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    auto const whole = Gate().look(input);
    Gate gate;
    auto const at = size == 0 ? 0 : data[0] % size;
    auto split = gate.look(input.substr(0, at));
    if (std::holds_alternative<Incomplete>(split)) split = gate.look(input);
    must(whole.index() == split.index());
    if (auto const* head = std::get_if<Head>(&whole)) check_promises(*head, input);
    if (auto const* refusal = std::get_if<Refusal>(&whole))
        must(refusal->status == std::get<Refusal>(split).status);
    return 0;
}
