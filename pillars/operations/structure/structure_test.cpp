#include "pillars/operations/structure/structure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "pillars/operations/structure/timeline.hpp"

namespace colonnade::structure {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

Date day(int n) { return Date::of(2025, 1, 1).plus_days(n); }
DateRange days(int from, int to) { return {day(from), day(to)}; }
DateRange since(int from) { return {day(from), std::nullopt}; }
DateRange const always{Date::beginning(), std::nullopt};
PersonId person(std::int64_t n) { return {n}; }

TEST(Timeline, a_new_stretch_cuts_what_it_covers_and_leaves_the_rest) {
    using Kind = TimelineEdit::Kind;
    struct Case {
        std::vector<DatedRow> rows;
        DateRange stretch;
        std::vector<TimelineEdit> edits;
    };
    std::vector<Case> const cases{
        {{{1, since(0)}}, since(10), {{Kind::shorten, 1, days(0, 10)}}},
        {{{1, since(0)}}, days(10, 20), {{Kind::shorten, 1, days(0, 10)}, {Kind::copy, 1, since(20)}}},
        {{{1, days(0, 10)}}, since(10), {}},
        {{{1, days(5, 10)}}, days(0, 7), {{Kind::shorten, 1, days(7, 10)}}},
        {{{1, days(5, 10)}, {2, since(10)}}, days(0, 10), {{Kind::remove, 1, days(5, 10)}}},
        {{{1, days(0, 5)}, {2, since(5)}}, since(5), {{Kind::remove, 2, since(5)}}},
    };
    for (Case const& c : cases) EXPECT_EQ(carve(c.rows, c.stretch), c.edits);
}

TEST(Timeline, a_change_leaves_what_is_planned_after_it) {
    std::vector<DatedRow> const rows{{1, days(0, 30)}, {2, since(30)}};
    EXPECT_EQ(until_next(rows, day(10)), days(10, 30));
    EXPECT_EQ(until_next(rows, day(30)), since(30));
}

TEST(Timeline, an_overlap_names_both_rows) {
    EXPECT_FALSE(find_overlap({{1, days(0, 5)}, {2, since(5)}}));
    EXPECT_EQ(find_overlap({{2, since(4)}, {1, days(0, 5)}}), std::pair(std::int64_t{1}, std::int64_t{2}));
}

TEST(Reporting, a_ring_is_found_with_its_people_and_its_first_day) {
    std::vector<ReportingLine> const lines{{person(1), person(2), days(0, 50)},
                                           {person(2), person(3), since(10)},
                                           {person(3), person(1), since(30)}};
    try {
        require_no_cycle(lines, {{person(1), "Ann"}, {person(2), "Ben"}, {person(3), "Cleo"}});
        FAIL();
    } catch (Problem const& problem) {
        EXPECT_EQ(problem.code(), "structure.cycle");
        EXPECT_THAT(problem.arguments(), ElementsAre(std::pair("people", "Cleo → Ann → Ben → Cleo"),
                                                     std::pair("date", day(30).text())));
    }
}

TEST(Reporting, two_may_report_to_each_other_at_different_times) {
    std::vector<ReportingLine> const lines{{person(1), person(2), days(0, 10)},
                                           {person(2), person(1), since(10)}};
    require_no_cycle(lines, {});
    EXPECT_THAT(scope_closure(lines, {}, std::vector{person(1)}),
                UnorderedElementsAre(PersonScope{person(1), person(1), always, 0, ScopeKind::line},
                                     PersonScope{person(2), person(1), days(0, 10), 1, ScopeKind::line}));
}

TEST(Reporting, nobody_reports_to_themselves) {
    std::vector<ReportingLine> const lines{{person(1), person(1), since(0)}};
    EXPECT_THROW(require_no_cycle(lines, {}), Problem);
}

TEST(Scopes, a_chain_holds_where_all_its_lines_hold_and_joins_what_touches) {
    // 1 moves from 2 to 3 on day 20, both under 9 until day 40.
    std::vector<ReportingLine> const lines{{person(1), person(2), days(0, 20)},
                                           {person(1), person(3), since(20)},
                                           {person(2), person(9), days(5, 40)},
                                           {person(3), person(9), days(0, 40)}};
    EXPECT_THAT(scope_closure(lines, {}, std::vector{person(1)}),
                UnorderedElementsAre(PersonScope{person(1), person(1), always, 0, ScopeKind::line},
                                     PersonScope{person(2), person(1), days(0, 20), 1, ScopeKind::line},
                                     PersonScope{person(3), person(1), since(20), 1, ScopeKind::line},
                                     PersonScope{person(9), person(1), days(5, 40), 2, ScopeKind::line}));
}

TEST(Scopes, a_deputy_sees_the_tree_of_the_one_stood_in_for_while_it_lasts) {
    std::vector<ReportingLine> const lines{{person(1), person(2), since(0)},
                                           {person(2), person(3), since(0)}};
    std::vector<Deputyship> const deputies{{person(2), person(7), days(10, 20)},
                                           {person(3), person(7), days(15, 30)},
                                           {person(2), person(1), days(10, 20)}};
    EXPECT_THAT(scope_closure(lines, deputies, std::vector{person(1)}),
                UnorderedElementsAre(PersonScope{person(1), person(1), always, 0, ScopeKind::line},
                                     PersonScope{person(2), person(1), since(0), 1, ScopeKind::line},
                                     PersonScope{person(3), person(1), since(0), 2, ScopeKind::line},
                                     PersonScope{person(7), person(1), days(10, 20), 2, ScopeKind::deputy},
                                     PersonScope{person(7), person(1), days(20, 30), 3, ScopeKind::deputy}));
    // Standing in for 2 opens 2's own rows too, one step down: they are not the deputy's own.
    EXPECT_THAT(scope_closure(lines, deputies, std::vector{person(2)}),
                ::testing::Contains(PersonScope{person(1), person(2), days(10, 20), 1, ScopeKind::deputy}));
}

// A firm of `size` people, each moved up to `moves` times; managers have smaller numbers, so there is no
// ring.
std::vector<ReportingLine> random_firm(std::mt19937_64& random, int size, int moves, int span) {
    std::vector<ReportingLine> lines;
    for (int n = 2; n <= size; ++n) {
        std::vector<int> cuts{static_cast<int>(random() % span)};
        for (int move = 0; move < moves; ++move)
            cuts.push_back(cuts.back() + 1 + static_cast<int>(random() % span));
        for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
            PersonId const manager =
                person(1 + static_cast<std::int64_t>(random() % std::min(n - 1, 1 + n / 8)));
            lines.push_back({person(n), manager, days(cuts[i], cuts[i + 1])});
        }
        lines.push_back({person(n), person(1), since(cuts.back())});
    }
    return lines;
}

// Who is how far above `of` on a day, by walking.
std::map<PersonId, int> above_on(std::vector<ReportingLine> const& lines, PersonId of, Date on) {
    std::map<PersonId, int> found{{of, 0}};
    for (PersonId at = of;;) {
        auto const line = std::find_if(lines.begin(), lines.end(), [&](ReportingLine const& l) {
            return l.person == at && l.range.contains(on);
        });
        if (line == lines.end() || found.contains(line->manager)) return found;
        at = line->manager;
        found.emplace(at, static_cast<int>(found.size()));
    }
}

TEST(Scopes, equal_a_walk_up_the_tree_on_every_day) {
    std::mt19937_64 random(20250101);
    for (int round = 0; round < 20; ++round) {
        auto const lines = random_firm(random, 12, 3, 8);
        std::vector<PersonId> people;
        for (int n = 1; n <= 12; ++n) people.push_back(person(n));
        auto const scopes = scope_closure(lines, {}, people);
        for (int d = -1; d < 40; ++d) {
            for (PersonId const of : people) {
                std::map<PersonId, int> found;
                for (PersonScope const& scope : scopes) {
                    if (scope.person != of || !scope.range.contains(day(d))) continue;
                    EXPECT_TRUE(found.emplace(scope.viewer, scope.depth).second) << "two rows on one day";
                }
                ASSERT_EQ(found, above_on(lines, of, day(d))) << "person " << of.value << " on day " << d;
            }
        }
    }
}

TEST(Scopes, rings_are_found_exactly_when_a_day_has_one) {
    std::mt19937_64 random(7);
    int rings = 0;
    for (int round = 0; round < 300; ++round) {
        std::vector<DatedEdge> edges;
        for (int child = 1; child <= 6; ++child) {
            int const from = static_cast<int>(random() % 10), to = from + 1 + static_cast<int>(random() % 10);
            edges.push_back({child, static_cast<std::int64_t>(1 + random() % 6), days(from, to)});
        }
        std::optional<Date> first;
        for (int d = 0; d < 20 && !first; ++d) {
            for (int start = 1; start <= 6 && !first; ++start) {
                std::int64_t at = start;
                for (int step = 0; step < 7 && at; ++step) {
                    auto const edge = std::find_if(edges.begin(), edges.end(), [&](DatedEdge const& e) {
                        return e.child == at && e.range.contains(day(d));
                    });
                    at = edge == edges.end() ? 0 : edge->parent;
                }
                if (at) first = day(d);
            }
        }
        auto const found = find_cycle(edges);
        ASSERT_EQ(found.has_value(), first.has_value());
        if (!found) continue;
        EXPECT_EQ(found->on, *first);
        ++rings;
    }
    EXPECT_GT(rings, 30);
    EXPECT_LT(rings, 270);
}

TEST(Scopes, ten_thousand_people_with_changes_take_less_than_half_a_second) {
    std::mt19937_64 random(1);
    auto const lines = random_firm(random, 10'000, 3, 300);
    std::vector<PersonId> people;
    for (int n = 1; n <= 10'000; ++n) people.push_back(person(n));
    auto const start = std::chrono::steady_clock::now();
    require_no_cycle(lines, {});
    auto const scopes = scope_closure(lines, {}, people);
    auto const took = std::chrono::steady_clock::now() - start;
    EXPECT_GT(scopes.size(), 50'000u);
    EXPECT_LT(took, std::chrono::milliseconds(500))
        << took.count() / 1'000'000 << " ms for " << scopes.size() << " rows";
}

TEST(OrgChart, stands_as_on_the_day_with_roots_first_and_counts) {
    std::vector<PersonId> const people{person(3), person(1), person(2),
                                       person(5)};  // in the order of names; 4 has left
    std::vector<ReportingLine> const lines{{person(1), person(3), days(0, 10)},
                                           {person(1), person(5), since(10)},
                                           {person(2), person(1), since(0)},
                                           {person(5), person(4), since(0)}};
    auto const chart = org_chart(people, lines, day(5));
    ASSERT_EQ(chart.size(), 4u);
    EXPECT_EQ(chart[0].person, person(3));
    EXPECT_EQ(chart[0].all_reports, 2);
    EXPECT_EQ(chart[1].person, person(1));
    EXPECT_EQ(chart[1].manager, person(3));
    EXPECT_EQ(chart[2].person, person(2));
    EXPECT_EQ(chart[2].depth, 2);
    EXPECT_EQ(chart[3].person, person(5));
    EXPECT_FALSE(chart[3].manager);

    auto const later = org_chart(people, lines, day(10));
    EXPECT_EQ(later[0].person, person(3));
    EXPECT_EQ(later[0].all_reports, 0);
    EXPECT_EQ(later[1].person, person(5));
    EXPECT_EQ(later[1].direct_reports, 1);
    EXPECT_EQ(later[1].all_reports, 2);
}

TEST(Place, tells_what_changes_next_in_order_of_time) {
    PlaceFacts facts;
    facts.positions = {{days(-100, 30), "Salesperson"}, {since(30), "Team leader"}};
    facts.managers = {{days(-100, 0), "Ann"}, {since(20), "Ben"}};
    facts.reports = {{since(400), "Cleo"}};
    EXPECT_THAT(next_events(facts, day(0), 90),
                ElementsAre(PlaceEvent{PlaceEventKind::manager_changes, day(20), "Ben"},
                            PlaceEvent{PlaceEventKind::position_begins, day(30), "Team leader"},
                            PlaceEvent{PlaceEventKind::position_ends, day(30), "Salesperson"}));
}

TEST(PositionKinds, have_their_names) {
    EXPECT_EQ(find_position_kind("liaison_hr"), PositionKind::liaison_hr);
    EXPECT_EQ(position_kind_text(PositionKind::executive), "executive");
    EXPECT_FALSE(find_position_kind("boss"));
}

}  // namespace
}  // namespace colonnade::structure
