#include <algorithm>

#include "engine/plan/syntax.hpp"

namespace colonnade::plan {
namespace {

bool is_symbol(Token const& token, std::string_view text) {
    return token.kind == TokenKind::symbol && token.text == text;
}

bool is_word(Token const& token, std::string_view text) {
    return token.kind == TokenKind::word && token.text == text;
}

// A minus that stands before its one operand and not between two: after an operator or a word that wants an
// operand, or written close to what follows and apart from what comes before.
bool is_sign(std::vector<Token> const& tokens, std::size_t at, std::size_t first) {
    if (!is_symbol(tokens[at], "-")) return false;
    if (at == first) return true;
    Token const& before = tokens[at - 1];
    if (before.kind == TokenKind::symbol && before.text != ")") return true;
    for (std::string_view const word :
         {"of", "pays", "and", "or", "not", "then", "else", "if", "needs", "above"})
        if (is_word(before, word)) return true;
    Place const& sign = tokens[at].place;
    Place const& next = tokens[at + 1].place;
    bool const apart = before.place.line != sign.line ||
                       before.place.column + before.place.length < sign.column;
    return apart && next.line == sign.line && next.column == sign.column + sign.length;
}

std::string written(Token const& token) {
    switch (token.kind) {
        case TokenKind::text: return '"' + token.text + '"';
        case TokenKind::percent: {
            std::string text = token.written;
            std::erase(text, ' ');
            return text;
        }
        case TokenKind::number: return token.written;
        default: return token.text;
    }
}

bool spaced(std::vector<Token> const& tokens, std::size_t at, std::size_t first) {
    Token const& token = tokens[at];
    Token const& before = tokens[at - 1];
    if (is_symbol(token, ",") || is_symbol(token, ")") || is_symbol(before, "(")) return false;
    if (is_symbol(token, "(") && (is_word(before, "least") || is_word(before, "greatest"))) return false;
    return !is_sign(tokens, at - 1, first);
}

}  // namespace

std::string one_line(std::vector<Token> const& tokens, std::size_t first, std::size_t last) {
    std::string line;
    for (std::size_t i = first; i < last; ++i) {
        if (i > first && spaced(tokens, i, first)) line += ' ';
        line += written(tokens[i]);
    }
    return line;
}

namespace {

// A statement's tokens and where it is laid out.
struct Line {
    std::size_t first = 0, last = 0;
    std::size_t indent = 0;
    bool gap = false;             // an empty line before it
    std::string head;             // laid out in columns: what comes first ("up to 50%"), "" for none
    std::string text;             // the rest
    std::uint32_t last_line = 0;  // of the source
};

constexpr std::size_t columns_max = 100;

enum class Where { header, single, component, example };

class Layout {
public:
    explicit Layout(Tokens tokens) : tokens_(std::move(tokens)), all_(tokens_.all) {}

    std::string text() {
        cut();
        align();
        std::string out;
        for (Line const& line : lines_) {
            std::string comments;
            comments_before(all_[line.first].place.line, line.indent, comments);
            if (line.gap && !out.empty()) out += '\n';
            out += comments;
            out += std::string(line.indent, ' ') + line.head + broken(line);
            trailing(line, out);
            out += '\n';
        }
        std::string rest;
        comments_before(UINT32_MAX, 0, rest);
        if (!rest.empty() && !out.empty()) out += '\n';
        return out + rest;
    }

private:
    bool starts(Line const& line, std::string_view word) const { return is_word(all_[line.first], word); }

    void cut() {
        Where where = Where::header;
        std::string single;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (all_[i].kind == TokenKind::line_end || all_[i].kind == TokenKind::end) continue;
            Line line;
            line.first = i;
            while (all_[i].kind != TokenKind::line_end && all_[i].kind != TokenKind::end) ++i;
            line.last = i;
            line.last_line = all_[i - 1].place.line;
            place(line, where, single);
            lines_.push_back(std::move(line));
        }
    }

    // Indentation, and whether an empty line comes before.
    void place(Line& line, Where& where, std::string& single) {
        std::string const word = all_[line.first].kind == TokenKind::word ? all_[line.first].text : "";
        Token const& second = all_[line.first + 1];
        bool const defined = is_symbol(second, "=") || is_word(second, "on");
        bool const block = word == "component" || word == "example" || word == "plan";
        bool const one = word == "measure" || word == "parameter" || word == "draw" || word == "guarantee";
        line.text = one_line(all_, line.first, line.last);
        if (block && !defined) {
            where = word == "component" ? Where::component
                    : word == "example" ? Where::example
                                        : Where::header;
            line.gap = !lines_.empty();
            single.clear();
        } else if (one && !defined) {
            line.gap = single != word;
            where = Where::single;
            single = word;
        } else {
            line.indent = where == Where::single ? 0 : is_step(line, where) ? 8 : 4;
            columns(line, where);
        }
    }

    bool is_step(Line const& line, Where where) const {
        Token const& second = all_[line.first + 1];
        return where == Where::component &&
               (starts(line, "up") || starts(line, "below") || starts(line, "above") ||
                (starts(line, "at") && !is_word(second, "most") && !is_word(second, "least")));
    }

    // Header words and bounds stand in a column of their own.
    void columns(Line& line, Where where) {
        std::size_t split = 0;
        if (where == Where::header) split = starts(line, "at") || starts(line, "prorated") ? 0 : 1;
        else if (line.indent == 8)
            split = starts(line, "above")
                        ? 1
                        : (starts(line, "up") ? 3 : 2) +
                              (is_symbol(all_[line.first + (starts(line, "up") ? 2 : 1)], "-"));
        if (split == 0 || line.first + split >= line.last) return;
        line.head = one_line(all_, line.first, line.first + split);
        line.text = one_line(all_, line.first + split, line.last);
    }

    // Pads the heads of neighbouring lines to one width.
    void align() {
        for (std::size_t i = 0; i < lines_.size();) {
            std::size_t end = i, width = 0;
            while (end < lines_.size() && !lines_[end].head.empty() && lines_[end].indent == lines_[i].indent)
                width = std::max(width, lines_[end++].head.size());
            for (std::size_t k = i; k < end; ++k) lines_[k].head.resize(width + 2, ' ');
            i = std::max(end, i + 1);
        }
    }

    void comments_before(std::uint32_t source_line, std::size_t indent, std::string& out) {
        for (; comment_ < tokens_.comments.size() && tokens_.comments[comment_].line < source_line;
             ++comment_)
            out += std::string(indent, ' ') + tokens_.comments[comment_].text + '\n';
    }

    // A long line is broken before its condition.
    std::string broken(Line const& line) const {
        if (line.indent + line.head.size() + line.text.size() <= columns_max || !line.head.empty())
            return line.text;
        for (std::size_t i = line.first + 1; i < line.last; ++i)
            if (is_word(all_[i], "where"))
                return one_line(all_, line.first, i) + "\n" + std::string(line.indent + 4, ' ') +
                       one_line(all_, i, line.last);
        return line.text;
    }

    void trailing(Line const& line, std::string& out) {
        while (comment_ < tokens_.comments.size() && tokens_.comments[comment_].line <= line.last_line)
            out += "  " + tokens_.comments[comment_++].text;
    }

    Tokens tokens_;
    std::vector<Token> const& all_;
    std::vector<Line> lines_;
    std::size_t comment_ = 0;
};

}  // namespace

std::string format(std::string_view text) {
    std::vector<Finding> findings;
    Tokens tokens = read_tokens(text, findings);
    if (!findings.empty()) return std::string(text);
    return Layout(std::move(tokens)).text();
}

}  // namespace colonnade::plan
