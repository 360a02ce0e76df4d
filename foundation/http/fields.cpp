#include "foundation/http/fields.hpp"

#include <stdexcept>

namespace colonnade::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool is_token_character(char c) {
    if ((c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z')) return true;
    return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// A line end inside a value would start a field of the attacker's choice.
void refuse_control_characters(std::string const& name, std::string const& value) {
    for (unsigned char c : value)
        if ((c < 0x20 && c != '\t') || c == 0x7f)
            throw std::logic_error("control character in field " + name);
    if (!is_token(name)) throw std::logic_error("not a field name: " + name);
}

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

bool is_token(std::string_view text) {
    for (char c : text)
        if (!is_token_character(c)) return false;
    return !text.empty();
}

std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> list_members(std::string_view value) {
    std::vector<std::string_view> members;
    for (;;) {
        auto const comma = value.find(',');
        auto const member = trimmed(value.substr(0, comma));
        if (!member.empty()) members.push_back(member);
        if (comma == std::string_view::npos) return members;
        value.remove_prefix(comma + 1);
    }
}

bool list_names(std::string_view value, std::string_view token) {
    for (auto member : list_members(value))
        if (equals_ignoring_case(member, token)) return true;
    return false;
}

std::optional<std::string_view> Fields::find(std::string_view name) const {
    for (auto const& field : fields_)
        if (equals_ignoring_case(field.name, name)) return field.value;
    return std::nullopt;
}

std::string_view Fields::get(std::string_view name) const { return find(name).value_or(std::string_view()); }

std::size_t Fields::count(std::string_view name) const {
    std::size_t found = 0;
    for (auto const& field : fields_)
        if (equals_ignoring_case(field.name, name)) ++found;
    return found;
}

void Fields::add(std::string name, std::string value) {
    refuse_control_characters(name, value);
    fields_.push_back({std::move(name), std::move(value)});
}

void Fields::set(std::string name, std::string value) {
    erase(name);
    add(std::move(name), std::move(value));
}

void Fields::erase(std::string_view name) {
    std::erase_if(fields_, [&](Field const& field) { return equals_ignoring_case(field.name, name); });
}

}  // namespace colonnade::http
