#include "pillars/operations/company/company_store.hpp"

#include "foundation/base/problem.hpp"
#include "foundation/wire/codec.hpp"
#include "foundation/wire/values.hpp"

namespace colonnade::company {
namespace {

constexpr std::string_view settings_key = "company";

ExchangeRate rate_of(std::string const& from, std::string const& to, Rate rate, Date valid_from) {
    return {Currency::parse(from), Currency::parse(to), rate, valid_from};
}

}  // namespace

StoredCompany read_company(db::Session& session) {
    auto const row = session.maybe<std::string, ChangeId>(
        "select value, change_id from settings where key = :key", {{"key", settings_key}});
    if (!row) return {};
    return {wire::from_json<Company>(std::get<0>(*row)), std::get<1>(*row)};
}

ChangeId save_company(access::Write& write, Company const& company, ChangeId seen,
                      CurrencyChange currency_change) {
    check_company(company);
    StoredCompany const before = read_company(write);
    if (before.version != seen) throw Problem(ProblemKind::stale, "stale");
    bool const changes = before.version && company.currency != before.company.currency;
    if (changes && currency_change == CurrencyChange::refused)
        throw conflict("company.currency_fixed", {{"currency", before.company.currency.text()}}, "currency");
    std::string const value = wire::to_json(company);
    std::string const old_value = before.version ? wire::to_json(before.company) : "";
    write.run("insert into settings_history select s.*, :change from settings s where s.key = :key",
              {{"change", write.change_id()}, {"key", settings_key}});
    write.run("delete from settings where key = :key", {{"key", settings_key}});
    write.run("insert into settings (key, value, change_id) values (:key, :value, :change)",
              {{"key", settings_key}, {"value", value}, {"change", write.change_id()}});
    write.audit("company", 1, old_value, value);
    return write.change_id();
}

void undo_company(access::Write& write, ImportId import_id) {
    auto const written = write.maybe<ChangeId>(
        "select s.change_id from settings s join changes c on c.change_id = s.change_id "
        "where s.key = :key and c.import_id = :import",
        {{"key", settings_key}, {"import", import_id}});
    if (!written) return;
    auto const before =
        write.maybe<std::string>("select value from settings_history where key = :key and ended_by = :change",
                                 {{"key", settings_key}, {"change", std::get<0>(*written)}});
    write.run("insert into settings_history select s.*, :change from settings s where s.key = :key",
              {{"change", write.change_id()}, {"key", settings_key}});
    write.run("delete from settings where key = :key", {{"key", settings_key}});
    if (!before) return;
    write.run("insert into settings (key, value, change_id) values (:key, :value, :change)",
              {{"key", settings_key}, {"value", std::get<0>(*before)}, {"change", write.change_id()}});
}

std::vector<Period> read_listed_periods(db::Session& session) {
    std::vector<Period> periods;
    for (auto const& [key, from, to] : session.rows<std::string, Date, std::optional<Date>>(
             "select period_key, valid_from, valid_to from periods order by valid_from"))
        periods.push_back({PeriodKind::custom, key, {from, to}});
    return periods;
}

Periods read_periods(db::Session& session) {
    return Periods(read_company(session).company.calendar, read_listed_periods(session));
}

void save_period(access::Write& write, Period const& period) {
    auto const known = write.maybe<std::int64_t>("select period_id from periods where period_key = :key",
                                                 {{"key", period.key}});
    std::int64_t const id = known ? std::get<0>(*known) : write.next_id("periods");
    if (known) {
        write.keep_history("periods", "period_id", id);
        write.run(
            "update periods set valid_from = :from, valid_to = :to, change_id = :change where period_id = "
            ":id",
            {{"from", period.range.from},
             {"to", period.range.to},
             {"change", write.change_id()},
             {"id", id}});
    } else {
        write.run(
            "insert into periods (period_id, period_key, valid_from, valid_to, change_id) "
            "values (:id, :key, :from, :to, :change)",
            {{"id", id},
             {"key", period.key},
             {"from", period.range.from},
             {"to", period.range.to},
             {"change", write.change_id()}});
    }
}

void remove_period(access::Write& write, std::string_view key) {
    auto const known =
        write.maybe<std::int64_t>("select period_id from periods where period_key = :key", {{"key", key}});
    if (!known) throw not_found();
    write.keep_history("periods", "period_id", std::get<0>(*known));
    write.run("delete from periods where period_id = :id", {{"id", std::get<0>(*known)}});
    write.audit("period", std::get<0>(*known), key, "");
}

std::vector<StoredRate> list_rates(db::Session& session, Currency from, Currency to, std::int64_t after,
                                   int limit) {
    std::vector<StoredRate> rates;
    for (auto const& [id, from_code, to_code, rate, day, version] :
         session.rows<std::int64_t, std::string, std::string, Rate, Date, ChangeId>(
             "select rate_id, from_currency, to_currency, rate, valid_from, change_id from exchange_rates "
             "where (:from = '' or from_currency = :from) and (:to = '' or to_currency = :to) "
             "and (:after = 0 or rate_id < :after) order by rate_id desc limit :limit",
             {{"from", from}, {"to", to}, {"after", after}, {"limit", limit}}))
        rates.push_back({id, rate_of(from_code, to_code, rate, day), version});
    return rates;
}

std::vector<ExchangeRate> read_rates(db::Session& session, Currency currency) {
    std::vector<ExchangeRate> rates;
    session.each<std::string, std::string, Rate, Date>(
        "select from_currency, to_currency, rate, valid_from from exchange_rates "
        "where from_currency = :currency or to_currency = :currency order by valid_from",
        {{"currency", currency}}, [&](std::string const& from, std::string const& to, Rate rate, Date day) {
            rates.push_back(rate_of(from, to, rate, day));
        });
    return rates;
}

std::optional<Rate> rate_on(db::Session& session, Currency from, Date day) {
    Currency const to = read_company(session).company.currency;
    if (from == to) return Rate::one();
    auto const newest = [&](Currency a, Currency b) {
        return session.maybe<Rate>(
            "select rate from exchange_rates where from_currency = :from and to_currency = :to and "
            "valid_from <= :day order by valid_from desc limit 1",
            {{"from", a}, {"to", b}, {"day", day}});
    };
    if (auto const rate = newest(from, to)) return std::get<0>(*rate);
    if (session.exists(
            "select 1 from exchange_rates where from_currency = :from and to_currency = :to limit 1",
            {{"from", from}, {"to", to}}))
        return std::nullopt;
    auto const opposite = newest(to, from);
    return opposite ? std::optional(ratio(Rate::scale, std::get<0>(*opposite).count)) : std::nullopt;
}

void check_rate(ExchangeRate const& rate) {
    if (rate.rate.count <= 0) throw invalid("company.rate_not_positive", {}, "rate");
    if (rate.from == rate.to) throw invalid("company.rate_of_itself", {}, "to_currency");
}

std::int64_t save_rate(access::Write& write, ExchangeRate const& rate) {
    check_rate(rate);
    auto const known = write.maybe<std::int64_t, Rate>(
        "select rate_id, rate from exchange_rates "
        "where from_currency = :from and to_currency = :to and valid_from = :day",
        {{"from", rate.from}, {"to", rate.to}, {"day", rate.valid_from}});
    if (known && std::get<1>(*known) == rate.rate) return std::get<0>(*known);
    std::int64_t const id = known ? std::get<0>(*known) : write.next_id("exchange_rates");
    if (known) {
        write.keep_history("exchange_rates", "rate_id", id);
        write.run("update exchange_rates set rate = :rate, change_id = :change where rate_id = :id",
                  {{"rate", rate.rate}, {"change", write.change_id()}, {"id", id}});
    } else {
        write.run(
            "insert into exchange_rates (rate_id, from_currency, to_currency, rate, valid_from, change_id) "
            "values (:id, :from, :to, :rate, :day, :change)",
            {{"id", id},
             {"from", rate.from},
             {"to", rate.to},
             {"rate", rate.rate},
             {"day", rate.valid_from},
             {"change", write.change_id()}});
    }
    return id;
}

}  // namespace colonnade::company
