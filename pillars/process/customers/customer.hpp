// Customers: what they are found by, who owns them when, which two are one. Pure rules.
#pragma once
#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"

namespace colonnade::customers {

using ContactId = Id<struct ContactKind>;
using OwnerId = Id<struct OwnerKind>;

enum class CustomerKind { company, person };
BOOST_DESCRIBE_ENUM(CustomerKind, company, person)
// "company", "person".
std::string_view customer_kind_text(CustomerKind kind);
std::optional<CustomerKind> find_customer_kind(std::string_view text);

// What is derived from a customer's own words and kept beside them.
struct SearchKeys {
    std::string search_text;               // words of name, number, city, e-mail and website
    std::string sort_key;                  // orders lists by name
    std::string name_key;                  // the name without legal form, spaces and marks
    std::optional<std::string> email_key;  // lower case
    std::optional<std::string> phone_key;  // the last nine digits; empty when there are fewer than seven
};
struct SearchSource {
    std::string_view name;
    std::string_view external_id;
    std::string_view city;
    std::string_view email;
    std::string_view phone;
    std::string_view website;
};
SearchKeys search_keys(SearchSource const& source);

// The words of a search text, each once, at most 24.
std::vector<std::string> search_words(std::string_view search_text);

// "Acme S.p.A." and "ACME Spa" are both "acme": the search form without legal forms at its end and without
// spaces.
std::string name_key(std::string_view name);
std::optional<std::string> phone_key(std::string_view phone);
std::optional<std::string> email_key(std::string_view email);

// Who owned the customer when: rows without overlap, in order. A gap has no owner.
struct Ownership {
    OwnerId id;
    PersonId person;
    DateRange range;
    friend bool operator==(Ownership const&, Ownership const&) = default;
};

// Nobody in a gap.
// Whoever owns the customer that day, if anybody does.
std::optional<PersonId> owner_on(std::span<Ownership const> owners, Date date);

// What a change of owner does to the rows: those before the day stay as they are, so that no earlier credit
// moves.
struct OwnerChange {
    struct End {
        OwnerId id;
        Date at;
        friend bool operator==(End const&, End const&) = default;
    };
    std::optional<End> end;          // the row that held on the day now ends there
    std::optional<OwnerId> replace;  // the row that began on that very day gives way
    std::optional<DateRange> begin;  // of the new owner; absent where the customer is left without one
    friend bool operator==(OwnerChange const&, OwnerChange const&) = default;
};
// From `on` the customer belongs to `person` (nullopt: nobody) until the next change already known. Empty
// when that is so already. Throws Problem "customers.owners_overlap" when the rows given overlap.
std::optional<OwnerChange> change_owner(std::span<Ownership const> owners, std::optional<PersonId> person,
                                        Date on);

// Why two customers may be one: the same name key in the same country, the same e-mail, the same telephone.
enum class DuplicateReason { name, email, phone };
BOOST_DESCRIBE_ENUM(DuplicateReason, name, email, phone)

}  // namespace colonnade::customers
