#include "pillars/operations/territories/territory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace colonnade::territories {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Date day(int n) { return Date::of(2025, 1, 1).plus_days(n); }
DateRange days(int from, int to) { return {day(from), day(to)}; }
DateRange since(int from) { return {day(from), std::nullopt}; }
TerritoryId const west{1};
PositionId const chair{10}, stool{11};
PersonId const ann{100}, ben{101};

TEST(Territories, ground_goes_with_the_position) {
    std::vector<Assignment> const assignments{{west, chair, days(0, 50)}, {west, stool, since(50)}};
    std::vector<Holding> const holdings{
        {chair, ben, since(20)}, {chair, ann, days(-10, 20)}, {stool, ann, since(60)}};
    EXPECT_THAT(holders(assignments, holdings),
                ElementsAre(TerritoryHolder{west, ann, days(0, 20)}, TerritoryHolder{west, ben, days(20, 50)},
                            TerritoryHolder{west, ann, since(60)}));
}

TEST(Territories, gaps_name_the_vacant_position_or_none) {
    std::vector<Assignment> const assignments{{west, chair, days(10, 50)}, {west, stool, since(60)}};
    std::vector<Holding> const holdings{{chair, ann, days(0, 30)}, {stool, ben, since(60)}};
    EXPECT_THAT(
        find_gaps(west, days(0, 100), assignments, holdings),
        ElementsAre(Gap{west, {}, days(0, 10)}, Gap{west, chair, days(30, 50)}, Gap{west, {}, days(50, 60)}));
    EXPECT_THAT(find_gaps(west, days(60, 100), assignments, holdings), IsEmpty());
    EXPECT_THAT(find_gaps(west, since(0), {}, {}), ElementsAre(Gap{west, {}, since(0)}));
}

TEST(Territories, every_day_has_a_holder_or_lies_in_a_gap) {
    std::mt19937_64 random(42);
    auto const roll = [&](int sides) {
        return static_cast<int>(random() % static_cast<std::uint64_t>(sides));
    };
    for (int round = 0; round < 200; ++round) {
        std::vector<Assignment> assignments;
        std::vector<Holding> holdings;
        for (int from = roll(5); from < 30;) {
            int const to = from + 1 + roll(9);
            assignments.push_back({west, roll(2) ? chair : stool, days(from, to)});
            from = to + roll(4);
        }
        for (PositionId const position : {chair, stool}) {
            for (int from = roll(8); from < 30;) {
                int const to = from + 1 + roll(12);
                holdings.push_back({position, roll(2) ? ann : ben, days(from, to)});
                from = to + roll(4);
            }
        }
        auto const held = holders(assignments, holdings);
        auto const gaps = find_gaps(west, days(0, 30), assignments, holdings);
        for (int d = 0; d < 30; ++d) {
            auto const covers = [&](auto const& stretch) { return stretch.range.contains(day(d)); };
            ASSERT_EQ(std::count_if(held.begin(), held.end(), covers) +
                          std::count_if(gaps.begin(), gaps.end(), covers),
                      1)
                << "round " << round << ", day " << d;
        }
    }
}

}  // namespace
}  // namespace colonnade::territories
