#include "exchange/source.hpp"

#include <algorithm>

#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::exchange {
namespace {

bool is_table_name(std::filesystem::path const& path) {
    std::string ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    return ending == ".csv" || ending == ".tsv" || ending == ".xlsx";
}

std::vector<SourceFile> tables_in(std::filesystem::path const& folder) {
    std::vector<SourceFile> files;
    for (auto const& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_regular_file() && is_table_name(entry.path())) files.push_back({entry.path(), {}, {}});
    std::ranges::sort(files, {}, &SourceFile::path);
    if (files.empty()) throw invalid("exchange.folder_empty", {{"folder", folder.string()}});
    return files;
}

// The headings: the first row that holds any text.
std::vector<std::string> read_headings(documents::RowSource& rows, std::string const& name) {
    documents::Row row;
    if (!rows.next(row)) throw invalid("documents.empty", {{"file", name}});
    std::vector<std::string> headings;
    for (std::string_view const field : row.fields) {
        std::string_view const plain = field.starts_with("\xEF\xBB\xBF") ? field.substr(3) : field;
        headings.push_back(trimmed(plain));
    }
    return headings;
}

Source open_table_of(SourceFile const& file, std::string const& sheet) {
    Source source;
    source.path = file.path;
    source.options = file.options;
    if (!sheet.empty()) source.options.sheet = sheet;
    documents::OpenedTable const table = documents::open_table(file.path, source.options);
    source.facts = table.facts;
    source.options.delimiter = table.facts.delimiter;
    source.options.encoding = table.facts.encoding;
    source.name = file.name.empty() ? file.path.filename().string() : file.name;
    source.stem = std::filesystem::path(source.name).stem().string();
    if (source.facts.sheets.size() > 1) {
        source.stem = source.facts.sheet;
        source.name += ": " + source.facts.sheet;
    }
    source.headings = Headings(read_headings(*table.rows, source.name));
    return source;
}

void open_file(SourceFile const& file, std::vector<Source>& into) {
    std::string const name = file.name.empty() ? file.path.filename().string() : file.name;
    try {
        into.push_back(open_table_of(file, file.options.sheet));
        if (!file.options.sheet.empty()) return;
        std::vector<std::string> const sheets = into.back().facts.sheets;
        std::string const first = into.back().facts.sheet;
        for (std::string const& sheet : sheets) {
            if (sheet == first) continue;
            try {
                into.push_back(open_table_of(file, sheet));
            } catch (Problem const& problem) {
                if (problem.code() != "documents.empty")
                    throw;  // an empty sheet beside full ones does no harm
            }
        }
    } catch (Problem const& problem) { throw problem.within(name); }
}

}  // namespace

std::vector<Source> open_sources(std::vector<SourceFile> const& files) {
    std::vector<Source> sources;
    for (SourceFile const& file : files) {
        if (std::filesystem::is_directory(file.path)) {
            for (SourceFile const& one : tables_in(file.path)) open_file(one, sources);
        } else {
            open_file(file, sources);
        }
    }
    if (sources.empty()) throw invalid("exchange.nothing_to_import");
    return sources;
}

std::unique_ptr<documents::RowSource> open_rows(Source const& source) {
    auto table = documents::open_table(source.path, source.options);
    documents::Row row;
    table.rows->next(row);
    return std::move(table.rows);
}

documents::TableGuess guess_columns(Source const& source, std::string const& language) {
    auto const table = documents::open_table(source.path, source.options);
    documents::SniffOptions options;
    options.language = language;
    return documents::sniff_table(*table.rows, options);
}

}  // namespace colonnade::exchange
