#include "insight/pay/pay_digest.hpp"

#include <bit>

#include "foundation/access/secret.hpp"
#include "insight/pay/pay_facts_store.hpp"

namespace colonnade::insight {
namespace {

namespace pay = engine::pay;

static_assert(std::endian::native == std::endian::little,
              "columns would have to be turned before they are hashed");

class Columns {
public:
    void number(std::int64_t value) { sum_.add({reinterpret_cast<char const*>(&value), sizeof value}); }
    void word(std::string const& value) {
        number(static_cast<std::int64_t>(value.size()));
        sum_.add(value);
    }
    template <class T> void column(std::vector<T> const& values) {
        static_assert(std::is_integral_v<T>);
        number(static_cast<std::int64_t>(values.size()));
        sum_.add({reinterpret_cast<char const*>(values.data()), values.size() * sizeof(T)});
    }
    std::string hex() { return sum_.hex(); }

private:
    access::Sha256 sum_;
};

void add_lines(Columns& columns, PayFacts const& facts) {
    pay::Lines const& lines = facts.facts.lines;
    std::vector<std::int64_t> orders, ids;
    for (PaidLine const& line : facts.lines) {
        orders.push_back(line.order.value);
        ids.push_back(line.line.value_or(0));
    }
    columns.column(orders), columns.column(ids);
    columns.column(lines.amount), columns.column(lines.margin), columns.column(lines.units);
    columns.column(lines.booked), columns.column(lines.delivered), columns.column(lines.reduces);
    columns.column(lines.invoiced), columns.column(lines.paid), columns.column(lines.lost);
    columns.column(lines.of_sale);
    columns.column(lines.customer), columns.column(lines.owner), columns.column(lines.shared);
    columns.column(lines.group);
    for (pay::CreditPart const& part : lines.parts)
        columns.number(part.person), columns.number(static_cast<int>(part.kind)), columns.number(part.share);
    for (pay::Attribute const& attribute : lines.attributes) {
        columns.word(attribute.name);
        columns.column(attribute.code);
        for (std::string const& value : attribute.values) columns.word(value);
    }
}

void add_values(Columns& columns, std::vector<pay::DatedValue> const& values) {
    columns.number(static_cast<std::int64_t>(values.size()));
    for (pay::DatedValue const& one : values) {
        for (std::int64_t number :
             {std::int64_t{one.person}, std::int64_t{one.from}, std::int64_t{one.to}, one.value})
            columns.number(number);
        columns.word(one.name);
    }
}

}  // namespace

std::string digest_of(PayFacts const& facts) {
    Columns columns;
    pay::Facts const& all = facts.facts;
    std::vector<std::int64_t> people;
    for (PersonId person : facts.people) people.push_back(person.value);
    columns.column(people);
    columns.column(all.hired), columns.column(all.left);
    columns.word(facts.currency.text());
    add_lines(columns, facts);
    for (pay::RoleSpan const& role : all.roles) {
        columns.number(role.person), columns.number(role.from), columns.number(role.to);
        columns.word(role.role);
    }
    for (pay::ReportSpan const& report : all.reports)
        for (std::int64_t number : {report.person, report.manager, report.from, report.to})
            columns.number(number);
    for (pay::Quota const& quota : all.quotas) {
        for (std::int64_t number :
             {std::int64_t{quota.person}, std::int64_t{quota.from}, std::int64_t{quota.to}, quota.amount,
              std::int64_t{quota.is_team}, std::int64_t{quota.by_days},
              quota.counts ? static_cast<std::int64_t>(*quota.counts) : std::int64_t{-1}})
            columns.number(number);
        columns.word(quota.measure);
    }
    add_values(columns, all.kpis);
    add_values(columns, all.parameters);
    return columns.hex();
}

}  // namespace colonnade::insight
