// Ids in a statement, "t.territory_id in (:id0, :id1, …)": so many at a time that one statement serves any
// number of them and is kept prepared.
#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "foundation/db/value.hpp"

namespace colonnade::db {

class IdList {
public:
    static constexpr std::size_t size = 16;

    // "(:id0, …, :id15)"
    static std::string const& sql() {
        static std::string const text = [] {
            std::string all = "(";
            for (std::string_view const name : names) all.append(all.size() > 1 ? ", :" : ":").append(name);
            return all + ")";
        }();
        return text;
    }

    // Calls f(Params) for one piece of the ids after the other; places that are left over hold null.
    template <class K, class F> static void each(std::span<Id<K> const> ids, F&& f) {
        for (std::size_t start = 0; start < ids.size(); start += size) {
            Params params;
            for (std::size_t i = 0; i < size; ++i)
                params.push_back({names[i], start + i < ids.size() ? Value(ids[start + i]) : Value(nullptr)});
            f(std::move(params));
        }
    }

private:
    static constexpr std::array<std::string_view, size> names{"id0",  "id1",  "id2",  "id3", "id4",  "id5",
                                                              "id6",  "id7",  "id8",  "id9", "id10", "id11",
                                                              "id12", "id13", "id14", "id15"};
};

}  // namespace colonnade::db
