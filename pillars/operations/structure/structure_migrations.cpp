#include "pillars/operations/structure/structure_migrations.hpp"

namespace colonnade::structure {
namespace {

constexpr std::string_view people = R"(
create table people (
    person_id bigint primary key,
    external_id text unique,
    name text not null,
    name_key text not null,
    given_name text,
    family_name text,
    email text,
    phone text,
    language text,
    hired_on text,
    left_on text,
    search_text text not null,
    change_id bigint not null
);
create index people_name on people (name_key, person_id);
create index people_change on people (change_id);
create table people_history (
    person_id bigint not null,
    external_id text,
    name text not null,
    name_key text not null,
    given_name text,
    family_name text,
    email text,
    phone text,
    language text,
    hired_on text,
    left_on text,
    search_text text not null,
    change_id bigint not null,
    ended_by bigint not null
);
create index people_history_ended on people_history (ended_by);
create index people_history_key on people_history (person_id);
)";

// parent_id and department_id of a department or team say where it was put last; its places say where it
// stood when.
constexpr std::string_view units = R"(
create table departments (
    department_id bigint primary key,
    external_id text unique,
    name text not null,
    parent_id bigint references departments (department_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create table departments_history (
    department_id bigint not null,
    external_id text,
    name text not null,
    parent_id bigint,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index departments_history_ended on departments_history (ended_by);
create table department_places (
    place_id bigint primary key,
    department_id bigint not null references departments (department_id),
    parent_id bigint references departments (department_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create index department_places_department on department_places (department_id);
create table department_places_history (
    place_id bigint not null,
    department_id bigint not null,
    parent_id bigint,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index department_places_history_ended on department_places_history (ended_by);
create table teams (
    team_id bigint primary key,
    external_id text unique,
    name text not null,
    department_id bigint references departments (department_id),
    parent_id bigint references teams (team_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create table teams_history (
    team_id bigint not null,
    external_id text,
    name text not null,
    department_id bigint,
    parent_id bigint,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index teams_history_ended on teams_history (ended_by);
create table team_places (
    place_id bigint primary key,
    team_id bigint not null references teams (team_id),
    department_id bigint references departments (department_id),
    parent_id bigint references teams (team_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create index team_places_team on team_places (team_id);
create index team_places_parent on team_places (parent_id);
create table team_places_history (
    place_id bigint not null,
    team_id bigint not null,
    department_id bigint,
    parent_id bigint,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index team_places_history_ended on team_places_history (ended_by);
)";

constexpr std::string_view positions = R"(
create table positions (
    position_id bigint primary key,
    external_id text unique,
    title text not null,
    kind text not null,
    team_id bigint references teams (team_id),
    department_id bigint references departments (department_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create index positions_team on positions (team_id);
create index positions_department on positions (department_id);
create table positions_history (
    position_id bigint not null,
    external_id text,
    title text not null,
    kind text not null,
    team_id bigint,
    department_id bigint,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index positions_history_ended on positions_history (ended_by);
create index positions_history_key on positions_history (position_id);
create table position_holders (
    holder_id bigint primary key,
    position_id bigint not null references positions (position_id),
    person_id bigint not null references people (person_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create index position_holders_position on position_holders (position_id, valid_from);
create index position_holders_person on position_holders (person_id, valid_from);
create table position_holders_history (
    holder_id bigint not null,
    position_id bigint not null,
    person_id bigint not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index position_holders_history_ended on position_holders_history (ended_by);
create index position_holders_history_person on position_holders_history (person_id);
)";

constexpr std::string_view reporting = R"(
create table reporting_lines (
    line_id bigint primary key,
    person_id bigint not null references people (person_id),
    manager_id bigint not null references people (person_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create index reporting_lines_person on reporting_lines (person_id, valid_from);
create index reporting_lines_manager on reporting_lines (manager_id, valid_from);
create table reporting_lines_history (
    line_id bigint not null,
    person_id bigint not null,
    manager_id bigint not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index reporting_lines_history_ended on reporting_lines_history (ended_by);
create index reporting_lines_history_person on reporting_lines_history (person_id);
create table deputies (
    deputyship_id bigint primary key,
    person_id bigint not null references people (person_id),
    deputy_id bigint not null references people (person_id),
    valid_from text not null,
    valid_to text,
    change_id bigint not null
);
create index deputies_person on deputies (person_id);
create index deputies_deputy on deputies (deputy_id);
create table deputies_history (
    deputyship_id bigint not null,
    person_id bigint not null,
    deputy_id bigint not null,
    valid_from text not null,
    valid_to text,
    change_id bigint not null,
    ended_by bigint not null
);
create index deputies_history_ended on deputies_history (ended_by);
)";

constexpr std::string_view duties = R"(
create table duty_documents (
    document_id bigint primary key,
    position_id bigint references positions (position_id),
    position_kind text,
    version_no bigint not null,
    title text not null,
    body text not null,
    published_at bigint,
    change_id bigint not null
);
create index duty_documents_position on duty_documents (position_id);
create index duty_documents_kind on duty_documents (position_kind);
create table duty_documents_history (
    document_id bigint not null,
    position_id bigint,
    position_kind text,
    version_no bigint not null,
    title text not null,
    body text not null,
    published_at bigint,
    change_id bigint not null,
    ended_by bigint not null
);
create table duty_acknowledgements (
    document_id bigint not null references duty_documents (document_id),
    person_id bigint not null references people (person_id),
    acknowledged_at bigint not null,
    change_id bigint not null,
    primary key (document_id, person_id)
);
create index duty_acknowledgements_person on duty_acknowledgements (person_id);
)";

}  // namespace

std::vector<db::Migration> structure_migrations() {
    return {{100, "people", people},
            {101, "departments and teams", units},
            {102, "positions", positions},
            {103, "reporting lines", reporting},
            {104, "duties", duties}};
}

std::vector<access::UndoTable> structure_undo_tables() {
    return {{"people",
             {"person_id"},
             {{"position_holders", "person_id"},
              {"reporting_lines", "person_id"},
              {"reporting_lines", "manager_id"},
              {"deputies", "person_id"},
              {"deputies", "deputy_id"},
              {"duty_acknowledgements", "person_id"},
              {"users", "person_id"}}},
            {"departments",
             {"department_id"},
             {{"teams", "department_id"},
              {"positions", "department_id"},
              {"department_places", "department_id"}}},
            {"department_places", {"place_id"}, {}},
            {"teams", {"team_id"}, {{"positions", "team_id"}, {"team_places", "team_id"}}},
            {"team_places", {"place_id"}, {}},
            {"positions",
             {"position_id"},
             {{"position_holders", "position_id"}, {"duty_documents", "position_id"}}},
            {"position_holders", {"holder_id"}, {}},
            {"reporting_lines", {"line_id"}, {}}};
}

}  // namespace colonnade::structure
