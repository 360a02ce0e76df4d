// The demo's users: one for each role, of the same jobs in every size.
#pragma once
#include "demo/firm.hpp"
#include "foundation/access/write.hpp"

namespace colonnade::demo {

void add_users(access::Write& write, Firm const& firm, std::string const& password_hash);

}  // namespace colonnade::demo
