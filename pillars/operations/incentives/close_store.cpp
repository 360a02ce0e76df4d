#include "pillars/operations/incentives/close_store.hpp"

#include "foundation/access/visibility.hpp"
#include "pillars/operations/incentives/case_store.hpp"
#include "pillars/operations/incentives/payee_store.hpp"
#include "pillars/operations/incentives/plan_store.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::incentives {
namespace {

constexpr int answer_shown_days = 14;

constexpr char const* periods_page = "/operations/pay-periods";
constexpr char const* disputes_page = "/operations/pay-disputes";

class WaitingList {
public:
    WaitingList(db::Session& session, Caller const& caller) : session_(session), caller_(caller) {}

    std::vector<Waiting> all() {
        if (caller_.may(Permission::pay_read)) add_disputes();
        if (caller_.may(Permission::pay_approve)) add_adjustments();
        if (caller_.may(Permission::plan_approve)) add_plans();
        add_periods();
        if (caller_.person) add_own();
        return std::move(list_);
    }

private:
    void add(std::string code, std::int64_t count, std::string link, bool is_late = false) {
        if (count > 0) list_.push_back({std::move(code), count, std::move(link), is_late});
    }
    std::int64_t self() const { return caller_.person ? caller_.person->value : 0; }

    // Operations answer; a manager sees what those below them wait for.
    void add_disputes() {
        bool const answers = caller_.may(Permission::pay_run);
        bool const leads = caller_.scope(Permission::pay_read) == Scope::team;
        if (!answers && !leads) return;
        access::Condition const seen = access::visible_person(caller_, Permission::pay_read, "d.person_id");
        auto const [open, late] = session_.one<std::int64_t, std::int64_t>(
            "select count(*), coalesce(sum(case when d.answer_due < :today then 1 else 0 end), 0) from "
            "pay_disputes d where d.state = 'open' and d.person_id <> :self and " +
                seen.sql,
            access::joined({{"today", caller_.today}, {"self", self()}}, seen.params));
        add(answers ? "disputes_to_answer" : "disputes_of_team", open, disputes_page, late > 0);
    }

    void add_adjustments() {
        add("adjustments_to_decide",
            session_.value<std::int64_t>(
                "select count(*) from pay_adjustments a join pay_periods d on d.pay_period_id = "
                "a.pay_period_id where a.state = 'proposed' and d.state in ('open', 'calculated', "
                "'reviewed') and a.person_id <> :self and coalesce(a.author_id, 0) <> :user",
                {{"self", self()}, {"user", caller_.user}}),
            "/operations/pay-adjustments?f.state=proposed");
    }

    void add_plans() {
        std::int64_t count = 0;
        std::string link = "/operations/plans";
        for (PlanVersion const& version : list_versions(session_, caller_, {}, VersionId::limit, 200))
            if (version.state == VersionState::submitted && may_decide_version(session_, caller_, version)) {
                ++count;
                link = "/operations/plans/" + std::to_string(version.id.value);
            }
        add("plans_to_approve", count, count == 1 ? link : "/operations/plans");
    }

    void add_periods() {
        std::vector<std::pair<PayState, char const*>> steps;
        if (caller_.may(Permission::pay_run))
            steps = {{PayState::open, "periods_to_calculate"}, {PayState::calculated, "periods_to_review"}};
        if (caller_.may(Permission::pay_approve)) {
            steps.emplace_back(PayState::reviewed, "periods_to_approve");
            steps.emplace_back(PayState::approved, "periods_to_pay");
            steps.emplace_back(PayState::paid, "periods_to_close");
        }
        if (steps.empty()) return;
        auto const periods = list_pay_periods(session_, caller_);
        for (auto const& [state, code] : steps) {
            std::int64_t count = 0;
            std::string link = periods_page;
            for (PayPeriod const& period : periods) {
                bool const is_over = period.range.to && *period.range.to <= caller_.today;
                if (period.state != state || (state == PayState::open && !is_over)) continue;
                ++count;
                link = std::string(periods_page) + "/" + std::to_string(period.id.value);
            }
            add(code, count, count == 1 ? link : periods_page);
        }
    }

    void add_own() {
        std::int64_t to_accept = 0;
        for (OwnPlan const& plan : own_plans(session_, caller_))
            if (!plan.accepted_at) ++to_accept;
        add("plans_to_accept", to_accept, "/operations/my-plan");
        auto const [answered, one] = session_.one<std::int64_t, std::optional<std::int64_t>>(
            "select count(*), max(dispute_id) from pay_disputes where person_id = :self and state in "
            "('granted', 'declined') and answered_at >= :since",
            {{"self", self()},
             {"since", Instant{caller_.now.milliseconds - answer_shown_days * std::int64_t{86'400'000}}}});
        add("answers_received", answered,
            answered == 1 ? std::string(disputes_page) + "/" + std::to_string(*one) : disputes_page);
    }

    db::Session& session_;
    Caller const& caller_;
    std::vector<Waiting> list_;
};

}  // namespace

CloseFacts close_facts(db::Session& session, Caller const& caller, PayPeriodId id) {
    CloseFacts facts;
    Payroll sheet = payroll(session, caller, id);
    facts.payroll_rows = static_cast<std::int64_t>(sheet.rows.size());
    facts.payroll_totals = std::move(sheet.totals);
    facts.payroll_digest = std::move(sheet.digest);
    PayPeriod const period = get_pay_period(session, caller, id);
    facts.state = period.state;
    for (PeriodStep const& step : list_steps(session, caller, id))
        facts.steps.push_back({step.to, step.by_name, step.at});
    if (auto const made = last_export(session, id))
        facts.exported = FileMade{made->digest, made->by_name, made->at};
    if (period.run) {
        facts.exceptions_open = count_open_exceptions(session, *period.run);
        facts.exceptions = session.value<std::int64_t>(
            "select count(*) from pay_exceptions where run_id = :run", {{"run", *period.run}});
    }
    for (Adjustment const& adjustment : adjustments_of(session, id)) {
        ++facts.adjustments;
        facts.adjustments_open += adjustment.state == AdjustmentState::proposed ? 1 : 0;
    }
    facts.disputes_open = session.value<std::int64_t>(
        "select count(*) from pay_disputes d join payouts p on p.payout_id = d.payout_id where d.state = "
        "'open' and p.period_from < :end",
        {{"end", period.range.to.value_or(caller.today.plus_days(1))}});
    facts.ledger_entries = session.value<std::int64_t>(
        "select count(*) from pay_ledger_entries e join pay_ledger_batches b on b.batch_id = e.batch_id "
        "where b.pay_period_id = :id",
        {{"id", id}});
    facts.ledger_balances = !session.exists(
        "select 1 from pay_ledger_entries e join pay_ledger_batches b on b.batch_id = e.batch_id where "
        "b.pay_period_id = :id group by e.batch_id, e.currency having sum(e.amount) <> 0",
        {{"id", id}});
    return facts;
}

std::vector<Waiting> pay_waiting(db::Session& session, Caller const& caller) {
    return WaitingList(session, caller).all();
}

}  // namespace colonnade::incentives
