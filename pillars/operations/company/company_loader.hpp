// Listed periods and exchange rates from files.
#pragma once
#include "foundation/access/write.hpp"
#include "foundation/base/load.hpp"
#include "pillars/operations/company/company.hpp"

namespace colonnade::company {

class CompanyLoader {
public:
    explicit CompanyLoader(access::Write& write) : write_(write) {}

    Outcome add_period(Period const& period);
    Outcome add_rate(ExchangeRate const& rate);
    // Throws when the listed periods overlap or more than the last is open.
    void finish();

private:
    access::Write& write_;
    bool has_periods_ = false;
};

}  // namespace colonnade::company
