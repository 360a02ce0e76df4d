// What the periods of pay are called.
#pragma once
#include <string>
#include <vector>

#include "engine/pay/facts.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"

namespace colonnade::insight {

DateRange range_of(engine::pay::Span span);

// How a stretch of days is called: by the pay period that holds its last day, else by the company's calendar.
class PeriodNames {
public:
    PeriodNames(company::Periods periods, std::vector<incentives::PayPeriod> pay_periods)
        : periods_(std::move(periods)), pay_periods_(std::move(pay_periods)) {}

    std::string key(DateRange range) const;
    company::Periods const& periods() const { return periods_; }
    std::vector<incentives::PayPeriod> const& pay_periods() const { return pay_periods_; }

private:
    company::Periods periods_;
    std::vector<incentives::PayPeriod> pay_periods_;
};

// By the company's calendar and the pay periods there are.
PeriodNames period_names(db::Session& session);

}  // namespace colonnade::insight
