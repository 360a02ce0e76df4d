// Lists a page at a time. A cursor holds the sort keys of the last row given, so a page costs the same
// wherever it is and rows that come or go between two pages neither repeat nor hide others.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/wire/codec.hpp"

namespace colonnade::wire {

template <class T> struct Page {
    std::vector<T> items;
    std::optional<std::string> next;    // cursor of the page after this one; absent on the last
    std::optional<std::int64_t> total;  // how many there are in all, where that is cheap to know
};

// Opaque text from a type's JSON, and back; throws Problem "wire.cursor" where it was not made from such a
// type.
std::string encode_cursor(Type const& type, void const* key);
void decode_cursor(Type const& type, std::string_view cursor, void* key);

// The handler argument of every route that answers a Page.
struct Paging {
    static constexpr std::int64_t limit_default = 50;
    static constexpr std::int64_t limit_max = 200;
    static constexpr std::int64_t table_limit = 1000;  // rows at a time when the whole list goes into a file

    std::int64_t limit = limit_default;
    std::string cursor;  // empty on the first page

    // The sort keys after which the page begins; nullopt on the first page.
    template <Described Key> std::optional<Key> after() const {
        if (cursor.empty()) return std::nullopt;
        Key key{};
        decode_cursor(type_of<Key>(), cursor, &key);
        return key;
    }

    // Makes a page of up to limit + 1 rows: what goes beyond the limit is cut off and leaves a cursor, from
    // key_of(row), a described struct.
    template <class T, class KeyOf> Page<T> cut(std::vector<T> rows, KeyOf const& key_of) const {
        Page<T> page;
        if (rows.size() > static_cast<std::size_t>(limit)) {
            rows.resize(static_cast<std::size_t>(limit));
            auto const key = key_of(rows.back());
            page.next = encode_cursor(type_of<std::remove_cvref_t<decltype(key)>>(), &key);
        }
        page.items = std::move(rows);
        return page;
    }
};

template <class T> struct TypeOf<Page<T>> {
    using Held = Page<T>;
    static constexpr std::array<Member, 3> members{
        Member{"items", [](void* page) -> void* { return &static_cast<Held*>(page)->items; },
               &type_of<std::vector<T>>},
        Member{"next", [](void* page) -> void* { return &static_cast<Held*>(page)->next; },
               &type_of<std::optional<std::string>>},
        Member{"total", [](void* page) -> void* { return &static_cast<Held*>(page)->total; },
               &type_of<std::optional<std::int64_t>>}};
    static constexpr StructType value{pretty_name<T>(), "Page", members};
};

}  // namespace colonnade::wire
