#include "insight/explain_parts.hpp"

#include <algorithm>

#include <boost/describe/enum_to_string.hpp>

#include "insight/pages.hpp"
#include "insight/source_store.hpp"

namespace colonnade::insight {

using wire::SourceCell;
using wire::SourceUnit;

std::string_view reason_key(engine::CreditReason reason) {
    switch (reason) {
        case engine::CreditReason::seller: return "explain.reason.seller";
        case engine::CreditReason::account_owner: return "explain.reason.account_owner";
        case engine::CreditReason::territory_holder: return "explain.reason.territory_holder";
    }
    return "";
}

wire::Explanation begin_explanation(Asked const& asked, std::string_view title, wire::Figure value,
                                    std::string_view formula, std::map<std::string, std::string> args) {
    wire::Explanation explanation;
    explanation.title = asked.words("explain.title." + std::string(title),
                                    {{"name", asked.subject().name}, {"period", asked.ask.period.key}});
    args.emplace("value", value.value);
    explanation.value = std::move(value);
    explanation.value.explain.reset();
    explanation.formula = {"explain.formula." + std::string(formula), std::move(args)};
    return explanation;
}

goals::AttainmentRow row_of(Asked const& asked) {
    auto const share =
        goals::share_behind(asked.standing(), asked.ask.measure, asked.ask.period.range, asked.ask.today);
    return goals::attainment_row(asked.standing(), asked.quotas, asked.ask, share, asked.index);
}

wire::ExplanationTerm term(Asked const& asked, std::string_view label, wire::Figure value) {
    return {asked.words("explain.term." + std::string(label)), std::move(value), {}};
}

std::optional<std::string> days_note(Asked const& asked, engine::Days days) {
    engine::Days const all = asked.days();
    if (days.from == all.from && days.to == all.to) return std::nullopt;
    if (days.to == engine::open_end)
        return asked.words("explain.note.from_day", {{"from", Date::from_number(days.from)}});
    return asked.words("explain.note.some_days",
                       {{"from", Date::from_number(days.from)}, {"to", Date::from_number(days.to - 1)}});
}

wire::SourceColumn column(Asked const& asked, std::string_view key, SourceUnit unit) {
    return {std::string(key), asked.words("explain.column." + std::string(key)), unit};
}

SourceUnit measure_unit(Asked const& asked) {
    return goals::is_money(asked.ask.measure) ? SourceUnit::money : SourceUnit::quantity;
}

SourceCell money_cell(Money amount) {
    return {amount.amount_text(amount.currency.minor_digits()), amount.currency, {}, {}};
}

SourceCell figure_cell(wire::Figure const& figure) {
    return {figure.value, figure.currency, {}, figure.explain};
}

std::optional<std::string> cursor_after(RowWindow window, std::size_t total) {
    std::int64_t const until = window.before + window.limit;
    return until < static_cast<std::int64_t>(total) ? std::optional(std::to_string(until)) : std::nullopt;
}

wire::SourceRows order_rows(Asked const& asked, db::Session& session, std::vector<Contribution> const& all,
                            RowWindow window) {
    engine::Facts const& facts = asked.book().facts();
    wire::SourceRows source;
    source.columns = {
        column(asked, "order", SourceUnit::text),     column(asked, "booked_on", SourceUnit::date),
        column(asked, "customer", SourceUnit::text),  column(asked, "amount", SourceUnit::money),
        column(asked, "person", SourceUnit::text),    column(asked, "share", SourceUnit::percent),
        column(asked, "counts", measure_unit(asked)), column(asked, "reason", SourceUnit::text)};
    source.total = static_cast<std::int64_t>(all.size());
    source.next = cursor_after(window, all.size());
    std::vector<Contribution const*> newest(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) newest[i] = &all[i];
    std::ranges::stable_sort(newest, [&](Contribution const* a, Contribution const* b) {
        return std::pair(facts.orders.day[a->order], a->order) >
               std::pair(facts.orders.day[b->order], b->order);
    });
    std::size_t const last = std::min<std::size_t>(all.size(), window.before + window.limit);
    for (std::size_t i = window.before; i < last; ++i) {
        Contribution const& one = *newest[i];
        std::int64_t const id = facts.orders.id[one.order];
        OrderLabel const label = order_label(session, id);
        bool const is_credit = one.entry != engine::nobody;
        auto const& credits = asked.book().credits();
        goals::Subject const* person = is_credit ? &asked.standing().people[credits.person[one.entry]]
                                                 : nullptr;
        std::string const explain = "/explanations?figure=order&order_id=" + std::to_string(id) +
                                    "&measure=" + boost::describe::enum_to_string(asked.ask.measure, "");
        wire::SourceRow row;
        row.cells.push_back({label.number, {}, order_page(id), {}});
        row.cells.push_back({Date::from_number(facts.orders.day[one.order]).text(), {}, {}, {}});
        row.cells.push_back({label.customer, {}, customer_page(label.customer_id), {}});
        row.cells.push_back(money_cell(label.amount));
        row.cells.push_back({person ? person->name : "", {}, {}, {}});
        row.cells.push_back(
            {is_credit ? wire::percent_figure(Rate{credits.share[one.entry]}).value : "", {}, {}, {}});
        row.cells.push_back(figure_cell(asked.figure(one.amount, explain)));
        std::string_view const reason = is_credit ? reason_key(credits.reason[one.entry])
                                                  : "explain.reason.whole";
        row.cells.push_back({asked.words(reason), {}, {}, {}});
        source.rows.push_back(std::move(row));
    }
    return source;
}

}  // namespace colonnade::insight
