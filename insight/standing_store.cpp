#include "insight/standing_store.hpp"

#include <map>
#include <numeric>

#include "insight/fact_store.hpp"
#include "pillars/operations/company/company_store.hpp"

namespace colonnade::insight {
namespace {

using engine::Day;
using engine::Index;

Day day_of(std::optional<Date> date) { return date ? date->number() : engine::open_end; }

// A span of somebody's holding something, before it is sorted into columns.
struct KeyedSpan {
    Index key;
    engine::Holdings::Span span;
};

engine::Holdings holdings_of(std::vector<KeyedSpan> spans, std::size_t keys) {
    std::ranges::sort(spans, [](KeyedSpan const& a, KeyedSpan const& b) {
        return std::pair(a.key, a.span.from) < std::pair(b.key, b.span.from);
    });
    engine::Holdings holdings;
    holdings.start.assign(keys + 1, 0);
    for (KeyedSpan const& one : spans) {
        ++holdings.start[one.key + 1];
        holdings.spans.push_back(one.span);
    }
    std::partial_sum(holdings.start.begin(), holdings.start.end(), holdings.start.begin());
    return holdings;
}

struct KeyedPart {
    Index whole;
    goals::Rollup::Part part;
};

goals::Rollup rollup_of(std::vector<KeyedPart> parts, std::size_t wholes) {
    std::ranges::stable_sort(parts, [](KeyedPart const& a, KeyedPart const& b) {
        return std::tuple(a.whole, a.part.depth, a.part.index, a.part.from) <
               std::tuple(b.whole, b.part.depth, b.part.index, b.part.from);
    });
    goals::Rollup rollup;
    rollup.start.assign(wholes + 1, 0);
    for (KeyedPart const& one : parts) {
        ++rollup.start[one.whole + 1];
        rollup.parts.push_back(one.part);
    }
    std::partial_sum(rollup.start.begin(), rollup.start.end(), rollup.start.begin());
    return rollup;
}

// All that a standing is made of but orders, lines and rates.
struct Subjects {
    goals::Standing standing;
    engine::Facts facts;
    FactKeys keys;
};

// Reads the subjects; the members fill up in the order of the functions.
class Reader {
public:
    explicit Reader(db::Session& session) : session_(session) {}

    Subjects read() {
        company::Company const company = company::read_company(session_).company;
        standing_.currency = company.currency;
        standing_.company_name = company.name;
        facts_.rules = {company.credit.seller, company.credit.account_owner, company.credit.territory_holder};
        read_people();
        read_territories();
        read_teams();
        read_customers();
        read_products();
        facts_.person_count = keys_.people.size();
        facts_.customer_count = keys_.customers.size();
        facts_.territory_count = keys_.territories.size();
        standing_.customer_ids = keys_.customers.ids();
        standing_.product_ids = keys_.products.ids();
        return {std::move(standing_), std::move(facts_), std::move(keys_)};
    }

private:
    void read_people() {
        session_.each<std::int64_t, std::optional<std::string>, std::string, std::optional<Date>,
                      std::optional<Date>>(
            "select person_id, external_id, name, hired_on, left_on from people order by person_id", {},
            [&](std::int64_t id, std::optional<std::string> const& external_id, std::string const& name,
                std::optional<Date> hired, std::optional<Date> left) {
                standing_.person_index.emplace(id, static_cast<Index>(keys_.people.size()));
                keys_.people.add(id);
                standing_.people.push_back(
                    {id, external_id.value_or(""), name, {hired.value_or(Date::beginning()), left}});
            });
        std::vector<KeyedPart> parts;
        session_.each<std::int64_t, std::int64_t, Date, std::optional<Date>, int>(
            "select viewer_id, person_id, valid_from, valid_to, depth from person_scopes where kind = 'line'",
            {}, [&](std::int64_t viewer, std::int64_t person, Date from, std::optional<Date> to, int depth) {
                Index const whole = keys_.people.find(viewer), part = keys_.people.find(person);
                if (whole != engine::nobody && part != engine::nobody)
                    parts.push_back({whole, {part, from.number(), day_of(to), depth}});
            });
        standing_.reports = rollup_of(std::move(parts), keys_.people.size());
    }

    void read_territories() {
        std::map<std::int64_t, std::optional<std::int64_t>> parents;
        session_.each<std::int64_t, std::optional<std::string>, std::string, std::optional<std::int64_t>,
                      Date, std::optional<Date>>(
            "select territory_id, external_id, name, parent_id, valid_from, valid_to from territories "
            "order by territory_id",
            {},
            [&](std::int64_t id, std::optional<std::string> const& external_id, std::string const& name,
                std::optional<std::int64_t> parent, Date from, std::optional<Date> to) {
                standing_.territory_index.emplace(id, static_cast<Index>(keys_.territories.size()));
                keys_.territories.add(id);
                parents.emplace(id, parent);
                standing_.territories.push_back({id, external_id.value_or(""), name, {from, to}});
            });
        standing_.territory_tree = tree_of(parents, keys_.territories);
        std::vector<KeyedSpan> spans;
        session_.each<std::int64_t, std::int64_t, Date, std::optional<Date>, Date, std::optional<Date>>(
            "select a.territory_id, h.person_id, a.valid_from, a.valid_to, h.valid_from, h.valid_to "
            "from territory_assignments a join position_holders h on h.position_id = a.position_id",
            {},
            [&](std::int64_t territory, std::int64_t person, Date from, std::optional<Date> to,
                Date held_from, std::optional<Date> held_to) {
                auto const common = DateRange{from, to}.intersection({held_from, held_to});
                Index const key = keys_.territories.find(territory);
                if (common && key != engine::nobody)
                    spans.push_back(
                        {key, {common->from.number(), day_of(common->to), keys_.people.find(person)}});
            });
        facts_.territory_holders = holdings_of(std::move(spans), keys_.territories.size());
    }

    void read_teams() {
        std::map<std::int64_t, std::optional<std::int64_t>> parents;
        IdIndex teams;
        session_.each<std::int64_t, std::optional<std::string>, std::string, std::optional<std::int64_t>,
                      Date, std::optional<Date>>(
            "select team_id, external_id, name, parent_id, valid_from, valid_to from teams order by team_id",
            {},
            [&](std::int64_t id, std::optional<std::string> const& external_id, std::string const& name,
                std::optional<std::int64_t> parent, Date from, std::optional<Date> to) {
                standing_.team_index.emplace(id, static_cast<Index>(teams.size()));
                teams.add(id);
                parents.emplace(id, parent);
                standing_.teams.push_back({id, external_id.value_or(""), name, {from, to}});
            });
        std::vector<std::vector<goals::Rollup::Part>> members(teams.size());
        session_.each<std::int64_t, std::int64_t, Date, std::optional<Date>>(
            "select p.team_id, h.person_id, h.valid_from, h.valid_to from positions p "
            "join position_holders h on h.position_id = p.position_id where p.team_id is not null",
            {}, [&](std::int64_t team, std::int64_t person, Date from, std::optional<Date> to) {
                Index const at = teams.find(team);
                if (at != engine::nobody)
                    members[at].push_back({keys_.people.find(person), from.number(), day_of(to), 1});
            });
        goals::Rollup const tree = tree_of(parents, teams);
        std::vector<KeyedPart> parts;
        for (Index team = 0; team < static_cast<Index>(teams.size()); ++team)
            for (goals::Rollup::Part const& below : tree.of(team))
                for (goals::Rollup::Part const& member : members[below.index])
                    parts.push_back({team, member});
        standing_.team_members = rollup_of(std::move(parts), teams.size());
    }

    // Each with itself and all below it, since always.
    static goals::Rollup tree_of(std::map<std::int64_t, std::optional<std::int64_t>> const& parents,
                                 IdIndex const& index) {
        Day const begin = Date::beginning().number();
        std::vector<KeyedPart> parts;
        for (auto const& [id, parent] : parents) {
            Index const part = index.find(id);
            std::optional<std::int64_t> above = id;
            for (int depth = 0; above && depth < 64; ++depth) {
                parts.push_back({index.find(*above), {part, begin, engine::open_end, depth}});
                auto const at = parents.find(*above);
                above = at == parents.end() ? std::nullopt : at->second;
                if (above && index.find(*above) == engine::nobody) break;
            }
        }
        return rollup_of(std::move(parts), index.size());
    }

    void read_customers() {
        session_.each<std::int64_t>("select customer_id from customers order by customer_id", {},
                                    [&](std::int64_t id) { keys_.customers.add(id); });
        std::vector<KeyedSpan> spans;
        session_.each<std::int64_t, std::int64_t, Date, std::optional<Date>>(
            "select customer_id, person_id, valid_from, valid_to from customer_owners", {},
            [&](std::int64_t customer, std::int64_t person, Date from, std::optional<Date> to) {
                Index const key = keys_.customers.find(customer);
                if (key != engine::nobody)
                    spans.push_back({key, {from.number(), day_of(to), keys_.people.find(person)}});
            });
        facts_.owners = holdings_of(std::move(spans), keys_.customers.size());
    }

    void read_products() {
        session_.each<std::int64_t>("select product_id from products order by product_id", {},
                                    [&](std::int64_t id) { keys_.products.add(id); });
    }

    db::Session& session_;
    goals::Standing standing_;
    engine::Facts facts_;
    FactKeys keys_;
};

void read_rates(db::Session& session, Currency company_currency, FactKeys const& keys,
                engine::RateColumns& into) {
    std::vector<company::ExchangeRate> const all = company::read_rates(session, company_currency);
    into.of_currency.assign(keys.currencies.size(), {});
    for (std::size_t index = 0; index < keys.currencies.size(); ++index)
        for (company::ExchangeRate const& rate :
             company::rates_between(all, Currency::parse(keys.currencies.words()[index]), company_currency))
            into.of_currency[index].push_back({rate.valid_from.number(), rate.rate.count});
}

ReadStanding finished(db::Session& session, Subjects subjects, StandingVersion version, Lines lines) {
    read_rates(session, subjects.standing.currency, subjects.keys, subjects.facts.rates);
    ReadStanding read;
    read.version = version;
    read.has_lines = lines == Lines::read;
    read.keys = std::move(subjects.keys);
    subjects.standing.book = std::make_shared<engine::CreditBook>(std::move(subjects.facts));
    read.standing = std::make_shared<goals::Standing const>(std::move(subjects.standing));
    return read;
}

// Whether what was known keeps its place when more is added behind it.
bool begins_with(IdIndex const& longer, IdIndex const& begin) {
    return longer.size() >= begin.size() &&
           std::equal(begin.ids().begin(), begin.ids().end(), longer.ids().begin());
}

bool keeps_places(FactKeys const& now, FactKeys const& before) {
    return begins_with(now.people, before.people) && begins_with(now.customers, before.customers) &&
           begins_with(now.territories, before.territories) && begins_with(now.products, before.products);
}

// Everything but orders and lines, from what was read before where none of it has changed.
Subjects subjects_of(db::Session& session, ReadStanding const& before, StandingVersion const& version) {
    if (version.subjects != before.version.subjects) {
        Subjects read = Reader(session).read();
        read.keys.currencies = before.keys.currencies;
        read.keys.types = before.keys.types;
        read.keys.channels = before.keys.channels;
        return read;
    }
    engine::Facts const& facts = before.standing->book->facts();
    Subjects same;
    same.standing = *before.standing;
    same.keys = before.keys;
    same.facts.owners = facts.owners;
    same.facts.territory_holders = facts.territory_holders;
    same.facts.rules = facts.rules;
    same.facts.person_count = facts.person_count;
    same.facts.customer_count = facts.customer_count;
    same.facts.territory_count = facts.territory_count;
    return same;
}

}  // namespace

StandingVersion standing_version(db::Session& session) {
    auto const latest = [&](std::string_view sql) {
        return session.value<std::int64_t>("select coalesce(max(v), 0) from (" + std::string(sql) +
                                           ") versions");
    };
    return {
        latest(
            "select max(change_id) as v from customer_owners "
            "union all select max(ended_by) from customer_owners_history "
            "union all select max(change_id) from customers union all select max(change_id) from products "
            "union all select max(change_id) from people union all select max(ended_by) from people_history "
            "union all select max(change_id) from reporting_lines "
            "union all select max(ended_by) from reporting_lines_history "
            "union all select max(change_id) from positions union all select max(change_id) from teams "
            "union all select max(change_id) from position_holders "
            "union all select max(ended_by) from position_holders_history "
            "union all select max(change_id) from territories "
            "union all select max(ended_by) from territories_history "
            "union all select max(change_id) from territory_assignments "
            "union all select max(ended_by) from territory_assignments_history "
            "union all select max(change_id) from exchange_rates "
            "union all select max(ended_by) from exchange_rates_history "
            "union all select max(change_id) from settings"),
        latest("select max(change_id) as v from orders union all select max(ended_by) from orders_history "
               "union all select max(change_id) from order_lines "
               "union all select max(ended_by) from order_lines_history "
               "union all select max(change_id) from order_sellers "
               "union all select max(ended_by) from order_sellers_history")};
}

std::int64_t latest_change(db::Session& session) {
    return session.value<std::int64_t>("select coalesce(max(change_id), 0) from changes");
}

bool has_written_since(db::Session& session, Caller const& caller, std::int64_t change) {
    return session.exists("select 1 from changes where change_id > :change and user_id = :user",
                          {{"change", change}, {"user", caller.user}});
}

ReadStanding read_standing(db::Session& session, Lines lines) {
    StandingVersion const version = standing_version(session);
    Subjects subjects = Reader(session).read();
    read_orders(session, subjects.keys, subjects.facts.orders);
    if (lines == Lines::read) read_lines(session, subjects.keys, subjects.facts);
    return finished(session, std::move(subjects), version, lines);
}

ReadStanding with_lines(db::Session& session, ReadStanding const& before) {
    // The version stays: an order changed since is read again with its lines by the next `brought_forward`.
    Subjects subjects = subjects_of(session, before, before.version);
    subjects.facts.orders = before.standing->book->facts().orders;
    read_lines(session, subjects.keys, subjects.facts);
    return finished(session, std::move(subjects), before.version, Lines::read);
}

ReadStanding brought_forward(db::Session& session, ReadStanding const& before) {
    StandingVersion const version = standing_version(session);
    if (version == before.version) return before;
    auto const changed = changed_orders(session, before.version.latest());
    Subjects subjects = subjects_of(session, before, version);
    if (!changed || !before.has_lines || !keeps_places(subjects.keys, before.keys))
        return read_standing(session, Lines::read);
    engine::Facts const& facts = before.standing->book->facts();
    patch_orders(session, subjects.keys, facts, *changed, subjects.facts);
    return finished(session, std::move(subjects), version, Lines::read);
}

}  // namespace colonnade::insight
