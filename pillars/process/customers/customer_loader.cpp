#include "pillars/process/customers/customer_loader.hpp"

#include "foundation/base/text.hpp"
#include "pillars/process/customers/customer_store.hpp"

namespace colonnade::customers {
namespace {

using Text = std::optional<std::string>;

// Rows kept back before they are surely in their tables, the referred before the referring.
constexpr std::size_t pending_max = 200;

std::string_view view_of(Text const& text) { return text ? std::string_view(*text) : std::string_view(); }

// An empty cell leaves what is there.
void take(std::string const& cell, Text& target) {
    std::string text = normalised(cell);
    if (!text.empty()) target = std::move(text);
}

Problem unknown(std::string code, std::string const& value, std::string column) {
    return invalid(std::move(code), {{"value", value}}, std::move(column));
}

bool same(CustomerView const& a, CustomerView const& b) {
    auto fields = [](CustomerView const& v) {
        return std::tie(v.external_id, v.name, v.kind, v.industry, v.segment, v.country, v.region, v.city,
                        v.postal_code, v.street, v.email, v.phone, v.website, v.employees, v.annual_revenue,
                        v.territory_id, v.profile);
    };
    return fields(a) == fields(b);
}

}  // namespace

CustomerLoader::CustomerLoader(access::Write& write)
    : write_(write),
      reader_(access::system_caller(write.now(), write.caller().today)),
      customers_(write.session(), {"select customer_id from customers where external_id = :key"}, 1),
      territories_(write.session(), {"select territory_id from territories where external_id = :key",
                                     "select territory_id from territories where name = :key"}),
      people_(write.session(), {"select person_id from people where external_id = :key",
                                "select person_id from people where name = :key"}),
      rows_(write.bulk("customers",
                       {"customer_id",    "external_id", "name",         "kind",      "industry",
                        "segment",        "country",     "region",       "city",      "postal_code",
                        "street",         "email",       "phone",        "website",   "employees",
                        "annual_revenue", "currency",    "territory_id", "profile",   "search_text",
                        "sort_key",       "name_key",    "email_key",    "phone_key", "change_id"})),
      words_(write.bulk("customer_words", {"word_key", "customer_id"})),
      owners_(write.bulk("customer_owners",
                         {"owner_id", "customer_id", "person_id", "valid_from", "valid_to", "change_id"})) {}

void CustomerLoader::begin_row(std::string const& key) {
    if (pending_.size() >= pending_max || pending_.count(key)) finish();
    customers_.forget();
}

void CustomerLoader::finish() {
    rows_.finish();
    words_.finish();
    owners_.finish();
    pending_.clear();
}

std::optional<Problem> CustomerLoader::read_row(CustomerLoadRow const& row, CustomerView& view) {
    Text name;
    take(row.name, name);
    if (name) view.name = *name;
    if (view.name.empty()) return invalid("customers.name_missing", {}, "name");
    if (!row.kind.empty()) {
        auto const kind = find_customer_kind(key_form(row.kind));
        if (!kind) return unknown("customers.kind", row.kind, "kind");
        view.kind = *kind;
    }
    take(row.external_id, view.external_id), take(row.industry, view.industry),
        take(row.segment, view.segment);
    take(row.country, view.country), take(row.region, view.region), take(row.city, view.city);
    take(row.postal_code, view.postal_code), take(row.street, view.street), take(row.email, view.email);
    take(row.phone, view.phone), take(row.website, view.website);
    if (row.employees) view.employees = row.employees;
    if (row.annual_revenue) {
        auto const currency = row.currency.empty() && view.annual_revenue ? view.annual_revenue->currency
                                                                          : Currency::find(row.currency);
        if (!currency) return invalid("currency.unknown", {{"code", row.currency}}, "currency");
        view.annual_revenue = Money{row.annual_revenue->count, *currency};
    }
    if (!row.territory.empty()) {
        auto const territory = territories_.find(row.territory);
        if (!territory) return unknown("customers.territory_unknown", row.territory, "territory");
        view.territory_id = TerritoryId{*territory};
    }
    for (auto const& [key, value] : row.profile)
        if (!value.empty()) view.profile[key] = value;
    return std::nullopt;
}

Outcome CustomerLoader::add(CustomerLoadRow const& row) {
    std::string const external = normalised(row.external_id);
    begin_row(external.empty() ? name_key(row.name) : external);
    std::optional<std::int64_t> known;
    if (!external.empty()) {
        known = customers_.find(external);
    } else {
        auto const named = write_.rows<std::int64_t>(
            "select customer_id from customers where name_key = :name and coalesce(country, '') = :country",
            {{"name", name_key(row.name)}, {"country", normalised(row.country)}});
        if (named.size() > 1) return Outcome::refuse(unknown("customers.ambiguous", row.name, "name"));
        if (!named.empty()) known = std::get<0>(named.front());
    }
    std::optional<PersonId> owner;
    if (!row.owner.empty()) {
        auto const person = people_.find(row.owner);
        if (!person) return Outcome::refuse(unknown("customers.person_unknown", row.owner, "owner"));
        owner = PersonId{*person};
    }
    CustomerView before;
    if (known) before = read_customer(write_, reader_, CustomerId{*known});
    CustomerView view = before;
    if (auto problem = read_row(row, view)) return Outcome::refuse(*problem);
    Outcome outcome;
    outcome.rounded = row.annual_revenue && !row.annual_revenue->exact;
    if (!known) {
        insert(view);
        pending_.insert(external.empty() ? name_key(row.name) : external);
        if (owner)
            owners_.row({owner_ids_.next(write_), view.customer_id, *owner,
                         row.owner_from.value_or(Date::beginning()), nullptr, write_.change_id()});
        outcome.result = LoadResult::inserted;
        return outcome;
    }
    bool const changed = !same(before, view);
    if (changed) update(view);
    bool const moved = owner && set_owner(view, row, *owner);
    outcome.result = changed || moved ? LoadResult::updated : LoadResult::unchanged;
    return outcome;
}

void CustomerLoader::insert(CustomerView& view) {
    view.customer_id = {ids_.next(write_)};
    SearchKeys const keys = search_keys({view.name, view_of(view.external_id), view_of(view.city),
                                         view_of(view.email), view_of(view.phone), view_of(view.website)});
    auto const& revenue = view.annual_revenue;
    rows_.row({view.customer_id,
               view.external_id,
               view.name,
               customer_kind_text(view.kind),
               view.industry,
               view.segment,
               view.country,
               view.region,
               view.city,
               view.postal_code,
               view.street,
               view.email,
               view.phone,
               view.website,
               view.employees,
               revenue ? db::Value(revenue->units) : db::Value(nullptr),
               revenue ? db::Value(revenue->currency) : db::Value(nullptr),
               view.territory_id,
               wire::to_json(view.profile),
               keys.search_text,
               keys.sort_key,
               keys.name_key,
               keys.email_key,
               keys.phone_key,
               write_.change_id()});
    for (std::string const& word : search_words(keys.search_text))
        words_.row({prefix_key(word), view.customer_id});
}

void CustomerLoader::update(CustomerView const& view) {
    write_.keep_history("customers", "customer_id", view.customer_id);
    put_customer(write_, view, CustomerPut::replace);
}

bool CustomerLoader::set_owner(CustomerView const& view, CustomerLoadRow const& row, PersonId owner) {
    std::vector<Ownership> const owners = stored_owners(write_, view.customer_id);
    Date on = row.owner_from.value_or(owners.empty() ? Date::beginning() : write_.caller().today);
    if (!row.owner_from && owner_on(owners, write_.caller().today) == owner) return false;
    return put_owner(write_, view.customer_id, owner, on);
}

ContactLoader::ContactLoader(access::Write& write)
    : write_(write),
      reader_(access::system_caller(write.now(), write.caller().today)),
      customers_(write.session(), {"select customer_id from customers where external_id = :key",
                                   "select customer_id from customers where name = :key"}),
      rows_(write.bulk("contacts",
                       {"contact_id", "external_id", "customer_id", "name", "given_name", "family_name",
                        "title", "email", "phone", "mobile", "language", "search_text", "change_id"})) {}

Outcome ContactLoader::add(ContactLoadRow const& row) {
    auto const customer = customers_.find(row.customer);
    if (!customer) return Outcome::refuse(unknown("customers.customer_unknown", row.customer, "customer"));
    std::string const name = normalised(row.name.empty() ? row.given_name + " " + row.family_name : row.name);
    if (name.empty()) return Outcome::refuse(invalid("customers.name_missing", {}, "name"));
    std::string const external = normalised(row.external_id);
    std::string const key = external.empty() ? std::to_string(*customer) + " " + name : external;
    if (pending_.size() >= pending_max || pending_.count(key)) rows_.finish(), pending_.clear();
    auto const known =
        external.empty()
            ? write_.rows<ContactId>(
                  "select contact_id from contacts where customer_id = :customer and "
                  "name = :name",
                  {{"customer", *customer}, {"name", name}})
            : write_.rows<ContactId>("select contact_id from contacts where external_id = :external",
                                     {{"external", external}});
    if (known.size() > 1) return Outcome::refuse(unknown("customers.ambiguous", name, "name"));
    ContactView view;
    if (!known.empty()) view = read_contact(write_, reader_, std::get<0>(known.front()));
    ContactView const before = view;
    view.customer_id = {*customer}, view.name = name;
    take(external, view.external_id), take(row.given_name, view.given_name),
        take(row.family_name, view.family_name);
    take(row.title, view.title), take(row.email, view.email), take(row.phone, view.phone);
    take(row.mobile, view.mobile), take(row.language, view.language);
    std::string const search = contact_search_text(view.name, view.email);
    if (known.empty()) {
        rows_.row({ids_.next(write_), view.external_id, view.customer_id, view.name, view.given_name,
                   view.family_name, view.title, view.email, view.phone, view.mobile, view.language, search,
                   write_.change_id()});
        pending_.insert(key);
        return Outcome::of(LoadResult::inserted);
    }
    auto fields = [](ContactView const& v) {
        return std::tie(v.customer_id, v.external_id, v.name, v.given_name, v.family_name, v.title, v.email,
                        v.phone, v.mobile, v.language);
    };
    if (fields(before) == fields(view)) return Outcome::of(LoadResult::unchanged);
    write_.keep_history("contacts", "contact_id", view.contact_id);
    write_.run(
        "update contacts set external_id = :external, customer_id = :customer, name = :name, "
        "given_name = :given, family_name = :family, title = :title, email = :email, phone = :phone, "
        "mobile = :mobile, language = :language, search_text = :search, change_id = :change "
        "where contact_id = :contact",
        {{"external", view.external_id},
         {"customer", view.customer_id},
         {"name", view.name},
         {"given", view.given_name},
         {"family", view.family_name},
         {"title", view.title},
         {"email", view.email},
         {"phone", view.phone},
         {"mobile", view.mobile},
         {"language", view.language},
         {"search", search},
         {"change", write_.change_id()},
         {"contact", view.contact_id}});
    return Outcome::of(LoadResult::updated);
}

void rebuild_words(access::Write& w) {
    w.run("delete from customer_words");
    db::BulkInsert words = w.bulk("customer_words", {"word_key", "customer_id"});
    w.each<CustomerId, std::string>("select customer_id, search_text from customers order by customer_id", {},
                                    [&](CustomerId customer, std::string const& text) {
                                        for (std::string const& word : search_words(text))
                                            words.row({prefix_key(word), customer});
                                    });
    words.finish();
}

}  // namespace colonnade::customers
