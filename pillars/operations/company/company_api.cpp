#include "pillars/operations/company/company_api.hpp"

#include "foundation/wire/values.hpp"
#include "pillars/operations/company/company_store.hpp"

namespace colonnade::company {
namespace {

using wire::Body;
using wire::Created;
using wire::IfMatch;
using wire::NoContent;
using wire::Page;
using wire::Paging;
using wire::Path;
using wire::Query;

// The company as it is shown: its settings and the version to send back with If-Match when they are changed.
struct CompanySettingsView : Company {
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(CompanySettingsView, (Company), (version))

CompanySettingsView settings_view(StoredCompany const& stored) { return {stored.company, stored.version}; }

struct PeriodAsk {
    std::optional<PeriodKind> kind;
    std::optional<Date> from;
    std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(PeriodAsk, (), (kind, from, to))

struct PeriodView {
    std::string key;
    PeriodKind kind = PeriodKind::quarter;
    Date from;
    std::optional<Date> to;  // the first day after it
    bool is_current = false;
};
BOOST_DESCRIBE_STRUCT(PeriodView, (), (key, kind, from, to, is_current))

struct PeriodPath {
    wire::Text<60> period_key;
};
BOOST_DESCRIBE_STRUCT(PeriodPath, (), (period_key))

struct SetPeriod {
    DateRange range;
};
BOOST_DESCRIBE_STRUCT(SetPeriod, (), (range))

struct RateAsk {
    std::optional<Currency> from_currency;
    std::optional<Currency> to_currency;
};
BOOST_DESCRIBE_STRUCT(RateAsk, (), (from_currency, to_currency))

struct AddRate {
    Currency from_currency;
    Currency to_currency;
    Rate rate;
    Date valid_from;
};
BOOST_DESCRIBE_STRUCT(AddRate, (), (from_currency, to_currency, rate, valid_from))

struct RateView : AddRate {
    std::int64_t rate_id = 0;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(RateView, (AddRate), (rate_id, version))

struct RateKey {
    std::int64_t rate_id = 0;
};
BOOST_DESCRIBE_STRUCT(RateKey, (), (rate_id))

RateView rate_view(StoredRate const& stored) {
    ExchangeRate const& rate = stored.rate;
    return {{rate.from, rate.to, rate.rate, rate.valid_from}, stored.id, stored.version};
}

// Two years back and one ahead, where the caller names no range.
DateRange asked_range(PeriodAsk const& ask, Date today) {
    return {ask.from.value_or(today.plus_months(-24)), ask.to.value_or(today.plus_months(12))};
}

std::vector<PeriodView> period_views(Periods const& periods, PeriodAsk const& ask, Date today) {
    std::vector<PeriodView> views;
    std::optional<Period> const current = periods.current(today);
    for (PeriodKind kind : {PeriodKind::custom, PeriodKind::year, PeriodKind::quarter, PeriodKind::month}) {
        if (ask.kind && *ask.kind != kind) continue;
        std::vector<Period> const found =
            kind == PeriodKind::custom ? periods.listed() : periods.between(asked_range(ask, today), kind);
        for (Period const& period : found)
            views.push_back(
                {period.key, kind, period.range.from, period.range.to, current && *current == period});
    }
    return views;
}

void mount_settings(wire::Api& api, db::Database& database, HasOrders has_orders) {
    api.get("/company", "getCompany", "Show the company's settings", Permission::company_read,
            [&database](Caller const&) -> CompanySettingsView {
                return settings_view(database.read([](db::Session& s) { return read_company(s); }));
            });
    api.put("/company", "setCompany", "Change the company's settings", Permission::company_write,
            [&database, has_orders](Caller const& caller, Body<Company> const& ask,
                                    IfMatch const& seen) -> CompanySettingsView {
                return access::write(database, caller, "setCompany", "", [&](access::Write& w) {
                    auto const change = has_orders(w) ? CurrencyChange::refused : CurrencyChange::allowed;
                    return settings_view({ask, save_company(w, ask, seen.version, change)});
                });
            });
}

void mount_periods(wire::Api& api, db::Database& database) {
    api.get("/periods", "listPeriods", "List fiscal and listed periods", Permission::period_read,
            [&database](Caller const& caller, Query<PeriodAsk> const& ask) -> std::vector<PeriodView> {
                Periods const periods = database.read([](db::Session& s) { return read_periods(s); });
                return period_views(periods, ask, caller.today);
            });
    api.put("/periods/{period_key}", "setPeriod", "Add a listed period, or move it", Permission::period_write,
            [&database](Caller const& caller, Path<PeriodPath> const& at,
                        Body<SetPeriod> const& ask) -> PeriodView {
                Period const period{PeriodKind::custom, at.period_key, ask.range};
                access::write(database, caller, "setPeriod", "", [&](access::Write& w) {
                    save_period(w, period);
                    read_periods(w);
                });
                return {period.key, period.kind, period.range.from, period.range.to,
                        period.range.contains(caller.today)};
            });
    api.del("/periods/{period_key}", "removePeriod", "Remove a listed period", Permission::period_write,
            [&database](Caller const& caller, Path<PeriodPath> const& at) -> NoContent {
                access::write(database, caller, "removePeriod", "",
                              [&](access::Write& w) { remove_period(w, at.period_key); });
                return {};
            });
}

void mount_rates(wire::Api& api, db::Database& database) {
    api.get(
        "/exchange-rates", "listExchangeRates", "List exchange rates, newest first", Permission::rate_read,
        [&database](Caller const&, Query<RateAsk> const& ask, Paging const& paging) -> Page<RateView> {
            auto const rates = database.read([&](db::Session& s) {
                return list_rates(
                    s, ask.from_currency.value_or(Currency()), ask.to_currency.value_or(Currency()),
                    paging.after<RateKey>().value_or(RateKey{}).rate_id, static_cast<int>(paging.limit) + 1);
            });
            std::vector<RateView> views;
            for (StoredRate const& rate : rates) views.push_back(rate_view(rate));
            return paging.cut(std::move(views), [](RateView const& rate) { return RateKey{rate.rate_id}; });
        });
    api.post("/exchange-rates", "addExchangeRate", "Add the rate of a day, or correct it",
             Permission::rate_write,
             [&database](Caller const& caller, Body<AddRate> const& ask) -> Created<RateView> {
                 return access::write(database, caller, "addExchangeRate", "", [&](access::Write& w) {
                     std::int64_t const id =
                         save_rate(w, {ask.from_currency, ask.to_currency, ask.rate, ask.valid_from});
                     return Created<RateView>{{ask, id, w.change_id()}, "/exchange-rates"};
                 });
             });
}

}  // namespace

void mount_company(wire::Api& api, db::Database& database, HasOrders has_orders) {
    mount_settings(api, database, std::move(has_orders));
    mount_periods(api, database);
    mount_rates(api, database);
}

}  // namespace colonnade::company
