// What rows name, and whether it is there already.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "exchange/canonical.hpp"
#include "foundation/access/write.hpp"

namespace colonnade::exchange {

// People and territories by external id or name, teams by name or external id, each looked up once.
class SubjectIds {
public:
    explicit SubjectIds(access::Write& write) : write_(write) {}
    // `kind` is "person", "territory" or "team". Nothing where none or several have the key.
    std::optional<std::int64_t> find(std::string_view kind, std::string const& key);

private:
    access::Write& write_;
    std::map<std::pair<std::string, std::string>, std::optional<std::int64_t>> known_;
};

// Whether what a row of that kind describes was there before this change. Nothing for kinds whose rows have
// no id of their own.
class Existing {
public:
    Existing(access::Write& write, FileKind kind);
    // The canonical column that holds the id; empty for kinds without.
    std::string_view id_column() const { return column_; }
    bool holds(std::string const& id);

private:
    access::Write& write_;
    std::string_view column_, sql_;
};

// Whether the company has any order.
bool has_orders(db::Session& session);

}  // namespace colonnade::exchange
