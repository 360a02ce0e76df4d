#include "foundation/wire/values.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "foundation/wire/schema.hpp"

namespace colonnade {

void check(DateRange const& range, wire::Findings& findings) {
    if (range.to && *range.to <= range.from) {
        wire::Findings::Step step(findings, "to");
        findings.add("wire.range_order", {{"from", range.from.text()}});
    }
}

}  // namespace colonnade

namespace colonnade::wire {
namespace {

// The wire's view of an amount: both members as they are sent.
struct Amount {
    std::string amount;
    Currency currency;
};
BOOST_DESCRIBE_STRUCT(Amount, (), (amount, currency))

}  // namespace

void MoneyType::decode(json::value const& from, void* into, Findings& findings) const {
    Amount sent;
    std::size_t const before = findings.size();
    type_of<Amount>().decode(from, &sent, findings);
    if (findings.size() != before) return;
    Findings::Step step(findings, "amount");
    try {
        *static_cast<Money*>(into) = Money::parse(sent.amount, sent.currency);
    } catch (Problem const& problem) { findings.add(problem); }
}

void MoneyType::encode(void const* from, json::value& into) const {
    auto const& money = *static_cast<Money const*>(from);
    auto& object = into.emplace_object();
    object["amount"] = money.amount_text(money.currency.minor_digits());
    object["currency"] = money.currency.code();
}

void MoneyType::schema(Schemas& schemas, json::object& into) const {
    schemas.refer(
        *this, "Money",
        [&](json::object& described) {
            json::object properties;
            properties["amount"] = {{"type", "string"},
                                    {"pattern", "^-?[0-9]+(\\.[0-9]{1,4})?$"},
                                    {"description", "A decimal number in units of the currency."},
                                    {"examples", json::array{"12.50"}}};
            properties["currency"] = schemas.of(type_of<Currency>());
            described["type"] = "object";
            described["properties"] = std::move(properties);
            described["required"] = json::array{"amount", "currency"};
            described["additionalProperties"] = false;
        },
        into);
}

void MoneyType::columns(std::string const& key, std::vector<Column>& into) const {
    into.push_back({key, CellKind::decimal});
    into.push_back({key + ".currency", CellKind::text});
}

void MoneyType::cells(void const* from, std::vector<Cell>& into) const {
    auto const& money = *static_cast<Money const*>(from);
    into.push_back(money.amount_text(money.currency.minor_digits()));
    into.push_back(money.currency.text());
}

}  // namespace colonnade::wire
