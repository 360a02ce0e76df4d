#include "pillars/process/customers/customer.hpp"

#include <gtest/gtest.h>

#include "foundation/base/problem.hpp"

namespace colonnade::customers {
namespace {

Date day(std::string_view text) { return Date::parse(text); }
std::optional<Date> until(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(Date::parse(text));
}
Ownership owned(std::int64_t id, std::int64_t person, std::string_view from, std::string_view to) {
    return {{id}, {person}, {day(from), until(to)}};
}

TEST(Customer, one_name_is_recognised_in_its_spellings) {
    std::vector<std::vector<std::string_view>> const same{
        {"Acme S.p.A.", "ACME SpA", "acme", "Acme Spa."},
        {"Łódzkie Narzędzia Sp. z o.o.", "lodzkie narzedzia", "Lodzkie Narzedzia sp. z o. o. sp.k."},
        {"Nářadí Brno s.r.o.", "NARADI BRNO, spol. s r.o."},
        {"Herramientas Sur, S.L.", "Herramientas Sur SL U", "herramientas sur s.l."},
        {"شركة كيان", "شرکة کیان"},
        {"Smith & Sons Ltd", "Smith, Sons Limited"}};
    for (auto const& group : same) {
        if (group[0].starts_with("Herramientas")) {
            EXPECT_EQ(name_key(group[0]), name_key(group[2]));
            EXPECT_NE(name_key(group[0]), name_key(group[1]));  // "U" is not a legal form
            continue;
        }
        for (std::string_view name : group) EXPECT_EQ(name_key(name), name_key(group[0])) << name;
    }
    EXPECT_EQ(name_key("SA"), "sa");  // a name is not only its legal form
    EXPECT_NE(name_key("Acme North"), name_key("Acme South"));
}

TEST(Customer, telephones_and_addresses_compare_by_what_counts) {
    EXPECT_EQ(phone_key("+48 (22) 555-01-02"), phone_key("0048225550102"));
    EXPECT_EQ(phone_key("۰۲۱ ۵۵۵۰ ۱۰۲۰"), phone_key("021 5550 1020"));
    EXPECT_FALSE(phone_key("ext. 12"));
    EXPECT_EQ(email_key(" Ann@Example.COM "), "ann@example.com");
    EXPECT_FALSE(email_key(" "));
}

TEST(Customer, it_is_found_by_each_of_its_words) {
    SearchKeys const keys = search_keys({"Łódź Łódź Tools", "C-17", "Kraków", "info@lodz.pl", "", ""});
    EXPECT_EQ(keys.search_text, "lodz lodz tools c 17 krakow info lodz pl");
    EXPECT_EQ(search_words(keys.search_text),
              (std::vector<std::string>{"lodz", "tools", "c", "17", "krakow", "info", "pl"}));
    EXPECT_TRUE(search_words("").empty());
}

TEST(Customer, a_change_of_owner_never_moves_what_was_before) {
    std::vector<Ownership> const owners{owned(1, 10, "0001-01-01", "2026-02-01"),
                                        owned(2, 20, "2026-02-01", "2026-05-01"),
                                        owned(3, 30, "2026-08-01", "")};
    EXPECT_EQ(owner_on(owners, day("2026-01-31")), PersonId{10});
    EXPECT_EQ(owner_on(owners, day("2026-02-01")), PersonId{20});
    EXPECT_EQ(owner_on(owners, day("2026-05-01")), std::nullopt);
    using Change = OwnerChange;
    struct Case {
        std::string_view on;
        std::optional<PersonId> person;
        std::optional<Change> change;
    };
    Case const cases[] = {
        {"2026-03-01", PersonId{40},
         Change{Change::End{{2}, day("2026-03-01")}, {}, DateRange{day("2026-03-01"), day("2026-05-01")}}},
        {"2026-02-01", PersonId{40}, Change{{}, OwnerId{2}, DateRange{day("2026-02-01"), day("2026-05-01")}}},
        {"2026-06-01", PersonId{40}, Change{{}, {}, DateRange{day("2026-06-01"), day("2026-08-01")}}},
        {"2026-09-01", PersonId{40},
         Change{Change::End{{3}, day("2026-09-01")}, {}, DateRange{day("2026-09-01"), {}}}},
        {"2026-09-01", std::nullopt, Change{Change::End{{3}, day("2026-09-01")}, {}, {}}},
        {"2026-03-01", PersonId{20}, std::nullopt},
        {"2026-06-01", std::nullopt, std::nullopt},
    };
    for (Case const& c : cases) EXPECT_EQ(change_owner(owners, c.person, day(c.on)), c.change) << c.on;
    EXPECT_EQ(change_owner({}, PersonId{1}, day("2026-01-01")),
              (Change{{}, {}, DateRange{day("2026-01-01"), {}}}));
    std::vector<Ownership> const broken{owned(1, 10, "2026-01-01", ""), owned(2, 20, "2026-02-01", "")};
    EXPECT_THROW(change_owner(broken, PersonId{3}, day("2026-03-01")), Problem);
}

}  // namespace
}  // namespace colonnade::customers
