// A mapping says which source file becomes which canonical file, and how. It is data: JSON, built into the
// program for the usual systems, or made and saved by a user. docs/guide/operations/import.md describes it.
//
//   {"name": "crm", "title": "Our CRM",
//    "files": [{"from": ["Deals"], "to": "orders",
//               "columns": {"customer": ["Account Name", "Account"]},     headings, loosely; the first there
//               is counts "derive":  {"number": "join('-', 'D', [Deal ID])"},       expressions
//               (expression.hpp) "forms":   {"booked_on": "date d/m/y"},                   how a column is
//               written, where not to be guessed "where":   "is(Stage, 'Closed Won')", rows for which it is
//               empty are left out "once":    "QuotaDate",                                   one row for each
//               value only "ignore":  ["rowguid"]}]}                                 headings that are left
//               out knowingly
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "exchange/canonical.hpp"

namespace colonnade::exchange {

struct FileMapping {
    std::vector<std::string> from;  // names of files or sheets without their ending, loosely
    FileKind to = FileKind::orders;
    std::optional<std::map<std::string, std::vector<std::string>>> columns;
    std::optional<std::map<std::string, std::string>> derive;
    std::optional<std::map<std::string, std::string>> forms;
    std::optional<std::string> where;
    std::optional<std::string> once;
    std::optional<std::vector<std::string>> ignore;
    friend bool operator==(FileMapping const&, FileMapping const&) = default;
};
BOOST_DESCRIBE_STRUCT(FileMapping, (), (from, to, columns, derive, forms, where, once, ignore))

struct CreditMapping {
    bool seller = true;
    bool account_owner = true;
    bool territory_holder = true;
    friend bool operator==(CreditMapping const&, CreditMapping const&) = default;
};
BOOST_DESCRIBE_STRUCT(CreditMapping, (), (seller, account_owner, territory_holder))

// What the source says of the company itself.
struct CompanyMapping {
    std::optional<std::string> name;
    std::optional<std::string> currency;
    std::optional<CreditMapping> credit;
    friend bool operator==(CompanyMapping const&, CompanyMapping const&) = default;
};
BOOST_DESCRIBE_STRUCT(CompanyMapping, (), (name, currency, credit))

struct Mapping {
    std::string name;
    std::string title;
    std::optional<CompanyMapping> company;
    std::vector<FileMapping> files;
    friend bool operator==(Mapping const&, Mapping const&) = default;
};
BOOST_DESCRIBE_STRUCT(Mapping, (), (name, title, company, files))

// Reads a mapping's JSON and checks it: names of columns, expressions, forms. Throws Problem "wire.*" or
// "exchange.mapping_*" with the path of the mistake.
Mapping parse_mapping(std::string_view json);
std::string mapping_text(Mapping const& mapping);
void check_mapping(Mapping const& mapping);

// Those built into the program; `canonical` first.
std::vector<Mapping> const& built_in_mappings();
Mapping const* find_built_in(std::string_view name);

}  // namespace colonnade::exchange
