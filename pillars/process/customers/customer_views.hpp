// What is told and asked about customers, on the wire and between store and API.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "foundation/base/money.hpp"
#include "foundation/wire/text.hpp"
#include "foundation/wire/values.hpp"
#include "pillars/process/customers/customer.hpp"

namespace colonnade::customers {

using Name = wire::Text<200>;
using Word = wire::Text<100>;
// Attributes beyond the fixed ones, shown as fields in the order of their names.
using Profile = std::map<std::string, std::string>;

struct PersonName {
    PersonId person_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PersonName, (), (person_id, name))

// One row of the list.
struct CustomerRow {
    CustomerId customer_id;
    std::optional<std::string> external_id;
    std::string name;
    CustomerKind kind{};
    std::optional<std::string> segment;
    std::optional<std::string> industry;
    std::optional<std::string> country;
    std::optional<std::string> city;
    std::optional<TerritoryId> territory_id;
    std::optional<std::string> territory;
    std::optional<PersonId> owner_id;
    std::optional<std::string> owner;
};
BOOST_DESCRIBE_STRUCT(CustomerRow, (),
                      (customer_id, external_id, name, kind, segment, industry, country, city, territory_id,
                       territory, owner_id, owner))

// Everything about one customer but its history.
struct CustomerView {
    CustomerId customer_id;
    std::optional<std::string> external_id;
    std::string name;
    CustomerKind kind{};
    std::optional<std::string> industry;
    std::optional<std::string> segment;
    std::optional<std::string> country;
    std::optional<std::string> region;
    std::optional<std::string> city;
    std::optional<std::string> postal_code;
    std::optional<std::string> street;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> website;
    std::optional<std::int64_t> employees;
    std::optional<Money> annual_revenue;
    std::optional<TerritoryId> territory_id;
    std::optional<std::string> territory;
    std::optional<PersonName> owner;  // today's
    Profile profile;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(CustomerView, (),
                      (customer_id, external_id, name, kind, industry, segment, country, region, city,
                       postal_code, street, email, phone, website, employees, annual_revenue, territory_id,
                       territory, owner, profile, version))

struct NewCustomer {
    std::optional<Word> external_id;
    Name name;
    CustomerKind kind = CustomerKind::company;
    std::optional<Word> industry;
    std::optional<Word> segment;
    std::optional<Word> country;
    std::optional<Word> region;
    std::optional<Word> city;
    std::optional<Word> postal_code;
    std::optional<Name> street;
    std::optional<Name> email;
    std::optional<Word> phone;
    std::optional<Name> website;
    std::optional<wire::Whole<0, 100'000'000>> employees;
    std::optional<Money> annual_revenue;
    std::optional<TerritoryId> territory_id;
    std::optional<PersonId> owner_id;  // from today; absent: who creates it
    std::optional<Profile> profile;
};
BOOST_DESCRIBE_STRUCT(NewCustomer, (),
                      (external_id, name, kind, industry, segment, country, region, city, postal_code, street,
                       email, phone, website, employees, annual_revenue, territory_id, owner_id, profile))

struct CustomerPatch {
    std::optional<Name> name;
    std::optional<CustomerKind> kind;
    wire::Patch<Word> external_id;
    wire::Patch<Word> industry;
    wire::Patch<Word> segment;
    wire::Patch<Word> country;
    wire::Patch<Word> region;
    wire::Patch<Word> city;
    wire::Patch<Word> postal_code;
    wire::Patch<Name> street;
    wire::Patch<Name> email;
    wire::Patch<Word> phone;
    wire::Patch<Name> website;
    wire::Patch<wire::Whole<0, 100'000'000>> employees;
    wire::Patch<Money> annual_revenue;
    wire::Patch<TerritoryId> territory_id;
    std::optional<Profile> profile;  // replaces the whole
};
BOOST_DESCRIBE_STRUCT(CustomerPatch, (),
                      (name, kind, external_id, industry, segment, country, region, city, postal_code, street,
                       email, phone, website, employees, annual_revenue, territory_id, profile))

struct OwnerView {
    OwnerId owner_id;
    PersonId person_id;
    std::string person;
    Date valid_from;
    std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(OwnerView, (), (owner_id, person_id, person, valid_from, valid_to))

struct ChangeOwner {
    std::optional<PersonId> person_id;  // absent: nobody
    Date valid_from;
};
BOOST_DESCRIBE_STRUCT(ChangeOwner, (), (person_id, valid_from))

struct ContactView {
    ContactId contact_id;
    CustomerId customer_id;
    std::optional<std::string> external_id;
    std::string name;
    std::optional<std::string> given_name;
    std::optional<std::string> family_name;
    std::optional<std::string> title;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> mobile;
    std::optional<std::string> language;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(ContactView, (),
                      (contact_id, customer_id, external_id, name, given_name, family_name, title, email,
                       phone, mobile, language, version))

struct ContactFields {
    Name name;
    std::optional<Word> given_name;
    std::optional<Word> family_name;
    std::optional<Word> title;
    std::optional<Name> email;
    std::optional<Word> phone;
    std::optional<Word> mobile;
    std::optional<wire::Text<10>> language;
};
BOOST_DESCRIBE_STRUCT(ContactFields, (),
                      (name, given_name, family_name, title, email, phone, mobile, language))

// Another customer that may be the same one.
struct DuplicateView {
    CustomerId customer_id;
    std::optional<std::string> external_id;
    std::string name;
    std::optional<std::string> country;
    std::optional<std::string> city;
    std::vector<DuplicateReason> reasons;
};
BOOST_DESCRIBE_STRUCT(DuplicateView, (), (customer_id, external_id, name, country, city, reasons))

// What happened with a customer, newest first: an order, a return, a credit note, a change of owner. Slices
// that know of such things hand them over.
enum class TimelineKind { order, returned, credit_note, owner };
BOOST_DESCRIBE_ENUM(TimelineKind, order, returned, credit_note, owner)
struct TimelineEntry {
    TimelineKind kind{};
    Date on;
    std::int64_t subject_id = 0;  // of the order, or of the ownership
    std::string title;            // the order's number, the owner's name; may be empty
    std::optional<std::string> status;
    std::optional<Money> amount;
    std::optional<PersonId> person_id;  // the owner, the first seller
    std::optional<std::string> person;
};
BOOST_DESCRIBE_STRUCT(TimelineEntry, (), (kind, on, subject_id, title, status, amount, person_id, person))

// Where a page of the timeline ended; entries are ordered by date, kind and id, all descending.
struct TimelineCursor {
    Date on;
    std::int64_t kind = 0;
    std::int64_t subject_id = 0;
};
BOOST_DESCRIBE_STRUCT(TimelineCursor, (), (on, kind, subject_id))
TimelineCursor cursor_of(TimelineEntry const& entry);
bool comes_before(TimelineCursor const& a, TimelineCursor const& b);

}  // namespace colonnade::customers
