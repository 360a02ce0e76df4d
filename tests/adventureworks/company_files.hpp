// The published files of the real company, read as they are.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "foundation/base/date.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/documents/table_source.hpp"

namespace colonnade {

using Line = std::map<std::string, std::string>;

inline std::filesystem::path folder() {
    char const* const given = std::getenv("COLONNADE_SHARED_DIR");
    std::filesystem::path const shared = given ? std::filesystem::path(given)
                                               : std::filesystem::path(COLONNADE_SOURCE_DIR) / "../shared";
    return shared / "data/adventureworks";
}

inline std::vector<Line> lines_of(std::string const& name) {
    auto const table = documents::open_table(folder() / (name + ".csv"));
    documents::Row row;
    std::vector<std::string> headings;
    std::vector<Line> lines;
    while (table.rows->next(row)) {
        if (headings.empty()) {
            headings.assign(row.fields.begin(), row.fields.end());
            continue;
        }
        Line& line = lines.emplace_back();
        for (std::size_t i = 0; i < headings.size(); ++i) line[headings[i]] = row.at(i);
    }
    return lines;
}

inline std::int64_t amount(std::string const& text) { return parse_decimal(text, 4).value(); }
inline Date day(std::string const& text) { return Date::parse(text.substr(0, 10)); }

inline std::string file_text(std::string const& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace colonnade
