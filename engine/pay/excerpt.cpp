#include "engine/pay/excerpt.hpp"

#include <algorithm>
#include <unordered_set>

#include "engine/pay/component.hpp"

namespace colonnade::engine::pay {
namespace {

bool looks_at_teams(plan::Plan const& plan) {
    return std::any_of(plan.nodes.begin(), plan.nodes.end(),
                       [](plan::Node const& node) { return node.scope == plan::Scope::team; });
}

// Whether anything is asked of whole orders, such as their amount.
bool asks_for_orders(plan::Plan const& plan) {
    return std::any_of(plan.attributes.begin(), plan.attributes.end(),
                       [](plan::Attribute const& attribute) { return attribute.name.starts_with("order."); });
}

// Everybody who was ever below the person, and they themselves.
std::vector<std::uint8_t> tree_of(Facts const& facts, Index person) {
    std::vector<std::vector<Index>> reports(facts.people.size());
    for (ReportSpan const& span : facts.reports)
        if (span.manager != nobody) reports[static_cast<std::size_t>(span.manager)].push_back(span.person);
    std::vector<std::uint8_t> in(facts.people.size());
    std::vector<Index> next{person};
    in[static_cast<std::size_t>(person)] = 1;
    while (!next.empty()) {
        Index const at = next.back();
        next.pop_back();
        for (Index const below : reports[static_cast<std::size_t>(at)])
            if (!std::exchange(in[static_cast<std::size_t>(below)], std::uint8_t{1})) next.push_back(below);
    }
    return in;
}

template <typename T>
void take(std::vector<T>& into, std::vector<T> const& from, std::vector<std::uint32_t> const& lines) {
    if (from.empty()) return;
    into.reserve(lines.size() + 8);
    for (std::uint32_t const line : lines) into.push_back(from[line]);
}

void set_frame(Facts& facts, Frame const& frame) {
    facts.assignments.clear();
    facts.from = frame.from, facts.to = frame.to, facts.periods = frame.periods;
    facts.year_starts_in = frame.year_starts_in;
}

class Cutter {
public:
    Cutter(plan::Plan const& plan, Facts const& whole, Frame const& frame, Index person)
        : plan_(plan), whole_(whole), frame_(frame) {
        std::vector<std::uint8_t> in(whole.people.size());
        in[static_cast<std::size_t>(person)] = 1;
        if (looks_at_teams(plan)) in = tree_of(whole, person);
        place_.assign(in.size(), nobody);
        for (std::size_t p = 0; p < in.size(); ++p) {
            if (!in[p]) continue;
            place_[p] = static_cast<Index>(out_.people.size());
            out_.people.push_back(static_cast<Index>(p));
        }
        out_.person = place_[static_cast<std::size_t>(person)];
        out_.others = static_cast<Index>(out_.people.size());
    }

    Excerpt cut() {
        Facts& facts = *out_.facts;
        for (Index const person : out_.people) {
            facts.people.push_back(whole_.people[static_cast<std::size_t>(person)]);
            if (!whole_.hired.empty()) facts.hired.push_back(whole_.hired[static_cast<std::size_t>(person)]);
            if (!whole_.left.empty()) facts.left.push_back(whole_.left[static_cast<std::size_t>(person)]);
        }
        facts.people.emplace_back();
        if (!whole_.hired.empty()) facts.hired.push_back(no_day);
        if (!whole_.left.empty()) facts.left.push_back(open_end);
        take_spans();
        take_lines();
        set_frame(facts, frame_);
        take_own(facts.assignments, frame_.assignments);
        // Without any assignment a plan would pay whoever has its roles.
        if (facts.assignments.empty() && !frame_.assignments.empty())
            facts.assignments.push_back({out_.others, no_day, open_end});
        facts.minor = whole_.minor;
        return std::move(out_);
    }

private:
    Index place(Index person) const {
        return person == nobody ? nobody : place_[static_cast<std::size_t>(person)];
    }

    template <typename T> void take_own(std::vector<T>& into, std::vector<T> const& from) {
        for (T const& each : from) {
            if (place(each.person) == nobody) continue;
            into.push_back(each);
            into.back().person = place(each.person);
        }
    }

    void take_spans() {
        Facts& facts = *out_.facts;
        take_own(facts.roles, whole_.roles);
        take_own(facts.quotas, whole_.quotas);
        take_own(facts.kpis, whole_.kpis);
        take_own(facts.parameters, whole_.parameters);
        for (ReportSpan span : whole_.reports) {
            span.person = place(span.person), span.manager = place(span.manager);
            if (span.person != nobody && span.manager != nobody) facts.reports.push_back(span);
        }
    }

    void take_lines() {
        Lines const& from = whole_.lines;
        std::vector<std::uint8_t> group_is_in(from.group.size());
        for (std::size_t g = 1; g + 1 < from.group.size(); ++g)
            for (std::uint32_t p = from.group[g]; p < from.group[g + 1]; ++p)
                if (place(from.parts[p].person) != nobody) group_is_in[g] = 1;
        std::vector<std::uint8_t> is_in(from.size());
        for (std::size_t i = 0; i < from.size(); ++i) {
            std::uint32_t const group = from.shared.empty() ? 0 : from.shared[i];
            is_in[i] = group ? group_is_in[group] != 0 : place(from.owner[i]) != nobody;
        }
        add_returns(is_in);
        if (asks_for_orders(plan_)) add_orders(is_in);
        for (std::size_t i = 0; i < from.size(); ++i)
            if (is_in[i]) out_.lines.push_back(static_cast<std::uint32_t>(i));
        Lines& into = out_.facts->lines;
        take(into.id, from.id, out_.lines), take(into.order, from.order, out_.lines);
        take(into.customer, from.customer, out_.lines), take(into.booked, from.booked, out_.lines);
        take(into.delivered, from.delivered, out_.lines), take(into.invoiced, from.invoiced, out_.lines);
        take(into.paid, from.paid, out_.lines), take(into.amount, from.amount, out_.lines);
        take(into.margin, from.margin, out_.lines), take(into.units, from.units, out_.lines);
        take(into.reduces, from.reduces, out_.lines), take(into.lost, from.lost, out_.lines);
        take(into.loss, from.loss, out_.lines), take(into.of_sale, from.of_sale, out_.lines);
        take_credit(from, into);
        for (plan::Attribute const& wanted : plan_.attributes)
            if (Attribute const* const attribute = from.attribute(wanted.name)) {
                into.attributes.push_back({attribute->name, attribute->values, {}});
                take(into.attributes.back().code, attribute->code, out_.lines);
            }
    }

    // What comes back of a sale is its seller's loss, whoever is credited with the return; and a return waits
    // as its sale does.
    void add_returns(std::vector<std::uint8_t>& is_in) const {
        Lines const& lines = whole_.lines;
        std::unordered_set<std::int64_t> sales, named;
        for (std::size_t i = 0; i < lines.of_sale.size(); ++i) {
            if (lines.of_sale[i] != no_line) named.insert(lines.of_sale[i]);
            if (lines.of_sale[i] != no_line && is_in[i]) sales.insert(lines.of_sale[i]);
        }
        if (named.empty()) return;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!named.contains(lines.id[i])) continue;
            if (is_in[i]) sales.insert(lines.id[i]);
            else if (sales.contains(lines.id[i])) is_in[i] = 1;
        }
        for (std::size_t i = 0; i < lines.of_sale.size(); ++i)
            if (lines.of_sale[i] != no_line && sales.contains(lines.of_sale[i])) is_in[i] = 1;
    }

    void add_orders(std::vector<std::uint8_t>& is_in) const {
        std::vector<Index> const& order = whole_.lines.order;
        std::unordered_set<Index> orders;
        for (std::size_t i = 0; i < order.size(); ++i)
            if (is_in[i] && order[i] != nobody) orders.insert(order[i]);
        for (std::size_t i = 0; i < order.size(); ++i)
            if (orders.contains(order[i])) is_in[i] = 1;
    }

    void take_credit(Lines const& from, Lines& into) {
        std::vector<std::uint32_t> number(from.group.size());
        for (std::uint32_t const line : out_.lines) {
            std::uint32_t const group = from.shared.empty() ? 0 : from.shared[line];
            into.owner.push_back(group ? nobody : place(from.owner[line]));
            if (group && !number[group]) {
                std::vector<CreditPart> parts(from.parts.begin() + from.group[group],
                                              from.parts.begin() + from.group[group + 1]);
                for (CreditPart& part : parts) {
                    part.person = place(part.person);
                    if (part.person == nobody) part.person = out_.others;
                }
                number[group] = into.add_group(parts);
            }
            into.shared.push_back(group ? number[group] : 0);
        }
    }

    plan::Plan const& plan_;
    Facts const& whole_;
    Frame const& frame_;
    std::vector<Index> place_;
    Excerpt out_{std::make_shared<Facts>(), nobody, nobody, {}, {}};
};

template <typename T> void extend(std::vector<T>& column, std::size_t lines, T value) {
    if (column.size() == lines && lines > 0) column.push_back(value);
}

}  // namespace

Frame frame_of(Facts const& facts) {
    return {facts.assignments, facts.from, facts.to, facts.periods, facts.year_starts_in};
}

Excerpt excerpt_for(plan::Plan const& plan, Facts const& facts, Frame const& frame, Index person) {
    if (!is_entangled(plan)) return Cutter(plan, facts, frame, person).cut();
    Excerpt whole{std::make_shared<Facts>(facts), person, static_cast<Index>(facts.people.size()), {}, {}};
    set_frame(*whole.facts, frame);
    whole.facts->assignments = frame.assignments;
    for (std::size_t p = 0; p < facts.people.size(); ++p) whole.people.push_back(static_cast<Index>(p));
    for (std::size_t i = 0; i < facts.lines.size(); ++i) whole.lines.push_back(static_cast<std::uint32_t>(i));
    whole.facts->people.emplace_back();
    if (!facts.hired.empty()) whole.facts->hired.push_back(no_day);
    if (!facts.left.empty()) whole.facts->left.push_back(open_end);
    return whole;
}

std::size_t add_deal(Excerpt& excerpt, plan::Plan const& plan, Deal const& deal) {
    Lines& lines = excerpt.facts->lines;
    std::size_t const at = lines.size();
    auto const day_by = [&](plan::Event event) {
        bool const counts = std::any_of(plan.measures.begin(), plan.measures.end(),
                                        [&](plan::Measure const& each) { return each.day == event; });
        return counts ? deal.booked : no_day;
    };
    // Orders are told apart by their number only.
    Index order = 0;
    for (Index const each : lines.order) order = std::max(order, each + 1);
    std::int64_t id = 0;
    for (std::int64_t const each : lines.id) id = std::max(id, each + 1);
    if (lines.order.size() == at) lines.order.push_back(order);
    if (lines.customer.size() == at) lines.customer.push_back(deal.customer);
    for (auto [column, event] :
         {std::pair(&lines.delivered, plan::Event::delivered),
          std::pair(&lines.invoiced, plan::Event::invoiced), std::pair(&lines.paid, plan::Event::paid)}) {
        if (column->empty() && day_by(event) != no_day) column->assign(at, no_day);
        if (column->size() == at) column->push_back(day_by(event));
    }
    if (lines.margin.size() == at) lines.margin.push_back(deal.margin);
    if (lines.units.size() == at) lines.units.push_back(deal.units);
    extend(lines.reduces, at, std::uint8_t{0});
    extend(lines.of_sale, at, no_line), extend(lines.lost, at, no_day);
    extend(lines.loss, at, Loss::none);
    lines.id.push_back(id), lines.booked.push_back(deal.booked), lines.amount.push_back(deal.amount);
    bool const is_whole = deal.share == one;
    lines.owner.push_back(is_whole ? excerpt.person : nobody);
    if (lines.shared.empty()) lines.shared.assign(at, 0);
    lines.shared.push_back(is_whole
                               ? 0
                               : lines.add_group({{excerpt.person, CreditKind::split, deal.share},
                                                  {excerpt.others, CreditKind::split, one - deal.share}}));
    for (Attribute& attribute : lines.attributes) {
        std::string value;
        for (auto const& [name, said] : deal.attributes)
            if (name == attribute.name) value = said;
        attribute.code.push_back(attribute.encode(value));
    }
    return at;
}

}  // namespace colonnade::engine::pay
