// Text and numbers with limits, changes to a member, and JSON that is handed through.
#pragma once
#include "foundation/wire/codec.hpp"

namespace colonnade::wire {

// One line of `minimum` to `maximum` characters, in canonical form: names, titles, codes.
template <std::size_t maximum, std::size_t minimum = 1> struct Text : std::string {
    using std::string::string;
    Text() = default;
    Text(std::string text) : std::string(std::move(text)) {}
};

// Several lines of up to `maximum` characters: notes, Markdown.
template <std::size_t maximum, std::size_t minimum = 0> struct Prose : std::string {
    using std::string::string;
    Prose() = default;
    Prose(std::string text) : std::string(std::move(text)) {}
};

// Kept byte for byte: a password, a one-time code.
template <std::size_t maximum, std::size_t minimum = 1> struct Secret : std::string {
    using std::string::string;
    Secret() = default;
    Secret(std::string text) : std::string(std::move(text)) {}
};

// A whole number from `minimum` to `maximum`.
template <std::int64_t minimum, std::int64_t maximum> struct Whole {
    std::int64_t value = minimum;
    operator std::int64_t() const { return value; }
};

// What a PATCH says of one member: nothing, null (clear it), or a value. Use std::optional for what cannot be
// cleared.
template <class T> struct Patch {
    bool given = false;
    std::optional<T> value;

    // Changes `target` when the member was given.
    void apply(std::optional<T>& target) const {
        if (given) target = value;
    }
};

// Any JSON, kept as text: what a browser stores and gets back unread.
struct Json {
    std::string text = "null";
    friend bool operator==(Json const&, Json const&) = default;
};

class JsonType final : public Type {
public:
    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
};

template <std::size_t maximum, std::size_t minimum> struct TypeOf<Text<maximum, minimum>> {
    static constexpr TextType value{minimum, maximum, TextForm::line, true};
};
template <std::size_t maximum, std::size_t minimum> struct TypeOf<Prose<maximum, minimum>> {
    static constexpr TextType value{minimum, maximum, TextForm::prose, true};
};
template <std::size_t maximum, std::size_t minimum> struct TypeOf<Secret<maximum, minimum>> {
    static constexpr TextType value{minimum, maximum, TextForm::exact, true};
};
template <std::int64_t minimum, std::int64_t maximum> struct TypeOf<Whole<minimum, maximum>> {
    static_assert(-whole_max <= minimum && minimum <= maximum && maximum <= whole_max);
    using Held = Whole<minimum, maximum>;
    static constexpr WholeType value{minimum, maximum,
                                     [](void const* from) { return static_cast<Held const*>(from)->value; },
                                     [](void* into, std::int64_t n) { static_cast<Held*>(into)->value = n; }};
};
template <> struct TypeOf<Json> { static constexpr JsonType value{}; };
template <class T> struct TypeOf<Patch<T>> {
    using Held = Patch<T>;
    static constexpr OptionalType value{
        &type_of<T>,
        OptionalType::Null::value,
        [](void* into) -> void* {
            static_cast<Held*>(into)->given = true;
            return &static_cast<Held*>(into)->value.emplace();
        },
        [](void const* from) -> void const* {
            auto const& held = static_cast<Held const*>(from)->value;
            return held ? &*held : nullptr;
        },
        [](void const* from) { return static_cast<Held const*>(from)->given; },
        [](void* into) {
            static_cast<Held*>(into)->given = true;
            static_cast<Held*>(into)->value.reset();
        }};
};

}  // namespace colonnade::wire
