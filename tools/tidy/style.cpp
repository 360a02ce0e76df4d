// Style that needs no compiler: lengths, words, where SQL and floating point may stand.
#include <algorithm>
#include <array>
#include <cctype>

#include "tools/tidy/rules.hpp"

namespace colonnade::tidy {
namespace {

constexpr std::size_t columns_max = 110;
constexpr std::size_t lines_max = 400;

bool is_code(Source const& source) {
    return !source.is_generated() && (source.is_cpp() || source.is_web() || source.ends_with(".mjs"));
}

// Columns, not bytes: a UTF-8 character is one.
std::size_t columns(std::string_view line) {
    return static_cast<std::size_t>(std::count_if(
        line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void lines_fit(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        if (!is_code(source)) continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i)
            if (std::size_t const width = columns(source.lines[i]);
                width > columns_max && source.lines[i].find("biome-ignore") == std::string::npos)
                findings.push_back({source.path, i + 1, "a line of " + std::to_string(width) + " columns"});
    }
}

void files_are_short(House const& house, Findings& findings) {
    for (Source const& source : house.sources)
        if (is_code(source) && source.lines.size() > lines_max)
            findings.push_back(
                {source.path, 0,
                 std::to_string(source.lines.size()) + " lines: a concept here wants a file of its own"});
}

void text_is_clean(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        if (!is_code(source)) continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            std::string const& line = source.lines[i];
            if (line.find_first_of("\t\r") != line.npos)
                findings.push_back({source.path, i + 1, "a tab or a carriage return"});
            else if (line.ends_with(' '))
                findings.push_back({source.path, i + 1, "spaces at the end of the line"});
        }
    }
}

void work_is_finished(House const& house, Findings& findings) {
    // Put together here, so that this file does not hold them. A quoted one is a value, such as a currency's
    // code.
    static std::array<std::string, 4> const words = {
        "TO"
        "DO",
        "FIX"
        "ME",
        "XX"
        "X",
        "HA"
        "CK"};
    for (Source const& source : house.sources)
        for (std::size_t i = 0; i < source.lines.size(); ++i)
            for (std::string const& word : words) {
                std::string const& line = source.lines[i];
                std::size_t const at = find_word(line, word);
                if (at != line.npos && (at == 0 || line[at - 1] != '"'))
                    findings.push_back({source.path, i + 1, "finish it or leave it out: " + word});
            }
}

void tests_are_on(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        if (!source.is_test()) continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i)
            for (std::string_view const off :
                 {"DISABLED_", "it.skip(", "it.only(", "it.todo(", "test.skip(", "test.only(", "test.todo(",
                  "describe.skip(", "describe.only("})
                if (source.lines[i].find(off) != std::string::npos)
                    findings.push_back(
                        {source.path, i + 1, "a test that is switched off: " + std::string(off)});
    }
}

void no_path_of_one_machine(House const& house, Findings& findings) {
    for (Source const& source : house.sources)
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            std::string const& line = source.lines[i];
            for (std::string_view const folder : {"/home/", "/root/", "/Users/", "/work/", "/mnt/"}) {
                std::size_t const at = line.find(folder);
                bool const begins =
                    at != line.npos &&
                    (at == 0 || std::string_view(" \"'`(=:").find(line[at - 1]) != std::string_view::npos);
                // A route such as "/home" is no path; a path goes on with a name.
                bool const goes_on = begins && at + folder.size() < line.size() &&
                                     std::isalpha(static_cast<unsigned char>(line[at + folder.size()]));
                if (goes_on)
                    findings.push_back({source.path, i + 1, "a path of one machine: " + std::string(folder)});
            }
        }
}

void headers_are_polite(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        if (!source.is_header()) continue;
        bool const once = std::find(source.lines.begin(), source.lines.end(), "#pragma once") !=
                          source.lines.end();
        if (!once) findings.push_back({source.path, 0, "a header begins with #pragma once"});
        for (std::size_t i = 0; i < source.code.size(); ++i)
            if (source.code[i].find("using namespace") != std::string::npos)
                findings.push_back({source.path, i + 1, "no `using namespace` in a header"});
    }
}

// In lower case, if it begins with two letters of the same case: "Update" begins a sentence, not a statement.
std::string lower_statement(std::string text) {
    auto const upper = [&](std::size_t i) { return std::isupper(static_cast<unsigned char>(text[i])) != 0; };
    if (text.size() < 2 || upper(0) != upper(1)) return "";
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// Whether a literal reads as a statement of SQL, not as a sentence that begins with such a word.
bool is_sql(std::string const& literal) {
    std::string const text =
        lower_statement(literal.substr(std::min(literal.find_first_not_of(" \n"), literal.size())));
    auto const both = [&](std::string_view begin, std::string_view then) {
        return text.starts_with(begin) && text.find(then) != text.npos;
    };
    return both("select ", " from ") || both("insert into ", "(") || both("update ", " set ") ||
           both("delete from ", "") || both("create table ", "(") || both("create index ", " on ") ||
           both("create unique index ", " on ") || both("with ", " as (") || both("alter table ", "");
}

void sql_stays_in_stores(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        bool const may = source.ends_with("_store.cpp") || source.ends_with("_loader.cpp") ||
                         source.ends_with("_migrations.cpp") || source.is_test() ||
                         source.below("foundation/db/") || source.below("demo/") || source.below("bench/") ||
                         source.below("tools/");
        if (may) continue;
        for (Literal const& literal : source.literals)
            if (is_sql(literal.text))
                findings.push_back({source.path, literal.line,
                                    "SQL stands in *_store.cpp, *_loader.cpp and *_migrations.cpp only"});
    }
}

bool holds_money(Source const& source) {
    for (std::string_view const folder :
         {"engine/", "pillars/operations/incentives/", "pillars/operations/goals/",
          "pillars/operations/statements/", "pillars/operations/accounting/", "pillars/operations/budgets/",
          "foundation/base/money", "foundation/base/rate", "foundation/base/decimal"})
        if (source.below(folder)) return true;
    return false;
}

void money_is_exact(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        if (!source.is_cpp() || !holds_money(source)) continue;
        for (std::size_t i = 0; i < source.code.size(); ++i)
            for (std::string_view const type : {"double", "float"})
                if (find_word(source.code[i], type) != std::string::npos)
                    findings.push_back(
                        {source.path, i + 1, "no " + std::string(type) + " anywhere near pay"});
    }
}

}  // namespace

std::vector<Rule> style_rules() {
    return {
        {"lines_fit", lines_fit},
        {"files_are_short", files_are_short},
        {"text_is_clean", text_is_clean},
        {"work_is_finished", work_is_finished},
        {"tests_are_on", tests_are_on},
        {"no_path_of_one_machine", no_path_of_one_machine},
        {"headers_are_polite", headers_are_polite},
        {"sql_stays_in_stores", sql_stays_in_stores},
        {"money_is_exact", money_is_exact},
    };
}

}  // namespace colonnade::tidy
