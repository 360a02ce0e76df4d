#include "pillars/operations/incentives/payroll_api.hpp"

#include <array>

namespace colonnade::incentives {

wire::Download payroll_file(wire::TableWriters& tables, wire::TableFormat format, Payroll const& sheet,
                            std::string const& period_key) {
    using enum wire::CellKind;
    auto const table = tables.open(
        format, "payroll-" + period_key,
        {{"person_id", text}, {"external_id", text}, {"name", text}, {"amount", decimal}, {"currency", text}},
        "en");
    auto const put = [&](std::array<wire::Cell, 5> const& cells) { table->row(cells); };
    for (PayrollRow const& one : sheet.rows)
        put({std::to_string(one.person.value), one.external_id, one.name, one.amount.amount_text(2),
             one.amount.currency.text()});
    put({"control", "rows", std::to_string(sheet.rows.size()), "", ""});
    for (Money const& total : sheet.totals)
        put({"control", "total", "", total.amount_text(2), total.currency.text()});
    put({"control", "digest", sheet.digest, "", ""});
    return table->finish();
}

}  // namespace colonnade::incentives
