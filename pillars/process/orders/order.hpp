// Orders, returns and credit notes: amounts, shares, delivery. Pure rules; the README says each in a
// sentence.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::orders {

using OrderLineId = Id<struct OrderLineKind>;

enum class OrderKind { order, return_, credit_note };

enum class OrderStatus {
    open,              // booked, nothing delivered
    partly_delivered,  // some lines delivered
    delivered,         // all that was ordered is delivered; of a return: received
    cancelled,         // counts for nothing
};
BOOST_DESCRIBE_ENUM(OrderStatus, open, partly_delivered, delivered, cancelled)

enum class OrderType { new_business, renewal, upsell };

// The words in files, in the database and on the wire: "order", "return", "credit_note"; "new", "renewal",
// "upsell".
std::string_view order_kind_text(OrderKind kind);
std::optional<OrderKind> find_order_kind(std::string_view text);
std::string_view order_status_text(OrderStatus status);
std::optional<OrderStatus> find_order_status(std::string_view text);
std::string_view order_type_text(OrderType type);
std::optional<OrderType> find_order_type(std::string_view text);

inline bool reduces(OrderKind kind) { return kind != OrderKind::order; }

// quantity × unit price × (1 − discount), rounded once, half to even, to ten-thousandths of the currency
// unit. Throws Problem "number.overflow".
std::int64_t line_amount(Quantity quantity, std::int64_t unit_price, Rate discount);

// The order's own amount beside the sum of its lines. Where the order has its own, it counts, and
// `difference` is what the lines do not explain.
struct OrderAmount {
    std::int64_t amount = 0;
    std::int64_t lines = 0;
    std::int64_t difference = 0;  // amount − lines
    friend bool operator==(OrderAmount const&, OrderAmount const&) = default;
};
OrderAmount order_amount(std::optional<std::int64_t> given, std::span<std::int64_t const> line_amounts);

// Throws Problem "orders.must_reduce" when a return or credit note would add: its amounts are zero or below.
void check_sign(OrderKind kind, std::int64_t amount, std::string_view path);

// A person's part in an order. Shares are all given or all left out (then equal).
struct Seller {
    PersonId person;
    std::optional<Rate> share;
};
struct SellerShare {
    PersonId person;
    Rate share;
    friend bool operator==(SellerShare const&, SellerShare const&) = default;
};
// Shares that sum to exactly 1, what rounding leaves given out by largest remainder. Given shares may miss 1
// by one thousandth (33.33 % three times). Throws Problem "orders.seller_twice", "orders.shares_mixed",
// "orders.share_range" or "orders.shares_sum" {sum}.
std::vector<SellerShare> seller_shares(std::span<Seller const> sellers);
// The same from weights of any size, such as points or amounts; each above zero.
std::vector<Rate> shares_by_weight(std::span<std::int64_t const> weights);

// What is known of a line's delivery.
struct LineDelivery {
    std::optional<Date> promised_on;
    std::optional<Date> delivered_on;
};
// Cancelled stays cancelled; else by what is delivered. An order without lines is delivered with its own
// date.
OrderStatus status_of(bool cancelled, std::optional<Date> delivered_on, std::span<LineDelivery const> lines);
// The day the last line was delivered, once all are.
std::optional<Date> delivered_on_of(std::span<LineDelivery const> lines);

// Days after the promise: of a delivery as it was, of an open order as of `today`. Negative: early. Empty
// without a promise, for a cancelled order, and while an open order is not yet late.
std::optional<int> days_late(std::optional<Date> promised_on, std::optional<Date> delivered_on,
                             OrderStatus status, Date today);

// What may still come back of a line, and what it was sold for.
struct ReturnableLine {
    Quantity quantity;  // sold
    std::int64_t net_amount = 0;
    std::optional<std::int64_t> cost_amount;
    Quantity returned;                 // returned before, counted upwards
    std::int64_t returned_amount = 0;  // of those, counted upwards
    std::int64_t returned_cost = 0;
    bool delivered = false;
};
struct ReturnedAmounts {
    std::int64_t net_amount = 0;  // zero or below
    std::optional<std::int64_t> cost_amount;
};
// The part of the line's amount that goes back with `quantity`, in proportion and rounded half to even; the
// last piece takes what is left, so that a line returned in parts returns exactly what it was sold for.
// Throws Problem "orders.return_not_delivered" or "orders.return_too_much" {left}.
ReturnedAmounts returned_amounts(ReturnableLine const& line, Quantity quantity, std::string_view path);

}  // namespace colonnade::orders
