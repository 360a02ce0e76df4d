// The project's text files as the rules see them: each line as written, and again with comments and literals
// blanked.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace colonnade::tidy {

// A string literal of C++, joined where it goes over several lines, and the line on which it begins.
struct Literal {
    std::size_t line;
    std::string text;
};

struct Source {
    std::string path;                // from the root, with "/"
    std::vector<std::string> lines;  // as written
    std::vector<std::string>
        code;  // of C++: comments, literals and preprocessor lines are spaces; otherwise empty
    std::vector<Literal> literals;  // of C++

    bool is_cpp() const { return ends_with(".cpp") || ends_with(".hpp"); }
    bool is_header() const { return ends_with(".hpp"); }
    bool is_web() const { return ends_with(".ts") || ends_with(".tsx"); }
    bool is_generated() const { return ends_with(".gen.ts"); }
    bool is_test() const {
        return ends_with("_test.cpp") || ends_with("_test.hpp") || path.find(".test.") != path.npos ||
               below("tests/") || stem().starts_with("test_");
    }
    bool below(std::string_view folder) const { return path.starts_with(folder); }
    bool ends_with(std::string_view ending) const { return path.ends_with(ending); }
    // "pillars/operations/goals/goal.hpp" -> "pillars/operations/goals".
    std::string folder() const { return path.substr(0, std::min(path.rfind('/'), path.size())); }
    // The file's name without folder and ending.
    std::string stem() const;
};

// An #include of one of our own headers or of another's, without its brackets or quotes.
struct Include {
    std::size_t line;
    std::string path;
};
std::vector<Include> includes_of(Source const& source);

// A module specifier of an import or export in TypeScript, as written.
std::vector<Include> imports_of(Source const& source);

struct House {
    std::filesystem::path root;
    std::vector<Source> sources;  // in the order of their paths

    Source const* find(std::string_view path) const;
};

// Reads every text file that is ours below `root`: not what was built, fetched or stands below
// tools/tidy/samples.
House read_house(std::filesystem::path const& root);

// Fills `code` and `literals` of a C++ source from its lines.
void blank_literals(Source& source);

// The column at which `word` stands in `line` by itself, not as a part of a longer one; npos where it does
// not.
std::size_t find_word(std::string_view line, std::string_view word, std::size_t from = 0);

}  // namespace colonnade::tidy
