#include "foundation/http/language.hpp"

#include <algorithm>

#include "foundation/http/fields.hpp"

namespace colonnade::http {
namespace {

// RFC 9110 quality in thousandths: "q=0.8" is 800; 1000 without one, 0 for one that is malformed.
int weight_of(std::string_view parameter) {
    if (parameter.empty()) return 1000;
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return 0;
    auto const digits = parameter.substr(2);
    if (digits.empty() || digits.size() > 5 || (digits[0] != '0' && digits[0] != '1')) return 0;
    int weight = (digits[0] - '0') * 1000;
    int place = 100;
    for (char c : digits.substr(std::min<std::size_t>(2, digits.size()))) {
        if (c < '0' || c > '9') return 0;
        weight += (c - '0') * place;
        place /= 10;
    }
    return std::min(weight, 1000);
}

}  // namespace

std::string negotiated_language(std::string_view accept_language, std::span<std::string const> supported) {
    std::string best = supported.empty() ? "en" : supported.front();
    int best_weight = 0;
    for (auto member : list_members(accept_language)) {
        auto const semicolon = std::min(member.find(';'), member.size());
        auto const range = trimmed(member.substr(0, semicolon));
        auto const weight = weight_of(semicolon == member.size() ? std::string_view()
                                                                 : trimmed(member.substr(semicolon + 1)));
        auto const primary = range.substr(0, range.find('-'));
        for (auto const& language : supported) {
            if (weight <= best_weight || !equals_ignoring_case(primary, language)) continue;
            best = language;
            best_weight = weight;
        }
    }
    return best;
}

}  // namespace colonnade::http
