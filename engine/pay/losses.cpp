// Holding pay until a line is delivered, invoiced or paid, and taking back what a lost line earned. What a
// component earned in an accumulation period belongs to its credited lines in proportion to their credit.
#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "engine/pay/component.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::engine::pay {
namespace {

// One credited line of a row's person.
struct Weight {
    std::size_t line;
    std::size_t sale;  // whose days it waits for: of a return that names a sale, that one
    std::size_t part;  // of the line's parts
    int step;          // in which it was credited
    std::int64_t credit;
};

// What is lost of a weight, when.
struct Lost {
    std::size_t weight;
    std::size_t step;
    std::int64_t credit;  // of the sign of the weight's
    Rate share;           // of what it earned is taken back
    int instalments;
};

// The sale that each return names, and the returns of each sale, by index.
struct Returns {
    std::unordered_map<std::size_t, std::size_t> sale_of;
    std::unordered_map<std::size_t, std::vector<std::size_t>> of_sale;

    explicit Returns(Lines const& lines) {
        std::unordered_map<std::int64_t, std::vector<std::size_t>> by_id;
        for (std::size_t i = 0; i < lines.of_sale.size(); ++i)
            if (lines.of_sale[i] != no_line) by_id[lines.of_sale[i]].push_back(i);
        for (std::size_t i = 0; i < lines.size() && !by_id.empty(); ++i)
            if (auto const found = by_id.find(lines.id[i]); found != by_id.end()) {
                for (std::size_t const each : found->second) sale_of[each] = i;
                std::sort(found->second.begin(), found->second.end(), [&](std::size_t a, std::size_t b) {
                    return std::pair(lines.booked[a], lines.id[a]) < std::pair(lines.booked[b], lines.id[b]);
                });
                of_sale[i] = std::move(found->second);
            }
    }
};

// The step in which the day falls: the first for earlier days, none (steps) for later ones or never.
std::size_t step_of(Calendar const& calendar, Day day) {
    if (day == no_day) return calendar.steps.size();
    std::size_t t = 0;
    while (t < calendar.steps.size() && calendar.steps[t].days.to <= day) ++t;
    return t;
}

// earned × weight / whole, rounded half to even in the rounding unit. `weight` is in 10^-10 of `whole`'s
// unit.
std::int64_t portion(std::int64_t earned, Wide weight, Wide whole, std::int64_t unit) {
    if (whole == 0 || weight == 0) return 0;
    Wide a = weight < 0 ? -weight : weight, b = whole < 0 ? -whole * Rate::scale : whole * Rate::scale;
    while (b != 0) {
        Wide const rest = a % b;
        a = b, b = rest;
    }
    Wide numerator = 0, denominator = whole * Rate::scale / a;
    if (__builtin_mul_overflow(static_cast<Wide>(earned / unit), weight / a, &numerator))
        throw invalid("number.overflow");
    if (denominator < 0) numerator = -numerator, denominator = -denominator;
    return narrow(divide_half_even(numerator, denominator) * unit);
}

// The part of `whole` that lies between nothing and all of it.
Wide within(Wide part, Wide whole) {
    return whole < 0 ? std::clamp<Wide>(part, whole, 0) : std::clamp<Wide>(part, 0, whole);
}

struct Losses {
    Work const& work;
    Returns const& returns;
    ComponentPay& out;
    std::vector<Weight> const& weights;
    std::size_t at;
    std::int64_t unit = rounding_step(work.pay);
    std::vector<Lost> lost = {};

    Lines const& lines() const { return work.pay.facts().lines; }
    Calendar const& calendar() const { return work.pay.calendar(); }
    int period_of(std::size_t step) const { return calendar().steps[step].period; }
    bool waits(Weight const& weight, plan::Event event, std::size_t now) const {
        return (weight.credit > 0 || weight.sale != weight.line) &&
               step_of(calendar(), day_of(lines(), event, weight.sale)) > now;
    }

    Wide credit_of(int period, std::size_t until) const {
        Wide all = 0;
        for (Weight const& weight : weights)
            if (period_of(static_cast<std::size_t>(weight.step)) == period &&
                static_cast<std::size_t>(weight.step) <= until)
                all += weight.credit;
        return all;
    }

    // Credit of the period's lines up to step `until` that still wait at `now`, in 10^-10: less what of them
    // is lost, times the shares that wait.
    Wide waiting(int period, std::size_t until, std::size_t now, Wide all) const {
        Wide sum = 0;
        for (plan::Hold const& rule : work.rules().holds) {
            Wide one_rule = 0;
            auto const counts = [&](Weight const& weight) {
                return period_of(static_cast<std::size_t>(weight.step)) == period &&
                       static_cast<std::size_t>(weight.step) <= until && waits(weight, rule.until, now);
            };
            for (Weight const& weight : weights)
                if (counts(weight)) one_rule += weight.credit;
            for (Lost const& each : lost)
                if (each.step <= now && counts(weights[each.weight])) one_rule -= each.credit;
            sum += within(one_rule, all) * rule.share.count;
        }
        return sum;
    }

    void hold() {
        auto const& steps = calendar().steps;
        for (std::size_t first = 0; first < work.steps(); ++first) {
            if (first > 0 && steps[first].period == steps[first - 1].period) continue;
            std::int64_t before = 0;
            std::size_t last = first;
            for (std::size_t now = first; now < work.steps(); ++now) {
                if (steps[now].period == steps[first].period) last = now;
                Wide const all = credit_of(steps[first].period, last);
                std::int64_t const held =
                    portion(out.earned[at + last], waiting(steps[first].period, last, now, all), all, unit);
                out.held[at + now] = add_checked(out.held[at + now], subtract_checked(held, before));
                before = held;
            }
        }
    }

    void lose(std::size_t weight, plan::LossEvent event, Day day, std::int64_t credit) {
        int const age = day - lines().booked[weights[weight].line];
        std::size_t const when =
            std::max(step_of(calendar(), day), static_cast<std::size_t>(weights[weight].step));
        if (when >= work.steps() || credit == 0) return;
        for (plan::Clawback const& rule : work.rules().clawbacks) {
            auto const step = std::find_if(rule.steps.begin(), rule.steps.end(),
                                           [age](auto const& each) { return age <= each.days; });
            if (rule.event == event && step != rule.steps.end())
                lost.push_back({weight, when, credit, step->share, std::max(rule.instalments, 1)});
        }
    }

    // What is lost of each sale: the whole of it, or what returns that name it bring back, never more than
    // it.
    void find_losses() {
        static constexpr plan::LossEvent events[] = {plan::LossEvent::returned, plan::LossEvent::returned,
                                                     plan::LossEvent::cancelled, plan::LossEvent::unpaid};
        for (std::size_t w = 0; w < weights.size(); ++w) {
            std::size_t const line = weights[w].line;
            std::int64_t left = weights[w].credit;
            if (!lines().lost.empty() && lines().lost[line] != no_day) {
                lose(w, events[static_cast<int>(lines().loss[line])], lines().lost[line], left);
                continue;
            }
            auto const found = returns.of_sale.find(line);
            if (found == returns.of_sale.end()) continue;
            for (std::size_t const each : found->second) {
                std::int64_t const back = narrow(within(returned(w, each), left));
                lose(w, plan::LossEvent::returned, lines().booked[each], back);
                left -= back;
            }
        }
        std::sort(lost.begin(), lost.end(), [&](Lost const& a, Lost const& b) {
            return std::tuple(a.step, lines().id[weights[a.weight].line], a.weight) <
                   std::tuple(b.step, lines().id[weights[b.weight].line], b.weight);
        });
    }

    // What a return takes of a weight: split like the sale.
    std::int64_t returned(std::size_t weight, std::size_t line) const;

    // Never more than the period earned; what was held of a lost line goes first, the rest in instalments.
    void take_back() {
        std::unordered_map<int, std::int64_t> taken;
        for (Lost const& each : lost) {
            Weight const& weight = weights[each.weight];
            int const period = period_of(static_cast<std::size_t>(weight.step));
            std::size_t last = static_cast<std::size_t>(weight.step);
            while (last + 1 < work.steps() && period_of(last + 1) == period) ++last;
            Wide const all = credit_of(period, last);
            std::int64_t const earned = out.earned[at + last];
            std::int64_t const back =
                narrow(within(portion(earned, static_cast<Wide>(each.credit) * each.share.count, all, unit),
                              subtract_checked(earned, taken[period])));
            taken[period] += back;
            Wide shares = 0;
            for (plan::Hold const& rule : work.rules().holds)
                if (waits(weight, rule.until, each.step)) shares += rule.share.count;
            std::int64_t const held =
                narrow(within(portion(earned, static_cast<Wide>(each.credit) * shares, all, unit), back));
            out.taken_back[at + each.step] += held;
            std::int64_t const rest = back - held;
            std::vector<std::int64_t> const equal(static_cast<std::size_t>(each.instalments), 1);
            auto const parts = split_by_largest_remainder((rest < 0 ? -rest : rest) / unit, equal);
            for (std::size_t i = 0; i < parts.size() && each.step + i < work.steps(); ++i)
                out.taken_back[at + each.step + i] += (rest < 0 ? -parts[i] : parts[i]) * unit;
        }
    }
};

Slot slot_of(Work const& work, FirstMeasure first) {
    plan::Component const& rules = work.rules();
    if (rules.each == plan::Each::sums)
        return work.pay.figures().slots()[static_cast<std::size_t>(first.slot)];
    Slot slot{Quantity::amount, rules.credits, plan::Event::booked, rules.each_where, false};
    slot.sales_stay = takes_back_returns(rules);
    return slot;
}

Quantity weighed(Slot const& slot) {
    return slot.quantity == Quantity::units || slot.quantity == Quantity::margin ? slot.quantity
                                                                                 : Quantity::amount;
}

std::int64_t Losses::returned(std::size_t weight, std::size_t line) const {
    FirstMeasure const first = first_measure(work.pay.plan(), work.inputs, work.rules());
    Quantity const quantity = weighed(slot_of(work, first));
    std::int64_t const amount = quantity_of(lines(), quantity, line);
    CreditPart whole;
    PartsOf const parts = parts_of(lines(), weights[weight].line, whole);
    std::vector<std::int64_t> amounts(parts.count);
    split_amount(-amount, split_unit(quantity, work.pay.facts().minor), parts.first, parts.count,
                 amounts.data());
    return amounts[weights[weight].part];
}

// The lines that may be credited to the work's people, rising: theirs, or, where a team's count, all.
std::vector<std::uint32_t> candidates(Work const& work, bool is_team) {
    std::vector<Index> people;
    for (std::int32_t const row : work.rows)
        people.push_back(work.matrix().people[static_cast<std::size_t>(row)]);
    if (is_team || 2 * people.size() > work.pay.facts().people.size()) {
        std::vector<std::uint32_t> all(work.pay.facts().lines.size());
        std::iota(all.begin(), all.end(), 0);
        return all;
    }
    return work.pay.lines_of(people);
}

// The credited lines of the work's people, one list for each row; a team's lines are its manager's too.
std::vector<std::vector<Weight>> weights_of(Work const& work, Returns const& returns) {
    std::vector<std::vector<Weight>> out(work.rows.size());
    FirstMeasure const first = first_measure(work.pay.plan(), work.inputs, work.rules());
    bool const by_deal = work.rules().each != plan::Each::sums;
    if (!by_deal && first.slot < 0) return out;
    Facts const& facts = work.pay.facts();
    Figures const& figures = work.pay.figures();
    Slot const slot = slot_of(work, first);
    std::vector<std::int32_t> place(facts.people.size(), -1);
    for (std::size_t r = 0; r < work.rows.size(); ++r)
        place[static_cast<std::size_t>(work.matrix().people[static_cast<std::size_t>(work.rows[r])])] =
            static_cast<std::int32_t>(r);
    std::vector<std::int64_t> amounts;
    for (std::size_t const i : candidates(work, !by_deal && first.is_team)) {
        int const bucket = figures.buckets().at(day_of(facts.lines, slot.day, i));
        if (bucket < 0) continue;
        auto const sale = returns.sale_of.find(i);
        bool const names_sale = sale != returns.sale_of.end();
        if ((names_sale && slot.sales_stay) ||
            !passes(work.pay.plan(), work.inputs.attributes(), slot.filter, i))
            continue;
        CreditPart whole;
        PartsOf const parts = parts_of(facts.lines, i, whole);
        amounts.resize(parts.count);
        split_amount(quantity_of(facts.lines, weighed(slot), i), split_unit(weighed(slot), facts.minor),
                     parts.first, parts.count, amounts.data());
        for (std::size_t p = 0; p < parts.count; ++p) {
            if (!(slot.credits & kind_bit(parts.first[p].kind))) continue;
            Tree const& tree = figures.tree_at(static_cast<std::size_t>(bucket));
            for (Index who = parts.first[p].person; who != nobody;
                 who = !by_deal && first.is_team ? tree.manager[static_cast<std::size_t>(who)] : nobody) {
                std::int32_t const r = place[static_cast<std::size_t>(who)];
                if (r < 0) continue;
                auto const& in =
                    work.matrix().in_bucket[static_cast<std::size_t>(work.rows[static_cast<std::size_t>(r)])];
                if (!in.empty() && !in[static_cast<std::size_t>(bucket)]) continue;
                out[static_cast<std::size_t>(r)].push_back(
                    {i, names_sale ? sale->second : i, p,
                     figures.buckets().step[static_cast<std::size_t>(bucket)], amounts[p]});
            }
        }
    }
    return out;
}

}  // namespace

bool takes_back_returns(plan::Component const& component) {
    return std::any_of(component.clawbacks.begin(), component.clawbacks.end(),
                       [](auto const& rule) { return rule.event == plan::LossEvent::returned; });
}

void hold_and_take_back(Work const& work, ComponentPay& out) {
    Returns const returns(work.pay.facts().lines);
    auto const weights = weights_of(work, returns);
    for (std::size_t r = 0; r < work.rows.size(); ++r) {
        std::size_t const at = static_cast<std::size_t>(work.rows[r]) * work.steps();
        for (std::size_t t = 0; t < work.steps(); ++t) out.held[at + t] = out.taken_back[at + t] = 0;
        Losses losses{work, returns, out, weights[r], at};
        losses.find_losses();
        losses.hold();
        losses.take_back();
    }
}

}  // namespace colonnade::engine::pay
