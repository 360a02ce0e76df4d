// Which source becomes which canonical file, and which of its columns which value: a mapping, applied to the
// sources that were given.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "exchange/expression.hpp"
#include "exchange/mapping.hpp"
#include "exchange/source.hpp"
#include "foundation/documents/value_parse.hpp"

namespace colonnade::exchange {

// Where one canonical column comes from.
struct Binding {
    std::string name;     // of the canonical column, or profile.<name>
    std::size_t column;   // its place in the canonical file; from `profile_column` on: a profile's
    std::string heading;  // the source's column; empty where it is made by an expression
    Expression expression;
    documents::ValueForm form;     // how it is written
    bool date_order_open = false;  // the form is a guess among several that fit
    bool decimal_mark_open = false;
};
inline constexpr std::size_t profile_column = 1000;

struct Step {
    Source const* source = nullptr;
    FileMapping const* mapping = nullptr;
    FileKind kind = FileKind::orders;
    std::vector<Binding> bindings;
    std::optional<Expression> where, once;
    std::vector<std::string> missing;   // headings that expressions name and the source does not have
    std::vector<std::string> required;  // canonical columns that are needed and were not found; of previews
};

struct Plan {
    Mapping mapping;
    std::deque<Source> sources;
    std::vector<Step> steps;          // in the order of loading
    std::vector<std::string> unused;  // names of sources that become nothing
    // For each source the headings that nothing reads, and of those the ones left out knowingly.
    std::vector<std::vector<std::string>> unmapped, ignored;

    std::size_t source_index(Source const& source) const;
};

struct PlanOptions {
    std::optional<FileKind> into;  // what a single source becomes, whatever it is called
    std::string language = "en";   // decides what the form of a column leaves open
    // A preview takes a plan as far as it goes: columns may be missing, and nothing need be recognised.
    bool is_preview = false;
};

// Throws Problem "exchange.nothing_recognised" {mapping, files} where no source becomes anything, and
// "exchange.column_missing" {column, headings} where a required column of a recognised source is not there.
Plan make_plan(Mapping mapping, std::vector<Source> sources, PlanOptions const& options);

// The mapping among `candidates` that recognises most columns of the sources; the first where several do.
Mapping const& choose_mapping(std::vector<Mapping const*> const& candidates,
                              std::vector<Source> const& sources);

}  // namespace colonnade::exchange
