#include "pillars/process/customers/customer.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::customers {
namespace {

// Legal forms as the last words of a search form, longest first; dots have become spaces.
constexpr std::array<std::string_view, 40> legal_forms{"sp z o o sp k",
                                                       "sp z o o",
                                                       "spol s r o",
                                                       "s de r l de c v",
                                                       "s a de c v",
                                                       "spolka akcyjna",
                                                       "s coop",
                                                       "s p a",
                                                       "s r l s",
                                                       "s r l",
                                                       "s r o",
                                                       "s a s",
                                                       "s n c",
                                                       "s l u",
                                                       "s a u",
                                                       "sp j",
                                                       "sp k",
                                                       "s a",
                                                       "s l",
                                                       "a s",
                                                       "k s",
                                                       "limited",
                                                       "company",
                                                       "corporation",
                                                       "incorporated",
                                                       "srls",
                                                       "gmbh",
                                                       "corp",
                                                       "spa",
                                                       "srl",
                                                       "sro",
                                                       "ltd",
                                                       "llc",
                                                       "inc",
                                                       "plc",
                                                       "sas",
                                                       "snc",
                                                       "slu",
                                                       "sa",
                                                       "ag"};

bool ends_with_words(std::string_view text, std::string_view words) {
    return text.size() > words.size() + 1 && text.ends_with(words) &&
           text[text.size() - words.size() - 1] == ' ';
}

}  // namespace

std::string_view customer_kind_text(CustomerKind kind) {
    return kind == CustomerKind::company ? "company" : "person";
}
std::optional<CustomerKind> find_customer_kind(std::string_view text) {
    if (text == "company") return CustomerKind::company;
    if (text == "person") return CustomerKind::person;
    return std::nullopt;
}

std::string name_key(std::string_view name) {
    std::string form = search_form(name);
    for (bool again = true; again;) {
        again = false;
        for (std::string_view legal : legal_forms) {
            if (!ends_with_words(form, legal)) continue;
            form.resize(form.size() - legal.size() - 1);
            again = true;
            break;
        }
    }
    std::erase(form, ' ');
    return form;
}

std::optional<std::string> phone_key(std::string_view phone) {
    constexpr std::size_t digits_min = 7, digits_kept = 9;
    std::string digits;
    for (char c : key_form(phone))
        if (c >= '0' && c <= '9') digits += c;
    if (digits.size() < digits_min) return std::nullopt;
    if (digits.size() > digits_kept) digits.erase(0, digits.size() - digits_kept);
    return digits;
}

std::optional<std::string> email_key(std::string_view email) {
    std::string key = trimmed(email);
    for (char& c : key)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if (key.empty()) return std::nullopt;
    return key;
}

SearchKeys search_keys(SearchSource const& source) {
    std::string all;
    for (std::string_view part :
         {source.name, source.external_id, source.city, source.email, source.website}) {
        if (part.empty()) continue;
        if (!all.empty()) all += ' ';
        all += part;
    }
    return {search_form(all), sort_key(source.name), name_key(source.name), email_key(source.email),
            phone_key(source.phone)};
}

std::vector<std::string> search_words(std::string_view search_text) {
    constexpr std::size_t words_max = 24;
    std::vector<std::string> words;
    for (std::size_t start = 0; start < search_text.size() && words.size() < words_max;) {
        std::size_t const end = std::min(search_text.find(' ', start), search_text.size());
        std::string word(search_text.substr(start, end - start));
        if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end())
            words.push_back(std::move(word));
        start = end + 1;
    }
    return words;
}

std::optional<PersonId> owner_on(std::span<Ownership const> owners, Date date) {
    for (Ownership const& owner : owners)
        if (owner.range.contains(date)) return owner.person;
    return std::nullopt;
}

std::optional<OwnerChange> change_owner(std::span<Ownership const> owners, std::optional<PersonId> person,
                                        Date on) {
    for (std::size_t i = 1; i < owners.size(); ++i)
        if (owners[i - 1].range.overlaps(owners[i].range) || owners[i].range.from < owners[i - 1].range.from)
            throw Problem(ProblemKind::internal, "customers.owners_overlap");
    if (owner_on(owners, on) == person) return std::nullopt;
    OwnerChange change;
    std::optional<Date> until;
    for (Ownership const& owner : owners) {
        if (owner.range.from > on) {
            until = owner.range.from;
            break;
        }
        if (!owner.range.contains(on)) continue;
        if (owner.range.from == on) change.replace = owner.id;
        else change.end = OwnerChange::End{owner.id, on};
        until = owner.range.to;
        break;
    }
    if (person) change.begin = DateRange{on, until};
    return change;
}

}  // namespace colonnade::customers
