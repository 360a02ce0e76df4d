#include "pillars/process/customers/customer_store.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"
#include "pillars/process/customers/customer_list_store.hpp"
#include "pillars/process/orders/test_company.hpp"

namespace colonnade::customers {
namespace {

COLONNADE_STORE_SUITE(CustomerStore);

using orders::Company;
using Names = std::vector<std::string>;
Date d(std::string_view text) { return Date::parse(text); }

template <class F> std::string code_of(F&& work) {
    try {
        work();
    } catch (Problem const& problem) { return problem.code(); }
    return "none";
}

Caller const operations = Company::caller(Role::operations, 0);
Caller const mia = Company::caller(Role::manager, 1);
Caller const sam = Company::caller(Role::seller, 2);
Caller const tom = Company::caller(Role::seller, 3);
Caller const eve = Company::caller(Role::seller, 4);

Names list(Company& company, Caller const& as, CustomerFilter const& filter) {
    Names names;
    std::optional<CustomerCursor> after;
    for (int pages = 0; pages < 50; ++pages) {
        auto page = company.read([&](db::Session& s) { return list_customers(s, as, filter, after, 2); });
        for (std::size_t i = 0; i < std::min<std::size_t>(page.size(), 2); ++i) {
            names.push_back(page[i].row.name);
            after = page[i].cursor;
        }
        if (page.size() <= 2) break;
    }
    return names;
}

CustomerId create(Company& company, std::string const& name, std::optional<PersonId> owner,
                  std::string const& country = "PL", std::string const& email = "",
                  std::string const& phone = "") {
    NewCustomer ask;
    ask.name = Name(name), ask.country = Word(country), ask.owner_id = owner;
    if (!email.empty()) ask.email = Name(email);
    if (!phone.empty()) ask.phone = Word(phone);
    return company.write_as(operations, [&](access::Write& w) { return create_customer(w, ask); });
}

TEST_P(CustomerStore, a_list_pages_in_the_order_of_names) {
    Company company(GetParam());
    for (std::string const name : {"Zebra", "Łódź Tools", "acme", "Acme", "Ábel", "Mabel"})
        create(company, name, PersonId{2});
    EXPECT_EQ(list(company, operations, {}), (Names{"Ábel", "acme", "Acme", "Łódź Tools", "Mabel", "Zebra"}));
    CustomerFilter filter;
    filter.sort = CustomerSort::name_descending;
    EXPECT_EQ(list(company, sam, filter), (Names{"Zebra", "Mabel", "Łódź Tools", "Acme", "acme", "Ábel"}));
    filter.sort = CustomerSort::newest;
    EXPECT_EQ(list(company, operations, filter).front(), "Mabel");
    filter = {};
    filter.q = "LODZ to";
    EXPECT_EQ(list(company, operations, filter), Names{"Łódź Tools"});
    filter.q = "ebra";  // words are found by their beginnings
    EXPECT_EQ(list(company, operations, filter), Names{});
    filter = {};
    filter.owner_id = PersonId{2}, filter.country = "PL";
    EXPECT_EQ(list(company, operations, filter).size(), 6u);
    filter.country = "IT";
    EXPECT_TRUE(list(company, operations, filter).empty());
}

// The newest are gathered by windows of ids: pages hold everything once, in order, whatever lies between.
TEST_P(CustomerStore, the_newest_in_view_page_over_those_of_others) {
    Company company(GetParam());
    company.write([](access::Write& w) {
        CustomerLoader loader(w);
        for (int i = 0; i < 1500; ++i) {
            CustomerLoadRow row;
            row.external_id = "N" + std::to_string(i), row.name = "Firm " + std::to_string(i);
            row.owner = i < 3 || (i > 400 && i < 420) || i % 500 == 499 ? "P2" : "P4";
            loader.add(row);
        }
        loader.finish();
    });
    Names expected{"Firm 1499", "Firm 999", "Firm 499"};
    for (int i = 419; i > 400; --i) expected.push_back("Firm " + std::to_string(i));
    for (int i = 2; i >= 0; --i) expected.push_back("Firm " + std::to_string(i));
    CustomerFilter filter;
    filter.sort = CustomerSort::newest;
    EXPECT_EQ(list(company, sam, filter), expected);
    EXPECT_EQ(list(company, mia, filter), expected);
    EXPECT_EQ(list(company, tom, filter), Names{});
    filter.country = "IT";
    EXPECT_EQ(list(company, mia, filter), Names{});
}

TEST_P(CustomerStore, a_customer_is_seen_by_owner_seller_and_those_above) {
    Company company(GetParam());
    company.load_basics();  // Acme is Sam's, Brno is Eve's
    EXPECT_EQ(list(company, sam, {}), Names{"Acme S.p.A."});
    EXPECT_EQ(list(company, mia, {}), Names{"Acme S.p.A."});
    EXPECT_EQ(list(company, eve, {}), Names{"Nářadí Brno s.r.o."});
    EXPECT_EQ(list(company, tom, {}), Names{});
    EXPECT_EQ(list(company, Company::caller(Role::trainer, 2), {}), Names{});
    company.write([](access::Write& w) {
        orders::OrderLoader loader(w);
        orders::OrderLoadRow row;
        row.external_id = "S", row.customer = "C2", row.currency = "EUR", row.booked_on = d("2026-01-01");
        row.sellers = {{"P3", {}}};
        loader.add(row);
        loader.finish();
    });
    EXPECT_EQ(list(company, tom, {}), Names{"Nářadí Brno s.r.o."});
    EXPECT_EQ(list(company, mia, {}).size(), 2u);
    CustomerFilter brno;
    brno.q = "brno";
    EXPECT_EQ(list(company, mia, brno).size(), 1u);
    EXPECT_EQ(list(company, sam, brno).size(), 0u);
    EXPECT_EQ(code_of([&] { company.read([](db::Session& s) { read_customer(s, sam, {2}); }); }),
              code_of([&] { company.read([](db::Session& s) { read_customer(s, sam, {99}); }); }));
}

TEST_P(CustomerStore, a_new_owner_leaves_the_past_alone) {
    Company company(GetParam());
    company.load_basics();
    CustomerId const acme{1};
    company.write_as(mia, [&](access::Write& w) {
        change_customer_owner(w, acme, {PersonId{3}, d("2026-05-01")});
    });
    auto const owners = company.read([&](db::Session& s) { return read_owners(s, mia, acme); });
    ASSERT_EQ(owners.size(), 2u);
    EXPECT_EQ(owners[0].person, "Sam");
    EXPECT_EQ(owners[0].valid_to, d("2026-05-01"));
    EXPECT_EQ(owners[1].person, "Tom");
    EXPECT_EQ(list(company, sam, {}), Names{});
    EXPECT_EQ(code_of([&] {
                  company.write_as(mia, [&](access::Write& w) {
                      change_customer_owner(w, acme, {PersonId{4}, d("2026-06-01")});
                  });
              }),
              "customers.owner_out_of_view");
    EXPECT_EQ(code_of([&] {
                  company.write_as(sam, [&](access::Write& w) {
                      change_customer_owner(w, acme, {PersonId{2}, d("2026-06-01")});
                  });
              }),
              code_of([] { throw not_found(); }));
    auto const timeline =
        company.read([&](db::Session& s) { return read_owner_timeline(s, mia, acme, {}, 10); });
    ASSERT_EQ(timeline.size(), 2u);
    EXPECT_EQ(timeline[0].title, "Tom");
    auto const rest = company.read(
        [&](db::Session& s) { return read_owner_timeline(s, mia, acme, cursor_of(timeline[0]), 10); });
    EXPECT_EQ(rest.size(), 1u);
}

TEST_P(CustomerStore, two_edits_of_one_version_do_not_overwrite_each_other) {
    Company company(GetParam());
    CustomerId const customer = create(company, "Acme", PersonId{2});
    ChangeId const seen =
        company.read([&](db::Session& s) { return read_customer(s, sam, customer).version; });
    CustomerPatch patch;
    patch.city = {true, Word("Torino")};
    patch.profile = Profile{{"Fleet", "12"}};
    company.write_as(sam, [&](access::Write& w) { update_customer(w, customer, seen, patch); });
    EXPECT_EQ(code_of([&] {
                  company.write_as(sam, [&](access::Write& w) { update_customer(w, customer, seen, patch); });
              }),
              "stale");
    company.read([&](db::Session& s) {
        CustomerView const view = read_customer(s, sam, customer);
        EXPECT_EQ(view.city, "Torino");
        EXPECT_EQ(view.profile.at("Fleet"), "12");
        EXPECT_EQ(view.owner->name, "Sam");
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from customers_history"), 1);
        EXPECT_EQ(find_by_words(s, sam, "torin", 5).size(), 1u);
    });
}

TEST_P(CustomerStore, two_that_may_be_one_are_found) {
    Company company(GetParam());
    CustomerId const first =
        create(company, "Acme Sp. z o.o.", PersonId{2}, "PL", "info@acme.pl", "+48 22 555 01 02");
    create(company, "ACME", PersonId{2}, "PL", "INFO@acme.pl");
    create(company, "Acme", PersonId{2}, "IT");
    create(company, "Other", PersonId{2}, "PL", "", "0048 22 5550102");
    create(company, "acme", PersonId{4}, "PL");
    auto const found = company.read([&](db::Session& s) { return read_duplicates(s, sam, first); });
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].name, "ACME");
    EXPECT_EQ(found[0].reasons, (std::vector{DuplicateReason::name, DuplicateReason::email}));
    EXPECT_EQ(found[1].name, "Other");
    EXPECT_EQ(company.read([&](db::Session& s) { return read_duplicates(s, operations, first); }).size(), 3u);
}

TEST_P(CustomerStore, contacts_belong_to_their_customer) {
    Company company(GetParam());
    CustomerId const customer = create(company, "Acme", PersonId{2});
    ContactFields fields;
    fields.name = Name("Ada Rossi"), fields.email = Name("ada@acme.it");
    ContactId const ada =
        company.write_as(sam, [&](access::Write& w) { return create_contact(w, customer, fields); });
    EXPECT_EQ(code_of([&] { company.read([&](db::Session& s) { read_contact(s, eve, ada); }); }),
              code_of([] { throw not_found(); }));
    ContactView const view = company.read([&](db::Session& s) { return read_contact(s, sam, ada); });
    fields.title = Word("Buyer");
    company.write_as(sam, [&](access::Write& w) { update_contact(w, ada, view.version, fields); });
    EXPECT_EQ(code_of([&] {
                  company.write_as(sam, [&](access::Write& w) { delete_contact(w, ada, view.version); });
              }),
              "stale");
    auto const all = company.read([&](db::Session& s) { return read_contacts(s, sam, customer); });
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].title, "Buyer");
    company.write_as(sam, [&](access::Write& w) { delete_contact(w, ada, all[0].version); });
    EXPECT_TRUE(company.read([&](db::Session& s) { return read_contacts(s, sam, customer); }).empty());
}

TEST_P(CustomerStore, a_file_read_twice_changes_nothing) {
    Company company(GetParam());
    CustomerLoadRow acme;
    acme.external_id = "C1", acme.name = "Acme", acme.owner = "Sam", acme.profile = {{"Fleet", "12"}};
    acme.annual_revenue = parse_decimal_rounded("1000000", 4), acme.currency = "EUR";
    CustomerLoadRow unnumbered;
    unnumbered.name = "Ombra S.r.l.", unnumbered.country = "IT";
    ContactLoadRow ada;
    ada.customer = "C1", ada.given_name = "Ada", ada.family_name = "Rossi";
    auto load = [&] {
        return company.write([&](access::Write& w) {
            std::vector<LoadResult> results;
            CustomerLoader customers(w);
            results.push_back(customers.add(acme).result);
            results.push_back(customers.add(unnumbered).result);
            customers.finish();
            ContactLoader contacts(w);
            results.push_back(contacts.add(ada).result);
            contacts.finish();
            return results;
        });
    };
    EXPECT_EQ(load(), std::vector<LoadResult>(3, LoadResult::inserted));
    EXPECT_EQ(load(), std::vector<LoadResult>(3, LoadResult::unchanged));
    acme.owner = "Tom", acme.owner_from = d("2026-04-01"), ada.title = "Buyer", unnumbered.name = "OMBRA SRL";
    EXPECT_EQ(load(), std::vector<LoadResult>(3, LoadResult::updated));
    company.read([&](db::Session& s) {
        EXPECT_EQ(read_owners(s, operations, {1}).size(), 2u);
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from customers"), 2);
    });
    company.write([&](access::Write& w) {
        CustomerLoader customers(w);
        CustomerLoadRow row = acme;
        row.owner = "Nobody";
        EXPECT_EQ(customers.add(row).problem->path(), "owner");
        row = acme, row.territory = "Nowhere";
        EXPECT_EQ(customers.add(row).problem->path(), "territory");
        row = acme, row.currency = "??";
        EXPECT_EQ(customers.add(row).problem->path(), "currency");
        ContactLoader contacts(w);
        EXPECT_EQ(contacts.add({"", "C9", "X", "", "", "", "", "", "", ""}).problem->path(), "customer");
    });
}

}  // namespace
}  // namespace colonnade::customers
