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
    std::optional<PayoutId> payout;  // what it makes good, where it is about one
    std::string decision_note;
    std::string period_key, person_name, author_name{}, decided_by_name{};
};
struct AdjustmentFilter {
    std::optional<PayPeriodId> period;
    std::optional<PersonId> person;
    std::optional<AdjustmentState> state;
};
// Of people in view, newest first.
std::vector<Adjustment> list_adjustments(db::Session& session, Caller const& caller,
                                         AdjustmentFilter const& filter, std::int64_t before, int limit);
// All of a period, whoever asks: for approval.
std::vector<Adjustment> adjustments_of(db::Session& session, PayPeriodId period);
// Throws Problem "incentives.period_settled" where the period is approved already, "incentives.own_pay";
// "not_found" for a payout of somebody else.
Adjustment propose_adjustment(access::Write& write, Adjustment const& adjustment);
struct AdjustmentAnswer {
    AdjustmentState decision = AdjustmentState::refused;
    std::string note;
    ChangeId seen;
};
// Throws Problem "incentives.decided", "incentives.own_work", "incentives.own_pay".
Adjustment decide_adjustment(access::Write& write, AdjustmentId id, AdjustmentAnswer const& answer);

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
    std::string answered_by_name;
    // Of the payout it is about, and of the line where it names one.
    std::string component{}, period_key{};
    Money due{};
    std::optional<OrderId> order{};
    std::string order_number{};
    Money line_credited{};
    // Of the adjustment that makes it good.
    std::optional<AdjustmentState> adjustment_state{};
    Money adjustment_amount{};
    std::string adjustment_period{};
};
// Where a dispute stands in the list: the open ones first, the longest open before the others; then the
// answered ones, newest first.
std::int64_t place_of(Dispute const& dispute);
// Of people in view, by place.
std::vector<Dispute> list_disputes(db::Session& session, Caller const& caller,
                                   std::optional<DisputeState> state, std::int64_t after, int limit);
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
