// The figures and steps behind payouts: what a component reckoned with. Written with the run, never changed.
#pragma once
#include <map>
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/incentives/run.hpp"

namespace colonnade::incentives {

// Of payouts that were given the numbers from `first` on, in their order.
void save_figures(access::Write& write, std::vector<Payout> const& payouts, std::int64_t first);

struct StoredFigures {
    std::vector<PayoutFigure> figures;
    std::vector<PayoutStep> steps;
};
// Of one payout; the caller has seen that it is in view.
StoredFigures read_figures(db::Session& session, PayoutId payout);

}  // namespace colonnade::incentives
