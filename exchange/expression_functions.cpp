#include <algorithm>
#include <array>
#include <charconv>

#include "exchange/expression_node.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/base/rate.hpp"
#include "foundation/base/text.hpp"
#include "foundation/documents/value_parse.hpp"
#include "foundation/documents/xml_stream.hpp"

namespace colonnade::exchange {

using documents::Row;

// The functions, each named as in the language.
struct Expression::Functions {
    static Node& of(void* node) { return *static_cast<Node*>(node); }
    static std::string_view argument(Node& node, std::size_t i, Row const& row) {
        return i < node.arguments.size() ? node.arguments[i]->evaluate(row) : std::string_view{};
    }

    static std::string_view first(void* self, Row const& row) {
        for (auto& one : of(self).arguments)
            if (std::string_view const value = one->evaluate(row); !value.empty()) return value;
        return {};
    }

    static std::string_view join(void* self, Row const& row) {
        Node& node = of(self);
        node.made.clear();
        for (std::size_t i = 1; i < node.arguments.size(); ++i) {
            std::string_view const value = argument(node, i, row);
            if (value.empty()) continue;
            if (!node.made.empty()) node.made += argument(node, 0, row);
            node.made += value;
        }
        return node.made;
    }

    static std::string_view choose(void* self, Row const& row) {
        Node& node = of(self);
        std::string_view const value = argument(node, 0, row);
        bool const holds = !value.empty() && documents::parse_boolean(value).value_or(true);
        return argument(node, holds ? 1 : 2, row);
    }

    static std::string_view is(void* self, Row const& row) {
        Node& node = of(self);
        std::string const value = key_form(argument(node, 0, row));
        if (value.empty()) return {};
        for (std::size_t i = 1; i < node.arguments.size(); ++i)
            if (key_form(argument(node, i, row)) == value) return "true";
        return {};
    }

    static std::string_view differs(void* self, Row const& row) {
        Node& node = of(self);
        return argument(node, 0, row) != argument(node, 1, row) ? "true" : "";
    }

    // '*' stands for any text; greedy from the left is enough, as each literal is found as early as it can
    // be.
    static bool is_like(std::string_view text, std::string_view pattern) {
        std::size_t star = pattern.find('*');
        if (star == pattern.npos) return text == pattern;
        if (!text.starts_with(pattern.substr(0, star))) return false;
        text.remove_prefix(star);
        pattern.remove_prefix(star + 1);
        while ((star = pattern.find('*')) != pattern.npos) {
            std::size_t const at = text.find(pattern.substr(0, star));
            if (at == text.npos) return false;
            text.remove_prefix(at + star);
            pattern.remove_prefix(star + 1);
        }
        return text.ends_with(pattern);
    }

    static std::string_view cases(void* self, Row const& row) {
        Node& node = of(self);
        std::string_view const value = argument(node, 0, row);
        std::size_t i = 1;
        for (; i + 1 < node.arguments.size(); i += 2)
            if (is_like(value, argument(node, i, row))) return argument(node, i + 1, row);
        return argument(node, i, row);
    }

    static std::string_view split(void* self, Row const& row) {
        Node& node = of(self);
        std::string_view value = argument(node, 0, row);
        std::string_view const separator = argument(node, 1, row);
        std::string_view const place = argument(node, 2, row);
        std::size_t wanted = 0;
        std::from_chars(place.data(), place.data() + place.size(), wanted);
        if (separator.empty() || wanted == 0) return {};
        while (--wanted > 0) {
            std::size_t const at = value.find(separator);
            if (at == value.npos) return {};
            value.remove_prefix(at + separator.size());
        }
        return value.substr(0, value.find(separator));
    }

    static std::string_view lookup(void* self, Row const& row) {
        Node& node = of(self);
        if (node.table == nullptr)
            node.table =
                &node.others->lookup(argument(node, 0, row), argument(node, 1, row), argument(node, 3, row));
        std::string_view const key = argument(node, 2, row);
        if (key.empty()) return {};
        auto const found = node.table->find(std::string(key));
        return found == node.table->end() ? std::string_view{} : std::string_view(found->second);
    }

    static std::string_view tree_parent(void* self, Row const& row) {
        Node& node = of(self);
        std::string_view path = argument(node, 0, row);
        std::string_view const separator = argument(node, 1, row);
        if (separator.empty() || path.empty()) return {};
        bool const closed = path.ends_with(separator);
        if (closed) path.remove_suffix(separator.size());
        std::size_t const at = path.rfind(separator);
        if (at == path.npos) return {};
        node.made = path.substr(0, at + (closed ? separator.size() : 0));
        return node.made;
    }

    static std::string_view next_in_set(void* self, Row const& row) {
        Node& node = of(self);
        auto const& values = node.others->values(node.arguments[0]->text);
        auto const next = values.upper_bound(std::string(argument(node, 0, row)));
        return next == values.end() ? std::string_view{} : std::string_view(*next);
    }

    static std::optional<Date> date_of(Node& node, Row const& row) {
        std::string_view const value = argument(node, 0, row);
        if (value.empty()) return std::nullopt;
        documents::ValueForm const form{documents::ValueKind::date};
        if (auto const date = documents::parse_date(value, form)) return date;
        throw documents::value_problem(value, form);
    }

    static std::string_view day(void* self, Row const& row) {
        Node& node = of(self);
        auto const date = date_of(node, row);
        node.made = date ? date->text() : "";
        return node.made;
    }

    static std::string_view day_before(void* self, Row const& row) {
        Node& node = of(self);
        auto const date = date_of(node, row);
        node.made = date ? date->plus_days(-1).text() : "";
        return node.made;
    }

    // The text of the first element of one name.
    struct Finder : documents::XmlHandler {
        std::string_view name;
        std::string found;
        int state = 0;  // 0 before, 1 inside, 2 behind
        void start(std::string_view element, documents::XmlAttributes const&) override {
            if (state == 0 && element == name) state = 1;
        }
        void end(std::string_view element) override {
            if (state == 1 && element == name) state = 2;
        }
        void text(std::string_view piece) override {
            if (state == 1) found += piece;
        }
    };

    static std::string_view xml(void* self, Row const& row) {
        Node& node = of(self);
        std::string_view const text = argument(node, 0, row);
        if (text.empty()) return {};
        Finder finder;
        finder.name = argument(node, 1, row);
        documents::XmlStream(documents::memory_source(text), "XML", finder).feed_all();
        node.made = trimmed(finder.found);
        return node.made;
    }

    static std::optional<Wide> number(Node& node, std::size_t i, Row const& row) {
        auto const plain = documents::parse_number(argument(node, i, row), '.');
        if (!plain) return std::nullopt;
        auto const parsed = parse_decimal_rounded(*plain, 6);
        return parsed ? std::optional<Wide>(parsed->count) : std::nullopt;
    }

    static std::string_view discount(void* self, Row const& row) {
        Node& node = of(self);
        auto const net = number(node, 0, row), quantity = number(node, 1, row), price = number(node, 2, row);
        if (!net || !quantity || !price || *quantity * *price <= 0) return {};
        Wide const whole = *quantity * *price / 1'000'000;
        if (whole == 0) return {};
        node.made = decimal_text(narrow(divide_half_even((whole - *net) * 10'000, whole)), 4);
        return node.made;
    }
};

std::string_view Expression::Node::evaluate(Row const& row) {
    if (kind == column) return place == Headings::absent ? std::string_view{} : row.at(place);
    if (kind == constant) return text;
    return function->run(this, row);
}

Function const* find_function(std::string_view name) {
    using F = Expression::Functions;
    static constexpr std::size_t many = 64;
    static std::array<Function, 14> const functions{{
        {"first", 1, many, F::first},
        {"join", 2, many, F::join},
        {"if", 2, 3, F::choose},
        {"is", 2, many, F::is},
        {"differs", 2, 2, F::differs},
        {"case", 3, many, F::cases},
        {"split", 3, 3, F::split},
        {"lookup", 4, 4, F::lookup},
        {"tree_parent", 2, 2, F::tree_parent},
        {"next_in_set", 1, 1, F::next_in_set},
        {"day", 1, 1, F::day},
        {"day_before", 1, 1, F::day_before},
        {"xml", 2, 2, F::xml},
        {"discount", 3, 3, F::discount},
    }};
    auto const found = std::ranges::find(functions, name, &Function::name);
    return found == functions.end() ? nullptr : &*found;
}

}  // namespace colonnade::exchange
