#include "pillars/operations/incentives/pay_period_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "pillars/operations/incentives/case_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::incentives {
namespace {

std::vector<PayPeriod> read_periods(db::Session& session, std::string const& tail, db::Params const& params) {
    std::vector<PayPeriod> periods;
    session.each<PayPeriodId, std::string, Date, std::optional<Date>, std::string, std::optional<RunId>,
                 ChangeId>(
        "select pay_period_id, period_key, valid_from, valid_to, state, run_id, change_id from pay_periods "
        "where " +
            tail,
        params,
        [&](PayPeriodId id, std::string const& key, Date from, std::optional<Date> to,
            std::string const& state, std::optional<RunId> run, ChangeId version) {
            periods.push_back({id, key, {from, to}, parse_word<PayState>(state), run, version});
        });
    return periods;
}

PayPeriod period_of(db::Session& session, PayPeriodId id) {
    auto found = read_periods(session, "pay_period_id = :id", {{"id", id}});
    if (found.empty()) throw not_found();
    return std::move(found.front());
}

// The hands of everybody who calculated or reviewed the period, and of those it pays, against the caller's.
void require_other_hands(access::Write& write, PayPeriod const& period) {
    Caller const& caller = write.caller();
    bool const alone = caller.roles.has(Role::solo);
    std::vector<PersonId> paid;
    if (period.run)
        for (StoredPayout const& payout : payouts_of_run(write, *period.run))
            paid.push_back(payout.payout.person);
    for (auto const& [author] : write.rows<std::optional<UserId>>(
             "select user_id from pay_period_steps where pay_period_id = :id and run_id = :run",
             {{"id", period.id}, {"run", period.run}}))
        check_hands({author, caller.user, caller.person, paid, alone});
}

void require_decided(access::Write& write, PayPeriod const& period) {
    std::int64_t const open = period.run ? count_open_exceptions(write, *period.run) : 0;
    if (open > 0) throw conflict("incentives.exceptions_open", {{"count", std::to_string(open)}});
}

// What the period's run says of the period itself.
std::vector<Earning> earnings_of(access::Write& write, PayPeriod const& period) {
    std::vector<Earning> earnings;
    for (StoredPayout const& payout : payouts_of_run(write, *period.run))
        if (payout.payout.period_key == period.key) earnings.push_back(earning_of(payout.payout));
    return earnings;
}

// Due at once and in full.
Earning plain_earning(PersonId person, std::string component, std::string key, Money amount) {
    Money const zero{0, amount.currency};
    return {person, std::move(component), std::move(key), amount, zero, zero, zero};
}

std::vector<Earning> adjusted(access::Write& write, PayPeriod const& period) {
    std::vector<Earning> earnings;
    for (Adjustment const& adjustment : adjustments_of(write, period.id))
        if (adjustment.state == AdjustmentState::approved)
            earnings.push_back(
                plain_earning(adjustment.person, adjustment.component, period.key, adjustment.amount));
    return earnings;
}

// Differences of settled periods against the run at hand (rule 9).
std::vector<Earning> corrections_of(access::Write& write, PayPeriod const& period) {
    std::vector<Settled> now, before;
    std::vector<std::string> settled_keys;
    for (PayPeriod const& other : read_periods(write, "state in ('approved', 'paid', 'closed')", {}))
        settled_keys.push_back(other.key);
    auto const is_settled = [&](std::string const& key) {
        return std::ranges::find(settled_keys, key) != settled_keys.end();
    };
    for (StoredPayout const& stored : payouts_of_run(write, *period.run)) {
        Payout const& payout = stored.payout;
        if (is_settled(payout.period_key))
            now.push_back({payout.person, payout.component, payout.period_key, payout.earned});
    }
    for (Settled const& settled : settled_earnings(write))
        if (is_settled(settled.period_key)) before.push_back(settled);
    std::vector<Earning> earnings;
    for (Settled const& difference : corrections(now, before))
        earnings.push_back(
            plain_earning(difference.person, difference.component, difference.period_key, difference.earned));
    return earnings;
}

// Adjustments stand in a batch of their own: a later run corrects what was calculated, never them.
void book_approval(access::Write& write, PayPeriod const& period) {
    std::vector<Earning> const earned = earnings_of(write, period);
    std::vector<Earning> const corrected = corrections_of(write, period);
    std::vector<Earning> const by_hand = adjusted(write, period);
    book(write, "earning", period.id, "", earning_batch(earned));
    if (!corrected.empty()) book(write, "correction", period.id, "", earning_batch(corrected));
    if (!by_hand.empty()) book(write, "adjustment", period.id, "", earning_batch(by_hand));
}

// Pays what the period's batches left due.
void book_payment(access::Write& write, PayPeriod const& period) {
    std::vector<LedgerEntry> entries;
    write.each<PersonId, std::string, std::string, Currency, std::int64_t>(
        "select e.person_id, e.component, e.period_key, e.currency, cast(sum(e.amount) as bigint) "
        "from pay_ledger_entries e "
        "join pay_ledger_batches b on b.batch_id = e.batch_id where b.pay_period_id = :id and "
        "e.account = 'due' group by e.person_id, e.component, e.period_key, e.currency "
        "having sum(e.amount) <> 0 order by e.person_id, e.component, e.period_key, e.currency",
        {{"id", period.id}},
        [&](PersonId person, std::string const& component, std::string const& key, Currency currency,
            std::int64_t amount) {
            entries.push_back({person, Account::due, component, key, {-amount, currency}});
            entries.push_back({person, Account::paid, component, key, {amount, currency}});
        });
    book(write, "payment", period.id, "", entries);
}

void prepare(access::Write& write, PayPeriod const& period, PayState to) {
    if (to == PayState::reviewed || to == PayState::approved) require_decided(write, period);
    if (to == PayState::approved) {
        require_other_hands(write, period);
        for (Adjustment const& adjustment : adjustments_of(write, period.id))
            if (adjustment.state == AdjustmentState::proposed) throw conflict("incentives.adjustments_open");
        book_approval(write, period);
    }
    if (to == PayState::paid) book_payment(write, period);
}

void record_step(access::Write& write, PayPeriod const& before, PayPeriod const& after,
                 std::string const& note) {
    std::optional<UserId> by;
    if (write.caller().user) by = write.caller().user;
    write.run(
        "insert into pay_period_steps (step_id, pay_period_id, from_state, to_state, run_id, user_id, at, "
        "note, change_id) values (:id, :period, :from, :to, :run, :user, :at, :note, :change)",
        {{"id", write.next_id("pay_period_steps")},
         {"period", after.id},
         {"from", word(before.state)},
         {"to", word(after.state)},
         {"run", after.run},
         {"user", by},
         {"at", write.now()},
         {"note", note},
         {"change", write.change_id()}});
    write.audit(
        "pay_period", after.id, fmt::format(R"({{"state":"{}"}})", word(before.state)),
        fmt::format(R"({{"state":"{}","run":{}}})", word(after.state), after.run ? after.run->value : 0));
}

}  // namespace

std::vector<PayPeriod> list_pay_periods(db::Session& session, Caller const& caller) {
    if (!caller.may(Permission::pay_read)) return {};
    return read_periods(session, "1 = 1 order by valid_from, pay_period_id", {});
}

PayPeriod get_pay_period(db::Session& session, Caller const& caller, PayPeriodId id) {
    if (!caller.may(Permission::pay_read)) throw not_found();
    return period_of(session, id);
}

std::optional<PayPeriod> find_pay_period(db::Session& session, std::string const& key) {
    auto found = read_periods(session, "period_key = :key", {{"key", key}});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

PayPeriod open_pay_period(access::Write& write, std::string const& key, DateRange range) {
    std::vector<DateRange> others;
    for (PayPeriod const& other : read_periods(write, "1 = 1", {})) {
        if (other.key == key) throw conflict("incentives.period_taken", {{"key", key}}, "period");
        others.push_back(other.range);
    }
    check_no_overlap(range, others);
    PayPeriod const period{
        PayPeriodId{write.next_id("pay_periods")}, key, range, PayState::open, {}, write.change_id()};
    write.run(
        "insert into pay_periods (pay_period_id, period_key, valid_from, valid_to, state, change_id) values "
        "(:id, :key, :from, :to, 'open', :change)",
        {{"id", period.id},
         {"key", key},
         {"from", range.from},
         {"to", range.to},
         {"change", period.version}});
    write.audit("pay_period", period.id, "", R"({"state":"open"})");
    return period;
}

std::vector<PeriodStep> list_steps(db::Session& session, Caller const& caller, PayPeriodId id) {
    get_pay_period(session, caller, id);
    std::vector<PeriodStep> steps;
    session.each<std::string, std::string, std::optional<RunId>, std::optional<UserId>,
                 std::optional<std::string>, Instant, std::string>(
        "select t.from_state, t.to_state, t.run_id, t.user_id, u.name, t.at, t.note from pay_period_steps t "
        "left join users u on u.user_id = t.user_id where t.pay_period_id = :id order by t.step_id",
        {{"id", id}},
        [&](std::string const& from, std::string const& to, std::optional<RunId> run,
            std::optional<UserId> by, std::optional<std::string> const& name, Instant at,
            std::string const& note) {
            steps.push_back(
                {parse_word<PayState>(from), parse_word<PayState>(to), run, by, name.value_or(""), at, note});
        });
    return steps;
}

std::optional<RunId> former_run(db::Session& session, PayPeriodId id, std::optional<RunId> than) {
    return session.value<std::optional<RunId>>(
        "select max(run_id) from pay_period_steps where pay_period_id = :id and to_state = 'calculated' and "
        "run_id < :than",
        {{"id", id}, {"than", than.value_or(RunId{RunId::limit})}});
}

PayPeriod step_pay_period(access::Write& write, StepAsk const& ask) {
    PayPeriod const before = get_pay_period(write, write.caller(), ask.id);
    if (before.version != ask.seen) throw Problem(ProblemKind::stale, "stale");
    check_period_step(before.state, ask.to);
    prepare(write, before, ask.to);
    PayPeriod after = before;
    after.state = ask.to;
    if (ask.to == PayState::calculated) after.run = ask.run;
    if (ask.to == PayState::open) after.run = std::nullopt;
    after.version = write.change_id();
    write.keep_history("pay_periods", "pay_period_id", before.id);
    write.run(
        "update pay_periods set state = :state, run_id = :run, change_id = :change where pay_period_id = :id",
        {{"state", word(after.state)}, {"run", after.run}, {"change", after.version}, {"id", after.id}});
    record_step(write, before, after, ask.note);
    return after;
}

}  // namespace colonnade::incentives
