// Crediting: which person gets how much of which order. Pure, exact, independent of the order of the facts.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/facts.hpp"

namespace colonnade::engine {

// Why a person has credit for an order.
enum class CreditReason : std::int8_t { seller, account_owner, territory_holder };

// One entry per person and order, grouped by order in the order of the facts.
struct CreditColumns {
    std::vector<Index> order;
    std::vector<Index> person;
    std::vector<std::int64_t> share;  // of the order, 10^-10
    std::vector<std::int64_t>
        amount;  // company currency, ten-thousandths; the parts of one order sum to the whole
    std::vector<CreditReason> reason;

    std::size_t size() const { return order.size(); }
};

// The order's amounts in the company's currency, one per order: amount × rate of the order's day, rounded
// half to even to ten-thousandths. Orders in a currency without a rate on their day are listed in
// `without_rate` and count zero.
struct ConvertedAmounts {
    std::vector<std::int64_t> amount;
    std::vector<Index> without_rate;
};
ConvertedAmounts convert(OrderColumns const& orders, RateColumns const& rates);

// Credits every order by the first rule that finds somebody. A shared order is split by its sellers' shares
// with largest remainder, so that the parts sum to the order's amount. Orders that nobody is credited for
// have no entry.
CreditColumns credit(OrderColumns const& orders, std::span<std::int64_t const> amounts,
                     Holdings const& owners, Holdings const& territory_holders, CreditRules rules);

}  // namespace colonnade::engine
