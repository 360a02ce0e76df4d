// The structure of a company: positions, who reports to whom, who may therefore see whom, the org chart,
// one's own place.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/problem.hpp"
#include "pillars/operations/structure/dated_tree.hpp"

namespace colonnade::structure {

using DepartmentId = Id<struct DepartmentKind>;
using HolderId = Id<struct HolderKind>;
using LineId = Id<struct LineKind>;
using DutyDocumentId = Id<struct DutyDocumentKind>;
using DeputyId = Id<struct DeputyKind>;

enum class PositionKind {
    sales_manager,
    assistant_manager,
    team_leader,
    salesperson,
    specialist,
    liaison_production,
    liaison_service,
    liaison_marketing,
    liaison_finance,
    liaison_hr,
    executive,
    other,
};
BOOST_DESCRIBE_ENUM(PositionKind, sales_manager, assistant_manager, team_leader, salesperson, specialist,
                    liaison_production, liaison_service, liaison_marketing, liaison_finance, liaison_hr,
                    executive, other)

// The words of the tables and of the wire; an unknown word finds nothing.
std::string_view position_kind_text(PositionKind kind);
std::optional<PositionKind> find_position_kind(std::string_view text);

// `person` reports to `manager` in these days.
struct ReportingLine {
    PersonId person;
    PersonId manager;
    DateRange range;
};

// `deputy` stands in for `person` in these days.
struct Deputyship {
    PersonId person;
    PersonId deputy;
    DateRange range;
};

enum class ScopeKind {
    line,    // over the reporting tree; depth 0 is the person themselves, since always
    deputy,  // standing in for somebody; depth counts from the one stood in for, starting at 1; no figure
             // rolls up here
};

// In these days `person` is within what `viewer` sees.
struct PersonScope {
    PersonId viewer;
    PersonId person;
    DateRange range;
    int depth = 0;
    ScopeKind kind = ScopeKind::line;
    friend bool operator==(PersonScope const&, PersonScope const&) = default;
};

// Refuses a ring with Problem "structure.cycle", naming the people in it by `names` and the date; nobody
// reports to themselves.
void require_no_cycle(std::span<ReportingLine const> lines, std::map<PersonId, std::string> const& names);

// Who sees `people` over all time: themselves, everyone above them, and the deputies of these. `lines` must
// hold every line on the way up and have no ring. The rows of one viewer, person and kind do not overlap.
std::vector<PersonScope> scope_closure(std::span<ReportingLine const> lines,
                                       std::span<Deputyship const> deputies,
                                       std::span<PersonId const> people);

// One person of the chart.
struct ChartPerson {
    PersonId person;
    std::optional<PersonId> manager;  // absent: a root
    int depth = 0;                    // 0: a root
    std::int64_t direct_reports = 0;
    std::int64_t all_reports = 0;
};

// The chart on a day: each person directly before their reports, siblings in the order of `people` (so sort
// that by name). A line to somebody who is not in `people` makes the reporter a root. Lines of other days are
// left aside.
std::vector<ChartPerson> org_chart(std::span<PersonId const> people, std::span<ReportingLine const> lines,
                                   Date on);

// What is going to change for a person: the next entries of their timelines.
enum class PlaceEventKind {
    position_begins,
    position_ends,
    manager_changes,
    report_joins,
    report_leaves,
    deputy_begins,
    deputy_ends,
    leaving,
};
BOOST_DESCRIBE_ENUM(PlaceEventKind, position_begins, position_ends, manager_changes, report_joins,
                    report_leaves, deputy_begins, deputy_ends, leaving)

struct PlaceEvent {
    PlaceEventKind kind;
    Date on;
    std::string subject;  // the position's title or the other person's name
    friend bool operator==(PlaceEvent const&, PlaceEvent const&) = default;
};

// A dated fact about the person with the name it is told by.
struct NamedStretch {
    DateRange range;
    std::string name;
};

struct PlaceFacts {
    std::vector<NamedStretch> positions;
    std::vector<NamedStretch> managers;
    std::vector<NamedStretch> reports;
    std::vector<NamedStretch> deputies;  // who stands in for the person, and for whom the person stands in
    std::optional<Date> left_on;
};

// What begins or ends after `today` and within `days`, in order of time.
std::vector<PlaceEvent> next_events(PlaceFacts const& facts, Date today, int days);

}  // namespace colonnade::structure
