#include "insight/search_store.hpp"

#include <algorithm>
#include <functional>

#include "foundation/base/text.hpp"
#include "pillars/process/customers/customer_list_store.hpp"
#include "pillars/process/customers/customer_visibility_store.hpp"
#include "pillars/process/orders/order_list_store.hpp"

namespace colonnade::insight {
namespace {

constexpr std::int64_t candidates_max = 500;  // rows looked at of one kind
constexpr std::int64_t scanned_max =
    20'000;  // contacts that are read through; beyond, only beginnings are found

// Every word of the text begins a word of the other.
bool matches(std::string const& words, std::string const& search_text) {
    for (std::size_t start = 0; start < words.size();) {
        std::size_t const end = std::min(words.find(' ', start), words.size());
        std::string const word = words.substr(start, end - start);
        if (!search_text.starts_with(word) && search_text.find(" " + word) == std::string::npos) return false;
        start = end + 1;
    }
    return true;
}

class Search {
public:
    Search(db::Session& session, Caller const& caller, std::string_view text)
        : session_(session),
          caller_(caller),
          text_(text),
          words_(search_form(text)),
          first_word_(words_.substr(0, words_.find(' '))) {}

    std::vector<Found> run(std::size_t limit) {
        if (words_.empty()) return {};
        using Kind = std::vector<Found> (Search::*)();
        std::vector<std::pair<int, std::vector<Found>>> kinds;
        for (Kind kind : {&Search::people, &Search::customers, &Search::orders, &Search::contacts,
                          &Search::products, &Search::territories, &Search::teams}) {
            std::vector<Found> found = (this->*kind)();
            std::ranges::stable_sort(found, {}, [&](Found const& one) { return distance(one); });
            if (!found.empty()) kinds.emplace_back(distance(found.front()), std::move(found));
        }
        std::ranges::stable_sort(kinds, {}, [](auto const& kind) { return kind.first; });
        return shared_out(kinds, limit);
    }

private:
    // 0: the very text, 1: begins with it, 2: a later word does.
    int distance(Found const& one) const {
        std::string const title = search_form(one.title);
        if (title == words_) return 0;
        return title.starts_with(words_) ? 1 : 2;
    }

    // Each kind has its share, and what one leaves goes to the next.
    static std::vector<Found> shared_out(std::vector<std::pair<int, std::vector<Found>>>& kinds,
                                         std::size_t limit) {
        std::vector<Found> all;
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            std::size_t const left = limit - all.size(), kinds_left = kinds.size() - i;
            std::size_t const share = std::min(kinds[i].second.size(), (left + kinds_left - 1) / kinds_left);
            std::move(kinds[i].second.begin(), kinds[i].second.begin() + static_cast<std::ptrdiff_t>(share),
                      std::back_inserter(all));
        }
        return all;
    }

    bool may(Permission permission) const { return caller_.scope(permission) != Scope::none; }

    std::vector<Found> named(std::string const& kind, std::string_view sql) {
        std::vector<Found> found;
        for (auto& [id, title, subtitle, words] :
             session_.rows<std::int64_t, std::string, std::string, std::string>(
                 sql, {{"word", "% " + first_word_ + "%"}, {"limit", candidates_max}}))
            if (matches(words_, words)) found.push_back({kind, id, std::move(title), std::move(subtitle)});
        return found;
    }

    std::vector<Found> people() {
        if (!may(Permission::people_read)) return {};
        return named("person",
                     "select person_id, name, coalesce(email, ''), search_text from people "
                     "where ' ' || search_text like :word order by name_key, person_id limit :limit");
    }

    // A list in order is not needed: the first that match are enough, however many there are.
    std::vector<Found> customers() {
        if (!may(Permission::customer_read)) return {};
        std::vector<Found> found;
        for (CustomerId id : customers::find_by_words(session_, caller_, words_, 40)) {
            auto [name, place] = session_.one<std::string, std::string>(
                "select name, coalesce(city, country, '') from customers where customer_id = :id",
                {{"id", id}});
            found.push_back({"customer", id.value, std::move(name), std::move(place)});
        }
        return found;
    }

    std::vector<Found> orders() {
        std::string const number = key_form(text_);
        if (!may(Permission::order_read) || number.empty()) return {};
        access::Condition const seen = orders::visible_order(caller_, Permission::order_read, "o");
        std::vector<Found> found;
        for (auto& [id, title, customer] : session_.rows<std::int64_t, std::string, std::string>(
                 "select o.order_id, coalesce(o.number, ''), c.name from "
                 "(select order_id, number, customer_id, territory_id, booked_on, seller_count, number_key "
                 "from orders where number_key >= :low and number_key < :high order by number_key limit "
                 ":limit) o "
                 "join customers c on c.customer_id = o.customer_id where " +
                     seen.sql + " order by o.number_key limit 20",
                 access::joined({{"low", prefix_key(number)},
                                 {"high", prefix_key_end(number)},
                                 {"limit", candidates_max}},
                                seen.params)))
            found.push_back({"order", id, std::move(title), std::move(customer)});
        return found;
    }

    // Through the customers in view; of very many contacts only those that begin with the word.
    std::vector<Found> contacts() {
        if (!may(Permission::customer_read)) return {};
        bool const many = session_.value<std::int64_t>(
                              "select count(*) from (select 1 as one from contacts "
                              "limit :limit) counted",
                              {{"limit", scanned_max + 1}}) > scanned_max;
        access::Condition const seen =
            customers::visible_customer(caller_, Permission::customer_read, "k.customer_id");
        std::string const wanted = many ? "search_text >= :word and search_text < :end"
                                        : "' ' || search_text like :word";
        db::Params params = many ? db::Params{{"word", first_word_}, {"end", first_word_ + "\U0010FFFF"}}
                                 : db::Params{{"word", "% " + first_word_ + "%"}};
        params.push_back({"limit", candidates_max});
        std::vector<Found> found;
        for (auto& [id, customer_id, title, customer, words] :
             session_.rows<std::int64_t, std::int64_t, std::string, std::string, std::string>(
                 "select k.contact_id, k.customer_id, k.name, c.name, k.search_text from (select contact_id, "
                 "customer_id, "
                 "name, "
                 "search_text from contacts where " +
                     wanted +
                     " order by search_text limit :limit) k join customers c on c.customer_id = "
                     "k.customer_id where " +
                     seen.sql + " order by k.search_text, k.contact_id limit 20",
                 access::joined(std::move(params), seen.params)))
            if (matches(words_, words))
                found.push_back({"contact", id, std::move(title), std::move(customer), customer_id});
        return found;
    }

    std::vector<Found> products() {
        if (!may(Permission::product_read)) return {};
        return named("product",
                     "select product_id, name, coalesce(code, ''), search_text from products "
                     "where ' ' || search_text like :word order by sort_key, product_id limit :limit");
    }

    // Few, and without words of their own.
    std::vector<Found> by_name(std::string const& kind, std::string_view sql) {
        std::vector<Found> found;
        session_.each<std::int64_t, std::string>(sql, {}, [&](std::int64_t id, std::string const& name) {
            if (matches(words_, search_form(name))) found.push_back({kind, id, name, ""});
        });
        return found;
    }
    std::vector<Found> territories() {
        if (!may(Permission::territory_read)) return {};
        return by_name("territory", "select territory_id, name from territories order by name, territory_id");
    }
    std::vector<Found> teams() {
        if (!may(Permission::structure_read)) return {};
        return by_name("team", "select team_id, name from teams order by name, team_id");
    }

    db::Session& session_;
    Caller const& caller_;
    std::string_view text_;
    std::string words_;
    std::string first_word_;
};

}  // namespace

std::vector<Found> search(db::Session& session, Caller const& caller, std::string_view text,
                          std::size_t limit) {
    return Search(session, caller, text).run(limit);
}

}  // namespace colonnade::insight
