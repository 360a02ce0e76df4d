// Adjustments by hand, and what payees dispute.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/incentives/incentive.hpp"

namespace colonnade::incentives {

struct Adjustment {
    AdjustmentId id;
    PayPeriodId period;
    PersonId person;
    std::string component;
    Money amount;
    std::string reason;
    AdjustmentState state = AdjustmentState::proposed;
    std::optional<DisputeId> dispute;
    std::optional<UserId> author, decided_by;
    std::optional<Instant> decided_at;
    ChangeId version;
};
// Of people in view, newest first.
std::vector<Adjustment> list_adjustments(db::Session& session, Caller const& caller,
                                         std::optional<PayPeriodId> period, std::int64_t before, int limit);
// All of a period, whoever asks: for approval.
std::vector<Adjustment> adjustments_of(db::Session& session, PayPeriodId period);
// Throws Problem "incentives.period_settled" where the period is approved already, "incentives.own_pay".
Adjustment propose_adjustment(access::Write& write, Adjustment const& adjustment);
// Throws Problem "incentives.decided", "incentives.own_work", "incentives.own_pay".
Adjustment decide_adjustment(access::Write& write, AdjustmentId id, AdjustmentState decision, ChangeId seen);

struct Dispute {
    DisputeId id;
    PayoutId payout;
    std::optional<int> place;  // of the payout's line; absent: the whole payout
    PersonId person;
    std::string person_name;
    std::string question;
    Instant raised_at;
    Date answer_due;
    DisputeState state = DisputeState::open;
    std::string answer;
    std::optional<UserId> answered_by;
    std::optional<Instant> answered_at;
    std::optional<AdjustmentId> adjustment;
    ChangeId version;
};
// Of people in view; `late` are the open ones whose day has passed.
std::vector<Dispute> list_disputes(db::Session& session, Caller const& caller,
                                   std::optional<DisputeState> state, std::int64_t before, int limit);
Dispute get_dispute(db::Session& session, Caller const& caller, DisputeId id);
// The payee's own payout, else "not_found".
Dispute raise_dispute(access::Write& write, PayoutId payout, std::optional<int> place,
                      std::string const& question);
// Granted with what makes it good: an adjustment that still wants approval by another person.
struct Answer {
    DisputeState decision = DisputeState::declined;
    std::string text;
    std::optional<Money> amount;
    std::optional<PayPeriodId> period;
};
Dispute answer_dispute(access::Write& write, DisputeId id, Answer const& answer, ChangeId seen);
Dispute withdraw_dispute(access::Write& write, DisputeId id, ChangeId seen);

}  // namespace colonnade::incentives
