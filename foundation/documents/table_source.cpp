#include "foundation/documents/table_source.hpp"

#include <array>

#include "foundation/base/problem.hpp"
#include "foundation/documents/csv_reader.hpp"
#include "foundation/documents/encoding.hpp"
#include "foundation/documents/xlsx_reader.hpp"

namespace colonnade::documents {
namespace {

using namespace std::string_view_literals;

struct Signature {
    std::string_view bytes;
    std::string_view format;
};
// How files of other kinds begin.
constexpr std::array<Signature, 22> signatures = {{
    {"%PDF-"sv, "PDF"},
    {"\x89PNG\r\n"sv, "PNG"},
    {"\xFF\xD8\xFF"sv, "JPEG"},
    {"GIF8"sv, "GIF"},
    {"II*\0"sv, "TIFF"},
    {"MM\0*"sv, "TIFF"},
    {"\x1F\x8B\x08"sv, "gzip"},
    {"BZh"sv, "bzip2"},
    {"\xFD"
     "7zXZ\0"sv,
     "xz"},
    {"\x28\xB5\x2F\xFD"sv, "Zstandard"},
    {"7z\xBC\xAF\x27\x1C"sv, "7-Zip"},
    {"Rar!\x1A\x07"sv, "RAR"},
    {"SQLite format 3\0"sv, "SQLite"},
    {"PAR1"sv, "Parquet"},
    {"\x7F"
     "ELF"sv,
     "ELF"},
    {"MZ\x90\0"sv, "EXE"},
    {"{\\rtf"sv, "RTF"},
    {"<?xml"sv, "XML"},
    {"<!DOCTYPE"sv, "HTML"},
    {"<!doctype"sv, "HTML"},
    {"<html"sv, "HTML"},
    {"<table"sv, "HTML"},
}};

constexpr std::string_view zip_signature = "PK\x03\x04";
constexpr std::string_view empty_zip_signature = "PK\x05\x06";
constexpr std::string_view compound_signature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

bool is_json(std::string_view head) {
    auto const at = head.find_first_not_of(" \t\r\n");
    if (at == std::string_view::npos || (head[at] != '{' && head[at] != '[')) return false;
    auto const inside = head.find_first_not_of(" \t\r\n", at + 1);
    if (inside == std::string_view::npos) return false;
    return head[inside] == '"' ? head[at] == '{' : head[at] == '[' && head[inside] == '{';
}

void refuse_other_kinds(std::string_view head) {
    auto text = head.starts_with("\xEF\xBB\xBF") ? head.substr(3) : head;
    auto const refuse = [](std::string_view format) {
        throw invalid("documents.not_a_table", {{"format", std::string(format)}});
    };
    for (auto const& signature : signatures) {
        if (text.starts_with(signature.bytes)) refuse(signature.format);
    }
    if (is_json(text)) refuse("JSON");
}

// A Microsoft compound file is a workbook of before 2007, or one of today behind a password; the names inside
// it are UTF-16.
void refuse_compound(std::filesystem::path const& file) {
    auto const head = file_head(file, 16 << 20);
    std::string name;
    for (char c : "EncryptedPackage"sv) name += {c, '\0'};
    bool const encrypted = head.find(name) != std::string::npos;
    throw invalid(encrypted ? "documents.workbook_encrypted" : "documents.workbook_old");
}

OpenedTable open_csv(std::filesystem::path const& file, TableOptions const& options) {
    auto encoding = find_encoding(options.encoding);
    if (!encoding && !options.encoding.empty()) {
        throw invalid("documents.encoding_unknown", {{"encoding", options.encoding}});
    }
    if (!encoding) encoding = detect_encoding(*file_source(file));
    OpenedTable opened;
    opened.facts.format = "csv";
    opened.facts.encoding = encoding_name(*encoding);
    opened.facts.delimiter = options.delimiter;
    if (options.delimiter == 0) {
        auto const source = decoded(file_source(file), *encoding);
        std::string head(64 * 1024, '\0');
        head.resize(source->read(head.data(), head.size()));
        opened.facts.delimiter = stated_or_sniffed_delimiter(head);
    }
    CsvOptions const csv{.delimiter = opened.facts.delimiter, .limits = options.limits};
    opened.rows = std::make_unique<CsvReader>(decoded(file_source(file), *encoding), csv);
    return opened;
}

}  // namespace

OpenedTable open_table(std::filesystem::path const& file, TableOptions const& options) {
    auto const head = file_head(file, 512);
    if (head.empty()) throw invalid("documents.empty", {{"file", file.filename().string()}});
    if (head.starts_with(compound_signature)) refuse_compound(file);
    if (!head.starts_with(zip_signature) && !head.starts_with(empty_zip_signature)) {
        refuse_other_kinds(head);
        return open_csv(file, options);
    }
    auto reader =
        std::make_unique<XlsxReader>(file, XlsxOptions{.sheet = options.sheet, .limits = options.limits});
    OpenedTable opened;
    opened.facts.format = "xlsx";
    opened.facts.sheet = reader->sheet();
    opened.facts.sheets = reader->sheets();
    opened.rows = std::move(reader);
    return opened;
}

}  // namespace colonnade::documents
