#include "exchange/import_view.hpp"

#include <algorithm>

namespace colonnade::exchange {
namespace {

constexpr std::size_t preview_rows = 10;

PreviewColumn column_of(Plan const& plan, Source const& source, std::size_t at,
                        documents::TableGuess const& guess) {
    PreviewColumn column;
    column.heading = source.headings.names()[at];
    for (Step const& step : plan.steps) {
        if (step.source != &source) continue;
        for (Binding const& binding : step.bindings)
            if (binding.heading == column.heading)
                column.targets.push_back(std::string(file_kind_text(step.kind)) + "." + binding.name);
    }
    auto const& ignored = plan.ignored[plan.source_index(source)];
    column.is_ignored = std::ranges::find(ignored, column.heading) != ignored.end();
    if (at < guess.columns.size()) {
        documents::ColumnGuess const& one = guess.columns[at];
        column.guess = documents::value_form_text(one.form);
        column.date_order_open = one.date_order_open;
        column.decimal_mark_open = one.decimal_mark_open;
        column.samples = one.samples;
    }
    return column;
}

PreviewTable table_of(Plan const& plan, Source const& source, std::string const& language) {
    PreviewTable table;
    table.source = source.name;
    table.format = source.facts.format;
    table.encoding = source.facts.encoding;
    if (source.facts.delimiter != 0) table.delimiter = std::string(1, source.facts.delimiter);
    for (Step const& step : plan.steps)
        if (step.source == &source) table.targets.push_back({step.kind, step.required});
    documents::TableGuess const guess = guess_columns(source, language);
    for (std::size_t i = 0; i < source.headings.names().size(); ++i)
        table.columns.push_back(column_of(plan, source, i, guess));
    auto const rows = open_rows(source);
    documents::Row row;
    while (table.rows.size() < preview_rows && rows->next(row))
        table.rows.emplace_back(row.fields.begin(), row.fields.end());
    return table;
}

}  // namespace

ImportView import_view(ImportRecord const& record, std::vector<ImportFile> const& files) {
    // A mapping made for this import is kept as its JSON; it is told by its name.
    std::string const name = record.mapping.starts_with('{') ? parse_mapping(record.mapping).name
                                                             : record.mapping;
    ImportView view{record.id,         record.state,       record.title,  name,          record.on_duplicate,
                    record.created_at, record.finished_at, record.job_id, record.report, {},
                    record.version};
    for (ImportFile const& file : files) view.files.push_back({file.id, file.name, file.bytes});
    return view;
}

PreviewView preview_of(Plan const& plan, std::string const& language) {
    PreviewView view{plan.mapping, {}};
    for (Source const& source : plan.sources) view.tables.push_back(table_of(plan, source, language));
    return view;
}

}  // namespace colonnade::exchange
