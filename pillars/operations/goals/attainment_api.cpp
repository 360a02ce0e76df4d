#include <algorithm>

#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"
#include "pillars/operations/goals/attainment_view.hpp"
#include "pillars/operations/goals/goal_api.hpp"
#include "pillars/operations/goals/goal_store.hpp"

namespace colonnade::goals {
namespace {

using wire::Page;
using wire::Paging;
using wire::Path;
using wire::Query;

enum class AttainmentOrder { name, actual, attainment, gap };
BOOST_DESCRIBE_ENUM(AttainmentOrder, name, actual, attainment, gap)

struct AttainmentQuery {
    std::optional<AttainmentBy> by;
    std::optional<std::string> period;
    std::optional<GoalMeasure> measure;
    std::optional<PersonId> manager_id;  // only rows of the tree below this person
    std::optional<std::string> q;
    std::optional<AttainmentOrder> sort;
};
BOOST_DESCRIBE_STRUCT(AttainmentQuery, (), (by, period, measure, manager_id, q, sort))

struct SubjectPath {
    AttainmentBy by = AttainmentBy::person;
    std::int64_t subject_id = 0;
};
BOOST_DESCRIBE_STRUCT(SubjectPath, (), (by, subject_id))

struct PeriodQuery {
    std::optional<std::string> period;
    std::optional<GoalMeasure> measure;
};
BOOST_DESCRIBE_STRUCT(PeriodQuery, (), (period, measure))

// A place in a calculated list: how many rows stand before it.
struct RowsBefore {
    std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(RowsBefore, (), (rows))

// The path drawn: on each day, what was asked for by then, what was there, and what was there a year before.
struct PathPoint {
    Date day;
    std::optional<wire::Figure> plan;
    std::optional<wire::Figure> actual;  // absent after today
    std::optional<wire::Figure> year_before;
};
BOOST_DESCRIBE_STRUCT(PathPoint, (), (day, plan, actual, year_before))

struct GoalPathView {
    AttainmentView standing;
    std::vector<PathPoint> points;
};
BOOST_DESCRIBE_STRUCT(GoalPathView, (), (standing, points))

struct Ready {
    std::shared_ptr<Standing const> standing;
    AttainmentAsk ask;
    QuotaTable quotas;
};

Ready prepare(db::Database& database, Sources const& sources, Caller const& caller, AttainmentBy by,
              std::optional<std::string> const& period, std::optional<GoalMeasure> measure) {
    std::shared_ptr<Standing const> standing = sources.standing();
    return database.read([&](db::Session& s) {
        AttainmentAsk const ask{by, measure.value_or(GoalMeasure::revenue),
                                sources.periods(s).named(period.value_or(""), caller.as_of), caller.as_of};
        return Ready{standing, ask, QuotaTable(quotas_of(s, ask.period.range, ask.measure))};
    });
}

// Whether the subject stands below the manager on some day of the period.
std::function<bool(engine::Index)> below(Standing const& standing, PersonId manager, DateRange period) {
    std::vector<bool> in_tree(standing.people.size(), false);
    auto const index = standing.person(manager);
    engine::Days const days = engine_days(period);
    for (Rollup::Part const& part : standing.reports.of(index.value_or(engine::nobody))) {
        engine::Days const common = within(part, days);
        if (common.from < common.to) in_tree[part.index] = true;
    }
    return [in_tree](engine::Index person) { return in_tree[person]; };
}

std::int64_t ordering_figure(AttainmentRow const& row, AttainmentOrder order) {
    if (order == AttainmentOrder::actual) return row.actual;
    if (order == AttainmentOrder::gap) return row.path.gap.value_or(INT64_MAX);
    return row.attainment ? row.attainment->count : INT64_MIN;
}

void sort_rows(Standing const& standing, std::vector<AttainmentRow>& rows, AttainmentOrder order) {
    if (order == AttainmentOrder::name) {
        std::vector<std::pair<std::string, AttainmentRow>> named;
        for (AttainmentRow& row : rows)
            named.emplace_back(sort_key(subject_of(standing, row.by, row.index).name), row);
        std::ranges::stable_sort(named, {}, &std::pair<std::string, AttainmentRow>::first);
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = std::move(named[i].second);
        return;
    }
    bool const smallest_first = order == AttainmentOrder::gap;
    std::ranges::stable_sort(rows, [&](AttainmentRow const& a, AttainmentRow const& b) {
        return smallest_first ? ordering_figure(a, order) < ordering_figure(b, order)
                              : ordering_figure(a, order) > ordering_figure(b, order);
    });
}

Page<AttainmentView> list(db::Database& database, Sources const& sources, Caller const& caller,
                          AttainmentQuery const& query, Paging const& paging) {
    Ready const ready = prepare(database, sources, caller, query.by.value_or(AttainmentBy::person),
                                query.period, query.measure);
    Standing const& standing = *ready.standing;
    auto const seen = visible_rows(standing, caller, ready.ask.by);
    bool const of_people = ready.ask.by == AttainmentBy::person || ready.ask.by == AttainmentBy::manager;
    std::function<bool(engine::Index)> in_tree = [](engine::Index) { return true; };
    if (query.manager_id && of_people) in_tree = below(standing, *query.manager_id, ready.ask.period.range);
    std::string const words = search_form(query.q.value_or(""));
    auto rows = attainment_rows(standing, ready.quotas, ready.ask, [&](engine::Index index) {
        if (!seen(index) || !in_tree(index)) return false;
        return words.empty() ||
               search_form(subject_of(standing, ready.ask.by, index).name).find(words) != std::string::npos;
    });
    sort_rows(standing, rows, query.sort.value_or(AttainmentOrder::name));
    std::int64_t const before = paging.after<RowsBefore>().value_or(RowsBefore{}).rows;
    std::vector<AttainmentView> views;
    for (std::size_t i = static_cast<std::size_t>(before);
         i < rows.size() && views.size() <= static_cast<std::size_t>(paging.limit); ++i)
        views.push_back(attainment_view(standing, ready.ask, rows[i]));
    Page<AttainmentView> page = paging.cut(
        std::move(views), [&](AttainmentView const&) { return RowsBefore{before + paging.limit}; });
    page.total = static_cast<std::int64_t>(rows.size());
    return page;
}

// Points at the end of each of some forty equal stretches of the period.
std::vector<Date> point_days(DateRange range) {
    std::vector<Date> days;
    int const step = std::max(1, range.days() / 40);
    for (Date day = range.from.plus_days(step - 1); day < *range.to; day = day.plus_days(step))
        days.push_back(day);
    Date const last = range.to->plus_days(-1);
    if (days.empty() || days.back() != last) days.push_back(last);
    return days;
}

GoalPathView goal_path(Ready const& ready, engine::Index index) {
    Standing const& standing = *ready.standing;
    DateRange const range = ready.ask.period.range;
    auto const share = share_behind(standing, ready.ask.measure, range, ready.ask.today);
    AttainmentRow const row = attainment_row(standing, ready.quotas, ready.ask, share, index);
    GoalPathView view{attainment_view(standing, ready.ask, row), {}};
    if (!range.to) return view;
    for (Date day : point_days(range)) {
        PathPoint point{day, {}, {}, {}};
        auto const until = [&](DateRange part) {
            AttainmentAsk ask = ready.ask;
            ask.period.range = part;
            std::int64_t const actual = attainment_row(standing, ready.quotas, ask, {}, index).actual;
            return measure_figure(standing, ask.measure, actual);
        };
        auto const behind = share_behind(standing, ready.ask.measure, range, day);
        if (row.quota) point.plan = measure_figure(standing, ready.ask.measure, scaled(*row.quota, *behind));
        if (day <= ready.ask.today) point.actual = until({range.from, day.plus_days(1)});
        if (auto const before = year_before(range, day); before && before->behind_until > before->period.from)
            point.year_before = until({before->period.from, before->behind_until});
        view.points.push_back(std::move(point));
    }
    return view;
}

}  // namespace

void mount_attainment(wire::Api& api, db::Database& database, Sources sources) {
    api.get("/attainment", "listAttainment",
            "Show how people, managers, teams or territories stand against their goals",
            Permission::goal_read,
            [&database, sources](Caller const& caller, Query<AttainmentQuery> const& query, wire::AsOf const&,
                                 Paging const& paging) -> Page<AttainmentView> {
                return list(database, sources, caller, query, paging);
            });
    api.get("/attainment/{by}/{subject_id}", "getGoalPath", "Show the path of one goal over its period",
            Permission::goal_read,
            [&database, sources](Caller const& caller, Path<SubjectPath> const& at,
                                 Query<PeriodQuery> const& query, wire::AsOf const&) -> GoalPathView {
                Ready const ready = prepare(database, sources, caller, at.by, query.period, query.measure);
                auto const index = index_of(*ready.standing, at.by, at.subject_id);
                if (!index || !visible_rows(*ready.standing, caller, at.by)(*index)) throw not_found();
                return goal_path(ready, *index);
            });
}

}  // namespace colonnade::goals
