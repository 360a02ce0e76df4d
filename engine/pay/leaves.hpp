// The leaves of formulas for people and steps, read from the facts.
#pragma once
#include <vector>

#include "engine/pay/formula.hpp"
#include "engine/pay/inputs.hpp"
#include "engine/pay/pay.hpp"

namespace colonnade::engine::pay {

// Rows of a component: person and step, or a deal of theirs.
struct Rows {
    std::vector<Index> person;
    std::vector<int> step;
    // Of a deal: the line its attributes are read from, and its credited amount, margin and units.
    std::vector<std::uint32_t> line;
    std::vector<std::int64_t> amount, margin, units;
    // For a pool's amount: measures stand for the sum over these people; empty: for the row's own person.
    std::vector<Index> together;
};

class FactLeaves : public Leaves {
public:
    FactLeaves(Calculation const& pay, Inputs const& inputs, int component, Rows const& rows)
        : pay_(pay), inputs_(inputs), component_(component), rows_(rows) {}

    std::size_t rows() const override { return rows_.person.size(); }
    Value leaf(plan::Node const& node) const override;

    // A measure's figure in the step, of one person, as far as the component is for them on its days.
    std::int64_t sum(int slot, bool is_team, Index person, int step) const;

private:
    Value measure(plan::Index index, plan::Scope scope) const;
    // The leaf as an example of the plan gives it: nothing where it does not.
    bool given(plan::Node const& node, Value& value) const;
    // Whole years of people who are in the role throughout, copied at once; false where rows are others.
    bool fill(int slot, bool is_team, std::vector<std::int64_t>& values) const;
    Column sums(int slot, plan::Scope scope) const;
    Value matrix(Matrix const& matrix, plan::Type type) const;
    Value quota(plan::Node const& node) const;
    std::int64_t prorated(Matrix const& quotas, std::size_t at, Index person, int step) const;
    Value attribute(plan::Node const& node) const;
    Value rank(plan::Node const& node) const;
    Value component_pay(plan::Node const& node) const;
    // Whether returns that name their sale count for nothing here, because they are taken back by age.
    bool sales_stay() const;
    std::int64_t over_members(int slot, int step) const;

    Calculation const& pay_;
    Inputs const& inputs_;
    int component_;
    Rows const& rows_;
};

}  // namespace colonnade::engine::pay
