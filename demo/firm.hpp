// The demo firm as a plan: who, where, under whom, with which customers and products. Pure: the same ask
// gives the same firm.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "demo/countries.hpp"
#include "foundation/base/date.hpp"

namespace colonnade::demo {

struct DemoAsk {
    std::uint64_t seed = 20260101;
    int sellers = 60;
    std::int64_t order_lines = 30'000;
    Date today;

    // The first day of the two fiscal years: 1 January of last year.
    Date beginning() const;
};

struct Stretch {
    Date from;
    std::optional<Date> to;
};

enum class Job {
    director,
    country_manager,
    team_leader,
    seller,
    operations,
    finance,
    trainer,
    recruiter,
    production,
    service
};

struct Worker {
    std::string id;  // "P0001"
    PersonName name;
    Job job;
    int country;  // index into countries()
    int team;     // index into Firm::teams; -1 for none
    Stretch employed;
    int skill;  // percent of the average seller
    std::string mail() const { return mail_name(name) + "." + id.substr(1) + "@halden.example"; }
};

struct Reporting {
    int worker, manager;
    Stretch range;
};

struct Team {
    std::string name;
    int country;
    bool struggles;  // since the second quarter of this year
};

struct Territory {
    std::string id, name, parent;
    int country;
};

// A seller's territory, for a time.
struct Coverage {
    int worker;
    int territory;
    Stretch range;
};

struct Buyer {
    std::string id, name, city, mail, phone;
    PersonName contact;
    int territory;
    int weight;  // how much of the territory's business is theirs
    std::string_view segment;
    std::string_view industry;
    bool is_house_account;  // nobody's own: credit without a seller falls to the territory's holder
};

struct Article {
    std::string id, name, category;
    std::int64_t price, cost;  // euro, ten-thousandths
    int weight;                // how often it is bought
    bool is_street_lamp;
};

struct Firm {
    DemoAsk ask;
    std::vector<Worker> workers;
    std::vector<Reporting> reporting;
    std::vector<Team> teams;
    std::vector<Territory> territories;  // the tree; those of sellers are `leaves`
    std::vector<int> leaves;
    std::vector<Coverage> coverage;
    std::vector<Buyer> buyers;
    std::vector<Article> articles;
};

Firm make_firm(DemoAsk const& ask);

// Whose a customer is, from a day on.
struct Ownership {
    int worker;
    Date from;
};
// By territory, in the order of days: whoever covers it, and the team's leader while nobody does.
std::vector<std::vector<Ownership>> account_owners(Firm const& firm);

}  // namespace colonnade::demo
