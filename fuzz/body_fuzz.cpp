// Feeds arbitrary bytes to the chunk decoder, whole and byte by byte: the same verdict, body and rest both
// times.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "foundation/http/body_reader.hpp"

using namespace colonnade::http;

namespace {

struct Outcome {
    int status = 0;
    std::string body;
    std::size_t used = 0;
    bool operator==(Outcome const&) const = default;
};

Outcome read(std::string const& input, std::size_t step) {
    Head head;
    head.chunked = true;
    BodyReader reader(head, 4096);
    Outcome outcome;
    std::string rest;
    for (std::size_t at = 0; at < input.size() && !reader.is_done(); at += step) {
        auto const piece = input.substr(at, step);
        rest += piece;
        auto const refusal = reader.feed(rest, outcome.body);
        outcome.used += piece.size() - rest.size();
        if (!refusal) continue;
        outcome.status = refusal->status;
        return outcome;
    }
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const input(reinterpret_cast<char const*>(data), size);
    auto const whole = read(input, size == 0 ? 1 : size);
    if (whole.body.size() > 4096 || !(whole == read(input, 1))) std::abort();
    return 0;
}
