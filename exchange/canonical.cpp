#include "exchange/canonical.hpp"

#include <array>

#include <fmt/format.h>

#include "foundation/base/text.hpp"

namespace colonnade::exchange {
namespace {

constexpr Need required = Need::required;
constexpr Need optional = Need::optional;
using enum ColumnKind;

constexpr CanonicalColumn valid_from{"valid_from", first_day, optional,
                                     "First day on which it holds; empty: since always."};
constexpr CanonicalColumn valid_to{"valid_to", last_day, optional,
                                   "Last day on which it holds; empty: until further notice."};

constexpr std::array periods{
    CanonicalColumn{"period", text, required, "The period's own key, as quotas name it: 2026-T1."},
    CanonicalColumn{"valid_from", date, required, "Its first day."},
    CanonicalColumn{"valid_to", last_day, optional, "Its last day; only the last period may have none."},
};

constexpr std::array rates{
    CanonicalColumn{"from_currency", currency, required, "The currency that is converted."},
    CanonicalColumn{"to_currency", currency, required, "The currency it becomes."},
    CanonicalColumn{"valid_from", date, required, "First day of the rate; it holds until the next one."},
    CanonicalColumn{"rate", rate, required, "How much of to_currency one unit of from_currency gives."},
};

constexpr std::array people{
    CanonicalColumn{"person_id", text, required, "The person's id in your other systems."},
    CanonicalColumn{"name", text, optional, "Full name; empty: made of given and family name."},
    CanonicalColumn{"given_name", text, optional, "Given name."},
    CanonicalColumn{"family_name", text, optional, "Family name."},
    CanonicalColumn{"email", text, optional, "E-mail address."},
    CanonicalColumn{"phone", text, optional, "Telephone number."},
    CanonicalColumn{"language", text, optional, "Language of the person: en, it, pl, fa, cs or es."},
    CanonicalColumn{"hired_on", date, optional, "First day of employment."},
    CanonicalColumn{"left_on", last_day, optional, "Last day of employment."},
    CanonicalColumn{"title", text, optional, "Job title; gives the person a position of their own."},
    CanonicalColumn{
        "kind", text, optional,
        "Kind of position: sales_manager, assistant_manager, team_leader, salesperson, specialist, "
        "liaison_production, liaison_service, liaison_marketing, liaison_finance, liaison_hr, "
        "executive or other."},
    CanonicalColumn{"department", text, optional, "Department of the position; made where it is new."},
    CanonicalColumn{"team", text, optional, "Team of the position; made where it is new."},
};

constexpr std::array positions{
    CanonicalColumn{"position_id", text, required, "The position's id in your other systems."},
    CanonicalColumn{"title", text, optional, "Job title."},
    CanonicalColumn{"kind", text, optional, "Kind of position, as in people."},
    CanonicalColumn{"department", text, optional, "Department; made where it is new."},
    CanonicalColumn{"team", text, optional, "Team; made where it is new."},
    valid_from,
    valid_to,
    CanonicalColumn{"person_id", text, optional, "Who holds it; empty: vacant. One row per holder."},
    CanonicalColumn{"held_from", first_day, optional, "First day of the holder; empty: as valid_from."},
    CanonicalColumn{"held_to", last_day, optional, "Last day of the holder; empty: as valid_to."},
};

constexpr std::array reporting{
    CanonicalColumn{"person_id", text, required, "Who reports."},
    CanonicalColumn{"manager_id", text, optional, "To whom; empty: to nobody."},
    valid_from,
    valid_to,
};

constexpr std::array territories{
    CanonicalColumn{"territory_id", text, required, "The territory's id in your other systems."},
    CanonicalColumn{"name", text, required, "Its name."},
    CanonicalColumn{"parent_id", text, optional, "Id of the territory it is part of."},
    valid_from,
    valid_to,
};

constexpr std::array territory_assignments{
    CanonicalColumn{"territory_id", text, required, "The territory."},
    CanonicalColumn{"position_id", text, optional, "The position that covers it."},
    CanonicalColumn{"person_id", text, optional,
                    "Instead of a position: the person, by the position they hold."},
    valid_from,
    valid_to,
};

constexpr std::array products{
    CanonicalColumn{"product_id", text, optional, "The product's id; empty: its code."},
    CanonicalColumn{"code", text, optional, "Article number."},
    CanonicalColumn{"name", text, required, "Name."},
    CanonicalColumn{"category", text, optional, "Path of categories: Bikes > Road Bikes; made where new."},
    CanonicalColumn{"unit", text, optional, "Unit of sale: piece, hour, kg."},
    CanonicalColumn{"price", money, optional, "List price of one unit from price_from on."},
    CanonicalColumn{"cost", money, optional, "Cost of one unit from price_from on."},
    CanonicalColumn{"currency", currency, optional, "Of price and cost; empty: the company's."},
    CanonicalColumn{"price_from", first_day, optional, "First day of price and cost; empty: since always."},
};

constexpr std::array product_prices{
    CanonicalColumn{"product_id", text, required, "The product: its id or code."},
    CanonicalColumn{"amount", money, required, "List price of one unit."},
    CanonicalColumn{"currency", currency, optional, "Its currency; empty: the company's."},
    valid_from,
    valid_to,
};

constexpr std::array product_costs{
    CanonicalColumn{"product_id", text, required, "The product: its id or code."},
    CanonicalColumn{"amount", money, required, "Cost of one unit."},
    CanonicalColumn{"currency", currency, optional, "Its currency; empty: the company's."},
    valid_from,
    valid_to,
};

constexpr std::array customers{
    CanonicalColumn{"customer_id", text, optional, "The customer's id; empty: known by name and country."},
    CanonicalColumn{"name", text, required, "Name of the company or person."},
    CanonicalColumn{"kind", text, optional, "company or person; empty: company."},
    CanonicalColumn{"industry", text, optional, "Industry."},
    CanonicalColumn{"segment", text, optional, "Segment."},
    CanonicalColumn{"country", text, optional, "Country."},
    CanonicalColumn{"region", text, optional, "State, province or region."},
    CanonicalColumn{"city", text, optional, "City."},
    CanonicalColumn{"postal_code", text, optional, "Postal code."},
    CanonicalColumn{"street", text, optional, "Street and number."},
    CanonicalColumn{"email", text, optional, "E-mail address."},
    CanonicalColumn{"phone", text, optional, "Telephone number."},
    CanonicalColumn{"website", text, optional, "Address of the website."},
    CanonicalColumn{"employees", integer, optional, "Number of employees."},
    CanonicalColumn{"annual_revenue", money, optional, "Revenue of a year."},
    CanonicalColumn{"currency", currency, optional, "Of the revenue; empty: the company's."},
    CanonicalColumn{"territory", text, optional, "Territory: its id or name."},
    CanonicalColumn{"owner", text, optional, "Who looks after the customer: a person's id or name."},
    CanonicalColumn{"owner_from", first_day, optional,
                    "First day of the owner; empty: since always for a new customer, today for a known one."},
};

constexpr std::array contacts{
    CanonicalColumn{"contact_id", text, optional, "The contact's id; empty: known by customer and name."},
    CanonicalColumn{"customer", text, required, "The customer: its id or name."},
    CanonicalColumn{"name", text, optional, "Full name; empty: made of given and family name."},
    CanonicalColumn{"given_name", text, optional, "Given name."},
    CanonicalColumn{"family_name", text, optional, "Family name."},
    CanonicalColumn{"title", text, optional, "What they do there."},
    CanonicalColumn{"email", text, optional, "E-mail address."},
    CanonicalColumn{"phone", text, optional, "Telephone number."},
    CanonicalColumn{"mobile", text, optional, "Mobile telephone number."},
    CanonicalColumn{"language", text, optional, "Language of the contact."},
};

constexpr std::array orders{
    CanonicalColumn{"order_id", text, optional, "The order's id; empty: its number."},
    CanonicalColumn{"number", text, optional, "Order number; empty: the id."},
    CanonicalColumn{"kind", text, optional, "order, return or credit_note; empty: order."},
    CanonicalColumn{"original_order", text, optional, "Of a return or credit note: the order it reduces."},
    CanonicalColumn{"customer", text, required, "The customer: its id or name."},
    CanonicalColumn{"territory", text, optional, "Territory: its id or name."},
    CanonicalColumn{"booked_on", date, required, "Day of the order; credit is given as of it."},
    CanonicalColumn{"promised_on", date, optional, "Promised delivery."},
    CanonicalColumn{"delivered_on", date, optional, "Actual delivery."},
    CanonicalColumn{"status", text, optional, "open, delivered or cancelled; empty: told by the delivery."},
    CanonicalColumn{"order_type", text, optional, "new, renewal or upsell."},
    CanonicalColumn{"channel", text, optional, "How it came: online, field, partner."},
    CanonicalColumn{"currency", currency, optional, "Currency of the amounts; empty: the company's."},
    CanonicalColumn{"net_amount", money, optional,
                    "Net amount, the figure that counts; empty: sum of lines."},
    CanonicalColumn{"tax_amount", money, optional, "Tax."},
    CanonicalColumn{"freight_amount", money, optional, "Freight."},
    CanonicalColumn{"seller", text, optional, "Who sold it: ids or names, several separated by a semicolon."},
    CanonicalColumn{"seller_share", text, optional, "Shares of several sellers: 60%;40%; empty: equal."},
    CanonicalColumn{"note", text, optional, "Note."},
};

constexpr std::array order_lines{
    CanonicalColumn{"order_id", text, required, "The order."},
    CanonicalColumn{"line_no", integer, optional, "Number of the line within the order."},
    CanonicalColumn{"line_id", text, optional, "The line's id; empty: known by its number."},
    CanonicalColumn{"product", text, optional, "The product: its id, code or name."},
    CanonicalColumn{"description", text, optional, "Text of the line."},
    CanonicalColumn{"quantity", decimal, optional, "Quantity; empty: one."},
    CanonicalColumn{"unit_price", money, optional, "Price of one unit before discount."},
    CanonicalColumn{"discount", share, optional, "Discount as a part of the price: 2% or 0.02."},
    CanonicalColumn{"net_amount", money, optional, "Net amount; empty: quantity × unit price less discount."},
    CanonicalColumn{"cost_amount", money, optional, "Cost of the line."},
    CanonicalColumn{"promised_on", date, optional, "Promised delivery."},
    CanonicalColumn{"delivered_on", date, optional, "Actual delivery."},
};

constexpr std::array returns{
    CanonicalColumn{"return_id", text, required, "The return's id; rows with the same one are its lines."},
    CanonicalColumn{"kind", text, optional, "return or credit_note; empty: return."},
    CanonicalColumn{"original_order", text, optional, "The order that it reduces."},
    CanonicalColumn{"line", text, optional, "The order's line: its id or number."},
    CanonicalColumn{"customer", text, optional, "Needed without an original order."},
    CanonicalColumn{"currency", currency, optional, "Without an original order; empty: the company's."},
    CanonicalColumn{"booked_on", date, required, "Day of the return."},
    CanonicalColumn{"product", text, optional, "The product: its id, code or name."},
    CanonicalColumn{"quantity", decimal, optional, "Quantity that came back."},
    CanonicalColumn{"net_amount", money, optional, "Amount given back, with or without a minus sign."},
    CanonicalColumn{"note", text, optional, "Note."},
};

constexpr std::array quotas{
    CanonicalColumn{"quota_id", text, optional, "The quota's id."},
    CanonicalColumn{"subject_kind", text, optional, "person, team, territory or company; empty: person."},
    CanonicalColumn{"subject_id", text, optional, "Id of the person or territory, or name of the team."},
    CanonicalColumn{"measure", text, optional,
                    "revenue, margin, units, orders or new_customers; empty: revenue."},
    CanonicalColumn{"period", text, required, "Key of a period: 2026-Q3, 2026-M03, 2026, or one of periods."},
    CanonicalColumn{"amount", decimal, required, "The quota; money in the company's currency."},
    CanonicalColumn{"prorated", boolean, optional, "Whether joiners and leavers have it in proportion."},
};

constexpr std::array pay_parameters{
    CanonicalColumn{"person_id", text, required, "Whose value it is: a person's id or name."},
    CanonicalColumn{"name", text, required, "The name that pay plans use: rate, bonus, target_pay."},
    CanonicalColumn{"kind", text, optional, "money, rate or count; empty: told by the value (5% is a rate)."},
    CanonicalColumn{"value", rate, required, "The value: 4100.00, 1.2%, 0.012."},
    CanonicalColumn{"currency", currency, optional, "Of money; empty: the company's."},
    valid_from,
    valid_to,
};

constexpr std::array kpis{
    CanonicalColumn{"person_id", text, required, "Whose value it is: a person's id or name."},
    CanonicalColumn{"kpi", text, required,
                    "The name that pay plans use: csat, training, objective handover."},
    CanonicalColumn{"value", rate, required, "The value: 85%, 0.85, 1.2."},
    valid_from,
    valid_to,
};

constexpr std::array<CanonicalFile, file_kind_count> files{{
    {FileKind::periods, "periods", "Periods of your own, where the fiscal calendar does not fit.", periods},
    {FileKind::rates, "rates", "Exchange rates by day.", rates},
    {FileKind::people, "people", "Everybody in the sales force and those they report to.", people},
    {FileKind::positions, "positions", "Positions and who held them when.", positions},
    {FileKind::reporting, "reporting", "Who reports to whom, over time.", reporting},
    {FileKind::territories, "territories", "Territories and what they are part of.", territories},
    {FileKind::territory_assignments, "territory_assignments", "Which position covers which territory, when.",
     territory_assignments},
    {FileKind::products, "products", "Products with their categories.", products},
    {FileKind::product_prices, "product_prices", "List prices over time.", product_prices},
    {FileKind::product_costs, "product_costs", "Costs over time.", product_costs},
    {FileKind::customers, "customers", "Companies and people who buy.", customers, true},
    {FileKind::contacts, "contacts", "People at customers.", contacts},
    {FileKind::orders, "orders", "Orders, one row each.", orders},
    {FileKind::order_lines, "order_lines", "Lines of orders; keep the lines of one order together.",
     order_lines},
    {FileKind::returns, "returns", "What came back or was credited.", returns},
    {FileKind::quotas, "quotas", "Goals per person, team, territory or company and period.", quotas},
    {FileKind::pay_parameters, "pay_parameters", "Values of single people that pay plans name, over time.",
     pay_parameters},
    {FileKind::kpis, "kpis", "What KPIs of single people were, over time.", kpis},
}};

}  // namespace

std::span<CanonicalFile const> canonical_files() { return files; }

CanonicalFile const& canonical_file(FileKind kind) { return files[static_cast<std::size_t>(kind)]; }

std::optional<FileKind> find_file_kind(std::string_view name) {
    std::string const key = key_form(name);
    for (CanonicalFile const& file : files)
        if (key_form(file.name) == key) return file.kind;
    return std::nullopt;
}

std::string_view file_kind_text(FileKind kind) { return canonical_file(kind).name; }

std::optional<std::size_t> find_column(CanonicalFile const& file, std::string_view name) {
    std::string const key = key_form(name);
    for (std::size_t i = 0; i < file.columns.size(); ++i)
        if (key_form(file.columns[i].name) == key) return i;
    return std::nullopt;
}

std::string canonical_files_page() {
    std::string page =
        "# The canonical files\n\n"
        "These are the tables Colonnade takes as they are: CSV or XLSX, one file or sheet each, named as "
        "below.\n"
        "Columns may stand in any order; case, spaces and punctuation of a heading do not matter. Files that "
        "you\n"
        "do not have are left out. Dates are written 2026-03-31, numbers 1234.56; other forms are recognised "
        "and\n"
        "can be chosen. The last day of a stretch of time is the last day *on which it holds*.\n\n"
        "Ids are yours: Colonnade keeps them, finds the same thing again by them, and never makes you use "
        "its own.\n";
    for (CanonicalFile const& file : files) {
        page +=
            fmt::format("\n## {}\n\n{}\n\n| column | holds | needed | meaning |\n| --- | --- | --- | --- |\n",
                        file.name, file.meaning);
        for (CanonicalColumn const& column : file.columns) {
            constexpr std::array<std::string_view, 11> kinds{"text",  "whole number", "number",  "amount",
                                                             "share", "rate",         "date",    "date",
                                                             "date",  "yes or no",    "currency"};
            page += fmt::format("| `{}` | {} | {} | {} |\n", column.name,
                                kinds[static_cast<std::size_t>(column.kind)],
                                column.need == Need::required ? "yes" : "", column.meaning);
        }
        if (file.has_profile)
            page += "| `profile.…` | text |  | Any further column of this kind is kept in the profile. |\n";
    }
    return page;
}

}  // namespace colonnade::exchange
