#include "insight/pay/pay_change_store.hpp"

#include <algorithm>

namespace colonnade::insight {
namespace {

constexpr int runs_max = 30;

db::Params within(PersonId person, DateRange const& days) {
    return {{"person", person}, {"from", days.from}, {"to", days.to.value_or(Date::of(9999, 12, 31))}};
}

// `select` names the columns of a table that keeps its history; the rows that held just before the change.
std::string as_known(std::string const& select, std::string const& table, std::string const& where,
                     bool is_now) {
    std::string const now = "select " + select + " from " + table + " where " + where;
    if (is_now) return now;
    return now + " and change_id < :before union all select " + select + " from " + table +
           "_history where " + where + " and change_id < :before and ended_by >= :before";
}

}  // namespace

std::vector<EarlierRun> earlier_runs(db::Session& session, PersonId person, DateRange days) {
    std::vector<EarlierRun> runs;
    db::Params params = within(person, days);
    params.push_back({"limit", runs_max});
    session.each<incentives::RunId, Instant, ChangeId, std::int64_t>(
        "select r.run_id, r.at, r.change_id, cast(sum(p.earned) as bigint) from payouts p join pay_runs r on "
        "r.run_id = p.run_id where p.person_id = :person and r.is_trial = 0 and p.period_from >= :from and "
        "(p.period_to is null or p.period_to <= :to) group by r.run_id, r.at, r.change_id "
        "order by r.run_id desc limit :limit",
        params, [&](auto const&... column) { runs.push_back({column...}); });
    return runs;
}

std::map<LineKey, LineCredit> credited_then(db::Session& session, incentives::RunId run, PersonId person,
                                            DateRange days) {
    std::map<std::int64_t, std::map<LineKey, LineCredit>> by_payout;
    db::Params params = within(person, days);
    params.push_back({"run", run});
    session.each<std::int64_t, std::int64_t, std::optional<std::int64_t>, Date, std::int64_t, Rate>(
        "select l.payout_id, l.order_id, l.line_id, l.booked_on, l.credited, l.share from payout_lines l "
        "join payouts p on p.payout_id = l.payout_id where p.run_id = :run and p.person_id = :person and "
        "p.period_from >= :from and (p.period_to is null or p.period_to <= :to) "
        "order by l.payout_id, l.place",
        params,
        [&](std::int64_t payout, std::int64_t order, std::optional<std::int64_t> line, Date booked,
            std::int64_t credited, Rate share) {
            LineCredit& credit = by_payout[payout][{order, line.value_or(0)}];
            credit.booked_on = booked;
            credit.credited = add_checked(credit.credited, credited);
            credit.share = add_checked(credit.share, share.count);
        });
    // Components look at the same line; the one that counts most of it tells what there was.
    std::map<LineKey, LineCredit> lines;
    for (auto const& [payout, credits] : by_payout)
        for (auto const& [key, credit] : credits) {
            LineCredit& most = lines.try_emplace(key, credit).first->second;
            if (std::abs(credit.credited) > std::abs(most.credited)) most = credit;
        }
    return lines;
}

std::vector<DatedAmount> quotas_known(db::Session& session, PersonId person, std::optional<ChangeId> before) {
    std::vector<DatedAmount> quotas;
    db::Params params{{"person", person}};
    if (before) params.push_back({"before", *before});
    session.each<std::int64_t, Date, std::optional<Date>, std::int64_t>(
        as_known("quota_id, valid_from, valid_to, amount", "quotas",
                 "subject_kind = 'person' and measure = 'revenue' and subject_id = :person", !before),
        params, [&](std::int64_t id, Date from, std::optional<Date> to, std::int64_t amount) {
            quotas.push_back({id, "", false, {from, to}, amount});
        });
    std::ranges::sort(quotas, {}, &DatedAmount::id);
    return quotas;
}

std::vector<DatedAmount> parameters_known(db::Session& session, PersonId person,
                                          std::optional<ChangeId> before) {
    std::vector<DatedAmount> parameters;
    db::Params params{{"person", person}};
    if (before) params.push_back({"before", *before});
    session.each<std::int64_t, std::string, std::string, Date, std::optional<Date>, std::int64_t>(
        as_known("parameter_id, name, kind, valid_from, valid_to, value", "pay_parameters",
                 "person_id = :person", !before),
        params,
        [&](std::int64_t id, std::string const& name, std::string const& kind, Date from,
            std::optional<Date> to, std::int64_t value) {
            parameters.push_back({id, name, kind == "rate", {from, to}, value});
        });
    std::ranges::sort(parameters, {},
                      [](DatedAmount const& one) { return std::tuple(one.name, one.days.from, one.id); });
    return parameters;
}

std::vector<LaterAdjustment> adjustments_since(db::Session& session, PersonId person, DateRange days,
                                               Instant since) {
    std::vector<LaterAdjustment> adjustments;
    db::Params params = within(person, days);
    params.push_back({"since", since});
    session.each<std::string, std::string, std::int64_t>(
        "select a.component, a.reason, a.amount from pay_adjustments a join pay_periods p on "
        "p.pay_period_id = a.pay_period_id where a.person_id = :person and a.state = 'approved' and "
        "a.decided_at > :since and p.valid_from >= :from and (p.valid_to is null or p.valid_to <= :to) "
        "order by a.adjustment_id",
        params, [&](auto const&... column) { adjustments.push_back({column...}); });
    return adjustments;
}

}  // namespace colonnade::insight
