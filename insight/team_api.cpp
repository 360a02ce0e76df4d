#include "insight/insight_api.hpp"
#include "insight/team.hpp"

namespace colonnade::insight {
namespace {

using wire::Query;

struct TeamQuery {
    std::optional<PersonId>
        manager_id;  // the caller where absent; the company for who is nobody in it and sees all
    std::optional<std::string> period;
    std::optional<goals::GoalMeasure> measure;
};
BOOST_DESCRIBE_STRUCT(TeamQuery, (), (manager_id, period, measure))

}  // namespace

void mount_team(wire::Api& api, Insight const& insight) {
    api.get(
        "/team", "showTeamStanding", "Show how a team stands, who is ahead or behind, and what has changed",
        Permission::goal_read,
        [insight](Caller const& caller, Query<TeamQuery> const& query, wire::AsOf const&) -> TeamStanding {
            Question question{goals::AttainmentBy::manager, {}, query.period, query.measure, Lines::left_out};
            if (query.manager_id) question.subject_id = query.manager_id->value;
            else if (caller.scope(Permission::goal_read) == Scope::all)
                question.by = goals::AttainmentBy::company;
            return team_view(prepare(insight, caller, question));
        });
}

}  // namespace colonnade::insight
