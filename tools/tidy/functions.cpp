// Lengths of functions, and whether what a header offers is explained. Read from braces, not by a compiler.
#include <algorithm>
#include <array>

#include "tools/tidy/rules.hpp"

namespace colonnade::tidy {
namespace {

constexpr std::size_t function_lines_max = 70;

bool has_word(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return find_word(text, word) != std::string_view::npos;
    });
}

// What opens with a brace: a place that holds declarations, the body of a function, or anything else.
enum class Block { scope, function, other };

// `head` is the text between the last `;`, `{` or `}` and the brace.
Block block_of(std::string const& head) {
    std::size_t const call = head.find('(');
    std::string const before = head.substr(0, call);
    // A macro without its semicolon, such as BOOST_DESCRIBE_STRUCT, may stand before it.
    if (has_word(head, {"namespace"}) || has_word(before, {"extern"})) return Block::scope;
    if (has_word(before, {"class", "struct", "union", "enum"}) && call == head.npos) return Block::scope;
    return call != head.npos ? Block::function : Block::other;
}

// Calls `found(first, last)` with the lines (from 0) of each function that stands in no other.
template <class Found> void each_function(Source const& source, Found&& found) {
    struct Open {
        Block block;
        std::size_t line;
    };
    std::vector<Open> open;
    std::string head;
    std::size_t head_line = 0;
    for (std::size_t i = 0; i < source.code.size(); ++i) {
        for (char const c : source.code[i]) {
            if (c == '{') {
                bool const inside = std::any_of(open.begin(), open.end(),
                                                [](Open const& one) { return one.block != Block::scope; });
                open.push_back({inside ? Block::other : block_of(head), head_line});
                head.clear();
            } else if (c == '}') {
                if (!open.empty() && open.back().block == Block::function) found(open.back().line, i);
                if (!open.empty()) open.pop_back();
                head.clear();
            } else if (c == ';') {
                head.clear();
            } else if (c != ' ' || !head.empty()) {
                if (head.empty()) head_line = i;
                head += c;
            }
        }
        if (!head.empty()) head += ' ';
    }
}

void functions_are_short(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        if (!source.is_cpp()) continue;
        each_function(source, [&](std::size_t first, std::size_t last) {
            if (last - first + 1 > function_lines_max)
                findings.push_back(
                    {source.path, first + 1, "a function of " + std::to_string(last - first + 1) + " lines"});
        });
    }
}

// A line outside any braces that declares a function defined elsewhere.
bool declares_function(std::string const& line, std::string const& code) {
    bool const begins = !line.empty() && line[0] != ' ' && line[0] != '}' && line[0] != '#';
    return begins && code.find('(') != code.npos && code.find('{') == code.npos &&
           code.find("BOOST_") == code.npos &&
           !has_word(code, {"template", "requires", "constexpr", "inline", "concept", "namespace", "using",
                            "static_assert", "class", "struct", "friend", "operator"});
}

// Each paragraph of declarations of functions in a header says, in at least one comment, what it offers. A
// paragraph ends at an empty line; one function of a class may rest on the comment above the class.
void headers_explain(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        if (!source.is_header()) continue;
        std::size_t depth = 0, declaration = 0, paragraphs = 0;
        bool const begins_with_comment = !source.lines.empty() && source.lines.front().starts_with("//");
        bool explained = false;
        for (std::size_t i = 0; i <= source.lines.size(); ++i) {
            bool const last = i == source.lines.size();
            if (last || source.lines[i].empty()) {
                paragraphs += declaration != 0 ? 1 : 0;
                if (declaration != 0 && !explained && !(begins_with_comment && paragraphs == 1))
                    findings.push_back({source.path, declaration,
                                        "a public function wants a comment: units, ranges, errors, source"});
                explained = false;
                declaration = 0;
                continue;
            }
            if (source.lines[i].find("//") != std::string::npos) explained = true;
            std::string const& code = source.code[i];
            if (depth == 0 && declaration == 0 && declares_function(source.lines[i], code))
                declaration = i + 1;
            bool const opens_namespace = has_word(code, {"namespace"});
            for (char const c : code) {
                if (c == '{' && !opens_namespace) ++depth;
                if (c == '}' && depth > 0) --depth;
            }
        }
    }
}

}  // namespace

std::vector<Rule> function_rules() {
    return {
        {"functions_are_short", functions_are_short},
        {"headers_explain", headers_explain},
    };
}

}  // namespace colonnade::tidy
