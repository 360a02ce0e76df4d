// What goes into a statement and what comes out of a row: whole numbers, text, or nothing.
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/rate.hpp"

namespace colonnade::db {

// A value bound to a statement. Dates are ISO text, instants milliseconds, money, quantities and rates their
// counts.
class Value {
public:
    enum class Kind { null, integer, text };

    Value(std::nullptr_t) {}
    template <std::integral Integer>
    Value(Integer number) : kind_(Kind::integer), number_(static_cast<std::int64_t>(number)) {}
    Value(std::string text) : kind_(Kind::text), text_(std::move(text)) {}
    Value(std::string_view text) : kind_(Kind::text), text_(text) {}
    Value(char const* text) : kind_(Kind::text), text_(text) {}
    template <class K> Value(Id<K> id) : Value(id.value) {}
    Value(Date date) : Value(date.text()) {}
    Value(Instant instant) : Value(instant.milliseconds) {}
    Value(Quantity quantity) : Value(quantity.count) {}
    Value(Rate rate) : Value(rate.count) {}
    Value(Currency currency) : Value(currency.text()) {}
    template <class T> Value(std::optional<T> const& maybe) : Value(maybe ? Value(*maybe) : Value(nullptr)) {}

    Kind kind() const { return kind_; }
    std::int64_t number() const { return number_; }
    std::string const& text() const { return text_; }

private:
    Kind kind_ = Kind::null;
    std::int64_t number_ = 0;
    std::string text_;
};

// A named parameter: {"id", id} stands for :id in the statement.
struct Param {
    std::string_view name;
    Value value;
};
using Params = std::vector<Param>;

// How a C++ type is read from a column: from a number or from text.
template <class T> struct Column;

template <> struct Column<std::int64_t> {
    using Stored = long long;
    static std::int64_t from(Stored stored) { return stored; }
};
template <> struct Column<int> {
    using Stored = long long;
    static int from(Stored stored) { return static_cast<int>(stored); }
};
template <> struct Column<bool> {
    using Stored = long long;
    static bool from(Stored stored) { return stored != 0; }
};
template <> struct Column<std::string> {
    using Stored = std::string;
    static std::string from(Stored const& stored) { return stored; }
};
template <class K> struct Column<Id<K>> {
    using Stored = long long;
    static Id<K> from(Stored stored) { return {stored}; }
};
template <> struct Column<Date> {
    using Stored = std::string;
    static Date from(Stored const& stored) { return Date::parse(stored); }
};
template <> struct Column<Instant> {
    using Stored = long long;
    static Instant from(Stored stored) { return {stored}; }
};
template <> struct Column<Quantity> {
    using Stored = long long;
    static Quantity from(Stored stored) { return {stored}; }
};
template <> struct Column<Rate> {
    using Stored = long long;
    static Rate from(Stored stored) { return {stored}; }
};
template <> struct Column<Currency> {
    using Stored = std::string;
    static Currency from(Stored const& stored) {
        return stored.empty() ? Currency() : Currency::parse(stored);
    }
};

}  // namespace colonnade::db
