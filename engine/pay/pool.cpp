// Pools: an amount for all members together, divided by weight.
#include <algorithm>
#include <map>

#include "engine/pay/component.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/base/money.hpp"

namespace colonnade::engine::pay {
namespace {

bool is_active(Work const& work, std::int32_t row, std::size_t step) {
    return work.matrix().active[static_cast<std::size_t>(row) * work.steps() + step] != 0;
}

// One pool for all, or one for the reports of each manager.
std::vector<std::vector<std::int32_t>> pools_of(Work const& work, std::size_t step) {
    std::map<Index, std::vector<std::int32_t>> pools;
    Figures const& figures = work.pay.figures();
    std::size_t bucket = 0;
    for (std::size_t b = 0; b < figures.buckets().size(); ++b)
        if (figures.buckets().step[b] == static_cast<int>(step)) bucket = b;
    for (std::int32_t const row : work.rows) {
        if (!is_active(work, row, step)) continue;
        Index const person = work.matrix().people[static_cast<std::size_t>(row)];
        bool const by_manager = work.rules().pool->members == plan::Scope::team;
        pools[by_manager ? figures.tree_at(bucket).manager[static_cast<std::size_t>(person)] : nobody]
            .push_back(row);
    }
    std::vector<std::vector<std::int32_t>> out;
    for (auto& [manager, rows] : pools) out.push_back(std::move(rows));
    return out;
}

// Weights as whole numbers not below zero; equal where there are none.
std::vector<std::int64_t> weights_of(Work const& work, std::vector<std::int32_t> const& members, int step) {
    plan::Index const weight = work.rules().pool->weight;
    std::vector<std::int64_t> out(members.size(), 1);
    if (weight == plan::none) return out;
    Rows rows;
    for (std::int32_t const row : members)
        rows.person.push_back(work.matrix().people[static_cast<std::size_t>(row)]), rows.step.push_back(step);
    FactLeaves const leaves(work.pay, work.inputs, work.component, rows);
    Formulas const values(work.pay.plan(), leaves, {weight});
    out = rounded(values[weight].number, 4, 1, Rounding::half_even);
    for (std::size_t i = 0; i < out.size(); ++i) {
        bool const lacks = !values[weight].lack.empty() && values[weight].lack[i] != Lack::none;
        out[i] = lacks ? 0 : std::max<std::int64_t>(out[i], 0);
    }
    return out;
}

}  // namespace

Earned earned_from_pool(Work const& work) {
    std::size_t const steps = work.steps();
    Earned out;
    out.amount.resize(work.rows.size() * steps);
    std::int64_t const unit = rounding_step(work.pay);
    plan::Index const amount = work.rules().pool->amount;
    for (std::size_t t = 0; t < steps; ++t)
        for (auto const& members : pools_of(work, t)) {
            Rows rows;
            for (std::int32_t const row : members)
                rows.together.push_back(work.matrix().people[static_cast<std::size_t>(row)]);
            rows.person.push_back(rows.together.front()), rows.step.push_back(static_cast<int>(t));
            FactLeaves const leaves(work.pay, work.inputs, work.component, rows);
            std::vector<plan::Index> wanted(work.rules().needs);
            wanted.push_back(amount);
            Formulas const values(work.pay.plan(), leaves, wanted);
            std::vector<Lack> lack = values[amount].lack;
            bool pays = true;
            for (plan::Index const need : work.rules().needs) {
                pays = pays && values[need].number.at(0) != 0;
                lack = merged(std::move(lack), values[need].lack);
            }
            bool const lacks = !lack.empty() && lack[0] != Lack::none;
            if (lacks) out.lack.resize(out.amount.size(), Lack::none);
            auto const whole =
                rounded(values[amount].number, 4, unit, rounding_of(work.pay.plan().rounding))[0] / unit;
            auto const weights = weights_of(work, members, static_cast<int>(t));
            bool const weighs = std::any_of(weights.begin(), weights.end(), [](auto w) { return w > 0; });
            auto const parts = pays && weighs
                                   ? split_by_largest_remainder(whole < 0 ? -whole : whole, weights)
                                   : std::vector<std::int64_t>(members.size());
            for (std::size_t m = 0; m < members.size(); ++m) {
                std::size_t const at = static_cast<std::size_t>(members[m]) * steps + t;
                out.amount[at] = (whole < 0 ? -parts[m] : parts[m]) * unit;
                if (lacks) out.lack[at] = lack[0];
            }
        }
    return out;
}

}  // namespace colonnade::engine::pay
