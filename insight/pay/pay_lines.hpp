// Order lines as pay has them: from the columns of the standing, which know orders, lines and credit, and the
// words that plans may ask of them. No database.
#pragma once
#include <string>
#include <vector>

#include "engine/pay/facts.hpp"
#include "foundation/base/id.hpp"
#include "insight/standing_store.hpp"

namespace colonnade::insight {

// Where a line of the columns comes from.
struct PaidLine {
    OrderId order;
    std::optional<std::int64_t> line;  // absent: the order has no lines
};

// What plans may ask of a line's product and customer, by the standing's indices.
struct LineWords {
    struct Product {
        std::string number, name, category, family;
    };
    struct Customer {
        std::string segment, country, industry;
    };
    std::vector<Product> products;
    std::vector<Customer> customers;
};

struct PaidLines {
    engine::pay::Lines lines;
    std::vector<PaidLine> sources;      // by index into lines
    std::vector<OrderId> without_rate;  // in a currency without a rate on their day: they pay nobody
    std::vector<OrderId> without_payee;
};

// In the order of the standing's orders; attributes are numbered as they come, so that the same facts give
// the same columns, however they were read. Amount and margin are the order's, in the company's currency,
// divided over its lines (rule 2 of orders: the difference belongs to the order).
PaidLines paid_lines(ReadStanding const& standing, LineWords const& words);

}  // namespace colonnade::insight
