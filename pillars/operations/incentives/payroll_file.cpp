#include "pillars/operations/incentives/payroll_file.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "foundation/documents/byte_sink.hpp"
#include "foundation/documents/csv_writer.hpp"
#include "foundation/documents/xlsx_writer.hpp"

namespace colonnade::incentives {
namespace {

constexpr int columns = 5, amount_column = 3;
constexpr char const* headings[columns] = {"person_id", "external_id", "name", "amount", "currency"};
using Row = std::array<std::string, columns>;

std::vector<Row> rows_of(Payroll const& sheet) {
    std::vector<Row> rows;
    for (PayrollRow const& one : sheet.rows)
        rows.push_back({std::to_string(one.person.value), one.external_id, one.name,
                        one.amount.amount_text(2), one.amount.currency.text()});
    rows.push_back({"control", "rows", std::to_string(sheet.rows.size()), "", ""});
    for (Money const& total : sheet.totals)
        rows.push_back({"control", "total", "", total.amount_text(2), total.currency.text()});
    rows.push_back({"control", "digest", sheet.digest, "", ""});
    return rows;
}

std::string csv(std::vector<Row> const& rows) {
    documents::StringSink sink;
    documents::CsvWriter writer(sink, {.byte_order_mark = documents::ByteOrderMark::present});
    for (char const* heading : headings) writer.field(heading);
    writer.end_row();
    for (Row const& row : rows) {
        for (std::string const& cell : row) writer.field(cell);
        writer.end_row();
    }
    writer.finish();
    return sink.text();
}

// The workbook is a file on its way; it is gone before its bytes are sent.
std::string workbook(std::vector<Row> const& rows) {
    std::string path = std::filesystem::temp_directory_path() / "payroll-XXXXXX";
    int const descriptor = mkstemp(path.data());
    if (descriptor < 0)
        throw Problem(ProblemKind::unavailable, "documents.unwritable", {{"file", path}, {"reason", ""}});
    close(descriptor);
    struct Removed {
        std::string const& path;
        ~Removed() { std::filesystem::remove(path); }
    } const removed{path};
    documents::XlsxWriterOptions options;
    options.sheet = "Payroll";
    for (char const* heading : headings) options.columns.push_back({heading, 22});
    documents::XlsxWriter writer(path, options);
    for (Row const& row : rows) {
        for (int i = 0; i < columns; ++i) {
            std::string const& cell = row[static_cast<std::size_t>(i)];
            if (cell.empty()) writer.blank();
            else if (i == amount_column) writer.number(cell);
            else writer.text(cell);
        }
        writer.end_row();
    }
    writer.finish();
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

wire::Download payroll_file(Payroll const& sheet, std::string const& period_key, wire::TableFormat format) {
    std::vector<Row> const rows = rows_of(sheet);
    std::string const name = "payroll-" + period_key;
    if (format == wire::TableFormat::csv)
        return {csv(rows), {}, name + ".csv", "text/csv; charset=utf-8"};
    return {workbook(rows), {}, name + ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
}

}  // namespace colonnade::incentives
