// Message catalogues: one JSON text per language, nested objects whose leaves are ICU message patterns, read
// by the server and by the browser. The key of {"goals": {"list": {"title": "…"}}} is "goals.list.title".
#pragma once
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "foundation/base/date.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::documents {

// A number that is shown with every digit it has.
struct ExactDecimal {
    std::string text;
};

// Money and dates are written as the language does (in Persian with its digits and calendar); numbers follow
// the pattern's {n, number} or {n, plural, …}.
using MessageArgument = std::variant<std::string, std::int64_t, ExactDecimal, Money, Date>;
using MessageArguments = std::vector<std::pair<std::string, MessageArgument>>;

struct CatalogueText {
    std::string language;
    std::string_view json;
};

// May be used by several threads.
class Catalogues {
public:
    // Throws the internal Problem documents.catalogue {language, key} for a text that is no such JSON.
    // Patterns are compiled when first used.
    explicit Catalogues(std::span<CatalogueText const> texts);
    ~Catalogues();
    Catalogues(Catalogues&&) noexcept;
    Catalogues& operator=(Catalogues&&) noexcept;

    // The message in that language, else in English, else the key itself. "it-CH" finds "it". An argument
    // that is missing shows as its name in braces.
    std::string text(std::string_view language, std::string_view key,
                     MessageArguments const& arguments = {}) const;
    // What a Problem says: the message under "problem." and its code. Arguments that the pattern wants as
    // numbers are read from their texts.
    std::string text(std::string_view language, Problem const& problem) const;

    bool has(std::string_view language, std::string_view key) const;
    std::vector<std::string> languages() const;
    std::vector<std::string> keys(std::string_view language) const;  // sorted

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// The names a pattern asks for. Throws the internal Problem documents.catalogue {pattern} for one that is
// malformed.
std::set<std::string> message_arguments(std::string_view pattern);

}  // namespace colonnade::documents
