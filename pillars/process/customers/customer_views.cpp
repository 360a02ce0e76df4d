#include "pillars/process/customers/customer_views.hpp"

#include <tuple>

namespace colonnade::customers {

TimelineCursor cursor_of(TimelineEntry const& entry) {
    return {entry.on, static_cast<std::int64_t>(entry.kind), entry.subject_id};
}

bool comes_before(TimelineCursor const& a, TimelineCursor const& b) {
    return std::tie(a.on, a.kind, a.subject_id) > std::tie(b.on, b.kind, b.subject_id);
}

}  // namespace colonnade::customers
