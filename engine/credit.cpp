#include "engine/credit.hpp"

#include "foundation/base/decimal.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::engine {
namespace {

void add(CreditColumns& credits, Index order, Index person, std::int64_t share, std::int64_t amount,
         CreditReason reason) {
    credits.order.push_back(order);
    credits.person.push_back(person);
    credits.share.push_back(share);
    credits.amount.push_back(amount);
    credits.reason.push_back(reason);
}

void credit_sellers(CreditColumns& credits, OrderColumns const& orders, Index order, std::int64_t amount) {
    std::uint32_t const first = orders.seller_start[order], last = orders.seller_start[order + 1];
    if (last - first == 1)
        return add(credits, order, orders.seller_person[first], Rate::scale, amount, CreditReason::seller);
    std::span const shares(orders.seller_share.data() + first, last - first);
    std::vector<std::int64_t> const parts = split_by_largest_remainder(amount, shares);
    for (std::uint32_t i = first; i < last; ++i)
        add(credits, order, orders.seller_person[i], orders.seller_share[i], parts[i - first],
            CreditReason::seller);
}

}  // namespace

ConvertedAmounts convert(OrderColumns const& orders, RateColumns const& rates) {
    ConvertedAmounts converted;
    converted.amount.resize(orders.size());
    for (std::size_t i = 0; i < orders.size(); ++i) {
        std::int64_t const rate = rates.rate(orders.currency[i], orders.day[i]);
        if (rate == 0) converted.without_rate.push_back(static_cast<Index>(i));
        converted.amount[i] = rate == Rate::scale ? orders.amount[i] : scaled(orders.amount[i], Rate{rate});
    }
    return converted;
}

CreditColumns credit(OrderColumns const& orders, std::span<std::int64_t const> amounts,
                     Holdings const& owners, Holdings const& territory_holders, CreditRules rules) {
    CreditColumns credits;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        Index const order = static_cast<Index>(i);
        if (rules.seller && orders.seller_start[i] != orders.seller_start[i + 1]) {
            credit_sellers(credits, orders, order, amounts[i]);
            continue;
        }
        Index person = rules.account_owner ? owners.holder(orders.customer[i], orders.day[i]) : nobody;
        CreditReason reason = CreditReason::account_owner;
        if (person == nobody && rules.territory_holder) {
            person = territory_holders.holder(orders.territory[i], orders.day[i]);
            reason = CreditReason::territory_holder;
        }
        if (person != nobody) add(credits, order, person, Rate::scale, amounts[i], reason);
    }
    return credits;
}

}  // namespace colonnade::engine
