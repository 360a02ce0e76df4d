// Orders, their sellers and their lines as columns. Cancelled orders count for nothing and are left out.
#pragma once
#include <optional>
#include <vector>

#include "engine/book.hpp"
#include "foundation/db/session.hpp"
#include "insight/column_reader.hpp"

namespace colonnade::insight {

// All orders with their sellers, by id.
void read_orders(db::Session& session, FactKeys& keys, engine::OrderColumns& into);
// The lines of the orders that are there, in their order.
void read_lines(db::Session& session, FactKeys const& keys, engine::Facts& facts);

// Ids of orders of which anything was added, changed or removed after that change, rising; empty where there
// are so many that reading all is quicker.
std::optional<std::vector<std::int64_t>> changed_orders(db::Session& session, std::int64_t change);

// The orders and lines of `before` with the changed ones read anew.
void patch_orders(db::Session& session, FactKeys& keys, engine::Facts const& before,
                  std::vector<std::int64_t> const& changed, engine::Facts& into);

}  // namespace colonnade::insight
