// Runs with their manifests, payouts and lineage. What is stored of a run never changes; only its exceptions
// are decided.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/incentives/run.hpp"

namespace colonnade::incentives {

struct StoredRun {
    RunId id;
    std::string label;
    bool is_trial = false;
    std::optional<PayPeriodId> period;
    Currency currency;
    std::optional<std::int64_t> inputs_change;  // of runs made before it was kept: absent
    std::string inputs_digest;
    std::string results_digest;
    std::string build;
    std::optional<UserId> by;
    Instant at;
};
// What a run's results come to: one digest for the same payouts.
std::string results_digest(std::vector<Payout> const& payouts);
RunId save_run(access::Write& write, RunResult const& result, std::optional<PayPeriodId> period);
// Throws Problem "not_found"; runs are for those who see all pay.
StoredRun get_run(db::Session& session, Caller const& caller, RunId id);
std::vector<StoredRun> list_runs(db::Session& session, Caller const& caller, std::int64_t before, int limit);
std::vector<RunPlan> run_plans(db::Session& session, RunId id);
// The newest run, of trials too; nothing where there is none.
std::optional<RunId> newest_run(db::Session& session);

struct StoredPayout {
    PayoutId id;
    RunId run;
    std::string person_name, person_external_id;
    Payout payout;  // without lines
};
struct PayoutFilter {
    std::optional<RunId> run;
    std::optional<PersonId> person;
    std::optional<std::string> period_key;
    bool settled_only = false;  // of runs that their period's approval rests on
    std::int64_t after = 0;
    int limit = 50;
};
// Those in view, by id: a payee their own, a manager their tree's of the payout's period.
std::vector<StoredPayout> list_payouts(db::Session& session, Caller const& caller,
                                       PayoutFilter const& filter);
StoredPayout get_payout(db::Session& session, Caller const& caller, PayoutId id);
// Whoever asks: for what is in view by itself and speaks of a payout.
StoredPayout payout_of(db::Session& session, PayoutId id);
// All of a run, whoever asks: for approval and the ledger.
std::vector<StoredPayout> payouts_of_run(db::Session& session, RunId run);
// The order lines behind a payout in view, after the place of the last one seen.
struct StoredLine {
    int place = 0;
    std::string order_number;
    PayoutLine line;
};
std::vector<StoredLine> payout_lines(db::Session& session, Caller const& caller, PayoutId id, int after,
                                     int limit);

struct StoredException {
    ExceptionId id;
    RunException exception;
    std::string person_name;
    std::optional<UserId> decided_by;
    std::optional<Instant> decided_at;
    std::string note;
    std::string order_number;
    std::string decided_by_name;
};
std::vector<StoredException> list_exceptions(db::Session& session, Caller const& caller, RunId run);
// Orders that were exceptions of a run on which a settled period rests.
std::set<OrderId> orders_of_settled_exceptions(db::Session& session);
std::int64_t count_open_exceptions(db::Session& session, RunId run);
// What was decided of one run holds for the same exceptions of the next run of the period: the same to the
// last digit, or it is asked again.
void carry_decisions(access::Write& write, RunId from, RunId to);
// With the reason. Throws Problem "incentives.decided" or "incentives.own_pay".
void decide_exception(access::Write& write, ExceptionId id, std::string const& note);

}  // namespace colonnade::incentives
