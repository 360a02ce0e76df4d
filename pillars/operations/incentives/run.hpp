// What a calculation gives: a manifest, payouts with their lines, exceptions; and the rules of review. Pure.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "foundation/base/rate.hpp"
#include "pillars/operations/incentives/incentive.hpp"

namespace colonnade::incentives {

// An order line behind a payout. `line_id` is absent for an order without lines.
struct PayoutLine {
    OrderId order;
    std::optional<std::int64_t> line_id;
    Date booked_on;
    std::int64_t credited = 0;  // ten-thousandths of the company's currency
    Rate share;                 // of the line
    std::int64_t amount = 0;    // of the payout that the line brought, where that can be told; else 0
};

// What a component reckoned with, as the plan names it: attainment, a rate; and each step of a table that was
// reached: from and to of its input, and the value there. Numbers are exact decimals of their kind.
struct PayoutFigure {
    std::string name;  // of the figure, or of the step's table
    std::string kind;  // of the figure, or of the step's input: money, rate, count, days
    std::string value;
    friend bool operator==(PayoutFigure const&, PayoutFigure const&) = default;
};
struct PayoutStep {
    std::string table;
    std::string input_kind, from, to;
    std::string value_kind, value;
    friend bool operator==(PayoutStep const&, PayoutStep const&) = default;
};

// One person, plan, component and period.
struct Payout {
    PersonId person;
    std::string plan_name;
    std::string component;
    std::string period_key;
    DateRange period;
    Money credited;
    Money earned;
    Money held;
    Money drawn;
    Money clawed_back;
    std::vector<PayoutLine> lines;
    std::vector<PayoutFigure> figures{};
    std::vector<PayoutStep> steps{};
};
Earning earning_of(Payout const& payout);

// Something a run could not place, or that looks wrong.
struct RunException {
    std::string kind;  // catalogue key below `incentives.exception`
    std::optional<PersonId> person;
    std::string component;
    std::string period_key;
    std::string detail;
    std::optional<OrderId> order{};  // of one that is a single order
    std::optional<Date> booked{};    // the order's day; it is not kept
};

struct RunPlan {
    std::optional<VersionId> version;  // absent for a text that was only tried
    std::string name;
    std::string digest;
    std::string text;
};

struct RunResult {
    std::string label;  // "trial" runs carry one
    bool is_trial = false;
    Currency currency;
    std::string build;
    std::optional<std::int64_t> inputs_change;  // the inputs are those after this change
    std::string inputs_digest;
    std::vector<RunPlan> plans;
    std::vector<Payout> payouts;  // by period, person, plan, component
    std::vector<RunException> exceptions;
};

// One text that is the same for the same payouts: what the results' digest is taken of.
std::string canonical_text(std::vector<Payout> const& payouts);

// What a person's component in a period was in one run and is in another.
struct PayDifference {
    PersonId person;
    std::string component;
    std::string period_key;
    Money before;
    Money after;
    Money credited_before;
    Money credited_after;
};
// Why it is another: it was not there before, it is there no more, credit came or went, or the same credit is
// paid otherwise (rate, quota, plan).
enum class PayCause { began, ended, credit, terms };
BOOST_DESCRIBE_ENUM(PayCause, began, ended, credit, terms)
PayCause cause_of(PayDifference const& difference);
// Only what differs, by person, period and component.
std::vector<PayDifference> differences(std::vector<Payout> const& before, std::vector<Payout> const& after);

}  // namespace colonnade::incentives
