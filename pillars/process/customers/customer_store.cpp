#include "pillars/process/customers/customer_store.hpp"

#include <fmt/format.h>

#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"
#include "pillars/process/customers/customer_visibility_store.hpp"

namespace colonnade::customers {
namespace {

using Text = std::optional<std::string>;

std::optional<Money> revenue_of(std::optional<std::int64_t> units, Text const& currency) {
    if (!units || !currency) return std::nullopt;
    return Money{*units, Currency::parse(*currency)};
}

void read_address(db::Session& session, CustomerView& view) {
    std::tie(view.region, view.city, view.postal_code, view.street, view.email, view.phone, view.website) =
        session.one<Text, Text, Text, Text, Text, Text, Text>(
            "select region, city, postal_code, street, email, phone, website from customers where "
            "customer_id = :customer",
            {{"customer", view.customer_id}});
}

std::string match_on(DuplicateReason reason) {
    switch (reason) {
        case DuplicateReason::name:
            return "d.name_key = c.name_key and c.name_key <> '' and "
                   "coalesce(d.country, '') = coalesce(c.country, '')";
        case DuplicateReason::email: return "d.email_key = c.email_key";
        case DuplicateReason::phone: return "d.phone_key = c.phone_key";
    }
    return {};
}

}  // namespace

CustomerView read_customer(db::Session& session, Caller const& caller, CustomerId customer) {
    access::Condition const seen = visible_customer(caller, Permission::customer_read, "c.customer_id");
    auto const row = session.maybe<Text, std::string, std::string, Text, Text, Text,
                                   std::optional<std::int64_t>, std::optional<std::int64_t>, Text,
                                   std::optional<TerritoryId>, Text, std::string, ChangeId>(
        "select c.external_id, c.name, c.kind, c.industry, c.segment, c.country, c.employees, "
        "c.annual_revenue, "
        "c.currency, c.territory_id, t.name, c.profile, c.change_id from customers c "
        "left join territories t on t.territory_id = c.territory_id where c.customer_id = :customer and " +
            seen.sql,
        access::joined({{"customer", customer}}, seen.params));
    if (!row) throw not_found();
    CustomerView view;
    view.customer_id = customer;
    std::string kind, profile;
    std::optional<std::int64_t> revenue;
    Text currency;
    std::tie(view.external_id, view.name, kind, view.industry, view.segment, view.country, view.employees,
             revenue, currency, view.territory_id, view.territory, profile, view.version) = *row;
    view.kind = find_customer_kind(kind).value_or(CustomerKind::company);
    view.annual_revenue = revenue_of(revenue, currency);
    view.profile = wire::from_json<Profile>(profile);
    read_address(session, view);
    if (auto const owner =
            session.maybe<PersonId, std::string>("select p.person_id, p.name from customer_owners w join "
                                                 "people p on p.person_id = w.person_id where "
                                                 "w.customer_id = :customer and w.valid_from <= :day and "
                                                 "(w.valid_to is null or w.valid_to > :day)",
                                                 {{"customer", customer}, {"day", caller.as_of}}))
        view.owner = PersonName{std::get<0>(*owner), std::get<1>(*owner)};
    return view;
}

std::vector<OwnerView> read_owners(db::Session& session, Caller const& caller, CustomerId customer) {
    require_customer_in_view(session, caller, Permission::customer_read, customer);
    std::vector<OwnerView> owners;
    for (auto& [id, person, name, from, to] :
         session.rows<OwnerId, PersonId, std::string, Date, std::optional<Date>>(
             "select w.owner_id, w.person_id, p.name, w.valid_from, w.valid_to from customer_owners w "
             "join people p on p.person_id = w.person_id where w.customer_id = :customer order by "
             "w.valid_from",
             {{"customer", customer}}))
        owners.push_back({id, person, name, from, to});
    return owners;
}

std::vector<DuplicateView> read_duplicates(db::Session& session, Caller const& caller, CustomerId customer) {
    constexpr std::size_t shown_max = 50;
    require_customer_in_view(session, caller, Permission::customer_read, customer);
    access::Condition const seen = visible_customer(caller, Permission::customer_read, "d.customer_id");
    std::map<CustomerId, DuplicateView> found;
    for (DuplicateReason reason : {DuplicateReason::name, DuplicateReason::email, DuplicateReason::phone})
        for (auto& [id, external, name, country, city] :
             session.rows<CustomerId, Text, std::string, Text, Text>(
                 fmt::format(
                     "select d.customer_id, d.external_id, d.name, d.country, d.city from customers c "
                     "join customers d on {} where c.customer_id = :customer and d.customer_id <> :customer "
                     "and {} order by d.customer_id limit 50",
                     match_on(reason), seen.sql),
                 access::joined({{"customer", customer}}, seen.params))) {
            DuplicateView& view =
                found.try_emplace(id, DuplicateView{id, external, name, country, city, {}}).first->second;
            view.reasons.push_back(reason);
        }
    std::vector<DuplicateView> duplicates;
    for (auto& [id, view] : found) duplicates.push_back(std::move(view));
    std::stable_sort(
        duplicates.begin(), duplicates.end(),
        [](DuplicateView const& a, DuplicateView const& b) { return a.reasons.size() > b.reasons.size(); });
    if (duplicates.size() > shown_max) duplicates.resize(shown_max);
    return duplicates;
}

std::vector<TimelineEntry> read_owner_timeline(db::Session& session, Caller const& caller,
                                               CustomerId customer,
                                               std::optional<TimelineCursor> const& after,
                                               std::int64_t limit) {
    std::vector<TimelineEntry> entries;
    for (OwnerView const& owner : read_owners(session, caller, customer))
        entries.push_back({TimelineKind::owner,
                           owner.valid_from,
                           owner.owner_id.value,
                           owner.person,
                           {},
                           {},
                           owner.person_id,
                           owner.person});
    std::erase_if(entries,
                  [&](TimelineEntry const& e) { return after && !comes_before(*after, cursor_of(e)); });
    std::sort(entries.begin(), entries.end(), [](TimelineEntry const& a, TimelineEntry const& b) {
        return comes_before(cursor_of(a), cursor_of(b));
    });
    if (entries.size() > static_cast<std::size_t>(limit)) entries.resize(static_cast<std::size_t>(limit));
    return entries;
}

std::vector<Ownership> stored_owners(db::Session& session, CustomerId customer) {
    std::vector<Ownership> owners;
    for (auto const& [id, person, from, to] : session.rows<OwnerId, PersonId, Date, std::optional<Date>>(
             "select owner_id, person_id, valid_from, valid_to from customer_owners where customer_id = "
             ":customer "
             "order by valid_from",
             {{"customer", customer}}))
        owners.push_back({id, person, {from, to}});
    return owners;
}

void replace_words(access::Write& w, CustomerId customer, std::string_view search_text) {
    w.run("delete from customer_words where customer_id = :customer", {{"customer", customer}});
    for (std::string const& word : search_words(search_text))
        w.run("insert into customer_words (word_key, customer_id) values (:word, :customer)",
              {{"word", prefix_key(word)}, {"customer", customer}});
}

}  // namespace colonnade::customers
