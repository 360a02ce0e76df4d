// Which of our languages a reader asks for.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace colonnade::http {

// The one of `supported` that an Accept-Language value wants most ("pl-PL;q=0.9, en"): "pl-PL" finds "pl", of
// equal weights the first named wins. The first supported language when it names none of them.
std::string negotiated_language(std::string_view accept_language, std::span<std::string const> supported);

}  // namespace colonnade::http
