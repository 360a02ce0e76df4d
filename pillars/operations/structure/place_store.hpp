// "My place": what my role is, in my team, in the company.
#pragma once
#include "foundation/caller/caller.hpp"
#include "foundation/db/session.hpp"
#include "pillars/operations/structure/structure_views.hpp"

namespace colonnade::structure {

// How far ahead "next" looks.
inline constexpr int next_events_days = 90;

// The caller's own place on the day. Throws Problem not_found for a user who is no person.
MyPlace place_of_caller(db::Session& session, Caller const& caller, Date on);

}  // namespace colonnade::structure
