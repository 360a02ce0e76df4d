// The five countries of the demo firm: their names, regions and money.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "demo/random.hpp"

namespace colonnade::demo {

struct Country {
    std::string_view code;  // ISO 3166
    std::string_view name;  // in its own language
    std::string_view currency;
    std::string_view language;
    std::string_view rate_to_euro;  // euros for one unit, at the beginning
    std::string_view phone;
    std::span<std::string_view const> cities;   // where the teams sit, the first two in the small size
    std::span<std::string_view const> regions;  // what the territories are called
    std::span<std::string_view const> women;
    std::span<std::string_view const> men;
    std::span<std::string_view const> families_women;  // where family names follow the person
    std::span<std::string_view const> families_men;
    std::span<std::string_view const> company_words;
    std::span<std::string_view const> company_forms;  // what builds, furnishes, lodges, sells, installs
    std::span<std::string_view const> towns;
    std::string_view town_hall;  // "Comune di {}"
    std::string_view and_word;   // between two owners' names
};

std::span<Country const> countries();

struct PersonName {
    std::string given;
    std::string family;
    std::string full() const { return given + " " + family; }
};
// Letters and digits of a name for an address: "zofia.wojcik".
std::string mail_name(PersonName const& name);

}  // namespace colonnade::demo
