#include "insight/pay/review_store.hpp"

namespace colonnade::insight {

std::vector<incentives::SplitChange> split_changes(db::Session& session, DateRange const& period) {
    std::vector<incentives::SplitChange> changes;
    if (!period.to) return changes;
    session.each<OrderId, Date, Instant>(
        "select distinct h.order_id, o.booked_on, c.at from order_sellers_history h join orders o on "
        "o.order_id = h.order_id join changes c on c.change_id = h.ended_by where o.booked_on >= :from and "
        "o.booked_on < :to and o.status <> 'cancelled' and not exists (select 1 from order_sellers s where "
        "s.order_id = h.order_id and s.person_id = h.person_id and s.share = h.share) order by h.order_id, "
        "c.at",
        {{"from", period.from}, {"to", *period.to}}, [&](OrderId order, Date booked, Instant at) {
            changes.push_back({order, booked, at.date()});
        });
    return changes;
}

}  // namespace colonnade::insight
