#include <algorithm>

#include "foundation/base/decimal.hpp"
#include "foundation/base/problem.hpp"
#include "insight/explain_parts.hpp"
#include "insight/pages.hpp"
#include "insight/source_store.hpp"

namespace colonnade::insight {
namespace {

using engine::Index;
using goals::AttainmentBy;

std::optional<Index> find_order(engine::CreditBook const& book, OrderId id) {
    auto const& ids = book.facts().orders.id;
    auto const at = std::ranges::lower_bound(ids, id.value);
    if (at == ids.end() || *at != id.value) return std::nullopt;
    return static_cast<Index>(at - ids.begin());
}

// Whoever sees the figure of somebody credited on the order's day, or of its territory, sees the order.
bool may_see_order(Asked const& asked, Index order) {
    engine::Facts const& facts = asked.book().facts();
    if (goals::visible_rows(asked.standing(), asked.caller, AttainmentBy::company)(0)) return true;
    engine::Days const day{facts.orders.day[order], facts.orders.day[order] + 1};
    auto const [first, last] = credits_of_order(asked.book(), order);
    for (Index entry = first; entry < last; ++entry)
        if (may_see(asked.standing(), asked.caller, AttainmentBy::person,
                    asked.book().credits().person[entry], day))
            return true;
    Index const territory = facts.orders.territory[order];
    return territory != engine::nobody &&
           may_see(asked.standing(), asked.caller, AttainmentBy::territory, territory, day);
}

// Who counts how much of the order.
std::vector<wire::ExplanationTerm> credit_terms(Asked const& asked, Index order) {
    std::vector<wire::ExplanationTerm> terms;
    auto const [first, last] = credits_of_order(asked.book(), order);
    for (Index entry = first; entry < last; ++entry) {
        auto const& credits = asked.book().credits();
        std::string const share = wire::percent_figure(Rate{credits.share[entry]}).value;
        terms.push_back({asked.standing().people[credits.person[entry]].name,
                         asked.figure(asked.book().credit_figure(entry, asked.measure())),
                         asked.words("explain.note.share",
                                     {{"share", documents::ExactDecimal{share}},
                                      {"reason", asked.words(reason_key(credits.reason[entry]))}})});
    }
    if (terms.empty())
        terms.push_back(
            term(asked, "uncredited", asked.figure(asked.book().order_figure(order, asked.measure()))));
    return terms;
}

// Each line with what it adds to the order's figure, and last what the lines do not explain.
wire::SourceRows line_rows(Asked const& asked, db::Session& session, Index order, OrderLabel const& label) {
    engine::CreditBook const& book = asked.book();
    std::vector<LineLabel> const lines = order_lines(session, book.facts().orders.id[order]);
    Contribution const whole{order, engine::nobody, book.order_figure(order, asked.measure())};
    bool const by_line = asked.measure() != engine::Measure::orders &&
                         asked.measure() != engine::Measure::new_customers;
    std::vector<std::int64_t> parts;
    std::int64_t rest = 0;
    if (by_line)
        rest = split_over_lines(book, whole, asked.measure(),
                                [&](std::uint32_t, std::int64_t part) { parts.push_back(part); });
    wire::SourceRows source;
    using wire::SourceUnit;
    source.columns = {
        column(asked, "line", SourceUnit::count),        column(asked, "product", SourceUnit::text),
        column(asked, "quantity", SourceUnit::quantity), column(asked, "price", SourceUnit::money),
        column(asked, "discount", SourceUnit::percent),  column(asked, "amount", SourceUnit::money),
        column(asked, "counts", measure_unit(asked))};
    Currency const currency = label.amount.currency;
    std::int64_t left = label.amount.units;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        LineLabel const& line = lines[i];
        left = subtract_checked(left, line.amount);
        wire::SourceCell const counts = i < parts.size() ? figure_cell(asked.figure(parts[i]))
                                                         : wire::SourceCell{};
        std::optional<std::string> link;
        if (line.product_id) link = product_page(*line.product_id);
        source.rows.push_back({{{std::to_string(line.line_no), {}, {}, {}},
                                {line.product, {}, link, {}},
                                {line.quantity.text(), {}, {}, {}},
                                money_cell({line.unit_price, currency}),
                                {wire::percent_figure(line.discount).value, {}, {}, {}},
                                money_cell({line.amount, currency}),
                                counts}});
    }
    if (left != 0 || rest != 0)
        source.rows.push_back({{{},
                                {asked.words("explain.term.order_less_lines"), {}, {}, {}},
                                {},
                                {},
                                {},
                                money_cell({left, currency}),
                                figure_cell(asked.figure(rest))}});
    source.total = static_cast<std::int64_t>(source.rows.size());
    return source;
}

std::optional<std::string> rate_note(Asked const& asked, Index order, Currency currency) {
    engine::Facts const& facts = asked.book().facts();
    if (currency == asked.standing().currency) return std::nullopt;
    engine::Day const day = facts.orders.day[order];
    auto const& dated = facts.rates.of_currency[facts.orders.currency[order]];
    auto const after = std::ranges::upper_bound(dated, day, {}, &engine::RateColumns::Dated::from);
    if (after == dated.begin())
        return asked.words("explain.note.no_rate",
                           {{"from", currency.text()}, {"day", Date::from_number(day)}});
    auto const& rate = *std::prev(after);
    return asked.words("explain.note.rate", {{"from", currency.text()},
                                             {"to", asked.standing().currency.text()},
                                             {"rate", documents::ExactDecimal{Rate{rate.rate}.text()}},
                                             {"day", Date::from_number(rate.from)}});
}

}  // namespace

wire::Explanation explain_order(Asked const& asked, db::Session& session, OrderId id) {
    auto const order = find_order(asked.book(), id);
    if (!order || !may_see_order(asked, *order)) throw not_found();
    engine::Facts const& facts = asked.book().facts();
    OrderLabel const label = order_label(session, id.value);
    bool const is_foreign = label.amount.currency != asked.standing().currency;
    std::int64_t const rate = facts.rates.rate(facts.orders.currency[*order], facts.orders.day[*order]);
    std::string formula = "order_counts";
    if (asked.ask.measure == goals::GoalMeasure::revenue) formula = is_foreign ? "order_converted" : "order";
    auto explanation = begin_explanation(
        asked, "order", asked.figure(asked.book().order_figure(*order, asked.measure())), formula,
        {{"amount", label.amount.amount_text()},
         {"currency", label.amount.currency.text()},
         {"rate", Rate{rate}.text()}});
    explanation.title =
        asked.words("explain.title.order", {{"number", label.number},
                                            {"day", Date::from_number(facts.orders.day[*order])},
                                            {"customer", label.customer}});
    explanation.terms = credit_terms(asked, *order);
    explanation.source = line_rows(asked, session, *order, label);
    if (auto note = rate_note(asked, *order, label.amount.currency)) explanation.notes.push_back(*note);
    if (label.kind != "order") explanation.notes.push_back(asked.words("explain.note." + label.kind));
    return explanation;
}

wire::Explanation explain_part(Asked const& asked, db::Session& session, BreakdownInto into,
                               std::string const& key, RowWindow window) {
    Cutter const cutter(asked, session, into);
    std::vector<Contribution> parts;
    std::optional<Bucket> wanted;
    std::int64_t sum = 0;
    for (Contribution const& one :
         contributions(asked.standing(), asked.ask.by, asked.index, asked.measure(), asked.days())) {
        std::optional<std::int64_t> part;
        cutter.cut(one, [&](Bucket bucket, std::int64_t amount) {
            if (!wanted && cutter.key(bucket) == key) wanted = bucket;
            if (bucket == wanted) part = part.value_or(0) + amount;
        });
        if (!part) continue;
        parts.push_back({one.order, one.entry, *part});
        sum += *part;
    }
    if (!wanted) throw not_found();
    auto explanation =
        begin_explanation(asked, "part", asked.figure(sum), "part",
                          {{"count", std::to_string(parts.size())}, {"name", cutter.name(session, *wanted)}});
    explanation.title = asked.words("explain.title.part", {{"part", cutter.name(session, *wanted)},
                                                           {"name", asked.subject().name},
                                                           {"period", asked.ask.period.key}});
    explanation.source = order_rows(asked, session, parts, window);
    return explanation;
}

}  // namespace colonnade::insight
