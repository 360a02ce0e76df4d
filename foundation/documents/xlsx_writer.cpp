#include "foundation/documents/xlsx_writer.hpp"

#include <unicode/utf8.h>
#include <xlsxwriter.h>

#include <charconv>
#include <cstdio>

#include "foundation/base/problem.hpp"
#include "foundation/documents/byte_sink.hpp"
#include "foundation/documents/value_parse.hpp"
#include "foundation/documents/zip_archive.hpp"

namespace colonnade::documents {
namespace {

constexpr std::size_t exact_digits = 15;  // what a binary double keeps of any decimal
constexpr std::uint32_t rows_max = 1'048'576;

// At most `most` UTF-16 units of the text, whole characters only.
std::string_view cut(std::string_view text, std::size_t most) {
    std::size_t units = 0;
    std::int32_t at = 0;
    auto const length = static_cast<std::int32_t>(text.size());
    while (at < length) {
        auto const from = at;
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(text.data(), at, length, c);
        units += c > 0xFFFF ? 2 : 1;
        if (units > most) return text.substr(0, static_cast<std::size_t>(from));
    }
    return text;
}

// Sheet names have at most 31 characters, none of []:*?/\ and no apostrophe at an end.
std::string sheet_name(std::string_view wanted) {
    std::string name;
    for (char c : wanted) name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
    name = cut(name, 31);
    return name.find_first_not_of(' ') == std::string::npos ? "Sheet" : name;
}

// "_x000D_" in a workbook stands for a control character; text that looks so by itself gets its first `_`
// escaped.
std::string with_escapes(std::string text) {
    auto const is_hex = [](char c) {
        return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
    };
    for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
        bool const escape = at + 6 < text.size() && text[at + 6] == '_' &&
                            std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                                        text.begin() + static_cast<std::ptrdiff_t>(at) + 6, is_hex);
        if (!escape) continue;
        constexpr std::string_view underscore = "_x005F";
        text.insert(at, underscore);
        at += underscore.size();
    }
    return text;
}

// Digits after the point, and all that count.
struct DigitCount {
    std::size_t fraction = 0;
    std::size_t significant = 0;
};

DigitCount count_digits(std::string_view decimal) {
    DigitCount count;
    std::string digits;
    for (char c : decimal) {
        if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits += c;
    }
    count.significant = digits.find_last_not_of('0') + 1;
    auto const point = decimal.find('.');
    if (point != std::string_view::npos) count.fraction = decimal.size() - point - 1;
    return count;
}

// Whether the workbook in the file is whole and its sheet has so many bytes or more.
bool holds_sheet(std::filesystem::path const& file, std::uint64_t size) {
    try {
        ZipArchive const archive(file, {});
        return archive.open("xl/worksheets/sheet1.xml")->bytes_total() >= size;
    } catch (Problem const&) { return false; }
}

double binary(std::string_view decimal) {
    double value = 0;
    std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
    return value;
}

}  // namespace

struct XlsxWriter::Inside {
    std::filesystem::path file;
    lxw_workbook* workbook = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format* date_format = nullptr;
    lxw_format* text_number_format = nullptr;
    std::map<std::string, lxw_format*> number_formats;
    std::uint32_t row = 0;
    std::uint16_t column = 0;
    XlsxWriterNotes notes;

    Problem unwritable(lxw_error error) const {
        return {ProblemKind::unavailable,
                "documents.unwritable",
                {{"file", file.filename().string()}, {"reason", lxw_strerror(error)}}};
    }
    void check(lxw_error error) const {
        if (error != LXW_NO_ERROR) throw unwritable(error);
    }
    lxw_format* format_of(std::string const& code) {
        auto& format = number_formats[code];
        if (format == nullptr) {
            format = workbook_add_format(workbook);
            format_set_num_format(format, code.c_str());
        }
        return format;
    }
    void write_text(std::string_view text, lxw_format* format) {
        constexpr std::size_t characters_max = 32'767;
        std::string shown(cut(text, characters_max));
        if (shown.size() < text.size()) {
            shown = std::string(cut(text, characters_max - 1)) + "…";
            ++notes.texts_cut;
        }
        check(worksheet_write_string(sheet, row, column, with_escapes(std::move(shown)).c_str(), format));
    }
    // `shift` moves the point: a percentage is stored as its hundredth.
    void write_decimal(std::string_view decimal, std::string const& before, std::string const& behind,
                       std::string const& shift) {
        auto const digits = count_digits(decimal);
        auto const value = parse_number(std::string(decimal) + shift, '.');
        if (!value || decimal.find_first_of("eE ,'") != std::string_view::npos) {
            throw value_problem(decimal, {.kind = ValueKind::decimal});
        }
        if (digits.significant > exact_digits) {
            ++notes.numbers_as_text;
            write_text(std::string(decimal) + behind, text_number_format);
            return;
        }
        auto const point = digits.fraction == 0 ? "" : "." + std::string(digits.fraction, '0');
        check(worksheet_write_number(sheet, row, column, binary(*value), format_of(before + point + behind)));
    }
    void write_header(XlsxWriterOptions const& options) {
        lxw_format* header = workbook_add_format(workbook);
        format_set_bold(header);
        format_set_bg_color(header, 0xEEF1F4);
        format_set_bottom(header, LXW_BORDER_THIN);
        format_set_align(header, LXW_ALIGN_VERTICAL_CENTER);
        for (auto const& title : options.columns) {
            check(worksheet_set_column(sheet, column, column, title.width, nullptr));
            write_text(title.title, header);
            ++column;
        }
        if (options.columns.empty()) return;
        worksheet_freeze_panes(sheet, 1, 0);
        ++row;
        column = 0;
    }
};

XlsxWriter::XlsxWriter(std::filesystem::path file, XlsxWriterOptions const& options)
    : inside_(std::make_unique<Inside>()) {
    auto& in = *inside_;
    in.file = std::move(file);
    file_sink(in.file)->finish();  // tells at once where nothing can be written
    lxw_workbook_options settings{};
    settings.constant_memory = LXW_TRUE;
    in.workbook = workbook_new_opt(in.file.c_str(), &settings);
    in.sheet = in.workbook == nullptr
                   ? nullptr
                   : workbook_add_worksheet(in.workbook, sheet_name(options.sheet).c_str());
    if (in.sheet == nullptr) throw in.unwritable(LXW_ERROR_MEMORY_MALLOC_FAILED);
    if (options.direction == SheetDirection::right_to_left) worksheet_right_to_left(in.sheet);
    in.date_format = in.format_of("yyyy-mm-dd");
    in.text_number_format = workbook_add_format(in.workbook);
    format_set_align(in.text_number_format, LXW_ALIGN_RIGHT);
    in.write_header(options);
}

XlsxWriter::~XlsxWriter() {
    if (inside_->workbook == nullptr) return;
    lxw_workbook_free(inside_->workbook);
    std::error_code ignored;
    std::filesystem::remove(inside_->file, ignored);
}

void XlsxWriter::text(std::string_view text) {
    if (!text.empty()) inside_->write_text(text, nullptr);
    ++inside_->column;
}

void XlsxWriter::number(std::string_view decimal) {
    inside_->write_decimal(decimal, "#,##0", "", "");
    ++inside_->column;
}

void XlsxWriter::percent(std::string_view percent) {
    inside_->write_decimal(percent, "0", "%", "E-2");
    ++inside_->column;
}

void XlsxWriter::date(Date date) {
    auto const day = date.ymd();
    if (date < Date::of(1900, 3, 1)) {
        inside_->write_text(date.text(), nullptr);  // spreadsheets have no earlier days, or wrong ones
    } else {
        lxw_datetime moment{};
        moment.year = static_cast<int>(day.year());
        moment.month = static_cast<int>(static_cast<unsigned>(day.month()));
        moment.day = static_cast<int>(static_cast<unsigned>(day.day()));
        auto& in = *inside_;
        in.check(worksheet_write_datetime(in.sheet, in.row, in.column, &moment, in.date_format));
    }
    ++inside_->column;
}

void XlsxWriter::boolean(bool value) {
    auto& in = *inside_;
    in.check(worksheet_write_boolean(in.sheet, in.row, in.column, value ? 1 : 0, nullptr));
    ++in.column;
}

void XlsxWriter::blank() { ++inside_->column; }

void XlsxWriter::end_row() {
    if (++inside_->row >= rows_max) {
        throw invalid("documents.sheet_rows", {{"limit", std::to_string(rows_max)}});
    }
    inside_->column = 0;
}

// The library does not look whether its temporary files could be written: on a full disk it would leave a
// sheet that ends early and report success. So the sheet in the file must be at least as large as the rows
// that went in.
XlsxWriterNotes XlsxWriter::finish() {
    auto& in = *inside_;
    auto* const rows = in.sheet->optimize_tmpfile;
    bool const flushed = std::fflush(rows) == 0 && std::ferror(rows) == 0;
    auto const rows_size = static_cast<std::uint64_t>(std::max(std::ftell(rows), 0L));
    auto error = workbook_close(std::exchange(in.workbook, nullptr));
    if (error == LXW_NO_ERROR && (!flushed || !holds_sheet(in.file, rows_size))) {
        error = LXW_ERROR_CREATING_TMPFILE;
    }
    if (error != LXW_NO_ERROR) {
        std::error_code ignored;
        std::filesystem::remove(in.file, ignored);
        throw in.unwritable(error);
    }
    return in.notes;
}

}  // namespace colonnade::documents
