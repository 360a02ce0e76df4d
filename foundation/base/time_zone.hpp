// Names of time zones, as in the IANA database.
#pragma once
#include <string_view>

namespace colonnade {

// Whether ICU knows a zone of that name, such as "Europe/Rome".
bool is_time_zone(std::string_view name);

}  // namespace colonnade
