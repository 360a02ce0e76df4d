// Listed periods and exchange rates from files.
#pragma once
#include <map>

#include "foundation/access/write.hpp"
#include "foundation/base/load.hpp"
#include "foundation/db/dialect.hpp"
#include "foundation/db/id_block.hpp"
#include "pillars/operations/company/company.hpp"

namespace colonnade::company {

class CompanyLoader {
public:
    explicit CompanyLoader(access::Write& write);

    Outcome add_period(Period const& period);
    Outcome add_rate(ExchangeRate const& rate);
    // New rates are surely there only now. Throws when the listed periods overlap or more than the last is
    // open.
    void finish();

private:
    using Pair = std::pair<std::string, std::string>;
    std::map<Date, Rate>& rates_of(ExchangeRate const& rate);

    access::Write& write_;
    std::map<Pair, std::map<Date, Rate>> rates_;  // of the pairs that were asked for
    db::BulkInsert new_rates_;
    db::IdBlock ids_{"exchange_rates"};
    bool has_periods_ = false;
};

}  // namespace colonnade::company
