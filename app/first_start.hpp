// What the server says when it starts: where it is, and how to get in.
#pragma once
#include <cstdint>

#include "app/command_line.hpp"

namespace colonnade {

// Prints the address; for the demo its sign-ins, and for a company without users a one-time link to set up
// the first.
void print_welcome(Program& program, CommandLine const& line, std::uint16_t port);

}  // namespace colonnade
