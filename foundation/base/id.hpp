// Ids: 64-bit counts below 2^53, each kind its own type, so that a team is never asked for by a person's
// number.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace colonnade {

template <class Kind> struct Id {
    std::int64_t value = 0;

    static constexpr std::int64_t limit = std::int64_t{1} << 53;  // what JavaScript counts exactly
    explicit operator bool() const { return value != 0; }
    friend auto operator<=>(Id const&, Id const&) = default;
};

// The kinds that more than one slice speaks of. A slice's own kinds stand in its rule header.
using UserId = Id<struct UserKind>;
using PersonId = Id<struct PersonKind>;
using TeamId = Id<struct TeamKind>;
using PositionId = Id<struct PositionKind>;
using TerritoryId = Id<struct TerritoryKind>;
using CustomerId = Id<struct CustomerKind>;
using ProductId = Id<struct ProductKind>;
using OrderId = Id<struct OrderKind>;
using ImportId = Id<struct ImportKind>;
using JobId = Id<struct JobKind>;
using ChangeId = Id<struct ChangeKind>;

}  // namespace colonnade

template <class Kind> struct std::hash<colonnade::Id<Kind>> {
    std::size_t operator()(colonnade::Id<Kind> id) const { return std::hash<std::int64_t>()(id.value); }
};
