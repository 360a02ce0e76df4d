// Tables of texts and what is told of them, with places.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "engine/plan/compile.hpp"
#include "engine/plan/syntax.hpp"

namespace colonnade::plan {
namespace {

// A plan whose first line after the header and measures is line 6.
std::string with(std::string const& rest) {
    return "plan \"P\"\n"
           "currency EUR\n"
           "period quarter, paid monthly, cumulative\n"
           "measure sales = amount of order lines\n"
           "measure pieces = units of order lines\n" +
           rest;
}

std::string component(std::string const& body) { return with("component \"C\"\n" + body); }

std::string const& english() {
    static std::string const text = [] {
        std::ifstream in(COLONNADE_SOURCE_DIR "/locales/en.json");
        std::stringstream all;
        all << in.rdbuf();
        return all.str();
    }();
    return text;
}

// What is told of the text; each with a sentence in the catalogue.
std::vector<std::string> told(std::string const& text, Severity severity) {
    std::vector<std::string> out;
    for (Finding const& one : compile(text, Schema::standard()).findings)
        if (one.severity == severity) {
            EXPECT_NE(english().find('"' + one.code + "\": \""), std::string::npos) << one.code;
            out.push_back(one.text());
        }
    return out;
}

using Told = std::vector<std::string>;
Told errors(std::string const& text) { return told(text, Severity::error); }

Told warnings(std::string const& text) {
    EXPECT_EQ(errors(text), Told{}) << text;
    Told out;
    for (std::string& one : told(text, Severity::warning))
        if (one.find(" unused ") == std::string::npos) out.push_back(std::move(one));
    return out;
}

struct Case {
    char const* text;
    char const* finding;
};

TEST(PlanErrors, of_signs_and_words_name_what_was_found_and_what_is_meant) {
    for (auto const& [text, finding] : std::vector<Case>{
             {"pays 5% of sales ;", "7:18 character_unknown found=;"},
             {"pays 5% of \"sales", "7:12 text_unclosed found=\"sales"},
             {"pays", "7:5 expected_value found=↵"},
             {"pays 5% of sales at", "7:18 expected_line_end found=at"},
             {"pay 5% of sales", "7:1 statement_unknown found=pay -> pays"},
             {"pays 5% of sales per qarter",
              "7:22 expected_word found=qarter expected=month, quarter, year, period, deal -> quarter"},
             {"hold 0.5 until paid", "7:6 expected_percent found=0.5"},
             {"from 2026-01 to 2026-03-01", "7:6 expected_date found=2026"},
             {"at most 5 each quarter", "7:11 expected_word found=each expected=per -> per"},
             {"rate on sales, marginel\n above 5%\n pays sales at rate",
              "7:16 expected_word found=marginel expected=marginal, cliff, linear -> marginal"},
             {"up to 5 5%\npays 5% of sales", "7:1 step_without_table found=up to 5 5%"},
             {"pays (5% of sales", "7:18 expected_word found=↵ expected=)"},
         }) {
        Told const found = errors(component(text));
        ASSERT_FALSE(found.empty()) << text;
        EXPECT_EQ(found.front(), finding) << text;
    }
}

TEST(PlanErrors, of_names_propose_the_nearest) {
    EXPECT_EQ(errors(component("pays 5% of sale")), Told{"7:12 name_unknown name=sale -> sales"});
    EXPECT_EQ(errors(component("pays 5% of team slaes")), Told{"7:17 measure_unknown name=slaes -> sales"});
    EXPECT_EQ(errors(component("pays sales at tabel\ntable on sales, cliff\nabove 5%")),
              Told{"7:15 table_expected name=tabel -> table"});
    EXPECT_EQ(errors(with("measure x = sales where product.famly = \"A\"\ncomponent \"C\"\npays 1% of x")),
              Told{"6:25 attribute_unknown name=product.famly -> product.family"});
    EXPECT_EQ(errors(component("pays 5% of pay of \"D\"")), Told{"7:19 component_unknown name=D -> C"});
    EXPECT_EQ(errors(component("pays 5% of pay of \"C\"")), Told{"7:19 component_later name=C"});
    EXPECT_EQ(errors(component("pays 5% of line.amount")), Told{"7:12 attribute_misplaced name=line.amount"});
    Schema schema = Schema::standard();
    schema.roles = {"representative"};
    schema.kpis = {"csat"};
    auto const found = compile(
        with("measure c = kpi \"csta\"\ncomponent \"C\"\nfor role representativ\npays c × 5.00 per month"),
        schema);
    ASSERT_EQ(found.findings.size(), 2u);
    EXPECT_EQ(found.findings[0].text(), "6:17 kpi_unknown name=csta -> csat");
    EXPECT_EQ(found.findings[1].text(), "8:10 role_unknown name=representativ -> representative");
}

TEST(PlanErrors, of_types_refuse_what_cannot_mean_anything) {
    for (auto const& [text, finding] : std::vector<Case>{
             {"pays sales + pieces", "7:12 types_differ left=money operator=+ right=count"},
             {"pays sales × sales", "7:12 types_differ left=money operator=× right=money"},
             {"pays sales / sales", "7:12 type_expected found=rate expected=money"},
             {"pays sales / 0", "7:14 division_by_zero"},
             {"needs sales\npays 1% of sales", "7:7 type_expected found=money expected=yes_no"},
             {"needs sales > pieces\npays 1% of sales",
              "7:13 types_differ left=money operator=> right=count"},
             {"pays if sales > 5 then sales else pieces",
              "7:6 types_differ left=money operator=else right=count"},
             {"pays 500", "7:1 per_missing found=pays 500 -> pays 500 per period"},
             {"pays sales per deal", "7:16 deal_needs_each -> for each order"},
             {"rate on sales, marginal\nabove 5%\npays rate × sales", "9:6 marginal_alone name=rate"},
         })
        EXPECT_EQ(errors(component(text)), Told{finding}) << text;
}

TEST(PlanErrors, of_tables_holds_and_clawbacks) {
    for (auto const& [text, finding] : std::vector<Case>{
             {"rate on sales, marginal\nup to 100 1%\nup to 50 2%\npays sales at rate",
              "9:7 steps_overlap found=50 name=rate"},
             {"rate on sales, marginal\nabove 1%\nup to 50 2%\npays sales at rate",
              "9:1 step_after_above name=rate"},
             {"rate on sales, linear\nup to 50 2%\npays sales at rate",
              "8:1 step_kind found=up to name=rate -> at"},
             {"rate on sales, cliff\npays sales at rate", "7:1 steps_missing name=rate"},
             {"rate on sales, cliff\nup to 50% 2%\npays sales at rate",
              "8:7 value_expected found=50% expected=money"},
             {"pays 1% of sales\nhold 60% until delivered, 50% until paid", "8:1 hold_sum sum=110%"},
             {"pays 1% of sales\nclaw back 110% within 30 days when returned", "8:11 share_range found=110%"},
             {"pays 1% of sales\nclaw back 100% within 30 days, 50% within 30 days when returned",
              "8:43 steps_overlap found=30 name=claw back"},
             {"pays 1% of sales\nfrom 2026-03-01 to 2026-02-01",
              "8:20 dates_reversed from=2026-03-01 to=2026-02-01"},
             {"a = b + sales\nb = a\npays b", "8:5 circular name=a"},
             {"for role x", "6:11 pays_missing component=C"},
             {"pays 1% of sales\npool 1% of sales, divided equally", "8:1 pool_and_pays component=C"},
         })
        EXPECT_EQ(errors(component(text)), Told{finding}) << text;
}

TEST(PlanErrors, of_the_header) {
    EXPECT_EQ(errors(""),
              (Told{"1:1 plan_first found=↵", "1:1 header_missing expected=currency -> currency EUR",
                    "1:1 header_missing expected=period -> period quarter, paid monthly, cumulative",
                    "1:1 component_missing"}));
    EXPECT_EQ(
        errors("plan \"P\"\ncurrency EURO\nperiod month, paid quarterly\nmeasure s = amount of order lines\n"
               "measure s = margin of order lines\ncomponent \"C\"\npays 1% of s\n"),
        (Told{"2:10 currency_unknown code=EURO", "3:20 paid_too_seldom found=quarterly period=month -> once",
              "5:9 name_taken name=s"}));
    EXPECT_EQ(errors(component("pays 1% of sales\n") + "measure a = b where line.is_return\n"
                                                       "measure b = a where line.is_return\n"),
              Told{"8:9 circular name=a"});
    EXPECT_EQ(errors("plan \"\xFF\""),
              (Told{"1:1 not_utf8", "1:1 plan_first found=↵",
                    "1:1 header_missing expected=currency -> currency EUR",
                    "1:1 header_missing expected=period -> period quarter, paid monthly, cumulative",
                    "1:1 component_missing"}));
}

TEST(PlanErrors, are_collected_and_bounded) {
    EXPECT_EQ(errors(component("pays 5% of sale\npays 1% of slaes\nneeds 5\nhold x")).size(), 4u);
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "nonsense\n";
    EXPECT_EQ(errors(component(many)).size(), findings_max);
    std::string deep = "pays ";
    for (int i = 0; i < 100'000; ++i) deep += '(';
    EXPECT_EQ(errors(component(deep)).front().substr(0, 13), "7:70 too_deep");
    EXPECT_EQ(errors(std::string(text_bytes_max + 1, ' ')).front(), "1:1 too_long maximum=256");
}

// Texts that would take unbounded time or stack if every name were worked out anew, or by calling oneself.
TEST(PlanErrors, a_plan_cannot_take_unbounded_time) {
    auto const repeated = [](int times, auto&& line) {
        std::string text;
        for (int i = 0; i < times; ++i) text += line(i);
        return text;
    };
    auto const n = [](int i) { return "n" + std::to_string(i); };
    std::string const doubled = repeated(
        60, [&](int i) { return n(i + 1) + " = least(" + n(i) + " + " + n(i) + ", " + n(i) + ")\n"; });
    for (std::string const start : {"n0 = 5", "n0 = 5.00 × pieces", "n0 = 1% of sales"})
        EXPECT_EQ(errors(component(start + "\n" + doubled + "pays n60 per period\nat most 1 per quarter\n")),
                  Told{});
    auto const first = [&](std::string const& body) { return errors(component(body)).front(); };
    std::string const terms = repeated(20'000, [](int) { return std::string(" + sales"); });
    EXPECT_NE(first("pays sales" + terms).find("too_deep maximum=500"), std::string::npos);
    std::string const forward = repeated(10'000, [&](int i) { return n(i) + " = " + n(i + 1) + "\n"; });
    EXPECT_NE(first(forward + "pays n0").find("too_deep maximum=100"), std::string::npos);
    std::string const backward = repeated(10'000, [&](int i) { return n(i + 1) + " = -" + n(i) + "\n"; });
    EXPECT_NE(first("n0 = sales\n" + backward + "pays n10000").find("too_deep maximum=1000"),
              std::string::npos);
    std::string const unknown = repeated(10'000, [&](int i) { return n(i) + " = x" + n(i) + "\n"; });
    EXPECT_EQ(errors(component(unknown)).size(), findings_max);
}

TEST(PlanErrors, count_columns_in_characters) {
    EXPECT_EQ(errors(component("größe = 1% of sales\npays größe × größen")),
              Told{"8:14 name_unknown name=größen -> größe"});
}

TEST(PlanWarnings, tell_what_will_hurt) {
    for (auto const& [text, finding] : std::vector<Case>{
             {"rate on sales, marginal\nup to 100 5%\nup to 200 3%\nabove 7%\npays sales at rate",
              "9:1 rates_fall name=rate bound=100"},
             {"rate on sales, cliff\nup to 100 5%\nabove 3%\npays sales at rate",
              "9:1 pay_falls name=rate bound=100"},
             {"rate on sales, marginal\nup to 100 5%\nup to 200 7%\npays sales at rate",
              "9:1 steps_open name=rate bound=200 -> above"},
             {"rate on sales, marginal\nup to 100 5%\nabove 5%\npays sales at rate",
              "9:1 steps_alike name=rate bound=100"},
             {"rate on sales, marginal\nup to 100 1%\nabove 3\npays sales at rate",
              "9:7 percent_missing found=3 -> 3%"},
             {"rate on sales, cliff\nup to 100 1%\nabove 3%\npays sales at rate",
              "9:1 cliff_big name=rate bound=100"},
             {"pays 500.00 per quarter\nat most 600.00 per quarter", "8:1 cap_idle amount=600"},
             {"pays 500.00 per quarter\nat most 400.00 per quarter", "8:1 cap_always amount=400"},
             {"pays 1% of sales\nat most 0 per quarter", "8:1 cap_always amount=0"},
             {"pays 500.00 per quarter\nat least 400.00 per quarter", "8:1 floor_idle amount=400"},
             {"needs 50% > 80%\npays 1% of sales", "7:11 component_never component=C"},
             {"pays if 1% > 2% then 1% of sales else 2% of sales", "7:6 branch_never branch=then"},
             {"pays 1% of team sales + 2% of sales", "7:23 credited_twice name=sales"},
         })
        EXPECT_EQ(warnings(component(text)), Told{finding}) << text;
    EXPECT_EQ(warnings(with("measure x = sales credited as owner or overlay\n"
                            "measure y = margin of order lines credited as owner or territory\n"
                            "component \"C\"\npays 1% of x + 1% of y")),
              Told{"7:9 credited_twice name=y"});
    EXPECT_EQ(told(component("pays 1% of sales"), Severity::warning), Told{"5:9 unused name=pieces"});
}

TEST(PlanWarnings, leave_a_sound_plan_alone) {
    EXPECT_EQ(warnings(component("rate on sales, marginal\nup to 100 1%\nabove 2%\npays sales at rate\n"
                                 "at most 500.00 per quarter")),
              Told{});
    EXPECT_EQ(warnings(component("rate on sales, cliff\nup to 100 4%\nabove 5%\npays sales at rate")),
              Told{});
}

}  // namespace
}  // namespace colonnade::plan
