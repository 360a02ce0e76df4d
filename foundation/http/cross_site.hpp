// Writes must come from our own pages: what a foreign page makes a browser send is refused.
#pragma once
#include <string_view>

#include "foundation/http/request.hpp"

namespace colonnade::http {

// Whether a request of this method may change state.
bool is_write(std::string_view method);

// Throws Problem (forbidden, "http.cross_site") for a write that a browser calls cross-site (Sec-Fetch-Site),
// whose Origin is not the host it was sent to, or whose body has one of the types that a form of any page can
// send.
void check_same_site(Request const& request);

// Throws Problem (forbidden, "http.csrf_token") for a write without the session's own token in X-CSRF-Token.
void check_csrf_token(Request const& request, std::string_view token);

}  // namespace colonnade::http
