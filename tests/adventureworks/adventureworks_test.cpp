// A real company's files through the door a user takes, held against figures that are worked out here from
// the files themselves. Skipped where the files are not at hand.
#include <fstream>
#include <sstream>

#include "insight/pay/pay_calculation.hpp"
#include "pillars/operations/incentives/plan_store.hpp"
#include "tests/adventureworks/test_company.hpp"

namespace colonnade {
namespace {

INSTANTIATE_TEST_SUITE_P(On, AdventureWorks, ::testing::ValuesIn(db::TestDatabase::kinds()),
                         db::TestDatabase::kind_name);

DateRange const published{Date::parse("2013-05-30"), Date::parse("2014-05-31")};

TEST_P(AdventureWorks, EveryRowIsTaken) {
    Imported& company = Imported::of(GetParam());
    EXPECT_EQ(company.first.refused, 0);
    std::map<exchange::FileKind, std::int64_t> inserted;
    for (auto const& file : company.first.files) {
        inserted[file.kind] += file.inserted;
        EXPECT_EQ(file.unmapped, std::vector<std::string>{}) << file.source;
    }
    EXPECT_EQ(inserted[exchange::FileKind::people], 290);
    EXPECT_EQ(inserted[exchange::FileKind::orders], 31'465);
    EXPECT_EQ(inserted[exchange::FileKind::order_lines], 121'317);
    EXPECT_EQ(inserted[exchange::FileKind::quotas], 163);
    EXPECT_EQ(inserted[exchange::FileKind::periods], 12);
    EXPECT_EQ(inserted[exchange::FileKind::pay_parameters], 34);
    std::printf("imported in %.1f s\n", company.seconds);
    if (GetParam() == db::Dialect::sqlite) {
        EXPECT_LT(company.seconds, 60);  // 15 where nothing else runs
    }
}

TEST_P(AdventureWorks, SalesOfTheYearOfEveryPersonAreAsPublished) {
    auto const standing = Imported::of(GetParam()).standing();
    auto const people = lines_of("Sales.SalesPerson");
    ASSERT_EQ(people.size(), 17U);
    for (Line const& person : people)
        EXPECT_EQ(own(standing, person.at("BusinessEntityID"), published), amount(person.at("SalesYTD")))
            << person.at("BusinessEntityID");
}

TEST_P(AdventureWorks, SalesOfTheYearOfEveryTerritoryAreAsPublished) {
    auto const standing = Imported::of(GetParam()).standing();
    auto const territories = lines_of("Sales.SalesTerritory");
    ASSERT_EQ(territories.size(), 10U);
    for (Line const& territory : territories) {
        std::size_t i = 0;
        while (i < standing.territories.size() &&
               standing.territories[i].external_id != territory.at("TerritoryID"))
            ++i;
        ASSERT_LT(i, standing.territories.size());
        EXPECT_EQ(goals::territory_figure(standing, static_cast<engine::Index>(i), engine::Measure::revenue,
                                          goals::engine_days(published)),
                  amount(territory.at("SalesYTD")))
            << territory.at("Name");
    }
}

// Quota periods as the files have them: from one distinct day to the next; the last is open.
std::map<Date, std::optional<Date>> quota_periods() {
    std::set<Date> days;
    for (Line const& line : lines_of("Sales.SalesPersonQuotaHistory")) days.insert(day(line.at("QuotaDate")));
    std::map<Date, std::optional<Date>> periods;
    for (auto it = days.begin(); it != days.end(); ++it)
        periods[*it] = std::next(it) == days.end() ? std::nullopt : std::optional(*std::next(it));
    return periods;
}

// Sales of each person in each quota period, straight from the orders.
std::map<std::pair<std::string, Date>, std::int64_t> sales_by_period() {
    auto const periods = quota_periods();
    std::map<std::pair<std::string, Date>, std::int64_t> sums;
    for (Line const& order : lines_of("Sales.SalesOrderHeader")) {
        if (order.at("SalesPersonID").empty()) continue;
        auto period = periods.upper_bound(day(order.at("OrderDate")));
        if (period == periods.begin()) continue;
        sums[{order.at("SalesPersonID"), std::prev(period)->first}] += amount(order.at("SubTotal"));
    }
    return sums;
}

TEST_P(AdventureWorks, AttainmentOfEveryPersonAndPeriodIsTheSumOfTheirOrders) {
    Imported& company = Imported::of(GetParam());
    auto const standing = company.standing();
    auto const sums = sales_by_period();
    std::map<std::pair<std::string, Date>, std::int64_t> quotas;
    for (Line const& line : lines_of("Sales.SalesPersonQuotaHistory"))
        quotas[{line.at("BusinessEntityID"), day(line.at("QuotaDate"))}] = amount(line.at("SalesQuota"));
    std::size_t seen = 0;
    company.database->read([&](db::Session& session) {
        auto const periods = goals::quota_periods(session);
        ASSERT_EQ(periods.size(), 12U);
        for (Period const& period : periods) {
            goals::QuotaTable const table(
                goals::quotas_of(session, period.range, goals::GoalMeasure::revenue));
            goals::AttainmentAsk const ask{goals::AttainmentBy::person, goals::GoalMeasure::revenue, period,
                                           Date::parse("2014-06-30")};
            for (auto const& row :
                 goals::attainment_rows(standing, table, ask, [](engine::Index) { return true; })) {
                std::pair const key{standing.people[static_cast<std::size_t>(row.index)].external_id,
                                    period.range.from};
                auto const sum = sums.find(key);
                EXPECT_EQ(row.actual, sum == sums.end() ? 0 : sum->second) << key.first << key.second.text();
                auto const quota = quotas.find(key);
                EXPECT_EQ(row.quota.has_value(), quota != quotas.end()) << key.first << key.second.text();
                if (quota == quotas.end() || !row.quota) continue;
                EXPECT_EQ(*row.quota, quota->second);
                ++seen;
            }
        }
    });
    EXPECT_EQ(seen, 163U);
}

TEST_P(AdventureWorks, ManagersHaveTheirOwnSalesAndThoseOfAllBelowThem) {
    auto const standing = Imported::of(GetParam()).standing();
    std::map<std::string, std::string> nodes;
    for (Line const& person : lines_of("HumanResources.Employee"))
        nodes[person.at("BusinessEntityID")] = person.at("OrganizationNode");
    auto const sums = sales_by_period();
    for (auto const& [from, to] : quota_periods()) {
        for (std::string const manager : {"273", "274", "285", "287"}) {
            std::int64_t expected = 0;
            for (auto const& [key, sum] : sums)
                if (key.second == from && nodes.at(key.first).starts_with(nodes.at(manager))) expected += sum;
            std::size_t i = 0;
            while (standing.people[i].external_id != manager) ++i;
            EXPECT_EQ(goals::tree_figure(standing, static_cast<engine::Index>(i), engine::Measure::revenue,
                                         goals::engine_days({from, to})),
                      expected)
                << manager << " " << from.text();
        }
    }
}

// What each person's own rate and bonus come to, in cents and straight from the files: CommissionPct × sales
// of the quota period, and the Bonus where sales reach the quota. Sales count 10^-4, rates 10^-5.
std::map<std::tuple<std::string, Date, std::string>, std::int64_t> pay_by_hand() {
    auto const sums = sales_by_period();
    std::map<std::pair<std::string, Date>, std::int64_t> quotas;
    for (Line const& line : lines_of("Sales.SalesPersonQuotaHistory"))
        quotas[{line.at("BusinessEntityID"), day(line.at("QuotaDate"))}] = amount(line.at("SalesQuota"));
    std::map<std::tuple<std::string, Date, std::string>, std::int64_t> cents;
    for (Line const& person : lines_of("Sales.SalesPerson")) {
        std::string const id = person.at("BusinessEntityID");
        std::int64_t const rate = parse_decimal(person.at("CommissionPct"), 5).value();
        for (auto const& [from, to] : quota_periods()) {
            auto const sum = sums.find({id, from});
            std::int64_t const sales = sum == sums.end() ? 0 : sum->second;
            Wide const exact = static_cast<Wide>(sales) * rate;
            cents[{id, from, "Commission"}] = narrow(divide_half_even(exact, 10'000'000));
            auto const quota = quotas.find({id, from});
            bool const met = quota != quotas.end() && sales >= quota->second;
            cents[{id, from, "Bonus"}] = met ? amount(person.at("Bonus")) / 100 : 0;
        }
    }
    return cents;
}

TEST_P(AdventureWorks, EverybodyIsPaidTheirOwnRateAndTheirBonusWhereQuotaIsMet) {
    Imported& company = Imported::of(GetParam());
    std::string const text = file_text(COLONNADE_SOURCE_DIR "/examples/adventureworks.plan");
    incentives::RunResult const run = company.database->read([&](db::Session& session) {
        return insight::try_plan(session, insight::read_pay_facts(session), text);
    });
    auto expected = pay_by_hand();
    ASSERT_EQ(expected.size(), 17U * 12U * 2U);
    auto const standing = company.standing();
    std::size_t paid = 0;
    for (incentives::Payout const& payout : run.payouts) {
        auto const index = standing.person(payout.person);
        std::tuple const key{standing.people[static_cast<std::size_t>(index.value())].external_id,
                             payout.period.from, payout.component};
        auto const found = expected.find(key);
        ASSERT_NE(found, expected.end()) << std::get<0>(key) << " " << payout.component;
        EXPECT_EQ(incentives::due_of(incentives::earning_of(payout)).units, found->second * 100)
            << std::get<0>(key) << " " << payout.period.from.text() << " " << payout.component;
        std::int64_t lines = 0;
        for (incentives::PayoutLine const& line : payout.lines) lines += line.credited;
        EXPECT_EQ(lines, payout.credited.units) << "the lines behind it sum to what was credited";
        expected.erase(found);
        ++paid;
    }
    for (auto const& [key, cents] : expected)
        EXPECT_EQ(cents, 0) << std::get<0>(key) << " is not paid " << std::get<2>(key);
    EXPECT_GT(paid, 300U);
    auto const again = company.database->read([&](db::Session& session) {
        return insight::try_plan(session, insight::read_pay_facts(session), text);
    });
    EXPECT_EQ(again.inputs_digest, run.inputs_digest);
    EXPECT_EQ(incentives::canonical_text(again.payouts), incentives::canonical_text(run.payouts));
}

// The plan written, approved and assigned to a kind of position; nobody else is paid by it.
TEST_P(AdventureWorks, AnAssignedPlanPaysThePeriodAsTheFilesSay) {
    Imported& company = Imported::of(GetParam());
    Caller const caller = access::system_caller(company.clock.now(), Date::parse("2014-06-30"));
    access::write(*company.database, company.clock, caller, "test", "", [&](access::Write& w) {
        auto const plan = incentives::create_plan(
            w, "Own rate", file_text(COLONNADE_SOURCE_DIR "/examples/adventureworks.plan"),
            Date::parse("2011-01-01"));
        incentives::submit_version(w, plan.id, plan.version);
        incentives::decide_version(w, plan.id, incentives::VersionState::approved, plan.digest, "");
        incentives::Assignment assignment;
        assignment.plan = plan.plan;
        assignment.role = "salesperson";
        assignment.valid.from = Date::parse("2011-01-01");
        incentives::assign_plan(w, assignment);
    });
    std::string const key = "2012-05-30";
    auto const run = company.database->read([&](db::Session& session) {
        Period const period = *company::read_periods(session).find(key);
        return insight::calculate_period(session, insight::read_pay_facts(session),
                                         {{}, key, period.range, incentives::PayState::open, {}, {}});
    });
    auto const expected = pay_by_hand();
    auto const standing = company.standing();
    std::size_t paid = 0;
    for (incentives::Payout const& payout : run.payouts) {
        if (payout.period_key != key) continue;
        std::size_t const index = static_cast<std::size_t>(standing.person(payout.person).value());
        std::tuple const who{standing.people[index].external_id, payout.period.from, payout.component};
        EXPECT_EQ(payout.earned.units, expected.at(who) * 100) << std::get<0>(who);
        ++paid;
    }
    EXPECT_GE(paid, 20U);
    EXPECT_EQ(run.plans.size(), 1U);
}

TEST_P(AdventureWorks, TheStoresSurveyIsInTheProfile) {
    Imported& company = Imported::of(GetParam());
    std::string const profile = company.database->read([](db::Session& s) {
        return s.value<std::string>(
            "select profile from customers where name = 'Next-Door Bike Store' order by customer_id");
    });
    EXPECT_NE(profile.find("United Security"), std::string::npos) << profile;
    EXPECT_NE(profile.find("21000"), std::string::npos) << profile;
}

}  // namespace
}  // namespace colonnade
