#include "foundation/wire/figure.hpp"

namespace colonnade::wire {
namespace {

constexpr auto figure_members =
    members_of<Figure>(boost::describe::describe_members<Figure, boost::describe::mod_public>());
constexpr StructType figure_struct{pretty_name<Figure>(), {}, figure_members};

}  // namespace

void FigureType::decode(json::value const& from, void* into, Findings& findings) const {
    figure_struct.decode(from, into, findings);
}

void FigureType::encode(void const* from, json::value& into) const { figure_struct.encode(from, into); }

void FigureType::schema(Schemas& schemas, json::object& into) const { figure_struct.schema(schemas, into); }

void FigureType::columns(std::string const& key, std::vector<Column>& into) const {
    into.push_back({key, CellKind::decimal});
    into.push_back({key + ".unit", CellKind::text});
    into.push_back({key + ".currency", CellKind::text});
}

void FigureType::cells(void const* from, std::vector<Cell>& into) const {
    auto const& figure = *static_cast<Figure const*>(from);
    into.push_back(figure.value);
    type_of<FigureUnit>().cells(&figure.unit, into);
    into.push_back(figure.currency ? figure.currency->text() : "");
}

Figure money_figure(Money amount, std::optional<std::string> explain) {
    return {amount.amount_text(amount.currency.minor_digits()), FigureUnit::money, amount.currency,
            std::move(explain)};
}

Figure percent_figure(Rate share, std::optional<std::string> explain) {
    return {decimal_text(share.count, Rate::places - 2), FigureUnit::percent, std::nullopt,
            std::move(explain)};
}

Figure count_figure(std::int64_t count, std::optional<std::string> explain) {
    return {std::to_string(count), FigureUnit::count, std::nullopt, std::move(explain)};
}

Figure quantity_figure(Quantity quantity, std::optional<std::string> explain) {
    return {quantity.text(), FigureUnit::quantity, std::nullopt, std::move(explain)};
}

}  // namespace colonnade::wire
