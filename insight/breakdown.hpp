// A figure broken into products, customers, territories, people or months; the rows add up to the whole.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "foundation/wire/figure.hpp"
#include "insight/asked.hpp"
#include "insight/parts.hpp"

namespace colonnade::insight {

enum class BreakdownInto { product, product_category, customer, territory, person, month };
BOOST_DESCRIBE_ENUM(BreakdownInto, product, product_category, customer, territory, person, month)

struct BreakdownRow {
    std::string key;  // an id, a month, "none" for what has no such thing, "rest" for what lines leave over
    std::string name;
    std::optional<std::string> link;
    wire::Figure figure;
    std::optional<wire::Figure> share;  // of the whole; absent where the whole is zero
};
BOOST_DESCRIBE_STRUCT(BreakdownRow, (), (key, name, link, figure, share))

struct BreakdownView {
    goals::AttainmentBy of = goals::AttainmentBy::person;
    std::int64_t subject_id = 0;
    std::string name;
    std::string period;
    goals::GoalMeasure measure = goals::GoalMeasure::revenue;
    BreakdownInto into = BreakdownInto::customer;
    wire::Figure whole;
    std::vector<BreakdownRow> rows;  // the largest first; beyond two hundred, the smaller ones together
};
BOOST_DESCRIBE_STRUCT(BreakdownView, (), (of, subject_id, name, period, measure, into, whole, rows))

// Where a piece of a figure belongs: an index or id (of a category, of a month by its place), or one of
// these.
using Bucket = std::int64_t;
constexpr Bucket no_bucket = -1;    // no customer, no territory, no product, nobody
constexpr Bucket rest_bucket = -2;  // the order less its lines

// Cuts contributions into buckets.
class Cutter {
public:
    // Throws Problem "insight.not_by_line" for a count of orders or customers by product.
    Cutter(Asked const& asked, db::Session& session, BreakdownInto into);
    // Calls take(bucket, amount) for each piece; the pieces sum to the contribution.
    void cut(Contribution const& contribution, std::function<void(Bucket, std::int64_t)> const& take) const;

    std::string key(Bucket bucket) const;
    std::string name(db::Session& session, Bucket bucket) const;
    std::optional<std::string> link(Bucket bucket) const;

private:
    Bucket bucket_of_line(std::uint32_t line) const;

    Asked const& asked_;
    BreakdownInto into_;
    std::vector<Period> months_;
    std::vector<Bucket> category_of_;  // by product index
    std::unordered_map<std::int64_t, std::string> categories_;
};

BreakdownView break_down(Asked const& asked, db::Session& session, BreakdownInto into);

}  // namespace colonnade::insight
