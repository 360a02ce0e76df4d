#include "foundation/base/time_zone.hpp"

#include <unicode/timezone.h>

namespace colonnade {

bool is_time_zone(std::string_view name) {
    icu::StringPiece const text(name.data(), static_cast<std::int32_t>(name.size()));
    std::unique_ptr<icu::TimeZone> const zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(text)));
    return *zone != icu::TimeZone::getUnknown();
}

}  // namespace colonnade
