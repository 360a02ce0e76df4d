// The ledger's batches, what they sum to, and the payroll file made of them.
#include <fmt/format.h>

#include "foundation/access/secret.hpp"
#include "foundation/access/visibility.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"

namespace colonnade::incentives {

std::int64_t book(access::Write& write, std::string const& kind, PayPeriodId period, std::string const& note,
                  std::vector<LedgerEntry> const& entries) {
    check_balanced(entries);
    std::int64_t const batch = write.next_id("pay_ledger_batches");
    std::optional<UserId> by;
    if (write.caller().user) by = write.caller().user;
    write.run(
        "insert into pay_ledger_batches (batch_id, kind, pay_period_id, note, user_id, at, change_id) values "
        "(:id, :kind, :period, :note, :user, :at, :change)",
        {{"id", batch},
         {"kind", kind},
         {"period", period},
         {"note", note},
         {"user", by},
         {"at", write.now()},
         {"change", write.change_id()}});
    auto bulk = write.bulk("pay_ledger_entries", {"batch_id", "place", "person_id", "account", "component",
                                                  "period_key", "currency", "amount"});
    int place = 0;
    for (LedgerEntry const& entry : entries)
        bulk.row({batch, ++place, entry.person, word(entry.account), entry.component, entry.period_key,
                  entry.amount.currency, entry.amount.units});
    bulk.finish();
    write.audit("pay_ledger_batch", batch, "",
                fmt::format(R"({{"kind":"{}","entries":{}}})", kind, entries.size()));
    return batch;
}

std::vector<LedgerRow> list_ledger(db::Session& session, Caller const& caller, LedgerFilter const& filter,
                                   std::int64_t after_batch, int limit) {
    access::Condition const seen = access::visible_person(caller, Permission::pay_read, "e.person_id");
    db::Params params{{"after", after_batch}, {"limit", limit}};
    std::string where = "(b.batch_id * 1000000 + e.place) > :after and " + seen.sql;
    if (filter.person) {
        where += " and e.person_id = :person";
        params.push_back({"person", *filter.person});
    }
    if (filter.period) {
        where += " and b.pay_period_id = :period";
        params.push_back({"period", *filter.period});
    }
    std::vector<LedgerRow> rows;
    session.each<std::int64_t, std::string, Instant, PersonId, std::string, std::string, std::string,
                 Currency, std::int64_t, std::string>(
        "select b.batch_id * 1000000 + e.place, b.kind, b.at, e.person_id, e.account, e.component, "
        "e.period_key, e.currency, e.amount, s.name from pay_ledger_entries e join pay_ledger_batches b on "
        "b.batch_id = e.batch_id join people s on s.person_id = e.person_id where " +
            where + " order by b.batch_id, e.place limit :limit",
        access::joined(params, seen.params),
        [&](std::int64_t batch, std::string const& kind, Instant at, PersonId of, std::string const& account,
            std::string const& component, std::string const& key, Currency currency, std::int64_t amount,
            std::string const& name) {
            rows.push_back({batch,
                            kind,
                            at,
                            {of, parse_word<Account>(account), component, key, {amount, currency}},
                            name});
        });
    return rows;
}

std::vector<std::int64_t> unbalanced_batches(db::Session& session) {
    std::vector<std::int64_t> batches;
    session.each<std::int64_t>(
        "select distinct batch_id from (select batch_id, currency, sum(amount) as total from "
        "pay_ledger_entries group by batch_id, currency) t where t.total <> 0 order by batch_id",
        {}, [&](std::int64_t batch) { batches.push_back(batch); });
    return batches;
}

std::vector<Settled> settled_earnings(db::Session& session) {
    std::vector<Settled> settled;
    session.each<PersonId, std::string, std::string, Currency, std::int64_t>(
        "select e.person_id, e.component, e.period_key, e.currency, cast(-sum(e.amount) as bigint) from "
        "pay_ledger_entries e join pay_ledger_batches b on b.batch_id = e.batch_id where "
        "e.account = 'earned' and b.kind <> 'adjustment' "
        "group by e.person_id, e.component, e.period_key, e.currency "
        "order by e.person_id, e.component, e.period_key, e.currency",
        {},
        [&](PersonId person, std::string const& component, std::string const& key, Currency currency,
            std::int64_t amount) {
            settled.push_back({person, component, key, {amount, currency}});
        });
    return settled;
}

std::map<std::pair<Account, std::string>, std::int64_t> balances(db::Session& session, PersonId person) {
    std::map<std::pair<Account, std::string>, std::int64_t> sums;
    session.each<std::string, std::string, std::int64_t>(
        "select account, currency, cast(sum(amount) as bigint) from pay_ledger_entries where "
        "person_id = :person group by account, currency",
        {{"person", person}},
        [&](std::string const& account, std::string const& currency, std::int64_t amount) {
            sums[{parse_word<Account>(account), currency}] = amount;
        });
    return sums;
}

std::vector<PayBalance> pay_balances(db::Session& session, Caller const& caller, PersonId person) {
    access::require_person_in_view(session, caller, Permission::pay_read, person, caller.today);
    if (!session.exists("select 1 from people where person_id = :id", {{"id", person}})) throw not_found();
    std::vector<PayBalance> rows;
    session.each<std::string, std::string, Currency, std::string, std::int64_t>(
        "select e.period_key, e.component, e.currency, e.account, cast(sum(e.amount) as bigint) from "
        "pay_ledger_entries e left join pay_periods d on d.period_key = e.period_key "
        "where e.person_id = :person group by d.valid_from, e.period_key, e.component, e.currency, e.account "
        "order by d.valid_from, e.period_key, e.component, e.currency, e.account",
        {{"person", person}},
        [&](std::string const& key, std::string const& component, Currency currency,
            std::string const& account, std::int64_t amount) {
            bool const is_same = !rows.empty() && rows.back().period_key == key &&
                                 rows.back().component == component &&
                                 rows.back().earned.currency == currency;
            Money const zero{0, currency};
            if (!is_same) rows.push_back({component, key, zero, zero, zero, zero, zero, zero});
            PayBalance& row = rows.back();
            switch (parse_word<Account>(account)) {
                case Account::earned: row.earned.units = -amount; break;
                case Account::held: row.held.units = amount; break;
                case Account::due: row.due.units = amount; break;
                case Account::drawn: row.drawn.units = -amount; break;
                case Account::paid: row.paid.units = amount; break;
                case Account::clawed_back: row.clawed_back.units = amount; break;
            }
        });
    return rows;
}

Payroll payroll(db::Session& session, Caller const& caller, PayPeriodId id) {
    if (caller.scope(Permission::pay_read) != Scope::all) throw not_found();
    get_pay_period(session, caller, id);
    Payroll payroll;
    std::string bytes;
    std::map<Currency, std::int64_t> totals;
    session.each<PersonId, std::optional<std::string>, std::string, Currency, std::int64_t>(
        "select e.person_id, s.external_id, s.name, e.currency, cast(sum(e.amount) as bigint) from "
        "pay_ledger_entries e join pay_ledger_batches b on b.batch_id = e.batch_id join people s on "
        "s.person_id = e.person_id where b.pay_period_id = :id and e.account in ('due', 'paid') "
        "group by e.person_id, s.external_id, s.name, e.currency "
        "having sum(e.amount) <> 0 order by e.person_id, e.currency",
        {{"id", id}},
        [&](PersonId person, std::optional<std::string> const& external, std::string const& name,
            Currency currency, std::int64_t amount) {
            payroll.rows.push_back({person, external.value_or(""), name, {amount, currency}});
            totals[currency] = add_checked(totals[currency], amount);
            bytes += fmt::format("{};{};{};{}\n", person.value, external.value_or(""), currency.text(),
                                 decimal_text(amount, Money::places, 2));
        });
    for (auto const& [currency, total] : totals) payroll.totals.push_back({total, currency});
    payroll.digest = access::sha256_hex(bytes);
    return payroll;
}

PayrollExport record_export(access::Write& write, PayPeriodId period, Payroll const& sheet) {
    std::int64_t const id = write.next_id("payroll_exports");
    auto const rows = static_cast<std::int64_t>(sheet.rows.size());
    std::optional<UserId> by;
    if (write.caller().user) by = write.caller().user;
    write.run(
        "insert into payroll_exports (export_id, pay_period_id, row_count, digest, user_id, at, change_id) "
        "values (:id, :period, :rows, :digest, :user, :at, :change)",
        {{"id", id},
         {"period", period},
         {"rows", rows},
         {"digest", sheet.digest},
         {"user", by},
         {"at", write.now()},
         {"change", write.change_id()}});
    write.audit("payroll_export", id, "", fmt::format(R"({{"rows":{},"digest":"{}"}})", rows, sheet.digest));
    return *last_export(write, period);
}

std::optional<PayrollExport> last_export(db::Session& session, PayPeriodId period) {
    auto const found = session.maybe<std::int64_t, std::int64_t, std::string, std::optional<std::string>,
                                     Instant>(
        "select e.export_id, e.row_count, e.digest, u.name, e.at from payroll_exports e left join users u on "
        "u.user_id = e.user_id where e.pay_period_id = :period order by e.export_id desc limit 1",
        {{"period", period}});
    if (!found) return std::nullopt;
    auto const& [id, rows, digest, name, at] = *found;
    return PayrollExport{id, period, rows, digest, name.value_or(""), at};
}

}  // namespace colonnade::incentives
