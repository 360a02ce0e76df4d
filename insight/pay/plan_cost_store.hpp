// Whose pay a caller may see.
#pragma once
#include <optional>
#include <vector>

#include "foundation/base/id.hpp"
#include "foundation/caller/caller.hpp"
#include "foundation/db/session.hpp"

namespace colonnade::insight {

// By rising id; nothing for who sees everybody's.
std::optional<std::vector<PersonId>> people_whose_pay_is_seen(db::Session& session, Caller const& caller);

}  // namespace colonnade::insight
