// The assembled program: one database, one API, and what they rest on. The server, the command line and the
// tests each make one.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "app/settings.hpp"
#include "foundation/access/accounts.hpp"
#include "foundation/access/idempotency_store.hpp"
#include "foundation/base/clock.hpp"
#include "foundation/caller/caller.hpp"
#include "foundation/db/database.hpp"
#include "foundation/documents/table_download.hpp"
#include "foundation/http/events.hpp"
#include "foundation/wire/api.hpp"
#include "foundation/work/job_runner.hpp"
#include "insight/pay/pay_facts_keeper.hpp"
#include "insight/pay/plan_costs.hpp"
#include "insight/standing_keeper.hpp"

namespace colonnade {

class Program {
public:
    // Opens the database and brings its schema up to date.
    Program(Settings settings, Clock const& clock, db::Durability durability = db::Durability::durable);
    ~Program();

    Settings const& settings() const { return settings_; }
    Clock const& clock() const { return clock_; }
    db::Database& database() { return database_; }
    wire::Api const& api() const { return api_; }
    insight::StandingKeeper& standing() { return standing_; }
    insight::PayFactsKeeper& pay_facts() { return pay_facts_; }

    access::Accounts& accounts() { return accounts_; }
    http::EventHub& events() { return events_; }
    work::JobRunner& jobs() { return jobs_; }
    // That user as a caller, or the program itself where the name is empty; for the command line.
    Caller caller_of(std::string const& login);

    // The OpenAPI document of all routes.
    std::string openapi() const;

private:
    void mount();
    void schedule();
    Date company_day(Instant now);

    Settings settings_;
    Clock const& clock_;
    db::Database database_;
    insight::StandingKeeper standing_;
    insight::PayFactsKeeper pay_facts_;
    insight::PlanCosts plan_costs_;
    documents::TableDownloads tables_;
    access::PasswordHasher passwords_;
    access::Accounts accounts_;
    access::DatabaseIdempotency idempotency_;
    http::EventHub events_;
    work::JobRunner jobs_;
    wire::Api api_;
};

}  // namespace colonnade
