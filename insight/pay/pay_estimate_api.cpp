// Pay as it stands and as it would be: what the next deal adds, what typed deals add, the curve, and what
// must be sold.
#include <algorithm>
#include <set>

#include "foundation/access/visibility.hpp"
#include "insight/pay/my_pay_api.hpp"
#include "insight/pay/pay_views.hpp"
#include "insight/pay/run_results.hpp"

namespace colonnade::insight {

namespace pay = engine::pay;

namespace {

using namespace wire;

constexpr std::size_t deals_max = 50;
constexpr std::size_t choices_max = 200;  // of an attribute

struct EstimatedPayee {
    PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(EstimatedPayee, (), (person_id))

struct PayPeriodQuery {
    std::optional<std::string> period;  // absent: what their plan accumulates over, around today
};
BOOST_DESCRIBE_STRUCT(PayPeriodQuery, (), (period))

// What the plans ask of an order, and the values there are.
struct PayChoiceView {
    std::string attribute;
    std::vector<std::string> values;
    std::string usual;
};
BOOST_DESCRIBE_STRUCT(PayChoiceView, (), (attribute, values, usual))

// The order that stands for what the person usually sells, and what another like it would add.
struct UsualDealView {
    std::optional<OrderId> order_id;
    Money amount;
    Figure adds;
};
BOOST_DESCRIBE_STRUCT(UsualDealView, (), (order_id, amount, adds))

struct NextPayView {
    std::string period;
    Date valid_from;
    std::optional<Date> valid_to;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(NextPayView, (), (period, valid_from, valid_to, state))

// Where what was approved is now, over all periods.
struct PaySettledView {
    Figure held;
    Figure due;
    Figure paid;
};
BOOST_DESCRIBE_STRUCT(PaySettledView, (), (held, due, paid))

struct PayEstimateView {
    PersonId person_id;
    std::string person;
    std::string period;
    Date period_from;
    std::optional<Date> period_to;
    Currency currency;
    PayStandView now;
    UsualDealView usual;
    std::vector<PayChoiceView> choices;
    PaySettledView settled;
    std::optional<NextPayView> next_pay;  // the first period that is not paid yet
};
BOOST_DESCRIBE_STRUCT(PayEstimateView, (),
                      (person_id, person, period, period_from, period_to, currency, now, usual, choices,
                       settled, next_pay))

// A deal that nobody has booked; what is not said is as in the usual order.
struct PossibleDeal {
    Quantity amount;  // in the company's currency
    std::optional<Rate> share;
    std::optional<Date> booked_on;
    std::optional<std::map<std::string, std::string>> attributes;
};
BOOST_DESCRIBE_STRUCT(PossibleDeal, (), (amount, share, booked_on, attributes))

struct PossibleDeals {
    std::optional<std::string> period;
    std::vector<PossibleDeal> deals;
};
BOOST_DESCRIBE_STRUCT(PossibleDeals, (), (period, deals))

struct PossiblePayView {
    std::string period;
    Figure before;
    Figure after;
    Figure adds;
    PayStandView stand;             // after the deals
    std::vector<Figure> part_adds;  // of each of its parts
};
BOOST_DESCRIBE_STRUCT(PossiblePayView, (), (period, before, after, adds, stand, part_adds))

struct PayCurveSpot {
    std::string at;  // attainment as a factor, or an amount of credit
    std::string pay;
};
BOOST_DESCRIBE_STRUCT(PayCurveSpot, (), (at, pay))

enum class PayCurveGround { percent, money };
BOOST_DESCRIBE_ENUM(PayCurveGround, percent, money)

// What a component pays against what is sold. A component that more of the usual deals do not move has none.
struct PayCurveView {
    incentives::VersionId version_id;
    int place = 0;
    std::string component;
    PayCurveGround unit = PayCurveGround::money;
    Currency currency;
    std::vector<PayCurveSpot> points;
    PayCurveSpot here;
    std::vector<std::string> breakpoints;
};
BOOST_DESCRIBE_STRUCT(PayCurveView, (),
                      (version_id, place, component, unit, currency, points, here, breakpoints))

struct PayGoalQuery {
    std::optional<std::string> period;
    Quantity earned;  // in the company's currency
};
BOOST_DESCRIBE_STRUCT(PayGoalQuery, (), (period, earned))

struct PayBarrierView {
    std::string kind;  // cap, gate, lack, flat
    std::string component;
    std::optional<Money> limit;
    std::optional<std::string> per;
    std::optional<std::string> lack;
};
BOOST_DESCRIBE_STRUCT(PayBarrierView, (), (kind, component, limit, per, lack))

struct PayGoalView {
    std::string period;
    Money wanted;
    Figure now;
    std::optional<Money> sell;  // the least that is enough; absent: nothing is
    Figure reached;             // earned with that, or with as much as helps
    std::vector<PayBarrierView> barriers;
};
BOOST_DESCRIBE_STRUCT(PayGoalView, (), (period, wanted, now, sell, reached, barriers))

std::vector<pay::Calculation const*> calculations_now(PersonPay const& person) {
    std::vector<pay::Calculation const*> all;
    for (pay::Estimate const& plan : person.plans) all.push_back(&plan.calculation());
    return all;
}

// What the plans look at in an order, where it is one of a few words.
std::vector<PayChoiceView> choices_of(PersonPay const& person, PayFacts const& source) {
    std::set<std::string> asked;
    for (pay::Estimate const& plan : person.plans)
        for (plan::Attribute const& attribute : plan.plan().attributes) asked.insert(attribute.name);
    std::vector<PayChoiceView> choices;
    for (pay::Attribute const& attribute : source.facts.lines.attributes) {
        if (!asked.contains(attribute.name) || attribute.values.size() > choices_max) continue;
        PayChoiceView choice{attribute.name, attribute.values, ""};
        std::erase(choice.values, "");
        std::ranges::sort(choice.values);
        for (auto const& [name, value] : person.usual.deal.attributes)
            if (name == attribute.name) choice.usual = value;
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::optional<NextPayView> next_pay(PersonPay const& person) {
    for (incentives::PayPeriod const& one : person.names.pay_periods())
        if (one.state < incentives::PayState::paid)
            return NextPayView{one.key, one.range.from, one.range.to, incentives::word(one.state)};
    return std::nullopt;
}

PaySettledView settled_view(PersonPay const& person, std::vector<incentives::PayBalance> const& balances) {
    Money held = person.money(0), due = held, paid = held;
    for (incentives::PayBalance const& one : balances) {
        if (one.held.currency != person.currency) continue;
        held = held + one.held, due = due + one.due, paid = paid + one.paid;
    }
    return {money_figure(held), money_figure(due), money_figure(paid)};
}

PayEstimateView estimate_view(PersonPay const& person, PayFacts const& source, PaySettledView settled) {
    pay::EarnedPay const now = pay::earned_now(person.plans);
    pay::EarnedPay const then = pay::earned_with(person.plans, {person.usual.deal});
    return {person.person,
            person.name,
            person.period.key,
            person.period.range.from,
            person.period.range.to,
            person.currency,
            stand_view(person, now, calculations_now(person)),
            {person.usual.order, person.money(person.usual.deal.amount),
             money_figure(person.money(subtract_checked(then.earned, now.earned)))},
            choices_of(person, source),
            std::move(settled),
            next_pay(person)};
}

std::vector<pay::Deal> deals_of(PersonPay const& person, PossibleDeals const& ask) {
    if (ask.deals.size() > deals_max)
        throw invalid("incentives.deals_max", {{"limit", std::to_string(deals_max)}}, "deals");
    std::vector<pay::Deal> deals;
    for (PossibleDeal const& one : ask.deals) {
        pay::Deal deal = person.usual.deal;
        deal.amount = one.amount.count;
        if (person.usual.deal.amount > 0) {
            auto const grown = [&](std::int64_t usual) {
                return narrow(
                    divide_half_even(static_cast<Wide>(usual) * deal.amount, person.usual.deal.amount));
            };
            deal.margin = grown(person.usual.deal.margin), deal.units = grown(person.usual.deal.units);
        }
        if (one.share) deal.share = std::clamp(one.share->count, std::int64_t{0}, pay::one);
        if (one.booked_on) deal.booked = one.booked_on->number();
        for (auto const& [name, value] : one.attributes.value_or(std::map<std::string, std::string>())) {
            std::erase_if(deal.attributes, [&](auto const& each) { return each.first == name; });
            deal.attributes.emplace_back(name, value);
        }
        deals.push_back(std::move(deal));
    }
    return deals;
}

PossiblePayView possible_view(PersonPay const& person, std::vector<pay::Deal> const& deals) {
    pay::EarnedPay const now = pay::earned_now(person.plans);
    std::vector<pay::Calculation> calculations;
    std::vector<pay::Calculation const*> shown;
    pay::EarnedPay then;
    calculations.reserve(person.plans.size());
    for (std::size_t p = 0; p < person.plans.size(); ++p) {
        calculations.push_back(person.plans[p].calculated_with(deals));
        shown.push_back(&calculations.back());
        then.add(person.plans[p].earned_in(calculations.back()), static_cast<int>(p));
    }
    PossiblePayView view{person.period.key,
                         money_figure(person.money(now.earned)),
                         money_figure(person.money(then.earned)),
                         money_figure(person.money(subtract_checked(then.earned, now.earned))),
                         stand_view(person, then, shown),
                         {}};
    for (std::size_t i = 0; i < then.parts.size(); ++i)
        view.part_adds.push_back(
            money_figure(person.money(subtract_checked(then.parts[i].earned, now.parts[i].earned))));
    // Figures of what has not happened have no orders behind them.
    for (PayPartView& part : view.stand.parts) {
        part.credited.explain.reset(), part.earned.explain.reset();
        if (part.attainment) part.attainment->explain.reset();
    }
    return view;
}

// The curve of one part of pay: against attainment where it has one, else against its credit.
std::optional<PayCurveView> part_curve(PersonPay const& person, std::vector<pay::CurvePoint> const& points,
                                       pay::EarnedPay const& now, std::size_t at) {
    pay::EarnedPart const& part = now.parts[at];
    bool const by_quota = std::ranges::all_of(
        points, [&](pay::CurvePoint const& point) { return point.pay.parts[at].attainment.has_value(); });
    auto const ground = [&](pay::EarnedPart const& one) {
        return by_quota ? one.attainment.value_or(0) : one.credited;
    };
    if (points.empty() || !(ground(points.front().pay.parts[at]) < ground(points.back().pay.parts[at])))
        return std::nullopt;
    std::vector<std::pair<std::int64_t, std::int64_t>> places;
    for (pay::CurvePoint const& point : points)
        if (std::int64_t const x = ground(point.pay.parts[at]); places.empty() || places.back().first < x)
            places.emplace_back(x, point.pay.parts[at].earned);
    auto const spot = [&](std::int64_t x, std::int64_t y) {
        return PayCurveSpot{by_quota ? Rate{x}.text() : decimal_text(x, Money::places),
                            decimal_text(y, Money::places, 2)};
    };
    PayCurveView view{person.versions[static_cast<std::size_t>(part.plan)].id,
                      part.component,
                      person.component_of(part).name,
                      by_quota ? PayCurveGround::percent : PayCurveGround::money,
                      person.currency,
                      {},
                      spot(ground(part), part.earned),
                      {}};
    std::int64_t const cents = 3 * person.plans.front().excerpt().facts->minor;
    std::vector<std::size_t> const kept = pay::corners(places, cents);
    for (std::size_t const i : kept) view.points.push_back(spot(places[i].first, places[i].second));
    plan::Plan const& plan = person.estimate_of(part).plan();
    for (plan::Index const table : person.component_of(part).tables)
        for (plan::Step const& step : plan.tables[static_cast<std::size_t>(table)].steps)
            if (by_quota && step.kind != plan::Bound::above && step.bound > 0)
                view.breakpoints.push_back(Rate{step.bound}.text());
    // Without a table, a jump between two neighbours is what there is to mark.
    for (std::size_t i = 1; view.breakpoints.empty() && i < kept.size(); ++i) {
        auto const &before = places[kept[i - 1]], &after = places[kept[i]];
        bool const jumps = kept[i] == kept[i - 1] + 1 && after.second - before.second > 10 * cents;
        if (jumps) view.breakpoints.push_back(spot(after.first, 0).at);
    }
    return view;
}

std::vector<PayCurveView> curve_views(PersonPay const& person) {
    pay::EarnedPay const now = pay::earned_now(person.plans);
    std::vector<pay::CurvePoint> const points = pay::curve(person.plans, person.usual.deal);
    std::vector<PayCurveView> views;
    for (std::size_t i = 0; i < now.parts.size(); ++i)
        if (auto view = part_curve(person, points, now, i)) views.push_back(std::move(*view));
    return views;
}

std::string_view per_word(plan::Per per) {
    switch (per) {
        case plan::Per::deal: return "deal";
        case plan::Per::month: return "month";
        case plan::Per::quarter: return "quarter";
        case plan::Per::year: return "year";
        case plan::Per::period: break;
    }
    return "period";
}

PayBarrierView barrier_view(PersonPay const& person, pay::Barrier const& barrier) {
    static constexpr char const* kinds[] = {"cap", "gate", "lack", "flat"};
    PayBarrierView view{kinds[static_cast<int>(barrier.kind)], barrier.component, {}, {}, {}};
    if (barrier.limit) view.limit = person.money(*barrier.limit);
    if (barrier.kind == pay::Barrier::Kind::cap) view.per = per_word(barrier.per);
    if (barrier.lack != pay::Lack::none) view.lack = lack_word(barrier.lack);
    return view;
}

PayGoalView goal_view(PersonPay const& person, std::int64_t wanted) {
    pay::Needed const needed = pay::needed(person.plans, person.usual.deal, wanted);
    PayGoalView view{person.period.key,
                     person.money(wanted),
                     money_figure(person.money(pay::earned_now(person.plans).earned)),
                     {},
                     money_figure(person.money(needed.pay.earned)),
                     {}};
    if (needed.amount) view.sell = person.money(*needed.amount);
    for (pay::Barrier const& barrier : needed.barriers)
        view.barriers.push_back(barrier_view(person, barrier));
    return view;
}

void mount_estimate(Api& api, MyPay const& sources) {
    api.get(
        "/people/{person_id}/pay-estimate", "estimatePay",
        "Show what a person's pay of a period comes to as things stand, and what their next deal would add",
        Permission::pay_read,
        [sources](Caller const& caller, Path<EstimatedPayee> const& at,
                  Query<PayPeriodQuery> const& query) -> PayEstimateView {
            SeenPay const seen = see_pay(sources, caller, at.person_id, query.period);
            auto const balances = sources.database.read([&](db::Session& session) {
                bool const is_below =
                    access::can_see_person(session, caller, Permission::pay_read, at.person_id, caller.today);
                if (!is_below) return std::vector<incentives::PayBalance>();
                return incentives::pay_balances(session, caller, at.person_id);
            });
            return estimate_view(seen.pay, *seen.facts, settled_view(seen.pay, balances));
        });
    api.post("/people/{person_id}/pay-estimate", "estimatePayWithDeals",
             "Show what a person's pay would be if these deals closed; nothing is kept", Permission::pay_read,
             [sources](Caller const& caller, Path<EstimatedPayee> const& at,
                       Body<PossibleDeals> const& ask) -> PossiblePayView {
                 SeenPay const seen = see_pay(sources, caller, at.person_id, ask.period);
                 return possible_view(seen.pay, deals_of(seen.pay, ask));
             });
}

}  // namespace

void mount_pay_estimates(Api& api, MyPay const& sources) {
    mount_estimate(api, sources);
    api.get("/people/{person_id}/pay-curve", "drawPayCurve",
            "Show what each component pays against what is sold", Permission::pay_read,
            [sources](Caller const& caller, Path<EstimatedPayee> const& at,
                      Query<PayPeriodQuery> const& query) -> std::vector<PayCurveView> {
                return curve_views(see_pay(sources, caller, at.person_id, query.period).pay);
            });
    api.get("/people/{person_id}/pay-goal", "findPayGoal",
            "Show what a person must sell to earn an amount, or what stands in the way", Permission::pay_read,
            [sources](Caller const& caller, Path<EstimatedPayee> const& at,
                      Query<PayGoalQuery> const& query) -> PayGoalView {
                return goal_view(see_pay(sources, caller, at.person_id, query.period).pay,
                                 query.earned.count);
            });
}

}  // namespace colonnade::insight
