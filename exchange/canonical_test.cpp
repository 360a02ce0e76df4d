#include "exchange/canonical.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace colonnade::exchange {
namespace {

// COLONNADE_GOLDEN=write writes the page anew.
TEST(CanonicalFiles, TheGuideSaysWhatTheProgramTakes) {
    std::string const path = COLONNADE_SOURCE_DIR "/docs/guide/canonical-files.md";
    if (char const* const golden = std::getenv("COLONNADE_GOLDEN");
        golden && std::string_view(golden) == "write")
        std::ofstream(path) << canonical_files_page();
    std::ifstream page(path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(page), {}), canonical_files_page());
}

TEST(CanonicalFiles, AreFoundLoosely) {
    EXPECT_EQ(find_file_kind("Order Lines"), FileKind::order_lines);
    EXPECT_EQ(find_file_kind("nonsense"), std::nullopt);
    EXPECT_TRUE(find_column(canonical_file(FileKind::orders), "Booked On"));
    EXPECT_FALSE(find_column(canonical_file(FileKind::orders), "colour"));
}

TEST(CanonicalFiles, StandInTheOrderOfTheirKinds) {
    for (std::size_t i = 0; i < file_kind_count; ++i)
        EXPECT_EQ(static_cast<std::size_t>(canonical_files()[i].kind), i);
}

}  // namespace
}  // namespace colonnade::exchange
