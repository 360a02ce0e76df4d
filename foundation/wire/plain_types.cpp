// Booleans, numbers, words, text, values written as text, and JSON handed through.
#include <charconv>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "foundation/base/text.hpp"
#include "foundation/wire/codec.hpp"
#include "foundation/wire/json.hpp"
#include "foundation/wire/schema.hpp"
#include "foundation/wire/text.hpp"

namespace colonnade::wire {
namespace {

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Control characters other than tab and the ends of lines.
bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
    });
}

std::string without_carriage_returns(std::string_view text) {
    std::string kept;
    kept.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            kept += text[i];
        } else if (i + 1 == text.size() || text[i + 1] != '\n') {
            kept += '\n';
        }
    }
    return kept;
}

// The text of a JSON string, or a finding.
std::optional<std::string_view> text_of(json::value const& from, Findings& findings) {
    if (auto const* text = from.if_string()) return std::string_view(*text);
    findings.add("wire.expected_text");
    return std::nullopt;
}

}  // namespace

// --- EnumType

void EnumType::decode(json::value const& from, void* into, Findings& findings) const {
    if (auto const text = text_of(from, findings)) decode_text(*text, into, findings);
}

void EnumType::decode_text(std::string_view from, void* into, Findings& findings) const {
    std::string choices;
    for (Entry const& entry : entries_) {
        if (entry.name == from) return set_(into, entry.value);
        if (!choices.empty()) choices += ", ";
        choices += entry.name;
    }
    findings.add("wire.choice", {{"choices", choices}});
}

std::string_view EnumType::text(void const* from) const {
    std::int64_t const value = get_(from);
    for (Entry const& entry : entries_) {
        if (entry.value == value) return entry.name;
    }
    throw std::logic_error("a value of " + std::string(pretty_) + " has no name");
}

void EnumType::encode(void const* from, json::value& into) const { into = text(from); }

void EnumType::cells(void const* from, std::vector<Cell>& into) const { into.emplace_back(text(from)); }

void EnumType::schema(Schemas& schemas, json::object& into) const {
    schemas.refer(
        *this, bare_type_name(pretty_),
        [&](json::object& described) {
            json::array names;
            for (Entry const& entry : entries_) names.emplace_back(entry.name);
            described["type"] = "string";
            described["enum"] = std::move(names);
        },
        into);
}

// --- BooleanType

void BooleanType::decode(json::value const& from, void* into, Findings& findings) const {
    if (auto const* flag = from.if_bool()) {
        *static_cast<bool*>(into) = *flag;
    } else {
        findings.add("wire.expected_boolean");
    }
}

void BooleanType::decode_text(std::string_view from, void* into, Findings& findings) const {
    if (from != "true" && from != "false") return findings.add("wire.expected_boolean");
    *static_cast<bool*>(into) = from == "true";
}

void BooleanType::encode(void const* from, json::value& into) const {
    into = *static_cast<bool const*>(from);
}

void BooleanType::schema(Schemas&, json::object& into) const { into["type"] = "boolean"; }

void BooleanType::columns(std::string const& key, std::vector<Column>& into) const {
    into.push_back({key, CellKind::boolean});
}

void BooleanType::cells(void const* from, std::vector<Cell>& into) const {
    into.emplace_back(*static_cast<bool const*>(from) ? "true" : "false");
}

// --- WholeType

void WholeType::take(std::int64_t number, void* into, Findings& findings) const {
    if (number >= minimum_ && number <= maximum_) return set_(into, number);
    findings.add("wire.out_of_range",
                 {{"minimum", std::to_string(minimum_)}, {"maximum", std::to_string(maximum_)}});
}

void WholeType::decode(json::value const& from, void* into, Findings& findings) const {
    if (auto const* number = from.if_int64()) return take(*number, into, findings);
    if (from.is_uint64()) return take(INT64_MAX, into, findings);
    findings.add("wire.expected_whole");
}

void WholeType::decode_text(std::string_view from, void* into, Findings& findings) const {
    std::int64_t number = 0;
    auto const [end, code] = std::from_chars(from.data(), from.data() + from.size(), number);
    if (code == std::errc::result_out_of_range)
        return take(from.starts_with('-') ? INT64_MIN : INT64_MAX, into, findings);
    if (code != std::errc() || end != from.data() + from.size()) return findings.add("wire.expected_whole");
    take(number, into, findings);
}

void WholeType::encode(void const* from, json::value& into) const { into = get_(from); }

void WholeType::schema(Schemas&, json::object& into) const {
    into["type"] = "integer";
    into["format"] = minimum_ >= INT32_MIN && maximum_ <= INT32_MAX ? "int32" : "int64";
    if (minimum_ > -whole_max && minimum_ != INT32_MIN) into["minimum"] = minimum_;
    if (maximum_ < whole_max && maximum_ != INT32_MAX) into["maximum"] = maximum_;
}

void WholeType::columns(std::string const& key, std::vector<Column>& into) const {
    into.push_back({key, is_id_ ? CellKind::text : CellKind::whole});
}

void WholeType::cells(void const* from, std::vector<Cell>& into) const {
    into.push_back(std::to_string(get_(from)));
}

// --- TextType

void TextType::decode(json::value const& from, void* into, Findings& findings) const {
    if (auto const text = text_of(from, findings)) decode_text(*text, into, findings);
}

void TextType::decode_text(std::string_view from, void* into, Findings& findings) const {
    if (has_control_character(from)) return findings.add("wire.control_character");
    std::string text(from);
    if (form_ == TextForm::line) text = normalised(from);
    if (form_ == TextForm::prose) text = without_carriage_returns(from);
    std::size_t const characters = count_characters(text);
    if (characters > maximum_)
        return findings.add("wire.text_too_long", {{"maximum", std::to_string(maximum_)}});
    if (characters < minimum_)
        return findings.add("wire.text_too_short", {{"minimum", std::to_string(minimum_)}});
    *static_cast<std::string*>(into) = std::move(text);
}

void TextType::encode(void const* from, json::value& into) const {
    into = *static_cast<std::string const*>(from);
}

void TextType::schema(Schemas&, json::object& into) const {
    into["type"] = "string";
    if (documented_ && minimum_ > 0) into["minLength"] = minimum_;
    if (documented_) into["maxLength"] = maximum_;
}

void TextType::cells(void const* from, std::vector<Cell>& into) const {
    into.push_back(*static_cast<std::string const*>(from));
}

// --- ValueType

void ValueType::decode(json::value const& from, void* into, Findings& findings) const {
    if (auto const text = text_of(from, findings)) decode_text(*text, into, findings);
}

void ValueType::decode_text(std::string_view from, void* into, Findings& findings) const {
    try {
        parse_(from, into);
    } catch (Problem const& problem) { findings.add(problem); }
}

void ValueType::encode(void const* from, json::value& into) const { into = text_(from); }

void ValueType::schema(Schemas& schemas, json::object& into) const {
    auto const describe = [&](json::object& described) {
        described["type"] = "string";
        if (!about_.format.empty()) described["format"] = about_.format;
        if (!about_.pattern.empty()) described["pattern"] = about_.pattern;
        if (!about_.description.empty()) described["description"] = about_.description;
        if (!about_.example.empty()) described["examples"] = json::array{about_.example};
    };
    if (about_.component.empty()) return describe(into);
    schemas.refer(*this, std::string(about_.component), describe, into);
}

void ValueType::columns(std::string const& key, std::vector<Column>& into) const {
    into.push_back({key, about_.cell});
}

void ValueType::cells(void const* from, std::vector<Cell>& into) const { into.push_back(text_(from)); }

// --- JsonType

void JsonType::decode(json::value const& from, void* into, Findings&) const {
    static_cast<Json*>(into)->text = json_text(from);
}

void JsonType::encode(void const* from, json::value& into) const {
    into = parse_json(static_cast<Json const*>(from)->text);
}

void JsonType::schema(Schemas&, json::object& into) const { into["description"] = "Any JSON value."; }

}  // namespace colonnade::wire
