#include "insight/pay/pay_replay.hpp"

#include <boost/describe/class.hpp>

#include "foundation/access/write.hpp"
#include "insight/pay/pay_calculation.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"

namespace colonnade::insight {
namespace {

using namespace wire;
using incentives::RunId;
using incentives::RunResult;
using incentives::StoredRun;

struct ReplayPath {
    RunId run_id;
};
BOOST_DESCRIBE_STRUCT(ReplayPath, (), (run_id))

struct PayReplayView {
    RunId run_id;
    std::string build;         // of the run
    std::string replay_build;  // of the program that did it again
    std::string inputs_digest;
    std::string results_digest;
    bool same_inputs = false;
    bool same_results = false;
    std::int64_t differing_payouts = 0;
};
BOOST_DESCRIBE_STRUCT(PayReplayView, (),
                      (run_id, build, replay_build, inputs_digest, results_digest, same_inputs, same_results,
                       differing_payouts))

RunResult done_again(db::Session& past, StoredRun const& run, std::vector<incentives::RunPlan> const& plans) {
    PayFacts const facts = read_pay_facts(past);
    if (!run.period) return try_plan(past, facts, plans.front().text);
    Caller const program = access::system_caller({}, Date::beginning());
    return calculate_period(past, facts, incentives::get_pay_period(past, program, *run.period));
}

}  // namespace

Replay replay(db::Database& database, StoredRun const& run) {
    if (!run.inputs_change) throw conflict("incentives.no_inputs");
    auto const plans = database.read([&](db::Session& s) { return incentives::run_plans(s, run.id); });
    RunResult const result = database.read_past(
        *run.inputs_change, [&](db::Session& past) { return done_again(past, run, plans); });
    std::vector<incentives::Payout> before;
    for (incentives::StoredPayout& one :
         database.read([&](db::Session& s) { return incentives::payouts_of_run(s, run.id); }))
        before.push_back(std::move(one.payout));
    return {result.inputs_digest, incentives::results_digest(result.payouts),
            static_cast<int>(incentives::differences(before, result.payouts).size())};
}

void mount_pay_replay(Api& api, db::Database& database, std::string build) {
    api.get("/pay-runs/{run_id}/replay", "replayPayRun",
            "Work a run out again from what it was made from, and say whether the same comes of it",
            Permission::pay_read,
            [&database, build = std::move(build)](Caller const& caller,
                                                  Path<ReplayPath> const& at) -> PayReplayView {
                StoredRun const run =
                    database.read([&](db::Session& s) { return incentives::get_run(s, caller, at.run_id); });
                Replay const again = replay(database, run);
                return {run.id,
                        run.build,
                        build,
                        again.inputs_digest,
                        again.results_digest,
                        again.inputs_digest == run.inputs_digest,
                        again.results_digest == run.results_digest,
                        again.differing};
            });
}

}  // namespace colonnade::insight
