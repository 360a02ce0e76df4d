#include "pillars/process/customers/customer_api.hpp"

#include "foundation/base/problem.hpp"
#include "pillars/process/customers/customer_list_store.hpp"
#include "pillars/process/customers/customer_store.hpp"

namespace colonnade::customers {
namespace {

using wire::Body;
using wire::Created;
using wire::IfMatch;
using wire::NoContent;
using wire::Page;
using wire::Paging;
using wire::Path;
using wire::Query;

struct CustomerQuery {
    std::optional<std::string> q;
    std::optional<PersonId> owner_id;
    std::optional<TerritoryId> territory_id;
    std::optional<std::string> country;
    std::optional<std::string> segment;
    std::optional<CustomerKind> kind;
    std::optional<CustomerSort> sort;
};
BOOST_DESCRIBE_STRUCT(CustomerQuery, (), (q, owner_id, territory_id, country, segment, kind, sort))

struct CustomerPath {
    CustomerId customer_id;
};
BOOST_DESCRIBE_STRUCT(CustomerPath, (), (customer_id))

struct ContactPath {
    ContactId contact_id;
};
BOOST_DESCRIBE_STRUCT(ContactPath, (), (contact_id))

std::string place_of(CustomerId customer) { return "/customers/" + std::to_string(customer.value); }

CustomerFilter filter_of(CustomerQuery const& query) {
    return {query.q,
            query.owner_id,
            query.territory_id,
            query.country,
            query.segment,
            query.kind,
            query.sort.value_or(CustomerSort::name)};
}

Page<CustomerRow> customer_page(std::vector<ListedCustomer> listed, Paging const& paging) {
    std::vector<CustomerRow> rows;
    std::vector<CustomerCursor> cursors;
    for (ListedCustomer& one : listed)
        rows.push_back(std::move(one.row)), cursors.push_back(std::move(one.cursor));
    std::size_t const last = std::min(cursors.size(), static_cast<std::size_t>(paging.limit));
    return paging.cut(std::move(rows), [&](CustomerRow const&) { return cursors[last - 1]; });
}

void mount_lists(wire::Api& api, db::Database& database) {
    api.get("/customers", "listCustomers", "List customers", Permission::customer_read,
            [&database](Caller const& caller, Query<CustomerQuery> const& query,
                        Paging const& paging) -> Page<CustomerRow> {
                return customer_page(database.read([&](db::Session& s) {
                    return list_customers(s, caller, filter_of(query), paging.after<CustomerCursor>(),
                                          paging.limit);
                }),
                                     paging);
            });
    api.get(
        "/customers/{customer_id}", "getCustomer", "Show a customer", Permission::customer_read,
        [&database](Caller const& caller, Path<CustomerPath> const& at) -> CustomerView {
            return database.read([&](db::Session& s) { return read_customer(s, caller, at.customer_id); });
        });
    api.get("/customers/{customer_id}/owners", "listCustomerOwners", "Show who owned a customer when",
            Permission::customer_read,
            [&database](Caller const& caller, Path<CustomerPath> const& at) -> std::vector<OwnerView> {
                return database.read([&](db::Session& s) { return read_owners(s, caller, at.customer_id); });
            });
    api.get(
        "/customers/{customer_id}/duplicates", "listCustomerDuplicates",
        "Find customers that may be the same", Permission::customer_read,
        [&database](Caller const& caller, Path<CustomerPath> const& at) -> std::vector<DuplicateView> {
            return database.read([&](db::Session& s) { return read_duplicates(s, caller, at.customer_id); });
        });
}

void mount_changes(wire::Api& api, db::Database& database) {
    api.post("/customers", "createCustomer", "Add a customer", Permission::customer_write,
             [&database](Caller const& caller, Body<NewCustomer> const& ask) -> Created<CustomerView> {
                 return access::write(database, caller, "createCustomer", "", [&](access::Write& w) {
                     CustomerId const customer = create_customer(w, ask);
                     return Created<CustomerView>{read_customer(w, caller, customer), place_of(customer)};
                 });
             });
    api.patch("/customers/{customer_id}", "updateCustomer", "Change a customer", Permission::customer_write,
              [&database](Caller const& caller, Path<CustomerPath> const& at,
                          Body<CustomerPatch> const& patch, IfMatch const& seen) -> CustomerView {
                  return access::write(database, caller, "updateCustomer", "", [&](access::Write& w) {
                      update_customer(w, at.customer_id, seen.version, patch);
                      return read_customer(w, caller, at.customer_id);
                  });
              });
    api.post("/customers/{customer_id}/owners", "changeCustomerOwner",
             "Give a customer to somebody else from a day on", Permission::customer_write,
             [&database](Caller const& caller, Path<CustomerPath> const& at,
                         Body<ChangeOwner> const& ask) -> NoContent {
                 access::write(database, caller, "changeCustomerOwner", "",
                               [&](access::Write& w) { change_customer_owner(w, at.customer_id, ask); });
                 return {};
             });
}

void mount_contacts(wire::Api& api, db::Database& database) {
    api.get(
        "/customers/{customer_id}/contacts", "listContacts", "List a customer's contacts",
        Permission::customer_read,
        [&database](Caller const& caller, Path<CustomerPath> const& at) -> std::vector<ContactView> {
            return database.read([&](db::Session& s) { return read_contacts(s, caller, at.customer_id); });
        });
    api.post("/customers/{customer_id}/contacts", "createContact", "Add a contact",
             Permission::customer_write,
             [&database](Caller const& caller, Path<CustomerPath> const& at,
                         Body<ContactFields> const& fields) -> Created<ContactView> {
                 return access::write(database, caller, "createContact", "", [&](access::Write& w) {
                     ContactId const contact = create_contact(w, at.customer_id, fields);
                     return Created<ContactView>{read_contact(w, caller, contact),
                                                 "/contacts/" + std::to_string(contact.value)};
                 });
             });
    api.get("/contacts/{contact_id}", "getContact", "Show a contact", Permission::customer_read,
            [&database](Caller const& caller, Path<ContactPath> const& at) -> ContactView {
                return database.read([&](db::Session& s) { return read_contact(s, caller, at.contact_id); });
            });
    api.put("/contacts/{contact_id}", "replaceContact", "Change a contact", Permission::customer_write,
            [&database](Caller const& caller, Path<ContactPath> const& at, Body<ContactFields> const& fields,
                        IfMatch const& seen) -> ContactView {
                return access::write(database, caller, "replaceContact", "", [&](access::Write& w) {
                    update_contact(w, at.contact_id, seen.version, fields);
                    return read_contact(w, caller, at.contact_id);
                });
            });
    api.del("/contacts/{contact_id}", "deleteContact", "Remove a contact; its history stays",
            Permission::customer_write,
            [&database](Caller const& caller, Path<ContactPath> const& at, IfMatch const& seen) -> NoContent {
                access::write(database, caller, "deleteContact", "",
                              [&](access::Write& w) { delete_contact(w, at.contact_id, seen.version); });
                return {};
            });
}

// The sources' entries in one order.
std::vector<TimelineEntry> read_timeline(db::Session& session, Caller const& caller, CustomerId customer,
                                         std::vector<TimelineSource> const& sources, Paging const& paging) {
    auto const after = paging.after<TimelineCursor>();
    std::vector<TimelineEntry> entries =
        read_owner_timeline(session, caller, customer, after, paging.limit + 1);
    for (TimelineSource const& source : sources)
        for (TimelineEntry& entry : source(session, caller, customer, after, paging.limit + 1))
            entries.push_back(std::move(entry));
    std::sort(entries.begin(), entries.end(), [](TimelineEntry const& a, TimelineEntry const& b) {
        return comes_before(cursor_of(a), cursor_of(b));
    });
    return entries;
}

}  // namespace

void mount_customers(wire::Api& api, db::Database& database, std::vector<TimelineSource> timeline) {
    mount_lists(api, database);
    mount_changes(api, database);
    mount_contacts(api, database);
    api.get("/customers/{customer_id}/timeline", "getCustomerTimeline",
            "Show what happened with a customer, newest first", Permission::customer_read,
            [&database, timeline](Caller const& caller, Path<CustomerPath> const& at,
                                  Paging const& paging) -> Page<TimelineEntry> {
                auto entries = database.read([&](db::Session& s) {
                    return read_timeline(s, caller, at.customer_id, timeline, paging);
                });
                return paging.cut(std::move(entries),
                                  [](TimelineEntry const& entry) { return cursor_of(entry); });
            });
}

}  // namespace colonnade::customers
