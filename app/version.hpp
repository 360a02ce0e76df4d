// The program's own version.
#pragma once
#include <string_view>

namespace colonnade {

inline constexpr std::string_view version = COLONNADE_VERSION;

}  // namespace colonnade
