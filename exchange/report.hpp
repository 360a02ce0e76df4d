// What became of an import, as it is told on the command line, over the API and in the database.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "exchange/canonical.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::exchange {

// What to do with a row whose id is in the company already.
enum class OnDuplicate { update, skip, refuse };
BOOST_DESCRIBE_ENUM(OnDuplicate, update, skip, refuse)

// Something that had to be done to take rows, and how often.
struct LoadNote {
    std::string code;
    std::int64_t count = 0;
    friend bool operator==(LoadNote const&, LoadNote const&) = default;
};
BOOST_DESCRIBE_STRUCT(LoadNote, (), (code, count))

struct FileReport {
    std::string source;
    FileKind kind = FileKind::orders;
    std::int64_t read = 0;
    std::int64_t inserted = 0;
    std::int64_t updated = 0;
    std::int64_t unchanged = 0;
    std::int64_t skipped = 0;  // there already, by the duplicates policy
    std::int64_t refused = 0;
    std::int64_t left_out = 0;          // by the mapping's condition
    std::int64_t rounded = 0;           // values rounded to ten-thousandths
    std::vector<std::string> unmapped;  // columns that were not read
    std::vector<std::string> ignored;   // columns the mapping leaves out knowingly
    std::vector<std::string> guessed;   // columns whose form was a guess among several that fit
    std::vector<LoadNote> notes;
    friend bool operator==(FileReport const&, FileReport const&) = default;
};
BOOST_DESCRIBE_STRUCT(FileReport, (),
                      (source, kind, read, inserted, updated, unchanged, skipped, refused, left_out, rounded,
                       unmapped, ignored, guessed, notes))

struct ImportReport {
    std::string mapping;
    bool dry_run = false;
    std::vector<FileReport> files;
    std::vector<std::string> unused;  // sources that became nothing
    std::int64_t refused = 0;
    friend bool operator==(ImportReport const&, ImportReport const&) = default;
};
BOOST_DESCRIBE_STRUCT(ImportReport, (), (mapping, dry_run, files, unused, refused))

// One row that was not taken.
struct Refusal {
    std::string source;
    std::int64_t line = 0;
    std::string column;  // the source's heading where it is known
    Problem problem;
    std::vector<std::string> fields;  // the row as it came
};

}  // namespace colonnade::exchange
