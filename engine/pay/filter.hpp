// Which lines a filter of the plan lets through. What asks about one attribute at a time becomes a table over
// that attribute's codes; the rest is worked out line by line.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/pay/facts.hpp"
#include "engine/plan/plan.hpp"

namespace colonnade::engine::pay {

// Values of attributes as the plan's nodes see them: text as an index into Plan::texts (or, for other texts,
// a number that equals none of them), everything else as a count in the type's unit.
class Attributes {
public:
    Attributes(plan::Plan const& plan, Lines const& lines);

    // The value of plan attribute `a` on a line.
    // An order's amount, margin and units are those of all its lines.
    std::int64_t value(plan::Index a, std::size_t line) const;
    // The same for one of the attribute's codes.
    std::int64_t value_of_code(plan::Index a, std::uint16_t code) const;
    // The coded column behind the plan attribute, or null when it is a column of another kind or unknown.
    Attribute const* coded(plan::Index a) const { return sources_[static_cast<std::size_t>(a)].coded; }
    bool is_known(plan::Index a) const;
    // Whether the filter asks for amounts, so that another amount may let other lines through.
    bool asks_for_amounts(plan::Plan const& plan, plan::Index filter) const;

private:
    enum class Kind { unknown, coded, amount, margin, units, booked, delivered, invoiced, paid, reduces };
    struct Source {
        Kind kind = Kind::unknown;
        Attribute const* coded = nullptr;
        std::vector<std::int64_t> of_code;
        std::vector<std::int64_t> of_order;
    };
    Source source_of(plan::Plan const& plan, plan::Attribute const& attribute) const;

    Lines const* lines_;
    std::vector<Source> sources_;
};

// The filter's answer for one line, or for one code of one attribute.
bool passes(plan::Plan const& plan, Attributes const& attributes, plan::Index filter, std::size_t line);

// Masks of up to 64 filters at once: a line passes filter f when bit f is set in the AND over all tables (by
// its code) and in `slow`.
struct FilterMasks {
    struct Table {
        std::uint16_t const* code;           // per line
        std::vector<std::uint64_t> of_code;  // per code
    };
    std::vector<Table> tables;
    std::uint64_t none = 0;           // bits of filters without any condition, and all others: start here
    std::vector<std::uint64_t> slow;  // per line; empty when no filter needs it

    std::uint64_t of(std::size_t line) const {
        std::uint64_t mask = none;
        for (Table const& table : tables) mask &= table.of_code[table.code[line]];
        return slow.empty() ? mask : mask & slow[line];
    }
    // Those of `count` lines from `first` on.
    void of(std::size_t first, std::size_t count, std::uint64_t* out) const;
};
// filters[f] is a node, or plan::none for "all lines".
FilterMasks compile_filters(plan::Plan const& plan, Attributes const& attributes, Lines const& lines,
                            std::vector<plan::Index> const& filters);

}  // namespace colonnade::engine::pay
