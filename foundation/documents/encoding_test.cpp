#include "foundation/documents/encoding.hpp"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "foundation/base/problem.hpp"
#include "foundation/documents/csv_reader.hpp"

namespace colonnade::documents {
namespace {

std::string encoded(std::string_view utf8, char const* encoding) {
    auto const text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int>(utf8.size())));
    UErrorCode status = U_ZERO_ERROR;
    auto* converter = ucnv_open(encoding, &status);
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::string bytes(static_cast<std::size_t>(text.length()) * 4 + 16, '\0');
    auto const size = text.extract(bytes.data(), static_cast<int>(bytes.size()), converter, status);
    EXPECT_TRUE(U_SUCCESS(status)) << encoding << " cannot write " << utf8;
    bytes.resize(static_cast<std::size_t>(size));
    ucnv_close(converter);
    return bytes;
}

std::string all(ByteSource& source, std::size_t step) {
    std::string text;
    std::string piece(step, '\0');
    while (auto got = source.read(piece.data(), piece.size())) text.append(piece, 0, got);
    return text;
}

struct Sample {
    char const* language;
    char const* page;
    char const* text;
};

// Persian in windows-1256 is written with the Arabic ye, as programs of its time did.
Sample const samples[] = {
    {"pl", "windows-1250", "Zażółć gęślą jaźń;Spółka z o.o.;Łódź\nŚląskie Zakłady Przemysłowe;Gdańsk;źródło"},
    {"pl name", "windows-1250", "id,name\n1,Łukasz\n2,Małgorzata"},
    {"pl value", "windows-1250", "kwota\n\"1 250,00 zł\"\n"},
    {"cs", "windows-1250",
     "Příliš žluťoučký kůň úpěl ďábelské ódy;Plzeň\nČeské Budějovice;obchodní zástupce;účet"},
    {"cs name", "windows-1250", "id;name\n1;Dvořák\n2;Černý"},
    {"it", "windows-1252",
     "La città è più bella perché così può essere;qualità e quantità\nlunedì;società;però;già"},
    {"it short", "windows-1252", "nome;attività\nRossi;è già così, però più tardi"},
    {"es", "windows-1252",
     "El año pasado España creció más;¿Cómo está usted?\nGarcía Muñoz;señor;teléfono;ningún"},
    {"es name", "windows-1252", "id;nombre\n1;Peña\n2;Íñigo Núñez"},
    {"fr", "windows-1252", "La première année très près du père;François;là-bas;forêt;où\n"},
    {"de", "windows-1252", "Größe;Müller & Söhne;Straße;Übergröße"},
    {"fa", "windows-1256", "نام فروشنده;شهر;مبلغ\nعلي رضايي;تهران;1200\nپرويز گلچين;اصفهان;ژاله"},
    {"fa mixed", "windows-1256", "id,name,city\n1,مريم احمدي,Tehran\n2,حسن,Shiraz"},
};

TEST(DetectEncoding, TellsTheCodePageFromTheLetters) {
    for (auto const& sample : samples) {
        auto const bytes = encoded(sample.text, sample.page);
        EXPECT_EQ(encoding_name(detect_encoding(bytes)), sample.page) << sample.language;
    }
}

TEST(DetectEncoding, TellsUnicodeWithAndWithoutMark) {
    for (auto const& sample : samples) {
        std::string const text = sample.text;
        EXPECT_EQ(detect_encoding(text), Encoding::utf_8) << sample.language;
        EXPECT_EQ(detect_encoding("\xEF\xBB\xBF" + text), Encoding::utf_8);
        EXPECT_EQ(detect_encoding(encoded("\xEF\xBB\xBF" + text, "UTF-16LE")), Encoding::utf_16_le);
        EXPECT_EQ(detect_encoding(encoded("\xEF\xBB\xBF" + text, "UTF-16BE")), Encoding::utf_16_be);
        EXPECT_EQ(detect_encoding(encoded(text, "UTF-16LE")), Encoding::utf_16_le) << sample.language;
        EXPECT_EQ(detect_encoding(encoded(text, "UTF-16BE")), Encoding::utf_16_be) << sample.language;
    }
    EXPECT_EQ(detect_encoding("plain,ascii\n1,2\n"), Encoding::utf_8);
    EXPECT_EQ(detect_encoding(std::string_view("\xC5\x82\xC5", 3)), Encoding::utf_8)
        << "a cut-off last letter";
    EXPECT_EQ(detect_encoding(""), Encoding::utf_8);
}

TEST(DetectEncoding, LooksPastALongPlainBeginning) {
    std::string text;
    while (text.size() < 2'000'000) text += "1234;plain;row\n";
    auto const bytes = text + encoded("5;Gołębiewska;Świętochłowice\n", "windows-1250");
    auto source = memory_source(bytes);
    EXPECT_EQ(detect_encoding(*source), Encoding::windows_1250);
}

TEST(Decoded, GivesTheSameTextFromEveryEncoding) {
    for (auto const& sample : samples) {
        for (char const* name : {"UTF-8", "UTF-16LE", "UTF-16BE", sample.page}) {
            auto const bytes = encoded(sample.text, name);
            for (std::size_t step : {5U, 64U, 100'000U}) {
                auto source = decoded(memory_source(bytes), *find_encoding(name));
                EXPECT_EQ(all(*source, step), sample.text) << name << " by " << step;
            }
        }
    }
}

TEST(Decoded, ConvertsLongTexts) {
    std::string text;
    while (text.size() < 500'000) text += "zażółć;کالا;𝄞\n";
    auto const bytes = encoded(text, "UTF-16BE");
    EXPECT_EQ(all(*decoded(memory_source(bytes), Encoding::utf_16_be), 4'096), text);
}

TEST(Decoded, LeavesAMarkWhereTextIsBroken) {
    std::string bytes = encoded("a;b\n1;2\n", "UTF-16LE");
    bytes += std::string("\x00\xD8\x0A\x00", 4);  // half of a surrogate pair
    CsvReader reader(decoded(memory_source(bytes), Encoding::utf_16_le));
    Row row;
    ASSERT_TRUE(reader.next(row));
    ASSERT_TRUE(reader.next(row));
    try {
        reader.next(row);
        FAIL() << "broken text was read";
    } catch (Problem const& problem) { EXPECT_STREQ(problem.what(), "documents.bad_text line=3"); }
}

TEST(EncodingNames, AreReadLoosely) {
    EXPECT_EQ(find_encoding("utf8"), Encoding::utf_8);
    EXPECT_EQ(find_encoding("CP1256"), Encoding::windows_1256);
    EXPECT_EQ(find_encoding("Windows_1250"), Encoding::windows_1250);
    EXPECT_EQ(find_encoding("koi8-r"), std::nullopt);
}

}  // namespace
}  // namespace colonnade::documents
