// The TOML file of settings, and its rank: below the environment, which is below the flags.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace colonnade {

// Reads the file for the command that was chosen: tables of other commands, and what the environment says
// already, are passed over. What no command knows is left in, for the parser to refuse.
std::shared_ptr<CLI::Config> settings_file(CLI::App& app);

// The words of the command line without the program's name, the last one first, as the parser wants them.
// A file that COLONNADE_CONFIG names is added where none is named by flag.
std::vector<std::string> words_to_parse(int count, char** words);

}  // namespace colonnade
