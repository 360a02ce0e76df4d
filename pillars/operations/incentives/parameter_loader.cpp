#include "pillars/operations/incentives/parameter_loader.hpp"

namespace colonnade::incentives {

Outcome ParameterLoader::add(Parameter const& row) {
    if (row.name.empty()) return Outcome::refuse(invalid("exchange.value_missing", {}, "name"));
    std::string const key = std::to_string(row.person.value) + " " + row.valid.from.text() + " " + row.name;
    if (!seen_.insert(key).second)
        return Outcome::refuse(conflict("incentives.twice_in_file", {{"name", row.name}}, "name"));
    auto const known = write_.maybe<std::string, std::int64_t, Currency, std::optional<Date>>(
        "select kind, value, currency, valid_to from pay_parameters where person_id = :person and "
        "name = :name and valid_from = :from",
        {{"person", row.person}, {"name", row.name}, {"from", row.valid.from}});
    if (known && *known == std::tuple(word(row.kind), row.value, row.currency, row.valid.to))
        return Outcome::of(LoadResult::unchanged);
    try {
        save_parameter(write_, row);
    } catch (Problem const& problem) {
        if (problem.kind() == ProblemKind::internal) throw;
        return Outcome::refuse(problem);
    }
    return Outcome::of(known ? LoadResult::updated : LoadResult::inserted);
}

}  // namespace colonnade::incentives
