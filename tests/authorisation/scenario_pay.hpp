// Plans and pay of the scenario, each in periods and under names of their own; the program itself writes and
// approves.
#pragma once
#include "app/statement_report.hpp"
#include "pillars/operations/incentives/case_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"
#include "tests/authorisation/scenario_company.hpp"

namespace colonnade::authorisation {

inline std::string ScenarioCompany::wording(Whose) {
    return id_of("version_id", "createPlan", {},
                 R"({"name":"Plan )" + count() + R"(","text":"plan","valid_from":"2026-01-01"})");
}

inline std::string ScenarioCompany::plan_of(std::string const& version) {
    auto const seen = make("getPlanVersion", {{"version_id", version}}, "");
    return std::to_string(seen.at("plan_id").to_number<std::int64_t>());
}

inline std::string ScenarioCompany::digest_of(std::string const& version) {
    return std::string(make("getPlanVersion", {{"version_id", version}}, "").at("digest").as_string());
}

inline std::string ScenarioCompany::assigned(std::string const& version, Whose whose) {
    return id_of("assignment_id", "assignPlan", {{"plan_id", plan_of(version)}},
                 R"({"valid_from":"2026-01-01","person_id":)" + person(whose) + "}");
}

inline std::string ScenarioCompany::sent(Whose whose) {
    std::string const version = wording(whose);
    std::string const seen = last_version_;
    assigned(version, whose);
    wire::Request request = program_.api().request_for("submitPlanVersion", {{"version_id", version}}, "");
    request.if_match = "\"" + seen + "\"";
    program_.api().dispatch(request, program_.caller_of(""));
    return version;
}

inline std::string ScenarioCompany::sent_digest(Whose whose) {
    return digest_of(value("sent", whose, false));
}

inline std::string ScenarioCompany::agreement(Whose whose) {
    std::string const version = sent(whose);
    make("decidePlanVersion", {{"version_id", version}},
         R"({"decision":"approved","digest":")" + digest_of(version) + "\"}");
    return version;
}

inline std::string ScenarioCompany::digest(Whose whose) {
    return digest_of(value("agreement", whose, false));
}

inline std::string ScenarioCompany::plan(Whose whose) { return plan_of(agreement(whose)); }

inline std::string ScenarioCompany::assignment(Whose whose) { return assigned(wording(whose), whose); }

inline incentives::PayPeriod ScenarioCompany::opened() {
    Date const from = Date::parse(year(Whose::own) + "-01-01");
    return write([&](access::Write& w) {
        return incentives::open_pay_period(w, "pay" + count(), {from, from.plus_months(1)});
    });
}

inline std::string ScenarioCompany::pay_period(Whose) { return std::to_string(opened().id.value); }

inline incentives::PayPeriod ScenarioCompany::moved(incentives::PayPeriod const& period,
                                                    incentives::PayState to,
                                                    std::optional<incentives::RunId> run) {
    return write([&](access::Write& w) {
        return incentives::step_pay_period(w, {period.id, to, run, "", period.version});
    });
}

// A period with a run that pays that person.
inline incentives::PayPeriod ScenarioCompany::counted_for(Whose whose,
                                                          std::vector<incentives::RunException> exceptions) {
    incentives::PayPeriod const period = opened();
    Money const ten{100'000, Currency::parse("EUR")}, none{0, ten.currency};
    incentives::RunResult result;
    result.currency = ten.currency;
    result.exceptions = std::move(exceptions);
    result.payouts.push_back({PersonId{std::stoll(person(whose))},
                              "Plan",
                              "Commission",
                              period.key,
                              period.range,
                              ten,
                              ten,
                              none,
                              none,
                              none,
                              {}});
    auto const run = write([&](access::Write& w) { return incentives::save_run(w, result, period.id); });
    return moved(period, incentives::PayState::calculated, run);
}

inline std::string ScenarioCompany::counted(Whose) {
    return std::to_string(counted_for(Whose::other, {}).id.value);
}

inline std::string ScenarioCompany::reviewed(Whose) {
    return std::to_string(moved(counted_for(Whose::other, {}), incentives::PayState::reviewed).id.value);
}

inline std::string ScenarioCompany::run(Whose) {
    return std::to_string(counted_for(Whose::other, {}).run->value);
}

inline std::string ScenarioCompany::exception(Whose) {
    auto const period = counted_for(Whose::other, {{"zero_pay", {}, "", "", ""}});
    return write([&](access::Write& w) {
        return std::to_string(
            incentives::list_exceptions(w, program_.caller_of(""), *period.run).front().id.value);
    });
}

inline std::string ScenarioCompany::payout(Whose whose) {
    auto const period = moved(counted_for(whose, {}), incentives::PayState::reviewed);
    moved(period, incentives::PayState::approved);
    return write([&](access::Write& w) {
        return std::to_string(incentives::payouts_of_run(w, *period.run).front().id.value);
    });
}

inline std::string ScenarioCompany::adjustment(Whose whose) {
    return id_of("adjustment_id", "proposePayAdjustment", {},
                 R"({"component":"Commission","amount":{"amount":"1","currency":"EUR"},"reason":"late",)"
                 R"("pay_period_id":)" +
                     pay_period(whose) + R"(,"person_id":)" + person(whose) + "}");
}

inline std::string ScenarioCompany::dispute(Whose whose) {
    incentives::PayoutId const payout{std::stoll(this->payout(whose))};
    return access::write(program_.database(), account_of(whose), "scenario", "", [&](access::Write& w) {
        return std::to_string(incentives::raise_dispute(w, payout, {}, "Why?").id.value);
    });
}

inline std::string ScenarioCompany::parameter(Whose whose) {
    return id_of("parameter_id", "setPayParameter", {},
                 R"({"name":"rate)" + count() + R"(","kind":"rate","value":"2%","valid_from":"2026-01-01",)" +
                     R"("person_id":)" + person(whose) + "}");
}

// A closed period that paid that person, and the statement that was sealed with it.
inline std::string ScenarioCompany::told(Whose whose) {
    auto period = moved(counted_for(whose, {}), incentives::PayState::reviewed);
    for (auto const to :
         {incentives::PayState::approved, incentives::PayState::paid, incentives::PayState::closed})
        period = moved(period, to);
    write([&](access::Write& w) { seal_statements(w, period); });
    return std::to_string(period.id.value);
}

inline std::string ScenarioCompany::sealed(Whose whose) {
    incentives::PayPeriodId const period{std::stoll(value("told", whose, false))};
    return write([&](access::Write& w) {
        return std::to_string(
            statements::find_sealed(w, period, PersonId{std::stoll(person(whose))})->id.value);
    });
}

// An archive that this person's account asked for.
inline std::string ScenarioCompany::archive(Whose whose) {
    JobId const job = program_.jobs().add(account_of(whose), "statement_archive", R"({"pay_period_id":1})");
    std::ofstream(folder() / ("statements-" + std::to_string(job.value) + ".zip")) << "zip";
    return std::to_string(job.value);
}

}  // namespace colonnade::authorisation
