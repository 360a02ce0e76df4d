// KPI values from files.
#pragma once
#include <set>
#include <string>

#include "foundation/access/write.hpp"
#include "foundation/base/load.hpp"
#include "pillars/operations/kpis/kpi_store.hpp"

namespace colonnade::kpis {

// One row of the canonical file `kpis`. The caller has found the person.
class KpiLoader {
public:
    explicit KpiLoader(access::Write& write) : write_(write) {}

    // A second row for the same person, name and first day in one file is refused: neither can be trusted.
    Outcome add(KpiValue row);

private:
    access::Write& write_;
    std::set<std::string> seen_;
};

}  // namespace colonnade::kpis
