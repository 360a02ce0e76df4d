// Dates as spreadsheets keep them: days since the end of 1899 (or since 1904), the time of day as their
// fraction.
#pragma once
#include <optional>
#include <string_view>

#include "foundation/documents/value_parse.hpp"

namespace colonnade::documents {

enum class DateSystem { from_1900, from_1904 };

// Reads exact decimal text such as "46022.75" to the millisecond. Empty below 0, above 9999-12-31, and for
// the day 60 of 1900, which never was (the count keeps Lotus 1-2-3's 29 February 1900).
std::optional<DateTime> from_excel_serial(std::string_view decimal,
                                          DateSystem system = DateSystem::from_1900);

}  // namespace colonnade::documents
