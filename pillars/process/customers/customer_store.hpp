// Customers, owners and contacts in the database. What is out of the caller's view is not_found(), like what
// is not there.
#pragma once
#include "foundation/access/write.hpp"
#include "pillars/process/customers/customer_views.hpp"

namespace colonnade::customers {

CustomerView read_customer(db::Session& session, Caller const& caller, CustomerId customer);
// Oldest first.
std::vector<OwnerView> read_owners(db::Session& session, Caller const& caller, CustomerId customer);
std::vector<ContactView> read_contacts(db::Session& session, Caller const& caller, CustomerId customer);
// Customers in view that may be the same, at most 50, those with most reasons first.
std::vector<DuplicateView> read_duplicates(db::Session& session, Caller const& caller, CustomerId customer);
// Changes of owner, newest first, at most `limit`, after the cursor.
std::vector<TimelineEntry> read_owner_timeline(db::Session& session, Caller const& caller,
                                               CustomerId customer,
                                               std::optional<TimelineCursor> const& after,
                                               std::int64_t limit);

// With `owner_id` absent, whoever creates the customer owns it from today. Problems:
// "customers.external_id_taken", "customers.territory_unknown", "customers.person_unknown",
// "customers.owner_out_of_view".
CustomerId create_customer(access::Write& w, NewCustomer const& ask);
// Problem "stale" kind where `version` is not the customer's.
void update_customer(access::Write& w, CustomerId customer, ChangeId version, CustomerPatch const& patch);
void change_customer_owner(access::Write& w, CustomerId customer, ChangeOwner const& ask);

// Problem kind stale where `version` is not the contact's.
// People at the customer; they are seen and changed by those who may see and change the customer.
ContactId create_contact(access::Write& w, CustomerId customer, ContactFields const& fields);
ContactView read_contact(db::Session& session, Caller const& caller, ContactId contact);
void update_contact(access::Write& w, ContactId contact, ChangeId version, ContactFields const& fields);
void delete_contact(access::Write& w, ContactId contact, ChangeId version);

// The owners of one customer, in order; throws when two overlap.
std::vector<Ownership> stored_owners(db::Session& session, CustomerId customer);
// Makes customer_words hold the words of this search text.
void replace_words(access::Write& w, CustomerId customer, std::string_view search_text);

// Writes every column of the view's customer, and its words.
enum class CustomerPut { insert, replace };
void put_customer(access::Write& w, CustomerView const& view, CustomerPut how);
// Changes the owner from that day on, by the rule change_owner; false where nothing had to change.
bool put_owner(access::Write& w, CustomerId customer, std::optional<PersonId> person, Date from);
std::string contact_search_text(std::string_view name, std::optional<std::string> const& email);

}  // namespace colonnade::customers
