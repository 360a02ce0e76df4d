// The plan's expressions over columns of rows, one row for each payee and step (or deal, or example).
#pragma once
#include <vector>

#include "engine/pay/column.hpp"
#include "engine/plan/plan.hpp"

namespace colonnade::engine::pay {

// Why a figure is not there; what needs it pays nothing and is an exception.
enum class Lack : std::uint8_t { none, quota, kpi, parameter, attribute, division };

struct Value {
    Column number;
    std::vector<Lack> lack;  // empty: nothing is missing
};

// Where measures, quotas, parameters and the like come from.
class Leaves {
public:
    virtual ~Leaves() = default;
    virtual std::size_t rows() const = 0;
    // The column of a node without operands other than constants.
    virtual Value leaf(plan::Node const& node) const = 0;
};

// Works out the wanted nodes and all that they need, each once, front to back.
class Formulas {
public:
    Formulas(plan::Plan const& plan, Leaves const& leaves, std::vector<plan::Index> const& wanted);
    // Of a node that was wanted, or that one of those needs.
    Value const& operator[](plan::Index node) const {
        return values_[static_cast<std::size_t>(place_[static_cast<std::size_t>(node)])];
    }

private:
    Value work_out(plan::Node const& node) const;
    Value compared(plan::Node const& node) const;
    Value chosen(plan::Node const& node) const;
    Value listed(plan::Node const& node) const;
    Value looked_up(plan::Table const& table) const;
    Value between_points(plan::Table const& table) const;
    Value applied(plan::Node const& node) const;
    Value marginal(plan::Table const& table, Value const& amount, plan::Index amount_node) const;
    Column integral(plan::Table const& table, Column const& amount, Column const* unit) const;

    plan::Plan const& plan_;
    Leaves const& leaves_;
    std::size_t rows_;
    std::vector<std::int32_t> place_;  // of each node in `values_`; 0, an empty value: not worked out
    std::vector<Value> values_;
};

// Digits after the point in a constant of that type, and the constant itself without trailing zeros.
int scale_of(plan::Type type);
Column constant_of(plan::Type type, std::int64_t value, std::size_t rows);
// Whether the rows of `lack` (empty: none) miss anything.
std::vector<Lack> merged(std::vector<Lack> a, std::vector<Lack> const& b);

}  // namespace colonnade::engine::pay
