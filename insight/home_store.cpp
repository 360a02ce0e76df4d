#include "insight/home_store.hpp"

namespace colonnade::insight {

std::vector<LateOrder> late_orders(db::Session& session, PersonId seller, Date today, std::int64_t limit) {
    std::vector<LateOrder> found;
    for (auto& [id, number, customer, promised] : session.rows<std::int64_t, std::string, std::string, Date>(
             "select o.order_id, coalesce(o.number, ''), c.name, o.promised_on from order_sellers s "
             "join orders o on o.order_id = s.order_id join customers c on c.customer_id = o.customer_id "
             "where s.person_id = :person and s.booked_on >= :since and o.status in ('open', "
             "'partly_delivered') "
             "and o.promised_on < :today order by o.promised_on, o.order_id limit :limit",
             {{"person", seller}, {"since", today.plus_months(-12)}, {"today", today}, {"limit", limit}}))
        found.push_back({id, std::move(number), std::move(customer), promised});
    return found;
}

std::vector<QuietCustomer> quiet_customers(db::Session& session, PersonId owner, Date since, Date today,
                                           std::int64_t limit) {
    std::vector<QuietCustomer> found;
    for (auto& [id, name, last] : session.rows<std::int64_t, std::string, Date>(
             "select owned.customer_id, owned.name, owned.last_order from ("
             "select c.customer_id, c.name, (select max(o.booked_on) from orders o "
             "where o.customer_id = c.customer_id) as last_order from customer_owners w "
             "join customers c on c.customer_id = w.customer_id where w.person_id = :person "
             "and w.valid_from <= :today and (w.valid_to is null or w.valid_to > :today)) owned "
             "where owned.last_order < :since order by owned.last_order, owned.customer_id limit :limit",
             {{"person", owner}, {"today", today}, {"since", since}, {"limit", limit}}))
        found.push_back({id, std::move(name), last});
    return found;
}

std::vector<RecentOrder> recent_orders(db::Session& session, PersonId seller, std::int64_t limit) {
    std::vector<RecentOrder> found;
    for (auto& [id, number, kind, customer, booked, amount, currency] :
         session.rows<std::int64_t, std::string, std::string, std::string, Date, std::int64_t, Currency>(
             "select o.order_id, coalesce(o.number, ''), o.kind, c.name, o.booked_on, o.net_amount, "
             "o.currency "
             "from order_sellers s join orders o on o.order_id = s.order_id "
             "join customers c on c.customer_id = o.customer_id where s.person_id = :person "
             "order by s.booked_on desc, s.order_id desc limit :limit",
             {{"person", seller}, {"limit", limit}}))
        found.push_back(
            {id, std::move(number), std::move(kind), std::move(customer), booked, {amount, currency}});
    return found;
}

}  // namespace colonnade::insight
