#include "foundation/documents/table_download.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "foundation/base/problem.hpp"
#include "foundation/base/rate.hpp"
#include "foundation/documents/byte_sink.hpp"
#include "foundation/documents/csv_writer.hpp"
#include "foundation/documents/xlsx_writer.hpp"

namespace colonnade::documents {
namespace {

using Path = std::filesystem::path;

// A new, empty file of a name that nobody else has, removed with its last owner.
std::shared_ptr<Path const> new_file(Path const& folder) {
    std::string name = folder / "table-XXXXXX";
    int const descriptor = mkstemp(name.data());
    if (descriptor < 0) {
        std::string const reason = std::generic_category().message(errno);
        throw Problem(ProblemKind::unavailable, "documents.unwritable",
                      {{"file", folder.string()}, {"reason", reason}});
    }
    close(descriptor);
    return {new Path(name), [](Path const* file) {
                std::error_code gone_already;
                std::filesystem::remove(*file, gone_already);
                delete file;
            }};
}

wire::Download download(std::shared_ptr<Path const> const& file, std::string name, std::string media_type) {
    return {{}, wire::FileBody{*file, file}, std::move(name), std::move(media_type)};
}

class CsvTable final : public wire::TableWriter {
public:
    CsvTable(Path const& folder, std::string name, std::vector<wire::Column> const& columns)
        : name_(std::move(name)),
          file_(new_file(folder)),
          sink_(file_sink(*file_)),
          writer_(*sink_, {.byte_order_mark = ByteOrderMark::present}) {
        for (auto const& column : columns) writer_.field(column.key);
        writer_.end_row();
    }
    void row(std::span<wire::Cell const> cells) override {
        for (auto const& cell : cells) writer_.field(cell);
        writer_.end_row();
    }
    wire::Download finish() override {
        writer_.finish();
        return download(file_, name_ + ".csv", "text/csv; charset=utf-8");
    }

private:
    std::string name_;
    std::shared_ptr<Path const> file_;
    std::unique_ptr<ByteSink> sink_;
    CsvWriter writer_;
};

XlsxWriterOptions sheet_of(std::vector<wire::Column> const& columns, std::string const& language) {
    XlsxWriterOptions options;
    options.direction = language == "fa" ? SheetDirection::right_to_left : SheetDirection::left_to_right;
    for (auto const& column : columns) options.columns.push_back({column.key});
    return options;
}

class XlsxTable final : public wire::TableWriter {
public:
    XlsxTable(Path const& folder, std::string name, std::vector<wire::Column> columns,
              std::string const& language)
        : name_(std::move(name)),
          columns_(std::move(columns)),
          file_(new_file(folder)),
          writer_(*file_, sheet_of(columns_, language)) {}
    void row(std::span<wire::Cell const> cells) override {
        for (std::size_t i = 0; i < cells.size(); ++i) put(columns_[i].kind, cells[i]);
        writer_.end_row();
    }
    wire::Download finish() override {
        writer_.finish();
        return download(file_, name_ + ".xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }

private:
    void put(wire::CellKind kind, wire::Cell const& cell) {
        if (cell.empty()) return writer_.blank();
        switch (kind) {
            case wire::CellKind::whole:
            case wire::CellKind::decimal: return writer_.number(cell);
            case wire::CellKind::percent:
                return writer_.percent(decimal_text(Rate::parse(cell).count, Rate::places - 2));
            case wire::CellKind::date: return writer_.date(Date::parse(cell));
            case wire::CellKind::boolean: return writer_.boolean(cell == "true");
            case wire::CellKind::instant:
            case wire::CellKind::text: return writer_.text(cell);
        }
    }

    std::string name_;
    std::vector<wire::Column> columns_;
    std::shared_ptr<Path const> file_;
    XlsxWriter writer_;
};

}  // namespace

std::unique_ptr<wire::TableWriter> TableDownloads::open(wire::TableFormat format, std::string name,
                                                        std::vector<wire::Column> columns,
                                                        std::string const& language) {
    if (format == wire::TableFormat::csv)
        return std::make_unique<CsvTable>(folder_, std::move(name), columns);
    return std::make_unique<XlsxTable>(folder_, std::move(name), std::move(columns), language);
}

}  // namespace colonnade::documents
