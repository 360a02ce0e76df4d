// The people one talks to at a customer.
#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"
#include "pillars/process/customers/customer_store.hpp"
#include "pillars/process/customers/customer_visibility_store.hpp"

namespace colonnade::customers {
namespace {

using Text = std::optional<std::string>;

// `where` names the contacts by :id.
std::vector<ContactView> select_contacts(db::Session& session, std::string_view where, std::int64_t id) {
    std::vector<ContactView> contacts;
    for (auto& [contact, customer, external, name, given, family, title, email, phone, mobile, language,
                version] :
         session.rows<ContactId, CustomerId, Text, std::string, Text, Text, Text, Text, Text, Text, Text,
                      ChangeId>("select contact_id, customer_id, external_id, name, given_name, family_name, "
                                "title, email, phone, mobile, "
                                "language, change_id from contacts where " +
                                    std::string(where) + " order by search_text, contact_id",
                                {{"id", id}}))
        contacts.push_back({contact, customer, external, name, given, family, title, email, phone, mobile,
                            language, version});
    return contacts;
}

ContactView changeable(access::Write& w, ContactId contact, ChangeId version) {
    auto found = select_contacts(w, "contact_id = :id", contact.value);
    if (found.empty()) throw not_found();
    require_customer_in_view(w, w.caller(), Permission::customer_write, found[0].customer_id);
    if (found[0].version != version) throw Problem(ProblemKind::stale, "stale");
    return found[0];
}

db::Params params_of(access::Write& w, ContactId contact, CustomerId customer, ContactFields const& fields) {
    auto text = [](auto const& given) { return given ? Text(*given) : std::nullopt; };
    std::string const search = contact_search_text(fields.name, text(fields.email));
    return {{"contact", contact},
            {"customer", customer},
            {"name", std::string(fields.name)},
            {"given", text(fields.given_name)},
            {"family", text(fields.family_name)},
            {"title", text(fields.title)},
            {"email", text(fields.email)},
            {"phone", text(fields.phone)},
            {"mobile", text(fields.mobile)},
            {"language", text(fields.language)},
            {"search", search},
            {"change", w.change_id()}};
}

}  // namespace

std::string contact_search_text(std::string_view name, std::optional<std::string> const& email) {
    return search_form(std::string(name) + " " + email.value_or(""));
}

std::vector<ContactView> read_contacts(db::Session& session, Caller const& caller, CustomerId customer) {
    require_customer_in_view(session, caller, Permission::customer_read, customer);
    return select_contacts(session, "customer_id = :id", customer.value);
}

ContactView read_contact(db::Session& session, Caller const& caller, ContactId contact) {
    auto found = select_contacts(session, "contact_id = :id", contact.value);
    if (found.empty()) throw not_found();
    require_customer_in_view(session, caller, Permission::customer_read, found[0].customer_id);
    return found[0];
}

ContactId create_contact(access::Write& w, CustomerId customer, ContactFields const& fields) {
    require_customer_in_view(w, w.caller(), Permission::customer_write, customer);
    ContactId const contact{w.next_id("contacts")};
    w.run(
        "insert into contacts (contact_id, customer_id, name, given_name, family_name, title, email, phone, "
        "mobile, "
        "language, search_text, change_id) values (:contact, :customer, :name, :given, :family, :title, "
        ":email, :phone, "
        ":mobile, :language, :search, :change)",
        params_of(w, contact, customer, fields));
    w.audit("contact", contact, "", wire::to_json(fields));
    return contact;
}

void update_contact(access::Write& w, ContactId contact, ChangeId version, ContactFields const& fields) {
    ContactView const before = changeable(w, contact, version);
    w.keep_history("contacts", "contact_id", contact);
    db::Params params = params_of(w, contact, before.customer_id, fields);
    w.run(
        "update contacts set customer_id = :customer, name = :name, given_name = :given, family_name = "
        ":family, "
        "title = :title, email = :email, phone = :phone, mobile = :mobile, language = :language, "
        "search_text = :search, change_id = :change where contact_id = :contact",
        params);
    w.audit("contact", contact, wire::to_json(before), wire::to_json(fields));
}

void delete_contact(access::Write& w, ContactId contact, ChangeId version) {
    ContactView const before = changeable(w, contact, version);
    w.keep_history("contacts", "contact_id", contact);
    w.run("delete from contacts where contact_id = :contact", {{"contact", contact}});
    w.audit("contact", contact, wire::to_json(before), "");
}

}  // namespace colonnade::customers
