#include "pillars/operations/structure/structure_loader.hpp"

#include "pillars/operations/structure/positions_store.hpp"
#include "pillars/operations/structure/reporting_loader.hpp"
#include "pillars/operations/structure/structure_company_test.hpp"

namespace colonnade::structure {
namespace {

using ::testing::ElementsAre;

COLONNADE_STORE_SUITE(StructureLoader);

PersonRow person_row(std::string const& id, std::string const& title = "") {
    PersonRow row;
    row.person_id = id;
    row.name = "Person " + id;
    row.hired_on = day(-300);
    row.title = title;
    row.team = title.empty() ? "" : "North";
    row.kind = title.empty() ? "" : "salesperson";
    return row;
}

template <class Loader, class Row>
std::vector<LoadResult> load(db::TestDatabase& db, std::vector<Row> const& rows) {
    return write(db, [&](access::Write& w) {
        Loader loader(w);
        std::vector<LoadResult> results;
        for (Row const& row : rows) results.push_back(loader.add(row).result);
        loader.finish();
        return results;
    });
}

TEST_P(StructureLoader, loading_the_same_people_twice_changes_nothing) {
    db::TestDatabase db(GetParam(), migrations());
    std::vector<PersonRow> rows{person_row("1", "Seller"), person_row("2"), person_row("")};
    EXPECT_THAT(load<PeopleLoader>(db, rows),
                ElementsAre(LoadResult::inserted, LoadResult::inserted, LoadResult::refused));
    EXPECT_THAT(load<PeopleLoader>(db, rows),
                ElementsAre(LoadResult::unchanged, LoadResult::unchanged, LoadResult::refused));
    rows[0].title = "Senior seller";
    rows[1].phone = "+420 1";
    EXPECT_THAT(load<PeopleLoader>(db, rows),
                ElementsAre(LoadResult::updated, LoadResult::updated, LoadResult::refused));
    rows[1].phone = "";  // an empty cell keeps what is there
    EXPECT_THAT(load<PeopleLoader>(db, rows),
                ElementsAre(LoadResult::unchanged, LoadResult::unchanged, LoadResult::refused));
    rows[0].left_on = day(-10);
    EXPECT_THAT(load<PeopleLoader>(db, rows)[0], LoadResult::updated);
    read(db, [&](db::Session& s) {
        EXPECT_EQ(s.value<std::string>("select title from positions"), "Senior seller");
        EXPECT_EQ(s.value<Date>("select valid_to from position_holders"), day(-10));
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from person_scopes"), 2);
        EXPECT_EQ(s.value<std::string>("select name from teams"), "North");
    });
}

TEST_P(StructureLoader, loaded_positions_have_holders_in_turn_or_none) {
    db::TestDatabase db(GetParam(), migrations());
    load<PeopleLoader>(db, std::vector{person_row("1"), person_row("2")});
    PositionRow first;
    first.position_id = "p1";
    first.title = "Seller";
    first.department = "Sales";
    first.team = "North";
    first.person_id = "1";
    first.held_to = day(0);
    PositionRow second = first;
    second.person_id = "2";
    second.held_from = day(0);
    second.held_to = {};
    PositionRow clash = second;
    clash.person_id = "1";
    clash.held_from = day(5);
    PositionRow vacant;
    vacant.position_id = "p2";
    vacant.kind = "team_leader";
    PositionRow unknown = vacant;
    unknown.person_id = "nobody";
    std::vector const rows{first, second, clash, vacant, unknown};
    EXPECT_THAT(load<PositionsLoader>(db, rows),
                ElementsAre(LoadResult::inserted, LoadResult::updated, LoadResult::refused,
                            LoadResult::inserted, LoadResult::refused));
    EXPECT_THAT(load<PositionsLoader>(db, rows),
                ElementsAre(LoadResult::unchanged, LoadResult::unchanged, LoadResult::refused,
                            LoadResult::unchanged, LoadResult::refused));
    read(db, [&](db::Session& s) {
        auto const positions = list_positions(s, everything(), {{}, Vacancy::vacant}, today, {}, 10);
        ASSERT_EQ(positions.size(), 1u);
        EXPECT_EQ(positions[0].title, "Team leader");
    });
}

TEST_P(StructureLoader, loaded_lines_must_not_overlap_nor_make_a_ring) {
    db::TestDatabase db(GetParam(), migrations());
    load<PeopleLoader>(db, std::vector{person_row("1"), person_row("2"), person_row("3")});
    std::vector<ReportingRow> const rows{{"1", "2", day(-50), day(0)}, {"1", "3", day(0), {}},
                                         {"1", "2", day(-1), {}},      {"2", "1", day(-20), {}},
                                         {"3", "3", {}, {}},           {"2", "4", {}, {}}};
    std::vector const expected{LoadResult::inserted, LoadResult::inserted, LoadResult::refused,
                               LoadResult::refused,  LoadResult::refused,  LoadResult::refused};
    EXPECT_EQ(load<ReportingLoader>(db, rows), expected);
    EXPECT_THAT(load<ReportingLoader>(db, std::vector{rows[0], rows[1]}),
                ElementsAre(LoadResult::unchanged, LoadResult::unchanged));
    EXPECT_THAT(load<ReportingLoader>(db, std::vector<ReportingRow>{{"1", "2", day(10), {}}}),
                ElementsAre(LoadResult::updated));
    auto const id = [&](std::string const& external) {
        return read(db, [&](db::Session& s) {
            return s.value<PersonId>("select person_id from people where external_id = :e",
                                     {{"e", external}});
        });
    };
    EXPECT_EQ(managers_on(db, day(9))[id("1")], id("3"));
    EXPECT_EQ(managers_on(db, day(10))[id("1")], id("2"));
    // 2 → 1 is no ring within its file, but it is with what was there.
    EXPECT_EQ(problem_of([&] {
                  load<ReportingLoader>(db, std::vector<ReportingRow>{{"2", "1", day(20), {}}});
              }),
              "structure.cycle");
    EXPECT_EQ(managers_on(db, day(20))[id("2")], std::nullopt);
}

TEST_P(StructureLoader, an_undone_import_leaves_the_structure_as_it_was) {
    db::TestDatabase db(GetParam(), migrations());
    load<PeopleLoader>(db, std::vector{person_row("1", "Seller")});
    SettableClock const clock(everything().now);
    access::write_import(*db, clock, everything(), ImportId{7}, "import", [&](access::Write& w) {
        PeopleLoader people(w);
        PersonRow changed = person_row("1", "Boss");
        people.add(changed);
        people.add(person_row("2", "Seller"));
        people.finish();
        ReportingLoader lines(w);
        lines.add({"2", "1", {}, {}});
        lines.finish();
    });
    write(db, [&](access::Write& w) {
        access::undo_import(w, ImportId{7}, structure_undo_tables());
        rebuild_scopes(w);
    });
    read(db, [&](db::Session& s) {
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from people"), 1);
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from person_scopes"), 1);
        EXPECT_EQ(s.value<std::string>("select title from positions"), "Seller");
    });
}

}  // namespace
}  // namespace colonnade::structure
