#include "insight/pay/accounting_facts_store.hpp"

#include <map>
#include <set>
#include <tuple>

#include "pillars/operations/company/company_store.hpp"

namespace colonnade::insight {
namespace {

using accounting::Cohort;
using accounting::CreditGroup;

struct SettledPeriod {
    std::int64_t id = 0, run = 0;
    std::string key;
    Date last_day;
};

// What a run laid on orders of one type and month, in a period.
using Laid = std::map<std::pair<std::string, Date>, std::int64_t>;

std::vector<SettledPeriod> settled_periods(db::Session& session) {
    std::vector<SettledPeriod> periods;
    session.each<std::int64_t, std::int64_t, std::string, Date, std::optional<Date>>(
        "select pay_period_id, run_id, period_key, valid_from, valid_to from pay_periods where run_id is not "
        "null and state in ('approved', 'paid', 'closed') order by valid_from, pay_period_id",
        {},
        [&](std::int64_t id, std::int64_t run, std::string const& key, Date from, std::optional<Date> to) {
            periods.push_back({id, run, key, to ? to->plus_days(-1) : from});
        });
    return periods;
}

Laid laid_by(db::Session& session, std::int64_t run, std::string const& period, Currency currency) {
    std::map<std::int64_t, std::pair<std::int64_t, std::vector<CreditGroup>>> payouts;
    session.each<std::int64_t, std::int64_t, std::optional<std::string>, std::string, std::int64_t>(
        "select p.payout_id, p.earned, o.order_type, substr(l.booked_on, 1, 7), cast(sum(l.credited) as "
        "bigint) from payouts p join payout_lines l on l.payout_id = p.payout_id left join orders o on "
        "o.order_id = l.order_id where p.run_id = :run and p.period_key = :key and p.currency = :currency "
        "group by p.payout_id, p.earned, o.order_type, substr(l.booked_on, 1, 7) order by p.payout_id, "
        "o.order_type, substr(l.booked_on, 1, 7)",
        {{"run", run}, {"key", period}, {"currency", currency}},
        [&](std::int64_t payout, std::int64_t earned, std::optional<std::string> const& type,
            std::string const& month, std::int64_t credit) {
            auto& [amount, groups] = payouts[payout];
            amount = earned;
            groups.push_back({type.value_or(""), Date::parse(month + "-01"), credit});
        });
    Laid laid;
    for (auto const& [payout, each] : payouts) {
        auto const parts = accounting::divide_over(each.first, each.second);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            std::int64_t& sum = laid[{each.second[i].order_type, each.second[i].began}];
            sum = add_checked(sum, parts[i]);
        }
    }
    return laid;
}

// The earlier periods that a period's approval corrected.
std::vector<std::string> corrected_by(db::Session& session, std::int64_t period) {
    std::vector<std::string> keys;
    for (auto const& [key] : session.rows<std::string>(
             "select distinct e.period_key from pay_ledger_entries e join pay_ledger_batches b on b.batch_id "
             "= e.batch_id where b.pay_period_id = :id and b.kind = 'correction' order by e.period_key",
             {{"id", period}}))
        keys.push_back(key);
    return keys;
}

// Each period recognises what its run laid on orders, and of the periods it corrects the difference to what
// was recognised of them by then.
std::vector<Cohort> cohorts_of(db::Session& session, Currency currency) {
    std::map<std::string, Laid> recognised;  // by period
    std::vector<Cohort> cohorts;
    for (SettledPeriod const& period : settled_periods(session)) {
        std::vector<std::string> keys = corrected_by(session, period.id);
        keys.push_back(period.key);
        for (std::string const& key : keys) {
            Laid now = laid_by(session, period.run, key, currency);
            for (auto const& [group, before] : recognised[key]) now.try_emplace(group, 0);
            for (auto const& [group, amount] : now) {
                std::int64_t const difference = subtract_checked(amount, recognised[key][group]);
                if (difference != 0)
                    cohorts.push_back(
                        {accounting::first_of_month(period.last_day), group.first, group.second, difference});
            }
            recognised[key] = std::move(now);
        }
    }
    return cohorts;
}

std::vector<accounting::LedgerSum> sums_of(db::Session& session, Currency currency) {
    std::vector<accounting::LedgerSum> sums;
    session.each<std::string, Instant, std::string, Date, std::optional<Date>, std::string, std::int64_t>(
        "select b.kind, b.at, d.period_key, d.valid_from, d.valid_to, e.account, cast(sum(e.amount) as "
        "bigint) "
        "from pay_ledger_entries e join pay_ledger_batches b on b.batch_id = e.batch_id join pay_periods d "
        "on "
        "d.pay_period_id = b.pay_period_id where e.currency = :currency group by b.batch_id, b.kind, b.at, "
        "d.period_key, d.valid_from, d.valid_to, e.account order by b.batch_id, e.account",
        {{"currency", currency}},
        [&](std::string const& kind, Instant at, std::string const& key, Date from, std::optional<Date> to,
            std::string const& account, std::int64_t amount) {
            Date const last_day = to ? to->plus_days(-1) : from;
            sums.push_back({kind == "payment" ? at.date() : last_day, kind, key,
                            incentives::parse_word<incentives::Account>(account), amount});
        });
    return sums;
}

}  // namespace

accounting::Facts read_accounting_facts(db::Session& session) {
    accounting::Facts facts;
    facts.currency = company::read_company(session).company.currency;
    facts.cohorts = cohorts_of(session, facts.currency);
    facts.sums = sums_of(session, facts.currency);
    for (auto const& [type] : session.rows<std::string>(
             "select distinct order_type from orders where order_type is not null order by order_type"))
        facts.order_types.push_back(type);
    for (auto const& [currency] : session.rows<std::string>(
             "select distinct currency from pay_ledger_entries where currency <> :currency order by currency",
             {{"currency", facts.currency}}))
        facts.other_currencies.push_back(currency);
    return facts;
}

}  // namespace colonnade::insight
