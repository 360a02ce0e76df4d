// Structs, lists, maps, optional members and sum types.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "foundation/wire/codec.hpp"
#include "foundation/wire/json.hpp"
#include "foundation/wire/schema.hpp"

namespace colonnade::wire {
namespace {

std::string joined_key(std::string const& outer, std::string_view inner) {
    return outer.empty() ? std::string(inner) : outer + '.' + std::string(inner);
}

}  // namespace

void Type::decode_text(std::string_view, void*, Findings&) const {
    throw std::logic_error("this type has no form as a parameter");
}

void Type::columns(std::string const& key, std::vector<Column>& into) const {
    into.push_back({key, CellKind::text});
}

void Type::cells(void const* from, std::vector<Cell>& into) const {
    into.push_back(encode_text(*this, from));
}

void Type::empty_cells(std::vector<Cell>& into) const {
    std::vector<Column> own;
    columns({}, own);
    into.resize(into.size() + own.size());
}

std::string StructType::name() const { return bare_type_name(pretty_) + std::string(suffix_); }

bool StructType::knows(std::string_view name) const {
    if (!kind_.empty() && name == "kind") return true;
    return std::any_of(members_.begin(), members_.end(), [&](Member const& m) { return m.name == name; });
}

void StructType::decode(json::value const& from, void* into, Findings& findings) const {
    auto const* object = from.if_object();
    if (!object) return findings.add("wire.expected_object");
    std::size_t const before = findings.size();
    for (auto const& member : *object) {
        if (!knows(member.key())) {
            Findings::Step step(findings, member.key());
            findings.add("wire.unknown_field", {{"name", std::string(member.key())}});
        }
    }
    if (!kind_.empty()) {
        auto const* kind = object->if_contains("kind");
        if (!kind || !kind->is_string() || std::string_view(kind->get_string()) != kind_) {
            Findings::Step step(findings, "kind");
            findings.add("wire.choice", {{"choices", std::string(kind_)}});
        }
    }
    for (Member const& member : members_) {
        Type const& type = member.type();
        auto const* value = object->if_contains(member.name);
        if (!value && type.presence() == Presence::optional) continue;
        Findings::Step step(findings, member.name);
        if (value) {
            type.decode(*value, member.at(into), findings);
        } else {
            findings.add("wire.required");
        }
    }
    if (check_ && findings.size() == before) check_(into, findings);
}

void StructType::encode(void const* from, json::value& into) const {
    auto& object = into.emplace_object();
    object.reserve(members_.size() + 1);
    if (!kind_.empty()) object.emplace("kind", kind_);
    for (Member const& member : members_) {
        Type const& type = member.type();
        void const* value = member.in(from);
        if (!type.omitted(value)) type.encode(value, object[member.name]);
    }
}

void StructType::describe(Schemas& schemas, json::object& into) const {
    json::object properties;
    json::array required;
    if (!kind_.empty()) {
        properties["kind"] = {{"type", "string"}, {"const", kind_}};
        required.emplace_back("kind");
    }
    for (Member const& member : members_) {
        properties[member.name] = schemas.of(member.type());
        if (member.type().presence() != Presence::optional) required.emplace_back(member.name);
    }
    into["type"] = "object";
    into["properties"] = std::move(properties);
    if (!required.empty()) into["required"] = std::move(required);
    into["additionalProperties"] = false;
}

void StructType::schema(Schemas& schemas, json::object& into) const {
    schemas.refer(
        *this, name(), [&](json::object& described) { describe(schemas, described); }, into);
}

void StructType::columns(std::string const& key, std::vector<Column>& into) const {
    if (!kind_.empty()) into.push_back({joined_key(key, "kind"), CellKind::text});
    for (Member const& member : members_) member.type().columns(joined_key(key, member.name), into);
}

void StructType::cells(void const* from, std::vector<Cell>& into) const {
    if (!kind_.empty()) into.emplace_back(kind_);
    for (Member const& member : members_) member.type().cells(member.in(from), into);
}

void OptionalType::decode(json::value const& from, void* into, Findings& findings) const {
    if (from.is_null()) return set_null_(into);
    inner_().decode(from, emplace_(into), findings);
}

void OptionalType::encode(void const* from, json::value& into) const {
    void const* value = get_(from);
    if (value) {
        inner_().encode(value, into);
    } else {
        into = nullptr;
    }
}

void OptionalType::schema(Schemas& schemas, json::object& into) const {
    inner_().schema(schemas, into);
    if (null_ == Null::absent) return;
    if (auto* type = into.if_contains("type"); type && type->is_string()) {
        *type = json::array{*type, "null"};
    } else {
        json::object inner = std::move(into);
        into = {{"anyOf", json::array{std::move(inner), json::object{{"type", "null"}}}}};
    }
}

void OptionalType::decode_text(std::string_view from, void* into, Findings& findings) const {
    inner_().decode_text(from, emplace_(into), findings);
}

void OptionalType::columns(std::string const& key, std::vector<Column>& into) const {
    inner_().columns(key, into);
}

void OptionalType::cells(void const* from, std::vector<Cell>& into) const {
    if (void const* value = get_(from)) {
        inner_().cells(value, into);
    } else {
        inner_().empty_cells(into);
    }
}

void ListType::decode(json::value const& from, void* into, Findings& findings) const {
    auto const* list = from.if_array();
    if (!list) return findings.add("wire.expected_list");
    for (std::size_t i = 0; i < list->size(); ++i) {
        Findings::Step step(findings, i);
        item_().decode((*list)[i], append_(into), findings);
    }
}

void ListType::encode(void const* from, json::value& into) const {
    auto& list = into.emplace_array();
    list.resize(size_(from));
    for (std::size_t i = 0; i < list.size(); ++i) item_().encode(at_(from, i), list[i]);
}

void ListType::schema(Schemas& schemas, json::object& into) const {
    into["type"] = "array";
    into["items"] = schemas.of(item_());
}

void ListType::decode_text(std::string_view from, void* into, Findings& findings) const {
    item_().decode_text(from, append_(into), findings);
}

void ListType::cells(void const* from, std::vector<Cell>& into) const {
    if (!item_().is_parameter()) return Type::cells(from, into);
    Cell joined;
    std::vector<Cell> item;
    for (std::size_t i = 0; i < size_(from); ++i) {
        item.clear();
        item_().cells(at_(from, i), item);
        if (i > 0) joined += "; ";
        joined += item.front();
    }
    into.push_back(std::move(joined));
}

void MapType::decode(json::value const& from, void* into, Findings& findings) const {
    auto const* object = from.if_object();
    if (!object) return findings.add("wire.expected_object");
    for (auto const& member : *object) {
        Findings::Step step(findings, member.key());
        item_().decode(member.value(), emplace_(into, member.key()), findings);
    }
}

void MapType::encode(void const* from, json::value& into) const {
    struct Context {
        Type const& item;
        json::object& object;
    } context{item_(), into.emplace_object()};
    each_(from, &context, [](void* erased, std::string const& name, void const* item) {
        auto& to = *static_cast<Context*>(erased);
        if (!to.item.omitted(item)) to.item.encode(item, to.object[name]);
    });
}

void MapType::schema(Schemas& schemas, json::object& into) const {
    into["type"] = "object";
    into["additionalProperties"] = schemas.of(item_());
}

void SumType::decode(json::value const& from, void* into, Findings& findings) const {
    auto const* object = from.if_object();
    if (!object) return findings.add("wire.expected_object");
    auto const* kind = object->if_contains("kind");
    std::string choices;
    for (Alternative const& alternative : alternatives_) {
        StructType const& type = alternative.type();
        if (kind && kind->is_string() && std::string_view(kind->get_string()) == type.kind()) {
            return type.decode(from, alternative.emplace(into), findings);
        }
        if (!choices.empty()) choices += ", ";
        choices += type.kind();
    }
    Findings::Step step(findings, "kind");
    findings.add(kind ? "wire.choice" : "wire.required_choice", {{"choices", choices}});
}

void SumType::encode(void const* from, json::value& into) const {
    alternatives_[index_(from)].type().encode(held_(from), into);
}

void SumType::schema(Schemas& schemas, json::object& into) const {
    json::array options;
    json::object mapping;
    for (Alternative const& alternative : alternatives_) {
        StructType const& type = alternative.type();
        json::object option = schemas.of(type);
        mapping[type.kind()] = option["$ref"];
        options.push_back(std::move(option));
    }
    into["oneOf"] = std::move(options);
    into["discriminator"] = {{"propertyName", "kind"}, {"mapping", std::move(mapping)}};
}

void decode_text(Type const& type, std::string_view text, void* into) {
    Findings findings;
    type.decode(parse_json(text), into, findings);
    findings.raise();
}

std::string encode_text(Type const& type, void const* from) {
    json::value value;
    type.encode(from, value);
    return json_text(value);
}

}  // namespace colonnade::wire
