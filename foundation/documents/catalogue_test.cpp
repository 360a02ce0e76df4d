#include "foundation/documents/catalogue.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

namespace colonnade::documents {
namespace {

Catalogues sample() {
    std::vector<CatalogueText> const texts = {
        {"en", R"({"goals": {"title": "Goals", "count": "{n, plural, one {# goal} other {# goals}}",
                   "sum": "{who} sold {sum} by {day}", "exact": "{x, number}", "it": "It's {who}'s",
                   "only": "English only"},
                   "problem": {"goals": {"late":
                     "Line {line, number}: late by {days, plural, one {a day} other {# days}}"}}})"},
        {"pl",
         R"({"goals": {"title": "Cele",
                   "count": "{n, plural, one {# cel} few {# cele} many {# celów} other {# celu}}"}})"},
        {"fa", R"({"goals": {"sum": "{who} تا {day} {sum}", "exact": "{x, number}"},
                   "problem": {"goals": {"late": "سطر {line, number}: {days, plural, other {# روز}}"}}})"},
    };
    return Catalogues(texts);
}

TEST(Catalogues, FindsByLanguageThenEnglishThenKey) {
    auto const catalogues = sample();
    EXPECT_EQ(catalogues.text("pl", "goals.title"), "Cele");
    EXPECT_EQ(catalogues.text("pl-PL", "goals.title"), "Cele");
    EXPECT_EQ(catalogues.text("pl", "goals.only"), "English only");
    EXPECT_EQ(catalogues.text("tlh", "goals.title"), "Goals");
    EXPECT_EQ(catalogues.text("pl", "goals.none"), "goals.none");
    EXPECT_FALSE(catalogues.has("pl", "goals.only"));
}

TEST(Catalogues, ChoosesPlurals) {
    auto const catalogues = sample();
    auto const count = [&](char const* language, std::int64_t n) {
        return catalogues.text(language, "goals.count", {{"n", n}});
    };
    EXPECT_EQ(count("en", 1), "1 goal");
    EXPECT_EQ(count("en", 1'200), "1,200 goals");
    EXPECT_EQ(count("pl", 1), "1 cel");
    EXPECT_EQ(count("pl", 3), "3 cele");
    EXPECT_EQ(count("pl", 12), "12 celów");
}

TEST(Catalogues, WritesMoneyDatesAndDecimals) {
    auto const catalogues = sample();
    MessageArguments const arguments = {{"who", std::string("Ann")},
                                        {"sum", Money::parse("1250.1234", Currency::parse("EUR"))},
                                        {"day", Date::of(2026, 3, 31)}};
    EXPECT_EQ(catalogues.text("en", "goals.sum", arguments), "Ann sold €1,250.1234 by Mar 31, 2026");
    auto const persian = catalogues.text("fa", "goals.sum", arguments);
    EXPECT_NE(persian.find("۱٬۲۵۰٫۱۲۳۴"), std::string::npos) << persian;
    EXPECT_NE(persian.find("۱۴۰۵"), std::string::npos) << persian;
    ExactDecimal const long_one{"12345678901234567890.123456789"};
    EXPECT_EQ(catalogues.text("en", "goals.exact", {{"x", long_one}}),
              "12,345,678,901,234,567,890.123456789");
    EXPECT_EQ(catalogues.text("fa", "goals.exact", {{"x", ExactDecimal{"1.5"}}}), "۱٫۵");
    EXPECT_EQ(catalogues.text("en", "goals.it", {{"who", std::string("Ann {x}")}}), "It's Ann {x}'s");
    EXPECT_EQ(catalogues.text("en", "goals.sum", {{"who", std::string("Ann")}}), "Ann sold {sum} by {day}");
}

TEST(Catalogues, TellsAProblem) {
    auto const catalogues = sample();
    auto const problem = invalid("goals.late", {{"line", "1234"}, {"days", "2"}});
    EXPECT_EQ(catalogues.text("en", problem), "Line 1,234: late by 2 days");
    EXPECT_EQ(catalogues.text("fa", problem), "سطر ۱٬۲۳۴: ۲ روز");
    EXPECT_EQ(catalogues.text("en", invalid("never.heard")), "problem.never.heard");
}

TEST(Catalogues, MayBeReadByManyThreads) {
    auto const catalogues = sample();
    std::vector<std::thread> threads;
    std::array<int, 4> right{};
    for (std::size_t t = 0; t < right.size(); ++t) {
        threads.emplace_back([&, t] {
            for (std::int64_t i = 2; i < 400; ++i) {
                right[t] += catalogues.text("en", "goals.count", {{"n", i}}) == std::to_string(i) + " goals";
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, (std::array<int, 4>{398, 398, 398, 398}));
}

TEST(Catalogues, RefuseWhatIsNone) {
    for (char const* json : {"[]", "{\"a\": 1}", "{\"a\": \"x\"", ""}) {
        std::vector<CatalogueText> const texts = {{"en", json}};
        EXPECT_THROW(Catalogues{texts}, Problem) << json;
    }
    EXPECT_THROW(message_arguments("{n, plural, one {x}"), Problem);
    EXPECT_EQ(message_arguments("{a} {n, plural, one {{b}} other {#}} '{c}'"),
              (std::set<std::string>{"a", "b", "n"}));
}

class Shipped : public testing::Test {
protected:
    using Flat = std::map<std::string, std::string>;
    static void flatten(boost::json::object const& object, std::string const& prefix, Flat& flat) {
        for (auto const& [name, value] : object) {
            auto const key = prefix + std::string(name);
            if (value.is_object()) flatten(value.get_object(), key + ".", flat);
            else flat[key] = value.is_string() ? std::string(value.get_string()) : "not a text";
        }
    }
    static Flat read(std::string const& language) {
        std::ifstream file(std::string(COLONNADE_SOURCE_DIR) + "/locales/" + language + ".json");
        std::stringstream text;
        text << file.rdbuf();
        Flat flat;
        flatten(boost::json::parse(text.str()).as_object(), "", flat);
        return flat;
    }
};

// Every code that this folder's sources name after "documents.", and those that the readers complete.
std::set<std::string> thrown_codes() {
    std::set<std::string> codes = {"unterminated_quote", "stray_quote",   "too_many_columns",
                                   "field_too_large",    "row_too_large", "too_many_rows"};
    for (auto const* kind :
         {"integer", "decimal", "money", "percent", "date", "date_time", "boolean", "email"}) {
        codes.insert(std::string("value.") + kind);
    }
    std::string const folder = std::string(COLONNADE_SOURCE_DIR) + "/foundation/documents";
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        auto const name = entry.path().filename().string();
        if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
        std::ifstream file(entry.path());
        std::string const text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        std::string const mark = "\"documents.";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
            auto const from = at + mark.size();
            auto const code = text.substr(from, text.find('"', from) - from);
            if (!code.empty() && !code.ends_with('.')) codes.insert(code);
        }
    }
    return codes;
}

TEST_F(Shipped, CataloguesHaveTheSameKeysAndArguments) {
    auto const english = read("en");
    ASSERT_FALSE(english.empty());
    for (std::string const language : {"cs", "es", "fa", "it", "pl"}) {
        auto const other = read(language);
        for (auto const& [key, pattern] : english) {
            auto const found = other.find(key);
            if (found == other.end()) {
                ADD_FAILURE() << language << " lacks " << key;
                continue;
            }
            EXPECT_EQ(message_arguments(found->second), message_arguments(pattern)) << language << " " << key;
            EXPECT_FALSE(found->second.empty()) << language << " " << key;
        }
        for (auto const& [key, pattern] : other)
            EXPECT_TRUE(english.contains(key)) << language << " alone has " << key;
    }
}

TEST_F(Shipped, CataloguesTellEveryProblemOfTables) {
    std::vector<std::string> jsons;
    std::vector<CatalogueText> texts;
    std::vector<std::string> const languages = {"cs", "en", "es", "fa", "it", "pl"};
    for (auto const& language : languages) {
        std::ifstream file(std::string(COLONNADE_SOURCE_DIR) + "/locales/" + language + ".json");
        jsons.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    for (std::size_t i = 0; i < languages.size(); ++i) texts.push_back({languages[i], jsons[i]});
    Catalogues const catalogues(texts);
    auto const problem =
        invalid("documents.field_too_large", {{"line", "7"}, {"column", "3"}, {"limit", "1048576"}});
    for (auto const& language : languages) {
        auto const text = catalogues.text(language, problem);
        EXPECT_EQ(text.find('{'), std::string::npos) << text;
        EXPECT_NE(text.find(language == "fa" ? "۷" : "7"), std::string::npos) << text;
        for (auto const& code : thrown_codes()) {
            EXPECT_TRUE(catalogues.has(language, "problem.documents." + code))
                << language << " lacks " << code;
        }
    }
}

}  // namespace
}  // namespace colonnade::documents
