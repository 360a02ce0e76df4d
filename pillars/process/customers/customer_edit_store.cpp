// Changes of customers and their owners, each with its history and its audit entry.
#include "pillars/process/customers/customer_store.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"
#include "pillars/process/customers/customer_visibility_store.hpp"

namespace colonnade::customers {
namespace {

using Text = std::optional<std::string>;

std::string_view view_of(Text const& text) { return text ? std::string_view(*text) : std::string_view(); }

void check_territory(access::Write& w, std::optional<TerritoryId> territory) {
    if (territory && !w.exists("select 1 from territories where territory_id = :id", {{"id", *territory}}))
        throw invalid("customers.territory_unknown", {}, "territory_id");
}

void check_external_id(access::Write& w, Text const& external_id, CustomerId self) {
    if (external_id &&
        w.exists("select 1 from customers where external_id = :external and customer_id <> :self",
                 {{"external", *external_id}, {"self", self}}))
        throw conflict("customers.external_id_taken", {{"external_id", *external_id}}, "external_id");
}

// A person whom the caller may give customers to: anyone, or those in view.
void check_person(access::Write& w, PersonId person) {
    if (!w.exists("select 1 from people where person_id = :id", {{"id", person}}))
        throw invalid("customers.person_unknown", {}, "person_id");
    if (!access::can_see_person(w.session(), w.caller(), Permission::customer_write, person,
                                w.caller().today))
        throw invalid("customers.owner_out_of_view", {}, "person_id");
}

void insert_owner(access::Write& w, CustomerId customer, PersonId person, DateRange const& range) {
    w.run(
        "insert into customer_owners (owner_id, customer_id, person_id, valid_from, valid_to, change_id) "
        "values "
        "(:owner, :customer, :person, :from, :to, :change)",
        {{"owner", w.next_id("customer_owners")},
         {"customer", customer},
         {"person", person},
         {"from", range.from},
         {"to", range.to},
         {"change", w.change_id()}});
}

std::string owners_json(access::Write& w, CustomerId customer) {
    std::string text = "[";
    for (Ownership const& owner : stored_owners(w, customer)) {
        if (text.size() > 1) text += ",";
        text += "{\"person_id\":" + std::to_string(owner.person.value) +
                ",\"range\":" + wire::to_json(owner.range) + "}";
    }
    return text + "]";
}

template <class T> Text text_of(std::optional<T> const& given) { return given ? Text(*given) : std::nullopt; }
template <class T> void apply(wire::Patch<T> const& patch, Text& target) {
    if (patch.given) target = text_of(patch.value);
}

}  // namespace

void put_customer(access::Write& w, CustomerView const& view, CustomerPut how) {
    SearchKeys const keys = search_keys({view.name, view_of(view.external_id), view_of(view.city),
                                         view_of(view.email), view_of(view.phone), view_of(view.website)});
    db::Params const params{
        {"customer", view.customer_id},
        {"external", view.external_id},
        {"name", view.name},
        {"kind", customer_kind_text(view.kind)},
        {"industry", view.industry},
        {"segment", view.segment},
        {"country", view.country},
        {"region", view.region},
        {"city", view.city},
        {"postal", view.postal_code},
        {"street", view.street},
        {"email", view.email},
        {"phone", view.phone},
        {"website", view.website},
        {"employees", view.employees},
        {"revenue", view.annual_revenue ? std::optional(view.annual_revenue->units) : std::nullopt},
        {"currency", view.annual_revenue ? std::optional(view.annual_revenue->currency) : std::nullopt},
        {"territory", view.territory_id},
        {"profile", wire::to_json(view.profile)},
        {"search", keys.search_text},
        {"sort", keys.sort_key},
        {"name_key", keys.name_key},
        {"email_key", keys.email_key},
        {"phone_key", keys.phone_key},
        {"change", w.change_id()}};
    if (how == CustomerPut::insert)
        w.run(
            "insert into customers (customer_id, external_id, name, kind, industry, segment, country, "
            "region, city, "
            "postal_code, street, email, phone, website, employees, annual_revenue, currency, territory_id, "
            "profile, "
            "search_text, sort_key, name_key, email_key, phone_key, change_id) values (:customer, :external, "
            ":name, "
            ":kind, :industry, :segment, :country, :region, :city, :postal, :street, :email, :phone, "
            ":website, "
            ":employees, :revenue, :currency, :territory, :profile, :search, :sort, :name_key, :email_key, "
            ":phone_key, "
            ":change)",
            params);
    else
        w.run(
            "update customers set external_id = :external, name = :name, kind = :kind, industry = :industry, "
            "segment = :segment, country = :country, region = :region, city = :city, postal_code = :postal, "
            "street = :street, email = :email, phone = :phone, website = :website, employees = :employees, "
            "annual_revenue = :revenue, currency = :currency, territory_id = :territory, profile = :profile, "
            "search_text = :search, sort_key = :sort, name_key = :name_key, email_key = :email_key, "
            "phone_key = :phone_key, change_id = :change where customer_id = :customer",
            params);
    replace_words(w, view.customer_id, keys.search_text);
}

bool put_owner(access::Write& w, CustomerId customer, std::optional<PersonId> person, Date from) {
    std::vector<Ownership> const owners = stored_owners(w, customer);
    auto const change = change_owner(owners, person, from);
    if (!change) return false;
    if (change->end) {
        w.keep_history("customer_owners", "owner_id", change->end->id);
        w.run("update customer_owners set valid_to = :at, change_id = :change where owner_id = :owner",
              {{"at", change->end->at}, {"change", w.change_id()}, {"owner", change->end->id}});
    }
    if (change->replace) {
        w.keep_history("customer_owners", "owner_id", *change->replace);
        w.run("delete from customer_owners where owner_id = :owner", {{"owner", *change->replace}});
    }
    if (change->begin) insert_owner(w, customer, *person, *change->begin);
    return true;
}

CustomerId create_customer(access::Write& w, NewCustomer const& ask) {
    CustomerView view;
    view.customer_id = {w.next_id("customers")};
    view.external_id = text_of(ask.external_id);
    view.name = ask.name;
    view.kind = ask.kind;
    view.industry = text_of(ask.industry), view.segment = text_of(ask.segment),
    view.country = text_of(ask.country);
    view.region = text_of(ask.region), view.city = text_of(ask.city),
    view.postal_code = text_of(ask.postal_code);
    view.street = text_of(ask.street), view.email = text_of(ask.email), view.phone = text_of(ask.phone);
    view.website = text_of(ask.website);
    if (ask.employees) view.employees = ask.employees->value;
    view.annual_revenue = ask.annual_revenue;
    view.territory_id = ask.territory_id;
    if (ask.profile) view.profile = *ask.profile;
    check_external_id(w, view.external_id, view.customer_id);
    check_territory(w, view.territory_id);
    std::optional<PersonId> const owner = ask.owner_id ? ask.owner_id : w.caller().person;
    if (ask.owner_id) check_person(w, *ask.owner_id);
    put_customer(w, view, CustomerPut::insert);
    if (owner) insert_owner(w, view.customer_id, *owner, {w.caller().today, {}});
    view.version = w.change_id();
    w.audit("customer", view.customer_id, "", wire::to_json(view));
    return view.customer_id;
}

void update_customer(access::Write& w, CustomerId customer, ChangeId version, CustomerPatch const& patch) {
    require_customer_in_view(w, w.caller(), Permission::customer_write, customer);
    CustomerView view = read_customer(w, w.caller(), customer);
    if (view.version != version) throw Problem(ProblemKind::stale, "stale");
    std::string const before = wire::to_json(view);
    if (patch.name) view.name = *patch.name;
    if (patch.kind) view.kind = *patch.kind;
    apply(patch.external_id, view.external_id), apply(patch.industry, view.industry);
    apply(patch.segment, view.segment), apply(patch.country, view.country), apply(patch.region, view.region);
    apply(patch.city, view.city), apply(patch.postal_code, view.postal_code),
        apply(patch.street, view.street);
    apply(patch.email, view.email), apply(patch.phone, view.phone), apply(patch.website, view.website);
    if (patch.employees.given)
        view.employees = patch.employees.value ? std::optional(patch.employees.value->value) : std::nullopt;
    patch.annual_revenue.apply(view.annual_revenue);
    patch.territory_id.apply(view.territory_id);
    if (patch.profile) view.profile = *patch.profile;
    check_external_id(w, view.external_id, customer);
    check_territory(w, view.territory_id);
    w.keep_history("customers", "customer_id", customer);
    put_customer(w, view, CustomerPut::replace);
    view.version = w.change_id();
    w.audit("customer", customer, before, wire::to_json(view));
}

void change_customer_owner(access::Write& w, CustomerId customer, ChangeOwner const& ask) {
    require_customer_in_view(w, w.caller(), Permission::customer_write, customer);
    if (ask.person_id) check_person(w, *ask.person_id);
    std::string const before = owners_json(w, customer);
    if (put_owner(w, customer, ask.person_id, ask.valid_from))
        w.audit("customer_owners", customer, before, owners_json(w, customer));
}

}  // namespace colonnade::customers
