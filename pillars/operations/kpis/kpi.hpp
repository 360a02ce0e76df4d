// Rules of KPI values: who rates, and between what. Pure; values are 10^-10.
#pragma once
#include <optional>
#include <string>

#include <boost/describe/enum.hpp>

#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::kpis {

// Where a value comes from.
enum class KpiSource { rated, entered, imported };
BOOST_DESCRIBE_ENUM(KpiSource, rated, entered, imported)

struct KpiValue {
    std::int64_t id = 0;
    PersonId person;
    std::string name;
    DateRange valid;
    Rate value;
    KpiSource source = KpiSource::entered;
    std::string note;
    ChangeId version;
};

// Throws Problem "kpis.negative" below zero, "kpis.above_full" where a rating exceeds 100 %, and "kpis.range"
// where the last day lies before the first.
void check_value(KpiValue const& value);

// What setting `value` does to the one that is there with the same person and name.
enum class Effect { stays, replaced, ended };
// Throws Problem "kpis.overlap" {from} where `known` begins within the value.
Effect effect_on(KpiValue const& known, KpiValue const& value);

}  // namespace colonnade::kpis
