#include "demo/firm.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "demo/names.hpp"

namespace colonnade::demo {
namespace {

constexpr int sellers_per_team = 6;
constexpr int buyers_per_seller = 22;
constexpr Date long_ago = Date(std::chrono::year(2015) / std::chrono::March / 1);

class Maker {
public:
    explicit Maker(DemoAsk const& ask) : random_(ask.seed) {
        firm_.ask = ask;
        for (Country const& country : countries()) names_.emplace_back(country, random_.next());
    }

    Firm make() {
        make_articles();
        make_head_office();
        int const teams = std::max(5, (firm_.ask.sellers + sellers_per_team - 1) / sellers_per_team);
        for (int country = 0; country < 5; ++country) make_country(country, teams);
        make_changes();
        make_buyers();
        return std::move(firm_);
    }

private:
    int add_worker(Job job, int country, int team, Date from) {
        int const at = static_cast<int>(firm_.workers.size());
        PersonName name = names_[static_cast<std::size_t>(country)].next_person();
        int const skill = static_cast<int>(random_.between(75, 125));
        firm_.workers.push_back(
            {fmt::format("P{:05}", at + 1), std::move(name), job, country, team, {from, {}}, skill});
        return at;
    }
    void report(int worker, int manager, Date from) {
        firm_.reporting.push_back({worker, manager, {from, {}}});
    }

    void make_head_office() {
        director_ = add_worker(Job::director, 1, -1, long_ago);
        for (Job job :
             {Job::operations, Job::finance, Job::trainer, Job::recruiter, Job::production, Job::service})
            report(add_worker(job, static_cast<int>(random_.below(5)), -1, long_ago), director_, long_ago);
        firm_.territories.push_back({"EU", "Europe", "", -1});
    }

    // Teams go round the countries, so that the first five are one in each.
    void make_country(int country, int teams) {
        Country const& place = countries()[static_cast<std::size_t>(country)];
        int const manager = add_worker(Job::country_manager, country, -1, long_ago);
        report(manager, director_, long_ago);
        firm_.territories.push_back({std::string(place.code), std::string(place.name), "EU", country});
        for (int number = 0; country + 5 * number < teams; ++number)
            make_team(place, country, number, manager);
    }

    void make_team(Country const& place, int country, int number, int manager) {
        std::size_t const city = static_cast<std::size_t>(number) % place.cities.size();
        int const round = number / static_cast<int>(place.cities.size());
        std::string const suffix = round == 0 ? "" : " " + std::to_string(round + 1);
        bool const struggles = place.cities[city] == "Brno" && round == 0;
        int const team = static_cast<int>(firm_.teams.size());
        firm_.teams.push_back({std::string(place.cities[city]) + suffix, country, struggles});
        int const leader = add_worker(Job::team_leader, country, team, long_ago);
        report(leader, manager, long_ago);
        for (int i = 0; i < sellers_per_team && sellers_ < firm_.ask.sellers; ++i, ++sellers_) {
            Date const hired = long_ago.plus_days(static_cast<int>(random_.below(3000)));
            int const seller = add_worker(Job::seller, country, team, hired);
            report(seller, leader, hired);
            int const territory = add_leaf(place, country, number * sellers_per_team + i);
            firm_.coverage.push_back({seller, territory, {hired, {}}});
        }
    }

    int add_leaf(Country const& place, int country, int number) {
        std::size_t const region = static_cast<std::size_t>(number) % place.regions.size();
        int const round = number / static_cast<int>(place.regions.size());
        std::string name(place.regions[region]);
        if (round > 0) name += " " + std::to_string(round + 1);
        int const at = static_cast<int>(firm_.territories.size());
        firm_.territories.push_back(
            {fmt::format("{}-{:03}", place.code, number + 1), name, std::string(place.code), country});
        firm_.leaves.push_back(at);
        return at;
    }

    // What happens in two years: somebody leaves and somebody comes, two change places, a team gets a new
    // leader.
    void make_changes() {
        Date const begin = firm_.ask.beginning();
        std::size_t const first_coverages = firm_.coverage.size();
        for (std::size_t i = 7; i < first_coverages; i += 14)
            replace_seller(i, begin.plus_days(static_cast<int>(random_.between(120, 420))));
        if (first_coverages > 12)
            swap_territories(1, 2, begin.plus_days(static_cast<int>(random_.between(200, 300))));
        promote_leader(begin.plus_months(15));
    }

    void end_reporting(int worker, Date day) {
        for (Reporting& line : firm_.reporting)
            if (line.worker == worker && !line.range.to) line.range.to = day;
    }

    void replace_seller(std::size_t coverage, Date day) {
        int const left = firm_.coverage[coverage].worker, territory = firm_.coverage[coverage].territory;
        Worker const old = firm_.workers[static_cast<std::size_t>(left)];
        int manager = -1;
        for (Reporting const& line : firm_.reporting)
            if (line.worker == left && !line.range.to) manager = line.manager;
        firm_.workers[static_cast<std::size_t>(left)].employed.to = day;
        firm_.coverage[coverage].range.to = day;
        end_reporting(left, day);
        Date const joins = day.plus_days(static_cast<int>(random_.between(14, 60)));
        int const joined = add_worker(Job::seller, old.country, old.team, joins);
        report(joined, manager, joins);
        firm_.coverage.push_back({joined, territory, {joins, {}}});
    }

    void swap_territories(std::size_t a, std::size_t b, Date day) {
        Coverage const first = firm_.coverage[a], second = firm_.coverage[b];
        firm_.coverage[a].range.to = firm_.coverage[b].range.to = day;
        firm_.coverage.push_back({first.worker, second.territory, {day, {}}});
        firm_.coverage.push_back({second.worker, first.territory, {day, {}}});
    }

    // The leader of the third team becomes an assistant to the director; another country's manager looks
    // after the team.
    void promote_leader(Date day) {
        for (std::size_t i = 0; i < firm_.workers.size(); ++i) {
            if (firm_.workers[i].job != Job::team_leader || firm_.workers[i].team != 2) continue;
            int const leader = static_cast<int>(i);
            int const country = firm_.workers[i].country;
            int const successor = add_worker(Job::team_leader, country, 2, day);
            int manager = -1;
            for (Reporting& line : firm_.reporting) {
                if (line.worker == leader && !line.range.to) manager = line.manager;
                if (line.manager == leader && !line.range.to) moved_.push_back(line.worker);
            }
            end_reporting(leader, day);
            report(leader, director_, day);
            report(successor, manager, day);
            for (int member : moved_) {
                end_reporting(member, day);
                report(member, successor, day);
            }
            return;
        }
    }

    void make_articles() {
        struct Kind {
            std::string_view category, name;
            std::int64_t price;
            int margin, weight;
            bool is_street;
        };
        static constexpr Kind kinds[] = {{"Indoor > Office", "Panel", 89, 42, 20, false},
                                         {"Indoor > Office", "Pendant", 149, 48, 12, false},
                                         {"Indoor > Office", "Desk lamp", 64, 45, 14, false},
                                         {"Indoor > Industry", "High bay", 219, 38, 11, false},
                                         {"Indoor > Industry", "Strip", 74, 35, 14, false},
                                         {"Indoor > Retail", "Track spot", 96, 50, 16, false},
                                         {"Outdoor > Street", "Street lamp", 389, 34, 12, true},
                                         {"Outdoor > Street", "Tunnel lamp", 529, 33, 4, true},
                                         {"Outdoor > Facade", "Wall washer", 174, 44, 7, false},
                                         {"Outdoor > Garden", "Bollard", 132, 46, 8, false},
                                         {"Controls", "Motion sensor", 39, 55, 15, false},
                                         {"Controls", "Gateway", 245, 52, 5, false},
                                         {"Services", "Lighting plan", 450, 62, 3, false},
                                         {"Services", "Maintenance year", 280, 58, 4, false}};
        static constexpr std::string_view models[] = {"S", "M", "L"};
        int number = 0;
        for (Kind const& kind : kinds)
            for (std::size_t model = 0; model < 3; ++model) {
                std::int64_t const price =
                    kind.price * 10'000 * (70 + 40 * static_cast<std::int64_t>(model)) / 100;
                std::int64_t const cost = price * (100 - kind.margin) / 100;
                firm_.articles.push_back(
                    {fmt::format("A{:03}", ++number), fmt::format("{} {}", kind.name, models[model]),
                     std::string(kind.category), price, cost, kind.weight, kind.is_street});
            }
    }

    // A few buyers are large and most are small: the k-th of a territory weighs as 1 / k.
    void make_buyers() {
        static constexpr std::string_view segments[] = {"A", "B", "C"};
        // By Trade.
        static constexpr std::string_view industries[] = {"Construction", "Construction", "Hospitality",
                                                          "Retail",       "Industry",     "Public sector"};
        for (int leaf : firm_.leaves)
            for (int k = 0; k < buyers_per_seller; ++k) {
                std::size_t const country =
                    static_cast<std::size_t>(firm_.territories[static_cast<std::size_t>(leaf)].country);
                Country const& place = countries()[country];
                std::string const id = fmt::format("C{:06}", firm_.buyers.size() + 1);
                FirmName const named = names_[country].next_firm();
                PersonName const contact = names_[country].next_person();
                std::string const city =
                    named.town.empty() ? std::string(place.cities[static_cast<std::size_t>(random_.below(4))])
                                       : named.town;
                firm_.buyers.push_back(
                    {id, named.name, city, mail_name(contact) + "@" + id.substr(1) + ".example",
                     fmt::format("{} {}", place.phone, random_.between(200'000'000, 799'999'999)), contact,
                     leaf, 1000 / (k + 1),
                     segments[k < 3    ? 0
                              : k < 10 ? 1
                                       : 2],
                     industries[static_cast<std::size_t>(named.trade)], k + 1 == buyers_per_seller});
            }
    }

    Firm firm_;
    Random random_;
    std::vector<Names> names_;  // by country
    int director_ = 0;
    int sellers_ = 0;
    std::vector<int> moved_;
};

}  // namespace

Date DemoAsk::beginning() const { return Date::of(static_cast<int>(today.ymd().year()) - 1, 1, 1); }

Firm make_firm(DemoAsk const& ask) { return Maker(ask).make(); }

std::vector<std::vector<Ownership>> account_owners(Firm const& firm) {
    std::vector<std::vector<Coverage>> coverage(firm.territories.size());
    for (Coverage const& one : firm.coverage)
        coverage[static_cast<std::size_t>(one.territory)].push_back(one);
    std::vector<std::vector<Ownership>> owners(firm.territories.size());
    for (std::size_t at = 0; at < coverage.size(); ++at) {
        std::ranges::sort(coverage[at], {}, [](Coverage const& one) { return one.range.from; });
        for (std::size_t i = 0; i < coverage[at].size(); ++i) {
            Coverage const& one = coverage[at][i];
            owners[at].push_back({one.worker, one.range.from});
            bool const is_last = i + 1 == coverage[at].size();
            if (is_last || !one.range.to || *one.range.to == coverage[at][i + 1].range.from) continue;
            for (Reporting const& line : firm.reporting)
                if (line.worker == one.worker && line.range.to == one.range.to)
                    owners[at].push_back({line.manager, *one.range.to});
        }
    }
    return owners;
}

}  // namespace colonnade::demo
