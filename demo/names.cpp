#include "demo/names.hpp"

#include <fmt/format.h>

#include <numeric>

#include "foundation/base/decimal.hpp"

namespace colonnade::demo {
namespace {

constexpr std::int64_t firms_per_town_hall = 12;

std::int64_t count(std::span<std::string_view const> words) {
    return static_cast<std::int64_t>(words.size());
}
std::string word(std::span<std::string_view const> words, std::int64_t at) {
    return std::string(words[static_cast<std::size_t>(at)]);
}

// Two different ones of n, as a number below n × (n − 1).
struct Pair {
    std::int64_t first, second;
    Pair(std::int64_t at, std::int64_t n) : first(at / (n - 1)), second(at % (n - 1)) {
        if (second >= first) ++second;
    }
};
std::int64_t pairs(std::int64_t n) { return n * (n - 1); }

}  // namespace

Shuffled::Shuffled(std::int64_t n, std::uint64_t seed)
    : n_(n),
      step_(n * 618 / 1000 + 1),
      begin_(static_cast<std::int64_t>(seed % static_cast<std::uint64_t>(n))) {
    while (std::gcd(step_, n_) != 1) ++step_;
}

std::int64_t Shuffled::operator[](std::int64_t at) const {
    return static_cast<std::int64_t>((static_cast<Wide>(at) * step_ + begin_) % n_);
}

Names::Names(Country const& country, std::uint64_t seed)
    : country_(country),
      people_((count(country.women) + count(country.men)) * count(country.families_men), seed),
      firms_((pairs(count(country.company_words)) + pairs(count(country.families_men))) *
                 count(country.company_forms),
             seed) {}

PersonName Names::person(std::int64_t at) const {
    std::int64_t const round = at / people_.size(), place = people_[at % people_.size()];
    std::int64_t const family = place % count(country_.families_men);
    std::int64_t given = place / count(country_.families_men);
    bool const is_woman = given < count(country_.women);
    if (!is_woman) given -= count(country_.women);
    auto const& names = is_woman ? country_.women : country_.men;
    auto const& families = is_woman ? country_.families_women : country_.families_men;
    PersonName name{word(names, given), word(families, family)};
    if (round == 0) return name;
    std::int64_t const seconds = count(names) - 1;
    name.given += " " + word(names, (given + 1 + (round - 1) % seconds) % count(names));
    std::int64_t const doubles = (round - 1) / seconds;
    if (doubles > 0) name.family += "-" + word(families, (family + doubles) % count(families));
    return name;
}

FirmName Names::firm(std::int64_t at) const {
    std::int64_t const round = at / firms_.size();
    std::int64_t place = firms_[at % firms_.size()];
    std::int64_t const form = place % count(country_.company_forms);
    place /= count(country_.company_forms);
    std::int64_t const by_words = pairs(count(country_.company_words));
    FirmName firm{"", static_cast<Trade>(form), ""};
    if (place < by_words) {
        Pair const two(place, count(country_.company_words));
        firm.name = fmt::format("{} {}", word(country_.company_words, two.first),
                                word(country_.company_words, two.second));
    } else {
        Pair const two(place - by_words, count(country_.families_men));
        firm.name = fmt::format("{} {} {}", word(country_.families_men, two.first), country_.and_word,
                                word(country_.families_men, two.second));
    }
    firm.name += " " + word(country_.company_forms, form);
    if (round > 0) firm.town = word(country_.towns, (round - 1) % count(country_.towns));
    if (round > 0) firm.name += " " + firm.town;
    if (round > count(country_.towns)) firm.name += fmt::format(" {}", round / count(country_.towns) + 1);
    return firm;
}

PersonName Names::next_person() { return person(persons_++); }

FirmName Names::next_firm() {
    if (asked_++ % firms_per_town_hall == 5 && town_halls_ < count(country_.towns)) {
        std::string town = word(country_.towns, town_halls_++);
        return {fmt::format(fmt::runtime(country_.town_hall), town), Trade::town, town};
    }
    return firm(named_firms_++);
}

}  // namespace colonnade::demo
