#include "insight/pay/pay_facts_store.hpp"

#include <algorithm>
#include <unordered_map>

#include "insight/pay/pay_digest.hpp"
#include "insight/pay/pay_quota_store.hpp"
#include "pillars/operations/incentives/parameter_store.hpp"
#include "pillars/operations/kpis/kpi_store.hpp"

namespace colonnade::insight {
namespace {

using engine::Day;
using engine::Index;
namespace pay = engine::pay;

constexpr std::int64_t rate_per_quantity = Rate::scale / Quantity::scale;

Day end_of(std::optional<Date> const& to) { return to ? to->number() : engine::open_end; }

using Pairs = std::unordered_map<std::int64_t, std::int64_t>;

std::vector<std::int64_t> sales_of(PayFacts const& facts, Pairs const& line_of_line,
                                   Pairs const& order_of_order) {
    pay::Lines const& lines = facts.facts.lines;
    auto const same_product = [&](std::size_t a, std::size_t b) {
        auto const same = [&](char const* name) {
            auto const& code = lines.attribute(name)->code;
            return code[a] == code[b];
        };
        return same("product.number") && same("product.name");
    };
    std::unordered_map<std::int64_t, std::vector<std::size_t>> of_order;
    std::unordered_map<std::int64_t, std::size_t> of_line;
    for (auto const& [back, sale] : line_of_line) of_line[sale] = lines.size();
    for (auto const& [back, sale] : order_of_order) of_order[sale];
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (auto const at = of_order.find(facts.lines[i].order.value); at != of_order.end())
            at->second.push_back(i);
        if (auto const at = of_line.find(facts.lines[i].line.value_or(0)); at != of_line.end())
            at->second = i;
    }
    std::vector<std::int64_t> out(lines.size(), pay::no_line);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const line = line_of_line.find(facts.lines[i].line.value_or(0));
        auto const order = order_of_order.find(facts.lines[i].order.value);
        if (line != line_of_line.end() && of_line[line->second] < lines.size()) {
            out[i] = lines.id[of_line[line->second]];
        } else if (order != order_of_order.end()) {
            std::vector<std::size_t> fits = of_order[order->second];
            if (fits.size() > 1)
                std::erase_if(fits, [&](std::size_t sale) { return !same_product(sale, i); });
            if (fits.size() == 1) out[i] = lines.id[fits.front()];
        }
    }
    return out;
}

class Reader {
public:
    Reader(db::Session& session, ReadStanding const& read) : session_(session), read_(read) {
        standing_ = read.standing;
    }

    PayFacts read(PayFacts const* before) {
        into_.currency = standing_->currency;
        into_.facts.minor = Money::scale;
        for (int digit = 0; digit < into_.currency.minor_digits(); ++digit) into_.facts.minor /= 10;
        into_.version = pay_facts_version(session_);
        bool const same_words = before && before->version.standing.subjects == read_.version.subjects;
        into_.words = same_words ? before->words : read_words();
        read_people();
        PaidLines paid = paid_lines(read_, *into_.words);
        into_.facts.lines = std::move(paid.lines);
        into_.lines = std::move(paid.sources);
        name_sales();
        into_.without_rate = std::move(paid.without_rate);
        into_.without_payee = std::move(paid.without_payee);
        into_.digest = digest_of(into_);
        return std::move(into_);
    }

private:
    void read_people() {
        pay::Facts& facts = into_.facts;
        for (goals::Subject const& person : standing_->people) {
            into_.people.push_back(PersonId{person.id});
            facts.people.push_back(person.name);
            facts.hired.push_back(person.active.from.number());
            facts.left.push_back(end_of(person.active.to));
        }
        session_.each<PersonId, std::string, Date, std::optional<Date>>(
            "select h.person_id, p.kind, h.valid_from, h.valid_to from position_holders h join positions p "
            "on p.position_id = h.position_id order by h.person_id, h.valid_from, h.holder_id",
            {}, [&](PersonId person, std::string const& kind, Date from, std::optional<Date> to) {
                facts.roles.push_back({into_.index_of(person), kind, from.number(), end_of(to)});
            });
        session_.each<PersonId, PersonId, Date, std::optional<Date>>(
            "select person_id, manager_id, valid_from, valid_to from reporting_lines order by person_id, "
            "valid_from, manager_id",
            {}, [&](PersonId person, PersonId manager, Date from, std::optional<Date> to) {
                facts.reports.push_back(
                    {into_.index_of(person), into_.index_of(manager), from.number(), end_of(to)});
            });
        facts.quotas = read_pay_quotas(session_, *standing_);
        for (kpis::KpiValue const& k : kpis::all_values(session_))
            facts.kpis.push_back(
                {into_.index_of(k.person), k.name, k.valid.from.number(), end_of(k.valid.to), k.value.count});
        for (incentives::Parameter const& p : incentives::all_parameters(session_)) {
            if (p.kind == incentives::ParameterKind::money && p.currency != standing_->currency) {
                into_.in_other_currency.push_back({p.person, p.name});
                continue;
            }
            std::int64_t value = p.value;
            if (p.kind != incentives::ParameterKind::rate)
                value = narrow(static_cast<Wide>(value) * rate_per_quantity);
            facts.parameters.push_back(
                {into_.index_of(p.person), p.name, p.valid.from.number(), end_of(p.valid.to), value});
        }
    }

    // The line that each return takes back: the one it names, else in the order it names the one line there
    // is, or the one line of the same product.
    void name_sales() {
        std::unordered_map<std::int64_t, std::int64_t> line_of_line, order_of_order;
        auto const remember = [](auto& into) { return [&](std::int64_t a, std::int64_t b) { into[a] = b; }; };
        session_.each<std::int64_t, std::int64_t>(
            "select line_id, original_line_id from order_lines where original_line_id is not null", {},
            remember(line_of_line));
        session_.each<std::int64_t, std::int64_t>(
            "select order_id, original_order_id from orders where original_order_id is not null", {},
            remember(order_of_order));
        if (!line_of_line.empty() || !order_of_order.empty())
            into_.facts.lines.of_sale = sales_of(into_, line_of_line, order_of_order);
    }

    std::shared_ptr<LineWords const> read_words() {
        using Text = std::optional<std::string>;
        LineWords words;
        words.products.resize(read_.keys.products.size());
        session_.each<std::int64_t, Text, std::string, Text, Text>(
            "select p.product_id, p.code, p.name, c.name, r.name from products p left join "
            "product_categories c on c.category_id = p.category_id left join product_categories r on "
            "r.category_id = c.parent_id",
            {},
            [&](std::int64_t id, Text const& code, std::string const& name, Text const& category,
                Text const& above) {
                Index const product = read_.keys.products.find(id);
                if (product == engine::nobody) return;
                words.products[static_cast<std::size_t>(product)] = {
                    code.value_or(""), name, category.value_or(""), above ? *above : category.value_or("")};
            });
        words.customers.resize(read_.keys.customers.size());
        session_.each<std::int64_t, Text, Text, Text>(
            "select customer_id, segment, country, industry from customers", {},
            [&](std::int64_t id, Text const& segment, Text const& country, Text const& industry) {
                Index const customer = read_.keys.customers.find(id);
                if (customer == engine::nobody) return;
                words.customers[static_cast<std::size_t>(customer)] = {
                    segment.value_or(""), country.value_or(""), industry.value_or("")};
            });
        return std::make_shared<LineWords const>(std::move(words));
    }

    db::Session& session_;
    ReadStanding const& read_;
    std::shared_ptr<goals::Standing const> standing_;
    PayFacts into_;
};

}  // namespace

Index PayFacts::index_of(PersonId person) const {
    auto const at = std::lower_bound(people.begin(), people.end(), person);
    return at != people.end() && *at == person ? static_cast<Index>(at - people.begin()) : engine::nobody;
}

PayFactsVersion pay_facts_version(db::Session& session) {
    auto const latest = [&](std::string_view table) {
        std::string const name(table);
        return session.value<std::int64_t>(
            "select coalesce(max(v), 0) from (select max(change_id) as v from " + name +
            " union all select max(ended_by) from " + name + "_history) versions");
    };
    return {standing_version(session), latest("quotas"), latest("pay_parameters"), latest("kpi_values")};
}

PayFacts read_pay_facts(db::Session& session) {
    return pay_facts_of(session, read_standing(session, Lines::read), nullptr);
}

PayFacts pay_facts_of(db::Session& session, ReadStanding const& standing, PayFacts const* before) {
    return Reader(session, standing).read(before);
}

}  // namespace colonnade::insight
