#include "foundation/documents/locale_format.hpp"

#include <unicode/coll.h>
#include <unicode/datefmt.h>
#include <unicode/gregocal.h>
#include <unicode/numberformatter.h>
#include <unicode/unistr.h>

#include <map>
#include <mutex>

#include "foundation/documents/value_parse.hpp"

namespace colonnade::documents {
namespace {

icu::Locale locale_of(std::string_view language) {
    std::string const name(language);
    return icu::Locale(name.starts_with("fa") ? "fa@calendar=persian" : name.c_str());
}

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

icu::UnicodeString unicode(std::string_view text) { return icu::UnicodeString::fromUTF8(piece(text)); }

std::string utf8(icu::UnicodeString const& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

icu::number::Precision precision(FractionDigits digits) {
    return icu::number::Precision::minMaxFraction(digits.least, std::max(digits.least, digits.most));
}

std::string formatted(icu::number::LocalizedNumberFormatter const& formatter, std::string_view decimal) {
    // ICU would read exponents, infinities and the like as well.
    if (parse_number(decimal, '.') == std::nullopt)
        throw value_problem(decimal, {.kind = ValueKind::decimal});
    UErrorCode status = U_ZERO_ERROR;
    auto const result = formatter.formatDecimal(piece(decimal), status);
    auto const text = result.toString(status);
    if (U_FAILURE(status)) throw value_problem(decimal, {.kind = ValueKind::decimal});
    return utf8(text);
}

// ICU's date formats are not for several threads at once, and slow to make: each is made once and used under
// a lock.
std::string formatted(std::string const& key, icu::Locale const& locale, icu::DateFormat::EStyle day,
                      icu::DateFormat::EStyle time, std::string_view zone, std::int64_t milliseconds) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<icu::DateFormat>> formats;
    std::lock_guard const lock(mutex);
    auto& format = formats[key];
    if (!format) {
        format.reset(icu::DateFormat::createDateTimeInstance(day, time, locale));
        format->adoptTimeZone(icu::TimeZone::createTimeZone(unicode(zone)));
    }
    icu::UnicodeString text;
    return utf8(format->format(static_cast<UDate>(milliseconds), text));
}

icu::DateFormat::EStyle icu_style(DateStyle style) {
    switch (style) {
        case DateStyle::brief: return icu::DateFormat::kShort;
        case DateStyle::medium: return icu::DateFormat::kMedium;
        case DateStyle::full: return icu::DateFormat::kLong;
    }
    return icu::DateFormat::kMedium;
}

}  // namespace

std::string number_format(std::string_view language, std::string_view decimal, FractionDigits digits) {
    auto const formatter =
        icu::number::NumberFormatter::withLocale(locale_of(language)).precision(precision(digits));
    return formatted(formatter, decimal);
}

std::string percent_format(std::string_view language, std::string_view percent, FractionDigits digits) {
    auto const formatter = icu::number::NumberFormatter::withLocale(locale_of(language))
                               .unit(icu::NoUnit::percent())
                               .precision(precision(digits));
    return formatted(formatter, percent);
}

std::string money_format(std::string_view language, std::string_view amount, std::string_view currency) {
    auto const known = Currency::find(currency);
    if (!known)
        return number_format(language, amount) + (currency.empty() ? "" : " " + std::string(currency));
    UErrorCode status = U_ZERO_ERROR;
    icu::CurrencyUnit const unit(piece(currency), status);
    auto const formatter = icu::number::NumberFormatter::withLocale(locale_of(language))
                               .unit(unit)
                               .precision(precision({.least = known->minor_digits()}));
    return formatted(formatter, amount);
}

std::string money_format(std::string_view language, Money const& money) {
    return money_format(language, money.amount_text(), money.currency.code());
}

std::string date_format(std::string_view language, Date date, DateStyle style) {
    auto const day = icu_style(style);
    auto const key = std::string(language) + " " + std::to_string(day);
    auto const milliseconds = static_cast<std::int64_t>(date.number()) * 86'400'000;
    return formatted(key, locale_of(language), day, icu::DateFormat::kNone, "GMT", milliseconds);
}

std::string instant_format(std::string_view language, Instant instant, std::string_view time_zone) {
    auto const key = std::string(language) + " " + std::string(time_zone);
    return formatted(key, locale_of(language), icu::DateFormat::kMedium, icu::DateFormat::kShort, time_zone,
                     instant.milliseconds);
}

struct Collation::Rules {
    std::unique_ptr<icu::Collator> collator;
};

Collation::Collation(std::string_view language) : rules_(std::make_unique<Rules>()) {
    UErrorCode status = U_ZERO_ERROR;
    rules_->collator.reset(icu::Collator::createInstance(locale_of(language), status));
    if (U_FAILURE(status)) throw Problem(ProblemKind::internal, "documents.collation_missing");
    rules_->collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
}
Collation::~Collation() = default;
Collation::Collation(Collation&&) noexcept = default;
Collation& Collation::operator=(Collation&&) noexcept = default;

int Collation::compare(std::string_view a, std::string_view b) const {
    UErrorCode status = U_ZERO_ERROR;
    return rules_->collator->compareUTF8(piece(a), piece(b), status);
}

std::string Collation::key(std::string_view text) const {
    auto const source = unicode(text);
    std::string bytes(static_cast<std::size_t>(source.length()) * 4 + 16, '\0');
    for (;;) {
        auto* const into = reinterpret_cast<std::uint8_t*>(bytes.data());
        auto const size = rules_->collator->getSortKey(source, into, static_cast<std::int32_t>(bytes.size()));
        bool const fits = static_cast<std::size_t>(size) <= bytes.size();
        bytes.resize(static_cast<std::size_t>(size));
        if (fits) break;
    }
    if (!bytes.empty() && bytes.back() == '\0') bytes.pop_back();
    return bytes;
}

}  // namespace colonnade::documents
