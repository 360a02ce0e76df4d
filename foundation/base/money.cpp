#include "foundation/base/money.hpp"

#include <algorithm>
#include <numeric>

#include "foundation/base/problem.hpp"

namespace colonnade {
namespace {

// ISO 4217 active codes, and those retired since 1990 that real order files still hold. A digit after the
// code is the number of minor digits where it is not two.
constexpr std::string_view currency_table =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD3BIF0BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF "
    "CLF4CLP0CNY COP CRC CUC CUP CVE CZK DJF0DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF0GTQ "
    "GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD3IRR ISK0JMD JOD3JPY0KES KGS KHR KMF0KPW KRW0KWD3KYD KZT LAK LBP LKR LRD LSL "
    "LYD3MAD "
    "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR3PAB PEN PGK PHP PKR PLN "
    "PYG0QAR "
    "RON RSD RUB RWF0SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND3TOP TRY TTD "
    "TWD TZS "
    "UAH UGX0USD UYU UZS VED VES VND0VUV0WST XAF0XCD XOF0XPF0YER ZAR ZMW ZWL "
    "AFA ATS AZM BEF BYR0CYP DEM EEK ESP FIM FRF GHC GRD HRK IEP ITL LTL LUF LVL MTL MXP NLG PTE ROL SIT SKK "
    "TRL VEB "
    "VEF ZWD YUM CSD MRO STD SLL USN ";

std::size_t table_position(std::string_view code) {
    for (std::size_t i = 0; i + 3 < currency_table.size(); i += 4)
        if (currency_table.substr(i, 3) == code) return i;
    return std::string_view::npos;
}

}  // namespace

std::optional<Currency> Currency::find(std::string_view code) {
    if (code.size() != 3 || table_position(code) == std::string_view::npos) return std::nullopt;
    Currency currency;
    std::copy(code.begin(), code.end(), currency.letters_.begin());
    return currency;
}

Currency Currency::parse(std::string_view code) {
    if (auto currency = find(code)) return *currency;
    throw invalid("currency.unknown", {{"code", std::string(code)}});
}

int Currency::minor_digits() const {
    std::size_t const at = table_position(code());
    if (at == std::string_view::npos || currency_table[at + 3] == ' ') return 2;
    return currency_table[at + 3] - '0';
}

Quantity Quantity::parse(std::string_view text) {
    if (auto count = parse_decimal(text, places)) return {*count};
    throw invalid("quantity.format", {{"text", std::string(text)}});
}

Money Money::parse(std::string_view amount, Currency currency) {
    if (auto units = parse_decimal(amount, places)) return {*units, currency};
    throw invalid("money.format", {{"text", std::string(amount)}});
}

Money Money::rounded_to_minor() const {
    Wide step = 1;
    for (int i = currency.minor_digits(); i < places; ++i) step *= 10;
    return {narrow(divide_half_even(units, step) * step), currency};
}

Money operator+(Money a, Money b) {
    if (a.currency != b.currency)
        throw invalid("money.currency_mismatch", {{"left", a.currency.text()}, {"right", b.currency.text()}});
    return {add_checked(a.units, b.units), a.currency};
}

Money operator-(Money a) { return {narrow(-static_cast<Wide>(a.units)), a.currency}; }
Money operator-(Money a, Money b) { return a + -b; }

std::vector<std::int64_t> split_by_largest_remainder(std::int64_t total,
                                                     std::span<std::int64_t const> weights) {
    Wide sum = 0;
    for (std::int64_t weight : weights) {
        if (weight < 0) throw invalid("split.negative_weight");
        sum += weight;
    }
    if (sum == 0) throw invalid("split.no_weight");
    bool const negative = total < 0;
    Wide const magnitude = negative ? -static_cast<Wide>(total) : static_cast<Wide>(total);
    std::vector<std::int64_t> parts(weights.size());
    std::vector<Wide> remainders(weights.size());
    Wide left = magnitude;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        Wide const product = magnitude * weights[i];
        parts[i] = narrow(product / sum);
        remainders[i] = product % sum;
        left -= parts[i];
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; left > 0; ++i, --left) ++parts[order[i]];
    if (negative)
        for (std::int64_t& part : parts) part = -part;
    return parts;
}

}  // namespace colonnade
