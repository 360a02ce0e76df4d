// Which people, and which dated facts about people, a caller may see: the policy's scope met with the
// reporting tree.
//
//   own   the caller's own person
//   team  people below the caller today, in the line or as a deputy; a dated fact also when its person was
//         below the caller on the fact's own date, so a former manager keeps the past of that time and
//         nothing after it
//   all   everyone
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "foundation/caller/caller.hpp"
#include "foundation/access/write.hpp"
#include "foundation/db/session.hpp"

namespace colonnade::access {

// A condition to stand in a `where`, and the parameters it names (:viewer, :viewer_today); some conditions
// name none.
struct Condition {
    std::string sql;
    db::Params params;
};

// `person_column`: of the person the row is about, e.g. "o.person_id". A row without a person is seen with
// scope all only.
//
//     auto const seen = visible_person(caller, Permission::goal_read, "q.person_id");
//     s.rows<…>("select … from quotas q where q.period_key = :period and " + seen.sql,
//               joined({{"period", key}}, seen.params));
Condition visible_person(Caller const& caller, Permission permission, std::string_view person_column);

// The same for a fact of a day: `date_column` holds it, e.g. "o.booked_on".
Condition visible_fact(Caller const& caller, Permission permission, std::string_view person_column,
                       std::string_view date_column);

// Both lists, for a statement that a condition was added to.
db::Params joined(db::Params params, db::Params const& more);

// Whether the caller may see this person's facts of that day.
bool can_see_person(db::Session& session, Caller const& caller, Permission permission, PersonId person,
                    Date day);

// Throws not_found() where can_see_person is false: what is out of view looks like what does not exist.
void require_person_in_view(db::Session& session, Caller const& caller, Permission permission,
                            PersonId person, Date day);

enum class ScopeKind { line, deputy };
BOOST_DESCRIBE_ENUM(ScopeKind, line, deputy)

// One row of the reporting tree's closure: on the days of its range the viewer stands `depth` steps above the
// person.
struct ScopeRow {
    PersonId viewer;
    PersonId person;
    DateRange range;
    int depth = 0;
    ScopeKind kind = ScopeKind::line;
    friend bool operator==(ScopeRow const&, ScopeRow const&) = default;
};

// Makes the table hold exactly these rows; writes only what differs. Rows of one viewer, person and kind
// begin on different days.
void replace_scopes(Write& w, std::vector<ScopeRow> rows);

}  // namespace colonnade::access
