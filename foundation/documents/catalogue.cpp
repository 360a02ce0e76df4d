#include "foundation/documents/catalogue.hpp"

#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/numfmt.h>

#include <boost/json.hpp>
#include <map>
#include <mutex>

#include "foundation/documents/locale_format.hpp"
#include "foundation/documents/value_parse.hpp"

namespace colonnade::documents {
namespace {

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string utf8(icu::UnicodeString const& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

Problem broken(ProblemArguments arguments) {
    return {ProblemKind::internal, "documents.catalogue", std::move(arguments)};
}

struct Asked {
    std::set<std::string> names;
    std::set<std::string> plain_numbers;  // {n, number}
    std::set<std::string> numbers;        // these, and those that choose a plural
};

Asked asked_by(std::string_view pattern) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError error;
    icu::MessagePattern const parsed(unicode(pattern), &error, status);
    if (U_FAILURE(status)) throw broken({{"pattern", std::string(pattern)}});
    Asked asked;
    UMessagePatternArgType type = UMSGPAT_ARG_TYPE_NONE;
    std::string name;
    for (int i = 0; i < parsed.countParts(); ++i) {
        auto const& part = parsed.getPart(i);
        if (part.getType() == UMSGPAT_PART_TYPE_ARG_START) {
            type = part.getArgType();
        } else if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME ||
                   part.getType() == UMSGPAT_PART_TYPE_ARG_NUMBER) {
            name = utf8(parsed.getSubstring(part));
            asked.names.insert(name);
            if (UMSGPAT_ARG_TYPE_HAS_PLURAL_STYLE(type)) asked.numbers.insert(name);
        } else if (part.getType() == UMSGPAT_PART_TYPE_ARG_TYPE) {
            bool const plain = parsed.getPartType(i + 1) != UMSGPAT_PART_TYPE_ARG_STYLE;
            if (utf8(parsed.getSubstring(part)) != "number") continue;
            asked.numbers.insert(name);
            if (plain) asked.plain_numbers.insert(name);
        }
    }
    return asked;
}

// One message of one language. ICU's message formats are not for several threads at once.
class Message {
public:
    Message(std::string language, std::string pattern)
        : language_(std::move(language)), pattern_(std::move(pattern)) {}

    std::string text(MessageArguments const& arguments) const {
        if (pattern_.find_first_of("{}'") == std::string::npos) return pattern_;
        std::lock_guard const lock(mutex_);
        if (!format_) compile();
        std::vector<icu::UnicodeString> names;
        std::vector<icu::Formattable> values;
        for (auto const& [name, argument] : arguments) {
            names.push_back(unicode(name));
            values.push_back(value_of(name, argument));
        }
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString out;
        format_->format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), out, status);
        if (U_FAILURE(status)) throw broken({{"language", language_}, {"pattern", pattern_}});
        return utf8(out);
    }

private:
    void compile() const {
        asked_ = asked_by(pattern_);
        UErrorCode status = U_ZERO_ERROR;
        icu::Locale const locale(language_.c_str());
        auto format = std::make_unique<icu::MessageFormat>(unicode(pattern_), locale, status);
        std::unique_ptr<icu::NumberFormat> number(icu::NumberFormat::createInstance(locale, status));
        if (U_FAILURE(status)) throw broken({{"language", language_}, {"pattern", pattern_}});
        number->setMaximumFractionDigits(30);  // ICU's own default of three would drop digits
        for (auto const& name : asked_.plain_numbers) format->setFormat(unicode(name), *number, status);
        format_ = std::move(format);
    }

    icu::Formattable value_of(std::string const& name, MessageArgument const& argument) const {
        bool const number = asked_.numbers.contains(name);
        if (auto const* text = std::get_if<std::string>(&argument)) {
            auto const decimal = number ? parse_number(*text, '.') : std::nullopt;
            return decimal ? exact(*decimal) : icu::Formattable(unicode(*text));
        }
        if (auto const* whole = std::get_if<std::int64_t>(&argument)) return icu::Formattable(*whole);
        if (auto const* decimal = std::get_if<ExactDecimal>(&argument)) {
            return number ? exact(decimal->text)
                          : icu::Formattable(unicode(number_format(language_, decimal->text)));
        }
        if (auto const* money = std::get_if<Money>(&argument))
            return unicode(money_format(language_, *money));
        return unicode(date_format(language_, std::get<Date>(argument)));
    }
    static icu::Formattable exact(std::string const& decimal) {
        UErrorCode status = U_ZERO_ERROR;
        return {icu::StringPiece(decimal.data(), static_cast<std::int32_t>(decimal.size())), status};
    }

    std::string language_;
    std::string pattern_;
    mutable std::mutex mutex_;
    mutable Asked asked_;
    mutable std::unique_ptr<icu::MessageFormat> format_;
};

using Messages = std::map<std::string, Message, std::less<>>;

void flatten(boost::json::object const& object, std::string const& prefix, std::string const& language,
             Messages& messages) {
    for (auto const& [name, value] : object) {
        auto const key = prefix + std::string(name);
        if (value.is_object()) flatten(value.get_object(), key + ".", language, messages);
        else if (value.is_string()) messages.try_emplace(key, language, std::string(value.get_string()));
        else throw broken({{"language", language}, {"key", key}});
    }
}

}  // namespace

struct Catalogues::Inside {
    std::map<std::string, Messages, std::less<>> languages;

    Message const* find(std::string_view language, std::string_view key) const {
        auto catalogue = languages.find(language);
        if (catalogue == languages.end())
            catalogue = languages.find(language.substr(0, language.find_first_of("-_")));
        if (catalogue == languages.end()) return nullptr;
        auto const message = catalogue->second.find(key);
        return message == catalogue->second.end() ? nullptr : &message->second;
    }
};

Catalogues::Catalogues(std::span<CatalogueText const> texts) : inside_(std::make_unique<Inside>()) {
    for (auto const& [language, json] : texts) {
        boost::json::error_code error;
        auto const value = boost::json::parse({json.data(), json.size()}, error);
        if (error || !value.is_object()) throw broken({{"language", language}, {"key", ""}});
        flatten(value.get_object(), "", language, inside_->languages[language]);
    }
}
Catalogues::~Catalogues() = default;
Catalogues::Catalogues(Catalogues&&) noexcept = default;
Catalogues& Catalogues::operator=(Catalogues&&) noexcept = default;

std::string Catalogues::text(std::string_view language, std::string_view key,
                             MessageArguments const& arguments) const {
    auto const* message = inside_->find(language, key);
    if (message == nullptr) message = inside_->find("en", key);
    return message == nullptr ? std::string(key) : message->text(arguments);
}

std::string Catalogues::text(std::string_view language, Problem const& problem) const {
    MessageArguments arguments;
    for (auto const& [name, value] : problem.arguments()) arguments.emplace_back(name, value);
    return text(language, "problem." + problem.code(), arguments);
}

bool Catalogues::has(std::string_view language, std::string_view key) const {
    return inside_->find(language, key) != nullptr;
}

std::vector<std::string> Catalogues::languages() const {
    std::vector<std::string> names;
    for (auto const& [language, messages] : inside_->languages) names.push_back(language);
    return names;
}

std::vector<std::string> Catalogues::keys(std::string_view language) const {
    std::vector<std::string> keys;
    auto const catalogue = inside_->languages.find(language);
    if (catalogue == inside_->languages.end()) return keys;
    for (auto const& [key, message] : catalogue->second) keys.push_back(key);
    return keys;
}

std::set<std::string> message_arguments(std::string_view pattern) { return asked_by(pattern).names; }

}  // namespace colonnade::documents
