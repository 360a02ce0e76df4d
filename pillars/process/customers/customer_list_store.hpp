// The list of customers: filtered, sorted, a page at a time, never counted.
#pragma once
#include "foundation/access/caller.hpp"
#include "foundation/db/session.hpp"
#include "pillars/process/customers/customer_views.hpp"

namespace colonnade::customers {

enum class CustomerSort { name, name_descending, newest };
BOOST_DESCRIBE_ENUM(CustomerSort, name, name_descending, newest)

struct CustomerFilter {
    std::optional<std::string> q;  // each word begins a word of the customer's
    std::optional<PersonId> owner_id;
    std::optional<TerritoryId> territory_id;
    std::optional<std::string> country;
    std::optional<std::string> segment;
    std::optional<CustomerKind> kind;
    CustomerSort sort = CustomerSort::name;
};

// Where a page ended.
struct CustomerCursor {
    std::string sort_key;
    CustomerId customer_id;
};
BOOST_DESCRIBE_STRUCT(CustomerCursor, (), (sort_key, customer_id))

struct ListedCustomer {
    CustomerRow row;
    CustomerCursor cursor;
};

// At most `limit` + 1 rows after the cursor.
std::vector<ListedCustomer> list_customers(db::Session& session, Caller const& caller,
                                           CustomerFilter const& filter,
                                           std::optional<CustomerCursor> const& after, std::int64_t limit);

// Ids of customers in view whose words begin with every word of `q`, at most `limit`, in no order. For a
// search as one types: of very common words not every customer is tried.
std::vector<CustomerId> find_by_words(db::Session& session, Caller const& caller, std::string_view q,
                                      std::size_t limit);

}  // namespace colonnade::customers
