// What formulas ask for beside the figures: quotas, KPIs, parameters, lengths of employment, each looked up
// once for all people and kept; and which slots the measures are made of.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/pay/facts.hpp"
#include "engine/pay/figures.hpp"
#include "engine/pay/formula.hpp"
#include "engine/pay/steps.hpp"

namespace colonnade::engine::pay {

// The sums behind a measure: `sum`, divided by `per` for an average; -1 for none.
struct MeasureSlots {
    int sum = -1;
    int per = -1;
};

// The slots of all measures that the plan's formulas use. Components that take back by age what is returned
// have slots of their own, in which returns that name their sale do not count.
struct SlotPlan {
    std::vector<Slot> slots;
    std::vector<MeasureSlots> of_measure, where_sales_stay;

    MeasureSlots const& of(plan::Index measure, bool sales_stay) const {
        return (sales_stay ? where_sales_stay : of_measure)[static_cast<std::size_t>(measure)];
    }
};
SlotPlan slots_of(plan::Plan const& plan);
// Whether the component takes back by age what is returned.
bool takes_back_returns(plan::Component const& component);

// One value per person and step, or a lack.
struct Matrix {
    std::vector<std::int64_t> value;
    std::vector<Lack> lack;
    std::vector<std::uint8_t> by_days;  // of quotas: already counts only the days of employment
};

class Inputs {
public:
    // `before`: those of another plan over the same facts and calendar, whose quotas are taken over.
    Inputs(plan::Plan const& plan, Facts const& facts, Calendar const& calendar,
           Inputs const* before = nullptr);

    // Quota of the measure, per person × step: that of the accumulation period.
    Matrix const& quota(plan::Index measure, bool is_team) const;
    Matrix const& parameter(plan::Index parameter) const;
    Matrix const& kpi(plan::Index measure) const;
    std::vector<std::int64_t> const& months_employed() const { return months_; }
    SlotPlan const& slots() const { return slots_; }
    Attributes const& attributes() const { return attributes_; }
    // In an example of the plan: what is given for the node in the steps of the first accumulation period.
    // `is_all` asks for the members together.
    void give(plan::Example const& example) { example_ = &example; }
    bool is_example() const { return example_ != nullptr; }
    bool given(plan::Node const& node, bool is_all, std::int64_t& value) const;

private:
    Matrix quotas_of(plan::Plan const& plan, Facts const& facts, Calendar const& calendar,
                     plan::Index measure, bool is_team) const;
    void find_hired(Facts const& facts);

    plan::Example const* example_ = nullptr;
    SlotPlan slots_;
    Attributes attributes_;
    // By the measure's name, and whether it is the team's.
    std::map<std::pair<std::string, bool>, std::shared_ptr<Matrix const>> quotas_;
    std::vector<std::string> measure_names_;
    std::vector<Matrix> parameters_, kpis_;
    std::vector<std::int64_t> months_;
    std::vector<Day> hired_;
};

}  // namespace colonnade::engine::pay
