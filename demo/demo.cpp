#include "demo/demo.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "demo/sales.hpp"
#include "demo/sign_ins.hpp"
#include "foundation/access/write.hpp"
#include "foundation/base/problem.hpp"
#include "pillars/operations/company/company_loader.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/goals/goal_loader.hpp"
#include "pillars/operations/structure/reporting_loader.hpp"
#include "pillars/operations/structure/structure_loader.hpp"
#include "pillars/operations/territories/territory_loader.hpp"
#include "pillars/process/customers/customer_loader.hpp"
#include "pillars/process/orders/order_loader.hpp"
#include "pillars/process/orders/product_loader.hpp"

namespace colonnade::demo {
namespace {

constexpr std::size_t orders_at_once = 4096;

RoundedDecimal exactly(std::int64_t count) { return {count, true}; }

std::string_view title_of(Job job) {
    switch (job) {
        case Job::director: return "Sales Director";
        case Job::country_manager: return "Sales Manager";
        case Job::team_leader: return "Team Leader";
        case Job::seller: return "Account Executive";
        case Job::operations: return "Sales Operations";
        case Job::finance: return "Finance Business Partner";
        case Job::trainer: return "Sales Trainer";
        case Job::recruiter: return "Recruiter";
        case Job::production: return "Production Liaison";
        case Job::service: return "Customer Service Liaison";
    }
    return "";
}

std::string_view position_kind_of(Job job) {
    switch (job) {
        case Job::director: return "executive";
        case Job::country_manager: return "sales_manager";
        case Job::team_leader: return "team_leader";
        case Job::seller: return "salesperson";
        case Job::finance: return "liaison_finance";
        case Job::recruiter: return "liaison_hr";
        case Job::production: return "liaison_production";
        case Job::service: return "liaison_service";
        default: return "specialist";
    }
}

// A refusal of our own row is our own mistake: stop at once.
void must(Outcome const& outcome) {
    if (outcome.problem) throw *outcome.problem;
}

class Loader {
public:
    Loader(access::Write& write, Firm const& firm, Progress const& progress)
        : write_(write), firm_(firm), progress_(progress) {}

    void load() {
        load_company();
        load_people();
        load_reporting();
        load_territories();
        load_products();
        load_customers();
        Sales sales(firm_);
        load_orders(sales);
        load_returns(sales);
        load_quotas(sales);
    }

private:
    void load_company() {
        company::Company company;
        company.name = "Halden Lighting";
        company.currency = Currency::parse("EUR");
        company.time_zone = "Europe/Prague";
        company.demo = true;
        company::save_company(write_, company, company::read_company(write_).version,
                              company::CurrencyChange::allowed);
        company::CompanyLoader loader(write_);
        Random random(firm_.ask.seed ^ 0xC0FFEEull);
        for (Country const& country : countries()) {
            if (country.currency == "EUR") continue;
            std::int64_t rate = Rate::parse(country.rate_to_euro).count;
            for (Date day = firm_.ask.beginning(); day <= firm_.ask.today; day = day.plus_months(1)) {
                must(loader.add_rate({Currency::parse(country.currency), company.currency, Rate{rate}, day}));
                rate = rate * random.between(9'900, 10'100) / 10'000 / 10'000 * 10'000;
            }
        }
        loader.finish();
    }

    void load_people() {
        structure::PeopleLoader loader(write_);
        for (Worker const& worker : firm_.workers) {
            structure::PersonRow row;
            row.person_id = worker.id;
            row.given_name = worker.name.given;
            row.family_name = worker.name.family;
            row.email = worker.mail();
            row.language = countries()[static_cast<std::size_t>(worker.country)].language;
            row.hired_on = worker.employed.from;
            row.left_on = worker.employed.to;
            row.department = worker.job == Job::finance      ? "Finance"
                             : worker.job == Job::production ? "Production"
                                                             : "Sales";
            if (worker.team >= 0) row.team = firm_.teams[static_cast<std::size_t>(worker.team)].name;
            row.title = title_of(worker.job);
            row.kind = position_kind_of(worker.job);
            must(loader.add(row));
        }
        loader.finish();
    }

    void load_reporting() {
        structure::ReportingLoader loader(write_);
        for (Reporting const& line : firm_.reporting)
            must(loader.add({firm_.workers[static_cast<std::size_t>(line.worker)].id,
                             firm_.workers[static_cast<std::size_t>(line.manager)].id, line.range.from,
                             line.range.to}));
        loader.finish();
    }

    void load_territories() {
        territories::TerritoriesLoader loader(write_);
        for (Territory const& territory : firm_.territories)
            must(loader.add({territory.id, territory.name, territory.parent, Date::of(2015, 1, 1), {}}));
        loader.finish();
        territories::TerritoryAssignmentsLoader assignments(write_);
        for (Coverage const& one : firm_.coverage)
            must(assignments.add({firm_.territories[static_cast<std::size_t>(one.territory)].id, "",
                                  firm_.workers[static_cast<std::size_t>(one.worker)].id, one.range.from,
                                  one.range.to}));
        assignments.finish();
    }

    void load_products() {
        orders::ProductLoader loader(write_);
        for (Article const& article : firm_.articles) {
            orders::ProductLoadRow row;
            row.external_id = row.code = article.id;
            row.name = article.name;
            row.category = article.category;
            row.price = exactly(article.price);
            row.cost = exactly(article.cost);
            row.currency = "EUR";
            must(loader.add(row));
        }
        loader.finish();
    }

    void load_customers() {
        customers::CustomerLoader loader(write_);
        std::vector<std::vector<Ownership>> const coverage = account_owners(firm_);
        std::int64_t done = 0;
        for (Buyer const& buyer : firm_.buyers) {
            Territory const& territory = firm_.territories[static_cast<std::size_t>(buyer.territory)];
            Country const& country = countries()[static_cast<std::size_t>(territory.country)];
            customers::CustomerLoadRow row;
            row.external_id = buyer.id;
            row.name = buyer.name;
            row.country = country.code;
            row.region = territory.name;
            row.city = buyer.city;
            row.industry = buyer.industry;
            row.segment = buyer.segment;
            row.phone = buyer.phone;
            row.territory = territory.id;
            set_owner(row, buyer, coverage[static_cast<std::size_t>(buyer.territory)].front());
            must(loader.add(row));
            if (++done % 1000 == 0)
                progress_("customers", done, static_cast<std::int64_t>(firm_.buyers.size()));
        }
        for (Buyer const& buyer : firm_.buyers) {
            auto const& owners = coverage[static_cast<std::size_t>(buyer.territory)];
            for (std::size_t i = 1; i < owners.size(); ++i) {
                customers::CustomerLoadRow row;
                row.external_id = buyer.id;
                set_owner(row, buyer, owners[i]);
                must(loader.add(row));
            }
        }
        loader.finish();
        customers::ContactLoader contacts(write_);
        for (Buyer const& buyer : firm_.buyers) {
            customers::ContactLoadRow row;
            row.external_id = "K" + buyer.id.substr(1);
            row.customer = buyer.id;
            row.given_name = buyer.contact.given;
            row.family_name = buyer.contact.family;
            row.email = buyer.mail;
            row.phone = buyer.phone;
            must(contacts.add(row));
        }
        contacts.finish();
    }

    void set_owner(customers::CustomerLoadRow& row, Buyer const& buyer, Ownership const& owner) const {
        if (buyer.is_house_account) return;
        row.owner = firm_.workers[static_cast<std::size_t>(owner.worker)].id;
        row.owner_from = owner.from;
    }

    void load_orders(Sales& sales) {
        orders::OrderLoader orders(write_);
        orders::OrderLineLoader lines(write_);
        std::vector<Sold> waiting;
        std::int64_t done = 0;
        auto const write_out = [&] {
            for (Sold const& sold : waiting) must(orders.add(order_row(sold)));
            orders.flush();
            for (Sold const& sold : waiting) done += add_lines(lines, sold);
            waiting.clear();
            progress_("orders", done, firm_.ask.order_lines);
        };
        sales.generate([&](Sold const& sold) {
            waiting.push_back(sold);
            if (waiting.size() == orders_at_once) write_out();
        });
        write_out();
        orders.finish();
        lines.finish();
    }

    orders::OrderLoadRow order_row(Sold const& sold) const {
        Territory const& territory = firm_.territories[static_cast<std::size_t>(sold.territory)];
        orders::OrderLoadRow row;
        row.external_id = row.number = sold.id;
        row.customer = firm_.buyers[static_cast<std::size_t>(sold.buyer)].id;
        row.territory = territory.id;
        row.booked_on = sold.booked_on;
        row.promised_on = sold.promised_on;
        row.delivered_on = sold.delivered_on;
        row.order_type = sold.is_first ? "new" : "renewal";
        row.channel = sold.seller < 0 ? "online" : "field";
        row.currency = countries()[static_cast<std::size_t>(territory.country)].currency;
        if (sold.seller >= 0)
            row.sellers.push_back({firm_.workers[static_cast<std::size_t>(sold.seller)].id, {}});
        if (sold.second_seller >= 0) {
            row.sellers.front().share = Rate::percent(70);
            row.sellers.push_back(
                {firm_.workers[static_cast<std::size_t>(sold.second_seller)].id, Rate::percent(30)});
        }
        return row;
    }

    std::int64_t add_lines(orders::OrderLineLoader& lines, Sold const& sold) const {
        std::int64_t number = 0;
        for (SoldLine const& line : sold.lines) {
            orders::OrderLineLoadRow row;
            row.order = sold.id;
            row.line_no = ++number;
            row.product = firm_.articles[static_cast<std::size_t>(line.article)].id;
            row.quantity = exactly(line.pieces * Quantity::scale);
            row.unit_price = exactly(line.price);
            row.discount = Rate::percent(line.discount_percent);
            row.cost_amount = exactly(local_cost(sold, line));
            row.promised_on = sold.promised_on;
            row.delivered_on = sold.delivered_on;
            must(lines.add(row));
        }
        return number;
    }

    // The article's cost in the order's currency.
    std::int64_t local_cost(Sold const& sold, SoldLine const& line) const {
        int const country = firm_.territories[static_cast<std::size_t>(sold.territory)].country;
        Rate const rate = Rate::parse(countries()[static_cast<std::size_t>(country)].rate_to_euro);
        Wide const cost =
            static_cast<Wide>(firm_.articles[static_cast<std::size_t>(line.article)].cost) * line.pieces;
        return narrow(divide_half_even(cost * Rate::scale, rate.count));
    }

    void load_returns(Sales const& sales) {
        orders::ReturnLoader loader(write_);
        for (GivenBack const& back : sales.returns()) {
            orders::ReturnLoadRow row;
            row.external_id = back.id;
            row.original = back.order;
            row.line = std::to_string(back.line_no);
            row.booked_on = back.booked_on;
            row.quantity = exactly(back.pieces * Quantity::scale);
            must(loader.add(row));
        }
        loader.finish();
    }

    // Each seller's quota per quarter: what the territory can bear for the days they cover it, a little more
    // than they would do by themselves, rounded to hundreds. A team's is the sum of its members', the
    // company's that of its teams.
    void load_quotas(Sales const& sales) {
        goals::GoalLoader loader(write_);
        std::map<std::string, std::int64_t> ids;
        for (auto const& [external_id, id] : write_.rows<std::string, std::int64_t>(
                 "select external_id, person_id from people where external_id is not null"))
            ids.emplace(external_id, id);
        Random random(firm_.ask.seed ^ 0x900DULL);
        std::map<std::pair<int, Date>, std::int64_t> by_seller;
        for (auto const& [key, potential] : sales.potential()) {
            DateRange const quarter{key.second, key.second.plus_months(3)};
            for (Coverage const& one : firm_.coverage) {
                if (one.territory != key.first) continue;
                auto const common = quarter.intersection({one.range.from, one.range.to});
                if (!common) continue;
                std::int64_t const part = potential / quarter.days() * common->days();
                by_seller[{one.worker, key.second}] += part * random.between(78, 96) / 100;
            }
        }
        std::map<std::pair<std::string, Date>, std::int64_t> by_team;
        std::map<Date, std::int64_t> by_company;
        for (auto& [key, amount] : by_seller) {
            Worker const& seller = firm_.workers[static_cast<std::size_t>(key.first)];
            amount = std::max<std::int64_t>(1, amount / 1'000'000) * 1'000'000;
            by_team[{firm_.teams[static_cast<std::size_t>(seller.team)].name, key.second}] += amount;
            by_company[key.second] += amount;
            must(loader.add(quota(goals::SubjectKind::person, ids.at(seller.id), key.second, amount)));
        }
        std::map<std::string, std::int64_t> teams;
        for (auto const& [name, id] :
             write_.rows<std::string, std::int64_t>("select name, team_id from teams"))
            teams.emplace(name, id);
        for (auto const& [key, amount] : by_team)
            must(loader.add(quota(goals::SubjectKind::team, teams.at(key.first), key.second, amount)));
        for (auto const& [begin, amount] : by_company)
            must(loader.add(quota(goals::SubjectKind::company, 0, begin, amount)));
    }

    static goals::QuotaRow quota(goals::SubjectKind kind, std::int64_t subject, Date begin,
                                 std::int64_t amount) {
        goals::QuotaRow row;
        row.subject_kind = kind;
        row.subject_id = subject;
        auto const date = begin.ymd();
        row.period = {PeriodKind::quarter,
                      fmt::format("{}-Q{}", static_cast<int>(date.year()),
                                  (static_cast<unsigned>(date.month()) + 2) / 3),
                      {begin, begin.plus_months(3)}};
        row.amount = amount;
        return row;
    }

    access::Write& write_;
    Firm const& firm_;
    Progress const& progress_;
};

}  // namespace

void load_demo(access::Accounts& accounts, DemoAsk const& ask, Progress const& progress) {
    Firm const firm = make_firm(ask);
    std::string const password_hash = accounts.passwords().hash(demo_password);
    access::write(accounts.database(), accounts.system(), "makeDemo", "", [&](access::Write& write) {
        bool const is_used = access::any_user(write) || write.exists("select 1 from people limit 1");
        if (is_used) throw conflict("demo.not_empty");
        Loader(write, firm, progress).load();
        add_users(write, firm, password_hash);
    });
}

}  // namespace colonnade::demo
