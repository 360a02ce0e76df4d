// What one person is paid in some days, what they would be paid if they sold more, and how much more they
// would have to sell. Every answer is the calculation's own, over the excerpt of the facts that reaches the
// person.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/pay/excerpt.hpp"
#include "engine/pay/pay.hpp"

namespace colonnade::engine::pay {

// What one component pays in the days. Amounts are ten-thousandths.
struct EarnedPart {
    int plan = 0;  // of several estimates together: which
    int component = 0;
    std::int64_t credited = 0;
    std::int64_t earned = 0;
    std::int64_t held = 0;
    std::int64_t taken_back = 0;
    std::int64_t payout = 0;
    std::optional<std::int64_t> attainment;  // 10^-10, at the last step of the days; see attainment_of
    Lack lack = Lack::none;
};

struct EarnedPay {
    std::vector<EarnedPart> parts;  // of the components that are for the person, in the plan's order
    std::vector<Adjustment> adjustments;
    std::int64_t earned = 0;  // all parts, guarantees and limits
    std::int64_t payout = 0;  // all parts and adjustments

    // Adds what another plan pays; its parts are that plan's.
    void add(EarnedPay const& more, int plan);
};

// The quotient by a quota that a component goes by: the first it names, else the input of its first table.
plan::Index attainment_of(plan::Plan const& plan, plan::Component const& component);

// Where the person stands in a component's table.
struct Position {
    std::string table;
    int step = 0;
    std::int64_t input = 0;  // in the input's unit
    std::int64_t value = 0;  // of the step, in the value's unit
    plan::Type input_type = plan::Type::rate;
    plan::Type value_type = plan::Type::rate;
    // The next step: where it begins and what it gives.
    std::optional<std::int64_t> next_at;
    std::optional<std::int64_t> next_value;
};

// One place of the curve: with so much more sold (or less: below zero), so much is earned.
struct CurvePoint {
    std::int64_t sold = 0;
    EarnedPay pay;
};

// Why more sales do not help.
struct Barrier {
    enum class Kind : std::uint8_t { cap, gate, lack, flat };
    Kind kind = Kind::flat;
    std::string component;              // "" for a limit on all together
    std::optional<std::int64_t> limit;  // of a cap
    plan::Per per = plan::Per::period;
    Lack lack = Lack::none;
};

struct Needed {
    std::optional<std::int64_t> amount;  // to be sold; 0 where it is earned already
    EarnedPay pay;                       // with that, or with as much as helps
    std::vector<Barrier> barriers;       // where there is no such amount
};

class Estimate {
public:
    // The person must be among the frame's assignments. `days` are the periods that are asked about.
    Estimate(plan::Plan plan, Facts const& facts, Frame const& frame, Index person, Span days);

    plan::Plan const& plan() const { return plan_; }
    Calculation const& calculation() const { return now_; }
    Excerpt const& excerpt() const { return excerpt_; }
    EarnedPay now() const { return earned_in(now_); }
    // As if these had been booked as well.
    EarnedPay with(std::vector<Deal> const& deals) const;
    Calculation calculated_with(std::vector<Deal> const& deals) const;
    EarnedPay earned_in(Calculation const& calculation) const;
    // Of a component's first table; nothing where it has none, or nothing was earned in the days yet.
    std::optional<Position> position(Calculation const& calculation, int component) const;
    // Pay periods whose last day is among the days.
    std::vector<int> const& pays() const { return pays_; }

    // The quota that a component's attainment goes by.
    std::optional<std::int64_t> quota(int component) const;
    // A node of the component's formulas at the end of the days.
    std::optional<std::int64_t> figure(Calculation const& calculation, int component, plan::Index node) const;

private:
    plan::Plan plan_;
    Excerpt excerpt_;
    Span days_;
    Calculation now_;
    std::vector<int> pays_;
    int last_step_ = -1;
    std::vector<plan::Index> attainment_;
};

// Of all plans that one person is on together.
EarnedPay earned_now(std::vector<Estimate> const& plans);
EarnedPay earned_with(std::vector<Estimate> const& plans, std::vector<Deal> const& deals);

// Pay against what one more deal like this would bring, from nothing sold at all to past the last step that
// the plans have: straight lines between the points, a jump where two points stand a unit of the currency
// apart.
std::vector<CurvePoint> curve(std::vector<Estimate> const& plans, Deal const& like);
// The least that one more deal like this must bring for `earned` to be earned, in whole units of the
// currency.
Needed needed(std::vector<Estimate> const& plans, Deal const& like, std::int64_t earned);

// The points of one component's curve that matter: those between which it is straight.
std::vector<std::size_t> corners(std::vector<std::pair<std::int64_t, std::int64_t>> const& points,
                                 std::int64_t tolerance);

}  // namespace colonnade::engine::pay
