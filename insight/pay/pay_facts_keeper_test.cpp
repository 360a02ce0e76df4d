#include "insight/pay/pay_facts_keeper.hpp"

#include <numeric>

#include "insight/test_company.hpp"
#include "pillars/operations/incentives/parameter_store.hpp"

namespace colonnade::insight {
namespace {

COLONNADE_STORE_SUITE(PayFactsKept);

std::shared_ptr<PayFacts const> read(PayFactsKeeper& keeper, Company& company) {
    return company.db->read([&](db::Session& session) { return keeper.read(session); });
}

TEST_P(PayFactsKept, are_the_same_until_something_changes) {
    Company company(GetParam());
    PayFactsKeeper keeper(company.keeper);
    EXPECT_EQ(read(keeper, company), read(keeper, company));
}

TEST_P(PayFactsKept, follow_an_order_a_parameter_and_a_role) {
    Company company(GetParam());
    PayFactsKeeper keeper(company.keeper);
    auto const before = read(keeper, company);
    company.write([](access::Write& w) {
        Company::add_order(w, "108", "C1", "T2", "2026-06-20", "EUR", {{"P2", {}}}, "12",
                           {{"A", "1", "12", "5"}});
    });
    auto const with_order = read(keeper, company);
    EXPECT_EQ(with_order->lines.size(), before->lines.size() + 1);
    PersonId const sam{company.id("person", "P2")};
    company.write([&](access::Write& w) {
        incentives::Parameter bonus;
        bonus.person = sam, bonus.name = "ramp", bonus.value = 5'000;
        bonus.valid.from = Date::parse("2026-01-01");
        incentives::save_parameter(w, bonus);
    });
    auto const with_parameter = read(keeper, company);
    ASSERT_EQ(with_parameter->facts.parameters.size(), 1u);
    EXPECT_EQ(with_parameter->facts.parameters[0].person, with_parameter->index_of(sam));
    EXPECT_NE(with_parameter->digest, with_order->digest);
    company.write([](access::Write& w) {
        w.run("update position_holders set valid_to = '2026-06-30', change_id = :change where holder_id = 1",
              {{"change", w.change_id()}});
    });
    EXPECT_NE(read(keeper, company)->digest, with_parameter->digest);
    EXPECT_EQ(before->lines.size() + 1, with_order->lines.size());  // who had the old facts keeps them
}

// Where the standing is kept, only what changed is read: the same facts must come of it.
TEST_P(PayFactsKept, brought_forward_are_those_read_anew) {
    Company company(GetParam());
    PayFactsKeeper keeper(company.keeper);
    company.keeper.current();
    auto const before = read(keeper, company);
    company.write([](access::Write& w) {
        Company::add_order(w, "108", "C1", "T2", "2026-06-20", "USD", {}, "12",
                           {{"A", "1", "7", "5"}, {"B", "2", "5", ""}});
        w.run("update orders set status = 'cancelled', change_id = :change where external_id = '100'",
              {{"change", w.change_id()}});
        w.run("update orders set order_type = 'renewal', change_id = :change where external_id = '102'",
              {{"change", w.change_id()}});
    });
    auto const kept = read(keeper, company);
    auto const anew = company.db->read([](db::Session& session) { return read_pay_facts(session); });
    EXPECT_NE(kept->digest, before->digest);
    EXPECT_EQ(kept->digest, anew.digest);
    EXPECT_EQ(kept->words, before->words);  // no product or customer has changed
}

TEST_P(PayFactsKept, sum_to_revenue_and_margin_of_the_goals) {
    Company company(GetParam());
    auto const facts = company.db->read([](db::Session& session) { return read_pay_facts(session); });
    engine::CreditBook const& book = *company.keeper.current()->book;
    engine::Days const ever{Date::beginning().number(), engine::open_end};
    auto const sum = [](std::vector<std::int64_t> const& column) {
        return std::accumulate(column.begin(), column.end(), std::int64_t{0});
    };
    EXPECT_EQ(sum(facts.facts.lines.amount), book.whole(engine::Measure::revenue, ever));
    EXPECT_EQ(sum(facts.facts.lines.margin), book.whole(engine::Measure::margin, ever));
}

}  // namespace
}  // namespace colonnade::insight
