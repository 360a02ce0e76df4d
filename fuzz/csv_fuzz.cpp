// Feeds arbitrary bytes to the encodings and the reader of delimited text: rows must be valid UTF-8, in
// order, and the same however the bytes arrive; nothing but a Problem may be thrown.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "foundation/base/problem.hpp"
#include "foundation/documents/csv_reader.hpp"
#include "foundation/documents/encoding.hpp"
#include "foundation/documents/sniff.hpp"
#include "foundation/documents/utf8.hpp"

using namespace colonnade;
using namespace colonnade::documents;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

// Gives few bytes at a time.
class Trickle final : public ByteSource {
public:
    Trickle(std::string_view text, std::size_t piece) : text_(text), piece_(piece) {}
    std::size_t read(char* into, std::size_t size) override {
        auto const count = std::min({size, piece_, text_.size() - done_});
        text_.copy(into, count, done_);
        done_ += count;
        return count;
    }
    std::uint64_t bytes_done() const override { return done_; }
    std::uint64_t bytes_total() const override { return text_.size(); }

private:
    std::string_view text_;
    std::size_t piece_;
    std::size_t done_ = 0;
};

// Everything that was read, or refused, in one text.
std::string told(std::unique_ptr<ByteSource> source, CsvOptions const& options) {
    std::string all;
    try {
        CsvReader reader(std::move(source), options);
        Row row;
        std::uint64_t line = 0;
        std::uint64_t number = 0;
        while (reader.next(row)) {
            must(row.line > line && row.number == ++number && !row.fields.empty());
            line = row.line;
            for (auto field : row.fields) {
                must(check_utf8(field).valid == field.size());
                all += std::string(field) + '\x1F';
            }
            all += std::to_string(row.line) + '\n';
        }
    } catch (Problem const& problem) { all += problem.what(); }
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    TableLimits limits;
    limits.columns = 64;
    limits.field_bytes = 4096;
    CsvOptions const options{.delimiter = ';', .limits = limits};
    must(told(memory_source(input), options) ==
         told(std::make_unique<Trickle>(input, 1 + size % 7), options));
    auto const encoding = detect_encoding(input);
    told(decoded(memory_source(input), encoding), {.delimiter = 0, .limits = limits});
    try {
        CsvReader reader(decoded(memory_source(input), encoding), {.delimiter = 0, .limits = limits});
        for (auto const& column : sniff_table(reader, {.rows = 20, .language = "it"}).columns) {
            must(column.matching <= column.filled);
            for (auto const& sample : column.samples) value_problem(sample, column.form);
        }
    } catch (Problem const&) {}
    return 0;
}
