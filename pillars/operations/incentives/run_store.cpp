#include "pillars/operations/incentives/run_store.hpp"

#include <fmt/format.h>

#include "foundation/access/secret.hpp"
#include "foundation/access/visibility.hpp"
#include "pillars/operations/incentives/figure_store.hpp"

namespace colonnade::incentives {
namespace {

void insert_lines(access::Write& write, std::vector<Payout> const& payouts, std::int64_t first) {
    auto bulk = write.bulk("payout_lines", {"payout_id", "place", "order_id", "line_id", "booked_on",
                                            "credited", "share", "amount"});
    for (Payout const& payout : payouts) {
        int place = 0;
        for (PayoutLine const& line : payout.lines)
            bulk.row({first, ++place, line.order, line.line_id, line.booked_on, line.credited, line.share,
                      line.amount});
        ++first;
    }
    bulk.finish();
}

void insert_payouts(access::Write& write, RunId run, std::vector<Payout> const& payouts) {
    if (payouts.empty()) return;
    std::int64_t const first = write.reserve_ids("payouts", static_cast<std::int64_t>(payouts.size()));
    std::int64_t id = first;
    auto bulk = write.bulk(
        "payouts", {"payout_id", "run_id", "person_id", "plan_name", "component", "period_key", "period_from",
                    "period_to", "currency", "credited", "earned", "held", "drawn", "clawed_back"});
    for (Payout const& p : payouts)
        bulk.row({id++, run, p.person, p.plan_name, p.component, p.period_key, p.period.from, p.period.to,
                  p.earned.currency, p.credited.units, p.earned.units, p.held.units, p.drawn.units,
                  p.clawed_back.units});
    bulk.finish();
    insert_lines(write, payouts, first);
    save_figures(write, payouts, first);
}

void insert_exceptions(access::Write& write, RunId run, std::vector<RunException> const& exceptions) {
    for (RunException const& one : exceptions)
        write.run(
            "insert into pay_exceptions (exception_id, run_id, kind, person_id, component, period_key, "
            "detail, note, change_id, order_id) values (:id, :run, :kind, :person, :component, :period, "
            ":detail, '', :change, :order)",
            {{"id", write.next_id("pay_exceptions")},
             {"run", run},
             {"kind", one.kind},
             {"person", one.person},
             {"component", one.component},
             {"period", one.period_key},
             {"detail", one.detail},
             {"change", write.change_id()},
             {"order", one.order}});
}

void insert_plans(access::Write& write, RunId run, std::vector<RunPlan> const& plans) {
    int place = 0;
    for (RunPlan const& plan : plans)
        write.run(
            "insert into pay_run_plans (run_id, place, version_id, name, digest, text) values (:run, :place, "
            ":version, :name, :digest, :text)",
            {{"run", run},
             {"place", ++place},
             {"version", plan.version},
             {"name", plan.name},
             {"digest", plan.digest},
             {"text", plan.text}});
}

std::vector<StoredRun> read_runs(db::Session& session, std::string const& tail, db::Params const& params) {
    std::vector<StoredRun> runs;
    session.each<RunId, std::string, bool, std::optional<PayPeriodId>, Currency, std::optional<std::int64_t>,
                 std::string, std::string, std::string, std::optional<UserId>, Instant>(
        "select run_id, label, is_trial, pay_period_id, currency, inputs_change, inputs_digest, "
        "results_digest, build, "
        "user_id, at from pay_runs where " +
            tail,
        params, [&](auto const&... column) { runs.push_back({column...}); });
    return runs;
}

std::vector<StoredPayout> read_payouts(db::Session& session, std::string const& tail,
                                       db::Params const& params) {
    std::vector<StoredPayout> payouts;
    session.each<PayoutId, RunId, std::string, std::optional<std::string>, PersonId, std::string, std::string,
                 std::string, Date, std::optional<Date>, Currency, std::int64_t, std::int64_t, std::int64_t,
                 std::int64_t, std::int64_t>(
        "select p.payout_id, p.run_id, s.name, s.external_id, p.person_id, p.plan_name, p.component, "
        "p.period_key, p.period_from, p.period_to, p.currency, p.credited, p.earned, p.held, p.drawn, "
        "p.clawed_back from payouts p join people s on s.person_id = p.person_id where " +
            tail,
        params,
        [&](PayoutId id, RunId run, std::string const& name, std::optional<std::string> const& external,
            PersonId person, std::string const& plan, std::string const& component, std::string const& key,
            Date from, std::optional<Date> to, Currency currency, std::int64_t credited, std::int64_t earned,
            std::int64_t held, std::int64_t drawn, std::int64_t clawed) {
            Payout payout{person,
                          plan,
                          component,
                          key,
                          {from, to},
                          {credited, currency},
                          {earned, currency},
                          {held, currency},
                          {drawn, currency},
                          {clawed, currency},
                          {}};
            payouts.push_back({id, run, name, external.value_or(""), std::move(payout)});
        });
    return payouts;
}

// Trial runs and runs that are not yet approved are for those who see all pay.
access::Condition visible_payout(Caller const& caller) {
    access::Condition seen =
        access::visible_fact(caller, Permission::pay_read, "p.person_id", "p.period_from");
    if (caller.scope(Permission::pay_read) != Scope::all)
        seen.sql = "(" + seen.sql +
                   " and exists (select 1 from pay_periods d where d.run_id = p.run_id and d.state in "
                   "('approved', 'paid', 'closed')))";
    return seen;
}

void require_all(Caller const& caller) {
    if (caller.scope(Permission::pay_read) != Scope::all) throw not_found();
}

}  // namespace

std::string results_digest(std::vector<Payout> const& payouts) {
    return access::sha256_hex(canonical_text(payouts));
}

RunId save_run(access::Write& write, RunResult const& result, std::optional<PayPeriodId> period) {
    RunId const id{write.next_id("pay_runs")};
    std::string const digest = results_digest(result.payouts);
    std::optional<UserId> by;
    if (write.caller().user) by = write.caller().user;
    write.run(
        "insert into pay_runs (run_id, label, is_trial, pay_period_id, currency, inputs_change, "
        "inputs_digest, "
        "results_digest, build, user_id, at, change_id) values (:id, :label, :trial, :period, :currency, "
        ":seen, :inputs, :results, :build, :user, :at, :change)",
        {{"id", id},
         {"label", result.label},
         {"trial", result.is_trial},
         {"period", period},
         {"currency", result.currency},
         {"seen", result.inputs_change},
         {"inputs", result.inputs_digest},
         {"results", digest},
         {"build", result.build},
         {"user", by},
         {"at", write.now()},
         {"change", write.change_id()}});
    insert_plans(write, id, result.plans);
    insert_payouts(write, id, result.payouts);
    insert_exceptions(write, id, result.exceptions);
    write.audit("pay_run", id, "",
                fmt::format(R"({{"inputs":"{}","results":"{}","payouts":{},"trial":{}}})",
                            result.inputs_digest, digest, result.payouts.size(), result.is_trial));
    return id;
}

StoredRun get_run(db::Session& session, Caller const& caller, RunId id) {
    require_all(caller);
    auto found = read_runs(session, "run_id = :id", {{"id", id}});
    if (found.empty()) throw not_found();
    return std::move(found.front());
}

std::vector<StoredRun> list_runs(db::Session& session, Caller const& caller, std::int64_t before, int limit) {
    if (caller.scope(Permission::pay_read) != Scope::all) return {};
    return read_runs(session, "run_id < :before order by run_id desc limit :limit",
                     {{"before", before}, {"limit", limit}});
}

std::vector<RunPlan> run_plans(db::Session& session, RunId id) {
    std::vector<RunPlan> plans;
    session.each<std::optional<VersionId>, std::string, std::string, std::string>(
        "select version_id, name, digest, text from pay_run_plans where run_id = :id order by place",
        {{"id", id}}, [&](auto const&... column) { plans.push_back({column...}); });
    return plans;
}

std::optional<RunId> newest_run(db::Session& session) {
    auto const id = session.value<std::optional<std::int64_t>>("select max(run_id) from pay_runs");
    if (!id) return std::nullopt;
    return RunId{*id};
}

std::vector<StoredPayout> list_payouts(db::Session& session, Caller const& caller,
                                       PayoutFilter const& filter) {
    access::Condition const seen = visible_payout(caller);
    db::Params params{{"after", filter.after}, {"limit", filter.limit}};
    std::string where = "p.payout_id > :after and " + seen.sql;
    if (filter.run) {
        where += " and p.run_id = :run";
        params.push_back({"run", *filter.run});
    }
    if (filter.person) {
        where += " and p.person_id = :person";
        params.push_back({"person", *filter.person});
    }
    if (filter.period_key) {
        where += " and p.period_key = :period";
        params.push_back({"period", *filter.period_key});
    }
    // Every run works out the periods before it anew, to find corrections; what stands for a period is what
    // its own run said.
    if (filter.settled_only)
        where +=
            " and exists (select 1 from pay_periods d where d.run_id = p.run_id and d.period_key = "
            "p.period_key)";
    return read_payouts(session, where + " order by p.payout_id limit :limit",
                        access::joined(params, seen.params));
}

StoredPayout get_payout(db::Session& session, Caller const& caller, PayoutId id) {
    access::Condition const seen = visible_payout(caller);
    auto found =
        read_payouts(session, "p.payout_id = :id and " + seen.sql, access::joined({{"id", id}}, seen.params));
    if (found.empty()) throw not_found();
    return std::move(found.front());
}

StoredPayout payout_of(db::Session& session, PayoutId id) {
    auto found = read_payouts(session, "p.payout_id = :id", {{"id", id}});
    if (found.empty()) throw not_found();
    return std::move(found.front());
}

std::vector<StoredPayout> payouts_of_run(db::Session& session, RunId run) {
    return read_payouts(session,
                        "p.run_id = :run order by p.period_from, s.name_key, p.person_id, p.payout_id",
                        {{"run", run}});
}

std::vector<StoredLine> payout_lines(db::Session& session, Caller const& caller, PayoutId id, int after,
                                     int limit) {
    get_payout(session, caller, id);
    std::vector<StoredLine> lines;
    session.each<int, std::optional<std::string>, OrderId, std::optional<std::int64_t>, Date, std::int64_t,
                 Rate, std::int64_t>(
        "select l.place, o.number, l.order_id, l.line_id, l.booked_on, l.credited, l.share, l.amount "
        "from payout_lines l left join orders o on o.order_id = l.order_id "
        "where l.payout_id = :id and l.place > :after order by l.place limit :limit",
        {{"id", id}, {"after", after}, {"limit", limit}},
        [&](int place, std::optional<std::string> const& number, OrderId order,
            std::optional<std::int64_t> line, Date booked, std::int64_t credited, Rate share,
            std::int64_t amount) {
            lines.push_back({place, number.value_or(""), {order, line, booked, credited, share, amount}});
        });
    return lines;
}

std::vector<StoredException> list_exceptions(db::Session& session, Caller const& caller, RunId run) {
    require_all(caller);
    using MaybeText = std::optional<std::string>;
    std::vector<StoredException> exceptions;
    session.each<ExceptionId, std::string, std::optional<PersonId>, std::string, std::string, std::string,
                 std::optional<OrderId>, MaybeText, std::optional<UserId>, std::optional<Instant>,
                 std::string, MaybeText, MaybeText>(
        "select e.exception_id, e.kind, e.person_id, e.component, e.period_key, e.detail, e.order_id, "
        "s.name, e.decided_by, e.decided_at, e.note, o.number, u.name from pay_exceptions e left join people "
        "s on s.person_id = e.person_id left join orders o on o.order_id = e.order_id left join users u on "
        "u.user_id = e.decided_by where e.run_id = :run order by e.exception_id",
        {{"run", run}},
        [&](ExceptionId id, std::string const& kind, std::optional<PersonId> person,
            std::string const& component, std::string const& period, std::string const& detail,
            std::optional<OrderId> order, MaybeText const& name, std::optional<UserId> by,
            std::optional<Instant> at, std::string const& note, MaybeText const& number,
            MaybeText const& by_name) {
            exceptions.push_back({id,
                                  {kind, person, component, period, detail, order},
                                  name.value_or(""),
                                  by,
                                  at,
                                  note,
                                  number.value_or(""),
                                  by_name.value_or("")});
        });
    return exceptions;
}

std::set<OrderId> orders_of_settled_exceptions(db::Session& session) {
    std::set<OrderId> orders;
    session.each<OrderId>(
        "select distinct e.order_id from pay_exceptions e join pay_periods d on d.run_id = e.run_id where "
        "d.state in ('approved', 'paid', 'closed') and e.order_id is not null",
        {}, [&](OrderId order) { orders.insert(order); });
    return orders;
}

std::int64_t count_open_exceptions(db::Session& session, RunId run) {
    return session.value<std::int64_t>(
        "select count(*) from pay_exceptions where run_id = :run and decided_at is null", {{"run", run}});
}

void carry_decisions(access::Write& write, RunId from, RunId to) {
    constexpr std::string_view same =
        "select f.{} from pay_exceptions f where f.run_id = :from and f.decided_at is not null and "
        "f.kind = pay_exceptions.kind and f.component = pay_exceptions.component and "
        "f.period_key = pay_exceptions.period_key and f.detail = pay_exceptions.detail and "
        "coalesce(f.person_id, 0) = coalesce(pay_exceptions.person_id, 0) and "
        "coalesce(f.order_id, 0) = coalesce(pay_exceptions.order_id, 0) order by f.exception_id limit 1";
    auto const former = [&](char const* column) { return fmt::format(fmt::runtime(same), column); };
    write.run("update pay_exceptions set decided_by = (" + former("decided_by") + "), note = coalesce((" +
                  former("note") + "), ''), decided_at = (" + former("decided_at") + ") where run_id = :to",
              {{"from", from}, {"to", to}});
}

void decide_exception(access::Write& write, ExceptionId id, std::string const& note) {
    Caller const& caller = write.caller();
    auto const found = write.maybe<std::optional<PersonId>, std::optional<Instant>>(
        "select person_id, decided_at from pay_exceptions where exception_id = :id", {{"id", id}});
    if (!found) throw not_found();
    auto const& [person, decided] = *found;
    if (decided) throw conflict("incentives.decided");
    if (person) check_hands({{}, caller.user, caller.person, {&*person, 1}, caller.roles.has(Role::solo)});
    write.run(
        "update pay_exceptions set decided_by = :user, decided_at = :at, note = :note, change_id = :change "
        "where exception_id = :id",
        {{"user", caller.user},
         {"at", write.now()},
         {"note", note},
         {"change", write.change_id()},
         {"id", id}});
    write.audit("pay_exception", id, "", R"({"decided":true})");
}

}  // namespace colonnade::incentives
