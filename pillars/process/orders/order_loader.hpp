// Orders, their lines and returns from files. The same row again changes nothing; an empty cell leaves what
// is there.
#pragma once
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "foundation/access/write.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/base/load.hpp"
#include "foundation/db/key_cache.hpp"
#include "pillars/process/orders/order.hpp"

namespace colonnade::orders {

struct SellerCell {
    std::string person;         // external id or name
    std::optional<Rate> share;  // all or none
};

// One row of the canonical file `orders`; empty text where the cell is empty.
struct OrderLoadRow {
    std::string external_id;  // the number where empty
    std::string number;
    std::string kind;      // "order", "return", "credit_note"; order where empty
    std::string original;  // external id of the order that a return or credit note reduces
    std::string customer;  // external id or name
    std::string territory;
    std::optional<Date> booked_on;
    std::optional<Date> promised_on;
    std::optional<Date> delivered_on;
    std::string status;  // delivered where it is empty and there is a delivery, else open
    std::string order_type;
    std::string channel;
    std::string currency;
    std::optional<RoundedDecimal> net_amount;  // the sum of the lines where absent
    std::optional<RoundedDecimal> tax_amount;
    std::optional<RoundedDecimal> freight_amount;
    std::string note;
    std::vector<SellerCell> sellers;
};

class OrderLoader {
public:
    explicit OrderLoader(access::Write& write);

    // Refuses with Problem "orders.id_missing", "orders.date_missing" (booked_on), "orders.customer_unknown"
    // (customer), "orders.territory_unknown" (territory), "orders.person_unknown" (sellers),
    // "orders.original_unknown" (original), "orders.kind", "orders.status", "orders.order_type",
    // "currency.unknown" (currency), "orders.must_reduce" (net_amount), "orders.shares_sum" and its like
    // (sellers).
    Outcome add(OrderLoadRow const& row);
    // Makes all rows added so far visible to other loaders.
    void flush();
    // To be called after the last row: also brings up to date who has sold to whom.
    void finish();

private:
    struct Order;
    std::optional<Problem> read_row(OrderLoadRow const& row, Order& order);
    std::optional<Problem> read_words(OrderLoadRow const& row, Order& order);
    std::optional<Problem> read_references(OrderLoadRow const& row, Order& order);
    std::optional<Problem> read_sellers(OrderLoadRow const& row, Order& order);
    std::optional<Order> find(std::string const& external_id);
    void insert(Order const& order);
    void update(Order const& before, Order const& order);

    access::Write& write_;
    db::KeyCache customers_, territories_, people_, originals_;
    db::BulkInsert orders_, sellers_;
    std::unordered_set<std::string> pending_;
    std::int64_t next_id_ = 0, ids_end_ = 0;
};

// One row of the canonical file `order_lines`.
struct OrderLineLoadRow {
    std::string order;  // external id of the order
    std::optional<std::int64_t> line_no;
    std::string external_id;
    std::string product;  // external id, code or name
    std::string description;
    std::optional<RoundedDecimal> quantity;    // one where absent
    std::optional<RoundedDecimal> unit_price;  // before discount; from the amount where absent
    std::optional<Rate> discount;
    std::optional<RoundedDecimal> net_amount;  // quantity × unit price × (1 − discount) where absent
    std::optional<RoundedDecimal> cost_amount;
    std::optional<Date> promised_on;
    std::optional<Date> delivered_on;
    OrderLineId original_line{};  // of a return: the line it gives back
};

// A line is known by its own id within its order, else by its number, else by its place among the order's
// rows.
class OrderLineLoader {
public:
    explicit OrderLineLoader(access::Write& write);

    // Refuses with Problem "orders.order_unknown" (order), "orders.product_unknown" (product),
    // "orders.line_amount_missing" (net_amount), "orders.must_reduce" (net_amount), "number.overflow"
    // (net_amount).
    Outcome add(OrderLineLoadRow const& row);
    // Makes all rows added so far visible to other statements.
    void flush();
    // To be called after the last row: sums the orders that have no amount of their own.
    void finish();

private:
    struct Line;
    struct Current;
    bool enter(std::string const& order);
    std::optional<Problem> read_row(OrderLineLoadRow const& row, Line& line, int& rounded);
    Line* find_line(OrderLineLoadRow const& row);
    std::int64_t new_line_no(OrderLineLoadRow const& row);
    void update(Line const& line);

    access::Write& write_;
    db::KeyCache products_;
    db::BulkInsert lines_;
    std::shared_ptr<Current> current_;
    bool began_empty_;                // no line was there before this load
    std::int64_t highest_order_ = 0;  // of the orders entered so far
    std::unordered_set<std::int64_t> pending_orders_;
    std::unordered_map<std::int64_t, std::int64_t> unnumbered_;  // rows without number or id, by order
    std::int64_t next_line_id_ = 0, line_ids_end_ = 0;
};

// One row of the canonical file `returns`: a line that came back, or an amount that was credited. Amounts and
// quantities may stand with or without a minus sign: they always reduce.
struct ReturnLoadRow {
    std::string external_id;  // rows with the same one are lines of one return
    std::string kind;         // "return" where empty, or "credit_note"
    std::string original;     // external id of the order; a return without one is taken and flagged
    std::string line;         // the order's line: its external id or number
    std::string customer;     // wanted where there is no original; else the original's
    std::string currency;     // likewise
    std::optional<Date> booked_on;
    std::string product;
    std::optional<RoundedDecimal> quantity;
    std::optional<RoundedDecimal> net_amount;  // the line's, in proportion, where absent
    std::string note;
};

class ReturnLoader {
public:
    explicit ReturnLoader(access::Write& write);

    // Beside those of orders and lines: "orders.line_unknown" (line), "orders.return_too_much" (quantity).
    Outcome add(ReturnLoadRow const& row);
    void finish();

private:
    std::optional<Problem> read_original(ReturnLoadRow const& row, OrderLoadRow& order,
                                         OrderLineLoadRow& line);

    access::Write& write_;
    OrderLoader orders_;
    OrderLineLoader lines_;
};

// Rebuilds what is derived from orders, after an import was undone.
void rebuild_customer_sellers(access::Write& w);

}  // namespace colonnade::orders
