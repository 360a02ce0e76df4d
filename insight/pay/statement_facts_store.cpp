#include "insight/pay/statement_facts_store.hpp"

#include <map>
#include <set>
#include <tuple>

#include "foundation/base/problem.hpp"
#include "insight/pay/statement_history_store.hpp"
#include "pillars/operations/company/company_store.hpp"

namespace colonnade::insight {
namespace {

using statements::Statement;
using statements::StatementComponent;
using statements::StatementLine;
using statements::StatementTotals;

struct PeriodRow {
    std::string key;
    Date from;
    std::optional<Date> to;
    std::string state;
    std::int64_t run = 0;
    Currency currency;
    std::string results_digest;
};

class Gathering {
public:
    Gathering(db::Session& session, statements::PayPeriodId id, std::optional<PersonId> person)
        : session_(session), id_(id), person_(person) {}

    std::vector<Statement> statements() {
        if (!read_period()) return {};
        company_ = company::read_company(session_).company.name;
        read_year();
        read_plans();
        read_payouts();
        read_lines();
        read_figures();
        read_adjustments();
        read_ledger();
        if (!is_booked_) foresee_corrections();
        explain_corrections();
        year_ = earlier_in_year(session_, {period_.run, period_.key, person_, period_.currency}, year_from_,
                                period_.from);
        read_balances();
        return finished();
    }

private:
    db::Params with_person(db::Params params) const {
        if (person_) params.push_back({"person", *person_});
        return params;
    }
    std::string only(char const* column) const {
        return person_ ? std::string(" and ") + column + " = :person" : std::string();
    }
    // Read to the end before the first is taken, for taking one asks for more.
    template <class... C, class F> void each_of(std::string const& sql, db::Params const& params, F&& take) {
        for (auto const& row : session_.rows<C...>(sql, params)) std::apply(take, row);
    }
    Money zero() const { return {0, period_.currency}; }

    bool read_period() {
        auto const found =
            session_.maybe<std::string, Date, std::optional<Date>, std::string, std::optional<std::int64_t>>(
                "select period_key, valid_from, valid_to, state, run_id from pay_periods where "
                "pay_period_id = :id",
                {{"id", id_}});
        if (!found || !std::get<4>(*found)) return false;
        std::int64_t run = 0;
        std::tie(period_.key, period_.from, period_.to, period_.state) =
            std::tie(std::get<0>(*found), std::get<1>(*found), std::get<2>(*found), std::get<3>(*found));
        run = *std::get<4>(*found);
        auto const [currency, digest] = session_.one<Currency, std::string>(
            "select currency, results_digest from pay_runs where run_id = :id", {{"id", run}});
        period_.run = run;
        period_.currency = currency;
        period_.results_digest = digest;
        auto const paid = session_.value<std::optional<std::int64_t>>(
            "select max(at) from pay_period_steps where pay_period_id = :id and to_state = 'paid'",
            {{"id", id_}});
        if (paid) paid_on_ = Instant{*paid}.date();
        return true;
    }

    // The fiscal year that holds the period's first day; where the company's calendar has none, the period.
    void read_year() {
        year_from_ = period_.from;
        for (Period const& year : company::read_periods(session_).between(
                 {period_.from, period_.from.plus_days(1)}, PeriodKind::year))
            year_from_ = year.range.from;
    }

    void read_plans() {
        each_of<std::string, std::optional<int>, std::string>(
            "select r.name, v.number, r.digest from pay_run_plans r left join pay_plan_versions v on "
            "v.version_id = r.version_id where r.run_id = :run order by r.place",
            {{"run", period_.run}},
            [&](std::string const& name, std::optional<int> number, std::string const& digest) {
                plans_[name] = {name, number, digest};
            });
    }

    Statement& of(std::int64_t person) {
        auto const [at, is_new] = by_person_.try_emplace(person);
        Statement& statement = at->second;
        if (!is_new) return statement;
        auto const [name, number] = session_.one<std::string, std::optional<std::string>>(
            "select name, external_id from people where person_id = :id", {{"id", person}});
        statement.company = company_;
        statement.person_id = PersonId{person};
        statement.person = name;
        statement.personnel_number = number.value_or("");
        statement.position = position_of(person);
        statement.pay_period_id = id_;
        statement.period = period_.key;
        statement.period_from = period_.from;
        statement.period_to = period_.to;
        statement.state = period_.state;
        statement.paid_on = paid_on_;
        statement.currency = period_.currency;
        statement.year_from = year_from_;
        statement.totals = statement.year_to_date = statements::no_totals(period_.currency);
        statement.still_held = statement.still_to_recover = zero();
        statement.run = std::to_string(period_.run);
        statement.results_digest = period_.results_digest;
        return statement;
    }

    std::string position_of(std::int64_t person) {
        Date const day = period_.to ? period_.to->plus_days(-1) : period_.from;
        auto const title = session_.maybe<std::string>(
            "select p.title from position_holders h join positions p on p.position_id = h.position_id where "
            "h.person_id = :person and h.valid_from <= :day and (h.valid_to is null or h.valid_to > :day2) "
            "order by h.valid_from, h.holder_id limit 1",
            {{"person", person}, {"day", day}, {"day2", day}});
        return title ? std::get<0>(*title) : std::string();
    }

    void read_payouts() {
        each_of<std::int64_t, std::int64_t, std::string, std::string, std::int64_t, std::int64_t,
                std::int64_t, std::int64_t, std::int64_t>(
            "select p.payout_id, p.person_id, p.plan_name, p.component, p.credited, p.earned, p.held, "
            "p.drawn, "
            "p.clawed_back from payouts p where p.run_id = :run and p.period_key = :key" +
                only("p.person_id") + " order by p.payout_id",
            with_person({{"run", period_.run}, {"key", period_.key}}),
            [&](auto const&... column) { add_payout(column...); });
    }
    // The components of one statement must not move while places point at them: they are numbers.
    void add_payout(std::int64_t id, std::int64_t person, std::string const& plan,
                    std::string const& component, std::int64_t credited, std::int64_t earned,
                    std::int64_t held, std::int64_t drawn, std::int64_t clawed) {
        Statement& statement = of(person);
        Currency const in = period_.currency;
        StatementComponent row;
        row.plan = plan;
        row.component = component;
        row.payout_id = statements::PayoutId{id};
        row.credited = {credited, in}, row.earned = {earned, in}, row.held = {held, in};
        row.drawn = {drawn, in}, row.clawed_back = {clawed, in};
        row.credit_left_out = zero();
        places_[id] = {person, statement.components.size()};
        statement.components.push_back(std::move(row));
        if (auto const known = plans_.find(plan); known != plans_.end())
            if (std::ranges::none_of(statement.plans, [&](auto const& one) { return one.name == plan; }))
                statement.plans.push_back(known->second);
    }
    StatementComponent& component_at(std::int64_t payout) {
        auto const [person, place] = places_.at(payout);
        return by_person_.at(person).components[place];
    }

    void read_lines() {
        each_paid_line(session_, {period_.run, period_.key, person_, period_.currency},
                       [&](std::int64_t payout, ComponentKey const&, StatementLine line) {
                           component_at(payout).lines.push_back(std::move(line));
                       });
    }

    void read_figures() {
        each_of<std::int64_t, std::string, std::string, std::string, std::string, std::string, std::string>(
            "select f.payout_id, f.name, f.input_kind, f.value_from, f.value_to, f.value_kind, f.value from "
            "payouts p join payout_figures f on f.payout_id = p.payout_id where p.run_id = :run and "
            "p.period_key = :key" +
                only("p.person_id") + " order by f.payout_id, f.place",
            with_person({{"run", period_.run}, {"key", period_.key}}),
            [&](std::int64_t payout, std::string const& name, std::string const& input,
                std::string const& from, std::string const& to, std::string const& kind,
                std::string const& value) {
                using incentives::parse_word;
                using statements::NumberKind;
                StatementComponent& component = component_at(payout);
                auto const of_value = parse_word<NumberKind>(kind);
                if (input.empty()) component.figures.push_back({name, of_value, value});
                else
                    component.steps.push_back(
                        {name, parse_word<NumberKind>(input), from, to, of_value, value});
            });
    }

    void read_adjustments() {
        each_of<std::int64_t, std::string, Currency, std::int64_t, std::string>(
            "select person_id, component, currency, amount, reason from pay_adjustments where pay_period_id "
            "= :id and state = 'approved'" +
                only("person_id") + " order by adjustment_id",
            with_person({{"id", id_}}),
            [&](std::int64_t person, std::string const& component, Currency currency, std::int64_t amount,
                std::string const& reason) {
                of(person).adjustments.push_back({component, {amount, currency}, reason});
            });
    }

    // What the period's batches left due or paid, and the corrections among them.
    void read_ledger() {
        is_booked_ = session_.exists("select 1 from pay_ledger_batches where pay_period_id = :id limit 1",
                                     {{"id", id_}});
        each_of<std::int64_t, std::string, std::string, std::string, std::string, std::int64_t>(
            "select e.person_id, b.kind, e.account, e.component, e.period_key, cast(sum(e.amount) as bigint) "
            "from pay_ledger_entries e join pay_ledger_batches b on b.batch_id = e.batch_id where "
            "b.pay_period_id = :id and e.currency = :currency" +
                only("e.person_id") +
                " group by e.person_id, b.kind, e.account, e.component, e.period_key order by e.person_id, "
                "e.period_key, e.component, b.kind, e.account",
            with_person({{"id", id_}, {"currency", period_.currency}}),
            [&](std::int64_t person, std::string const& kind, std::string const& account,
                std::string const& component, std::string const& key, std::int64_t amount) {
                Statement& statement = of(person);
                if (account == "due" || account == "paid")
                    booked_.try_emplace(person, zero()).first->second.units += amount;
                if (kind == "correction" && account == "earned")
                    statement.corrections.push_back({key, component, {-amount, period_.currency}, {}, 0});
            });
    }

    // Before approval: what the run says of settled periods against what the ledger has of them.
    void foresee_corrections() {
        for (auto const& [key, amount] :
             foreseen_corrections(session_, {period_.run, period_.key, person_, period_.currency}))
            of(std::get<0>(key)).corrections.push_back({std::get<2>(key), std::get<1>(key), amount, {}, 0});
    }

    void explain_corrections() {
        std::set<std::string> keys;
        for (auto const& [person, statement] : by_person_)
            for (auto const& correction : statement.corrections) keys.insert(correction.period);
        auto const causes = correction_causes(session_, {period_.run, period_.key, person_, period_.currency},
                                              period_.from, keys);
        for (auto& [person, statement] : by_person_)
            for (auto& correction : statement.corrections) {
                auto const found = causes.find({person, correction.component, correction.period});
                if (found != causes.end()) correction.causes = found->second;
                statements::limit_causes(correction);
            }
    }

    void read_balances() {
        each_of<std::int64_t, std::string, std::int64_t>(
            "select e.person_id, e.account, cast(sum(e.amount) as bigint) from pay_ledger_entries e join "
            "pay_ledger_batches b on b.batch_id = e.batch_id join pay_periods d on d.pay_period_id = "
            "b.pay_period_id where e.account in ('held', 'drawn') and e.currency = :currency and "
            "d.valid_from "
            "<= :from" +
                only("e.person_id") + " group by e.person_id, e.account",
            with_person({{"currency", period_.currency}, {"from", period_.from}}),
            [&](std::int64_t person, std::string const& account, std::int64_t amount) {
                auto const at = by_person_.find(person);
                if (at == by_person_.end()) return;
                if (account == "held") at->second.still_held.units = amount;
                else at->second.still_to_recover.units = -amount;
            });
        if (is_booked_) return;
        for (auto& [person, statement] : by_person_)
            for (StatementComponent const& component : statement.components) {
                statement.still_held = statement.still_held + component.held;
                statement.still_to_recover = statement.still_to_recover + component.drawn;
            }
    }

    std::vector<Statement> finished() {
        std::vector<Statement> all;
        for (auto& [person, statement] : by_person_) {
            std::optional<statements::Booked> booked;
            if (is_booked_) {
                auto const due = booked_.find(person);
                booked = statements::Booked{due == booked_.end() ? zero() : due->second};
            }
            for (StatementComponent& component : statement.components) statements::limit_lines(component);
            auto const year = year_.find(person);
            all.push_back(statements::finished(
                std::move(statement),
                year == year_.end() ? statements::no_totals(period_.currency) : year->second, booked));
        }
        std::ranges::stable_sort(all, {}, &Statement::person);
        return all;
    }

    db::Session& session_;
    statements::PayPeriodId id_;
    std::optional<PersonId> person_;
    PeriodRow period_;
    std::string company_;
    std::optional<Date> paid_on_;
    Date year_from_;
    bool is_booked_ = false;
    std::map<std::string, statements::StatementPlan> plans_;
    std::map<std::int64_t, Statement> by_person_;
    std::map<std::int64_t, std::pair<std::int64_t, std::size_t>> places_;
    std::map<std::int64_t, Money> booked_;
    std::map<std::int64_t, StatementTotals> year_;
};

}  // namespace

std::vector<statements::Statement> read_statements(db::Session& session, statements::PayPeriodId period,
                                                   std::optional<PersonId> person) {
    return Gathering(session, period, person).statements();
}

std::string payee_language(db::Session& session, PersonId person) {
    auto const known = session.maybe<std::optional<std::string>, std::optional<std::string>>(
        "select u.language, p.language from people p left join users u on u.person_id = p.person_id where "
        "p.person_id = :id order by u.user_id limit 1",
        {{"id", person}});
    for (auto const& language : known ? std::vector{std::get<0>(*known), std::get<1>(*known)}
                                      : std::vector<std::optional<std::string>>{})
        if (language && !language->empty()) return *language;
    return company::read_company(session).company.language;
}

PersonId find_payee(db::Session& session, std::string const& text) {
    if (auto const known = session.maybe<PersonId>("select person_id from people where external_id = :text",
                                                   {{"text", text}}))
        return std::get<0>(*known);
    auto const number = parse_decimal(text, 0);
    if (!number || !session.exists("select 1 from people where person_id = :id", {{"id", *number}}))
        throw not_found();
    return PersonId{*number};
}

}  // namespace colonnade::insight
