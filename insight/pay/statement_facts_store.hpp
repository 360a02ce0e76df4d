// What a statement is built from, gathered from the period's run, the ledger, the orders and the structure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/db/session.hpp"
#include "pillars/operations/statements/statement.hpp"

namespace colonnade::insight {

// The statements of everybody whom the period pays, by name, or of one person; none while the period is not
// calculated. Throws the internal Problem "statements.unequal" where a statement and the ledger differ.
std::vector<statements::Statement> read_statements(db::Session& session, statements::PayPeriodId period,
                                                   std::optional<PersonId> person);

// What a payee reads: their account's language, else the one in their record, else the company's.
std::string payee_language(db::Session& session, PersonId person);

// A person by personnel number, else by their number here. Throws Problem "not_found".
PersonId find_payee(db::Session& session, std::string const& text);

}  // namespace colonnade::insight
