#include "app/statement_report.hpp"

#include "app/catalogue_files.hpp"
#include "insight/pay/statement_facts_store.hpp"

namespace colonnade {
namespace {

std::string translated(std::string_view language, std::string_view key,
                       documents::MessageArguments const& arguments) {
    return catalogues().text(language, key, arguments);
}

}  // namespace

statements::Sources statement_sources(Settings const& settings) {
    return {insight::read_statements, insight::payee_language, translated, settings.uploads};
}

void seal_statements(access::Write& write, incentives::PayPeriod const& period) {
    statements::seal(write, period.id, insight::read_statements(write, period.id, {}));
}

statements::Told find_statement(Program& program, StatementAsk const& ask) {
    Caller const caller = program.caller_of(ask.user);
    return program.database().read([&](db::Session& session) {
        auto const period = incentives::find_pay_period(session, ask.period);
        if (!period) throw not_found();
        return statements::tell(session, caller, statement_sources(program.settings()), period->id,
                                insight::find_payee(session, ask.person));
    });
}

std::string statement_pdf(Program& program, StatementAsk const& ask) {
    statements::Told const told = find_statement(program, ask);
    return program.database().read([&](db::Session& session) {
        return statements::told_pdf(session, statement_sources(program.settings()), told, ask.language);
    });
}

}  // namespace colonnade
