// Facts in columns: what the engine calculates on. Built from the store by app/, never the source of truth.
//
// Every thing that facts speak of (order, person, customer, territory, product) is a dense index 0 … n-1; the
// loader keeps the ids. Amounts are ten-thousandths (see Money and Quantity), days are counts since
// 1970-01-01.
#pragma once
#include <cstdint>
#include <limits>
#include <vector>

namespace colonnade::engine {

using Index = std::int32_t;
constexpr Index nobody = -1;  // no seller, no customer, no territory, no product

using Day = std::int32_t;
constexpr Day open_end = std::numeric_limits<Day>::max();  // exclusive end of what is still open

// What can be counted on orders.
enum class Measure { revenue, margin, units, orders, new_customers };
constexpr int measure_count = 5;

// One entry per order, in any order; returns and credit notes carry amounts ≤ 0.
struct OrderColumns {
    std::vector<std::int64_t> id;
    std::vector<Day> day;  // booked on
    std::vector<Index> customer;
    std::vector<Index> territory;
    std::vector<std::int16_t> currency;  // index into the rate tables
    std::vector<std::int64_t> amount;    // in the order's own currency
    std::vector<std::int8_t>
        reduces;  // 1 for a return or credit note: it is no order of its own when orders are counted
    // Not counted by the book, but known to plans: optional, either empty or as long as the others.
    std::vector<std::int16_t> type, channel;  // the loader keeps the words
    std::vector<Day> delivered;               // open_end: not yet
    // Sellers named on order i: seller_person[seller_start[i]] … seller_person[seller_start[i + 1] - 1],
    // shares in 10^-10 that sum to one.
    std::vector<std::uint32_t> seller_start{0};
    std::vector<Index> seller_person;
    std::vector<std::int64_t> seller_share;

    std::size_t size() const { return id.size(); }
};

// One entry per order line; `order` rises, so the lines of one order stand together.
struct LineColumns {
    std::vector<Index> order;
    std::vector<Index> product;
    std::vector<std::int64_t> quantity;
    std::vector<std::int64_t> amount;  // in the order's own currency
    std::vector<std::int64_t> cost;    // in the order's own currency; no_cost where it is not known
    std::vector<std::int64_t> id;      // optional
    std::vector<Day> delivered;        // optional; open_end: not yet, or with the order

    static constexpr std::int64_t no_cost = std::numeric_limits<std::int64_t>::min();
    std::size_t size() const { return order.size(); }
};

// Who held something (a customer as its owner, a territory as its holder) and when. Spans of one key do not
// overlap and are sorted by `from`; key k has spans start[k] … start[k + 1] - 1.
struct Holdings {
    struct Span {
        Day from;
        Day to;  // exclusive
        Index person;
    };
    std::vector<std::uint32_t> start{0};
    std::vector<Span> spans;

    // Who held `key` on that day, or nobody.
    Index holder(Index key, Day day) const;
};

// Exchange rates into the company's currency: for each currency index its dated rates, sorted; a rate holds
// from its day until the next. The company's own currency has one rate of 1 since ever.
struct RateColumns {
    struct Dated {
        Day from;
        std::int64_t rate;  // company currency per unit, 10^-10
    };
    std::vector<std::vector<Dated>> of_currency;

    // The rate on that day; 0 when there is none yet.
    std::int64_t rate(std::int16_t currency, Day day) const;
};

// Which rules give credit, in this order: the sellers named on the order, else the customer's owner, else the
// territory's holder, each as of the order's day.
struct CreditRules {
    bool seller = true;
    bool account_owner = true;
    bool territory_holder = true;
};

}  // namespace colonnade::engine
