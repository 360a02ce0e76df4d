#include "insight/pay/pay_facts_store.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "foundation/access/secret.hpp"
#include "pillars/operations/incentives/parameter_store.hpp"

namespace colonnade::insight {
namespace {

using engine::Day;
using engine::Index;
namespace pay = engine::pay;

constexpr std::int64_t rate_per_quantity = Rate::scale / Quantity::scale;

Day end_of(std::optional<Date> const& to) { return to ? to->number() : engine::open_end; }
Day day_of(std::optional<Date> const& day) { return day ? day->number() : pay::no_day; }

// An attribute column under way.
class Column {
public:
    Column(pay::Lines& lines, std::string name) : lines_(lines), place_(lines.attributes.size()) {
        lines.attributes.push_back({std::move(name), {}, {}});
    }
    void add(std::string const& value) {
        pay::Attribute& attribute = lines_.attributes[place_];
        auto const [code, is_new] = codes_.try_emplace(value);
        if (is_new) code->second = attribute.encode(value);
        attribute.code.push_back(code->second);
    }

private:
    pay::Lines& lines_;
    std::size_t place_;
    std::unordered_map<std::string, std::uint16_t> codes_;
};

struct OrderWords {
    std::string number, type, channel, currency;
    std::optional<Date> delivered;
};
struct ProductWords {
    std::string number, name, category;
};
struct CustomerWords {
    std::string name, segment, country, industry;
};

// One line as the store has it.
struct RawLine {
    std::optional<std::int64_t> id;
    std::optional<std::int64_t> product;
    std::int64_t quantity = Quantity::scale;
    std::int64_t amount = 0;
    std::optional<std::int64_t> cost;
    std::optional<Date> delivered;
};

class Reader {
public:
    explicit Reader(db::Session& session)
        : session_(session), standing_(read_standing(session, Lines::left_out).standing) {}

    PayFacts read() {
        into_.currency = standing_->currency;
        into_.facts.minor = Money::scale;
        for (int digit = 0; digit < into_.currency.minor_digits(); ++digit) into_.facts.minor /= 10;
        read_people();
        read_words();
        read_lines();
        add_lines();
        into_.digest = digest();
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

    void read_words() {
        using Text = std::optional<std::string>;
        session_.each<std::int64_t, Text, Text, Text, std::string, std::optional<Date>>(
            "select order_id, number, order_type, channel, currency, delivered_on from orders where status "
            "<> 'cancelled' order by order_id",
            {},
            [&](std::int64_t id, Text const& number, Text const& type, Text const& channel,
                std::string const& currency, std::optional<Date> delivered) {
                orders_[id] = {number.value_or(""), type.value_or(""), channel.value_or(""), currency,
                               delivered};
            });
        session_.each<std::int64_t, Text, std::string, Text, Text>(
            "select p.product_id, p.code, p.name, c.name, r.name from products p left join "
            "product_categories c on c.category_id = p.category_id left join product_categories r on "
            "r.category_id = c.parent_id",
            {},
            [&](std::int64_t id, Text const& code, std::string const& name, Text const& category,
                Text const& above) {
                products_[id] = {code.value_or(""), name, category.value_or("")};
                families_[id] = above ? *above : category.value_or("");
            });
        session_.each<std::int64_t, std::string, Text, Text, Text>(
            "select customer_id, name, segment, country, industry from customers", {},
            [&](std::int64_t id, std::string const& name, Text const& segment, Text const& country,
                Text const& industry) {
                customers_[id] = {name, segment.value_or(""), country.value_or(""), industry.value_or("")};
            });
    }

    void read_lines() {
        session_.each<std::int64_t, std::int64_t, std::optional<std::int64_t>, std::int64_t, std::int64_t,
                      std::optional<std::int64_t>, std::optional<Date>>(
            "select order_id, line_id, product_id, quantity, net_amount, cost_amount, delivered_on from "
            "order_lines order by order_id, line_id",
            {},
            [&](std::int64_t order, std::int64_t line, std::optional<std::int64_t> product,
                std::int64_t quantity, std::int64_t amount, std::optional<std::int64_t> cost,
                std::optional<Date> delivered) {
                lines_[order].push_back({line, product, quantity, amount, cost, delivered});
            });
    }

    // Who has credit for each order, as everywhere else in the program.
    void add_lines() {
        engine::CreditBook const& book = *standing_->book;
        engine::OrderColumns const& orders = book.facts().orders;
        engine::CreditColumns const& credits = book.credits();
        for (Index order : book.orders_without_rate())
            into_.without_rate.push_back(OrderId{orders.id[static_cast<std::size_t>(order)]});
        std::size_t credit = 0;
        for (std::size_t order = 0; order < orders.size(); ++order) {
            std::vector<pay::CreditPart> parts;
            for (; credit < credits.size() && static_cast<std::size_t>(credits.order[credit]) == order;
                 ++credit)
                parts.push_back(
                    {credits.person[credit], kind_of(credits.reason[credit]), credits.share[credit]});
            if (parts.size() > 1)
                for (pay::CreditPart& part : parts)
                    if (part.kind == pay::CreditKind::owner) part.kind = pay::CreditKind::split;
            if (parts.empty()) into_.without_payee.push_back(OrderId{orders.id[order]});
            add_order(order, parts);
        }
    }

    static pay::CreditKind kind_of(engine::CreditReason reason) {
        return reason == engine::CreditReason::territory_holder ? pay::CreditKind::territory
                                                                : pay::CreditKind::owner;
    }

    void add_order(std::size_t order, std::vector<pay::CreditPart> const& parts) {
        engine::CreditBook const& book = *standing_->book;
        engine::OrderColumns const& orders = book.facts().orders;
        std::int64_t const id = orders.id[order];
        std::vector<RawLine> const& stored = lines_[id];
        std::vector<RawLine> const lines = stored.empty() ? std::vector<RawLine>(1) : stored;
        std::vector<std::int64_t> const amounts =
            divided(book.order_amount(static_cast<Index>(order)), lines);
        pay::Lines& into = into_.facts.lines;
        std::uint32_t const shared = parts.size() > 1 ? into.add_group(parts) : 0;
        Index const owner = parts.size() == 1 ? parts.front().person : engine::nobody;
        bool const in_territory = parts.size() == 1 && parts.front().kind == pay::CreditKind::territory;
        std::uint32_t const group = in_territory ? into.add_group(parts) : shared;
        OrderWords const& words = orders_[id];
        for (std::size_t i = 0; i < lines.size(); ++i) {
            RawLine const& line = lines[i];
            into.id.push_back(static_cast<std::int64_t>(into_.lines.size()));
            into_.lines.push_back({OrderId{id}, line.id});
            into.order.push_back(static_cast<Index>(order));
            into.customer.push_back(orders.customer[order]);
            into.booked.push_back(orders.day[order]);
            into.delivered.push_back(day_of(line.delivered ? line.delivered : words.delivered));
            into.amount.push_back(amounts[i]);
            into.margin.push_back(margin(amounts[i], line));
            into.units.push_back(line.quantity);
            into.reduces.push_back(static_cast<std::uint8_t>(orders.reduces[order]));
            into.owner.push_back(in_territory ? engine::nobody : owner);
            into.shared.push_back(group);
            add_attributes(order, words, line);
        }
    }

    // The order's amount over its lines, in proportion to theirs, so that the parts sum to the whole.
    static std::vector<std::int64_t> divided(std::int64_t whole, std::vector<RawLine> const& lines) {
        std::vector<std::int64_t> weights;
        std::int64_t sum = 0;
        bool same_sign = true;
        for (RawLine const& line : lines) {
            bool const fits = whole < 0 ? line.amount <= 0 : line.amount >= 0;
            same_sign = same_sign && fits;
            weights.push_back(line.amount < 0 ? -line.amount : line.amount);
            sum = add_checked(sum, weights.back());
        }
        if (sum == whole && same_sign) return weights;
        if (!same_sign || sum == 0) {
            std::vector<std::int64_t> first(lines.size(), 0);
            first.front() = whole;
            return first;
        }
        std::vector<std::int64_t> parts = split_by_largest_remainder(whole < 0 ? -whole : whole, weights);
        if (whole < 0)
            for (std::int64_t& part : parts) part = -part;
        return parts;
    }

    // As in the goals' measure: a line whose cost is not known has no margin.
    static std::int64_t margin(std::int64_t amount, RawLine const& line) {
        return line.cost ? subtract_checked(amount, *line.cost) : 0;
    }

    void add_attributes(std::size_t order, OrderWords const& words, RawLine const& line) {
        engine::OrderColumns const& orders = standing_->book->facts().orders;
        static ProductWords const no_product;
        static CustomerWords const no_customer;
        ProductWords const* product = &no_product;
        std::string family;
        if (line.product) product = &products_[*line.product], family = families_[*line.product];
        Index const customer = orders.customer[order];
        CustomerWords const& buyer =
            customer == engine::nobody
                ? no_customer
                : customers_[standing_->customer_ids[static_cast<std::size_t>(customer)]];
        Index const territory = orders.territory[order];
        std::string const place = territory == engine::nobody
                                      ? ""
                                      : standing_->territories[static_cast<std::size_t>(territory)].name;
        type_.add(words.type);
        channel_.add(words.channel);
        order_currency_.add(words.currency);
        category_.add(product->category);
        family_.add(family);
        product_name_.add(product->name);
        product_number_.add(product->number);
        segment_.add(buyer.segment);
        country_.add(buyer.country);
        industry_.add(buyer.industry);
        territory_.add(place);
    }

    std::string digest() const {
        std::string bytes;
        auto const add = [&](std::int64_t number) {
            bytes += std::to_string(number);
            bytes += ';';
        };
        pay::Facts const& facts = into_.facts;
        for (PersonId person : into_.people) add(person.value);
        for (std::size_t i = 0; i < facts.lines.size(); ++i) {
            for (std::int64_t number : {into_.lines[i].order.value, into_.lines[i].line.value_or(0),
                                        facts.lines.amount[i], facts.lines.margin[i], facts.lines.units[i]})
                add(number);
            for (Day day : {facts.lines.booked[i], facts.lines.delivered[i]}) add(day);
            add(facts.lines.owner[i]), add(facts.lines.shared[i]);
            for (pay::Attribute const& attribute : facts.lines.attributes) add(attribute.code[i]);
        }
        for (pay::CreditPart const& part : facts.lines.parts) add(part.person), add(part.share);
        for (pay::Attribute const& attribute : facts.lines.attributes)
            for (std::string const& value : attribute.values) bytes += value + "\n";
        for (auto const& role : facts.roles)
            add(role.person), add(role.from), add(role.to), bytes += role.role;
        for (auto const& report : facts.reports)
            add(report.person), add(report.manager), add(report.from), add(report.to);
        for (auto const& quota : facts.quotas)
            add(quota.person), add(quota.from), add(quota.to), add(quota.amount);
        for (auto const& value : facts.parameters)
            add(value.person), add(value.from), add(value.to), add(value.value), bytes += value.name;
        return access::sha256_hex(bytes);
    }

    db::Session& session_;
    std::shared_ptr<goals::Standing const> standing_;
    PayFacts into_;
    std::map<std::int64_t, OrderWords> orders_;
    std::map<std::int64_t, ProductWords> products_;
    std::map<std::int64_t, std::string> families_;
    std::map<std::int64_t, CustomerWords> customers_;
    std::map<std::int64_t, std::vector<RawLine>> lines_;
    Column type_{into_.facts.lines, "order.type"}, channel_{into_.facts.lines, "order.channel"},
        order_currency_{into_.facts.lines, "order.currency"},
        category_{into_.facts.lines, "product.category"}, family_{into_.facts.lines, "product.family"},
        product_name_{into_.facts.lines, "product.name"},
        product_number_{into_.facts.lines, "product.number"}, segment_{into_.facts.lines, "customer.segment"},
        country_{into_.facts.lines, "customer.country"}, industry_{into_.facts.lines, "customer.industry"},
        territory_{into_.facts.lines, "territory.name"};
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
    PayFacts facts = Reader(session).read();
    facts.version = pay_facts_version(session);
    return facts;
}

}  // namespace colonnade::insight
