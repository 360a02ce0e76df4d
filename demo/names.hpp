// Names of people and firms of one country, none twice: each is the next of a shuffled list of all there are.
#pragma once
#include "demo/countries.hpp"

namespace colonnade::demo {

// The numbers 0 … n-1 in an order that looks shuffled: each step goes a golden part of the way round.
class Shuffled {
public:
    Shuffled(std::int64_t n, std::uint64_t seed);
    std::int64_t size() const { return n_; }
    std::int64_t operator[](std::int64_t at) const;

private:
    std::int64_t n_, step_, begin_;
};

enum class Trade { building, interiors, lodging, retail, installation, town };

struct FirmName {
    std::string name;
    Trade trade;
    std::string town;  // where the name says it, or empty
};

class Names {
public:
    Names(Country const& country, std::uint64_t seed);

    // Given and family name; when those are used up, with a second given name, then with two family names.
    PersonName next_person();
    // A town hall now and then while there are towns; two words or two families and a trade; when those are
    // used up, the same with a town.
    FirmName next_firm();

private:
    PersonName person(std::int64_t at) const;
    FirmName firm(std::int64_t at) const;

    Country const& country_;
    Shuffled people_, firms_;
    std::int64_t persons_ = 0, named_firms_ = 0, town_halls_ = 0, asked_ = 0;
};

}  // namespace colonnade::demo
