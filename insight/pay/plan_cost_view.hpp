// What a plan would have paid, as the browser gets it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/wire/api.hpp"
#include "insight/pay/plan_costs.hpp"

namespace colonnade::insight {

struct PlanMistakeView {
    std::int64_t line = 0;  // from 1
    std::int64_t column = 0;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(PlanMistakeView, (), (line, column, text))

struct PlanCostPeriodView {
    Date from;
    Date to;  // the first day behind it
    Money pay;
    Money credit;
};
BOOST_DESCRIBE_STRUCT(PlanCostPeriodView, (), (from, to, pay, credit))

struct PlanCostPersonView {
    PersonId person_id;
    std::string name;
    Money pay;
    std::optional<Money> before;  // by the plan it is held against
    std::optional<Money> difference;
    std::optional<Rate> attainment;
};
BOOST_DESCRIBE_STRUCT(PlanCostPersonView, (), (person_id, name, pay, before, difference, attainment))

// Against the plan that was asked for.
struct PlanCostChangeView {
    Money pay;
    std::int64_t gainers = 0;
    std::int64_t losers = 0;
    std::int64_t unchanged = 0;
    Money gained;
    Money lost;
};
BOOST_DESCRIBE_STRUCT(PlanCostChangeView, (), (pay, gainers, losers, unchanged, gained, lost))

struct PlanCostNextYearView {
    Money p10;
    Money p50;
    Money p90;
    std::int64_t futures = 0;
    std::int64_t periods = 0;
    bool by_season = false;
};
BOOST_DESCRIBE_STRUCT(PlanCostNextYearView, (), (p10, p50, p90, futures, periods, by_season))

enum class CurveGround { attainment, money, count };
BOOST_DESCRIBE_ENUM(CurveGround, attainment, money, count)

struct PlanCurvePointView {
    std::string at;  // a factor of the quota, an amount, a count
    std::string pay;
};
BOOST_DESCRIBE_STRUCT(PlanCurvePointView, (), (at, pay))

struct PlanCurveView {
    std::string component;
    CurveGround ground = CurveGround::attainment;
    std::vector<PlanCurvePointView> points;
    std::vector<std::string> breakpoints;
    PlanCurvePointView usual;  // where the average payee stands
};
BOOST_DESCRIBE_STRUCT(PlanCurveView, (), (component, ground, points, breakpoints, usual))

enum class PlanLack { quota, kpi, parameter, attribute, division };
BOOST_DESCRIBE_ENUM(PlanLack, quota, kpi, parameter, attribute, division)

struct PlanLackView {
    PlanLack kind = PlanLack::quota;
    std::int64_t people = 0;
};
BOOST_DESCRIBE_STRUCT(PlanLackView, (), (kind, people))

// Without figures where the text has mistakes.
struct PlanCostView {
    std::string name;
    Money pay;
    Money credit;
    std::optional<Rate> effective_rate;
    std::int64_t payees = 0;
    std::int64_t with_quota = 0;
    std::int64_t above_target = 0;
    std::int64_t with_target_pay = 0;
    std::int64_t above_target_pay = 0;
    std::vector<std::int64_t> by_attainment;
    std::vector<PlanCostPeriodView> periods;
    std::vector<PlanCostPersonView> people;  // those with the greatest difference, or pay
    std::optional<PlanCostChangeView> change;
    std::optional<PlanCostNextYearView> next_year;
    std::vector<PlanCurveView> curves;
    std::vector<PlanLackView> lacks;
};
BOOST_DESCRIBE_STRUCT(PlanCostView, (),
                      (name, pay, credit, effective_rate, payees, with_quota, above_target, with_target_pay,
                       above_target_pay, by_attainment, periods, people, change, next_year, curves, lacks))

struct PlanDraftCostView {
    std::vector<PlanMistakeView> mistakes;
    std::optional<PlanCostView> cost;
};
BOOST_DESCRIBE_STRUCT(PlanDraftCostView, (), (mistakes, cost))

struct PlanCostsView {
    Date from;
    Date to;                              // the first day behind
    std::vector<Rate> attainment_bounds;  // between the counts of by_attainment
    std::optional<PlanCostView> baseline;
    std::vector<PlanDraftCostView> drafts;
};
BOOST_DESCRIBE_STRUCT(PlanCostsView, (), (from, to, attainment_bounds, baseline, drafts))

// Of a plan, against another where there is one.
PlanCostView cost_view(CostFrame const& frame, PlanFigures const& figures, PlanFigures const* before);

}  // namespace colonnade::insight
