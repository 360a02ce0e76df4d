// Header fields of a request or a response: names compare without case, order is kept.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace colonnade::http {

struct Field {
    std::string name;
    std::string value;
};

class Fields {
public:
    // The value of the first field of this name; nullopt when there is none.
    std::optional<std::string_view> find(std::string_view name) const;
    // The same, with "" for absent.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const { return find(name).has_value(); }
    std::size_t count(std::string_view name) const;

    // Adds one more field. A value with a control character is a mistake of ours and throws std::logic_error.
    void add(std::string name, std::string value);
    // Replaces every field of this name by one.
    void set(std::string name, std::string value);
    void erase(std::string_view name);

    std::vector<Field> const& all() const { return fields_; }

private:
    std::vector<Field> fields_;
};

// ASCII comparison without case.
bool equals_ignoring_case(std::string_view a, std::string_view b);
// RFC 9110 token: one or more of letters, digits and !#$%&'*+-.^_`|~
bool is_token(std::string_view text);
// Without spaces and tabs at both ends.
std::string_view trimmed(std::string_view text);
// The members of a comma separated list, trimmed, empty ones left out.
std::vector<std::string_view> list_members(std::string_view value);
// Whether a comma separated list names this token (without case).
bool list_names(std::string_view value, std::string_view token);

}  // namespace colonnade::http
