#include "pillars/operations/territories/territory_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pillars/operations/structure/positions_store.hpp"
#include "pillars/operations/structure/structure_company_test.hpp"
#include "pillars/operations/territories/territory_loader.hpp"
#include "pillars/operations/territories/territory_migrations.hpp"

namespace colonnade::territories {
namespace {

using structure::day;
using structure::everything;
using structure::hire;
using structure::problem_of;
using structure::today;
using structure::write;
using ::testing::ElementsAre;

COLONNADE_STORE_SUITE(TerritoryStore);

std::vector<db::Migration> migrations() {
    auto all = structure::migrations();
    for (db::Migration const& migration : territory_migrations()) all.push_back(migration);
    return all;
}

PositionId open_position(db::TestDatabase& db, std::string const& title) {
    structure::NewPosition ask;
    ask.title = structure::Name(title);
    ask.external_id = structure::Code(title);
    return write(db, [&](access::Write& w) { return structure::create_position(w, ask); });
}

TerritoryId add(db::TestDatabase& db, std::string const& name, std::optional<TerritoryId> parent = {}) {
    return write(db, [&](access::Write& w) {
        return create_territory(w, {Code(name), Name(name), parent, {}});
    });
}

void assign(db::TestDatabase& db, TerritoryId id, std::optional<PositionId> position, Date from,
            std::optional<Date> to = {}) {
    write(db, [&](access::Write& w) { assign_territory(w, id, {position, from, to}); });
}

TerritoryView get(db::TestDatabase& db, TerritoryId id, Date on) {
    return db->read([&](db::Session& s) { return get_territory(s, everything(), id, on); });
}

TEST_P(TerritoryStore, the_tree_shows_the_holders_of_the_day) {
    db::TestDatabase db(GetParam(), migrations());
    PositionId const chair = open_position(db, "North chair"), stool = open_position(db, "South chair");
    PersonId const ann = hire(db, "Ann", {}, chair), ben = hire(db, "Ben", {}, stool);
    TerritoryId const world = add(db, "World"), south = add(db, "South", world),
                      north = add(db, "North", world);
    assign(db, north, stool, day(60));
    assign(db, north, chair, day(0));
    auto const names = [&](Date on) {
        std::vector<std::string> found;
        for (TerritoryView const& view :
             db->read([&](db::Session& s) { return list_territories(s, everything(), {}, on, {}, 50); }).rows)
            found.push_back(std::string(static_cast<std::size_t>(view.depth), '.') + view.name + ":" +
                            view.holder.value_or(""));
        return found;
    };
    EXPECT_THAT(names(day(-1)), ElementsAre("World:", ".North:", ".South:"));
    EXPECT_THAT(names(day(59)), ElementsAre("World:", ".North:Ann", ".South:"));
    EXPECT_THAT(names(day(60)), ElementsAre("World:", ".North:Ben", ".South:"));
    EXPECT_THAT(db->read([](db::Session& s) { return territory_holders(s); }),
                ElementsAre(TerritoryHolder{north, ann, {day(0), day(60)}},
                            TerritoryHolder{north, ben, {day(60), std::nullopt}}));
    auto const gaps = db->read([&](db::Session& s) {
        return list_gaps(s, everything(), {day(0), day(90)}, {}, 50);
    });
    ASSERT_EQ(gaps.size(), 2u);
    auto const second = db->read([&](db::Session& s) {
        GapCursor const first{gaps[0].territory, gaps[0].territory_id, gaps[0].range.from};
        return list_gaps(s, everything(), {day(0), day(90)}, first, 1);
    });
    ASSERT_EQ(second.size(), 1u);
    EXPECT_EQ(wire::to_json(second[0]), wire::to_json(gaps[1]));
    EXPECT_EQ(gaps[0].territory_id, south);
    EXPECT_EQ(gaps[1].territory_id, world);
}

TEST_P(TerritoryStore, a_change_keeps_its_past_and_refuses_what_cannot_be) {
    db::TestDatabase db(GetParam(), migrations());
    PositionId const chair = open_position(db, "Chair");
    TerritoryId const outer = add(db, "Outer"), inner = add(db, "Inner", outer);
    assign(db, inner, chair, day(-20));
    auto const change = [&](TerritoryId id, ChangeTerritory const& ask) {
        ChangeId const seen = get(db, id, today).version;
        write(db, [&](access::Write& w) { change_territory(w, id, seen, ask); });
    };
    ChangeTerritory into;
    into.parent_id = {true, inner};
    EXPECT_EQ(problem_of([&] { change(outer, into); }), "territories.cycle");
    EXPECT_EQ(problem_of([&] { add(db, "Lost", TerritoryId{999}); }), "territories.unknown");
    ChangeTerritory close;
    close.valid_to = {true, day(10)};
    change(inner, close);
    EXPECT_EQ(get(db, inner, day(9)).position_id, chair);
    EXPECT_FALSE(get(db, inner, day(10)).position_id);
    EXPECT_EQ(problem_of([&] { assign(db, inner, chair, day(10)); }), "territories.closed");
    EXPECT_EQ(problem_of([&] { assign(db, outer, PositionId{999}, day(10)); }),
              "territories.position_unknown");
    EXPECT_EQ(problem_of([&] {
                  write(db, [&](access::Write& w) { change_territory(w, inner, ChangeId{1}, close); });
              }),
              "stale");
    EXPECT_EQ(problem_of([&] { get(db, TerritoryId{999}, today); }), "not_found");
    assign(db, outer, chair, day(0));
    assign(db, outer, std::nullopt, day(5), day(7));
    EXPECT_TRUE(get(db, outer, day(4)).position_id);
    EXPECT_FALSE(get(db, outer, day(6)).position_id);
    EXPECT_TRUE(get(db, outer, day(7)).position_id);
}

template <class Loader, class Row>
std::vector<Outcome> load(db::TestDatabase& db, std::vector<Row> const& rows) {
    return write(db, [&](access::Write& w) {
        Loader loader(w);
        std::vector<Outcome> outcomes;
        for (Row const& row : rows) outcomes.push_back(loader.add(row));
        loader.finish();
        return outcomes;
    });
}

std::vector<LoadResult> results(std::vector<Outcome> const& outcomes) {
    std::vector<LoadResult> found;
    for (Outcome const& outcome : outcomes) found.push_back(outcome.result);
    return found;
}

TEST_P(TerritoryStore, pages_of_the_tree_hold_each_territory_once) {
    db::TestDatabase db(GetParam(), migrations());
    TerritoryId const world = add(db, "World");
    std::vector<std::string> whole{"World"};
    for (int region = 10; region < 15; ++region) {
        std::string const name = "Region " + std::to_string(region);
        TerritoryId const parent = add(db, name, world);
        whole.push_back("." + name);
        for (int area = 10; area < 16; ++area) {
            std::string const inner = "Área " + std::to_string(region) + " " + std::to_string(area);
            add(db, inner, parent);
            whole.push_back(".." + inner);
        }
    }
    auto const list = [&](std::int64_t size, TerritoryFilter const& filter = {}) {
        std::vector<std::string> found;
        std::optional<TerritoryCursor> after;
        for (bool more = true; more;) {
            auto page = db->read([&](db::Session& s) {
                return list_territories(s, everything(), filter, today, after, size + 1);
            });
            more = page.rows.size() > static_cast<std::size_t>(size);
            if (more) page.rows.pop_back();
            for (TerritoryView const& view : page.rows) {
                found.push_back(std::string(static_cast<std::size_t>(view.depth), '.') + view.name);
                after = TerritoryCursor{view.territory_id};
            }
        }
        return found;
    };
    for (std::int64_t const size : {1, 7, 36, 50}) EXPECT_EQ(list(size), whole);
    EXPECT_THAT(list(2, {"area 13 12"}),
                ElementsAre("World", ".Region 12", "..Área 12 13", ".Region 13", "..Área 13 12"));
    EXPECT_THAT(list(9, {"REG 11"}), ElementsAre("World", ".Region 11"));
    EXPECT_THAT(list(9, {"nowhere"}), ElementsAre());
    EXPECT_EQ(problem_of([&] {
                  db->read([&](db::Session& s) {
                      return list_territories(s, everything(), {}, today, TerritoryCursor{{9'999'999}}, 5);
                  });
              }),
              "wire.cursor");
}

TEST_P(TerritoryStore, loading_twice_changes_nothing_and_a_parent_may_come_later) {
    db::TestDatabase db(GetParam(), migrations());
    std::vector<TerritoryRow> const rows{
        {"n", "North", "w", {}, {}}, {"w", "World", "", {}, {}}, {"", "x", "", {}, {}}};
    EXPECT_THAT(results(load<TerritoriesLoader>(db, rows)),
                ElementsAre(LoadResult::inserted, LoadResult::inserted, LoadResult::refused));
    EXPECT_THAT(results(load<TerritoriesLoader>(db, rows)),
                ElementsAre(LoadResult::unchanged, LoadResult::unchanged, LoadResult::refused));
    auto const tree =
        db->read([&](db::Session& s) { return list_territories(s, everything(), {}, today, {}, 50); }).rows;
    ASSERT_EQ(tree.size(), 2u);
    EXPECT_EQ(tree[1].name, "North");
    EXPECT_EQ(tree[1].depth, 1);
    EXPECT_EQ(problem_of([&] {
                  load<TerritoriesLoader>(db, std::vector<TerritoryRow>{{"q", "Q", "nowhere", {}, {}}});
              }),
              "territories.parent_not_found");
    EXPECT_EQ(problem_of([&] {
                  load<TerritoriesLoader>(db, std::vector<TerritoryRow>{{"w", "World", "n", {}, {}}});
              }),
              "territories.cycle");
}

TEST_P(TerritoryStore, an_assignment_to_a_person_goes_to_their_position_or_opens_one) {
    db::TestDatabase db(GetParam(), migrations());
    PositionId const chair = open_position(db, "Chair");
    PersonId const ann = hire(db, "Ann", {}, chair), ben = hire(db, "Ben");
    TerritoryId const north = add(db, "North"), south = add(db, "South");
    std::vector<AssignmentRow> const rows{
        {"North", "", "Ann", day(-50), day(0)},
        {"North", "", "Ben", day(0), {}},
        {"South", "", "Ben", day(-30), day(-10)},
        {"South", "Chair", "", day(-10), {}},
        {"South", "", "Ben", day(-15), {}},
        {"South", "", "Nobody", {}, {}},
        {"Moon", "Chair", "", {}, {}},
        {"North", "", "", {}, {}},
    };
    auto const outcomes = load<TerritoryAssignmentsLoader>(db, rows);
    EXPECT_THAT(
        results(outcomes),
        ElementsAre(LoadResult::inserted, LoadResult::inserted, LoadResult::inserted, LoadResult::inserted,
                    LoadResult::refused, LoadResult::refused, LoadResult::refused, LoadResult::refused));
    EXPECT_FALSE(outcomes[0].note);
    ASSERT_TRUE(outcomes[1].note);
    EXPECT_EQ(outcomes[1].note->code(), "territories.position_opened");
    EXPECT_EQ(outcomes[4].problem->code(), "territories.overlap");
    auto const held = [&] { return db->read([](db::Session& s) { return territory_holders(s); }); };
    std::vector<TerritoryHolder> const expected{{north, ann, {day(-50), day(0)}},
                                                {north, ben, {day(0), std::nullopt}},
                                                {south, ben, {day(-30), day(-10)}},
                                                {south, ann, {day(-10), std::nullopt}}};
    EXPECT_EQ(held(), expected);
    auto const again = load<TerritoryAssignmentsLoader>(db, rows);
    EXPECT_THAT(std::vector(again.begin(), again.begin() + 4),
                ::testing::Each(::testing::Field(&Outcome::result, LoadResult::unchanged)));
    EXPECT_FALSE(again[1].note);
    EXPECT_EQ(held(), expected);
}

}  // namespace
}  // namespace colonnade::territories
