#include "exchange/mapping.hpp"

#include <algorithm>

#include "exchange/expression.hpp"
#include "foundation/base/money.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/documents/value_parse.hpp"
#include "foundation/wire/codec.hpp"
#include "foundation/wire/json.hpp"
#include "mapping_files.hpp"

namespace colonnade::exchange {
namespace {

// A column of the canonical file, or `profile.<name>` where there is a profile.
bool knows_column(CanonicalFile const& file, std::string const& name) {
    return find_column(file, name) || (file.has_profile && name.starts_with("profile.") && name.size() > 8);
}

void check_column(FileMapping const& mapping, std::string const& name, std::string const& path) {
    if (!knows_column(canonical_file(mapping.to), name))
        throw invalid("exchange.mapping_column",
                      {{"column", name}, {"file", std::string(file_kind_text(mapping.to))}}, path);
}

void check_expression(std::string const& text, std::string const& path) {
    try {
        Expression::parse(text);
    } catch (Problem const& problem) { throw problem.within(path); }
}

void check_file(FileMapping const& file, std::string const& at) {
    if (file.columns)
        for (auto const& [name, headings] : *file.columns) check_column(file, name, at + ".columns");
    if (file.derive)
        for (auto const& [name, text] : *file.derive) {
            check_column(file, name, at + ".derive");
            check_expression(text, at + ".derive." + name);
        }
    if (file.forms)
        for (auto const& [name, text] : *file.forms) {
            check_column(file, name, at + ".forms");
            if (!documents::find_value_form(text))
                throw invalid("exchange.mapping_form", {{"form", text}}, at + ".forms." + name);
        }
    if (file.where) check_expression(*file.where, at + ".where");
    if (file.once) check_expression(*file.once, at + ".once");
}

// The canonical files as they are: every column under its own name.
Mapping canonical_mapping() {
    Mapping mapping{"canonical", "Canonical files", {}, {}};
    for (CanonicalFile const& file : canonical_files()) {
        FileMapping one;
        one.from = {std::string(file.name)};
        one.to = file.kind;
        one.columns.emplace();
        for (CanonicalColumn const& column : file.columns)
            (*one.columns)[std::string(column.name)] = {std::string(column.name)};
        mapping.files.push_back(std::move(one));
    }
    return mapping;
}

std::vector<Mapping> read_built_in() {
    std::vector<Mapping> all{canonical_mapping()};
    for (auto const& file : mapping_files()) all.push_back(parse_mapping(file.bytes));
    return all;
}

}  // namespace

void check_mapping(Mapping const& mapping) {
    if (mapping.name.empty()) throw invalid("exchange.mapping_name", {}, "name");
    for (std::size_t i = 0; i < mapping.files.size(); ++i)
        check_file(mapping.files[i], "files[" + std::to_string(i) + "]");
    if (mapping.company && mapping.company->currency && !Currency::find(*mapping.company->currency))
        throw invalid("currency.unknown", {{"code", *mapping.company->currency}}, "company.currency");
}

Mapping parse_mapping(std::string_view json) {
    auto mapping = wire::from_json<Mapping>(json);
    check_mapping(mapping);
    return mapping;
}

std::string mapping_text(Mapping const& mapping) {
    return wire::pretty_json_text(wire::parse_json(wire::to_json(mapping)));
}

std::vector<Mapping> const& built_in_mappings() {
    static std::vector<Mapping> const all = read_built_in();
    return all;
}

Mapping const* find_built_in(std::string_view name) {
    auto const& all = built_in_mappings();
    auto const found = std::ranges::find(all, name, &Mapping::name);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace colonnade::exchange
