#include "pillars/operations/kpis/kpi_loader.hpp"

namespace colonnade::kpis {

Outcome KpiLoader::add(KpiValue row) {
    if (row.name.empty()) return Outcome::refuse(invalid("exchange.value_missing", {}, "kpi"));
    std::string const key = std::to_string(row.person.value) + " " + row.valid.from.text() + " " + row.name;
    if (!seen_.insert(key).second)
        return Outcome::refuse(conflict("kpis.twice_in_file", {{"name", row.name}}, "kpi"));
    auto const known = write_.maybe<std::int64_t, std::optional<Date>>(
        "select value, valid_to from kpi_values where person_id = :person and name = :name and valid_from = "
        ":from",
        {{"person", row.person}, {"name", row.name}, {"from", row.valid.from}});
    if (known && *known == std::tuple(row.value.count, row.valid.to))
        return Outcome::of(LoadResult::unchanged);
    row.source = KpiSource::imported;
    try {
        put_value(write_, row);
    } catch (Problem const& problem) {
        if (problem.kind() == ProblemKind::internal) throw;
        return Outcome::refuse(problem);
    }
    return Outcome::of(known ? LoadResult::updated : LoadResult::inserted);
}

}  // namespace colonnade::kpis
