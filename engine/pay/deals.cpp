// Components that pay each order or line by itself.
#include <algorithm>
#include <map>

#include "engine/pay/component.hpp"
#include "foundation/base/decimal.hpp"

namespace colonnade::engine::pay {
namespace {

// The work's row of each person, or -1.
std::vector<std::int32_t> places_of(Work const& work) {
    std::vector<std::int32_t> place(work.pay.facts().people.size(), -1);
    for (std::size_t r = 0; r < work.rows.size(); ++r)
        place[static_cast<std::size_t>(work.matrix().people[static_cast<std::size_t>(work.rows[r])])] =
            static_cast<std::int32_t>(r);
    return place;
}

std::int64_t part_of(Work const& work, Quantity quantity, std::size_t line, PartsOf parts, std::size_t p) {
    Facts const& facts = work.pay.facts();
    std::vector<std::int64_t> out(parts.count);
    split_amount(quantity_of(facts.lines, quantity, line), split_unit(quantity, facts.minor), parts.first,
                 parts.count, out.data());
    return out[p];
}

// Deals of the work's people, one row each: the lines (or whole orders) that they are credited for.
struct Deals {
    Rows rows;
    std::vector<std::int32_t> place;  // row of the work
    std::map<std::tuple<std::int32_t, Index, int>, std::size_t> of_order;

    void add(Work const& work, std::int32_t where, std::size_t line, int step, PartsOf parts, std::size_t p) {
        Lines const& lines = work.pay.facts().lines;
        std::int64_t const amount = part_of(work, Quantity::amount, line, parts, p);
        std::int64_t const margin = part_of(work, Quantity::margin, line, parts, p);
        std::int64_t const units = part_of(work, Quantity::units, line, parts, p);
        if (work.rules().each == plan::Each::order && !lines.order.empty()) {
            auto const [found, is_new] = of_order.try_emplace({where, lines.order[line], step}, place.size());
            if (!is_new) {
                std::size_t const at = found->second;
                rows.amount[at] = add_checked(rows.amount[at], amount);
                rows.margin[at] = add_checked(rows.margin[at], margin);
                rows.units[at] = add_checked(rows.units[at], units);
                return;
            }
        }
        place.push_back(where);
        rows.person.push_back(parts.first[p].person), rows.step.push_back(step);
        rows.line.push_back(static_cast<std::uint32_t>(line));
        rows.amount.push_back(amount), rows.margin.push_back(margin), rows.units.push_back(units);
    }
};

// The lines of the work's people in the order of their ids, so that which line speaks for an order does not
// depend on the order of import.
std::vector<std::uint32_t> by_id(Work const& work) {
    std::vector<Index> people;
    for (std::int32_t const row : work.rows)
        people.push_back(work.matrix().people[static_cast<std::size_t>(row)]);
    std::vector<std::uint32_t> out = work.pay.lines_of(people);
    std::vector<std::int64_t> const& id = work.pay.facts().lines.id;
    std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) { return id[a] < id[b]; });
    return out;
}

Deals deals_of(Work const& work) {
    Deals deals;
    Lines const& lines = work.pay.facts().lines;
    Buckets const& buckets = work.pay.figures().buckets();
    plan::Component const& rules = work.rules();
    auto const places = places_of(work);
    for (std::uint32_t const line : by_id(work)) {
        int const bucket = buckets.at(lines.booked[line]);
        bool const is_taken_back = takes_back_returns(rules) && !lines.of_sale.empty() &&
                                   lines.of_sale[line] != no_line;
        if (bucket < 0 || is_taken_back) continue;
        CreditPart whole;
        PartsOf const parts = parts_of(lines, line, whole);
        for (std::size_t p = 0; p < parts.count; ++p) {
            std::int32_t const where = places[static_cast<std::size_t>(parts.first[p].person)];
            if (where < 0 || !(rules.credits & kind_bit(parts.first[p].kind))) continue;
            auto const& in =
                work.matrix().in_bucket[static_cast<std::size_t>(work.rows[static_cast<std::size_t>(where)])];
            if (!in.empty() && !in[static_cast<std::size_t>(bucket)]) continue;
            if (!passes(work.pay.plan(), work.inputs.attributes(), rules.each_where, line)) continue;
            deals.add(work, where, line, buckets.step[static_cast<std::size_t>(bucket)], parts, p);
        }
    }
    return deals;
}

// What each deal earns: its payments, within the limits per deal, where its conditions hold. Ten digits after
// the point are kept until the sum is rounded.
std::vector<std::int64_t> pay_of(Work const& work, Deals const& deals, std::vector<Lack>& lack) {
    plan::Component const& rules = work.rules();
    FactLeaves const leaves(work.pay, work.inputs, work.component, deals.rows);
    std::vector<plan::Index> wanted(rules.needs);
    for (plan::Payment const& payment : rules.payments) wanted.push_back(payment.amount);
    for (plan::Limit const& limit : rules.limits)
        if (limit.per == plan::Per::deal) wanted.push_back(limit.amount);
    Formulas const values(work.pay.plan(), leaves, wanted);
    Column sum = Column::constant(0, 0, leaves.rows());
    for (plan::Payment const& payment : rules.payments) {
        sum = sum + values[payment.amount].number;
        lack = merged(std::move(lack), values[payment.amount].lack);
    }
    for (plan::Limit const& limit : rules.limits)
        if (limit.per == plan::Per::deal)
            sum = limit.kind == plan::Limit::Kind::at_most ? minimum(sum, values[limit.amount].number)
                                                           : maximum(sum, values[limit.amount].number);
    std::vector<std::int64_t> out = rounded(sum, 8, 1, Rounding::half_even);
    for (plan::Index const need : rules.needs) {
        lack = merged(std::move(lack), values[need].lack);
        for (std::size_t i = 0; i < out.size(); ++i)
            if (values[need].number.at(i) == 0) out[i] = 0;
    }
    return out;
}

}  // namespace

Earned earned_from_deals(Work const& work) {
    std::size_t const steps = work.steps(), cells = work.rows.size() * steps;
    Deals const deals = deals_of(work);
    std::vector<Lack> lack;
    std::vector<std::int64_t> const pay = pay_of(work, deals, lack);
    std::vector<Wide> sums(cells);
    Earned out;
    for (std::size_t i = 0; i < pay.size(); ++i) {
        std::size_t const at =
            static_cast<std::size_t>(deals.place[i]) * steps + static_cast<std::size_t>(deals.rows.step[i]);
        bool const lacks = !lack.empty() && lack[i] != Lack::none;
        if (lacks) out.lack.resize(cells, Lack::none), out.lack[at] = lack[i];
        else sums[at] += pay[i];
    }
    auto const& calendar = work.pay.calendar().steps;
    for (std::size_t i = 1; i < cells && work.pay.plan().cumulative; ++i)
        if (i % steps != 0 && calendar[i % steps].period == calendar[i % steps - 1].period)
            sums[i] += sums[i - 1];
    out.amount = rounded(Column(std::move(sums), 8), 4, rounding_step(work.pay),
                         rounding_of(work.pay.plan().rounding));
    return out;
}

}  // namespace colonnade::engine::pay
