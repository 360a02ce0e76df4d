#include "foundation/documents/csv_writer.hpp"

#include <array>

namespace colonnade::documents {
namespace {

constexpr std::size_t buffer_size = 64 * 1024;

// [+-] digits [. or , digits]: what a program may take for a number without harm.
bool is_plain_number(std::string_view text) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    bool mark = false;
    std::size_t digits = 0;
    for (char c : text) {
        bool const digit = c >= '0' && c <= '9';
        if (!digit && ((c != '.' && c != ',') || mark)) return false;
        mark = mark || !digit;
        digits += digit;
    }
    return digits > 0;
}

// The full-width forms too: some programs read them as = + - @.
constexpr std::array<std::string_view, 11> triggers = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                       "\n", "＝", "＋", "－", "＠"};

bool begins_formula(std::string_view text) {
    return std::any_of(triggers.begin(), triggers.end(),
                       [&](auto trigger) { return text.starts_with(trigger); });
}

}  // namespace

bool could_be_formula(std::string_view text) { return begins_formula(text) && !is_plain_number(text); }

std::string_view without_apostrophe(std::string_view text) {
    bool const ours = text.starts_with('\'') && could_be_formula(text.substr(1));
    return ours ? text.substr(1) : text;
}

CsvWriter::CsvWriter(ByteSink& sink, CsvWriterOptions const& options) : sink_(sink), options_(options) {
    buffer_.reserve(buffer_size + 4096);
    if (options_.byte_order_mark == ByteOrderMark::present) buffer_ = "\xEF\xBB\xBF";
}

void CsvWriter::field(std::string_view text) {
    if (row_begun_) buffer_ += options_.delimiter;
    row_begun_ = true;
    bool const neutralise = could_be_formula(text);
    bool quote = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    for (char c : text) quote = quote || c == options_.delimiter || c == '"' || c == '\n' || c == '\r';
    if (!quote) {
        if (neutralise) buffer_ += '\'';
        buffer_ += text;
        return;
    }
    buffer_ += '"';
    if (neutralise) buffer_ += '\'';
    for (char c : text) {
        if (c == '"') buffer_ += '"';
        buffer_ += c;
    }
    buffer_ += '"';
}

void CsvWriter::end_row() {
    buffer_ += options_.newline;
    row_begun_ = false;
    if (buffer_.size() < buffer_size) return;
    sink_.write(buffer_);
    buffer_.clear();
}

void CsvWriter::row(std::span<std::string_view const> fields) {
    for (auto text : fields) field(text);
    end_row();
}

void CsvWriter::finish() {
    sink_.write(buffer_);
    buffer_.clear();
    sink_.finish();
}

}  // namespace colonnade::documents
