#include "engine/pay/pay.hpp"

#include <algorithm>

#include "engine/pay/component.hpp"
#include "engine/pay/inputs.hpp"
#include "engine/pay/threads.hpp"

namespace colonnade::engine::pay {
namespace {

// Somebody is paid in a step when they were in the role at any time of its accumulation period until then.
void mark_active(ComponentPay& component, std::vector<std::uint8_t> const& in, Buckets const& buckets,
                 Calendar const& calendar) {
    for (std::size_t t = 0, b = 0; t < calendar.steps.size(); ++t) {
        bool const begins = t == 0 || calendar.steps[t].period != calendar.steps[t - 1].period;
        std::uint8_t active = begins ? 0 : component.active.back();
        for (; b < buckets.size() && buckets.step[b] == static_cast<int>(t); ++b) active |= in[b];
        component.active.push_back(active);
    }
}

ComponentPay component_of(plan::Plan const& plan, plan::Component const& rules, Facts const& facts,
                          Buckets const& buckets, Calendar const& calendar) {
    ComponentPay out;
    out.row.assign(facts.people.size(), -1);
    auto in = presence(plan, rules, facts, buckets);
    auto const absent = absences(plan, facts, buckets, in);
    for (std::size_t p = 0; p < in.size(); ++p) {
        within_dates(rules, buckets, in[p]);
        if (std::find(in[p].begin(), in[p].end(), 1) == in[p].end()) continue;
        out.row[p] = static_cast<int>(out.people.size());
        out.people.push_back(static_cast<Index>(p));
        mark_active(out, in[p], buckets, calendar);
        bool const always = std::find(in[p].begin(), in[p].end(), 0) == in[p].end();
        out.in_bucket.push_back(always ? std::vector<std::uint8_t>{} : in[p]);
        out.absence.push_back(absent.empty() ? std::vector<std::uint8_t>{} : absent[p]);
    }
    std::size_t const cells = out.people.size() * calendar.steps.size();
    for (auto* const matrix : {&out.earned, &out.held, &out.taken_back, &out.payout}) matrix->resize(cells);
    out.lack.resize(cells);
    return out;
}

// Whether another amount of a line may let other lines through a filter.
bool filters_by_amount(plan::Plan const& plan, Attributes const& attributes) {
    auto const asks = [&](plan::Index filter) { return attributes.asks_for_amounts(plan, filter); };
    return std::any_of(plan.measures.begin(), plan.measures.end(),
                       [&](plan::Measure const& measure) { return asks(measure.filter); }) ||
           std::any_of(plan.components.begin(), plan.components.end(),
                       [&](plan::Component const& component) { return asks(component.each_where); });
}

// Whether two filters of two plans say the same.
bool same_filter(plan::Plan const& a, plan::Index x, plan::Plan const& b, plan::Index y) {
    if (x == plan::none || y == plan::none) return x == y;
    plan::Node const &one_node = a.nodes[static_cast<std::size_t>(x)],
                     &other = b.nodes[static_cast<std::size_t>(y)];
    if (one_node.op != other.op || one_node.type != other.type) return false;
    if (one_node.op == plan::Op::constant && one_node.type == plan::Type::text)
        return a.texts[static_cast<std::size_t>(one_node.value)] ==
               b.texts[static_cast<std::size_t>(other.value)];
    if (one_node.op == plan::Op::constant) return one_node.value == other.value;
    if (one_node.op == plan::Op::attribute)
        return a.attributes[static_cast<std::size_t>(one_node.a)].name ==
               b.attributes[static_cast<std::size_t>(other.a)].name;
    if (!same_filter(a, one_node.a, b, other.a)) return false;
    if (one_node.op != plan::Op::any_of)
        return same_filter(a, one_node.b, b, other.b) && same_filter(a, one_node.c, b, other.c);
    if (one_node.c != other.c) return false;
    for (plan::Index i = 0; i < one_node.c; ++i)
        if (!same_filter(a, a.lists[static_cast<std::size_t>(one_node.b + i)], b,
                         b.lists[static_cast<std::size_t>(other.b + i)]))
            return false;
    return true;
}

bool same_slots(plan::Plan const& a, std::vector<Slot> const& slots, plan::Plan const& b,
                std::vector<Slot> const& others) {
    if (slots.size() != others.size()) return false;
    for (std::size_t s = 0; s < slots.size(); ++s) {
        Slot other = others[s];
        other.filter = slots[s].filter;
        if (!(slots[s] == other) || !same_filter(a, slots[s].filter, b, others[s].filter)) return false;
    }
    return true;
}

bool same_calendar(Calendar const& a, Calendar const& b) {
    return a.periods == b.periods && a.pays == b.pays && a.steps.size() == b.steps.size();
}

// Whom any component pays.
std::vector<Index> everybody(std::vector<ComponentPay> const& components) {
    std::vector<Index> out;
    for (ComponentPay const& component : components)
        out.insert(out.end(), component.people.begin(), component.people.end());
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

// People are worked out in stretches that threads take in turn: long ones spread what each formula costs anew
// over many rows, as long as the columns stay in the near cache.
constexpr std::size_t fewest_at_a_time = 32, most_at_a_time = 256;
// Below that a thread costs more than it saves.
constexpr std::size_t fewest_for_threads = 256;

}  // namespace

bool is_entangled(plan::Plan const& plan) {
    for (plan::Node const& node : plan.nodes)
        if (node.op == plan::Op::rank || (node.scope == plan::Scope::all && node.op == plan::Op::measure))
            return true;
    return std::any_of(plan.components.begin(), plan.components.end(),
                       [](plan::Component const& component) { return component.pool.has_value(); });
}

Calculation::Calculation(plan::Plan plan, std::shared_ptr<Facts> facts, Options options,
                         plan::Example const* example)
    : plan_(std::move(plan)),
      facts_(std::move(facts)),
      options_(options),
      calendar_(calendar_of(plan_, *facts_)) {
    inputs_ = std::make_shared<Inputs>(plan_, *facts_, calendar_);
    if (example) inputs_->give(*example);
    figures_ = std::make_unique<Figures>(*facts_, plan_, calendar_, inputs_->slots().slots, options_);
    index_people();
    work_out_everything();
}

void Calculation::index_people() {
    components_.clear();
    for (plan::Component const& rules : plan_.components)
        components_.push_back(component_of(plan_, rules, *facts_, figures_->buckets(), calendar_));
}

// A pool is shared out among all at once; holding and taking back read the lines once a stretch.
bool Calculation::is_worked_out_at_once(std::size_t c) const {
    plan::Component const& rules = plan_.components[c];
    return rules.pool || !rules.holds.empty() || !rules.clawbacks.empty();
}

// Components that need not be worked out at once follow one another for a stretch of people: what one asks of
// an earlier one is the pay of the same person.
void Calculation::work_out_everything() {
    std::size_t const people = facts_->people.size();
    int const threads = people < fewest_for_threads ? 1 : options_.threads;
    std::size_t const stretch =
        std::clamp<std::size_t>(threads > 1 ? people / static_cast<std::size_t>(4 * threads) : people,
                                fewest_at_a_time, most_at_a_time);
    for (std::size_t c = 0, end = 0; c < components_.size(); c = end) {
        for (end = c; end < components_.size() && !is_worked_out_at_once(end);) ++end;
        if (end == c) work_out(static_cast<int>(end++), rows_between(c, 0, people));
        else
            in_parallel(people, stretch, threads, [&](std::size_t, std::size_t from, std::size_t to) {
                for (std::size_t each = c; each < end; ++each)
                    if (auto const rows = rows_between(each, from, to); !rows.empty())
                        work_out(static_cast<int>(each), rows);
            });
    }
    adjustments_ = adjustments_of(*this, *inputs_);
}

std::vector<std::int32_t> Calculation::rows_between(std::size_t c, std::size_t from, std::size_t to) const {
    std::vector<std::int32_t> rows;
    for (std::size_t person = from; person < to; ++person)
        if (components_[c].row[person] >= 0) rows.push_back(components_[c].row[person]);
    return rows;
}

void Calculation::change_plan(plan::Plan plan) {
    SlotPlan const slots = slots_of(plan);
    Calendar const calendar = calendar_of(plan, *facts_);
    auto const dates = [](plan::Plan const& of) {
        std::vector<std::optional<Date>> out;
        for (auto const& component : of.components)
            out.push_back(component.from), out.push_back(component.to);
        return out;
    };
    auto const roles = [](plan::Plan const& of) {
        std::vector<std::vector<std::string>> out{of.roles};
        for (auto const& component : of.components) out.push_back(component.roles);
        return out;
    };
    bool const same_people = roles(plan) == roles(plan_) && plan.proration == plan_.proration;
    bool const same_credit = same_slots(plan, slots.slots, plan_, inputs_->slots().slots) &&
                             same_calendar(calendar, calendar_) && dates(plan) == dates(plan_) &&
                             (plan.proration != 0) == (plan_.proration != 0);
    bool const same_days = same_calendar(calendar, calendar_);
    plan_ = std::move(plan);
    calendar_ = calendar;
    inputs_ = std::make_shared<Inputs>(plan_, *facts_, calendar_, same_days ? inputs_.get() : nullptr);
    if (same_credit) figures_->rename(slots.slots);
    else figures_ = std::make_unique<Figures>(*facts_, plan_, calendar_, inputs_->slots().slots, options_);
    if (!same_credit || !same_people) index_people();
    for (ComponentPay& component : components_)
        for (auto* const matrix : {&component.held, &component.taken_back})
            std::fill(matrix->begin(), matrix->end(), 0);
    work_out_everything();
}

std::vector<Index> Calculation::change_line(std::size_t line, std::int64_t amount) {
    std::int64_t const before = facts_->lines.amount[line];
    facts_->lines.amount[line] = amount;
    if (filters_by_amount(plan_, inputs_->attributes())) {
        inputs_ = std::make_shared<Inputs>(plan_, *facts_, calendar_, inputs_.get());
        figures_ = std::make_unique<Figures>(*facts_, plan_, calendar_, inputs_->slots().slots, options_);
        work_out_everything();
        return everybody(components_);
    }
    std::vector<Index> people = figures_->change_line(*facts_, line, before);
    CreditPart whole;
    PartsOf const parts = parts_of(facts_->lines, line, whole);
    for (std::size_t p = 0; p < parts.count; ++p) people.push_back(parts.first[p].person);
    std::sort(people.begin(), people.end());
    people.erase(std::unique(people.begin(), people.end()), people.end());
    bool const names_sale = !facts_->lines.of_sale.empty() && facts_->lines.of_sale[line] != no_line;
    if (is_entangled(plan_) || names_sale) {
        work_out_everything();
        return everybody(components_);
    }
    for (std::size_t c = 0; c < components_.size(); ++c) {
        std::vector<std::int32_t> rows;
        for (Index const person : people)
            if (components_[c].row[static_cast<std::size_t>(person)] >= 0)
                rows.push_back(components_[c].row[static_cast<std::size_t>(person)]);
        if (!rows.empty()) work_out(static_cast<int>(c), rows);
    }
    if (!plan_.draws.empty() || !plan_.guarantees.empty() || !plan_.limits.empty())
        adjustments_ = adjustments_of(*this, *inputs_);
    return people;
}

}  // namespace colonnade::engine::pay
