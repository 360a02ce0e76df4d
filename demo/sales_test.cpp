#include "demo/sales.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

namespace colonnade::demo {
namespace {

DemoAsk small() {
    DemoAsk ask;
    ask.order_lines = 20'000;
    ask.today = Date::of(2026, 9, 30);
    return ask;
}

struct Sums {
    std::map<unsigned, std::int64_t> by_month;  // of the first year
    std::map<int, std::int64_t> by_buyer;
    std::int64_t lines = 0;
    std::map<bool, std::pair<int, int>>
        late;  // struggling team's street lamps since April, and all others: late, all
    std::string fingerprint;
};

Sums sums(Firm const& firm, Sales& sales) {
    Sums sums;
    Date const april = Date::of(2026, 4, 1);
    sales.generate([&](Sold const& sold) {
        std::int64_t amount = 0;
        bool street = false;
        for (SoldLine const& line : sold.lines) {
            amount += firm.articles[static_cast<std::size_t>(line.article)].price / 10'000 * line.pieces;
            street |= firm.articles[static_cast<std::size_t>(line.article)].is_street_lamp;
        }
        sums.lines += static_cast<std::int64_t>(sold.lines.size());
        if (sold.booked_on < Date::of(2026, 1, 1))
            sums.by_month[static_cast<unsigned>(sold.booked_on.ymd().month())] += amount;
        sums.by_buyer[sold.buyer] += amount;
        sums.fingerprint += sold.id + sold.booked_on.text() + std::to_string(amount);
        if (!sold.delivered_on || sold.seller < 0) return;
        int const team = firm.workers[static_cast<std::size_t>(sold.seller)].team;
        bool const in_brno = firm.teams[static_cast<std::size_t>(team)].struggles &&
                             sold.booked_on >= april && street;
        auto& [late, all] = sums.late[in_brno];
        late += *sold.delivered_on > sold.promised_on.plus_days(10);
        ++all;
    });
    return sums;
}

TEST(Demo, the_same_seed_makes_the_same_company) {
    Firm const firm = make_firm(small());
    Sales one(firm), other(firm);
    EXPECT_EQ(sums(firm, one).fingerprint, sums(firm, other).fingerprint);
    DemoAsk another = small();
    another.seed = 7;
    Firm const different = make_firm(another);
    Sales third(different);
    EXPECT_NE(sums(firm, one).fingerprint, sums(different, third).fingerprint);
}

TEST(Demo, has_the_size_that_was_asked_for) {
    Firm const firm = make_firm(small());
    Sales sales(firm);
    EXPECT_NEAR(static_cast<double>(sums(firm, sales).lines), 20'000.0, 2'000.0);
    EXPECT_GE(std::ranges::count_if(firm.workers, [](Worker const& w) { return w.job == Job::seller; }), 60);
    std::set<std::string> ids;
    for (Worker const& worker : firm.workers) EXPECT_TRUE(ids.insert(worker.id).second) << worker.id;
}

// In the small size and in the largest that is measured.
TEST(Demo, nobody_shares_a_name_and_no_firm_repeats_a_word) {
    for (int const sellers : {60, 10'000}) {
        DemoAsk ask = small();
        ask.sellers = sellers;
        Firm const firm = make_firm(ask);
        std::set<std::string> people, firms;
        for (Worker const& worker : firm.workers)
            EXPECT_TRUE(people.insert(worker.name.full()).second) << worker.name.full();
        for (Buyer const& buyer : firm.buyers) {
            EXPECT_TRUE(people.insert(buyer.contact.full()).second) << buyer.contact.full();
            EXPECT_TRUE(firms.insert(buyer.name).second) << buyer.name;
            std::istringstream words(buyer.name);
            std::set<std::string> seen;
            for (std::string word; words >> word;)
                EXPECT_TRUE(seen.insert(word).second || word == "de") << buyer.name;
        }
        if (sellers > 60) continue;
        for (std::string const& name : people) EXPECT_EQ(name.find('-'), std::string::npos) << name;
    }
}

TEST(Demo, every_customer_but_a_house_account_has_one_owner_on_every_day) {
    Firm const firm = make_firm(small());
    auto const owners = account_owners(firm);
    std::int64_t left = 0;
    for (int const leaf : firm.leaves) {
        auto const& of_leaf = owners[static_cast<std::size_t>(leaf)];
        ASSERT_FALSE(of_leaf.empty());
        for (std::size_t i = 0; i < of_leaf.size(); ++i) {
            Worker const& owner = firm.workers[static_cast<std::size_t>(of_leaf[i].worker)];
            EXPECT_GE(of_leaf[i].from, owner.employed.from);
            std::optional<Date> until;
            if (i + 1 < of_leaf.size()) until = of_leaf[i + 1].from;
            EXPECT_TRUE(!until || of_leaf[i].from < *until);
            EXPECT_TRUE(!owner.employed.to || (until && *until <= *owner.employed.to)) << owner.id;
            left += owner.employed.to.has_value();
        }
    }
    EXPECT_GT(left, 0);
    auto const house = std::ranges::count_if(firm.buyers, &Buyer::is_house_account);
    EXPECT_GT(house, 0);
    EXPECT_LT(house * 10, static_cast<std::int64_t>(firm.buyers.size()));
}

TEST(Demo, sales_follow_the_seasons_and_a_few_buyers_bring_most) {
    Firm const firm = make_firm(small());
    Sales sales(firm);
    Sums const s = sums(firm, sales);
    EXPECT_GT(s.by_month.at(11), s.by_month.at(8));
    std::vector<std::int64_t> amounts;
    std::int64_t all = 0;
    for (auto const& [buyer, amount] : s.by_buyer) amounts.push_back(amount), all += amount;
    std::ranges::sort(amounts, std::greater<>());
    std::int64_t first_fifth = 0;
    for (std::size_t i = 0; i < firm.buyers.size() / 5; ++i) first_fifth += amounts[i];
    EXPECT_GT(first_fifth * 100, all * 60);
}

TEST(Demo, brno_struggles_because_street_lamps_come_late) {
    Firm const firm = make_firm(small());
    Sales sales(firm);
    Sums const s = sums(firm, sales);
    auto const [late, all] = s.late.at(true);
    auto const [other_late, others] = s.late.at(false);
    ASSERT_GT(all, 20);
    EXPECT_GT(late * 100, all * 70);
    EXPECT_LT(other_late * 100, others * 5);
}

TEST(Demo, quarters_have_quotas_to_rest_on) {
    Firm const firm = make_firm(small());
    Sales sales(firm);
    sums(firm, sales);
    std::set<Date> quarters;
    for (auto const& [key, amount] : sales.potential()) {
        EXPECT_GT(amount, 0);
        quarters.insert(key.second);
    }
    EXPECT_EQ(quarters.size(), 7u);
}

}  // namespace
}  // namespace colonnade::demo
