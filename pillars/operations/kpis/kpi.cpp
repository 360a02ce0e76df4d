#include "pillars/operations/kpis/kpi.hpp"

#include "foundation/base/problem.hpp"

namespace colonnade::kpis {

void check_value(KpiValue const& value) {
    if (value.value.count < 0) throw invalid("kpis.negative", {}, "value");
    if (value.source == KpiSource::rated && value.value > Rate::one())
        throw invalid("kpis.above_full", {}, "value");
    if (value.valid.to && *value.valid.to <= value.valid.from) throw invalid("kpis.range", {}, "valid_to");
}

Effect effect_on(KpiValue const& known, KpiValue const& value) {
    if (known.valid.from == value.valid.from) return Effect::replaced;
    if (!known.valid.overlaps(value.valid)) return Effect::stays;
    if (known.valid.from < value.valid.from) return Effect::ended;
    throw conflict("kpis.overlap", {{"from", known.valid.from.text()}}, "valid_to");
}

}  // namespace colonnade::kpis
