#include "pillars/operations/company/company_loader.hpp"

#include "pillars/operations/company/company_store.hpp"

namespace colonnade::company {

Outcome CompanyLoader::add_period(Period const& period) {
    if (period.key.empty()) return Outcome::refuse(invalid("calendar.custom_key", {{"key", ""}}, "period"));
    if (period.range.to && *period.range.to <= period.range.from)
        return Outcome::refuse(invalid("calendar.custom_empty", {{"key", period.key}}, "end"));
    has_periods_ = true;
    auto const known = write_.maybe<Date, std::optional<Date>>(
        "select valid_from, valid_to from periods where period_key = :key", {{"key", period.key}});
    if (known && DateRange{std::get<0>(*known), std::get<1>(*known)} == period.range)
        return Outcome::of(LoadResult::unchanged);
    auto const taken = write_.maybe<std::string>(
        "select period_key from periods where valid_from = :from and period_key <> :key",
        {{"from", period.range.from}, {"key", period.key}});
    if (taken)
        return Outcome::refuse(conflict("calendar.custom_overlap",
                                        {{"key", period.key}, {"next", std::get<0>(*taken)}}, "start"));
    save_period(write_, period);
    return Outcome::of(known ? LoadResult::updated : LoadResult::inserted);
}

Outcome CompanyLoader::add_rate(ExchangeRate const& rate) {
    try {
        auto const known = write_.maybe<Rate>(
            "select rate from exchange_rates where from_currency = :from "
            "and to_currency = :to and valid_from = :day",
            {{"from", rate.from}, {"to", rate.to}, {"day", rate.valid_from}});
        if (known && std::get<0>(*known) == rate.rate) return Outcome::of(LoadResult::unchanged);
        save_rate(write_, rate);
        return Outcome::of(known ? LoadResult::updated : LoadResult::inserted);
    } catch (Problem const& problem) {
        if (problem.kind() != ProblemKind::invalid) throw;
        return Outcome::refuse(problem);
    }
}

void CompanyLoader::finish() {
    if (has_periods_) read_periods(write_);
}

}  // namespace colonnade::company
