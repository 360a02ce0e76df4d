// The process's limit of open files, which connections share with the database: where idle clients take the
// last of them, nobody can sign in any more.
#pragma once
#include <cstddef>

namespace colonnade::http {

// Raises the limit as far as the system allows it and it is needed, and gives how many connections fit beside
// `others` open files, or half of the limit where it is less than twice as much: at most `wanted`, at least
// one.
std::size_t connections_that_fit(std::size_t wanted, std::size_t others);

}  // namespace colonnade::http
