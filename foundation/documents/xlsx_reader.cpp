#include "foundation/documents/xlsx_reader.hpp"

#include "foundation/base/problem.hpp"
#include "foundation/documents/xlsx_workbook.hpp"
#include "foundation/documents/xml_stream.hpp"

namespace colonnade::documents {
namespace {

constexpr std::size_t columns_max = 16'384;  // the format's own

// The 0-based column of a reference such as "BC12"; empty where it is none.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    std::size_t letters = 0;
    while (letters < reference.size() && letters < 4 && reference[letters] >= 'A' &&
           reference[letters] <= 'Z') {
        column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A') + 1;
        ++letters;
    }
    if (letters == 0 || letters == reference.size() || column > columns_max) return std::nullopt;
    return column - 1;
}

}  // namespace

// Collects whole rows from the sheet's elements. A cell keeps where its text stands in `texts`, or which
// shared text it is: the views are made when the row is handed out.
class SheetHandler final : public XmlHandler {
public:
    struct Cell {
        std::size_t column;
        std::size_t from;  // in texts, or the number of the shared text
        std::size_t size;
        bool shared;
    };
    struct PendingRow {
        std::uint64_t line;
        std::size_t from;  // in cells
        std::size_t to;
    };

    SheetHandler(Workbook const& workbook, std::string part, TableLimits const& limits)
        : workbook_(workbook), part_(std::move(part)), limits_(limits) {}

    void start(std::string_view name, XmlAttributes const& attributes) override {
        if (name == "c") start_cell(attributes);
        else if (name == "v") reading_ = in_cell_;
        else if (name == "t") reading_ = in_cell_ && type_ == "inlineStr" && !in_phonetic_;
        else if (name == "rPh") in_phonetic_ = true;
        else if (name == "row") start_row(attributes["r"]);
    }
    void end(std::string_view name) override {
        if (name == "v" || name == "t") reading_ = false;
        else if (name == "rPh") in_phonetic_ = false;
        else if (name == "c") end_cell();
        else if (name == "row") end_row();
    }
    void text(std::string_view text) override {
        if (!reading_) return;
        value_ += text;
        if (value_.size() > limits_.field_bytes) refuse("field_too_large", limits_.field_bytes);
    }

    // The next whole row, until there is none.
    PendingRow const* take() { return taken_ < rows_.size() ? &rows_[taken_++] : nullptr; }
    // Forgets the rows that were taken; keeps the one that is still being read.
    void forget_taken() {
        if (rows_.empty()) return;
        cells_.erase(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(row_from_));
        texts_.erase(0, row_texts_from_);
        for (auto& cell : cells_) cell.from -= cell.shared ? 0 : row_texts_from_;
        row_from_ = row_texts_from_ = taken_ = 0;
        rows_.clear();
    }
    std::vector<Cell> const& cells() const { return cells_; }
    std::string_view text_of(Cell const& cell) const {
        if (cell.shared) return workbook_.shared_texts[cell.from];
        return std::string_view(texts_).substr(cell.from, cell.size);
    }

private:
    void start_row(std::string_view number) {
        auto const line = number.empty() ? std::optional(line_ + 1) : attribute_number(number);
        if (!line || *line <= line_ || in_cell_) throw damaged();
        line_ = *line;
        next_column_ = 0;
        row_from_ = cells_.size();
        row_texts_from_ = texts_.size();
    }
    void start_cell(XmlAttributes const& attributes) {
        auto const reference = attributes["r"];
        auto const column = reference.empty() ? std::optional(next_column_) : column_of(reference);
        if (!column || *column < next_column_ || line_ == 0 || in_cell_) throw damaged();
        column_ = *column;
        next_column_ = column_ + 1;
        type_ = attributes["t"];
        style_ = attribute_number(attributes["s"]).value_or(0);
        value_.clear();
        in_cell_ = true;
    }
    void end_cell() {
        in_cell_ = false;
        if (value_.empty()) return;
        if (column_ >= limits_.columns) refuse("too_many_columns", limits_.columns);
        if (type_ == "s") {
            auto const index = attribute_number(value_);
            if (!index || *index >= workbook_.shared_texts.size()) throw damaged();
            auto const size = workbook_.shared_texts[*index].size();
            if (size > limits_.field_bytes) refuse("field_too_large", limits_.field_bytes);
            if (size > 0) cells_.push_back({column_, *index, 0, true});
            return;
        }
        auto const text = cell_text();
        cells_.push_back({column_, texts_.size(), text.size(), false});
        texts_ += text;
        if (texts_.size() - row_texts_from_ > limits_.row_bytes) refuse("row_too_large", limits_.row_bytes);
    }
    std::string cell_text() const {
        if (type_ == "b") return value_ == "1" || value_ == "true" ? "true" : "false";
        if (type_.empty() || type_ == "n") {
            auto const known = style_ < workbook_.cell_styles.size();
            auto const style = known ? workbook_.cell_styles[style_] : NumberStyle::plain;
            return styled_number_text(value_, style, workbook_.date_system);
        }
        return value_.find("_x") == std::string::npos ? value_ : without_escapes(value_);
    }
    void end_row() {
        if (cells_.size() > row_from_) rows_.push_back({line_, row_from_, cells_.size()});
        row_from_ = cells_.size();
        row_texts_from_ = texts_.size();
    }
    Problem damaged() const { return invalid("documents.workbook_damaged", {{"part", part_}}); }
    [[noreturn]] void refuse(char const* code, std::size_t limit) const {
        throw invalid(std::string("documents.") + code, {{"line", std::to_string(line_)},
                                                         {"column", std::to_string(column_ + 1)},
                                                         {"limit", std::to_string(limit)}});
    }

    Workbook const& workbook_;
    std::string part_;
    TableLimits limits_;
    std::vector<Cell> cells_;
    std::string texts_;
    std::vector<PendingRow> rows_;
    std::size_t taken_ = 0;
    std::size_t row_from_ = 0;  // of the row being read
    std::size_t row_texts_from_ = 0;
    std::uint64_t line_ = 0;
    std::size_t column_ = 0;
    std::size_t next_column_ = 0;
    std::string type_;
    std::uint64_t style_ = 0;
    std::string value_;
    bool in_cell_ = false;
    bool in_phonetic_ = false;
    bool reading_ = false;
};

struct XlsxReader::Inside {
    template <class Bytes>
    Inside(Bytes const& bytes, XlsxOptions const& asked)
        : limits(asked.limits),
          archive(bytes, limits),
          workbook(read_workbook(archive, limits)),
          sheet(choose(asked.sheet)),
          handler(workbook, sheet.part, limits),
          stream(archive.open(sheet.part), sheet.part, handler) {}

    Workbook::Sheet const& choose(std::string const& name) const {
        for (auto const& candidate : workbook.sheets) {
            if (name.empty() ? candidate.visible : candidate.name == name) return candidate;
        }
        if (name.empty()) return workbook.sheets.front();
        std::string names;
        for (auto const& candidate : workbook.sheets) names += (names.empty() ? "" : ", ") + candidate.name;
        throw invalid("documents.sheet_unknown", {{"sheet", name}, {"sheets", names}});
    }

    TableLimits limits;
    ZipArchive archive;
    Workbook workbook;
    Workbook::Sheet const& sheet;
    SheetHandler handler;
    XmlStream stream;
    bool ended = false;
};

XlsxReader::XlsxReader(std::filesystem::path const& file, XlsxOptions const& options)
    : inside_(std::make_unique<Inside>(file, options)) {}

XlsxReader::XlsxReader(WorkbookBytes workbook, XlsxOptions const& options)
    : inside_(std::make_unique<Inside>(workbook.bytes, options)) {}

XlsxReader::~XlsxReader() = default;

bool XlsxReader::next(Row& row) {
    auto& handler = inside_->handler;
    auto const* pending = handler.take();
    while (pending == nullptr) {
        if (inside_->ended) return false;
        handler.forget_taken();
        inside_->ended = !inside_->stream.feed();
        pending = handler.take();
    }
    auto const& cells = handler.cells();
    fields_.assign(cells[pending->to - 1].column + 1, std::string_view());
    for (auto i = pending->from; i < pending->to; ++i) fields_[cells[i].column] = handler.text_of(cells[i]);
    if (++number_ > inside_->limits.rows) {
        throw invalid("documents.too_many_rows", {{"line", std::to_string(pending->line)},
                                                  {"column", "0"},
                                                  {"limit", std::to_string(inside_->limits.rows)}});
    }
    row = {fields_, number_, pending->line};
    return true;
}

std::uint64_t XlsxReader::bytes_done() const { return inside_->stream.source().bytes_done(); }
std::uint64_t XlsxReader::bytes_total() const { return inside_->stream.source().bytes_total(); }

std::vector<std::string> XlsxReader::sheets() const {
    std::vector<std::string> names;
    for (auto const& sheet : inside_->workbook.sheets) names.push_back(sheet.name);
    return names;
}

std::string const& XlsxReader::sheet() const { return inside_->sheet.name; }

}  // namespace colonnade::documents
