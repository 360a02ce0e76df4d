// The values of foundation/base on the wire.
//
//   Money      {"amount": "12.50", "currency": "EUR"}     Quantity  "12.5"      Rate  "0.025" (also read:
//   "2.5%") Date       "2026-03-31"      DateRange  {"from": "2026-01-01", "to": "2027-01-01"}, `to`
//   exclusive, absent when open Instant    "2026-03-31T09:30:00.000Z"                 Currency  "EUR"
//   PeriodKind  "quarter"
#pragma once
#include "foundation/base/calendar.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/rate.hpp"
#include "foundation/wire/codec.hpp"

namespace colonnade {

BOOST_DESCRIBE_ENUM(PeriodKind, week, month, quarter, year, custom)
BOOST_DESCRIBE_STRUCT(DateRange, (), (from, to))
BOOST_DESCRIBE_STRUCT(Period, (), (kind, key, range))

namespace wire {
class Findings;
}
// A range ends after it begins.
void check(DateRange const& range, wire::Findings& findings);

}  // namespace colonnade

namespace colonnade::wire {

template <> struct Wire<Date> {
    static constexpr TextValue about{{}, "A calendar day.", "date", {}, "2026-03-31", CellKind::date};
    static Date parse(std::string_view text) { return Date::parse(text); }
    static std::string text(Date date) { return date.text(); }
};

template <> struct Wire<Instant> {
    static constexpr TextValue about{{}, "A point in time, UTC.",    "date-time",
                                     {}, "2026-03-31T09:30:00.000Z", CellKind::instant};
    static Instant parse(std::string_view text) { return Instant::parse(text); }
    static std::string text(Instant instant) { return instant.text(); }
};

template <> struct Wire<Currency> {
    static constexpr TextValue about{
        {}, "An ISO 4217 currency code.", {}, "^[A-Z]{3}$", "EUR", CellKind::text};
    static Currency parse(std::string_view text) { return Currency::parse(text); }
    static std::string text(Currency currency) { return currency.text(); }
};

template <> struct Wire<Quantity> {
    static constexpr TextValue about{"Quantity", "A decimal number with at most four digits after the point.",
                                     {},         "^-?[0-9]+(\\.[0-9]{1,4})?$",
                                     "12.5",     CellKind::decimal};
    static Quantity parse(std::string_view text) { return Quantity::parse(text); }
    static std::string text(Quantity quantity) { return quantity.text(); }
};

template <> struct Wire<Rate> {
    static constexpr TextValue about{
        "Rate",  "An exact factor with at most ten digits after the point, or a percentage.",
        {},      "^-?[0-9]+(\\.[0-9]{1,10})?%?$",
        "0.025", CellKind::percent};
    static Rate parse(std::string_view text) { return Rate::parse(text); }
    static std::string text(Rate rate) { return rate.text(); }
};

class MoneyType final : public Type {
public:
    void decode(json::value const& from, void* into, Findings& findings) const override;
    void encode(void const* from, json::value& into) const override;
    void schema(Schemas& schemas, json::object& into) const override;
    void columns(std::string const& key, std::vector<Column>& into) const override;
    void cells(void const* from, std::vector<Cell>& into) const override;
};

template <> struct TypeOf<Money> { static constexpr MoneyType value{}; };

}  // namespace colonnade::wire
