// A statement as a page to print, in a language.
#pragma once
#include <functional>
#include <string>

#include "foundation/documents/catalogue.hpp"
#include "pillars/operations/statements/statement.hpp"

namespace colonnade::statements {

// The catalogue's message in a language; handed over by app/.
using Translate = std::function<std::string(std::string_view language, std::string_view key,
                                            documents::MessageArguments const& arguments)>;

// What stands under a sealed statement.
struct SealMark {
    std::optional<StatementId> number;  // absent: a preview
    std::string digest;
    Instant at;
};

// The bytes of its PDF: the same for the same statement, seal and language (rule 7).
std::string statement_pdf(Statement const& statement, SealMark const& seal, std::string const& language,
                          Translate const& translate);

// "Q3 2026", or a period's days, as its readers say it.
std::string period_name(Statement const& statement, std::string const& language, Translate const& translate);

}  // namespace colonnade::statements
