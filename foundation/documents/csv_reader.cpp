#include "foundation/documents/csv_reader.hpp"

#include <cstring>

#include "foundation/base/problem.hpp"
#include "foundation/documents/utf8.hpp"

namespace colonnade::documents {
namespace {

constexpr std::size_t first_buffer = 256 * 1024;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::uint64_t newlines(char const* from, char const* to, bool lone_returns) {
    std::uint64_t count = 0;
    char const newline = lone_returns ? '\r' : '\n';
    while ((from = static_cast<char const*>(
                std::memchr(from, newline, static_cast<std::size_t>(to - from)))) != nullptr) {
        ++count;
        ++from;
    }
    return count;
}

// `sep=;` and the end of the line, as some spreadsheets write before the header.
bool states_delimiter(std::string_view text) {
    return text.size() > 5 && text.starts_with("sep=") && (text[5] == '\r' || text[5] == '\n');
}

}  // namespace

CsvReader::CsvReader(std::unique_ptr<ByteSource> source, CsvOptions const& options)
    : source_(std::move(source)), limits_(options.limits), delimiter_(options.delimiter) {}

bool CsvReader::next(Row& row) {
    if (buffer_.empty()) begin();
    for (;;) {
        if (begin_ == end_ && last_) return false;
        while (scan() == Scan::more) {
            if (bad_ != npos) refuse_bad_bytes();
            fill();
            if (begin_ == end_ && last_) return false;
        }
        auto const after = static_cast<std::size_t>(next_ - data());
        if (bad_ < after) refuse_bad_bytes();
        auto const line = line_;
        line_ += lines_in_row_;
        begin_ = after;
        bool const blank =
            std::all_of(fields_.begin(), fields_.end(), [](auto field) { return field.empty(); });
        if (blank) continue;
        if (!escaped_.empty()) unescape();
        if (++number_ > limits_.rows) refuse("too_many_rows", line, 0, limits_.rows);
        row = {fields_, number_, line};
        return true;
    }
}

// Reads the first block, drops the byte order mark, obeys a `sep=;` line and settles the delimiter.
void CsvReader::begin() {
    buffer_.resize(first_buffer + 1);
    do fill();
    while (!last_ && end_ < first_buffer / 4);
    std::string_view head(data(), end_);
    if (delimiter_ == 0) delimiter_ = stated_or_sniffed_delimiter(head);
    if (head.starts_with(byte_order_mark)) begin_ = byte_order_mark.size();
    head.remove_prefix(begin_);
    if (states_delimiter(head)) {
        begin_ += head[5] == '\r' && head.size() > 6 && head[6] == '\n' ? 7 : 6;
        ++line_;
    }
    for (char stop : {delimiter_, '\n', '\r'}) stops_[static_cast<unsigned char>(stop)] = true;
}

// Moves what is unread to the front and reads more behind it.
void CsvReader::fill() {
    auto const unread = end_ - begin_;
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, unread);
        if (bad_ != npos) bad_ -= begin_;
        begin_ = 0;
        end_ = unread;
    }
    if (end_ > limits_.row_bytes) refuse("row_too_large", line_, 0, limits_.row_bytes);
    if (end_ + 1 >= buffer_.size()) buffer_.resize(buffer_.size() * 2);
    auto const got = source_->read(buffer_.data() + end_, buffer_.size() - 1 - end_);
    last_ = got == 0;
    auto const from = end_;
    end_ += got;
    buffer_[end_] = '\n';
    check_new_bytes(from);
}

void CsvReader::check_new_bytes(std::size_t from) {
    if (bad_ != npos) return;
    if (auto const* zero = std::memchr(data() + from, 0, end_ - from)) {
        bad_ = static_cast<std::size_t>(static_cast<char const*>(zero) - data());
    }
    auto const start = from - std::min(from, partial_);
    auto const check = check_utf8({data() + start, end_ - start});
    bool const whole = start + check.valid == end_;
    partial_ = check.truncated && !last_ ? end_ - start - check.valid : 0;
    if (!whole && partial_ == 0) bad_ = std::min(bad_, start + check.valid);
}

CsvReader::Scan CsvReader::scan() {
    char const* at = data() + begin_;
    char const* const end = data() + end_;
    fields_.clear();
    escaped_.clear();
    lines_in_row_ = 0;
    for (;;) {
        if (*at == '"' && at != end) {
            if (scan_quoted(at) == Scan::more) return Scan::more;
        } else {
            char const* const from = at;
            while (!stops_[static_cast<unsigned char>(*at)]) ++at;
            if (at == end && !last_) return Scan::more;
            add_field(from, at);
        }
        if (at == end || *at != delimiter_) return end_of_line(at);
        ++at;
    }
}

// `at` is on the opening quote; leaves it on the delimiter or newline that follows.
CsvReader::Scan CsvReader::scan_quoted(char const*& at) {
    char const* const end = data() + end_;
    char const* const from = at + 1;
    char const* close = from;
    bool doubled = false;
    for (;;) {
        close = static_cast<char const*>(std::memchr(close, '"', static_cast<std::size_t>(end - close)));
        if (close == nullptr) {
            if (static_cast<std::size_t>(end - from) > limits_.field_bytes) add_field(from, end);
            if (last_ && bad_ == npos)
                refuse("unterminated_quote", line_ + lines_in_row_, fields_.size() + 1, 0);
            if (last_) refuse_bad_bytes();
            return Scan::more;
        }
        if (close + 1 == end && !last_) return Scan::more;
        if (close + 1 == end || close[1] != '"') break;
        doubled = true;
        close += 2;
    }
    if (doubled) escaped_.push_back(fields_.size());
    add_field(from, close);
    at = close + 1;
    while (at != end && *at == ' ' && delimiter_ != ' ') ++at;
    if (at == end && !last_) return Scan::more;
    lines_in_row_ += newlines(from, close, lone_returns_);
    if (!stops_[static_cast<unsigned char>(*at)]) {
        refuse("stray_quote", line_ + lines_in_row_, fields_.size(), 0);
    }
    return Scan::row;
}

CsvReader::Scan CsvReader::end_of_line(char const*& at) {
    char const* const end = data() + end_;
    if (at != end) {
        if (*at == '\r') {
            if (at + 1 == end && !last_) return Scan::more;
            bool const pair = at + 1 != end && at[1] == '\n';
            lone_returns_ = !pair;
            at += pair ? 1 : 0;
        }
        ++at;
        ++lines_in_row_;
    }
    next_ = at;
    return Scan::row;
}

void CsvReader::add_field(char const* from, char const* to) {
    auto const size = static_cast<std::size_t>(to - from);
    if (size > limits_.field_bytes) {
        if (bad_ != npos) refuse_bad_bytes();
        refuse("field_too_large", line_ + lines_in_row_, fields_.size() + 1, limits_.field_bytes);
    }
    if (fields_.size() == limits_.columns) {
        refuse("too_many_columns", line_ + lines_in_row_, fields_.size() + 1, limits_.columns);
    }
    fields_.emplace_back(from, size);
}

// Writes each doubled quote once, in place; only whole rows are touched, so none is ever read twice.
void CsvReader::unescape() {
    for (auto index : escaped_) {
        auto& field = fields_[index];
        char* const from = buffer_.data() + (field.data() - data());
        char* out = from;
        for (char const* in = from; in != from + field.size(); ++in) {
            *out++ = *in;
            if (*in == '"') ++in;
        }
        field = {from, static_cast<std::size_t>(out - from)};
    }
}

void CsvReader::refuse_bad_bytes() const {
    auto const line = line_ + newlines(data() + begin_, data() + bad_, lone_returns_);
    bool const zero = data()[bad_] == 0;
    throw invalid(zero ? "documents.binary_data" : "documents.bad_text", {{"line", std::to_string(line)}});
}

void CsvReader::refuse(char const* code, std::uint64_t line, std::size_t column, std::size_t limit) const {
    throw invalid(std::string("documents.") + code, {{"line", std::to_string(line)},
                                                     {"column", std::to_string(column)},
                                                     {"limit", std::to_string(limit)}});
}

char stated_or_sniffed_delimiter(std::string_view head) {
    if (head.starts_with(byte_order_mark)) head.remove_prefix(byte_order_mark.size());
    return states_delimiter(head) ? head[4] : sniff_delimiter(head);
}

char sniff_delimiter(std::string_view head) {
    constexpr std::string_view candidates = ",;\t|";
    constexpr std::size_t rows_max = 200;
    std::vector<std::array<std::size_t, 4>> rows(1);
    bool quoted = false;
    bool newline_before = false;
    for (char c : head.substr(0, 256 * 1024)) {
        if (c == '"') quoted = !quoted;
        bool const newline = !quoted && (c == '\n' || c == '\r');
        if (newline && !newline_before) {
            if (rows.size() == rows_max) break;
            rows.emplace_back();
        }
        newline_before = newline;
        auto const which = quoted ? std::string_view::npos : candidates.find(c);
        if (which != std::string_view::npos) ++rows.back()[which];
    }
    // The last row may be cut off, or be the nothing after the last newline.
    if (rows.size() > 1) rows.pop_back();
    std::size_t best = 0;
    std::size_t best_rows = 0;
    for (std::size_t which = 0; which < candidates.size(); ++which) {
        auto const header = rows.front()[which];
        if (header == 0) continue;
        auto const alike = static_cast<std::size_t>(
            std::count_if(rows.begin(), rows.end(), [&](auto const& row) { return row[which] == header; }));
        bool const better = alike > best_rows || (alike == best_rows && header > rows.front()[best]);
        if (better) {
            best = which;
            best_rows = alike;
        }
    }
    return candidates[best];
}

}  // namespace colonnade::documents
