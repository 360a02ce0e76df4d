#include "insight/breakdown.hpp"

#include <algorithm>

#include <boost/describe/enum_to_string.hpp>

#include "foundation/base/problem.hpp"
#include "insight/pages.hpp"
#include "insight/source_store.hpp"
#include "pillars/operations/company/company_store.hpp"

namespace colonnade::insight {
namespace {

using engine::Index;
using engine::Measure;

constexpr std::size_t rows_max = 200;

bool by_line(BreakdownInto into) {
    return into == BreakdownInto::product || into == BreakdownInto::product_category;
}

// The months that the orders of an asked period can lie in.
DateRange month_range(Asked const& asked) {
    DateRange range = asked.ask.period.range;
    auto const orders = asked.book().orders_on(asked.days());
    if (orders.empty()) return {range.from, range.from.plus_days(1)};
    auto const& days = asked.book().facts().orders.day;
    return {Date::from_number(days[orders.front()]), Date::from_number(days[orders.back()] + 1)};
}

}  // namespace

Cutter::Cutter(Asked const& asked, db::Session& session, BreakdownInto into) : asked_(asked), into_(into) {
    if (by_line(into) && (asked.measure() == Measure::orders || asked.measure() == Measure::new_customers))
        throw invalid("insight.not_by_line", {}, "into");
    if (into == BreakdownInto::month)
        months_ = company::read_periods(session).between(month_range(asked), PeriodKind::month);
    if (into != BreakdownInto::product_category) return;
    Categories categories = product_categories(session);
    for (std::int64_t product : asked.standing().product_ids) {
        auto const at = categories.of_product.find(product);
        category_of_.push_back(at == categories.of_product.end() ? no_bucket : at->second);
    }
    categories_ = std::move(categories.names);
}

Bucket Cutter::bucket_of_line(std::uint32_t line) const {
    Index const product = asked_.book().facts().lines.product[line];
    if (product == engine::nobody) return no_bucket;
    return into_ == BreakdownInto::product ? Bucket{product} : category_of_[product];
}

void Cutter::cut(Contribution const& contribution,
                 std::function<void(Bucket, std::int64_t)> const& take) const {
    engine::CreditBook const& book = asked_.book();
    engine::OrderColumns const& orders = book.facts().orders;
    Index const order = contribution.order;
    if (by_line(into_)) {
        std::int64_t const rest = split_over_lines(
            book, contribution, asked_.measure(),
            [&](std::uint32_t line, std::int64_t part) { take(bucket_of_line(line), part); });
        if (rest != 0) take(rest_bucket, rest);
    } else if (into_ == BreakdownInto::customer) {
        take(orders.customer[order], contribution.amount);
    } else if (into_ == BreakdownInto::territory) {
        take(orders.territory[order], contribution.amount);
    } else if (into_ == BreakdownInto::month) {
        Date const day = Date::from_number(orders.day[order]);
        auto const after =
            std::ranges::upper_bound(months_, day, {}, [](Period const& month) { return month.range.from; });
        take(after == months_.begin() ? no_bucket : Bucket{after - months_.begin() - 1}, contribution.amount);
    } else if (contribution.entry != engine::nobody) {
        take(book.credits().person[contribution.entry], contribution.amount);
    } else {
        auto const [first, last] = credits_of_order(book, order);
        if (first == last) take(no_bucket, contribution.amount);
        for (Index entry = first; entry < last; ++entry)
            take(book.credits().person[entry], book.credit_figure(entry, asked_.measure()));
    }
}

std::string Cutter::key(Bucket bucket) const {
    if (bucket == no_bucket) return "none";
    if (bucket == rest_bucket) return "rest";
    goals::Standing const& standing = asked_.standing();
    switch (into_) {
        case BreakdownInto::product: return std::to_string(standing.product_ids[bucket]);
        case BreakdownInto::product_category: return std::to_string(bucket);
        case BreakdownInto::customer: return std::to_string(standing.customer_ids[bucket]);
        case BreakdownInto::territory: return std::to_string(standing.territories[bucket].id);
        case BreakdownInto::person: return std::to_string(standing.people[bucket].id);
        case BreakdownInto::month: return months_[bucket].key;
    }
    return "";
}

std::string Cutter::name(db::Session& session, Bucket bucket) const {
    std::string const into = boost::describe::enum_to_string(into_, "");
    if (bucket == no_bucket) return asked_.words("insight.without." + into);
    if (bucket == rest_bucket) return asked_.words("insight.without.lines");
    goals::Standing const& standing = asked_.standing();
    switch (into_) {
        case BreakdownInto::product: return product_name(session, standing.product_ids[bucket]);
        case BreakdownInto::product_category: {
            auto const at = categories_.find(bucket);
            return at == categories_.end() ? std::to_string(bucket) : at->second;
        }
        case BreakdownInto::customer: return customer_name(session, standing.customer_ids[bucket]);
        case BreakdownInto::territory: return standing.territories[bucket].name;
        case BreakdownInto::person: return standing.people[bucket].name;
        case BreakdownInto::month: return months_[bucket].key;
    }
    return "";
}

std::optional<std::string> Cutter::link(Bucket bucket) const {
    if (bucket < 0) return std::nullopt;
    goals::Standing const& standing = asked_.standing();
    switch (into_) {
        case BreakdownInto::product: return product_page(standing.product_ids[bucket]);
        case BreakdownInto::customer: return customer_page(standing.customer_ids[bucket]);
        case BreakdownInto::territory: return goal_page("territory", standing.territories[bucket].id);
        case BreakdownInto::person: return goal_page("person", standing.people[bucket].id);
        default: return std::nullopt;
    }
}

namespace {

// The largest first; months in their own order.
std::vector<std::pair<Bucket, std::int64_t>> sorted_sums(Cutter const& cutter, BreakdownInto into,
                                                         std::vector<Contribution> const& all) {
    std::unordered_map<Bucket, std::int64_t> sums;
    auto const add = [&](Bucket bucket, std::int64_t amount) { sums[bucket] += amount; };
    for (Contribution const& one : all) cutter.cut(one, add);
    std::vector<std::pair<Bucket, std::int64_t>> sorted(sums.begin(), sums.end());
    std::ranges::sort(sorted, [&](auto const& a, auto const& b) {
        if (into == BreakdownInto::month) return a.first < b.first;
        return std::pair(-a.second, a.first) < std::pair(-b.second, b.first);
    });
    return sorted;
}

std::optional<wire::Figure> share_of(std::int64_t amount, std::int64_t whole) {
    return whole == 0 ? std::nullopt : std::optional(wire::percent_figure(ratio(amount, whole)));
}

}  // namespace

BreakdownView break_down(Asked const& asked, db::Session& session, BreakdownInto into) {
    Cutter const cutter(asked, session, into);
    auto const all =
        contributions(asked.standing(), asked.ask.by, asked.index, asked.measure(), asked.days());
    std::int64_t whole = 0;
    for (Contribution const& one : all) whole += one.amount;
    goals::Subject const subject = asked.subject();
    BreakdownView view{asked.ask.by,      subject.id, subject.name, asked.ask.period.key,
                       asked.ask.measure, into,       {},           {}};
    view.whole = asked.figure(whole, asked.address("actual", asked.ask.by, subject.id));
    auto const sums = sorted_sums(cutter, into, all);
    std::string const address = asked.address("part", asked.ask.by, subject.id) +
                                "&into=" + boost::describe::enum_to_string(into, "") + "&key=";
    std::int64_t shown = 0;
    for (auto const& [bucket, amount] : sums) {
        if (view.rows.size() == rows_max) break;
        std::string const key = cutter.key(bucket);
        view.rows.push_back({key, cutter.name(session, bucket), cutter.link(bucket),
                             asked.figure(amount, address + key), share_of(amount, whole)});
        shown += amount;
    }
    if (sums.size() > rows_max)
        view.rows.push_back({"others",
                             asked.words("insight.others", {{"count", std::int64_t(sums.size() - rows_max)}}),
                             {},
                             asked.figure(whole - shown),
                             share_of(whole - shown, whole)});
    return view;
}

}  // namespace colonnade::insight
