#include "insight/asked.hpp"

#include <algorithm>

#include "foundation/base/problem.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/goals/goal_store.hpp"

namespace colonnade::insight {

using goals::AttainmentBy;

std::optional<std::string> range_text(engine::Days days) {
    if (days.to == engine::open_end) return std::nullopt;
    return Date::from_number(days.from).text() + ".." + Date::from_number(days.to - 1).text();
}

goals::AttainmentAsk Asked::at(AttainmentBy by) const {
    goals::AttainmentAsk other = ask;
    other.by = by;
    return other;
}

std::optional<std::string> Asked::address(std::string_view figure, AttainmentBy by, std::int64_t subject,
                                          engine::Days within) const {
    goals::AttainmentAsk other = at(by);
    if (within.from != days().from || within.to != days().to) {
        std::optional<std::string> const part = range_text(within);
        if (!part) return std::nullopt;
        other.period.key = *part;
    }
    return goals::explanation_address(figure, by, subject, other);
}

Lines lines_for(goals::GoalMeasure measure) {
    bool const needs = measure == goals::GoalMeasure::margin || measure == goals::GoalMeasure::units;
    return needs ? Lines::read : Lines::left_out;
}

Asked prepare_all(Insight const& insight, Caller const& caller, Question const& question) {
    goals::GoalMeasure const measure = question.measure.value_or(goals::GoalMeasure::revenue);
    bool const with_lines = question.lines == Lines::read || lines_for(measure) == Lines::read;
    auto standing = insight.standing(caller, with_lines ? Lines::read : Lines::left_out);
    return insight.database.read([&](db::Session& s) {
        goals::AttainmentAsk const ask{
            question.by.value_or(AttainmentBy::person), measure,
            company::read_periods(s).named(question.period.value_or(""), caller.as_of), caller.as_of};
        return Asked{std::move(standing),
                     ask,
                     goals::QuotaTable(goals::quotas_of(s, ask.period.range, measure)),
                     0,
                     caller,
                     Words(insight.translate, caller.language)};
    });
}

Asked prepare(Insight const& insight, Caller const& caller, Question const& question) {
    Asked asked = prepare_all(insight, caller, question);
    std::int64_t const own = caller.person ? caller.person->value : 0;
    bool const is_company = asked.ask.by == AttainmentBy::company;
    auto const index =
        goals::index_of(asked.standing(), asked.ask.by, question.subject_id.value_or(is_company ? 0 : own));
    if (!index || !may_see(asked.standing(), caller, asked.ask.by, *index, asked.days())) throw not_found();
    asked.index = *index;
    return asked;
}

bool may_see(goals::Standing const& standing, Caller const& caller, AttainmentBy by, engine::Index index,
             engine::Days days) {
    if (goals::visible_rows(standing, caller, by)(index)) return true;
    bool const of_person = by == AttainmentBy::person || by == AttainmentBy::manager;
    if (!of_person || caller.scope(Permission::goal_read) != Scope::team || !caller.person) return false;
    auto const self = standing.person(*caller.person);
    return self && std::ranges::any_of(standing.reports.of(*self), [&](goals::Rollup::Part const& part) {
               return part.index == index && part.from <= days.from && days.to <= part.to;
           });
}

}  // namespace colonnade::insight
