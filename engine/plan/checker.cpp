#include "engine/plan/checker.hpp"

#include <algorithm>

namespace colonnade::plan {
namespace {

Per per_of(std::string_view text) {
    if (text == "deal") return Per::deal;
    if (text == "month") return Per::month;
    if (text == "quarter") return Per::quarter;
    return text == "year" ? Per::year : Per::period;
}

}  // namespace

Plan Checker::check() {
    header_once();
    declare_measures_and_parameters();
    declare_components();
    for (Statement const& s : document_.statements) header(s);
    std::size_t next = 0;
    for (Statement const& s : document_.statements)
        if (s.kind == StatementKind::component && next < plan_.components.size()) {
            component_ = static_cast<Index>(next);
            component(s, plan_.components[next++]);
        }
    component_ = none;
    for (std::size_t i = 0; i < plan_.tables.size(); ++i)
        if (table_open_[i]) settle_table(static_cast<Index>(i), Type::rate);
    for (Statement const& s : document_.statements)
        if (s.kind == StatementKind::example) example(s);
    return std::move(plan_);
}

// What every plan says once.
void Checker::header_once() {
    std::map<StatementKind, int> times;
    for (Statement const& s : document_.statements) {
        bool const once = s.kind == StatementKind::plan || s.kind == StatementKind::roles ||
                          s.kind == StatementKind::currency || s.kind == StatementKind::period ||
                          s.kind == StatementKind::rounding || s.kind == StatementKind::proration;
        if (++times[s.kind] > 1 && once) error("statement_twice", s.place, {{"statement", s.text}});
    }
    Place const place = document_.statements.empty() ? Place{} : document_.statements.front().place;
    if (!times.contains(StatementKind::currency))
        error("header_missing", place, {{"expected", "currency"}}, "currency EUR");
    if (!times.contains(StatementKind::period))
        error("header_missing", place, {{"expected", "period"}}, "period quarter, paid monthly, cumulative");
    if (!times.contains(StatementKind::component)) error("component_missing", place);
}

void Checker::header(Statement const& s) {
    switch (s.kind) {
        case StatementKind::plan: plan_.name = s.name.text; break;
        case StatementKind::roles: roles(s, plan_.roles); break;
        case StatementKind::currency: currency(s); break;
        case StatementKind::period: period(s); break;
        case StatementKind::rounding: rounding(s); break;
        case StatementKind::limit: plan_.limits.push_back(limit(s)); break;
        case StatementKind::draw:
        case StatementKind::guarantee: draw(s); break;
        case StatementKind::proration:
            for (Word const& word : s.words)
                plan_.proration |= word.text == "joiners"   ? prorate_joiners
                                   : word.text == "leavers" ? prorate_leavers
                                   : word.text == "leave"   ? prorate_leave
                                                            : prorate_role;
            if (s.words.empty())
                plan_.proration = prorate_joiners | prorate_leavers | prorate_leave | prorate_role;
            break;
        default: break;
    }
}

void Checker::roles(Statement const& s, std::vector<std::string>& into) {
    for (Word const& word : s.words) {
        bool const open = schema_.roles.empty();
        if (!open && std::find(schema_.roles.begin(), schema_.roles.end(), word.text) == schema_.roles.end())
            error("role_unknown", word.place, {{"name", word.text}}, nearest(word.text, schema_.roles));
        else into.push_back(word.text);
    }
}

void Checker::currency(Statement const& s) {
    auto const currency = Currency::find(s.name.text);
    if (!currency) {
        error("currency_unknown", s.name.place, {{"code", s.name.text}});
        return;
    }
    plan_.currency = *currency;
    plan_.convert_at_period_end = s.event.text == "period end";
    plan_.conversion = s.event.text == "delivered"  ? Event::delivered
                       : s.event.text == "invoiced" ? Event::invoiced
                       : s.event.text == "paid"     ? Event::paid
                                                    : Event::booked;
}

void Checker::period(Statement const& s) {
    std::string const& length = s.per.text;
    plan_.period = length == "month"     ? AccumulationPeriod::month
                   : length == "quarter" ? AccumulationPeriod::quarter
                   : length == "year"    ? AccumulationPeriod::year
                                         : AccumulationPeriod::quota_period;
    std::string const& paid = s.option.text;
    plan_.pay = paid == "quarterly" ? PayFrequency::quarterly
                : paid == "yearly"  ? PayFrequency::yearly
                : paid == "once"    ? PayFrequency::once
                                    : PayFrequency::monthly;
    if (paid.empty() && length == "quota") plan_.pay = PayFrequency::once;
    for (Word const& word : s.words) plan_.cumulative = word.text != "not cumulative";
    bool const longer = (plan_.pay == PayFrequency::quarterly && plan_.period == AccumulationPeriod::month) ||
                        (plan_.pay == PayFrequency::yearly && (plan_.period == AccumulationPeriod::month ||
                                                               plan_.period == AccumulationPeriod::quarter));
    if (longer) error("paid_too_seldom", s.option.place, {{"found", paid}, {"period", length}}, "once");
}

void Checker::rounding(Statement const& s) {
    std::string const& way = s.option.text;
    plan_.rounding = way == "half up" ? Rounding::half_up
                     : way == "down"  ? Rounding::down
                     : way == "up"    ? Rounding::up
                                      : Rounding::half_even;
    if (s.number.text.empty()) return;
    auto const step = told_literal(s.number, Type::money);
    if (step && *step > 0) plan_.rounding_step = *step;
    else if (step) error("value_expected", s.number.place, {{"found", s.number.text}, {"expected", "0.01"}});
}

Index Checker::money_expression(Index of, Inside inside) {
    return require(expression(of, inside), Type::money);
}

Limit Checker::limit(Statement const& s) {
    Limit made;
    made.kind = s.option.text == "least" ? Limit::Kind::at_least : Limit::Kind::at_most;
    made.amount = money_expression(s.expressions[0], each_ == Each::sums ? Inside::sums : Inside::line);
    made.per = per_of(s.per.text);
    made.place = s.place;
    if (made.per == Per::deal && each_ == Each::sums)
        error("deal_needs_each", s.per.place, {}, "for each order");
    return made;
}

template <class Spanned> void Checker::dates(Statement const& s, Spanned& into) {
    if (!s.words.empty() && !s.words[0].text.empty()) into.from = Date::parse(s.words[0].text);
    if (s.words.size() > 1) into.to = Date::parse(s.words[1].text);
    if (into.from && into.to && *into.to < *into.from)
        error("dates_reversed", s.words[1].place, {{"from", s.words[0].text}, {"to", s.words[1].text}});
}

template <class Advance> Advance Checker::advance(Statement const& s) {
    Advance made;
    made.amount = money_expression(s.expressions[0]);
    made.per = per_of(s.per.text);
    made.place = s.place;
    dates(s, made);
    if (!s.number.text.empty())
        if (auto const months = told_literal(s.number, Type::days)) {
            if (*months < 1 || *months > 1200)
                error("number_range", s.number.place, {{"found", s.number.text}});
            else made.first_months = static_cast<int>(*months);
        }
    return made;
}

void Checker::draw(Statement const& s) {
    if (s.kind == StatementKind::guarantee) {
        plan_.guarantees.push_back(advance<Guarantee>(s));
        return;
    }
    Draw made = advance<Draw>(s);
    made.recoverable = s.option.text != "not recoverable";
    plan_.draws.push_back(made);
}

void Checker::component_statement(Statement const& s, Component& component) {
    Inside const inside = each_ == Each::sums ? Inside::sums : Inside::line;
    switch (s.kind) {
        case StatementKind::roles: roles(s, component.roles); break;
        case StatementKind::dates: dates(s, component); break;
        case StatementKind::needs: {
            Index const condition = require(expression(s.expressions[0], inside), Type::yes_no);
            if (condition != none) component.needs.push_back(condition);
            break;
        }
        case StatementKind::pays: pays(s, component); break;
        case StatementKind::pool: pool(s, component); break;
        case StatementKind::limit: component.limits.push_back(limit(s)); break;
        case StatementKind::hold: hold(s, component); break;
        case StatementKind::clawback: clawback(s, component); break;
        default: break;  // `for each`, names and tables are read before
    }
}

}  // namespace colonnade::plan
