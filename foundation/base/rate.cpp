#include "foundation/base/rate.hpp"

#include "foundation/base/problem.hpp"

namespace colonnade {

Rate Rate::parse(std::string_view text) {
    bool const percent = !text.empty() && text.back() == '%';
    std::string_view number = percent ? text.substr(0, text.size() - 1) : text;
    while (percent && !number.empty() && number.back() == ' ') number.remove_suffix(1);
    if (auto count = parse_decimal(number, percent ? places - 2 : places)) return {*count};
    throw invalid("rate.format", {{"text", std::string(text)}});
}

std::int64_t scaled(std::int64_t count, Rate rate) {
    return narrow(divide_half_even(static_cast<Wide>(count) * rate.count, Rate::scale));
}

Money operator*(Money amount, Rate rate) { return {scaled(amount.units, rate), amount.currency}; }

Money converted(Money amount, Rate rate, Currency to) { return {scaled(amount.units, rate), to}; }

Rate ratio(std::int64_t part, std::int64_t whole) {
    if (whole == 0) throw invalid("rate.division_by_zero");
    Wide numerator = static_cast<Wide>(part) * Rate::scale;
    Wide denominator = whole;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    return {narrow(divide_half_even(numerator, denominator))};
}

}  // namespace colonnade
