#include "foundation/access/visibility.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/problem.hpp"

namespace colonnade::access {
namespace {

constexpr std::string_view nothing = "1 = 0";
constexpr std::string_view everything = "1 = 1";

// Whether what does not depend on the tree already decides.
std::optional<Condition> decided(Caller const& caller, Scope scope, std::string_view person_column) {
    if (scope == Scope::all) return Condition{std::string(everything), {}};
    if (scope == Scope::none || !caller.person) return Condition{std::string(nothing), {}};
    if (scope == Scope::own)
        return Condition{fmt::format("{} = :viewer", person_column), {{"viewer", *caller.person}}};
    return std::nullopt;
}

std::string_view text_of(ScopeKind kind) { return kind == ScopeKind::line ? "line" : "deputy"; }

auto order_of(ScopeRow const& row) { return std::tie(row.viewer, row.person, row.range.from, row.kind); }

std::vector<ScopeRow> stored_scopes(Write& w) {
    std::vector<ScopeRow> rows;
    w.each<PersonId, PersonId, Date, std::optional<Date>, int, std::string>(
        "select viewer_id, person_id, valid_from, valid_to, depth, kind from person_scopes", {},
        [&](PersonId viewer, PersonId person, Date from, std::optional<Date> to, int depth,
            std::string const& kind) {
            rows.push_back(
                {viewer, person, {from, to}, depth, kind == "line" ? ScopeKind::line : ScopeKind::deputy});
        });
    return rows;
}

void sort(std::vector<ScopeRow>& rows) {
    std::sort(rows.begin(), rows.end(),
              [](auto const& a, auto const& b) { return order_of(a) < order_of(b); });
}

}  // namespace

Condition visible_person(Caller const& caller, Permission permission, std::string_view person_column) {
    if (auto condition = decided(caller, caller.scope(permission), person_column)) return *condition;
    return {fmt::format("({0} = :viewer or {0} in (select vs.person_id from person_scopes vs where "
                        "vs.viewer_id = :viewer and vs.valid_from <= :viewer_today and "
                        "(vs.valid_to is null or vs.valid_to > :viewer_today)))",
                        person_column),
            {{"viewer", *caller.person}, {"viewer_today", caller.today}}};
}

Condition visible_fact(Caller const& caller, Permission permission, std::string_view person_column,
                       std::string_view date_column) {
    if (auto condition = decided(caller, caller.scope(permission), person_column)) return *condition;
    return {
        fmt::format(
            "({0} = :viewer or exists (select 1 from person_scopes vs where "
            "vs.viewer_id = :viewer and vs.person_id = {0} and "
            "((vs.valid_from <= :viewer_today and (vs.valid_to is null or vs.valid_to > :viewer_today)) or "
            "(vs.valid_from <= {1} and (vs.valid_to is null or vs.valid_to > {1})))))",
            person_column, date_column),
        {{"viewer", *caller.person}, {"viewer_today", caller.today}}};
}

db::Params joined(db::Params params, db::Params const& more) {
    params.insert(params.end(), more.begin(), more.end());
    return params;
}

bool can_see_person(db::Session& session, Caller const& caller, Permission permission, PersonId person,
                    Date day) {
    Scope const scope = caller.scope(permission);
    if (scope == Scope::all) return true;
    if (scope == Scope::none || !caller.person) return false;
    if (person == *caller.person) return true;
    if (scope == Scope::own) return false;
    return session.exists(
        "select 1 from person_scopes where viewer_id = :viewer and person_id = :person and "
        "((valid_from <= :today and (valid_to is null or valid_to > :today)) or "
        "(valid_from <= :day and (valid_to is null or valid_to > :day)))",
        {{"viewer", *caller.person}, {"person", person}, {"today", caller.today}, {"day", day}});
}

void require_person_in_view(db::Session& session, Caller const& caller, Permission permission,
                            PersonId person, Date day) {
    if (!can_see_person(session, caller, permission, person, day)) throw not_found();
}

void replace_scopes(Write& w, std::vector<ScopeRow> rows) {
    std::vector<ScopeRow> stored = stored_scopes(w);
    sort(stored);
    sort(rows);
    std::vector<ScopeRow> gone, added;
    std::size_t i = 0, j = 0;
    while (i < stored.size() || j < rows.size()) {
        if (i < stored.size() && j < rows.size() && stored[i] == rows[j]) {
            ++i, ++j;
        } else if (j == rows.size() || (i < stored.size() && order_of(stored[i]) <= order_of(rows[j]))) {
            gone.push_back(stored[i++]);
        } else {
            added.push_back(rows[j++]);
        }
    }
    for (ScopeRow const& row : gone)
        w.run(
            "delete from person_scopes where viewer_id = :viewer and person_id = :person and valid_from = "
            ":from and "
            "kind = :kind",
            {{"viewer", row.viewer},
             {"person", row.person},
             {"from", row.range.from},
             {"kind", text_of(row.kind)}});
    db::BulkInsert bulk =
        w.bulk("person_scopes", {"viewer_id", "person_id", "valid_from", "valid_to", "depth", "kind"});
    for (ScopeRow const& row : added)
        bulk.row({row.viewer, row.person, row.range.from, row.range.to, row.depth, text_of(row.kind)});
    bulk.finish();
}

}  // namespace colonnade::access
