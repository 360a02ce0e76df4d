#include "engine/plan/outline.hpp"

#include <array>
#include <optional>
#include <utility>

#include "engine/plan/syntax.hpp"

namespace colonnade::plan {
namespace {

using Kind = OutlineKind;

constexpr std::array<std::pair<std::string_view, Kind>, 10> header_words{{
    {"plan", Kind::plan},
    {"for", Kind::roles},
    {"currency", Kind::currency},
    {"period", Kind::period},
    {"rounded", Kind::rounding},
    {"prorated", Kind::proration},
    {"parameter", Kind::parameter},
    {"measure", Kind::measure},
    {"draw", Kind::draw},
    {"guarantee", Kind::guarantee},
}};
constexpr std::array<std::pair<std::string_view, Kind>, 7> component_words{{
    {"for", Kind::roles},
    {"from", Kind::dates},
    {"needs", Kind::needs},
    {"pays", Kind::pays},
    {"pool", Kind::pool},
    {"hold", Kind::hold},
    {"claw", Kind::clawback},
}};
constexpr std::array<std::pair<std::string_view, Kind>, 7> example_words{{
    {"role", Kind::example_role},
    {"line", Kind::line},
    {"pays", Kind::expected},
    {"holds", Kind::expected},
    {"takes", Kind::expected},
    {"draws", Kind::expected},
    {"guarantees", Kind::expected},
}};

template <std::size_t count>
std::optional<Kind> find(std::array<std::pair<std::string_view, Kind>, count> const& words,
                         std::string_view word) {
    for (auto const& [known, kind] : words)
        if (known == word) return kind;
    return std::nullopt;
}

enum class Where { header, component, example };

class Outliner {
public:
    explicit Outliner(std::vector<Token> const& tokens) : all_(tokens) {}

    std::vector<OutlineLine> lines() {
        std::vector<OutlineLine> out;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (all_[i].kind == TokenKind::line_end || all_[i].kind == TokenKind::end) continue;
            first_ = i;
            while (all_[i].kind != TokenKind::line_end && all_[i].kind != TokenKind::end) ++i;
            last_ = i;
            line_ = {};
            line_.text = one_line(all_, first_, last_);
            line_.place = stretch(first_, last_);
            classify();
            add_fields();
            out.push_back(std::move(line_));
        }
        return out;
    }

private:
    bool is(std::size_t at, std::string_view text) const {
        bool const has_text = at < last_ &&
                              (all_[at].kind == TokenKind::word || all_[at].kind == TokenKind::symbol);
        return has_text && all_[at].text == text;
    }

    Stretch stretch(std::size_t first, std::size_t last) const {
        Place const &from = all_[first].place, &to = all_[last - 1].place;
        return {from.line, from.column, to.line, to.column + to.length};
    }

    void classify() {
        std::string_view const word = all_[first_].kind == TokenKind::word ? all_[first_].text : "";
        bool const defines = is(first_ + 1, "=") || is(first_ + 1, "on");
        if (!defines && (word == "component" || word == "example")) {
            where_ = word == "component" ? Where::component : Where::example;
            line_.kind = word == "component" ? Kind::component : Kind::example;
            return;
        }
        auto const header = find(header_words, word);
        if (!defines && header && !(where_ == Where::component && *header == Kind::roles)) {
            where_ = Where::header;
            line_.kind = *header;
        } else if (where_ == Where::example) {
            line_.depth = 1;
            line_.kind = find(example_words, word).value_or(Kind::given);
        } else if (where_ == Where::component) in_component(word, defines);
        else if (is(first_, "at")) line_.kind = Kind::limit;
    }

    void in_component(std::string_view word, bool defines) {
        line_.depth = 1;
        bool const limits = is(first_, "at") && (is(first_ + 1, "most") || is(first_ + 1, "least"));
        if (defines) line_.kind = is(first_ + 1, "=") ? Kind::name : Kind::table;
        else if (limits) line_.kind = Kind::limit;
        else if (word == "up" || word == "below" || word == "above" || word == "at") {
            line_.kind = Kind::step;
            line_.depth = 2;
        } else if (word == "for" && is(first_ + 1, "each")) line_.kind = Kind::each;
        else line_.kind = find(component_words, word).value_or(Kind::other);
    }

    // The tokens [from, to) as a field, where there are any.
    void field(std::string name, std::size_t from, std::size_t to) {
        if (from >= to || to > last_) return;
        OutlineField field{std::move(name), one_line(all_, from, to), stretch(from, to)};
        if (to == from + 1 && all_[from].kind == TokenKind::text) {
            field.text = all_[from].text;
            ++field.place.column, --field.place.end_column;
        }
        line_.fields.push_back(std::move(field));
    }

    // The first such word after `from`, or the end of the line.
    std::size_t before(std::string_view word, std::size_t from) const {
        while (from < last_ && !is(from, word)) ++from;
        return from;
    }
    // The last `per`, which begins what an amount is counted for.
    std::size_t before_per(std::size_t from) const {
        std::size_t found = last_;
        for (std::size_t i = from; i < last_; ++i)
            if (is(i, "per")) found = i;
        return found;
    }
    void amount_per(std::size_t from) {
        std::size_t const per = before_per(from);
        field("amount", from, per);
        field("per", per + 1, per + 2);
    }

    void add_fields() {
        switch (line_.kind) {
            case Kind::plan:
            case Kind::component:
            case Kind::example: field("name", first_ + 1, first_ + 2); break;
            case Kind::roles: field("roles", first_ + 2, last_); break;
            case Kind::currency: field("currency", first_ + 1, first_ + 2); break;
            case Kind::period:
                field("period", first_ + 1, before(",", first_));
                field("paid", before("paid", first_) + 1, before("paid", first_) + 2);
                break;
            case Kind::parameter:
                field("name", first_ + 1, first_ + 2);
                field("type", first_ + 2, first_ + 3);
                field("default", before("default", first_) + 1, last_);
                break;
            case Kind::measure:
            case Kind::name: {
                std::size_t const equals = before("=", first_);
                field("name", equals - 1, equals);
                field("value", equals + 1, last_);
                break;
            }
            case Kind::dates:
                field("from", first_ + 1, before("to", first_));
                field("to", before("to", first_) + 1, last_);
                break;
            case Kind::needs: field("condition", first_ + 1, last_); break;
            case Kind::table: table(); break;
            case Kind::step: step(); break;
            case Kind::pays:
            case Kind::draw:
            case Kind::guarantee: amount_per(first_ + 1); break;
            case Kind::limit:
                field("limit", first_ + 1, first_ + 2);
                amount_per(first_ + 2);
                break;
            default: break;
        }
    }

    void table() {
        std::size_t kind = last_;
        for (std::size_t i = first_; i < last_; ++i)
            if (is(i, ",")) kind = i;
        field("name", first_, first_ + 1);
        field("input", first_ + 2, kind);
        field("kind", kind + 1, last_);
    }

    void step() {
        if (is(first_, "above")) return field("value", first_ + 1, last_);
        std::size_t const bound = first_ + (is(first_, "up") ? 2 : 1);
        std::size_t const value = bound + (is(bound, "-") ? 2 : 1);
        field("bound", bound, value);
        field("value", value, last_);
    }

    std::vector<Token> const& all_;
    std::size_t first_ = 0, last_ = 0;
    Where where_ = Where::header;
    OutlineLine line_;
};

}  // namespace

std::vector<OutlineLine> outline(std::string_view text) {
    std::vector<Finding> findings;
    Tokens const tokens = read_tokens(text, findings);
    if (!findings.empty()) return {};
    return Outliner(tokens.all).lines();
}

}  // namespace colonnade::plan
