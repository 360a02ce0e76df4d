// For tests: a small company to hire into, and eyes to look at it with.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/visibility.hpp"
#include "foundation/db/test_database.hpp"
#include "pillars/operations/structure/people_store.hpp"
#include "pillars/operations/structure/reporting_store.hpp"
#include "pillars/operations/structure/structure_migrations.hpp"

namespace colonnade::structure {

inline Date const today = Date::of(2026, 3, 31);
inline Date day(int n) { return today.plus_days(n); }

inline std::vector<db::Migration> migrations() {
    auto all = access::access_migrations();
    for (db::Migration const& migration : structure_migrations()) all.push_back(migration);
    return all;
}

inline Caller everything() {
    Caller caller = access::system_caller(Instant::parse("2026-03-31T12:00:00.000Z"), today);
    caller.user = {1};
    return caller;
}

// Somebody who sees only what the policy's scope gives them.
inline Caller as(PersonId person, Scope scope) {
    Caller caller = everything();
    caller.scopes.fill(scope);
    caller.person = person;
    return caller;
}

template <class F> auto write(db::TestDatabase& db, F&& work, Caller const& caller = everything()) {
    return access::write(*db, caller, "test", "", std::forward<F>(work));
}
template <class F> auto read(db::TestDatabase& db, F&& work) { return db->read(std::forward<F>(work)); }

inline PersonId hire(db::TestDatabase& db, std::string const& name, std::optional<PersonId> manager = {},
                     std::optional<PositionId> position = {}) {
    HirePerson ask;
    ask.external_id = Code(name);
    ask.name = Name(name);
    ask.email = Name(name + "@example.com");
    ask.hired_on = day(-100);
    ask.manager_id = manager;
    ask.position_id = position;
    return write(db, [&](access::Write& w) { return hire_person(w, ask); });
}

inline void move(db::TestDatabase& db, PersonId person, std::optional<PersonId> manager, Date from) {
    write(db, [&](access::Write& w) { move_person(w, {person, manager, from, {}}); });
}

inline std::map<PersonId, std::optional<PersonId>> managers_on(db::TestDatabase& db, Date on,
                                                               std::optional<Instant> known = {}) {
    std::map<PersonId, std::optional<PersonId>> managers;
    for (ChartEntry const& entry :
         read(db, [&](db::Session& s) { return org_chart_of(s, everything(), on, known); }).people)
        managers[entry.person_id] = entry.manager_id;
    return managers;
}

inline bool sees(db::TestDatabase& db, PersonId viewer, PersonId person, Date on) {
    return read(db, [&](db::Session& s) {
        Caller caller = as(viewer, Scope::team);
        caller.today = on;
        return access::can_see_person(s, caller, Permission::people_read, person, on);
    });
}

inline std::string problem_of(std::function<void()> const& work) {
    try {
        work();
    } catch (Problem const& problem) { return problem.code(); }
    return "";
}

}  // namespace colonnade::structure
