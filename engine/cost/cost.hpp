// What a plan costs: a calculation summed up by period and person, and held against another.
// Amounts are ten-thousandths.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/pay/pay.hpp"

namespace colonnade::engine::cost {

// Which people count: 1 for each that does, by index; empty: everybody.
using Counted = std::vector<std::uint8_t>;
inline bool counts(Counted const& counted, Index person) {
    return counted.empty() || counted[static_cast<std::size_t>(person)] != 0;
}

// What lines credit to each person, as owner or split, by the day they were booked on.
struct Credit {
    std::vector<std::int64_t> amount;  // person × span
    std::size_t spans = 0;
    std::int64_t at(Index person, std::size_t span) const {
        return amount[static_cast<std::size_t>(person) * spans + span];
    }
};
// `spans` rise and do not overlap.
Credit credit_of(pay::Facts const& facts, std::vector<pay::Span> const& spans);

struct PersonCost {
    Index person = nobody;
    std::int64_t pay = 0;
    std::int64_t credit = 0;  // their own
    // Of the plan's first quota, in its measure's unit; no quota was set where `quota` is 0.
    std::int64_t reached = 0;
    std::int64_t quota = 0;
    std::optional<std::int64_t> target_pay{};  // for the stretch at hand

    bool is_above_target() const { return quota > 0 && reached >= quota; }
    bool is_above_target_pay() const { return target_pay && *target_pay > 0 && pay >= *target_pay; }
};

struct PeriodCost {
    pay::Span days;
    std::int64_t pay = 0;
    std::int64_t credit = 0;
};

struct Cost {
    std::vector<PeriodCost> periods;  // pay periods
    std::vector<PersonCost> people;   // whom the plan pays, rising
    std::int64_t pay = 0;
    std::int64_t credit = 0;  // also of those below whose managers are paid for them
    // People by attainment: below the first bound, from it to the next, …, from the last one on.
    std::vector<int> by_attainment;
    bool has_quota = false;  // the plan asks for one
};
// Bounds of `by_attainment`, as factors in 10^-10: 50 %, 80 %, 100 %, 120 %, 150 %.
std::vector<std::int64_t> const& attainment_bounds();

// What the plan costs those who count; `credit` is of the calculation's pay periods.
Cost cost_of(pay::Calculation const& calculation, Credit const& credit, Counted const& counted);

// Pay per person and accumulation period of whom the plan is for in it; the others are absent.
struct PeriodPay {
    Index person;
    std::int64_t pay;
};
std::vector<std::vector<PeriodPay>> pay_by_period(pay::Calculation const& calculation,
                                                  Counted const& counted);

struct PersonChange {
    Index person = nobody;
    std::int64_t before = 0;
    std::int64_t after = 0;
    std::int64_t difference = 0;
};
struct Comparison {
    std::int64_t change = 0;  // of the whole cost
    int gainers = 0;
    int losers = 0;
    int unchanged = 0;
    std::int64_t gained = 0;
    std::int64_t lost = 0;  // not negative
    // Everybody whom either pays: the greatest difference first, then by person.
    std::vector<PersonChange> people;
};
// From the plan in force to a draft, over the same days and people.
Comparison compare(Cost const& before, Cost const& after);

}  // namespace colonnade::engine::cost
