// Feeds arbitrary bytes to the JSON parser and to the codec of a struct that holds every kind of member: what
// is read must be written again as the same value, what is refused must be refused by a Problem; targets and
// cursors too.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "foundation/wire/json.hpp"
#include "foundation/wire/page.hpp"
#include "foundation/wire/request.hpp"
#include "foundation/wire/text.hpp"
#include "foundation/wire/values.hpp"

namespace colonnade::wire {
namespace {

struct Flat {
    static constexpr std::string_view kind = "flat";
    Rate rate;
};
BOOST_DESCRIBE_STRUCT(Flat, (), (rate))
struct Tiered {
    static constexpr std::string_view kind = "tiered";
    std::vector<Quantity> from;
};
BOOST_DESCRIBE_STRUCT(Tiered, (), (from))

struct Everything {
    std::optional<PersonId> id;
    std::optional<Text<8>> name;
    std::optional<Prose<80>> note;
    std::optional<Money> money;
    std::optional<DateRange> span;
    std::optional<Instant> at;
    Patch<Whole<1, 12>> month;
    std::optional<PeriodKind> period;
    std::optional<std::variant<Flat, Tiered>> payout;
    std::optional<std::map<std::string, bool>> flags;
    std::optional<std::vector<Everything>> below;
    std::optional<std::int64_t> count;
};
BOOST_DESCRIBE_STRUCT(Everything, (),
                      (id, name, note, money, span, at, month, period, payout, flags, below, count))

void must(bool holds) {
    if (!holds) std::abort();
}

// Runs what may refuse its input; nothing but a Problem may come of it.
template <class F> void try_to(F const& read) {
    try {
        read();
    } catch (Problem const& problem) {
        must(!problem.code().empty() && problem.others().size() < Findings::findings_max);
    }
}

}  // namespace
}  // namespace colonnade::wire

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace colonnade::wire;
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    try_to([&] {
        auto const value = parse_json(input);
        std::string const text = json_text(value);
        must(json_text(parse_json(text)) == text);
        must(json_text(parse_json(pretty_json_text(value))) == text);
    });
    try_to([&] {
        std::string const text = to_json(from_json<Everything>(input));
        must(to_json(from_json<Everything>(text)) == text);
    });
    try_to([&] { Request::of("GET", input); });
    try_to([&] { Paging{50, std::string(input)}.after<Everything>(); });
    return 0;
}
