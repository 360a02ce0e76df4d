// The OpenAPI 3.1 document of all routes.
#pragma once
#include <string>

#include "foundation/wire/api.hpp"

namespace colonnade::wire {

struct About {
    std::string title = "Colonnade";
    std::string version;  // of the program
    std::string description =
        "Sales-force management: structure, goals, customers, orders, coaching and training, in one program.";
};

// Pretty JSON, the same bytes for the same routes: paths, methods and components are in alphabetical order.
std::string openapi_text(Api const& api, About const& about);

}  // namespace colonnade::wire
