#include "insight/parts.hpp"

#include <algorithm>

#include "foundation/base/decimal.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::insight {
namespace {

using engine::Days;
using engine::Index;
using engine::Measure;
using goals::AttainmentBy;
using goals::Rollup;

class Gatherer {
public:
    Gatherer(engine::CreditBook const& book, Measure measure) : book_(book), measure_(measure) {}

    void credits(Index person, Days days) {
        if (days.from >= days.to) return;
        for (Index entry : book_.credits_of(person, days))
            found_.push_back({book_.credits().order[entry], entry, book_.credit_figure(entry, measure_)});
    }
    void orders(std::span<Index const> orders) {
        for (Index order : orders)
            found_.push_back({order, engine::nobody, book_.order_figure(order, measure_)});
    }
    std::vector<Contribution> take() { return std::move(found_); }

private:
    engine::CreditBook const& book_;
    Measure measure_;
    std::vector<Contribution> found_;
};

// What one line weighs, in the order's own currency or in pieces.
std::int64_t weight(engine::LineColumns const& lines, std::uint32_t line, Measure measure) {
    if (measure == Measure::units) return lines.quantity[line];
    if (measure == Measure::revenue) return lines.amount[line];
    bool const known = lines.cost[line] != engine::LineColumns::no_cost;
    return known ? subtract_checked(lines.amount[line], lines.cost[line]) : 0;
}

// What the whole order weighs; the lines may weigh something else.
std::int64_t whole_weight(engine::CreditBook const& book, Index order, Measure measure) {
    auto const [first, last] = book.lines_of(order);
    engine::LineColumns const& lines = book.facts().lines;
    std::int64_t weights = 0, amounts = 0;
    for (std::uint32_t line = first; line < last; ++line) {
        weights = add_checked(weights, weight(lines, line, measure));
        amounts = add_checked(amounts, lines.amount[line]);
    }
    if (measure == Measure::units) return weights;
    return add_checked(weights, subtract_checked(book.facts().orders.amount[order], amounts));
}

}  // namespace

std::vector<Contribution> contributions(goals::Standing const& standing, AttainmentBy by, Index index,
                                        Measure measure, Days days) {
    engine::CreditBook const& book = *standing.book;
    Gatherer gather(book, measure);
    switch (by) {
        case AttainmentBy::person: gather.credits(index, days); break;
        case AttainmentBy::manager:
            for (Rollup::Part const& part : standing.reports.of(index))
                gather.credits(part.index, goals::within(part, days));
            break;
        case AttainmentBy::team:
            for (Rollup::Part const& part : standing.team_members.of(index))
                gather.credits(part.index, goals::within(part, days));
            break;
        case AttainmentBy::territory:
            for (Rollup::Part const& part : standing.territory_tree.of(index))
                if (Days const common = goals::within(part, days); common.from < common.to)
                    gather.orders(book.orders_in(part.index, common));
            break;
        case AttainmentBy::company: gather.orders(book.orders_on(days)); break;
    }
    return gather.take();
}

std::pair<Index, Index> credits_of_order(engine::CreditBook const& book, Index order) {
    auto const& orders = book.credits().order;
    auto const [first, last] = std::equal_range(orders.begin(), orders.end(), order);
    return {static_cast<Index>(first - orders.begin()), static_cast<Index>(last - orders.begin())};
}

std::int64_t split_over_lines(engine::CreditBook const& book, Contribution const& contribution,
                              Measure measure, std::function<void(std::uint32_t, std::int64_t)> const& take) {
    engine::Facts const& facts = book.facts();
    Index const order = contribution.order;
    auto const [first, last] = book.lines_of(order);
    std::int64_t const whole = whole_weight(book, order, measure);
    Rate const rate{measure == Measure::units
                        ? Rate::scale
                        : facts.rates.rate(facts.orders.currency[order], facts.orders.day[order])};
    Rate const share{contribution.entry == engine::nobody ? Rate::scale
                                                          : book.credits().share[contribution.entry]};
    std::int64_t sum = 0, given = 0;
    for (std::uint32_t line = first; line < last; ++line) {
        sum = add_checked(sum, weight(facts.lines, line, measure));
        // Where the lines explain the order, the last one ends at its very amount.
        bool const complete = line + 1 == last && sum == whole;
        std::int64_t const until = complete ? contribution.amount : scaled(scaled(sum, rate), share);
        take(line, subtract_checked(until, given));
        given = until;
    }
    return subtract_checked(contribution.amount, given);
}

}  // namespace colonnade::insight
