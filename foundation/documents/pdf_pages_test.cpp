#include "foundation/documents/pdf_pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pango/pangocairo.h>

#include "foundation/documents/pdf_fonts.hpp"

namespace colonnade::documents {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string pages(std::string const& language, int rows, int* count = nullptr) {
    PdfPages pdf({language, "Statement", "Acme", Instant::parse("2026-03-31T12:00:00.000Z"), "Acme",
                  "{page} / {pages}"});
    pdf.letterhead("Acme", "1");
    pdf.title("Statement");
    pdf.fields({{"Name", "Ann"}, {"Number", "17"}, {"Plan", "Sellers"}});
    pdf.heading("Lines");
    PdfTable table{{{"Order", 2}, {"Amount", 1, PdfAlign::end}}, {}};
    for (int i = 0; i < rows; ++i) table.rows.push_back({{"SO-" + std::to_string(i), "1,000.00"}});
    table.rows.push_back({{"Total", "1.00"}, PdfWeight::strong});
    pdf.table(table);
    pdf.paragraph("سفارش شما", PdfWeight::muted);
    if (count) *count = pdf.page_count();
    return pdf.finish();
}

TEST(PdfPages, the_same_calls_give_the_same_bytes) {
    for (char const* language : {"en", "fa"}) {
        std::string const first = pages(language, 20);
        EXPECT_THAT(first, StartsWith("%PDF-1."));
        EXPECT_THAT(first, HasSubstr("20260331120000"));
        EXPECT_EQ(first, pages(language, 20));
    }
    EXPECT_NE(pages("en", 20), pages("en", 21));
    EXPECT_NE(pages("en", 20), pages("fa", 20));  // the columns stand in the reverse order
}

TEST(PdfPages, a_long_table_runs_over_pages) {
    int count = 0;
    pages("en", 5, &count);
    EXPECT_EQ(count, 1);
    pages("en", 200, &count);
    EXPECT_GE(count, 4);
}

TEST(PdfPages, fonts_are_in_the_file) {
    std::string const bytes = pages("fa", 1);
    EXPECT_THAT(bytes, HasSubstr("NotoSans"));
    EXPECT_THAT(bytes, HasSubstr("NotoSansArabic"));
}

// Persian is shaped: the letters of a word join, so its glyphs are not those of the letters alone, and they
// run from right to left: the glyph that is drawn first belongs to the text's last letter.
TEST(PdfPages, persian_is_shaped_and_runs_from_right_to_left) {
    Held<PangoFontMap> const fonts = embedded_font_map();
    Held<PangoContext> const context(pango_font_map_create_context(fonts.get()));
    auto const glyphs = [&](char const* text) {
        Held<PangoLayout> const layout(pango_layout_new(context.get()));
        PangoFontDescription* const font = pango_font_description_from_string("Noto Sans Arabic 10");
        pango_layout_set_font_description(layout.get(), font);
        pango_font_description_free(font);
        pango_layout_set_text(layout.get(), text, -1);
        std::vector<std::pair<PangoGlyph, int>> found;
        auto* const run =
            static_cast<PangoGlyphItem*>(pango_layout_get_line_readonly(layout.get(), 0)->runs->data);
        EXPECT_EQ(run->item->analysis.level % 2, 1) << "an odd level runs from right to left";
        for (int i = 0; i < run->glyphs->num_glyphs; ++i)
            found.emplace_back(run->glyphs->glyphs[i].glyph, run->glyphs->log_clusters[i]);
        return found;
    };
    auto const word = glyphs("کمک"), letter = glyphs("ک");
    ASSERT_GE(word.size(), 2u);
    EXPECT_GT(word.front().second, word.back().second) << "the first glyph is the last letter's";
    EXPECT_NE(word.front().first, word.back().first) << "its first and its last letter have other shapes";
    for (auto const& [glyph, at] : word) EXPECT_EQ(glyph & PANGO_GLYPH_UNKNOWN_FLAG, 0u);
    EXPECT_NE(word.back().first, letter.front().first) << "a joined letter is not the letter alone";
}

}  // namespace
}  // namespace colonnade::documents
