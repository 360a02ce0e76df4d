// Values of single persons that plans name: own rate, bonus, target pay, ramp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/access/write.hpp"
#include "pillars/operations/incentives/incentive.hpp"

namespace colonnade::incentives {

struct Parameter {
    std::int64_t id = 0;
    PersonId person;
    std::string name;
    ParameterKind kind = ParameterKind::count;
    std::int64_t value = 0;  // ten-thousandths; 10^-10 of a rate
    Currency currency;       // of money
    DateRange valid;
    ChangeId version;
    std::string person_name{}, person_key{};
};

struct ParameterFilter {
    std::optional<PersonId> person;
    std::optional<std::string> name;
    std::optional<Date> on;  // only values that hold on that day
    // The last row seen.
    std::string after_key, after_name;
    std::int64_t after = 0;
};
// Those the caller may see, by person, name and id.
std::vector<Parameter> list_parameters(db::Session& session, Caller const& caller,
                                       ParameterFilter const& filter, int limit);
// All of them, for calculation: by person, name and day.
std::vector<Parameter> all_parameters(db::Session& session);

// The value from its first day on; one that holds on that day ends there. Throws Problem "incentives.overlap"
// where a later one begins within it. Gives the parameter as it now stands.
Parameter save_parameter(access::Write& write, Parameter const& parameter);

}  // namespace colonnade::incentives
