#include <algorithm>
#include <array>

#include "engine/plan/syntax.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::plan {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Symbols, longest first, and what they mean.
constexpr std::array<std::pair<std::string_view, std::string_view>, 23> symbols{{
    {"<=", "<="}, {">=", ">="}, {"<>", "≠"}, {"!=", "≠"}, {"≠", "≠"}, {"≤", "<="}, {"≥", ">="}, {"×", "×"},
    {"÷", "/"},   {"−", "-"},   {"(", "("},  {")", ")"},  {",", ","}, {"=", "="},  {"+", "+"},  {"-", "-"},
    {"*", "×"},   {"/", "/"},   {"<", "<"},  {">", ">"},  {"⋅", "×"}, {"·", "×"},  {"≦", "<="},
}};

// The code point that begins at `at`, of valid UTF-8, and its bytes.
std::pair<char32_t, std::size_t> code_point(std::string_view text, std::size_t at) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned char const first = byte(at);
    std::size_t const length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t value = length == 1 ? first : first & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) value = (value << 6) | (byte(at + i) & 0x3F);
    return {value, length};
}

// Letters of any script: what is neither ASCII, a sign of Latin-1, nor in the blocks of punctuation and
// signs.
bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c < 0x2C00) &&
           !(c >= 0xD800 && c < 0xF900);
}

class Lexer {
public:
    Lexer(std::string_view text, std::vector<Finding>& findings) : text_(text), findings_(findings) {}

    Tokens read() {
        while (at_ < text_.size()) step();
        line_end();
        tokens_.all.push_back({TokenKind::end, "", "", here(0)});
        return std::move(tokens_);
    }

private:
    Place here(std::uint32_t length) const { return {line_, column_, length}; }
    std::string_view rest() const { return text_.substr(at_); }

    std::uint32_t characters(std::size_t bytes) const {
        std::string_view const part = text_.substr(at_, bytes);
        return static_cast<std::uint32_t>(
            std::count_if(part.begin(), part.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    }

    void skip(std::size_t bytes) {
        column_ += characters(bytes);
        at_ += bytes;
    }

    void take(TokenKind kind, std::size_t bytes, std::string meaning) {
        tokens_.all.push_back(
            {kind, std::move(meaning), std::string(text_.substr(at_, bytes)), here(characters(bytes))});
        skip(bytes);
    }

    void tell(std::string code, std::size_t bytes, ProblemArguments arguments) {
        if (findings_.size() < findings_max)
            findings_.push_back(
                {Severity::error, std::move(code), std::move(arguments), here(characters(bytes)), ""});
    }

    void line_end() {
        if (!tokens_.all.empty() && tokens_.all.back().kind != TokenKind::line_end)
            tokens_.all.push_back({TokenKind::line_end, "", "", here(0)});
    }

    void step() {
        char const c = text_[at_];
        if (c == '\n') {
            line_end();
            ++at_;
            ++line_;
            column_ = 1;
        } else if (c == ' ' || c == '\t' || c == '\r') skip(1);
        else if (rest().starts_with("\u00A0")) skip(2);
        else if (c == '#') comment();
        else if (is_digit(c)) number();
        else if (c == '"' || rest().starts_with("“") || rest().starts_with("„")) quoted();
        else if (is_letter(code_point(text_, at_).first)) word();
        else symbol();
    }

    void comment() {
        std::size_t const end = std::min(text_.find('\n', at_), text_.size());
        tokens_.comments.push_back({trimmed(text_.substr(at_, end - at_)), line_});
        skip(end - at_);
    }

    // "2026-03-31", "10,000.00", "12.5%".
    void number() {
        std::string_view const left = rest();
        if (auto const date = Date::find(left.substr(0, 10));
            date && !(left.size() > 10 && is_digit(left[10])))
            return take(TokenKind::date, 10, date->text());
        std::size_t end = 0;
        std::string digits;
        auto const run = [&] {
            while (end < left.size() && is_digit(left[end])) digits += left[end++];
        };
        run();
        auto const digit_at = [&](std::size_t i) { return i < left.size() && is_digit(left[i]); };
        auto const group = [&](std::size_t i) {
            return i < left.size() && left[i] == ',' && digit_at(i + 1) && digit_at(i + 2) &&
                   digit_at(i + 3) && !digit_at(i + 4);
        };
        while (group(end)) {
            ++end;
            for (int i = 0; i < 3; ++i) digits += left[end++];
        }
        if (end + 1 < left.size() && left[end] == '.' && is_digit(left[end + 1])) {
            digits += left[end++];
            run();
        }
        std::size_t const sign = left.find_first_not_of(' ', end);
        if (sign != left.npos && left[sign] == '%') return take(TokenKind::percent, sign + 1, digits);
        take(TokenKind::number, end, digits);
    }

    void quoted() {
        std::size_t const open = text_[at_] == '"' ? 1 : 3;
        std::string_view const left = rest();
        for (std::size_t end = open; end < left.size() && left[end] != '\n'; ++end)
            for (std::string_view const mark : {"\"", "”", "“"})
                if (left.substr(end).starts_with(mark))
                    return take(TokenKind::text, end + mark.size(),
                                std::string(left.substr(open, end - open)));
        std::size_t const end = std::min(left.find('\n'), left.size());
        tell("text_unclosed", end, {{"found", trimmed(left.substr(0, end))}});
        skip(end);
    }

    // A name, or names joined by points: "product.family".
    void word() {
        std::size_t end = at_;
        auto const run = [&] {
            while (end < text_.size()) {
                auto const [c, length] = code_point(text_, end);
                if (!is_letter(c) && !(c < 0x80 && is_digit(static_cast<char>(c)))) break;
                end += length;
            }
        };
        run();
        while (end + 1 < text_.size() && text_[end] == '.' && is_letter(code_point(text_, end + 1).first)) {
            ++end;
            run();
        }
        take(TokenKind::word, end - at_, std::string(text_.substr(at_, end - at_)));
    }

    void symbol() {
        for (auto const& [written, meaning] : symbols)
            if (rest().starts_with(written))
                return take(TokenKind::symbol, written.size(), std::string(meaning));
        std::size_t const length = code_point(text_, at_).second;
        tell("character_unknown", length, {{"found", std::string(text_.substr(at_, length))}});
        skip(length);
    }

    std::string_view text_;
    std::vector<Finding>& findings_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1, column_ = 1;
    Tokens tokens_;
};

template <std::size_t N> bool one_of(Token const& token, std::array<std::string_view, N> const& words) {
    return token.kind == TokenKind::word && std::find(words.begin(), words.end(), token.text) != words.end();
}

bool begins_block(Token const& token) {
    constexpr std::array<std::string_view, 7> blocks{"plan",    "measure", "parameter", "component",
                                                     "example", "draw",    "guarantee"};
    return one_of(token, blocks);
}

bool goes_on(Token const& last, Token const& next, int open) {
    constexpr std::array<std::string_view, 8> after{"and", "or", "not", "of", "where", "in", "then", "else"};
    constexpr std::array<std::string_view, 7> before{"and",  "or",   "where", "credited",
                                                     "when", "then", "else"};
    if (next.kind == TokenKind::end || begins_block(next)) return false;
    if (open > 0 || (last.kind == TokenKind::symbol && last.text != ")")) return true;
    return (next.kind == TokenKind::symbol && next.text != "(") || one_of(last, after) ||
           one_of(next, before);
}

// Leaves out the line ends that end no statement.
void join_lines(std::vector<Token>& all) {
    std::vector<Token> kept;
    int open = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        Token& token = all[i];
        if (token.kind == TokenKind::symbol && token.text == "(") ++open;
        if (token.kind == TokenKind::symbol && token.text == ")") open = std::max(0, open - 1);
        if (token.kind == TokenKind::line_end) {
            if (!kept.empty() && i + 1 < all.size() && goes_on(kept.back(), all[i + 1], open)) continue;
            open = 0;
        }
        kept.push_back(std::move(token));
    }
    all = std::move(kept);
}

}  // namespace

Tokens read_tokens(std::string_view text, std::vector<Finding>& findings) {
    auto const refuse = [&](std::string code, ProblemArguments arguments) {
        findings.push_back({Severity::error, std::move(code), std::move(arguments), {}, ""});
        return Tokens{{{TokenKind::end, "", "", {}}}, {}};
    };
    if (text.size() > text_bytes_max)
        return refuse("too_long", {{"maximum", std::to_string(text_bytes_max / 1024)}});
    if (!is_valid_utf8(text)) return refuse("not_utf8", {});
    if (text.starts_with("\uFEFF")) text.remove_prefix(3);
    Tokens tokens = Lexer(text, findings).read();
    join_lines(tokens.all);
    return tokens;
}

}  // namespace colonnade::plan
