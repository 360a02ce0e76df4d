// The orders behind a figure, and each order cut over its lines, so that the parts add up to the figure.
// Pure: works on the standing alone.
#pragma once
#include <functional>
#include <vector>

#include "pillars/operations/goals/attainment.hpp"

namespace colonnade::insight {

// One order's part in a figure: a credit entry, or the order itself where the figure counts whole orders.
struct Contribution {
    engine::Index order;
    engine::Index entry;  // of the credits; nobody for a whole order
    std::int64_t amount;  // of the measure
};

// Everything that the subject's actual is the sum of, oldest first for each part of the subject.
std::vector<Contribution> contributions(goals::Standing const& standing, goals::AttainmentBy by,
                                        engine::Index index, engine::Measure measure, engine::Days days);

// The credit entries of an order: first and one past the last.
std::pair<engine::Index, engine::Index> credits_of_order(engine::CreditBook const& book, engine::Index order);

// Calls take(product, part) for each line of the order, product `nobody` where a line has none; what the
// lines do not explain is returned. The parts and the rest sum to the contribution's amount: running sums of
// the lines are converted and shared, each rounded half to even, and neighbours subtracted. Revenue goes by
// the lines' amounts, margin by amount less cost, units by quantity.
std::int64_t split_over_lines(engine::CreditBook const& book, Contribution const& contribution,
                              engine::Measure measure,
                              std::function<void(std::uint32_t line, std::int64_t part)> const& take);

}  // namespace colonnade::insight
