#include <algorithm>
#include <numeric>

#include <boost/describe/enum_to_string.hpp>

#include "insight/explain_parts.hpp"
#include "insight/pages.hpp"

namespace colonnade::insight {
namespace {

using engine::Days;
using engine::Index;
using goals::AttainmentBy;
using goals::Rollup;

wire::Explanation begin_actual(Asked const& asked, std::int64_t value, std::string_view formula,
                               std::size_t count) {
    return begin_explanation(asked, "actual", asked.figure(value), formula,
                             {{"count", std::to_string(count)}});
}

bool is_empty(Days days) { return days.from >= days.to; }

std::int64_t sum_of(std::vector<Contribution> const& all) {
    std::int64_t sum = 0;
    for (Contribution const& one : all) sum += one.amount;
    return sum;
}

wire::Explanation explain_own(Asked const& asked, db::Session& session, RowWindow window) {
    auto const all =
        contributions(asked.standing(), AttainmentBy::person, asked.index, asked.measure(), asked.days());
    auto explanation = begin_actual(asked, sum_of(all), "actual_person", all.size());
    explanation.source = order_rows(asked, session, all, window);
    return explanation;
}

// What a person brings on some days, opening further where those days have an end.
wire::ExplanationTerm person_term(Asked const& asked, Index person, AttainmentBy by, Days days,
                                  std::int64_t amount) {
    goals::Subject const& subject = asked.standing().people[person];
    return {subject.name, asked.figure(amount, asked.address("actual", by, subject.id, days)),
            days_note(asked, days)};
}

bool leads(Asked const& asked, Index person, Days days) {
    return std::ranges::any_of(asked.standing().reports.of(person), [&](Rollup::Part const& part) {
        return part.depth > 0 && !is_empty(goals::within(part, days));
    });
}

// Own sales, and each direct report with everything below them.
std::vector<wire::ExplanationTerm> report_terms(Asked const& asked, std::int64_t& sum) {
    goals::Standing const& standing = asked.standing();
    std::vector<std::pair<std::int64_t, wire::ExplanationTerm>> below;
    std::vector<wire::ExplanationTerm> terms;
    for (Rollup::Part const& part : standing.reports.of(asked.index)) {
        Days const common = goals::within(part, asked.days());
        if (is_empty(common) || part.depth > 1) continue;
        bool const has_tree = part.depth == 1 && leads(asked, part.index, common);
        std::int64_t const amount = has_tree
                                        ? goals::tree_figure(standing, part.index, asked.measure(), common)
                                        : goals::own_figure(standing, part.index, asked.measure(), common);
        sum += amount;
        auto one = person_term(asked, part.index, has_tree ? AttainmentBy::manager : AttainmentBy::person,
                               common, amount);
        if (part.depth == 0) terms.push_back(std::move(one));
        else below.emplace_back(amount, std::move(one));
    }
    std::ranges::stable_sort(below, std::greater(), [](auto const& each) { return each.first; });
    for (auto& [amount, one] : below) terms.push_back(std::move(one));
    return terms;
}

// Everybody of the tree by name; for trees whose direct reports alone do not tell the whole, such as one in
// which somebody has reported to two people at once.
std::vector<wire::ExplanationTerm> people_terms(Asked const& asked, std::span<Rollup::Part const> parts) {
    std::vector<wire::ExplanationTerm> terms;
    for (Rollup::Part const& part : parts) {
        Days const common = goals::within(part, asked.days());
        if (is_empty(common)) continue;
        std::int64_t const amount = goals::own_figure(asked.standing(), part.index, asked.measure(), common);
        if (amount == 0 && part.depth > 0 && asked.book().credits_of(part.index, common).empty()) continue;
        terms.push_back(person_term(asked, part.index, AttainmentBy::person, common, amount));
    }
    return terms;
}

wire::Explanation explain_tree(Asked const& asked) {
    std::int64_t const value =
        goals::tree_figure(asked.standing(), asked.index, asked.measure(), asked.days());
    std::int64_t sum = 0;
    auto terms = report_terms(asked, sum);
    if (sum != value) terms = people_terms(asked, asked.standing().reports.of(asked.index));
    auto explanation = begin_actual(asked, value, "actual_manager", terms.size());
    explanation.terms = std::move(terms);
    explanation.notes = {asked.words("explain.note.tree_of_each_day")};
    return explanation;
}

wire::Explanation explain_team(Asked const& asked) {
    auto terms = people_terms(asked, asked.standing().team_members.of(asked.index));
    auto explanation =
        begin_actual(asked, goals::team_figure(asked.standing(), asked.index, asked.measure(), asked.days()),
                     "actual_team", terms.size());
    explanation.terms = std::move(terms);
    explanation.notes = {asked.words("explain.note.members_of_each_day")};
    return explanation;
}

std::int64_t uncredited_in(Asked const& asked, Index territory) {
    std::int64_t sum = 0;
    for (Index order : asked.book().uncredited_orders(asked.days())) {
        Index const of = asked.book().facts().orders.territory[order];
        for (Rollup::Part const& part : asked.standing().territory_tree.of(territory))
            if (of == part.index) sum += asked.book().order_figure(order, asked.measure());
    }
    return sum;
}

wire::Explanation explain_territory(Asked const& asked, db::Session& session, RowWindow window) {
    goals::Standing const& standing = asked.standing();
    auto const own = asked.book().orders_in(asked.index, asked.days());
    std::vector<Contribution> orders;
    for (Index order : own)
        orders.push_back({order, engine::nobody, asked.book().order_figure(order, asked.measure())});
    std::vector<wire::ExplanationTerm> terms{
        {asked.words("explain.term.orders_in_itself", {{"name", asked.subject().name}}),
         asked.figure(sum_of(orders)),
         {}}};
    for (Rollup::Part const& part : standing.territory_tree.of(asked.index)) {
        if (part.depth != 1) continue;
        goals::Subject const& below = standing.territories[part.index];
        std::int64_t const amount =
            goals::territory_figure(standing, part.index, asked.measure(), asked.days());
        terms.push_back({below.name,
                         asked.figure(amount, asked.address("actual", AttainmentBy::territory, below.id)),
                         {}});
    }
    auto explanation =
        begin_actual(asked, goals::territory_figure(standing, asked.index, asked.measure(), asked.days()),
                     "actual_territory", terms.size());
    explanation.terms = std::move(terms);
    explanation.source = order_rows(asked, session, orders, window);
    std::int64_t const uncredited = uncredited_in(asked, asked.index);
    explanation.notes = {
        asked.words(uncredited == 0 ? "explain.note.all_credited" : "explain.note.uncredited",
                    {{"amount", documents::ExactDecimal{asked.figure(uncredited).value}}})};
    return explanation;
}

// The same total from the territories' side: each territory that is below none, and what has none.
wire::SourceRows territory_rows(Asked const& asked) {
    goals::Standing const& standing = asked.standing();
    wire::SourceRows source;
    source.columns = {column(asked, "territory", wire::SourceUnit::text),
                      column(asked, "counts", measure_unit(asked))};
    std::vector<bool> is_below(standing.territories.size(), false);
    for (std::size_t i = 0; i < standing.territories.size(); ++i)
        for (Rollup::Part const& part : standing.territory_tree.of(static_cast<Index>(i)))
            if (part.depth > 0) is_below[part.index] = true;
    for (std::size_t i = 0; i < standing.territories.size(); ++i) {
        if (is_below[i]) continue;
        goals::Subject const& territory = standing.territories[i];
        std::int64_t const amount =
            goals::territory_figure(standing, static_cast<Index>(i), asked.measure(), asked.days());
        auto const explain = asked.address("actual", AttainmentBy::territory, territory.id);
        source.rows.push_back({{{territory.name, {}, goal_page("territory", territory.id), {}},
                                figure_cell(asked.figure(amount, explain))}});
    }
    std::int64_t const unplaced = asked.book().in_territory(engine::nobody, asked.measure(), asked.days());
    source.rows.push_back(
        {{{asked.words("explain.term.without_territory"), {}, {}, {}}, figure_cell(asked.figure(unplaced))}});
    source.total = static_cast<std::int64_t>(source.rows.size());
    return source;
}

wire::Explanation explain_company(Asked const& asked) {
    std::int64_t const whole = asked.book().whole(asked.measure(), asked.days());
    std::int64_t const uncredited = asked.book().uncredited(asked.measure(), asked.days());
    auto const side = [&](std::string const& name) {
        return asked.address("actual", AttainmentBy::company, 0) + "&side=" + name;
    };
    auto explanation = begin_actual(asked, whole, "actual_company", 2);
    explanation.terms = {term(asked, "credited", asked.figure(whole - uncredited, side("credited"))),
                         term(asked, "uncredited", asked.figure(uncredited, side("uncredited")))};
    explanation.source = territory_rows(asked);
    explanation.notes = {asked.words("explain.note.both_sides")};
    return explanation;
}

// What each person was credited with, the most first.
wire::Explanation explain_credited(Asked const& asked, RowWindow window) {
    goals::Standing const& standing = asked.standing();
    std::vector<std::pair<std::int64_t, Index>> people;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < standing.people.size(); ++i) {
        Index const person = static_cast<Index>(i);
        if (asked.book().credits_of(person, asked.days()).empty()) continue;
        people.emplace_back(goals::own_figure(standing, person, asked.measure(), asked.days()), person);
        sum += people.back().first;
    }
    std::ranges::sort(people, [](auto const& a, auto const& b) {
        return std::pair(-a.first, a.second) < std::pair(-b.first, b.second);
    });
    auto explanation = begin_actual(asked, sum, "actual_credited", people.size());
    wire::SourceRows source;
    source.columns = {column(asked, "person", wire::SourceUnit::text),
                      column(asked, "counts", measure_unit(asked))};
    source.total = static_cast<std::int64_t>(people.size());
    source.next = cursor_after(window, people.size());
    std::size_t const last = std::min<std::size_t>(people.size(), window.before + window.limit);
    for (std::size_t i = window.before; i < last; ++i) {
        goals::Subject const& person = standing.people[people[i].second];
        auto const explain = asked.address("actual", AttainmentBy::person, person.id);
        source.rows.push_back({{{person.name, {}, goal_page("person", person.id), {}},
                                figure_cell(asked.figure(people[i].first, explain))}});
    }
    explanation.source = std::move(source);
    return explanation;
}

wire::Explanation explain_uncredited(Asked const& asked, db::Session& session, RowWindow window) {
    std::vector<Contribution> orders;
    for (Index order : asked.book().uncredited_orders(asked.days()))
        orders.push_back({order, engine::nobody, asked.book().order_figure(order, asked.measure())});
    auto explanation = begin_actual(asked, sum_of(orders), "actual_uncredited", orders.size());
    explanation.source = order_rows(asked, session, orders, window);
    return explanation;
}

}  // namespace

wire::Explanation explain_actual(Asked const& asked, db::Session& session, RowWindow window,
                                 std::optional<CompanySide> side) {
    switch (asked.ask.by) {
        case AttainmentBy::person: return explain_own(asked, session, window);
        case AttainmentBy::manager: return explain_tree(asked);
        case AttainmentBy::team: return explain_team(asked);
        case AttainmentBy::territory: return explain_territory(asked, session, window);
        case AttainmentBy::company: break;
    }
    if (side == CompanySide::credited) return explain_credited(asked, window);
    if (side == CompanySide::uncredited) return explain_uncredited(asked, session, window);
    return explain_company(asked);
}

}  // namespace colonnade::insight
