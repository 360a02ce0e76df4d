// A year of pay made up: 1,000,000 order lines, 1,000 people in a tree of eight, the shipped plan.
#pragma once
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "engine/pay/pay.hpp"
#include "engine/plan/compile.hpp"
#include "foundation/base/date.hpp"

namespace colonnade::engine::pay {

constexpr int people = 1000, span = 8, first_representative = people / span;
constexpr std::int64_t lines = 1'000'000;

// Steele, Lea and Flood's SplitMix64: the same lines every time.
class Random {
public:
    std::int64_t below(std::int64_t n) {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return static_cast<std::int64_t>((z ^ (z >> 31)) % static_cast<std::uint64_t>(n));
    }

private:
    std::uint64_t state_ = 20250101;
};

inline void add_people(Facts& facts, Random& random) {
    for (Index p = 0; p < people; ++p) {
        facts.people.push_back(std::to_string(p + 1));
        facts.roles.push_back({p, p < first_representative ? "manager" : "representative", 0, open_end});
        if (p > 0) facts.reports.push_back({p, (p - 1) / span, 0, open_end});
        Date const year = Date::from_number(facts.from);
        for (int q = 0; q < 4; ++q)
            facts.quotas.push_back({p, "", year.plus_months(3 * q).number(),
                                    year.plus_months(3 * q + 3).number(),
                                    (50 + random.below(100)) * 10'000'000'000, false});
    }
}

inline std::shared_ptr<Facts> facts_of_the_year() {
    auto facts = std::make_shared<Facts>();
    facts->from = Date::parse("2025-01-01").number(), facts->to = Date::parse("2026-01-01").number();
    Random random;
    add_people(*facts, random);
    Lines& all = facts->lines;
    all.attributes = {{"product.family", {}, {}}, {"order.type", {}, {}}};
    for (int family = 1; family <= 20; ++family) all.attributes[0].encode(std::to_string(family));
    for (char const* type : {"new", "renewal", "upsell"}) all.attributes[1].encode(type);
    for (std::int64_t i = 0; i < lines; ++i) {
        all.id.push_back(i + 1);
        all.booked.push_back(facts->from + static_cast<Day>(i * 355 / lines + random.below(10)));
        all.amount.push_back((100 + random.below(9900)) * 100 * (random.below(50) ? 1 : -1));
        Index const owner =
            first_representative + static_cast<Index>(random.below(people - first_representative));
        all.owner.push_back(owner);
        bool const is_shared = random.below(10) == 0;
        all.shared.push_back(!is_shared
                                 ? 0
                                 : all.add_group({{owner, CreditKind::split, one / 10 * 6},
                                                  {first_representative, CreditKind::split, one / 10 * 4}}));
        all.attributes[0].code.push_back(static_cast<std::uint16_t>(random.below(20)));
        all.attributes[1].code.push_back(static_cast<std::uint16_t>(random.below(3)));
    }
    return facts;
}

// The shipped plan, or with other rates.
inline plan::Plan plan_of(bool is_other = false) {
    std::ifstream file("examples/close-the-year.plan");
    std::ostringstream read;
    read << file.rdbuf();
    std::string text = read.str();
    if (auto const at = text.find("1% of team"); is_other && at != std::string::npos)
        text.replace(at, 2, "1.1%");
    auto compiled = plan::compile(text.substr(0, text.find("\nexample")), plan::Schema::standard());
    if (!compiled.plan) throw std::runtime_error("run from the root, where examples/ is");
    return *compiled.plan;
}

inline std::shared_ptr<Facts> facts() {
    static auto const year = facts_of_the_year();
    return year;
}

}  // namespace colonnade::engine::pay
