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
};

// Those the caller may see, by id; of one person, or of all.
std::vector<Parameter> list_parameters(db::Session& session, Caller const& caller,
                                       std::optional<PersonId> person, std::int64_t after, int limit);
// All of them, for calculation: by person, name and day.
std::vector<Parameter> all_parameters(db::Session& session);

// The value from its first day on; one that holds on that day ends there. Throws Problem "incentives.overlap"
// where a later one begins within it. Gives the parameter as it now stands.
Parameter save_parameter(access::Write& write, Parameter const& parameter);

}  // namespace colonnade::incentives
