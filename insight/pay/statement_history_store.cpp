#include "insight/pay/statement_history_store.hpp"

namespace colonnade::insight {
namespace {

using statements::Statement;
using statements::StatementComponent;
using statements::StatementLine;
using statements::StatementTotals;

constexpr char const* settled_periods =
    " in (select period_key from pay_periods where state in ('approved', 'paid', 'closed'))";

db::Params with_person(PaidPart const& part, db::Params params) {
    if (part.person) params.push_back({"person", *part.person});
    return params;
}
std::string only(PaidPart const& part, char const* column) {
    return part.person ? std::string(" and ") + column + " = :person" : std::string();
}

}  // namespace

void each_paid_line(
    db::Session& session, PaidPart const& part,
    std::function<void(std::int64_t payout, ComponentKey const&, StatementLine)> const& take) {
    session.each<std::int64_t, std::int64_t, std::string, std::int64_t, std::optional<std::string>,
                 std::optional<std::string>, Date, std::int64_t, Rate, std::int64_t>(
        "select p.payout_id, p.person_id, p.component, l.order_id, o.number, c.name, l.booked_on, "
        "l.credited, "
        "l.share, l.amount from payouts p join payout_lines l on l.payout_id = p.payout_id left join orders "
        "o "
        "on o.order_id = l.order_id left join customers c on c.customer_id = o.customer_id where p.run_id = "
        ":run and p.period_key = :key" +
            only(part, "p.person_id") + " order by p.payout_id, l.booked_on, l.place",
        with_person(part, {{"run", part.run}, {"key", part.period_key}}),
        [&](std::int64_t payout, std::int64_t person, std::string const& component, std::int64_t order,
            std::optional<std::string> const& number, std::optional<std::string> const& customer, Date booked,
            std::int64_t credited, Rate share, std::int64_t amount) {
            StatementLine line;
            line.order = number.value_or("#" + std::to_string(order));
            line.order_id = OrderId{order};
            line.customer = customer.value_or("");
            line.booked_on = booked;
            line.credited = {credited, part.currency};
            line.share = share;
            line.amount = {amount, part.currency};
            take(payout, {person, component, part.period_key}, std::move(line));
        });
}

std::map<ComponentKey, Money> foreseen_corrections(db::Session& session, PaidPart const& part) {
    std::map<ComponentKey, Money> differences;
    auto const add = [&](std::int64_t person, std::string const& component, std::string const& key,
                         std::int64_t amount) {
        Money& difference =
            differences.try_emplace({person, component, key}, Money{0, part.currency}).first->second;
        difference = difference + Money{amount, part.currency};
    };
    session.each<std::int64_t, std::string, std::string, std::int64_t>(
        "select p.person_id, p.component, p.period_key, cast(sum(p.earned) as bigint) from payouts p where "
        "p.run_id = :run and p.period_key" +
            std::string(settled_periods) + only(part, "p.person_id") +
            " group by p.person_id, p.component, p.period_key",
        with_person(part, {{"run", part.run}}), add);
    // The account `earned` gives what is earned: its entries are the earnings with the other sign.
    session.each<std::int64_t, std::string, std::string, std::int64_t>(
        "select e.person_id, e.component, e.period_key, cast(sum(e.amount) as bigint) from "
        "pay_ledger_entries "
        "e join pay_ledger_batches b on b.batch_id = e.batch_id where e.account = 'earned' and b.kind <> "
        "'adjustment' and e.currency = :currency and e.period_key" +
            std::string(settled_periods) + only(part, "e.person_id") +
            " group by e.person_id, e.component, e.period_key",
        with_person(part, {{"currency", part.currency}}), add);
    std::erase_if(differences, [](auto const& each) { return each.second.units == 0; });
    return differences;
}

std::map<ComponentKey, std::vector<statements::CorrectionCause>> correction_causes(
    db::Session& session, PaidPart const& part, Date from, std::set<std::string> const& periods) {
    std::map<ComponentKey, std::vector<statements::CorrectionCause>> causes;
    auto const before = session.value<std::optional<std::int64_t>>(
        "select max(run_id) from pay_periods where state in ('approved', 'paid', 'closed') and valid_from < "
        ":from",
        {{"from", from}});
    if (!before) return causes;
    for (std::string const& period : periods) {
        std::map<ComponentKey, std::vector<StatementLine>> was, is;
        each_paid_line(session, {*before, period, part.person, part.currency},
                       [&](std::int64_t, ComponentKey const& key, StatementLine line) {
                           was[key].push_back(std::move(line));
                       });
        each_paid_line(session, {part.run, period, part.person, part.currency},
                       [&](std::int64_t, ComponentKey const& key, StatementLine line) {
                           is[key].push_back(std::move(line));
                       });
        for (auto const& [key, lines] : is) was.try_emplace(key);
        for (auto const& [key, lines] : was)
            if (auto found = statements::causes_of(lines, is[key]); !found.empty())
                causes[key] = std::move(found);
    }
    return causes;
}

std::map<std::int64_t, StatementTotals> earlier_in_year(db::Session& session, PaidPart const& part,
                                                        Date year_from, Date from) {
    std::map<std::int64_t, StatementTotals> sums;
    auto const add = [&](std::int64_t person, StatementTotals const& totals) {
        auto const [at, is_new] = sums.try_emplace(person, totals);
        if (!is_new) at->second = at->second + totals;
    };
    std::string const earlier =
        " d.valid_from >= :year and d.valid_from < :from and d.state in "
        "('approved', 'paid', 'closed')";
    session.each<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
        "select p.person_id, p.earned, p.held, p.drawn, p.clawed_back from payouts p join pay_periods d on "
        "d.run_id = p.run_id and d.period_key = p.period_key where" +
            earlier + only(part, "p.person_id"),
        with_person(part, {{"year", year_from}, {"from", from}}),
        [&](std::int64_t person, std::int64_t earned, std::int64_t held, std::int64_t drawn,
            std::int64_t clawed) {
            Statement payout;
            payout.currency = part.currency;
            payout.components.emplace_back();
            StatementComponent& row = payout.components.front();
            row.earned = {earned, part.currency}, row.held = {held, part.currency};
            row.drawn = {drawn, part.currency}, row.clawed_back = {clawed, part.currency};
            add(person, statements::totals_of(payout));
        });
    session.each<std::int64_t, std::string, std::int64_t>(
        "select e.person_id, b.kind, cast(sum(-e.amount) as bigint) from pay_ledger_entries e join "
        "pay_ledger_batches b on b.batch_id = e.batch_id join pay_periods d on d.pay_period_id = "
        "b.pay_period_id where e.account = 'earned' and b.kind in ('adjustment', 'correction') and "
        "e.currency "
        "= :currency and" +
            earlier + only(part, "e.person_id") + " group by e.person_id, b.kind",
        with_person(part, {{"currency", part.currency}, {"year", year_from}, {"from", from}}),
        [&](std::int64_t person, std::string const& kind, std::int64_t amount) {
            StatementTotals totals = statements::no_totals(part.currency);
            (kind == "adjustment" ? totals.adjusted : totals.corrected).units = amount;
            totals.due.units = amount;
            add(person, totals);
        });
    return sums;
}

}  // namespace colonnade::insight
