// Finds people, customers, contacts, products, orders, territories and teams by the beginnings of their
// words.
#pragma once
#include <string>
#include <vector>

#include "foundation/caller/caller.hpp"
#include "foundation/db/session.hpp"

namespace colonnade::insight {

struct Found {
    std::string kind;  // "person", "customer", …
    std::int64_t id = 0;
    std::string title;
    std::string subtitle;
    std::int64_t page_of = 0;  // of a contact: its customer, on whose page it stands
};

// What the caller may see, at most `limit`: grouped by kind, the kind with the best hit first, and within a
// kind whole matches before beginnings. Every kind is looked up in an index and cut off early, so the answer
// takes as long with millions of orders as with few.
std::vector<Found> search(db::Session& session, Caller const& caller, std::string_view text,
                          std::size_t limit);

}  // namespace colonnade::insight
