// One component's pay for some of its people, step by step: formulas, rounding, limits, differences.
#pragma once
#include <vector>

#include "engine/pay/leaves.hpp"
#include "engine/pay/pay.hpp"

namespace colonnade::engine::pay {

// What some rows of a component earned, per row × step, before limits: to date in cumulative plans, else in
// the step alone. Rounded, in ten-thousandths.
struct Earned {
    std::vector<std::int64_t> amount;
    std::vector<Lack> lack;
    std::vector<std::uint8_t> open;  // where every `needs` holds; empty: everywhere
};

struct Work {
    Calculation const& pay;
    Inputs const& inputs;
    int component;
    std::vector<std::int32_t> const& rows;  // of the component's people

    plan::Component const& rules() const {
        return pay.plan().components[static_cast<std::size_t>(component)];
    }
    ComponentPay const& matrix() const { return pay.component(component); }
    std::size_t steps() const { return pay.calendar().steps.size(); }
};

// All rows × steps of the work, as rows of formulas.
Rows rows_of(Work const& work);
// The unit that pay is rounded to, in ten-thousandths: the plan's, or the smallest coin.
std::int64_t rounding_step(Calculation const& pay);
Rounding rounding_of(plan::Rounding rounding);

// The three ways of earning: from sums to date, deal by deal, from a shared pool.
Earned earned_from_sums(Work const& work);
Earned earned_from_deals(Work const& work);
Earned earned_from_pool(Work const& work);

// Whom a component is for by role and assignment, bucket by bucket; empty: at no time.
std::vector<std::vector<std::uint8_t>> presence(plan::Plan const& plan, plan::Component const& component,
                                                Facts const& facts, Buckets const& buckets);
// Why somebody of those is not there, bucket by bucket: a plan::ProrationCase, or 0. Empty rows: always
// there; nothing at all where the plan prorates nothing.
std::vector<std::vector<std::uint8_t>> absences(plan::Plan const& plan, Facts const& facts,
                                                Buckets const& buckets,
                                                std::vector<std::vector<std::uint8_t>> const& present);
// Leaves what lies within the component's own dates.
void within_dates(plan::Component const& component, Buckets const& buckets, std::vector<std::uint8_t>& in);

// counted / whole.
struct Part {
    std::int64_t counted = 1;
    std::int64_t whole = 1;
};
// The days of `unit` that count for the row: all but those of an absence in one of the cases.
Part counted_days(ComponentPay const& component, std::int32_t row, Buckets const& buckets, Span unit,
                  std::uint8_t cases);
// How much of a fixed amount `per` month, quarter, … is due at the step: one for each of them that ended
// since the accumulation period (or the step) began and in which the component was for the row's person, by
// days where the plan prorates.
Part times_due(Work const& work, std::int32_t row, std::size_t step, plan::Per per);

// Holds and takes back: fills `held` and `taken_back` of the work's rows.
void hold_and_take_back(Work const& work, ComponentPay& out);

// Of one component, and of each.
FirstMeasure first_measure(plan::Plan const& plan, Inputs const& inputs, plan::Component const& component);
std::vector<FirstMeasure> first_measures(plan::Plan const& plan, Inputs const& inputs);

// Whether one person's pay may depend on another's figures otherwise than along the reporting tree.
bool is_entangled(plan::Plan const& plan);

// Draws, guarantees and limits on all components together.
std::vector<Adjustment> adjustments_of(Calculation const& pay, Inputs const& inputs);

}  // namespace colonnade::engine::pay
