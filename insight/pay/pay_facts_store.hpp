// What pay is calculated from, gathered from the stores of several slices into the engine's columns.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/pay/facts.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/money.hpp"
#include "foundation/db/session.hpp"
#include "insight/pay/pay_lines.hpp"

namespace colonnade::insight {

// The last changes that touched what pay is calculated from: while they are the same, so are the facts.
struct PayFactsVersion {
    StandingVersion standing;
    std::int64_t quotas = 0;
    std::int64_t parameters = 0;
    std::int64_t kpis = 0;
    friend bool operator==(PayFactsVersion const&, PayFactsVersion const&) = default;
};
PayFactsVersion pay_facts_version(db::Session& session);

// People are the company's, by rising id.
struct PayFacts {
    engine::pay::Facts facts;           // without periods and assignments
    std::vector<PersonId> people;       // by index
    std::vector<PaidLine> lines;        // by index into facts.lines
    std::vector<OrderId> without_rate;  // in a currency without a rate on their day: they pay nobody
    std::vector<OrderId> without_payee;
    // Amounts of people's own for plans that are not in the company's currency: left out.
    std::vector<std::pair<PersonId, std::string>> in_other_currency;
    Currency currency;
    PayFactsVersion version;
    std::shared_ptr<LineWords const> words;
    std::string digest;  // of all that is in it: the same inputs have the same

    engine::Index index_of(PersonId person) const;
};
// As the session's snapshot has them. Throws Problem "number.overflow" where an amount in the company's
// currency does not fit.
PayFacts read_pay_facts(db::Session& session);
// The same from a standing with lines, of the session's version; `before` may be null: facts whose words of
// products and customers are taken over where they have not changed.
PayFacts pay_facts_of(db::Session& session, ReadStanding const& standing, PayFacts const* before);

}  // namespace colonnade::insight
