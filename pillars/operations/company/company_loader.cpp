#include "pillars/operations/company/company_loader.hpp"

#include "pillars/operations/company/company_store.hpp"

namespace colonnade::company {

CompanyLoader::CompanyLoader(access::Write& write)
    : write_(write),
      new_rates_(write.bulk("exchange_rates",
                            {"rate_id", "from_currency", "to_currency", "rate", "valid_from", "change_id"})) {
}

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

std::map<Date, Rate>& CompanyLoader::rates_of(ExchangeRate const& rate) {
    auto const [at, is_new] = rates_.try_emplace({rate.from.text(), rate.to.text()});
    if (!is_new) return at->second;
    write_.each<Date, Rate>(
        "select valid_from, rate from exchange_rates where from_currency = :from and to_currency = :to",
        {{"from", rate.from}, {"to", rate.to}},
        [&](Date day, Rate known) { at->second.emplace(day, known); });
    return at->second;
}

Outcome CompanyLoader::add_rate(ExchangeRate const& rate) {
    try {
        check_rate(rate);
    } catch (Problem const& problem) {
        if (problem.kind() != ProblemKind::invalid) throw;
        return Outcome::refuse(problem);
    }
    auto const [known, is_new] = rates_of(rate).try_emplace(rate.valid_from, rate.rate);
    if (is_new) {
        new_rates_.row(
            {ids_.next(write_), rate.from, rate.to, rate.rate, rate.valid_from, write_.change_id()});
        return Outcome::of(LoadResult::inserted);
    }
    if (known->second == rate.rate) return Outcome::of(LoadResult::unchanged);
    new_rates_.finish();  // it may be one of them
    save_rate(write_, rate);
    known->second = rate.rate;
    return Outcome::of(LoadResult::updated);
}

void CompanyLoader::finish() {
    new_rates_.finish();
    if (has_periods_) read_periods(write_);
}

}  // namespace colonnade::company
