#include "insight/pay/period_names.hpp"

#include "foundation/access/write.hpp"

namespace colonnade::insight {

DateRange range_of(engine::pay::Span span) {
    DateRange range{Date::from_number(span.from), std::nullopt};
    if (span.to != engine::open_end) range.to = Date::from_number(span.to);
    return range;
}

std::string PeriodNames::key(DateRange range) const {
    for (incentives::PayPeriod const& period : pay_periods_) {
        bool const holds_end = range.to ? period.range.contains(range.to->plus_days(-1))
                                        : period.range.from == range.from;
        if (holds_end) return period.key;
    }
    for (Period const& listed : periods_.listed())
        if (listed.range == range) return listed.key;
    if (range.to)
        for (PeriodKind kind : {PeriodKind::month, PeriodKind::quarter, PeriodKind::year})
            for (Period const& one : periods_.between(range, kind))
                if (one.range == range) return one.key;
    return range.from.text();
}

PeriodNames period_names(db::Session& session) {
    Caller const program = access::system_caller({}, Date::beginning());
    return {company::read_periods(session), incentives::list_pay_periods(session, program)};
}

}  // namespace colonnade::insight
