// C++ types as JSON and back. Give a struct one line of BOOST_DESCRIBE_STRUCT and an enum one of
// BOOST_DESCRIBE_ENUM; type_of<T>() is then its codec and its schema.
//
//   struct              object with exactly its members; an unknown one is refused
//   enum class          one of its names
//   bool, int, int64    |value| < 2^53
//   std::string         up to 20,000 characters; Text<Max>, Prose<Max> from text.hpp where a limit is the
//   rule's std::optional<T>    may be absent or null; left out when empty Patch<T>            absent, null or
//   a value, for what PATCH may clear (text.hpp) std::vector<T>, std::map<std::string, T> std::variant<A, B>
//   structs with `static constexpr std::string_view kind`, told apart by the member `kind` Id<K> a positive
//   whole number value types         text, through Wire<T> (values.hpp); Money is {"amount": "12.50",
//   "currency": "EUR"}
//
// A struct whose members bind one another may have `void check(T const&, wire::Findings&)` beside it; it is
// called when all members were read without a finding.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>

#include "foundation/base/id.hpp"
#include "foundation/wire/type.hpp"

namespace colonnade::wire {

inline constexpr std::int64_t whole_max = Id<void>::limit - 1;

// Text form of a value type: `static T parse(std::string_view)` (throws Problem), `static std::string text(T
// const&)`, `static constexpr TextValue about`.
template <class T> struct Wire;

template <class T> struct TypeOf;

// The codec and schema of T.
template <class T> Type const& type_of() { return TypeOf<T>::value; }

// The compiler's text for T, cut out of the name of a function.
template <class T> constexpr std::string_view pretty_name() {
    std::string_view const text = __PRETTY_FUNCTION__;
    std::size_t const from = text.find("T = ") + 4;
    return text.substr(from, text.find_first_of(";]", from) - from);
}

template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept TextValued = requires(T const& value) {
    { Wire<T>::text(value) } -> std::convertible_to<std::string>;
};

template <class T, class Descriptor> void* member_at(void* object) {
    return &(static_cast<T*>(object)->*Descriptor::pointer);
}

template <class T, template <class...> class List, class... Descriptors>
constexpr std::array<Member, sizeof...(Descriptors)> members_of(List<Descriptors...>) {
    return {Member{Descriptors::name, &member_at<T, Descriptors>,
                   &type_of<std::remove_cvref_t<decltype(std::declval<T&>().*Descriptors::pointer)>>}...};
}

template <class T> constexpr std::string_view kind_of() {
    if constexpr (requires { std::string_view(*&T::kind); })
        return T::kind;  // static; a plain member is a member
    return {};
}

template <class T> constexpr StructType::Check check_of() {
    if constexpr (requires(T const& object, Findings& findings) { check(object, findings); }) {
        return
            [](void const* object, Findings& findings) { check(*static_cast<T const*>(object), findings); };
    }
    return nullptr;
}

template <Described T>
requires(!TextValued<T>) struct TypeOf<T> {
    static constexpr auto members = members_of<T>(
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>());
    static constexpr StructType value{pretty_name<T>(), {}, members, kind_of<T>(), check_of<T>()};
};

template <class T, template <class...> class List, class... Descriptors>
constexpr std::array<EnumType::Entry, sizeof...(Descriptors)> entries_of(List<Descriptors...>) {
    return {EnumType::Entry{Descriptors::name, static_cast<std::int64_t>(Descriptors::value)}...};
}

// A number-like T as a 64-bit number.
template <class T> std::int64_t get_whole(void const* from) {
    return static_cast<std::int64_t>(*static_cast<T const*>(from));
}
template <class T> void set_whole(void* into, std::int64_t number) {
    *static_cast<T*>(into) = static_cast<T>(number);
}

template <DescribedEnum T> struct TypeOf<T> {
    static constexpr auto entries = entries_of<T>(boost::describe::describe_enumerators<T>());
    static constexpr EnumType value{pretty_name<T>(), entries, &get_whole<T>, &set_whole<T>};
};

template <TextValued T> struct TypeOf<T> {
    static constexpr ValueType value{
        Wire<T>::about,
        [](std::string_view text, void* into) { *static_cast<T*>(into) = Wire<T>::parse(text); },
        [](void const* from) { return std::string(Wire<T>::text(*static_cast<T const*>(from))); }};
};

template <> struct TypeOf<bool> { static constexpr BooleanType value{}; };
template <> struct TypeOf<std::int64_t> {
    static constexpr WholeType value{-whole_max, whole_max, &get_whole<std::int64_t>,
                                     &set_whole<std::int64_t>};
};
template <> struct TypeOf<std::int32_t> {
    static constexpr WholeType value{INT32_MIN, INT32_MAX, &get_whole<std::int32_t>,
                                     &set_whole<std::int32_t>};
};
template <> struct TypeOf<std::string> {
    static constexpr TextType value{0, 20'000, TextForm::exact, false};
};

template <class Kind> struct TypeOf<Id<Kind>> {
    static constexpr WholeType value{
        1, whole_max, [](void const* from) { return static_cast<Id<Kind> const*>(from)->value; },
        [](void* into, std::int64_t n) { static_cast<Id<Kind>*>(into)->value = n; }, true};
};

template <class T> struct TypeOf<std::optional<T>> {
    using Held = std::optional<T>;
    static constexpr OptionalType value{
        &type_of<T>,
        OptionalType::Null::absent,
        [](void* into) -> void* { return &static_cast<Held*>(into)->emplace(); },
        [](void const* from) -> void const* {
            auto const& held = *static_cast<Held const*>(from);
            return held ? &*held : nullptr;
        },
        [](void const* from) { return static_cast<Held const*>(from)->has_value(); },
        [](void* into) { static_cast<Held*>(into)->reset(); }};
};

template <class T> struct TypeOf<std::vector<T>> {
    static_assert(!std::is_same_v<T, bool>, "A list of booleans has no addresses; use an enum.");
    using Held = std::vector<T>;
    static constexpr ListType value{
        &type_of<T>, [](void* into) -> void* { return &static_cast<Held*>(into)->emplace_back(); },
        [](void const* from) { return static_cast<Held const*>(from)->size(); },
        [](void const* from, std::size_t i) -> void const* { return &(*static_cast<Held const*>(from))[i]; }};
};

template <class T> struct TypeOf<std::map<std::string, T>> {
    using Held = std::map<std::string, T>;
    static constexpr MapType value{&type_of<T>,
                                   [](void* into, std::string_view name) -> void* {
                                       return &(*static_cast<Held*>(into))[std::string(name)];
                                   },
                                   [](void const* from, void* context, MapType::Visit visit) {
                                       for (auto const& [name, item] : *static_cast<Held const*>(from))
                                           visit(context, name, &item);
                                   }};
};

template <class... Structs> struct TypeOf<std::variant<Structs...>> {
    static_assert((Described<Structs> && ...), "The alternatives of a sum type are described structs.");
    static_assert((!kind_of<Structs>().empty() && ...),
                  "Every alternative of a sum type has `static constexpr std::string_view kind`.");
    using Held = std::variant<Structs...>;
    static constexpr std::array<SumType::Alternative, sizeof...(Structs)> alternatives{SumType::Alternative{
        []() -> StructType const& { return TypeOf<Structs>::value; },
        [](void* sum) -> void* { return &static_cast<Held*>(sum)->template emplace<Structs>(); }}...};
    static constexpr SumType value{
        alternatives, [](void const* from) { return static_cast<Held const*>(from)->index(); },
        [](void const* from) -> void const* {
            return std::visit([](auto const& held) -> void const* { return &held; },
                              *static_cast<Held const*>(from));
        }};
};

// Reads JSON text; throws Problem with every finding.
void decode_text(Type const& type, std::string_view text, void* into);
// Writes JSON text.
std::string encode_text(Type const& type, void const* from);

template <class T> T from_json(std::string_view text) {
    T object{};
    decode_text(type_of<T>(), text, &object);
    return object;
}

template <class T> std::string to_json(T const& object) { return encode_text(type_of<T>(), &object); }

}  // namespace colonnade::wire
