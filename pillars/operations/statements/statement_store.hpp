// Sealed statements: written once, when their period is closed, and proved afterwards.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/statements/statement.hpp"

namespace colonnade::statements {

struct Sealed {
    StatementId id;
    PayPeriodId period;
    PersonId person;
    Money due;
    std::string text;    // the statement's JSON as it was sealed
    std::string digest;  // SHA-256 of the text
    Instant at;
};

// Seals the statements of a closed period; its audit entry holds one digest over all of them. Throws Problem
// "statements.sealed" where the period has sealed statements.
void seal(access::Write& write, PayPeriodId period, std::vector<Statement> statements);

// The text as a statement. Throws Problem "statements.tampered" where its digest is another.
Statement opened(Sealed const& sealed);

// Whoever asks; the caller has seen to it that the person is in view.
std::optional<Sealed> find_sealed(db::Session& session, PayPeriodId period, PersonId person);
// Of a person in view; throws Problem "not_found".
Sealed get_sealed(db::Session& session, Caller const& caller, StatementId id);
// Those of one period, by the persons' names, or of one person, oldest first.
std::vector<Sealed> sealed_of_period(db::Session& session, PayPeriodId period);
std::vector<Sealed> sealed_of_person(db::Session& session, PersonId person);

// Periods whose statements the caller may see: all that are calculated with scope all, else those approved.
struct StatementPeriod {
    PayPeriodId id;
    std::string key;
    DateRange range;
    incentives::PayState state = incentives::PayState::open;
};
std::vector<StatementPeriod> statement_periods(db::Session& session, Caller const& caller);
// Throws Problem "not_found" for a period or a person out of view.
StatementPeriod require_statement(db::Session& session, Caller const& caller, PayPeriodId period,
                                  PersonId person);

// What is wrong with what was sealed.
enum class SealFault {
    changed,     // the text is not what its digest says
    unrecorded,  // the audit log knows of no such sealing
    replaced,    // the period's statements are not those that the audit log knows
};
BOOST_DESCRIBE_ENUM(SealFault, changed, unrecorded, replaced)
struct SealFinding {
    SealFault fault = SealFault::changed;
    PayPeriodId period;
    std::optional<StatementId> statement;
};
struct SealVerification {
    std::int64_t statements = 0;
    std::vector<SealFinding> findings;
};
SealVerification verify_seals(db::Session& session);

}  // namespace colonnade::statements
