#include "insight/test_company.hpp"
#include "insight/search_store.hpp"

namespace colonnade::insight {
namespace {

namespace json = boost::json;

COLONNADE_STORE_SUITE(Insight);

std::string text(json::value const& value) { return std::string(value.as_string()); }

std::string kinds_of_home(Company& company, Caller const& caller) {
    std::string kinds;
    json::value const home = company.get(caller, "/home?period=2026-Q2");
    for (json::value const& card : home.at("cards").as_array()) kinds += text(card.at("kind")) + " ";
    return kinds;
}

TEST_P(Insight, home_is_chosen_by_role) {
    Company company(GetParam());
    EXPECT_EQ(kinds_of_home(company, company.caller(Role::seller, "P2")), "goal steps orders ");
    EXPECT_EQ(kinds_of_home(company, company.caller(Role::manager, "P1")), "steps goal people changes ");
    EXPECT_EQ(kinds_of_home(company, company.caller(Role::operations)), "goal people changes data ");
    EXPECT_EQ(kinds_of_home(company, company.caller(Role::finance)), "goal people changes quarters ");
    EXPECT_EQ(kinds_of_home(company, company.caller(Role::administrator)), "data ");
    EXPECT_EQ(kinds_of_home(company, company.caller(Role::solo, "P2")), "goal steps orders data ");
}

TEST_P(Insight, home_says_what_is_broken) {
    Company company(GetParam());
    json::value const home = company.get(company.caller(Role::operations), "/home?period=2026-Q2");
    std::map<std::string, std::int64_t> found;
    for (json::value const& finding : home.at("cards").as_array().back().at("findings").as_array())
        found[text(finding.at("code"))] = finding.at("count").as_int64();
    EXPECT_EQ(found, (std::map<std::string, std::int64_t>{{"orders_uncredited", 1},
                                                          {"territories_without_holder", 2},
                                                          {"customers_without_owner", 1}}));
}

TEST_P(Insight, home_says_which_orders_no_listed_period_holds) {
    Company company(GetParam());
    std::int64_t outside = 0;
    company.write([&](access::Write& w) {
        company::save_period(
            w, {PeriodKind::custom, "T1", {Date::parse("2026-04-01"), Date::parse("2026-05-01")}});
        company::save_period(
            w, {PeriodKind::custom, "T2", {Date::parse("2026-05-10"), Date::parse("2026-06-01")}});
        outside = w.value<std::int64_t>(
            "select count(*) from orders where booked_on < '2026-04-01' or booked_on >= '2026-06-01' or "
            "(booked_on >= '2026-05-01' and booked_on < '2026-05-10')");
    });
    ASSERT_GT(outside, 0);
    json::value const home = company.get(company.caller(Role::operations), "/home?period=2026-Q2");
    std::int64_t told = 0;
    for (json::value const& finding : home.at("cards").as_array().back().at("findings").as_array())
        if (text(finding.at("code")) == "orders_outside_periods") told = finding.at("count").as_int64();
    EXPECT_EQ(told, outside);
}

TEST_P(Insight, a_team_shows_its_reports_and_what_changed) {
    Company company(GetParam());
    json::value const team = company.get(company.caller(Role::manager, "P4"), "/team?period=2026-Q2");
    EXPECT_EQ(team.at("reports").as_array().size(), 2u);
    json::value const mia = company.get(company.caller(Role::manager, "P1"), "/team?period=2026-Q2");
    EXPECT_EQ(mia.at("reports").as_array().size(), 1u);  // Tom has left for Eve
    EXPECT_EQ(mia.at("since_yesterday").at("returns").as_int64(), 1);
    EXPECT_EQ(text(mia.at("since_yesterday").at("net").at("value")), "-20.00");
    EXPECT_TRUE(company
                    .get(company.caller(Role::seller, "P2"),
                         "/team?manager_id=" + std::to_string(company.id("person", "P1")))
                    .is_null());
}

std::vector<std::string> found(Company& company, Caller const& caller, std::string const& q) {
    std::vector<std::string> all;
    json::value const answer = company.get(caller, "/search?q=" + wire::percent_encoded(q));
    for (json::value const& item : answer.at("items").as_array())
        all.push_back(text(item.at("kind")) + " " + text(item.at("title")));
    return all;
}

TEST_P(Insight, search_finds_beginnings_of_words_within_view) {
    Company company(GetParam());
    Caller const all = company.caller(Role::operations), sam = company.caller(Role::seller, "P2");
    using Hits = std::vector<std::string>;
    EXPECT_EQ(found(company, all, "lodz"), (Hits{"person Liv Łódź"}));
    EXPECT_EQ(found(company, all, "brno nar"), (Hits{"customer Nářadí Brno"}));
    EXPECT_EQ(found(company, all, "anv"), (Hits{"product Anvil"}));
    EXPECT_EQ(found(company, all, "coast"), (Hits{"territory Coast"}));
    EXPECT_EQ(found(company, all, "104"), (Hits{"order 104"}));
    EXPECT_EQ(found(company, sam, "104"), Hits{});
    EXPECT_EQ(found(company, sam, "drift"), Hits{});
    EXPECT_EQ(found(company, sam, "100"), (Hits{"order 100"}));
    EXPECT_EQ(found(company, all, "%"), Hits{});
}

std::int64_t total(goals::Standing const& standing, engine::Measure measure) {
    return standing.book->whole(measure, {Date::beginning().number(), engine::open_end});
}

TEST_P(Insight, a_standing_brought_forward_is_the_one_read_anew) {
    Company company(GetParam());
    std::int64_t const before = total(*company.keeper.current(), engine::Measure::revenue);
    Caller writer = company.caller(Role::operations);
    access::write(*company.db, writer, "test", "", [](access::Write& w) {
        Company::add_order(w, "108", "C1", "T2", "2026-06-20", "EUR", {{"P2", {}}}, "12",
                           {{"A", "1", "12", "5"}});
        w.run("update orders set status = 'cancelled', change_id = :change where external_id = '100'",
              {{"change", w.change_id()}});
    });
    auto const now = company.keeper.current(writer, Lines::read);
    goals::Standing const anew =
        *company.db->read([](db::Session& s) { return read_standing(s, Lines::read); }).standing;
    for (auto measure : {engine::Measure::revenue, engine::Measure::margin, engine::Measure::units,
                         engine::Measure::orders, engine::Measure::new_customers})
        EXPECT_EQ(total(*now, measure), total(anew, measure));
    EXPECT_EQ(total(*now, engine::Measure::revenue), before + 120'000 - 1'070'001);
    EXPECT_EQ(now->book->facts().lines.size(), anew.book->facts().lines.size());
    EXPECT_EQ(now->book->facts().lines.order, anew.book->facts().lines.order);
    EXPECT_EQ(now, company.keeper.current());
}

TEST_P(Insight, a_new_subject_is_seen_at_once_by_who_made_it) {
    Company company(GetParam());
    Caller writer = company.caller(Role::operations);
    company.keeper.current(writer, Lines::left_out);
    access::write(*company.db, writer, "test", "", [](access::Write& w) {
        territories::TerritoriesLoader ground(w);
        ground.add({"T4", "West", "", Date::parse("2026-01-01"), {}});
        ground.finish();
    });
    EXPECT_EQ(company.keeper.current(writer, Lines::left_out)->territories.size(), 4u);
}

}  // namespace
}  // namespace colonnade::insight
