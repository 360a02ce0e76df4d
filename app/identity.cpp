#include "app/identity.hpp"

#include "foundation/base/problem.hpp"
#include "foundation/http/headers.hpp"

namespace colonnade {
namespace {

constexpr std::string_view bearer = "Bearer ";

}  // namespace

http::Identity identify(Program& program, http::Request const& request) {
    access::Accounts& accounts = program.accounts();
    std::string_view const authorization = request.fields.find("Authorization").value_or("");
    if (authorization.starts_with(bearer)) {
        std::string_view const secret = authorization.substr(bearer.size());
        Caller caller = accounts.of_token(secret, request.remote_address);
        std::string const bucket = "user " + std::to_string(caller.user.value);
        return {std::move(caller), "", bucket};
    }
    std::string const name = http::cookie_name(access::session_cookie, request.secure);
    if (auto const token = request.cookie(name))
        if (auto signed_in = accounts.of_session(*token, request.remote_address))
            return {std::move(signed_in->caller), std::move(signed_in->csrf_token), ""};
    return {accounts.nobody("en", request.remote_address), "", ""};
}

}  // namespace colonnade
