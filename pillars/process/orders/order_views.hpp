// What is told and asked about orders, on the wire and between store and API.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "foundation/wire/text.hpp"
#include "foundation/wire/values.hpp"
#include "pillars/process/orders/order.hpp"

namespace colonnade::wire {

template <> struct Wire<orders::OrderKind> {
    static constexpr TextValue about{"OrderKind", "An order, or what reduces one.",
                                     {},          "^(order|return|credit_note)$",
                                     "order",     CellKind::text};
    static orders::OrderKind parse(std::string_view text);
    static std::string text(orders::OrderKind kind) { return std::string(orders::order_kind_text(kind)); }
};
template <> struct Wire<orders::OrderType> {
    static constexpr TextValue about{"OrderType", "What the order is to the customer.",
                                     {},          "^(new|renewal|upsell)$",
                                     "new",       CellKind::text};
    static orders::OrderType parse(std::string_view text);
    static std::string text(orders::OrderType type) { return std::string(orders::order_type_text(type)); }
};

}  // namespace colonnade::wire

namespace colonnade::orders {

struct SellerView {
    PersonId person_id;
    std::string person;
    Rate share;
};
BOOST_DESCRIBE_STRUCT(SellerView, (), (person_id, person, share))

// One row of the list.
struct OrderRow {
    OrderId order_id;
    std::optional<std::string> number;
    OrderKind kind{};
    OrderStatus status{};
    Date booked_on;
    std::optional<Date> promised_on;
    std::optional<Date> delivered_on;
    std::optional<int> days_late;
    CustomerId customer_id;
    std::string customer;
    std::optional<TerritoryId> territory_id;
    std::optional<std::string> territory;
    Money net_amount;
    std::optional<PersonId> seller_id;  // the first
    std::optional<std::string> seller;
    std::int64_t seller_count = 0;
};
BOOST_DESCRIBE_STRUCT(OrderRow, (),
                      (order_id, number, kind, status, booked_on, promised_on, delivered_on, days_late,
                       customer_id, customer, territory_id, territory, net_amount, seller_id, seller,
                       seller_count))

struct LineView {
    OrderLineId line_id;
    std::int64_t line_no = 0;
    std::optional<std::string> external_id;
    std::optional<ProductId> product_id;
    std::optional<std::string> product;
    std::optional<std::string> description;
    Quantity quantity;
    Money unit_price;
    Rate discount;
    Money net_amount;
    std::optional<Money>
        cost;  // given, else the product's on the order's date; for those who may see all orders
    std::optional<Date> promised_on;
    std::optional<Date> delivered_on;
    std::optional<OrderLineId> original_line_id;
    Quantity returned;  // by returns that are not cancelled
};
BOOST_DESCRIBE_STRUCT(LineView, (),
                      (line_id, line_no, external_id, product_id, product, description, quantity, unit_price,
                       discount, net_amount, cost, promised_on, delivered_on, original_line_id, returned))

struct RelatedOrder {
    OrderId order_id;
    std::optional<std::string> number;
    OrderKind kind{};
    OrderStatus status{};
    Date booked_on;
    Money net_amount;
};
BOOST_DESCRIBE_STRUCT(RelatedOrder, (), (order_id, number, kind, status, booked_on, net_amount))

// Everything about one order.
struct OrderView {
    OrderId order_id;
    std::optional<std::string> external_id;
    std::optional<std::string> number;
    OrderKind kind{};
    std::optional<RelatedOrder> original;
    bool is_unmatched = false;  // a return or credit note without an original
    CustomerId customer_id;
    std::string customer;
    std::optional<TerritoryId> territory_id;
    std::optional<std::string> territory;
    Date booked_on;
    std::optional<Date> promised_on;
    std::optional<Date> delivered_on;
    OrderStatus status{};
    std::optional<int> days_late;
    std::optional<OrderType> order_type;
    std::optional<std::string> channel;
    Money net_amount;
    Money lines_amount;
    Money difference;  // net_amount − lines_amount
    Money tax_amount;
    Money freight_amount;
    std::optional<std::string> note;
    std::vector<SellerView> sellers;
    std::vector<LineView> lines;
    std::vector<RelatedOrder> returns;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(OrderView, (),
                      (order_id, external_id, number, kind, original, is_unmatched, customer_id, customer,
                       territory_id, territory, booked_on, promised_on, delivered_on, status, days_late,
                       order_type, channel, net_amount, lines_amount, difference, tax_amount, freight_amount,
                       note, sellers, lines, returns, version))

// All shares or none; they sum to 1.
struct SellerFields {
    PersonId person_id;
    std::optional<Rate> share;
};
BOOST_DESCRIBE_STRUCT(SellerFields, (), (person_id, share))

using AmountText = Quantity;  // an amount in the order's currency, with at most four decimals

struct LineFields {
    std::optional<wire::Text<100>> external_id;
    std::optional<ProductId> product_id;
    std::optional<wire::Text<500>> description;
    Quantity quantity;
    std::optional<AmountText> unit_price;  // the product's price on the order's date where absent
    std::optional<Rate> discount;
    std::optional<AmountText> net_amount;  // quantity × unit price × (1 − discount) where absent
    std::optional<AmountText> cost_amount;
    std::optional<Date> promised_on;
    std::optional<Date> delivered_on;
};
BOOST_DESCRIBE_STRUCT(LineFields, (),
                      (external_id, product_id, description, quantity, unit_price, discount, net_amount,
                       cost_amount, promised_on, delivered_on))

struct NewOrder {
    std::optional<wire::Text<100>> external_id;
    std::optional<wire::Text<100>> number;
    OrderKind kind{};
    std::optional<OrderId> original_order_id;
    CustomerId customer_id;
    std::optional<TerritoryId> territory_id;
    Date booked_on;
    std::optional<Date> promised_on;
    std::optional<Date> delivered_on;
    std::optional<OrderType> order_type;
    std::optional<wire::Text<100>> channel;
    Currency currency;
    std::optional<AmountText> net_amount;  // the sum of the lines where absent
    std::optional<AmountText> tax_amount;
    std::optional<AmountText> freight_amount;
    std::optional<wire::Prose<5000>> note;
    std::vector<SellerFields> sellers;
    std::vector<LineFields> lines;
};
BOOST_DESCRIBE_STRUCT(NewOrder, (),
                      (external_id, number, kind, original_order_id, customer_id, territory_id, booked_on,
                       promised_on, delivered_on, order_type, channel, currency, net_amount, tax_amount,
                       freight_amount, note, sellers, lines))

// What may be corrected; sellers and lines are replaced as a whole.
struct OrderPatch {
    wire::Patch<wire::Text<100>> number;
    std::optional<CustomerId> customer_id;
    wire::Patch<TerritoryId> territory_id;
    std::optional<Date> booked_on;
    wire::Patch<Date> promised_on;
    wire::Patch<OrderType> order_type;
    wire::Patch<wire::Text<100>> channel;
    wire::Patch<AmountText> net_amount;
    std::optional<AmountText> tax_amount;
    std::optional<AmountText> freight_amount;
    wire::Patch<wire::Prose<5000>> note;
    std::optional<std::vector<SellerFields>> sellers;
    std::optional<std::vector<LineFields>> lines;
};
BOOST_DESCRIBE_STRUCT(OrderPatch, (),
                      (number, customer_id, territory_id, booked_on, promised_on, order_type, channel,
                       net_amount, tax_amount, freight_amount, note, sellers, lines))

struct CancelOrder {
    wire::Prose<1000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(CancelOrder, (), (reason))

// What arrived on that day: these lines, or all that were open.
struct RecordDelivery {
    Date delivered_on;
    std::optional<std::vector<OrderLineId>> line_ids;
};
BOOST_DESCRIBE_STRUCT(RecordDelivery, (), (delivered_on, line_ids))

struct ReturnedLine {
    OrderLineId line_id;
    Quantity quantity;  // counted upwards
};
BOOST_DESCRIBE_STRUCT(ReturnedLine, (), (line_id, quantity))
struct NewReturn {
    std::optional<wire::Text<100>> number;
    Date booked_on;
    std::optional<wire::Prose<5000>> note;
    std::vector<ReturnedLine> lines;
};
BOOST_DESCRIBE_STRUCT(NewReturn, (), (number, booked_on, note, lines))

}  // namespace colonnade::orders
