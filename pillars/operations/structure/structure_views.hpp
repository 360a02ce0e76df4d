// What the structure looks like from outside: answers and requests of its routes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/wire/text.hpp"
#include "foundation/wire/values.hpp"
#include "pillars/operations/structure/structure.hpp"

namespace colonnade::structure {

using Name = wire::Text<200>;
using Code = wire::Text<100>;

struct NamedPerson {
    PersonId person_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedPerson, (), (person_id, name))

struct NamedTeam {
    TeamId team_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedTeam, (), (team_id, name))

struct NamedDepartment {
    DepartmentId department_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedDepartment, (), (department_id, name))

// A line of the list of people. E-mail and telephone are given where the caller may see the person's own
// page.
struct PersonEntry {
    PersonId person_id;
    std::optional<std::string> external_id;
    std::string name;
    std::optional<std::string> title;
    std::optional<PositionKind> kind;
    std::optional<NamedTeam> team;
    std::optional<NamedPerson> manager;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<Date> hired_on;
    std::optional<Date> left_on;
};
BOOST_DESCRIBE_STRUCT(PersonEntry, (),
                      (person_id, external_id, name, title, kind, team, manager, email, phone, hired_on,
                       left_on))

struct HeldPosition {
    HolderId holder_id;
    PositionId position_id;
    std::string title;
    PositionKind kind = PositionKind::other;
    std::optional<NamedTeam> team;
    std::optional<NamedDepartment> department;
    DateRange held;
};
BOOST_DESCRIBE_STRUCT(HeldPosition, (), (holder_id, position_id, title, kind, team, department, held))

// A stretch of reporting, seen from either end: `person` is the one at the other.
struct ReportingView {
    LineId line_id;
    NamedPerson person;
    DateRange range;
};
BOOST_DESCRIBE_STRUCT(ReportingView, (), (line_id, person, range))

struct DeputyView {
    DeputyId deputyship_id;
    NamedPerson person;
    NamedPerson deputy;
    DateRange range;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(DeputyView, (), (deputyship_id, person, deputy, range, version))

// A person's own page: everything over all time.
struct PersonView {
    PersonId person_id;
    std::optional<std::string> external_id;
    std::string name;
    std::optional<std::string> given_name;
    std::optional<std::string> family_name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> language;
    std::optional<Date> hired_on;
    std::optional<Date> left_on;
    std::vector<HeldPosition> positions;
    std::vector<ReportingView> managers;
    std::vector<ReportingView> reports;
    std::vector<DeputyView> deputies;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PersonView, (),
                      (person_id, external_id, name, given_name, family_name, email, phone, language,
                       hired_on, left_on, positions, managers, reports, deputies, version))

struct HirePerson {
    std::optional<Code> external_id;
    Name name;
    std::optional<Name> given_name;
    std::optional<Name> family_name;
    std::optional<Name> email;
    std::optional<wire::Text<50>> phone;
    std::optional<wire::Text<10>> language;
    std::optional<Date> hired_on;
    std::optional<PositionId> position_id;  // a vacant position to take from the first day
    std::optional<PersonId> manager_id;
};
BOOST_DESCRIBE_STRUCT(HirePerson, (),
                      (external_id, name, given_name, family_name, email, phone, language, hired_on,
                       position_id, manager_id))

struct ChangePerson {
    wire::Patch<Code> external_id;
    std::optional<Name> name;
    wire::Patch<Name> given_name;
    wire::Patch<Name> family_name;
    wire::Patch<Name> email;
    wire::Patch<wire::Text<50>> phone;
    wire::Patch<wire::Text<10>> language;
    wire::Patch<Date> hired_on;
};
BOOST_DESCRIBE_STRUCT(ChangePerson, (),
                      (external_id, name, given_name, family_name, email, phone, language, hired_on))

// Leaving: `left_on` is the first day away. Reports go to the successor, or else to the leaver's own manager.
struct LeaveCompany {
    Date left_on;
    std::optional<PersonId> successor_id;
};
BOOST_DESCRIBE_STRUCT(LeaveCompany, (), (left_on, successor_id))

struct DepartmentView {
    DepartmentId department_id;
    std::optional<std::string> external_id;
    std::string name;
    std::optional<DepartmentId> parent_id;  // on the day asked about
    DateRange valid;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(DepartmentView, (), (department_id, external_id, name, parent_id, valid, version))

struct NewDepartment {
    std::optional<Code> external_id;
    Name name;
    std::optional<DepartmentId> parent_id;
    std::optional<Date> valid_from;  // absent: since always
};
BOOST_DESCRIBE_STRUCT(NewDepartment, (), (external_id, name, parent_id, valid_from))

// `parent_id` takes effect on `on` (today when absent); `valid_to` closes the department.
struct ChangeDepartment {
    std::optional<Name> name;
    wire::Patch<DepartmentId> parent_id;
    std::optional<Date> on;
    wire::Patch<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(ChangeDepartment, (), (name, parent_id, on, valid_to))

struct TeamView {
    TeamId team_id;
    std::optional<std::string> external_id;
    std::string name;
    std::optional<NamedDepartment> department;
    std::optional<TeamId> parent_id;  // on the day asked about
    DateRange valid;
    std::int64_t members = 0;  // people who hold a position in it on that day
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(TeamView, (),
                      (team_id, external_id, name, department, parent_id, valid, members, version))

struct NewTeam {
    std::optional<Code> external_id;
    Name name;
    std::optional<DepartmentId> department_id;
    std::optional<TeamId> parent_id;
    std::optional<Date> valid_from;
};
BOOST_DESCRIBE_STRUCT(NewTeam, (), (external_id, name, department_id, parent_id, valid_from))

struct ChangeTeam {
    std::optional<Name> name;
    wire::Patch<DepartmentId> department_id;
    wire::Patch<TeamId> parent_id;
    std::optional<Date> on;
    wire::Patch<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(ChangeTeam, (), (name, department_id, parent_id, on, valid_to))

struct PositionView {
    PositionId position_id;
    std::optional<std::string> external_id;
    std::string title;
    PositionKind kind = PositionKind::other;
    std::optional<NamedTeam> team;
    std::optional<NamedDepartment> department;
    DateRange valid;
    std::optional<HolderId> holder_id;
    std::optional<NamedPerson> holder;  // on the day asked about; absent: vacant
    std::optional<DateRange> held;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PositionView, (),
                      (position_id, external_id, title, kind, team, department, valid, holder_id, holder,
                       held, version))

struct NewPosition {
    std::optional<Code> external_id;
    Name title;
    PositionKind kind = PositionKind::other;
    std::optional<TeamId> team_id;
    std::optional<DepartmentId> department_id;
    std::optional<Date> valid_from;
    std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(NewPosition, (),
                      (external_id, title, kind, team_id, department_id, valid_from, valid_to))

struct ChangePosition {
    std::optional<Name> title;
    std::optional<PositionKind> kind;
    wire::Patch<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(ChangePosition, (), (title, kind, valid_to))

struct HolderView {
    HolderId holder_id;
    PositionId position_id;
    NamedPerson person;
    DateRange range;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(HolderView, (), (holder_id, position_id, person, range, version))

struct AssignHolder {
    PersonId person_id;
    Date from;
    std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(AssignHolder, (), (person_id, from, to))

struct EndHolder {
    wire::Patch<Date> to;  // null: open again
};
BOOST_DESCRIBE_STRUCT(EndHolder, (), (to))

// From `from` on the person reports to the manager, or to nobody; until `to`, or until the next change
// already planned.
struct MovePerson {
    PersonId person_id;
    std::optional<PersonId> manager_id;
    Date from;
    std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(MovePerson, (), (person_id, manager_id, from, to))

struct NewDeputy {
    PersonId person_id;
    PersonId deputy_id;
    Date from;
    std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(NewDeputy, (), (person_id, deputy_id, from, to))

// One person of the org chart; a person comes directly before their reports.
struct ChartEntry {
    PersonId person_id;
    std::string name;
    std::optional<std::string> title;
    std::optional<PositionKind> kind;
    std::optional<NamedTeam> team;
    std::optional<PersonId> manager_id;
    std::int64_t depth = 0;
    std::int64_t direct_reports = 0;
    std::int64_t all_reports = 0;
};
BOOST_DESCRIBE_STRUCT(ChartEntry, (),
                      (person_id, name, title, kind, team, manager_id, depth, direct_reports, all_reports))

struct OrgChart {
    Date as_of;
    std::vector<ChartEntry> people;
    std::vector<PositionView> vacant;
};
BOOST_DESCRIBE_STRUCT(OrgChart, (), (as_of, people, vacant))

enum class DutyState { draft, in_force, replaced };
BOOST_DESCRIBE_ENUM(DutyState, draft, in_force, replaced)

struct NamedPosition {
    PositionId position_id;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(NamedPosition, (), (position_id, title))

// How far a document in force has come: among the people whom the caller follows.
struct DutyProgress {
    std::int64_t concerned = 0;
    std::int64_t acknowledged = 0;
};
BOOST_DESCRIBE_STRUCT(DutyProgress, (), (concerned, acknowledged))

// A version of a duty document, for one position, for every position of a kind, or (with neither) for
// everyone who holds a position.
struct DutyDocumentEntry {
    DutyDocumentId document_id;
    std::optional<NamedPosition> position;
    std::optional<PositionKind> position_kind;
    std::int64_t version_no = 1;
    std::string title;
    DutyState state = DutyState::draft;
    std::optional<Instant> published_at;
    std::optional<DutyProgress> progress;  // in force, for those who may follow
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(DutyDocumentEntry, (),
                      (document_id, position, position_kind, version_no, title, state, published_at, progress,
                       version))

struct DutyDocumentView : DutyDocumentEntry {
    std::string body;  // Markdown
};
BOOST_DESCRIBE_STRUCT(DutyDocumentView, (DutyDocumentEntry), (body))

// For one position, for every position of a kind, or for everyone: exactly one of the three.
struct NewDutyDocument {
    std::optional<PositionId> position_id;
    std::optional<PositionKind> position_kind;
    std::optional<bool> everyone;
    Name title;
    wire::Prose<20'000, 1> body;
};
BOOST_DESCRIBE_STRUCT(NewDutyDocument, (), (position_id, position_kind, everyone, title, body))

struct ReviseDutyDocument {
    Name title;
    wire::Prose<20'000, 1> body;
};
BOOST_DESCRIBE_STRUCT(ReviseDutyDocument, (), (title, body))

// Somebody whom a document in force concerns on the day asked about, and whether they have acknowledged it.
struct DutyHolder {
    DutyDocumentId document_id;
    std::string document;
    NamedPerson person;
    NamedPosition position;  // the first of theirs that it is in force for
    std::optional<NamedTeam> team;
    std::optional<NamedPerson> manager;
    Instant published_at;
    std::optional<Instant> acknowledged_at;
};
BOOST_DESCRIBE_STRUCT(DutyHolder, (),
                      (document_id, document, person, position, team, manager, published_at, acknowledged_at))

struct MyDuty {
    DutyDocumentId document_id;
    PositionId position_id;
    std::string title;
    std::string body;
    Instant published_at;
    std::optional<Instant> acknowledged_at;
};
BOOST_DESCRIBE_STRUCT(MyDuty, (), (document_id, position_id, title, body, published_at, acknowledged_at))

BOOST_DESCRIBE_STRUCT(PlaceEvent, (), (kind, on, subject))

// What my role is, in my team, in the company.
struct MyPlace {
    NamedPerson person;
    std::vector<HeldPosition> positions;
    std::vector<PersonEntry> managers;  // mine first, then theirs
    std::vector<PersonEntry> team;      // who holds a position in my teams, without me
    std::vector<PersonEntry> reports;
    std::vector<MyDuty> duties;
    std::vector<PlaceEvent> next;
};
BOOST_DESCRIBE_STRUCT(MyPlace, (), (person, positions, managers, team, reports, duties, next))

}  // namespace colonnade::structure
