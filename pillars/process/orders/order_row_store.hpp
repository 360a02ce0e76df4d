// Orders as they are written: head, sellers and lines, each with its history. For this slice's own stores.
#pragma once
#include "pillars/process/orders/order_store.hpp"

namespace colonnade::orders {

// An order as it is written; amounts in ten-thousandths.
struct OrderHead {
    OrderId id;
    std::optional<std::string> external_id, number;
    OrderKind kind{};
    std::optional<OrderId> original;
    CustomerId customer;
    std::optional<TerritoryId> territory;
    Date booked_on;
    std::optional<Date> promised_on, delivered_on;
    OrderStatus status{};
    std::optional<OrderType> type;
    std::optional<std::string> channel;
    Currency currency;
    std::int64_t net = 0, tax = 0, freight = 0;
    bool amount_given = false;
    std::optional<std::string> note;
};

// The head of a stored order, for a change of it.
OrderHead head_of(access::Write& w, OrderView const& view);

// Throws Problem `code` at `path` where the statement finds nothing for :id.
void require(access::Write& w, std::string_view sql, std::int64_t id, std::string code, std::string path);
// Nobody writes credit to themselves: throws Problem forbidden "orders.own_credit" at `path` where the seller
// is the caller, but for the one person of a solo company.
void refuse_own_credit(Caller const& caller, PersonId seller, std::string const& path);
// Whether all that the head names is there, and its dates and amount can be.
void check_head(access::Write& w, OrderHead const& head);

enum class RowPut { insert, replace };

// Writes the head; a replaced one is kept in the history.
void put_head(access::Write& w, OrderHead const& head, std::int64_t seller_count, RowPut how);
// Writes the sellers as a whole, and that they have sold to the customer.
void put_sellers(access::Write& w, OrderHead const& head, std::vector<SellerShare> const& sellers,
                 RowPut how);

struct LineRecord {
    LineFields fields;
    std::int64_t unit_price = 0;
    std::int64_t net = 0;
    std::optional<OrderLineId> original;
};

// Writes the lines as a whole, numbered from 1. Throws Problem "orders.has_returns" where one that goes has
// come back.
void put_lines(access::Write& w, OrderHead const& head, std::vector<LineRecord> const& lines, RowPut how);
// In ten-thousandths; throws Problem "number.overflow".
std::int64_t sum_of(std::vector<LineRecord> const& lines);

// The audit entry: the order as it was (JSON, empty for a new one) and as it is now.
void record(access::Write& w, std::string const& before, OrderId order);

}  // namespace colonnade::orders
