// The small company of insight with a plan that pays its sellers by the quarter.
#pragma once
#include "insight/pay/pay_calculation.hpp"
#include "insight/pay/pay_estimate.hpp"
#include "insight/pay/pay_facts_keeper.hpp"
#include "insight/test_company.hpp"

namespace colonnade::insight {

inline constexpr char const* plan_text = R"(plan "Seller"
    for       role salesperson
    currency  EUR
    period    quarter, paid monthly

measure sales = amount of order lines credited as owner or split
measure tools = sales where product.family = "Tools"

component "Commission"
    attainment = sales / quota sales
    rate on attainment, marginal
        up to  10%  1%
        up to 100%  5%
        above       8%
    pays sales at rate

component "Tools"
    pays 2% of tools
    at most 10.00 per quarter

component "Quota"
    attainment = sales / quota sales
    needs attainment >= 100%
    pays 33.00 per quarter
)";

struct Paid : Company {
    explicit Paid(db::Dialect dialect) : Company(dialect) {
        write([](access::Write& w) {
            auto plan = incentives::create_plan(w, "Seller", plan_text, Date::parse("2026-01-01"));
            plan = incentives::submit_version(w, plan.id, plan.version);
            incentives::decide_version(w, plan.id, incentives::VersionState::approved, plan.digest, "");
            incentives::assign_plan(w,
                                    {{}, plan.plan, {}, "salesperson", {Date::parse("2026-01-01"), {}}, {}});
            incentives::open_pay_period(w, "2026-Q2", {Date::parse("2026-04-01"), Date::parse("2026-07-01")});
        });
    }

    PersonPay pay_of(char const* person) {
        return db->read([&](db::Session& session) {
            return person_pay(session, *facts.read(session), PersonId{id("person", person)}, "2026-Q2",
                              today);
        });
    }
    // What a run of the quarter pays the person.
    std::int64_t run(char const* person) {
        PersonId const payee{id("person", person)};
        return db->read([&](db::Session& session) {
            auto const period = incentives::find_pay_period(session, "2026-Q2");
            std::int64_t sum = 0;
            for (incentives::Payout const& payout :
                 calculate_period(session, *facts.read(session), *period).payouts)
                if (payout.person == payee && payout.period_key == "2026-Q2") sum += payout.earned.units;
            return sum;
        });
    }

    PayFactsKeeper facts{keeper};
};

}  // namespace colonnade::insight
