// Quotas and attainment over the API.
#pragma once
#include <functional>
#include <memory>

#include "foundation/db/database.hpp"
#include "foundation/wire/api.hpp"
#include "pillars/operations/company/company.hpp"
#include "pillars/operations/goals/standing.hpp"

namespace colonnade::goals {

// What the slice is told by others, handed over by app/: how everybody stands now, and the company's periods.
struct Sources {
    std::function<std::shared_ptr<Standing const>()> standing;
    std::function<company::Periods(db::Session&)> periods;
};

void mount_quotas(wire::Api& api, db::Database& database, Sources sources);
void mount_attainment(wire::Api& api, db::Database& database, Sources sources);

}  // namespace colonnade::goals
