// A person's pay of one period as it is told to them. Pure: from what the run and the ledger say to the
// statement; amounts are exact, and the parts sum to what is due.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/rate.hpp"
#include "pillars/operations/incentives/incentive.hpp"

namespace colonnade::statements {

using incentives::PayoutId;
using incentives::PayPeriodId;
using StatementId = Id<struct StatementKind>;

// What a component reckoned with: a named figure, or a step of a table that was reached. Numbers are exact
// decimals of their kind.
enum class NumberKind { money, rate, count, days };
BOOST_DESCRIBE_ENUM(NumberKind, money, rate, count, days)

struct StatementFigure {
    std::string name;
    NumberKind kind = NumberKind::count;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(StatementFigure, (), (name, kind, value))

struct StatementStep {
    std::string table;
    NumberKind input_kind = NumberKind::rate;
    std::string from, to;
    NumberKind value_kind = NumberKind::rate;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(StatementStep, (), (table, input_kind, from, to, value_kind, value))

struct StatementLine {
    std::string order;
    std::optional<OrderId> order_id;
    std::string customer;
    Date booked_on;
    Money credited;
    Rate share;
    Money amount;  // of what was earned, laid on the lines by their credit; zero where that cannot be told
};
BOOST_DESCRIBE_STRUCT(StatementLine, (), (order, order_id, customer, booked_on, credited, share, amount))

struct StatementComponent {
    std::string plan, component;
    std::optional<PayoutId> payout_id;
    Money credited, earned, held, drawn, clawed_back;
    std::vector<StatementFigure> figures;
    std::vector<StatementStep> steps;
    std::vector<StatementLine> lines;
    int lines_left_out = 0;
    Money credit_left_out;
};
BOOST_DESCRIBE_STRUCT(StatementComponent, (),
                      (plan, component, payout_id, credited, earned, held, drawn, clawed_back, figures, steps,
                       lines, lines_left_out, credit_left_out))

struct StatementAdjustment {
    std::string component;
    Money amount;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(StatementAdjustment, (), (component, amount, reason))

// An order line whose credit is another than when the period was settled.
struct CorrectionCause {
    std::string order;
    Date booked_on;
    Money before, after;
};
BOOST_DESCRIBE_STRUCT(CorrectionCause, (), (order, booked_on, before, after))

struct StatementCorrection {
    std::string period, component;
    Money amount;
    std::vector<CorrectionCause> causes;
    int causes_left_out = 0;
};
BOOST_DESCRIBE_STRUCT(StatementCorrection, (), (period, component, amount, causes, causes_left_out))

struct StatementTotals {
    Money earned, adjusted, corrected, held, released, drawn, recovered, clawed_back, due;
};
BOOST_DESCRIBE_STRUCT(StatementTotals, (),
                      (earned, adjusted, corrected, held, released, drawn, recovered, clawed_back, due))

struct StatementPlan {
    std::string name;
    std::optional<int> version;
    std::string digest;
};
BOOST_DESCRIBE_STRUCT(StatementPlan, (), (name, version, digest))

struct Statement {
    std::string format = "colonnade.statement.1";
    std::string company;
    PersonId person_id;
    std::string person, personnel_number, position;
    PayPeriodId pay_period_id;
    std::string period;
    Date period_from;
    std::optional<Date> period_to;  // the first day after it
    std::string state;              // of the period: calculated … closed
    bool is_preview = true;
    std::optional<Date> paid_on;
    Currency currency;
    std::vector<StatementPlan> plans;
    std::vector<StatementComponent> components;
    std::vector<StatementAdjustment> adjustments;
    std::vector<StatementCorrection> corrections;
    StatementTotals totals;
    StatementTotals year_to_date;
    Date year_from;
    Money still_held;               // of all periods, after this one
    Money still_to_recover;         // drawn ahead, after this one
    std::vector<Money> due_beside;  // what adjustments leave due in other currencies
    std::string run, results_digest;
};
BOOST_DESCRIBE_STRUCT(Statement, (),
                      (format, company, person_id, person, personnel_number, position, pay_period_id, period,
                       period_from, period_to, state, is_preview, paid_on, currency, plans, components,
                       adjustments, corrections, totals, year_to_date, year_from, still_held,
                       still_to_recover, due_beside, run, results_digest))

// What the ledger says of the person and period, where it has been booked: what its batches left due or paid.
struct Booked {
    Money due;
};

constexpr int lines_most = 500, causes_most = 20;

// Keeps the lines with the largest credit, in the order of their days, and says what is left out (rule 4).
void limit_lines(StatementComponent& component, int most = lines_most);

// The sums of the parts (rule 2).
StatementTotals totals_of(Statement const& statement);
StatementTotals operator+(StatementTotals const& a, StatementTotals const& b);
StatementTotals no_totals(Currency currency);

// Fills in totals, year to date (`before`: of the year's earlier periods) and what is due in other
// currencies. Throws the internal Problem "statements.unequal" where the ledger says another due.
Statement finished(Statement statement, StatementTotals const& before, std::optional<Booked> const& booked);

// What brought a correction about: the lines whose credit differs (rule 5).
std::vector<CorrectionCause> causes_of(std::vector<StatementLine> const& before,
                                       std::vector<StatementLine> const& after);
// The first of them by size; how many are left out.
void limit_causes(StatementCorrection& correction, int most = causes_most);

}  // namespace colonnade::statements
