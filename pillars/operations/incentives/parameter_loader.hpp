// Parameters of persons from files.
#pragma once
#include <set>
#include <string>

#include "foundation/access/write.hpp"
#include "foundation/base/load.hpp"
#include "pillars/operations/incentives/parameter_store.hpp"

namespace colonnade::incentives {

// One row of the canonical file `pay_parameters`. The caller has found the person.
class ParameterLoader {
public:
    explicit ParameterLoader(access::Write& write) : write_(write) {}

    // A second row for the same person, name and first day in one file is refused: neither can be trusted.
    Outcome add(Parameter const& row);

private:
    access::Write& write_;
    std::set<std::string> seen_;
};

}  // namespace colonnade::incentives
