// Customers and contacts from files. The same row again changes nothing; an empty cell leaves what is there.
#pragma once
#include <map>
#include <set>
#include <string>

#include "foundation/access/write.hpp"
#include "foundation/base/decimal.hpp"
#include "foundation/base/load.hpp"
#include "foundation/db/id_block.hpp"
#include "foundation/db/key_cache.hpp"
#include "pillars/process/customers/customer_views.hpp"

namespace colonnade::customers {

// One row of the canonical file `customers`; empty text where the cell is empty.
struct CustomerLoadRow {
    std::string external_id;  // without one, the customer is known by name and country
    std::string name;
    std::string kind;  // "company" or "person"; company where empty
    std::string industry;
    std::string segment;
    std::string country;
    std::string region;
    std::string city;
    std::string postal_code;
    std::string street;
    std::string email;
    std::string phone;
    std::string website;
    std::optional<std::int64_t> employees;
    std::optional<RoundedDecimal> annual_revenue;  // ten-thousandths
    std::string currency;                          // of the revenue
    std::string territory;                         // external id or name
    std::string owner;                             // a person's external id or name
    std::optional<Date> owner_from;                // since always for a new customer, today for a known one
    std::map<std::string, std::string> profile;
};

class CustomerLoader {
public:
    explicit CustomerLoader(access::Write& write);

    // Problems: "customers.name_missing" (name), "customers.kind" (kind), "customers.territory_unknown"
    // (territory), "customers.person_unknown" (owner), "customers.ambiguous" (name), "currency.unknown"
    // (currency).
    Outcome add(CustomerLoadRow const& row);
    // To be called after the last row.
    void finish();

private:
    std::optional<Problem> read_row(CustomerLoadRow const& row, CustomerView& view);
    void insert(CustomerView& view);
    void update(CustomerView const& view);
    bool set_owner(CustomerView const& view, CustomerLoadRow const& row, PersonId owner);
    void begin_row(std::string const& key);

    access::Write& write_;
    Caller reader_;  // compares with everything there is, whoever imports
    db::KeyCache customers_, territories_, people_;
    db::BulkInsert rows_, words_, owners_;
    db::IdBlock ids_{"customers"}, owner_ids_{"customer_owners"};
    std::set<std::string> pending_;  // keys of rows that may not be in the table yet
};

// One row of the canonical file `contacts`.
struct ContactLoadRow {
    std::string external_id;  // without one, the contact is known by customer and name
    std::string customer;     // external id or name
    std::string name;         // or given and family name
    std::string given_name;
    std::string family_name;
    std::string title;
    std::string email;
    std::string phone;
    std::string mobile;
    std::string language;
};

class ContactLoader {
public:
    explicit ContactLoader(access::Write& write);

    // Problems: "customers.customer_unknown" (customer), "customers.name_missing" (name).
    Outcome add(ContactLoadRow const& row);
    void finish() { rows_.finish(); }

private:
    access::Write& write_;
    Caller reader_;
    db::KeyCache customers_;
    db::BulkInsert rows_;
    db::IdBlock ids_{"contacts"};
    std::set<std::string> pending_;
};

// Rebuilds what is derived from customers, after an import was undone.
void rebuild_words(access::Write& w);

}  // namespace colonnade::customers
