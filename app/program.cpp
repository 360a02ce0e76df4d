#include "app/program.hpp"

#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include "app/catalogue_files.hpp"
#include "app/migrations.hpp"
#include "app/statement_report.hpp"
#include "app/version.hpp"
#include "exchange/exchange_api.hpp"
#include "foundation/access/access_api.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/wire/openapi.hpp"
#include "foundation/work/work_api.hpp"
#include "insight/insight_api.hpp"
#include "insight/pay/accounting_facts_store.hpp"
#include "insight/pay/my_pay_api.hpp"
#include "insight/pay/pay_calculation.hpp"
#include "insight/pay/pay_insight_api.hpp"
#include "insight/pay/pay_replay.hpp"
#include "pillars/operations/company/company_api.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/goals/goal_api.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"
#include "pillars/operations/incentives/plan_check_api.hpp"
#include "pillars/operations/kpis/kpi_api.hpp"
#include "pillars/operations/structure/structure_api.hpp"
#include "pillars/operations/territories/territory_api.hpp"
#include "pillars/process/customers/customer_api.hpp"
#include "pillars/process/orders/order_api.hpp"
#include "pillars/process/orders/order_store.hpp"

namespace colonnade {
namespace {

// The calendar day at that instant in a time zone such as "Europe/Prague".
Date day_in(std::string const& time_zone, Instant now) {
    std::unique_ptr<icu::TimeZone> const zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(time_zone)));
    std::int32_t raw = 0, daylight = 0;
    UErrorCode error = U_ZERO_ERROR;
    zone->getOffset(static_cast<UDate>(now.milliseconds), false, raw, daylight, error);
    return Instant{now.milliseconds + raw + daylight}.date();
}

access::SessionLimits limits_of(Settings const& settings) {
    return {settings.session_idle_minutes * 60, settings.session_days * 24 * 3600};
}

// What access shows of the company, and how the first administrator founds it.
access::CompanyHooks company_hooks(db::Database& database) {
    access::CompanyHooks hooks;
    hooks.describe = [&database](Caller const& caller) {
        company::Company const company =
            database.read([](db::Session& s) { return company::read_company(s).company; });
        return access::CompanyView{company.name, company.currency.text(), company.solo, caller.today,
                                   company.demo};
    };
    hooks.found = [](access::Write& w, access::Foundation const& foundation) {
        company::StoredCompany const now = company::read_company(w);
        company::Company founded = now.company;
        founded.name = foundation.name;
        founded.currency = Currency::parse(foundation.currency);
        founded.solo = foundation.solo;
        company::save_company(w, founded, now.version, company::CurrencyChange::allowed);
    };
    return hooks;
}

}  // namespace

Program::Program(Settings settings, Clock const& clock, db::Durability durability)
    : settings_(std::move(settings)),
      clock_(clock),
      database_(db::Address::parse(settings_.db), durability),
      standing_(database_),
      pay_facts_(standing_),
      tables_(settings_.uploads),
      accounts_(
          database_, clock_, passwords_, [this](Instant now) { return company_day(now); },
          limits_of(settings_)),
      idempotency_(database_, clock_),
      jobs_(database_, clock_, [this](std::optional<UserId> user) {
          return user ? accounts_.of_user(*user) : accounts_.system();
      }) {
    migrate_to_now(database_, clock_.now());
    mount();
    schedule();
}

Program::~Program() = default;

void Program::mount() {
    api_.use(tables_);
    api_.use(idempotency_);
    goals::Sources const goal_sources{[this] { return standing_.current(); }, company::read_periods};
    access::mount_access(api_, accounts_, company_hooks(database_));
    work::mount_work(api_, database_, jobs_);
    company::mount_company(api_, database_, orders::has_orders);
    goals::mount_quotas(api_, database_, goal_sources);
    goals::mount_attainment(api_, database_, goal_sources);
    kpis::mount_kpis(api_, database_);
    incentives::mount_incentives(api_, database_,
                                 {[](db::Session& session, std::string const& key, Date today) {
                                      return company::read_periods(session).named(key, today);
                                  },
                                  [this](db::Session& session, incentives::PayPeriod const& period) {
                                      auto result = insight::calculate_period(
                                          session, *pay_facts_.read(session), period);
                                      result.build = std::string(version);
                                      return result;
                                  },
                                  seal_statements, &tables_});
    accounting::mount_accounting(api_, database_, {insight::read_accounting_facts});
    statements::mount_statements(api_, database_, jobs_, statement_sources(settings_));
    insight::mount_pay_replay(api_, database_, std::string(version));
    incentives::mount_plan_checks(
        api_,
        [](std::string const& language, Problem const& finding) {
            return catalogues().text(language, finding);
        },
        [](std::string const& language, plan::Change const& change) {
            return catalogues().text(language, "plan.change." + change.code,
                                     {change.arguments.begin(), change.arguments.end()});
        });
    structure::mount_structure(api_, database_);
    territories::mount_territories(api_, database_);
    customers::mount_customers(api_, database_, {orders::read_order_timeline});
    orders::mount_orders(api_, database_, {company::rate_on});
    orders::mount_products(api_, database_);
    exchange::mount_exchange(api_, {database_, clock_, jobs_, settings_.uploads,
                                    [](std::string const& language, Problem const& problem) {
                                        return catalogues().text(language, problem);
                                    }});
    auto const translate = [](std::string_view language, std::string_view key,
                              documents::MessageArguments const& arguments) {
        return catalogues().text(language, key, arguments);
    };
    insight::mount_insight(
        api_, database_,
        [this](Caller const& caller, insight::Lines lines) { return standing_.current(caller, lines); },
        translate);
    insight::mount_plan_costs(api_, database_, pay_facts_, plan_costs_, translate);
    insight::mount_my_pay(
        api_, {database_, [this](db::Session& session) { return pay_facts_.read(session); }, translate});
}

// What recurs by itself, and who hears of jobs: whoever asked for them.
void Program::schedule() {
    jobs_.handle("forget_old_sessions", [this](work::JobContext&) {
        accounts_.tidy_up();
        idempotency_.remove_old();
        statements::forget_archives(settings_.uploads, std::filesystem::file_time_type::clock::now());
        return std::string("{}");
    });
    jobs_.every("forget_old_sessions", 3600);
    jobs_.listen([this](work::Job const& job) {
        if (job.user) events_.publish(job.user, "job", wire::to_json(work::job_view(job)));
    });
}

Date Program::company_day(Instant now) {
    return day_in(database_.read([](db::Session& s) { return company::read_company(s).company.time_zone; }),
                  now);
}

Caller Program::caller_of(std::string const& login) {
    return login.empty() ? accounts_.system() : accounts_.of_login(login);
}

std::string Program::openapi() const { return wire::openapi_text(api_, {.version = std::string(version)}); }

}  // namespace colonnade
