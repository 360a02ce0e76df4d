#include "insight/pay/pay_facts_store.hpp"

#include <algorithm>

#include "insight/pay/pay_digest.hpp"
#include "pillars/operations/incentives/parameter_store.hpp"

namespace colonnade::insight {
namespace {

using engine::Day;
using engine::Index;
namespace pay = engine::pay;

constexpr std::int64_t rate_per_quantity = Rate::scale / Quantity::scale;

Day end_of(std::optional<Date> const& to) { return to ? to->number() : engine::open_end; }

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
        }
        session_.each<PersonId, std::string, Date, std::optional<Date>>(
            "select h.person_id, p.kind, h.valid_from, h.valid_to from position_holders h join positions p "
            "on p.position_id = h.position_id order by h.person_id, h.valid_from, h.holder_id",
            {}, [&](PersonId person, std::string const& kind, Date from, std::optional<Date> to) {
                facts.roles.push_back({into_.index_of(person), kind, from.number(), end_of(to)});
            });
        session_.each<PersonId, PersonId, Date, std::optional<Date>>(
            "select person_id, viewer_id, valid_from, valid_to from person_scopes where kind = 'line' and "
            "depth = 1 order by person_id, valid_from, viewer_id",
            {}, [&](PersonId person, PersonId manager, Date from, std::optional<Date> to) {
                facts.reports.push_back(
                    {into_.index_of(person), into_.index_of(manager), from.number(), end_of(to)});
            });
        session_.each<std::int64_t, Date, std::optional<Date>, std::int64_t>(
            "select subject_id, valid_from, valid_to, amount from quotas where subject_kind = 'person' and "
            "measure = 'revenue' order by subject_id, valid_from, quota_id",
            {}, [&](std::int64_t person, Date from, std::optional<Date> to, std::int64_t amount) {
                Index const index = into_.index_of(PersonId{person});
                if (index != engine::nobody)
                    facts.quotas.push_back({index, "", from.number(), end_of(to), amount, false});
            });
        for (incentives::Parameter const& p : incentives::all_parameters(session_)) {
            std::int64_t value = p.value;
            if (p.kind != incentives::ParameterKind::rate)
                value = narrow(static_cast<Wide>(value) * rate_per_quantity);
            facts.parameters.push_back(
                {into_.index_of(p.person), p.name, p.valid.from.number(), end_of(p.valid.to), value});
        }
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
    return {standing_version(session), latest("quotas"), latest("pay_parameters")};
}

PayFacts read_pay_facts(db::Session& session) {
    return pay_facts_of(session, read_standing(session, Lines::read), nullptr);
}

PayFacts pay_facts_of(db::Session& session, ReadStanding const& standing, PayFacts const* before) {
    return Reader(session, standing).read(before);
}

}  // namespace colonnade::insight
