// Feeds arbitrary bytes to the workbook reader: as a whole archive, and as the sheet, the shared texts or the
// styles inside a sound one. Nothing but a Problem may be thrown.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "foundation/base/problem.hpp"
#include "foundation/documents/workbook_for_tests.hpp"
#include "foundation/documents/xlsx_reader.hpp"

using namespace colonnade;
using namespace colonnade::documents;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void read(std::string_view bytes) {
    TableLimits limits;
    limits.columns = 64;
    limits.unpacked_bytes = 4 << 20;
    limits.shared_text_bytes = 1 << 20;
    try {
        XlsxReader reader(WorkbookBytes{bytes}, {.sheet = "", .limits = limits});
        Row row;
        std::uint64_t line = 0;
        while (reader.next(row)) {
            must(row.line > line && !row.fields.empty() && row.fields.size() <= limits.columns);
            line = row.line;
        }
    } catch (Problem const&) {}
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    if (input.empty()) return 0;
    if (input.starts_with("PK")) {
        read(input);
        return 0;
    }
    auto parts = workbook_parts(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c><c r=\"B1\" s=\"1\"><v>46112.5</v></c>"
        "<c r=\"C1\" s=\"2\"><v>0.1</v></c><c r=\"D1\" t=\"inlineStr\"><is><t>a_x000A_b</t></is></c></row>");
    // The first byte chooses the part that is replaced; the sheet's rows are what is most worth trying.
    auto const rest = std::string(input.substr(1));
    switch (input[0] % 8) {
        case 0: parts[1].second = rest; break;
        case 1: parts[2].second = rest; break;
        case 2: parts[3].second = rest; break;
        case 3: parts[4].second = rest; break;
        case 4: parts[5].second = rest; break;
        default: parts[5].second = "<worksheet><sheetData>" + rest + "</sheetData></worksheet>"; break;
    }
    read(zip_of(parts));
    return 0;
}

// Seeds made here, so that none need be kept: a sound workbook, and the parts of one behind each choosing
// byte.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned int seed);
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned int seed) {
    if (seed % 64 != 0 && size > 1) return LLVMFuzzerMutate(data, size, max_size);
    auto const row =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c><c r=\"B1\" s=\"1\"><v>46112.5</v></c></row>";
    auto const parts = workbook_parts(row);
    auto const choice = seed / 64 % 7;
    std::string sound;
    if (choice == 6) sound = zip_of(parts);
    else if (choice == 5) sound = std::string("\x05") + row;
    else sound = std::string(1, static_cast<char>(choice)) + parts[choice + 1].second;
    if (sound.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
    sound.copy(reinterpret_cast<char*>(data), sound.size());
    return LLVMFuzzerMutate(data, sound.size(), max_size);
}
