// Where the company's settings, listed periods and exchange rates are kept. Everybody signed in may read
// them.
#pragma once
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/company/company.hpp"

namespace colonnade::company {

struct StoredCompany {
    Company company;
    ChangeId version;  // zero while nobody has set anything
};
StoredCompany read_company(db::Session& session);
// Whether the currency may still change: not once there are orders.
enum class CurrencyChange { allowed, refused };
// Throws Problem "stale" when `seen` is not the version there is, "company.currency_fixed" by rule 5.
ChangeId save_company(access::Write& write, Company const& company, ChangeId seen,
                      CurrencyChange currency_change);

// Gives the settings that an import wrote their former values; leaves them where someone changed them later.
void undo_company(access::Write& write, ImportId import_id);

std::vector<Period> read_listed_periods(db::Session& session);
Periods read_periods(db::Session& session);
// Adds a listed period or moves one of that key. The caller checks the whole with Periods afterwards.
void save_period(access::Write& write, Period const& period);
void remove_period(access::Write& write, std::string_view key);

struct StoredRate {
    std::int64_t id;
    ExchangeRate rate;
    ChangeId version;
};
// Newest first; `from` and `to` may be the empty currency for any. At most `limit`, after the id of the last
// seen.
std::vector<StoredRate> list_rates(db::Session& session, Currency from, Currency to, std::int64_t after,
                                   int limit);
// All rates of pairs with `currency` on one side.
std::vector<ExchangeRate> read_rates(db::Session& session, Currency currency);
// Units of the company's currency for one of `from` on that day, by rule 1; nothing without a rate.
std::optional<Rate> rate_on(db::Session& session, Currency from, Date day);
// Throws Problem "company.rate_not_positive" or "company.rate_of_itself".
void check_rate(ExchangeRate const& rate);
// Adds the rate of that day, or replaces it.
std::int64_t save_rate(access::Write& write, ExchangeRate const& rate);

}  // namespace colonnade::company
