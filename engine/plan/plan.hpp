// The checked compensation plan: what engine/plan makes of a text, and all that engine/pay reads.
//
// Every expression is a node in one arena; a node's operands stand before it, so that a single pass from the
// front computes them all, and a name used twice is one node. Constants are counts: money and count in
// ten-thousandths (Money, Quantity), rate in 10^-10 (Rate), days as they are, a date in days since
// 1970-01-01, text as an index into Plan::texts, yes_no as 0 or 1.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "foundation/base/date.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::plan {

enum class Type : std::uint8_t { money, rate, count, days, date, text, yes_no };

// Where in the text: line and column from 1 (columns count characters, not bytes), length in characters.
struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::uint32_t length = 0;
    friend bool operator==(Place const&, Place const&) = default;
};

using Index = std::int32_t;
constexpr Index none = -1;

// The operands are nodes unless said otherwise.
enum class Op : std::uint8_t {
    constant,         // value
    measure,          // a: measure, scope
    quota,            // a: measure whose quota it is, scope
    parameter,        // a: parameter of the payee
    attribute,        // a: attribute of the line or order at hand (in a filter, in `for each`)
    months_employed,  // count: whole months since the payee's first day, at the end of the pay period
    rank,             // count: 1 for the highest a (measure) among those the component is for; ties share
    component_pay,    // money: what component a earned to date, before holding
    negate,           // -a
    add,              // a + b, of one type; date + days
    subtract,         // a - b, of one type; date - date is days
    multiply,         // a × b: at least one is a rate or a count; money × count is money
    divide,           // a / b: equal types give a rate; else b is a rate or a count
    minimum,          // the lesser of a and b
    maximum,          // the greater
    look_up,          // a: table (cliff or linear): its value at its input
    apply,            // a at b, b: table: a × look-up, or the marginal sum (see Table)
    equal,            // yes_no, operands of one type
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    both,      // a and b
    either,    // a or b
    negation,  // not a
    any_of,    // a is one of the constants lists[b] … lists[b + c - 1]
    choose,    // a (yes_no) ? b : c
};

// Whose figures: the payee's own; the payee's and everybody's below, by the reporting tree of the line's
// date; everybody's whom the component is for.
enum class Scope : std::uint8_t { own, team, all };

struct Node {
    Op op = Op::constant;
    Type type = Type::rate;
    Scope scope = Scope::own;
    Index a = none;
    Index b = none;
    Index c = none;
    std::int64_t value = 0;
    Place place;
};

// The day by which a line counts, or until which pay is held.
enum class Event : std::uint8_t { booked, delivered, invoiced, paid };

enum class Aggregate : std::uint8_t {
    amount,         // Σ amount: money
    margin,         // Σ amount - cost: money
    units,          // Σ quantity: count
    lines,          // number of lines: count
    orders,         // number of distinct orders: count
    customers,      // number of distinct customers: count
    average_order,  // amount / orders: money
    average_line,   // amount / lines: money
};

// Kinds of credit; a measure counts those in its mask.
enum CreditKind : std::uint8_t {
    credit_owner = 1,
    credit_split = 2,
    credit_overlay = 4,
    credit_territory = 8
};

enum class MeasureKind : std::uint8_t { aggregate, kpi, share };

// A figure per payee and period.
struct Measure {
    std::string name;
    MeasureKind kind = MeasureKind::aggregate;
    Type type = Type::money;  // kpi and share: rate
    Aggregate aggregate = Aggregate::amount;
    std::uint8_t credits = credit_owner | credit_split;
    Event day = Event::booked;
    Index filter = none;   // yes_no over attributes; what the refined measure asks is in it already
    Index refines = none;  // the measure that this one narrows
    std::string kpi;       // kind kpi
    Index part = none;     // kind share: part / whole, both measures
    Index whole = none;
    Place place;
};

struct Parameter {
    std::string name;
    Type type = Type::rate;
    std::optional<std::int64_t> otherwise;  // for payees without a value of their own
    Place place;
};

// An attribute of the facts that the plan asks for, by its name in the schema: "product.family".
struct Attribute {
    std::string name;
    Type type = Type::text;
};

enum class TableKind : std::uint8_t {
    marginal,  // each step's value for the part of the input that lies in it
    cliff,     // the value of the one step that holds the input, for all of it
    linear,    // straight lines between points; flat before the first and after the last
};
enum class Bound : std::uint8_t { up_to, below, above, point };  // inclusive, exclusive, no bound, `at`

struct Step {
    Bound kind = Bound::above;
    std::int64_t bound = 0;  // in the input's type; 0 for `above`, which is the last
    Index value = none;
    Place place;
};

// Steps with rising bounds. An input below zero takes the first step; one past the last bound takes the last
// step. `Y at T`, T marginal on A, is Y / A × ∫₀ᴬ value; when A is Y / Q it is Q × ∫₀^(Y/Q) value.
struct Table {
    std::string name;
    TableKind kind = TableKind::cliff;
    Index input = none;
    Type type = Type::rate;  // of the values
    std::vector<Step> steps;
    Place place;
};

// deal: each order (or line, in `for each line`); period: the plan's accumulation period.
enum class Per : std::uint8_t { deal, month, quarter, year, period };

struct Payment {
    Index amount = none;     // money
    std::optional<Per> per;  // a fixed amount for each such period; absent: as the measures accumulate
    Place place;
};

struct Limit {
    enum class Kind : std::uint8_t { at_most, at_least };
    Kind kind = Kind::at_most;
    Index amount = none;
    Per per = Per::period;
    Place place;
};

// `share` of what is earned waits until the line is delivered, invoiced or paid; the rest is due at once.
struct Hold {
    Rate share;
    Event until = Event::paid;
    Place place;
};

enum class LossEvent : std::uint8_t { returned, cancelled, unpaid };

// What is taken back when the event comes within so many days of booking: the first step that holds. Later
// than the last step nothing is taken back. It is spread over `instalments` pay periods.
struct Clawback {
    struct Step {
        int days = 0;
        Rate share;
    };
    LossEvent event = LossEvent::returned;
    std::vector<Step> steps;  // days rise
    int instalments = 1;
    Place place;
};

// An amount for all members together, divided in proportion to `weight` (none: equally). In `amount` measures
// stand for the sum over the members. One pool for everybody, or one for each manager's direct reports.
struct Pool {
    Index amount = none;
    Index weight = none;
    Scope members = Scope::all;
    Place place;
};

struct Named {
    std::string name;
    Index node = none;
};

enum class Each : std::uint8_t { sums, order, line };

struct Component {
    std::string name;
    std::vector<std::string> roles;  // empty: all roles of the plan
    std::optional<Date> from;
    std::optional<Date> to;  // inclusive
    Each each = Each::sums;
    Index each_where = none;                             // filter of `for each`
    std::uint8_t credits = credit_owner | credit_split;  // of `for each`
    std::vector<Index> needs;                            // all must hold, or it pays nothing
    std::vector<Named> names;                            // for lineage and screens, in the order of the text
    std::vector<Index> tables;
    std::vector<Payment> payments;  // their sum is earned
    std::optional<Pool> pool;       // instead of payments
    std::vector<Limit> limits;
    std::vector<Hold> holds;
    std::vector<Clawback> clawbacks;
    Place place;
};

enum class AccumulationPeriod : std::uint8_t { month, quarter, year, quota_period };
enum class PayFrequency : std::uint8_t { monthly, quarterly, yearly, once };  // once: at the period's end
enum class Rounding : std::uint8_t { half_even, half_up, down, up };          // down and up: to and from zero

// Whom proration by days concerns.
enum ProrationCase : std::uint8_t {
    prorate_joiners = 1,
    prorate_leavers = 2,
    prorate_leave = 4,
    prorate_role = 8
};

// The advance tops up what was earned in each `per`; recoverable ones are kept back from later pay.
struct Draw {
    Index amount = none;
    Per per = Per::month;
    bool recoverable = true;
    std::optional<int> first_months;  // of employment
    std::optional<Date> from;
    std::optional<Date> to;
    Place place;
};

// Pay is at least this much; never recovered.
struct Guarantee {
    Index amount = none;
    Per per = Per::month;
    std::optional<int> first_months;
    std::optional<Date> from;
    std::optional<Date> to;
    Place place;
};

// What an example gives: `quota bookings 100,000.00`.
struct Given {
    enum class Kind : std::uint8_t { measure, quota, parameter, months_employed, rank, members };
    Kind kind = Kind::measure;
    Scope scope = Scope::own;
    Index of = none;  // measure or parameter
    std::int64_t value = 0;
    Place place;
};

// One order line of an example: the values of its attributes, by Plan::attributes or the basic columns.
struct ExampleLine {
    std::int64_t amount = 0;
    std::int64_t margin = 0;
    std::int64_t units = 0;
    std::string order;  // lines of one order carry the same text; "" is an order of its own
    std::vector<std::pair<Index, std::int64_t>> attributes;
    std::optional<Event> reached;   // delivered, invoiced, paid
    std::optional<LossEvent> lost;  // with how many days after booking
    int lost_after_days = 0;
    Place place;
};

struct Expected {
    enum class Kind : std::uint8_t { pays, holds, takes_back, draws, guarantees };
    Kind kind = Kind::pays;
    Index component = none;  // none: all together
    std::int64_t amount = 0;
    Place place;
};

// A test that lives in the plan: one accumulation period of one payee.
struct Example {
    std::string name;
    std::string role;  // "" : the plan's first
    std::vector<Given> given;
    std::vector<ExampleLine> lines;
    std::vector<Expected> expected;
    Place place;
};

struct Plan {
    std::string name;
    std::vector<std::string> roles;  // empty: everybody it is assigned to
    Currency currency;
    Event conversion = Event::booked;    // the day whose rate converts foreign lines
    bool convert_at_period_end = false;  // instead of `conversion`
    AccumulationPeriod period = AccumulationPeriod::month;
    PayFrequency pay = PayFrequency::monthly;
    bool cumulative =
        true;  // a payout is what is earned to date less what was paid; else each pay period alone
    Rounding rounding = Rounding::half_even;
    std::int64_t rounding_step = 0;  // in ten-thousandths; 0: the currency's minor unit
    std::uint8_t proration = 0;      // ProrationCase
    std::vector<Attribute> attributes;
    std::vector<Parameter> parameters;
    std::vector<Measure> measures;
    std::vector<Table> tables;
    std::vector<Component> components;
    std::vector<Draw> draws;
    std::vector<Guarantee> guarantees;
    std::vector<Limit> limits;  // on all components together
    std::vector<Example> examples;
    std::vector<Node> nodes;
    std::vector<Index> lists;  // operands of any_of: constant nodes
    std::vector<std::string> texts;
};

}  // namespace colonnade::plan
