// Rules of incentives: who may approve what, how a plan's version and a pay period move, what a ledger batch
// must hold. Pure; amounts are ten-thousandths of the currency's unit.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::incentives {

using PlanId = Id<struct PayPlanKind>;
using VersionId = Id<struct PlanVersionKind>;
using AssignmentId = Id<struct PlanAssignmentKind>;
using PayPeriodId = Id<struct PayPeriodKind>;
using RunId = Id<struct PayRunKind>;
using PayoutId = Id<struct PayoutKind>;
using AdjustmentId = Id<struct PayAdjustmentKind>;
using DisputeId = Id<struct PayDisputeKind>;
using ExceptionId = Id<struct PayExceptionKind>;

enum class VersionState { draft, submitted, approved, rejected };
BOOST_DESCRIBE_ENUM(VersionState, draft, submitted, approved, rejected)

enum class AssigneeKind { person, role };
BOOST_DESCRIBE_ENUM(AssigneeKind, person, role)

// What a parameter's number means: money and counts in ten-thousandths, rates in 10^-10.
enum class ParameterKind { money, rate, count };
BOOST_DESCRIBE_ENUM(ParameterKind, money, rate, count)

enum class PayState { open, calculated, reviewed, approved, paid, closed };
BOOST_DESCRIBE_ENUM(PayState, open, calculated, reviewed, approved, paid, closed)

enum class Account { earned, held, due, drawn, paid, clawed_back };
BOOST_DESCRIBE_ENUM(Account, earned, held, due, drawn, paid, clawed_back)

enum class AdjustmentState { proposed, approved, refused };
BOOST_DESCRIBE_ENUM(AdjustmentState, proposed, approved, refused)

enum class DisputeState { open, granted, declined, withdrawn };
BOOST_DESCRIBE_ENUM(DisputeState, open, granted, declined, withdrawn)

// An enumerator's word in tables and on the wire, and back; an unknown word is a mistake of the program.
template <class Enum> std::string word(Enum value) { return boost::describe::enum_to_string(value, ""); }
template <class Enum> Enum parse_word(std::string const& text) {
    Enum value{};
    if (!boost::describe::enum_from_string(text.c_str(), value))
        throw Problem(ProblemKind::internal, "incentives.word", {{"word", text}});
    return value;
}

// Who stands behind an approval. Absent persons (the program itself, an account without a person) are
// nobody's beneficiary.
struct Hands {
    std::optional<UserId> author;
    std::optional<UserId> approver;
    std::optional<PersonId> approver_person;
    std::span<PersonId const> beneficiaries;
    bool alone = false;  // a one-person company: nobody else is there to approve
};
// Throws Problem "incentives.own_work" or "incentives.own_pay" (rules 2, 7 and 10).
void check_hands(Hands const& hands);

// Throws Problem "incentives.version_state" unless the step is one of rule 1.
void check_version_step(VersionState from, VersionState to);
// Throws Problem "incentives.period_step" unless the step is one of rule 6.
void check_period_step(PayState from, PayState to);

// Throws Problem "incentives.overlap" where the new stretch overlaps one that is there.
void check_no_overlap(DateRange stretch, std::span<DateRange const> there);

// One movement of the ledger. What an account receives is positive, what it gives negative.
struct LedgerEntry {
    PersonId person;
    Account account = Account::earned;
    std::string component;
    std::string period_key;  // the pay period it belongs to by its cause
    Money amount;
};

// Throws Problem "incentives.unbalanced" unless the entries sum to zero in each currency (rule 8).
void check_balanced(std::span<LedgerEntry const> entries);

// What one payout says of a person, a component and a pay period.
struct Earning {
    PersonId person;
    std::string component;
    std::string period_key;
    Money earned;  // of the period
    Money held;    // of it, until delivered, invoiced or paid
    Money drawn;   // paid ahead; below zero where an earlier draw is recovered
    Money clawed_back;
};
// earned = held + due + clawed back − drawn.
Money due_of(Earning const& earning);
// The batch that books earnings when their period is approved, and the one that pays them.
std::vector<LedgerEntry> earning_batch(std::span<Earning const> earnings);
std::vector<LedgerEntry> payment_batch(std::span<Earning const> earnings);

// What a payout should be now and what the ledger already holds for the same person, component and period:
// the difference is the correction that falls due in the open period (rule 9). Empty where nothing differs.
struct Settled {
    PersonId person;
    std::string component;
    std::string period_key;
    Money earned;
};
std::vector<Settled> corrections(std::span<Settled const> now, std::span<Settled const> before);

// The day until which a dispute raised on `day` is to be answered.
Date answer_due(Date day);

}  // namespace colonnade::incentives
