// What pay is calculated from, in columns: credited order lines, people, roles, the reporting tree, quotas,
// KPIs and per-person parameters. Filled by whoever holds the data; pure values.
//
// People are dense indices 0 … n-1. Amounts are ten-thousandths of the company's currency, shares, KPIs and
// parameters 10^-10, days counts since 1970-01-01. Days are half-open: from (inclusive) to (exclusive).
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/facts.hpp"
#include "engine/plan/plan.hpp"

namespace colonnade::engine::pay {

constexpr Day no_day = std::numeric_limits<Day>::min();  // not delivered, not invoiced, not paid (yet)
constexpr std::int64_t one = 10'000'000'000;             // a share of 100 %
constexpr std::int64_t no_line = -1;                     // a return that names no sale

// Why somebody has credit for a line.
enum class CreditKind : std::uint8_t { owner, split, overlay, territory };

// One person's part of a shared line. The owner, split and territory parts of a line sum to `one`; overlays
// come on top.
struct CreditPart {
    Index person = nobody;
    CreditKind kind = CreditKind::owner;
    std::int64_t share = one;
};

// A loss that is not told by a line of its own (a credit note): what clawback takes back.
enum class Loss : std::uint8_t { none, returned, cancelled, unpaid };

// An attribute of lines ("product.family"), as codes into its values.
struct Attribute {
    std::string name;
    std::vector<std::string> values;
    std::vector<std::uint16_t> code;  // per line

    // The code of a value, added when it is new.
    std::uint16_t encode(std::string_view value);
};

// One entry per order line, in any order. Returns and credit notes carry amounts ≤ 0. Columns marked optional
// are either empty or as long as the others.
struct Lines {
    std::vector<std::int64_t> id;            // what lineage names
    std::vector<Index> order;                // optional: dense numbers of orders
    std::vector<Index> customer;             // optional
    std::vector<Day> booked;                 // every line has been booked
    std::vector<Day> delivered;              // optional
    std::vector<Day> invoiced;               // optional
    std::vector<Day> paid;                   // optional
    std::vector<std::int64_t> amount;        // ten-thousandths
    std::vector<std::int64_t> margin;        // optional, ten-thousandths
    std::vector<std::int64_t> units;         // optional, ten-thousandths
    std::vector<std::uint8_t> reduces;       // optional: 1 for a return or credit note
    std::vector<Day> lost;                   // optional: when it was returned, cancelled or found unpaid
    std::vector<Loss> loss;                  // optional, with `lost`: which of them
    std::vector<std::int64_t> of_sale;       // optional: of a return, the id of the line it takes back
    std::vector<Index> owner;                // the one person with all the credit, or nobody
    std::vector<std::uint32_t> shared;       // optional: 0 (all to the owner), else group number
    std::vector<std::uint32_t> group{0, 0};  // group g has the parts group[g] … group[g + 1] - 1
    std::vector<CreditPart> parts;
    std::vector<Attribute> attributes;

    std::size_t size() const { return id.size(); }
    // The attribute of that name, or null.
    Attribute const* attribute(std::string_view name) const;
    // Adds a group of parts; the number to be put into `shared`.
    std::uint32_t add_group(std::vector<CreditPart> const& more);
};

// Days from `from` to `to`, which may be open_end.
struct Span {
    Day from;
    Day to;
    bool contains(Day day) const { return day >= from && day < to; }
    friend bool operator==(Span const&, Span const&) = default;
};

// Who has which role when.
struct RoleSpan {
    Index person;
    std::string role;
    Day from;
    Day to;
};

// Whom the plan at hand pays, and when. Where there is none, the plan pays whoever has one of its roles.
struct Assignment {
    Index person;
    Day from;
    Day to;
};

struct ReportSpan {
    Index person;
    Index manager;
    Day from;
    Day to;
};

// The quota of a person for a measure in a period. `measure` is the name that the plan uses; where no quota
// of that name is set, those that count the same as the measure hold, and those without a name or anything
// that they count hold for every measure.
struct Quota {
    Index person;
    std::string measure;
    Day from;
    Day to;
    std::int64_t amount;  // ten-thousandths
    bool is_team = false;
    bool by_days = false;  // counts only the days of employment already
    std::optional<plan::Aggregate> counts;
};

// A KPI or a parameter of a person while it holds.
struct DatedValue {
    Index person;
    std::string name;
    Day from;
    Day to;
    std::int64_t value;  // 10^-10
};

struct Facts {
    std::vector<std::string> people;  // what results call them
    Lines lines;
    std::vector<Day> hired;  // optional, per person; else the first day of a role or assignment
    std::vector<Day> left;   // optional, per person: the first day away; else the last role's or assignment's
    std::vector<RoleSpan> roles;
    std::vector<Assignment> assignments;
    std::vector<ReportSpan> reports;
    std::vector<Quota> quotas;
    std::vector<DatedValue> kpis;
    std::vector<DatedValue> parameters;
    // What is calculated: whole calendar months; or, where there are any, these periods (sorted, without
    // gaps, the last may be open), each of which is then accumulated and paid by itself whatever the plan
    // says.
    Day from = 0;
    Day to = 0;
    std::vector<Span> periods;
    int year_starts_in = 1;    // month in which the fiscal year begins
    std::int64_t minor = 100;  // the currency's smallest coin, in ten-thousandths: 100 for cents
};

// The parts of one line's amount: exact, each in whole minor units where the amount is, remainder to the
// largest remainders (the earlier part on a tie). A return is split like the sale it takes back. Overlays get
// share × amount, rounded half to even.
void split_amount(std::int64_t amount, std::int64_t minor, CreditPart const* first, std::size_t count,
                  std::int64_t* out);

}  // namespace colonnade::engine::pay
