// Imports as the API and the browser's wizard see them.
#pragma once
#include <string>
#include <vector>

#include "exchange/import_run.hpp"
#include "foundation/wire/values.hpp"

namespace colonnade::exchange {

struct ImportFileView {
    std::int64_t file_id = 0;
    std::string name;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(ImportFileView, (), (file_id, name, bytes))

struct ImportView {
    ImportId import_id;
    ImportState state = ImportState::draft;
    std::string title;
    std::string mapping;  // its name; empty: to be recognised
    OnDuplicate on_duplicate = OnDuplicate::update;
    Instant created_at;
    std::optional<Instant> finished_at;
    std::optional<JobId> job_id;  // of the dry run or the run
    std::optional<ImportReport> report;
    std::vector<ImportFileView> files;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(ImportView, (),
                      (import_id, state, title, mapping, on_duplicate, created_at, finished_at, job_id,
                       report, files, version))

// One column of a source, and what becomes of it.
struct PreviewColumn {
    std::string heading;
    std::vector<std::string> targets;  // canonical columns it goes to; empty: it is not read
    std::string guess;                 // how its values are written: "date d/m/y"
    bool date_order_open = false;      // several readings fit: the user must choose
    bool decimal_mark_open = false;
    bool is_ignored = false;  // the mapping leaves it out knowingly
    std::vector<std::string> samples;
};
BOOST_DESCRIBE_STRUCT(PreviewColumn, (),
                      (heading, targets, guess, date_order_open, decimal_mark_open, is_ignored, samples))

struct PreviewTarget {
    FileKind kind = FileKind::orders;
    std::vector<std::string> missing;  // needed columns that were not found
};
BOOST_DESCRIBE_STRUCT(PreviewTarget, (), (kind, missing))

struct PreviewTable {
    std::string source;
    std::string format;  // csv or xlsx
    std::string encoding;
    std::string delimiter;
    std::vector<PreviewTarget> targets;  // what the table becomes; empty: nothing
    std::vector<PreviewColumn> columns;
    std::vector<std::vector<std::string>> rows;  // the first ones
};
BOOST_DESCRIBE_STRUCT(PreviewTable, (), (source, format, encoding, delimiter, targets, columns, rows))

struct PreviewView {
    Mapping mapping;  // as it was chosen or recognised: change it, send it back
    std::vector<PreviewTable> tables;
};
BOOST_DESCRIBE_STRUCT(PreviewView, (), (mapping, tables))

ImportView import_view(ImportRecord const& record, std::vector<ImportFile> const& files);
// The plan was made as a preview.
PreviewView preview_of(Plan const& plan, std::string const& language);

}  // namespace colonnade::exchange
