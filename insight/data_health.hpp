// What is missing or broken in the data, as far as figures suffer from it. Pure: works on the standing alone.
#pragma once
#include <string>
#include <vector>

#include "insight/asked.hpp"

namespace colonnade::insight {

struct Finding {
    std::string code;  // "orders_without_rate"; its text is insight.finding.<code>
    std::int64_t count = 0;
    std::string link;
    Permission permission;  // whom it is for
};

// Findings with a count above zero, as of the asked day and period. `listed`: the company's own periods, if
// any.
std::vector<Finding> data_findings(Asked const& asked, std::vector<Period> const& listed);

}  // namespace colonnade::insight
