// How fast tables are read and written: bytes and rows a second on one core.
#include <benchmark/benchmark.h>

#include <string>

#include "foundation/documents/csv_reader.hpp"
#include "foundation/documents/csv_writer.hpp"
#include "foundation/documents/encoding.hpp"
#include "foundation/documents/value_parse.hpp"
#include "foundation/documents/xlsx_reader.hpp"
#include "foundation/documents/xlsx_writer.hpp"

namespace colonnade::documents {
namespace {

constexpr std::size_t size = 64 << 20;

// Order lines without quotes: six fields, some forty bytes.
std::string narrow() {
    std::string text = "order,line,product,quantity,price,discount\n";
    for (int i = 0; text.size() < size; ++i) {
        text += std::to_string(43'659 + i / 4) + "," + std::to_string(i) + ",776," + std::to_string(i % 9) +
                ",2024.9940,0.00\n";
    }
    return text;
}

// Customers with every text quoted, some two hundred bytes.
std::string wide() {
    std::string text = "id;name;street;city;note\r\n";
    for (int i = 0; text.size() < size; ++i) {
        text += std::to_string(i) + ";\"Spółka \"\"Żółw\"\" nr " + std::to_string(i) +
                "\";\"ulica Długa 17, klatka schodowa druga\";\"Świętochłowice\";\"Zadzwonić w przyszłym "
                "tygodniu;\r\n"
                "zapytać o termin dostawy i warunki płatności\"\r\n";
    }
    return text;
}

void read(benchmark::State& state, std::string const& text, Encoding encoding) {
    std::int64_t rows = 0;
    for (auto _ : state) {
        CsvReader reader(decoded(memory_source(text), encoding));
        Row row;
        while (reader.next(row)) {
            benchmark::DoNotOptimize(row.fields.data());
            ++rows;
        }
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    state.counters["rows"] = benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kIsRate);
}

void csv_narrow(benchmark::State& state) { read(state, narrow(), Encoding::utf_8); }
void csv_quoted(benchmark::State& state) { read(state, wide(), Encoding::utf_8); }
void csv_from_windows_1250(benchmark::State& state) { read(state, narrow(), Encoding::windows_1250); }

void encoding_of_plain_text(benchmark::State& state) {
    auto const text = narrow();
    for (auto _ : state) {
        auto source = memory_source(text);
        benchmark::DoNotOptimize(detect_encoding(*source));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void csv_write(benchmark::State& state) {
    for (auto _ : state) {
        StringSink sink;
        CsvWriter writer(sink);
        for (int i = 0; i < 100'000; ++i) writer.row({"43659", "776", "-2024.9940", "Lee, Ann", "=sum"});
        writer.finish();
        benchmark::DoNotOptimize(sink.text().size());
    }
    state.SetItemsProcessed(state.iterations() * 100'000);
}

void number(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(parse_number("2024.9940", '.'));
    state.SetItemsProcessed(state.iterations());
}

void date(benchmark::State& state) {
    ValueForm const form{.kind = ValueKind::date};
    for (auto _ : state) benchmark::DoNotOptimize(parse_date("2011-05-31 00:00:00.000", form));
    state.SetItemsProcessed(state.iterations());
}

constexpr int xlsx_rows = 100'000;

std::filesystem::path xlsx_file() {
    return std::filesystem::temp_directory_path() / "colonnade_documents_bench.xlsx";
}

void write_xlsx() {
    XlsxWriter writer(xlsx_file(), {.columns = {{"order"}, {"product"}, {"price"}, {"day"}}});
    for (int i = 0; i < xlsx_rows; ++i) {
        writer.number(std::to_string(43'659 + i));
        writer.text("Mountain-100 Black, 42");
        writer.number("2024.994");
        writer.date(Date::from_number(15'000 + i % 1'000));
        writer.end_row();
    }
    writer.finish();
}

void xlsx_write(benchmark::State& state) {
    for (auto _ : state) write_xlsx();
    std::filesystem::remove(xlsx_file());
    state.SetItemsProcessed(state.iterations() * xlsx_rows);
}

void xlsx_read(benchmark::State& state) {
    write_xlsx();
    for (auto _ : state) {
        XlsxReader reader(xlsx_file());
        Row row;
        while (reader.next(row)) benchmark::DoNotOptimize(row.fields.data());
    }
    std::filesystem::remove(xlsx_file());
    state.SetItemsProcessed(state.iterations() * xlsx_rows);
}

BENCHMARK(csv_narrow)->Unit(benchmark::kMillisecond);
BENCHMARK(csv_quoted)->Unit(benchmark::kMillisecond);
BENCHMARK(csv_from_windows_1250)->Unit(benchmark::kMillisecond);
BENCHMARK(encoding_of_plain_text)->Unit(benchmark::kMillisecond);
BENCHMARK(csv_write)->Unit(benchmark::kMillisecond);
BENCHMARK(number);
BENCHMARK(date);
BENCHMARK(xlsx_write)->Unit(benchmark::kMillisecond);
BENCHMARK(xlsx_read)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace colonnade::documents
