#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pillars/operations/structure/people_store.hpp"
#include "pillars/operations/structure/place_store.hpp"
#include "pillars/operations/structure/positions_store.hpp"
#include "pillars/operations/structure/reporting_store.hpp"
#include "pillars/operations/structure/structure_company_test.hpp"
#include "pillars/operations/structure/units_store.hpp"

namespace colonnade::structure {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

COLONNADE_STORE_SUITE(StructureStore);

TEST_P(StructureStore, a_move_keeps_the_days_before_it_and_what_is_planned_after_it) {
    db::TestDatabase db(GetParam(), migrations());
    PersonId const ann = hire(db, "Ann"), ben = hire(db, "Ben", ann), cleo = hire(db, "Cleo", ann);
    PersonId const dan = hire(db, "Dan", ben);
    move(db, dan, ann, day(60));
    move(db, dan, cleo, day(10));
    EXPECT_EQ(managers_on(db, day(9))[dan], ben);
    EXPECT_EQ(managers_on(db, day(10))[dan], cleo);
    EXPECT_EQ(managers_on(db, day(59))[dan], cleo);
    EXPECT_EQ(managers_on(db, day(60))[dan], ann);
    EXPECT_TRUE(sees(db, ben, dan, day(9)));
    EXPECT_FALSE(sees(db, cleo, dan, day(9)));
    EXPECT_TRUE(sees(db, cleo, dan, day(10)));
    EXPECT_TRUE(sees(db, ann, dan, day(10)));
    EXPECT_FALSE(sees(db, dan, ann, day(10)));
}

TEST_P(StructureStore, the_chart_can_be_asked_as_it_was_known) {
    db::TestDatabase db(GetParam(), migrations());
    PersonId const ann = hire(db, "Ann"), ben = hire(db, "Ben", ann), dan = hire(db, "Dan", ann);
    Caller later = everything();
    later.now = later.now.plus_seconds(3600);
    write(
        db,
        [&](access::Write& w) {
            move_person(w, {dan, ben, day(-50), {}});
        },
        later);  // a correction
    EXPECT_EQ(managers_on(db, day(-10))[dan], ben);
    EXPECT_EQ(managers_on(db, day(-10), everything().now)[dan], ann);
}

TEST_P(StructureStore, a_ring_is_refused_and_nothing_of_it_remains) {
    db::TestDatabase db(GetParam(), migrations());
    PersonId const ann = hire(db, "Ann"), ben = hire(db, "Ben", ann), cleo = hire(db, "Cleo", ben);
    try {
        move(db, ann, cleo, day(5));
        FAIL();
    } catch (Problem const& problem) {
        EXPECT_EQ(problem.code(), "structure.cycle");
        EXPECT_THAT(problem.arguments().front().second, ::testing::HasSubstr("Cleo → Ben"));
        EXPECT_EQ(problem.path(), "manager_id");
    }
    EXPECT_EQ(managers_on(db, day(5))[ann], std::nullopt);
    EXPECT_EQ(problem_of([&] { move(db, ann, ann, day(5)); }), "structure.cycle");
    EXPECT_EQ(problem_of([&] { move(db, ann, PersonId{999}, day(5)); }), "structure.person_unknown");
}

TEST_P(StructureStore, who_leaves_hands_their_people_on) {
    db::TestDatabase db(GetParam(), migrations());
    PersonId const ann = hire(db, "Ann"), ben = hire(db, "Ben", ann);
    PositionId const chair = write(db, [](access::Write& w) {
        NewPosition ask;
        ask.title = Name("Team leader");
        ask.kind = PositionKind::team_leader;
        return create_position(w, ask);
    });
    write(db, [&](access::Write& w) { return assign_holder(w, chair, {ben, day(-50), {}}); });
    PersonId const cleo = hire(db, "Cleo", ben), dan = hire(db, "Dan", ben);
    auto const leave = [&](std::optional<PersonId> successor) {
        auto const version =
            read(db, [&](db::Session& s) { return get_person(s, everything(), ben).version; });
        write(db, [&](access::Write& w) { leave_company(w, ben, version, {day(10), successor}); });
    };
    leave(cleo);
    EXPECT_EQ(managers_on(db, day(9))[dan], ben);
    auto const after = managers_on(db, day(10));
    EXPECT_FALSE(after.contains(ben));
    EXPECT_EQ(after.at(dan), cleo);
    EXPECT_EQ(after.at(cleo), ann);
    read(db, [&](db::Session& s) {
        EXPECT_TRUE(get_position(s, everything(), chair, day(9)).holder);
        EXPECT_FALSE(get_position(s, everything(), chair, day(10)).holder);
        auto const chart = org_chart_of(s, everything(), day(10), {});
        ASSERT_EQ(chart.vacant.size(), 1u);
        EXPECT_EQ(chart.vacant[0].position_id, chair);
    });
    EXPECT_EQ(problem_of([&] { leave({}); }), "structure.left_already");
    EXPECT_EQ(problem_of([&] { move(db, ben, ann, day(20)); }), "structure.not_employed");
}

TEST_P(StructureStore, a_position_has_one_holder_a_day) {
    db::TestDatabase db(GetParam(), migrations());
    PersonId const ann = hire(db, "Ann"), ben = hire(db, "Ben");
    PositionId const chair = write(db, [](access::Write& w) {
        NewPosition ask;
        ask.title = Name("Specialist");
        ask.valid_from = day(-50);
        ask.valid_to = day(50);
        return create_position(w, ask);
    });
    auto const assign = [&](PersonId person, Date from, std::optional<Date> to) {
        return write(db, [&](access::Write& w) { return assign_holder(w, chair, {person, from, to}); });
    };
    HolderId const first = assign(ann, day(-50), day(10));
    EXPECT_EQ(problem_of([&] { assign(ben, day(9), {}); }), "structure.position_taken");
    assign(ben, day(10), {});
    EXPECT_EQ(problem_of([&] { assign(ann, day(40), day(60)); }), "structure.position_closed");
    auto const holder = read(db, [&](db::Session& s) { return get_holder(s, everything(), first); });
    wire::Patch<Date> later;
    later.given = true;
    later.value = day(20);
    EXPECT_EQ(problem_of([&] {
                  write(db, [&](access::Write& w) { end_holder(w, first, holder.version, {later}); });
              }),
              "structure.position_taken");
    later.value = day(5);
    write(db, [&](access::Write& w) { end_holder(w, first, holder.version, {later}); });
    EXPECT_EQ(problem_of([&] {
                  write(db, [&](access::Write& w) { end_holder(w, first, holder.version, {later}); });
              }),
              "stale");
    EXPECT_EQ(read(db,
                   [&](db::Session& s) {
                       return s.value<std::int64_t>("select count(*) from position_holders_history");
                   }),
              1);
}

TEST_P(StructureStore, units_move_from_a_date_on_and_never_into_themselves) {
    db::TestDatabase db(GetParam(), migrations());
    auto const department = [&](std::string const& name, std::optional<DepartmentId> parent) {
        return write(db, [&](access::Write& w) {
            return create_department(w, {{}, Name(name), parent, {}});
        });
    };
    DepartmentId const sales = department("Sales", {}), north = department("North", sales);
    DepartmentId const other = department("Service", {});
    auto const put = [&](DepartmentId id, std::optional<DepartmentId> parent, Date on) {
        auto const seen =
            read(db, [&](db::Session& s) { return get_department(s, everything(), id, on).version; });
        ChangeDepartment ask;
        ask.parent_id = {true, parent};
        ask.on = on;
        write(db, [&](access::Write& w) { change_department(w, id, seen, ask); });
    };
    put(north, other, day(10));
    auto const parent = [&](Date on) {
        return read(db, [&](db::Session& s) { return get_department(s, everything(), north, on).parent_id; });
    };
    EXPECT_EQ(parent(day(9)), sales);
    EXPECT_EQ(parent(day(10)), other);
    EXPECT_EQ(problem_of([&] { put(other, north, day(0)); }), "structure.unit_cycle");
    EXPECT_EQ(problem_of([&] { put(sales, north, day(0)); }), "structure.unit_cycle");

    TeamId const team = write(db, [&](access::Write& w) {
        return create_team(w, {{}, Name("Praha"), north, {}, {}});
    });
    TeamId const inner = write(db, [&](access::Write& w) {
        return create_team(w, {{}, Name("Brno"), north, team, {}});
    });
    NewPosition ask;
    ask.title = Name("Salesperson");
    ask.team_id = inner;
    PositionId const chair = write(db, [&](access::Write& w) { return create_position(w, ask); });
    PersonId const ann = hire(db, "Ann", {}, chair);
    read(db, [&](db::Session& s) {
        auto const members = list_people(s, everything(), {{}, team, {}, false}, today, {}, 10);
        ASSERT_EQ(members.size(), 1u);
        EXPECT_EQ(members[0].person_id, ann);
        EXPECT_EQ(members[0].team->name, "Brno");
        EXPECT_EQ(list_teams(s, everything(), today).size(), 2u);
        EXPECT_EQ(get_team(s, everything(), inner, today).members, 1);
        EXPECT_EQ(get_team(s, everything(), inner, today).department->name, "North");
    });
}

TEST_P(StructureStore, names_are_open_to_all_and_contact_details_are_not) {
    db::TestDatabase db(GetParam(), migrations());
    PersonId const ann = hire(db, "Ann"), ben = hire(db, "Ben", ann), cleo = hire(db, "Cleo", ann);
    auto const addresses = [&](Caller const& caller) {
        std::map<std::string, bool> found;
        for (PersonEntry const& entry :
             read(db, [&](db::Session& s) { return list_people(s, caller, {}, today, {}, 10); }))
            found[entry.name] = entry.email.has_value();
        return found;
    };
    EXPECT_THAT(addresses(as(ben, Scope::own)),
                ElementsAre(Pair("Ann", false), Pair("Ben", true), Pair("Cleo", false)));
    EXPECT_THAT(addresses(as(ann, Scope::team)),
                ElementsAre(Pair("Ann", true), Pair("Ben", true), Pair("Cleo", true)));
    EXPECT_THAT(addresses(as(ben, Scope::team)),
                ElementsAre(Pair("Ann", false), Pair("Ben", true), Pair("Cleo", false)));
    read(db, [&](db::Session& s) {
        EXPECT_EQ(get_person(s, as(ann, Scope::team), cleo).name, "Cleo");
        EXPECT_EQ(problem_of([&] { get_person(s, as(ben, Scope::own), cleo); }), "not_found");
        EXPECT_EQ(problem_of([&] { get_person(s, as(ben, Scope::own), PersonId{4711}); }), "not_found");
    });
    EXPECT_EQ(problem_of([&] {
                  write(
                      db,
                      [&](access::Write& w) {
                          move_person(w, {cleo, ben, today, {}});
                      },
                      as(ben, Scope::team));
              }),
              "not_found");
}

TEST_P(StructureStore, the_list_pages_searches_and_leaves_out_who_is_gone) {
    db::TestDatabase db(GetParam(), migrations());
    for (std::string const name : {"Łukasz", "Ana", "Čeněk", "Zoë"}) hire(db, name);
    read(db, [&](db::Session& s) {
        std::vector<std::string> names;
        std::optional<PeopleCursor> after;
        for (;;) {
            auto const page = list_people(s, everything(), {}, today, after, 2);
            if (page.empty()) break;
            for (PersonEntry const& entry : page) names.push_back(entry.name);
            after = cursor_of(page.back());
        }
        EXPECT_THAT(names, ElementsAre("Ana", "Čeněk", "Łukasz", "Zoë"));
        EXPECT_EQ(list_people(s, everything(), {"lukasz", {}, {}, false}, today, {}, 10).size(), 1u);
        EXPECT_TRUE(list_people(s, everything(), {}, day(-101), {}, 10).empty());
        EXPECT_EQ(list_people(s, everything(), {"", {}, {}, true}, day(-101), {}, 10).size(), 4u);
    });
}

TEST_P(StructureStore, a_deputy_sees_while_it_lasts) {
    db::TestDatabase db(GetParam(), migrations());
    PersonId const ann = hire(db, "Ann"), ben = hire(db, "Ben", ann), zoe = hire(db, "Zoe");
    DeputyId const id = write(db, [&](access::Write& w) {
        return add_deputy(w, {ann, zoe, day(-5), day(5)});
    });
    EXPECT_TRUE(sees(db, zoe, ben, today));
    EXPECT_TRUE(sees(db, zoe, ann, today));
    EXPECT_FALSE(sees(db, zoe, ben, day(5)));
    EXPECT_FALSE(sees(db, ben, zoe, today));
    write(db, [&](access::Write& w) { end_deputy(w, id); });
    EXPECT_FALSE(sees(db, zoe, ben, today));
    EXPECT_TRUE(sees(db, zoe, ben, day(-1)));
    EXPECT_EQ(problem_of([&] { write(db, [&](access::Write& w) {
                                   add_deputy(w, {ann, ann, today, {}});
                               }); }),
              "structure.own_deputy");
}

TEST_P(StructureStore, my_place_shows_above_beside_below_and_next) {
    db::TestDatabase db(GetParam(), migrations());
    TeamId const team = write(db, [&](access::Write& w) {
        return create_team(w, {{}, Name("North"), {}, {}, {}});
    });
    auto const chair = [&](std::string const& title) {
        return write(db, [&](access::Write& w) {
            NewPosition ask;
            ask.title = Name(title);
            ask.team_id = team;
            return create_position(w, ask);
        });
    };
    PersonId const ann = hire(db, "Ann"), ben = hire(db, "Ben", ann, chair("Leader"));
    PersonId const cleo = hire(db, "Cleo", ben, chair("Seller")), dan = hire(db, "Dan", ben, chair("Seller"));
    move(db, cleo, ann, day(30));
    MyPlace const place =
        read(db, [&](db::Session& s) { return place_of_caller(s, as(cleo, Scope::own), today); });
    ASSERT_EQ(place.managers.size(), 2u);
    EXPECT_EQ(place.managers[0].person_id, ben);
    EXPECT_EQ(place.managers[1].person_id, ann);
    ASSERT_EQ(place.team.size(), 2u);
    EXPECT_EQ(place.team[1].person_id, dan);
    EXPECT_THAT(place.next, ElementsAre(PlaceEvent{PlaceEventKind::manager_changes, day(30), "Ann"}));
    EXPECT_EQ(place.positions.at(0).title, "Seller");
    MyPlace const above =
        read(db, [&](db::Session& s) { return place_of_caller(s, as(ben, Scope::team), today); });
    EXPECT_EQ(above.reports.size(), 2u);
    EXPECT_THAT(above.next, ElementsAre(PlaceEvent{PlaceEventKind::report_leaves, day(30), "Cleo"}));
}

}  // namespace
}  // namespace colonnade::structure
