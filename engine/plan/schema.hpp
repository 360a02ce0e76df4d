// What the facts offer to a plan: the names a plan may use, with their types.
#pragma once
#include <string>
#include <vector>

#include "engine/plan/plan.hpp"

namespace colonnade::plan {

struct Schema {
    std::vector<Attribute> attributes;  // "product.family": of a line, order, product, customer or territory
    std::vector<std::string> roles;     // empty: any name is taken
    std::vector<std::string> kpis;      // empty: any name is taken

    // The attributes that every company's facts have; roles and KPIs open.
    static Schema standard();
};

}  // namespace colonnade::plan
