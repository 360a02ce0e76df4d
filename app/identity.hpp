// Who asks: the session's cookie or an API token, turned into a caller with the roles and scopes of this
// moment.
#pragma once
#include "app/program.hpp"
#include "foundation/http/api_handler.hpp"

namespace colonnade {

// The caller is nobody where there is no live session or token.
http::Identity identify(Program& program, http::Request const& request);

}  // namespace colonnade
