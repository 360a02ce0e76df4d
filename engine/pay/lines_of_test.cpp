#include "engine/pay/lines_of.hpp"

#include <gmock/gmock.h>

namespace colonnade::engine::pay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Three lines: of 0; of 1 and 0 together; of nobody, with an overlay of 2 twice.
Lines lines() {
    Lines lines;
    lines.id = {10, 11, 12}, lines.booked = {1, 2, 3}, lines.amount = {100, 200, 300};
    lines.owner = {0, 1, nobody};
    lines.shared = {0, lines.add_group({{1, CreditKind::split, one / 2}, {0, CreditKind::split, one / 2}}),
                    lines.add_group({{2, CreditKind::overlay, one}, {2, CreditKind::overlay, one}})};
    return lines;
}

TEST(LinesOf, AreThoseThatSomebodyHasAPartOf) {
    Lines const all = lines();
    LinesOf lines_of;
    EXPECT_THAT(lines_of(all, {0}), ElementsAre(0, 1));
    EXPECT_THAT(lines_of(all, {1}), ElementsAre(1));
    EXPECT_THAT(lines_of(all, {2}), ElementsAre(2)) << "once, however many parts";
}

TEST(LinesOf, AreRisingAndOnceForSeveralPeople) {
    Lines const all = lines();
    LinesOf lines_of;
    EXPECT_THAT(lines_of(all, {2, 1, 0}), ElementsAre(0, 1, 2));
    EXPECT_THAT(lines_of(all, {}), IsEmpty());
    EXPECT_THAT(lines_of(all, {7}), IsEmpty()) << "somebody without any line";
}

}  // namespace
}  // namespace colonnade::engine::pay
