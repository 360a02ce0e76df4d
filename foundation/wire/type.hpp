// What the wire knows of one C++ type, with the type itself forgotten: everything behind type_of<T>() works
// on addresses, so that a route costs the compiler a few tables instead of a codec of its own.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/fwd.hpp>

#include "foundation/wire/cell.hpp"
#include "foundation/wire/findings.hpp"

namespace colonnade::wire {

namespace json = boost::json;
class Schemas;

// How often a member or a parameter may stand.
enum class Presence { required, optional, repeated };

class Type {
public:
    // Reads `from` into the object at `into`; what is wrong goes to the findings, the object is then
    // unspecified.
    virtual void decode(json::value const& from, void* into, Findings& findings) const = 0;
    virtual void encode(void const* from, json::value& into) const = 0;
    // Writes the JSON Schema, or a reference to the component that holds it.
    virtual void schema(Schemas& schemas, json::object& into) const = 0;

    virtual Presence presence() const { return Presence::required; }
    // Whether the member is left out when written.
    virtual bool omitted(void const*) const { return false; }
    // Reads one parameter of a path or a query. False where the type has no such form.
    virtual bool is_parameter() const { return false; }
    virtual void decode_text(std::string_view from, void* into, Findings& findings) const;

    // The columns this type fills in a table, and the cells of one value; a type without a form of its own is
    // one cell of JSON text. An absent value still gives its empty cells.
    virtual void columns(std::string const& key, std::vector<Column>& into) const;
    virtual void cells(void const* from, std::vector<Cell>& into) const;
    void empty_cells(std::vector<Cell>& into) const;

protected:
    constexpr Type() = default;
    ~Type() = default;
};

using TypeGetter = Type const& (*)();

// One named member of a struct.
struct Member {
    std::string_view name;
    void* (*at)(void* object);
    TypeGetter type;

    void const* in(void const* object) const { return at(const_cast<void*>(object)); }
};

// A struct: an object with exactly these members, and `kind` in front where it is one alternative of a sum
// type.
class StructType final : public Type {
public:
    using Check = void (*)(void const* object, Findings& findings);
    constexpr StructType(std::string_view pretty, std::string_view suffix, std::span<Member const> members,
                         std::string_view kind = {}, Check check = nullptr)
        : pretty_(pretty), suffix_(suffix), members_(members), kind_(kind), check_(check) {}

    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
    void columns(std::string const& key, std::vector<Column>& into) const override;
    void cells(void const* from, std::vector<Cell>& into) const override;

    std::span<Member const> members() const { return members_; }
    std::string_view kind() const { return kind_; }
    std::string name() const;

private:
    void describe(Schemas& schemas, json::object& into) const;
    bool knows(std::string_view name) const;

    std::string_view pretty_;
    std::string_view suffix_;
    std::span<Member const> members_;
    std::string_view kind_;
    Check check_;
};

// An enum: one of a few words.
class EnumType final : public Type {
public:
    struct Entry {
        std::string_view name;
        std::int64_t value;
    };
    constexpr EnumType(std::string_view pretty, std::span<Entry const> entries,
                       std::int64_t (*get)(void const*), void (*set)(void*, std::int64_t))
        : pretty_(pretty), entries_(entries), get_(get), set_(set) {}

    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
    bool is_parameter() const override { return true; }
    void decode_text(std::string_view from, void* into, Findings& findings) const override;
    void cells(void const* from, std::vector<Cell>& into) const override;

private:
    std::string_view text(void const* from) const;

    std::string_view pretty_;
    std::span<Entry const> entries_;
    std::int64_t (*get_)(void const*);
    void (*set_)(void*, std::int64_t);
};

// A value that may be absent: std::optional<T> (null reads as absent, absent is left out) and Patch<T> (null
// is a value).
class OptionalType final : public Type {
public:
    enum class Null { absent, value };
    constexpr OptionalType(TypeGetter inner, Null null, void* (*emplace)(void*),
                           void const* (*get)(void const*), bool (*given)(void const*),
                           void (*set_null)(void*))
        : inner_(inner), null_(null), emplace_(emplace), get_(get), given_(given), set_null_(set_null) {}

    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
    Presence presence() const override { return Presence::optional; }
    bool omitted(void const* from) const override { return !given_(from); }
    bool is_parameter() const override { return null_ == Null::absent && inner_().is_parameter(); }
    void decode_text(std::string_view from, void* into, Findings& findings) const override;
    void columns(std::string const& key, std::vector<Column>& into) const override;
    void cells(void const* from, std::vector<Cell>& into) const override;

private:
    TypeGetter inner_;
    Null null_;
    void* (*emplace_)(void*);
    void const* (*get_)(void const*);  // null when there is no value
    bool (*given_)(void const*);
    void (*set_null_)(void*);
};

class ListType final : public Type {
public:
    constexpr ListType(TypeGetter item, void* (*append)(void*), std::size_t (*size)(void const*),
                       void const* (*at)(void const*, std::size_t))
        : item_(item), append_(append), size_(size), at_(at) {}

    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
    Presence presence() const override { return Presence::repeated; }
    bool is_parameter() const override { return item_().is_parameter(); }
    void decode_text(std::string_view from, void* into, Findings& findings) const override;  // appends one
    void cells(void const* from, std::vector<Cell>& into) const override;
    Type const& item() const { return item_(); }

private:
    TypeGetter item_;
    void* (*append_)(void*);
    std::size_t (*size_)(void const*);
    void const* (*at_)(void const*, std::size_t);
};

// An object whose names are data.
class MapType final : public Type {
public:
    using Visit = void (*)(void* context, std::string const& name, void const* item);
    constexpr MapType(TypeGetter item, void* (*emplace)(void*, std::string_view),
                      void (*each)(void const*, void*, Visit))
        : item_(item), emplace_(emplace), each_(each) {}

    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;

private:
    TypeGetter item_;
    void* (*emplace_)(void*, std::string_view);
    void (*each_)(void const*, void*, Visit);
};

// One of several structs, told apart by their `kind`.
class SumType final : public Type {
public:
    struct Alternative {
        StructType const& (*type)();
        void* (*emplace)(void* sum);
    };
    constexpr SumType(std::span<Alternative const> alternatives, std::size_t (*index)(void const*),
                      void const* (*held)(void const*))
        : alternatives_(alternatives), index_(index), held_(held) {}

    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;

private:
    std::span<Alternative const> alternatives_;
    std::size_t (*index_)(void const*);
    void const* (*held_)(void const*);
};

class BooleanType final : public Type {
public:
    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
    bool is_parameter() const override { return true; }
    void decode_text(std::string_view from, void* into, Findings& findings) const override;
    void columns(std::string const& key, std::vector<Column>& into) const override;
    void cells(void const* from, std::vector<Cell>& into) const override;
};

// A whole number within limits, each end below 2^53 (what JavaScript counts exactly).
class WholeType final : public Type {
public:
    constexpr WholeType(std::int64_t minimum, std::int64_t maximum, std::int64_t (*get)(void const*),
                        void (*set)(void*, std::int64_t), bool is_id = false)
        : minimum_(minimum), maximum_(maximum), get_(get), set_(set), is_id_(is_id) {}

    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
    bool is_parameter() const override { return true; }
    void decode_text(std::string_view from, void* into, Findings& findings) const override;
    void columns(std::string const& key, std::vector<Column>& into) const override;
    void cells(void const* from, std::vector<Cell>& into) const override;

private:
    void take(std::int64_t number, void* into, Findings& findings) const;

    std::int64_t minimum_;
    std::int64_t maximum_;
    std::int64_t (*get_)(void const*);
    void (*set_)(void*, std::int64_t);
    bool is_id_;
};

enum class TextForm {
    exact,  // kept byte for byte: passwords, codes, tokens
    line,   // one line, brought to the one canonical form (NFC, single spaces, trimmed)
    prose,  // several lines; control characters but tab and line feed are refused
};

// Text of a limited length, counted in code points. The object is a std::string.
class TextType final : public Type {
public:
    constexpr TextType(std::size_t minimum, std::size_t maximum, TextForm form, bool documented)
        : minimum_(minimum), maximum_(maximum), form_(form), documented_(documented) {}

    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
    bool is_parameter() const override { return true; }
    void decode_text(std::string_view from, void* into, Findings& findings) const override;
    void cells(void const* from, std::vector<Cell>& into) const override;

private:
    std::size_t minimum_;
    std::size_t maximum_;
    TextForm form_;
    bool documented_;  // whether the limits stand in the schema
};

// How a value that travels as text is described.
struct TextValue {
    std::string_view component;  // name in the schema; empty: described in place
    std::string_view description;
    std::string_view format;   // JSON Schema `format`; may be empty
    std::string_view pattern;  // ECMA-262; may be empty
    std::string_view example;
    CellKind cell = CellKind::text;
};

// A value type with text of its own: Date, Rate, Currency. `parse` throws Problem.
class ValueType final : public Type {
public:
    constexpr ValueType(TextValue const& about, void (*parse)(std::string_view, void*),
                        std::string (*text)(void const*))
        : about_(about), parse_(parse), text_(text) {}

    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
    bool is_parameter() const override { return true; }
    void decode_text(std::string_view from, void* into, Findings& findings) const override;
    void columns(std::string const& key, std::vector<Column>& into) const override;
    void cells(void const* from, std::vector<Cell>& into) const override;

private:
    TextValue const& about_;
    void (*parse_)(std::string_view, void*);
    std::string (*text_)(void const*);
};

}  // namespace colonnade::wire
