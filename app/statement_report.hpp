// Statements of the program: what they are built from, and one from the command line.
#pragma once
#include <string>

#include "app/program.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"
#include "pillars/operations/statements/statement_api.hpp"

namespace colonnade {

statements::Sources statement_sources(Settings const& settings);

// A closed period's statements are sealed in the change that closes it.
void seal_statements(access::Write& write, incentives::PayPeriod const& period);

struct StatementAsk {
    std::string person;    // personnel number, else the person's number here
    std::string period;    // its key, such as 2026-Q3
    std::string language;  // empty: the payee's
    std::string user;      // who asks; empty: the program itself
};
// Throws Problem "not_found" for what is not in view.
statements::Told find_statement(Program& program, StatementAsk const& ask);
// Its PDF's bytes.
std::string statement_pdf(Program& program, StatementAsk const& ask);

}  // namespace colonnade
