#include "exchange/expression.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "exchange/expression_node.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::exchange {

std::string heading_key(std::string_view heading) {
    if (heading.starts_with("\xEF\xBB\xBF")) heading.remove_prefix(3);
    static constexpr std::array<std::string_view, 9> entities{
        "Deal", "Person", "Organization", "Activity", "Note", "Lead", "Product", "Task", "Contact"};
    if (std::size_t const dash = heading.find(" - "); dash != heading.npos)
        if (std::ranges::find(entities, heading.substr(0, dash)) != entities.end())
            heading.remove_prefix(dash + 3);
    return key_form(heading);
}

Headings::Headings(std::vector<std::string> names) : names_(std::move(names)) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
        exact_.emplace(names_[i], i);
        loose_.emplace(heading_key(names_[i]), i);
    }
}

std::size_t Headings::find(std::string_view name) const {
    if (auto const at = exact_.find(std::string(name)); at != exact_.end()) return at->second;
    std::string const key = heading_key(name);
    if (key.empty()) return absent;
    auto const at = loose_.find(key);
    return at == loose_.end() ? absent : at->second;
}

// --- Reading the text

struct Expression::Parser {
    std::string_view text;
    std::size_t at = 0;

    [[noreturn]] void fail() const {
        throw invalid("exchange.expression",
                      {{"text", std::string(text)}, {"position", std::to_string(at + 1)}});
    }
    void spaces() {
        while (at < text.size() && (text[at] == ' ' || text[at] == '\n')) ++at;
    }
    bool take(char c) {
        spaces();
        if (at >= text.size() || text[at] != c) return false;
        ++at;
        return true;
    }

    std::string quoted() {
        std::string value;
        for (; at < text.size(); ++at) {
            if (text[at] != '\'') {
                value += text[at];
            } else if (at + 1 < text.size() && text[at + 1] == '\'') {
                value += text[at++];
            } else {
                ++at;
                return value;
            }
        }
        fail();
    }

    static bool is_word(char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || (c & 0x80) != 0;
    }

    std::unique_ptr<Node> expression(int depth = 0) {
        if (depth > 20) fail();
        spaces();
        auto node = std::make_unique<Node>();
        if (take('\'')) {
            node->text = quoted();
            return node;
        }
        if (take('[')) {
            std::size_t const end = text.find(']', at);
            if (end == text.npos) fail();
            node->kind = Node::column;
            node->text = text.substr(at, end - at);
            at = end + 1;
            return node;
        }
        std::size_t const begin = at;
        while (at < text.size() && is_word(text[at])) ++at;
        if (at == begin) fail();
        node->text = text.substr(begin, at - begin);
        node->kind = Node::column;
        if (!take('(')) return node;
        node->function = find_function(node->text);
        if (!node->function) at = begin, fail();
        node->kind = Node::call;
        if (!take(')')) {
            do node->arguments.push_back(expression(depth + 1));
            while (take(','));
            if (!take(')')) fail();
        }
        if (node->arguments.size() < node->function->least || node->arguments.size() > node->function->most)
            fail();
        if (node->text == "next_in_set" && node->arguments[0]->kind != Node::column) fail();
        return node;
    }
};

Expression::Expression(std::unique_ptr<Node> root) : root_(std::move(root)) {}
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
Expression::~Expression() = default;

Expression Expression::parse(std::string_view text) {
    Parser parser{text};
    auto root = parser.expression();
    parser.spaces();
    if (parser.at != text.size()) parser.fail();
    return Expression(std::move(root));
}

Expression Expression::column(std::string_view name) {
    auto node = std::make_unique<Node>();
    node->kind = Node::column;
    node->text = name;
    return Expression(std::move(node));
}

void Expression::bind(Headings const& headings, OtherTables& others, std::vector<bool>& used) {
    std::function<void(Node&)> const visit = [&](Node& node) {
        node.others = &others;
        if (node.kind == Node::column) {
            node.place = headings.find(node.text);
            if (node.place != Headings::absent) used[node.place] = true;
        }
        for (auto& argument : node.arguments) visit(*argument);
    };
    visit(*root_);
}

std::vector<std::string> Expression::missing(Headings const& headings) const {
    std::vector<std::string> names;
    std::function<void(Node const&)> const visit = [&](Node const& node) {
        if (node.kind == Node::column && headings.find(node.text) == Headings::absent)
            names.push_back(node.text);
        for (auto const& argument : node.arguments) visit(*argument);
    };
    visit(*root_);
    return names;
}

std::string_view Expression::evaluate(documents::Row const& row) { return root_->evaluate(row); }

}  // namespace colonnade::exchange
