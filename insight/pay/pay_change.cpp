#include "insight/pay/pay_change.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "insight/pay/plan_facts.hpp"

namespace colonnade::insight {

namespace pay = engine::pay;
using engine::Index;

namespace {

constexpr std::size_t orders_max = 300;  // told one by one; the rest of them together
constexpr std::int64_t rate_per_quantity = Rate::scale / Quantity::scale;

engine::Day end_of(std::optional<Date> const& to) { return to ? to->number() : engine::open_end; }

// A line as it counts: whose it is, and how much.
struct LineState {
    Index owner = engine::nobody;
    std::uint32_t shared = 0;
    std::int64_t amount = 0;
};

struct LineChange {
    std::size_t line = 0;
    LineState then, now;
};

struct OrderChange {
    PayCauseKind kind = PayCauseKind::order_changed;
    Date booked_on;
    std::vector<LineChange> lines;
};

// One plan over the person's excerpt, which can be put from how things were to how they are, piece by piece.
class Work {
public:
    Work(plan::Plan plan, pay::Excerpt excerpt, PersonPay const& now, PayFacts const& source,
         PayThen const& then)
        : plan_(std::move(plan)),
          excerpt_(std::move(excerpt)),
          days_{now.period.range.from.number(), end_of(now.period.range.to)} {
        excerpt_.facts = std::make_shared<pay::Facts>(*excerpt_.facts);
        quotas_now_ = facts().quotas, parameters_now_ = facts().parameters;
        find_line_changes(source, then);
        for (auto& [order, change] : orders_) set(change, Moment::then);
        put_quotas_then(then);
        put_parameters(then.parameters);
    }

    std::int64_t earned() const {
        pay::Calculation const calculation(plan_, excerpt_.facts);
        pay::Calendar const& calendar = calculation.calendar();
        auto const is_asked = [&](int number) {
            pay::Span const span = calendar.pays[static_cast<std::size_t>(number)];
            return days_.contains(span.to == engine::open_end ? span.from : span.to - 1);
        };
        std::int64_t sum = 0;
        for (pay::Payout const& payout : calculation.payouts_of(excerpt_.person))
            if (is_asked(payout.pay)) sum = add_checked(sum, payout.earned);
        for (pay::Adjustment const& one : calculation.adjustments()) {
            bool const is_advance = one.kind == pay::Adjustment::Kind::draw ||
                                    one.kind == pay::Adjustment::Kind::recovery;
            if (one.person == excerpt_.person && !is_advance && is_asked(one.pay))
                sum = add_checked(sum, one.amount);
        }
        return sum;
    }

    std::map<std::int64_t, OrderChange> const& orders() const { return orders_; }
    void put_order_now(std::int64_t order) {
        auto const found = orders_.find(order);
        if (found != orders_.end()) set(found->second, Moment::now);
    }
    void put_quotas_now() { facts().quotas = quotas_now_; }
    // The one of that name as it is now.
    void put_parameter_now(std::string const& name) {
        std::erase_if(facts().parameters, [&](pay::DatedValue const& one) {
            return one.person == excerpt_.person && one.name == name;
        });
        for (pay::DatedValue const& one : parameters_now_)
            if (one.person == excerpt_.person && one.name == name) facts().parameters.push_back(one);
    }

private:
    enum class Moment { then, now };

    pay::Facts& facts() { return *excerpt_.facts; }
    pay::Lines& lines() { return excerpt_.facts->lines; }

    void set(OrderChange const& change, Moment moment) {
        for (LineChange const& one : change.lines) {
            LineState const& state = moment == Moment::then ? one.then : one.now;
            lines().owner[one.line] = state.owner, lines().shared[one.line] = state.shared;
            lines().amount[one.line] = state.amount;
        }
    }

    // What the person is credited for now, by line, as the runs tell it.
    std::map<LineKey, LineCredit> credited_now(PayFacts const& source,
                                               std::map<LineKey, std::size_t>& places) const {
        pay::Calculation const calculation(plan_, excerpt_.facts);
        std::map<LineKey, LineCredit> most;
        for (std::size_t c = 0; c < plan_.components.size(); ++c) {
            int const component = static_cast<int>(c);
            if (calculation.component(component).row[static_cast<std::size_t>(excerpt_.person)] < 0) continue;
            std::map<LineKey, LineCredit> own;
            for (std::size_t p = 0; p < calculation.calendar().pays.size(); ++p) {
                pay::Span const span = calculation.calendar().pays[p];
                if (!days_.contains(span.to == engine::open_end ? span.from : span.to - 1)) continue;
                std::map<LineKey, LineCredit> of_pay;
                for (pay::CreditedLine const& line :
                     calculation.explain(excerpt_.person, component, static_cast<int>(p)).lines) {
                    PaidLine const& paid = source.lines[excerpt_.lines[line.line]];
                    LineKey const key{paid.order.value, paid.line.value_or(0)};
                    places[key] = line.line;
                    LineCredit& credit = of_pay[key];
                    credit.booked_on = Date::from_number(excerpt_.facts->lines.booked[line.line]);
                    credit.credited = add_checked(credit.credited, line.credit);
                    credit.share = add_checked(credit.share, line.share);
                }
                for (auto const& [key, credit] : of_pay) own[key] = credit;
            }
            for (auto const& [key, credit] : own) {
                LineCredit& kept = most.try_emplace(key, credit).first->second;
                if (std::abs(credit.credited) > std::abs(kept.credited)) kept = credit;
            }
        }
        return most;
    }

    void find_line_changes(PayFacts const& source, PayThen const& then) {
        std::map<LineKey, std::size_t> places;
        auto const now = credited_now(source, places);
        std::map<std::int64_t, std::set<PayCauseKind>> kinds;
        for (auto const& [key, credit] : now) {
            auto const before = then.lines.find(key);
            std::size_t const line = places.at(key);
            LineState const state = state_of(line);
            if (before == then.lines.end()) {
                bool const reduces = !lines().reduces.empty() && lines().reduces[line];
                kinds[key.first].insert(reduces ? PayCauseKind::return_added : PayCauseKind::order_added);
                add(key.first, credit.booked_on, {line, others(state.amount), state});
            } else if (credit.credited != before->second.credited || credit.share != before->second.share) {
                bool const is_share = credit.share != before->second.share;
                kinds[key.first].insert(is_share ? PayCauseKind::share : PayCauseKind::order_changed);
                add(key.first, credit.booked_on, {line, state_then(line, credit, before->second), state});
            }
        }
        for (auto const& [key, credit] : then.lines) {
            if (now.contains(key)) continue;
            kinds[key.first].insert(PayCauseKind::order_gone);
            add(key.first, credit.booked_on, gone_line(credit));
        }
        for (auto& [order, change] : orders_)
            change.kind = kinds[order].size() == 1 ? *kinds[order].begin() : PayCauseKind::order_changed;
    }

    void add(std::int64_t order, Date booked_on, LineChange change) {
        OrderChange& all = orders_[order];
        all.booked_on = booked_on;
        all.lines.push_back(change);
    }

    LineState state_of(std::size_t line) {
        return {lines().owner[line], lines().shared[line], lines().amount[line]};
    }
    LineState others(std::int64_t amount) const { return {excerpt_.others, 0, amount}; }

    // The whole of which so much was credited for that share.
    static std::int64_t whole_of(LineCredit const& credit) {
        if (credit.share <= 0 || credit.share == pay::one) return credit.credited;
        return narrow(divide_half_even(static_cast<Wide>(credit.credited) * pay::one, credit.share));
    }

    LineState state_then(std::size_t line, LineCredit const& now, LineCredit const& before) {
        LineState state = state_of(line);
        if (now.share == before.share) {
            if (now.credited == 0) state.amount = whole_of(before);
            else
                state.amount = narrow(divide_half_even(static_cast<Wide>(state.amount) * before.credited,
                                                       now.credited > 0 ? now.credited : -now.credited)) *
                               (now.credited > 0 ? 1 : -1);
            return state;
        }
        std::int64_t const part =
            narrow(divide_half_even(static_cast<Wide>(state.amount) * before.share, pay::one));
        bool const same_amount = std::abs(part - before.credited) <= excerpt_.facts->minor;
        if (!same_amount) state.amount = whole_of(before);
        std::int64_t const share = std::clamp(before.share, std::int64_t{0}, pay::one);
        state.owner = share == pay::one ? excerpt_.person : engine::nobody;
        state.shared = share == pay::one
                           ? 0
                           : lines().add_group({{excerpt_.person, pay::CreditKind::split, share},
                                                {excerpt_.others, pay::CreditKind::split, pay::one - share}});
        return state;
    }

    // A line that is no longer there, added for how things were.
    LineChange gone_line(LineCredit const& credit) {
        pay::Deal deal;
        deal.booked = credit.booked_on.number();
        deal.amount = whole_of(credit);
        deal.share = std::clamp(credit.share, std::int64_t{0}, pay::one);
        std::size_t const line = pay::add_deal(excerpt_, plan_, deal);
        return {line, state_of(line), others(deal.amount)};
    }

    // Quotas of the same days take the amount they had; new ones were not there; old ones were.
    void put_quotas_then(PayThen const& then) {
        auto& quotas = facts().quotas;
        auto const same_days = [&](pay::Quota const& quota, DatedAmount const& one) {
            return quota.person == excerpt_.person && quota.from == one.days.from.number() &&
                   quota.to == end_of(one.days.to) && quota.amount == one.amount;
        };
        for (DatedAmount const& now : then.quotas_now) {
            auto const before = std::ranges::find(then.quotas, now.id, &DatedAmount::id);
            if (before != then.quotas.end() && *before == now) continue;
            auto const found =
                std::ranges::find_if(quotas, [&](pay::Quota const& quota) { return same_days(quota, now); });
            if (found == quotas.end()) continue;
            if (before == then.quotas.end()) quotas.erase(found);
            else
                found->from = before->days.from.number(), found->to = end_of(before->days.to),
                found->amount = before->amount;
        }
        for (DatedAmount const& before : then.quotas)
            if (std::ranges::find(then.quotas_now, before.id, &DatedAmount::id) == then.quotas_now.end())
                quotas.push_back(
                    {excerpt_.person, "", before.days.from.number(), end_of(before.days.to), before.amount});
    }

    void put_parameters(std::vector<DatedAmount> const& all) {
        std::erase_if(facts().parameters,
                      [&](pay::DatedValue const& one) { return one.person == excerpt_.person; });
        for (DatedAmount const& one : all) {
            std::int64_t const value =
                one.is_rate ? one.amount : narrow(static_cast<Wide>(one.amount) * rate_per_quantity);
            facts().parameters.push_back(
                {excerpt_.person, one.name, one.days.from.number(), end_of(one.days.to), value});
        }
    }

    plan::Plan plan_;
    pay::Excerpt excerpt_;
    pay::Span days_;
    std::vector<pay::Quota> quotas_now_;
    std::vector<pay::DatedValue> parameters_now_;
    std::map<std::int64_t, OrderChange> orders_;
};

// All plans together, from then to now.
class Chain {
public:
    Chain(PersonPay const& now, PayFacts const& source, PayThen const& then) : now_(now), then_(then) {
        Index const person = source.index_of(now.person);
        for (std::size_t p = 0; p < now.plans.size(); ++p) {
            plan::Plan const& plan = now.plans[p].plan();
            works_.emplace_back(plan, now.plans[p].excerpt(), now, source, then);
            auto const text = std::ranges::find(then.plans, now.versions[p].name, &incentives::RunPlan::name);
            if (text == then.plans.end() || text->digest == now.versions[p].digest) continue;
            plan::Plan other = checked_plan(text->text);
            pay::Excerpt excerpt = pay::excerpt_for(other, source.facts, now.frames[p], person);
            former_.emplace(p, Work(std::move(other), std::move(excerpt), now, source, then));
        }
    }

    std::vector<PayCause> causes() {
        std::int64_t pay = 0;
        for (std::size_t p = 0; p < works_.size(); ++p)
            pay = add_checked(pay, former_.contains(p) ? former_.at(p).earned() : works_[p].earned());
        last_ = pay;
        for (std::size_t p = 0; p < works_.size(); ++p)
            if (former_.erase(p) > 0) tell({PayCauseKind::plan, now_.versions[p].name, {}, 0});
        put_values();
        put_orders();
        return std::move(causes_);
    }

private:
    // What pay is once a change is put in, less what it was.
    void tell(PayCause cause) {
        std::int64_t pay = 0;
        for (std::size_t p = 0; p < works_.size(); ++p)
            pay = add_checked(pay, former_.contains(p) ? former_.at(p).earned() : works_[p].earned());
        cause.amount = subtract_checked(pay, last_);
        last_ = pay;
        if (cause.amount != 0) causes_.push_back(std::move(cause));
    }

    void put_values() {
        std::set<std::string> names;
        for (auto const* const all : {&then_.parameters, &then_.parameters_now})
            for (DatedAmount const& one : *all) names.insert(one.name);
        if (then_.parameters == then_.parameters_now) names.clear();
        for (std::string const& name : names) {
            for (Work& work : works_) work.put_parameter_now(name);
            tell({PayCauseKind::parameter, name, {}, 0});
        }
        if (then_.quotas == then_.quotas_now) return;
        for (Work& work : works_) work.put_quotas_now();
        tell({PayCauseKind::quota, "", {}, 0});
    }

    void put_orders() {
        struct Step {
            bool is_share;
            Date booked_on;
            std::int64_t order;
            PayCauseKind kind;
        };
        std::vector<Step> steps;
        std::set<std::int64_t> seen;
        for (Work const& work : works_)
            for (auto const& [order, change] : work.orders())
                if (seen.insert(order).second)
                    steps.push_back(
                        {change.kind == PayCauseKind::share, change.booked_on, order, change.kind});
        std::ranges::sort(steps, {}, [](Step const& step) {
            return std::tuple(!step.is_share, step.booked_on, step.order);
        });
        for (std::size_t i = 0; i < steps.size(); ++i) {
            for (Work& work : works_) work.put_order_now(steps[i].order);
            if (i + 1 < orders_max || i + 1 == steps.size())
                tell({steps[i].kind, "", OrderId{steps[i].order}, 0});
        }
    }

    PersonPay const& now_;
    PayThen const& then_;
    std::vector<Work> works_;
    std::map<std::size_t, Work> former_;  // under the text that the run had
    std::int64_t last_ = 0;
    std::vector<PayCause> causes_;
};

}  // namespace

PayThen read_pay_then(db::Session& session, PersonPay const& now, EarlierRun const& run) {
    DateRange const days = now.period.range;
    return {run,
            incentives::run_plans(session, run.id),
            credited_then(session, run.id, now.person, days),
            quotas_known(session, now.person, run.change),
            quotas_known(session, now.person, {}),
            parameters_known(session, now.person, run.change),
            parameters_known(session, now.person, {}),
            adjustments_since(session, now.person, days, run.at)};
}

PayChange pay_change(PersonPay const& now, PayFacts const& source, PayThen const& then) {
    PayChange change;
    change.before = then.run.earned;
    change.after = pay::earned_now(now.plans).earned;
    if (!now.plans.empty()) change.causes = Chain(now, source, then).causes();
    for (LaterAdjustment const& one : then.adjustments) {
        change.after = add_checked(change.after, one.amount);
        change.causes.push_back(
            {PayCauseKind::adjustment, one.component + ": " + one.reason, {}, one.amount});
    }
    std::int64_t left = subtract_checked(change.after, change.before);
    for (PayCause const& cause : change.causes) left = subtract_checked(left, cause.amount);
    if (left != 0) change.causes.push_back({PayCauseKind::other, "", {}, left});
    return change;
}

}  // namespace colonnade::insight
