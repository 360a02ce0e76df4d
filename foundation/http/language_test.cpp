#include "foundation/http/language.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace colonnade::http {
namespace {

TEST(Language, IsTheMostWantedThatWeSpeak) {
    std::vector<std::string> const ours{"en", "it", "pl", "fa", "cs", "es"};
    std::vector<std::pair<char const*, char const*>> const cases{
        {"", "en"},
        {"pl", "pl"},
        {"pl-PL,pl;q=0.9,en;q=0.8", "pl"},
        {"de-DE, cs;q=0.7, fa;q=0.9", "fa"},
        {"de, fr", "en"},
        {"en;q=0.5, IT-ch;q=0.51", "it"},
        {"es;q=0, cs;q=0.001", "cs"},
        {"es;q=2, es;q=x, es;level=1", "en"},
        {"fa, pl", "fa"},
        {"*", "en"},
        {",,;q=1", "en"},
    };
    for (auto const& [accepted, expected] : cases)
        EXPECT_EQ(negotiated_language(accepted, ours), expected) << accepted;
}

}  // namespace
}  // namespace colonnade::http
