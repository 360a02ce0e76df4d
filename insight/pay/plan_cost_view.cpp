#include "insight/pay/plan_cost_view.hpp"

#include <algorithm>

namespace colonnade::insight {

namespace cost = engine::cost;
using engine::Index;

namespace {

// More than anybody reads in a list; whoever wants all takes a trial run.
constexpr std::size_t people_max = 150;

class View {
public:
    View(CostFrame const& frame, PlanFigures const& figures) : frame_(frame), of_(figures) {}

    PlanCostView whole() const {
        PlanCostView view;
        view.name = of_.name;
        view.pay = money(of_.cost.pay);
        view.credit = money(of_.cost.credit);
        if (of_.cost.credit > 0) view.effective_rate = ratio(of_.cost.pay, of_.cost.credit);
        for (cost::PersonCost const& person : of_.cost.people) {
            ++view.payees;
            view.with_quota += person.quota > 0;
            view.above_target += person.is_above_target();
            view.with_target_pay += person.target_pay.has_value();
            view.above_target_pay += person.is_above_target_pay();
        }
        if (of_.cost.has_quota)
            view.by_attainment.assign(of_.cost.by_attainment.begin(), of_.cost.by_attainment.end());
        for (cost::PeriodCost const& period : of_.cost.periods)
            view.periods.push_back({Date::from_number(period.days.from), Date::from_number(period.days.to),
                                    money(period.pay), money(period.credit)});
        if (of_.next_year) {
            cost::NextYear const& year = *of_.next_year;
            view.next_year = {money(year.p10), money(year.p50), money(year.p90),
                              year.futures,    year.periods,    year.is_by_season};
        }
        for (auto const& [lack, people] : of_.lacks)
            view.lacks.push_back({static_cast<PlanLack>(static_cast<int>(lack) - 1), people});
        return view;
    }

    std::vector<PlanCurveView> curves() const {
        std::vector<PlanCurveView> views;
        for (cost::Curve const& curve : of_.curves) {
            auto const at = [&](std::int64_t place) {
                return decimal_text(
                    place, curve.ground == cost::Ground::attainment ? Rate::places : Quantity::places);
            };
            auto const point = [&](cost::CurvePoint const& one) {
                return PlanCurvePointView{at(one.at), decimal_text(one.pay, Money::places, 2)};
            };
            PlanCurveView view;
            view.component = of_.components[static_cast<std::size_t>(curve.component)];
            view.ground = static_cast<CurveGround>(curve.ground);
            for (cost::CurvePoint const& one : curve.points) view.points.push_back(point(one));
            for (std::int64_t const bound : curve.breakpoints) view.breakpoints.push_back(at(bound));
            view.usual = point(curve.usual);
            views.push_back(std::move(view));
        }
        return views;
    }

    // Those with the greatest pay.
    std::vector<PlanCostPersonView> people() const {
        std::vector<cost::PersonCost> best = of_.cost.people;
        std::ranges::stable_sort(best, std::greater<>{}, &cost::PersonCost::pay);
        best.resize(std::min(best.size(), people_max));
        std::vector<PlanCostPersonView> views;
        for (cost::PersonCost const& one : best) views.push_back(person(one.person, one.pay));
        return views;
    }

    PlanCostChangeView change(cost::Comparison const& told) const {
        return {money(told.change), told.gainers,       told.losers,
                told.unchanged,     money(told.gained), money(told.lost)};
    }

    // Those with the greatest difference.
    std::vector<PlanCostPersonView> people(cost::Comparison const& told) const {
        std::vector<PlanCostPersonView> views;
        for (cost::PersonChange const& one : told.people) {
            if (views.size() == people_max) break;
            PlanCostPersonView view = person(one.person, one.after);
            view.before = money(one.before);
            view.difference = money(one.difference);
            views.push_back(std::move(view));
        }
        return views;
    }

private:
    Money money(std::int64_t amount) const { return {amount, frame_.source->currency}; }

    PlanCostPersonView person(Index index, std::int64_t pay) const {
        std::size_t const place = static_cast<std::size_t>(index);
        PlanCostPersonView view;
        view.person_id = frame_.source->people[place];
        view.name = frame_.source->facts.people[place];
        view.pay = money(pay);
        auto const found = std::ranges::lower_bound(of_.cost.people, index, {}, &cost::PersonCost::person);
        if (found != of_.cost.people.end() && found->person == index && found->quota > 0)
            view.attainment = ratio(found->reached, found->quota);
        return view;
    }

    CostFrame const& frame_;
    PlanFigures const& of_;
};

}  // namespace

PlanCostView cost_view(CostFrame const& frame, PlanFigures const& figures, PlanFigures const* before) {
    View const made(frame, figures);
    PlanCostView view = made.whole();
    view.curves = made.curves();
    if (before) {
        cost::Comparison const told = cost::compare(before->cost, figures.cost);
        view.change = made.change(told);
        view.people = made.people(told);
    } else view.people = made.people();
    return view;
}

}  // namespace colonnade::insight
