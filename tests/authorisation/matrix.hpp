// The table of expectations, matrix.txt: its header there says how it reads.
#pragma once
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/wire/request.hpp"

namespace colonnade::authorisation {

// The callers, by column; `nobody` is not signed in, `norole` has an account without a role.
inline constexpr std::array<std::string_view, 11> columns{
    "nobody",  "norole",    "seller",  "manager",       "operations", "finance",
    "trainer", "recruiter", "liaison", "administrator", "solo"};

struct Expectation {
    std::string operation;
    std::array<std::string, columns.size()> cells;  // one letter, or one for each of own, report, peer, other
    std::vector<wire::Parameter> parameters;
    std::string body;
    std::string shows;  // text that the answer holds where the row is in it
    std::string open;   // why it may tell what is hidden from what is missing
};

// Throws std::runtime_error where the file is not in its form.
inline std::map<std::string, Expectation> read_matrix(std::string const& file) {
    std::ifstream stream(file);
    if (!stream) throw std::runtime_error("cannot read " + file);
    std::map<std::string, Expectation> all;
    Expectation* current = nullptr;
    for (std::string line; std::getline(stream, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        std::string word;
        words >> word;
        if (line.front() != ' ') {
            Expectation row{word, {}, {}, {}, {}, {}};
            for (std::string& cell : row.cells)
                if (!(words >> cell)) throw std::runtime_error("cells are missing: " + line);
            auto const [at, is_new] = all.emplace(word, std::move(row));
            if (!is_new) throw std::runtime_error("an operation stands twice: " + word);
            current = &at->second;
        } else if (current == nullptr) {
            throw std::runtime_error("no operation stands before: " + line);
        } else if (word == "body" || word == "shows") {
            std::getline(words >> std::ws, word == "body" ? current->body : current->shows);
        } else if (word == "open") {
            std::getline(words >> std::ws, current->open);
        } else if (word == "with") {
            while (words >> word) {
                std::size_t const at = word.find('=');
                if (at == word.npos) throw std::runtime_error("not name=value: " + word);
                current->parameters.emplace_back(word.substr(0, at), word.substr(at + 1));
            }
        } else {
            throw std::runtime_error("not with, body, shows or open: " + line);
        }
    }
    return all;
}

// A line of the table, as the file has it.
inline std::string line_of(std::string const& operation,
                           std::array<std::string, columns.size()> const& cells) {
    auto const padded = [](std::string text, std::size_t width) {
        text.resize(std::max(width, text.size() + 1), ' ');
        return text;
    };
    std::string line = padded(operation, 26);
    for (std::string const& cell : cells) line += padded(cell, 5);
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

}  // namespace colonnade::authorisation
