#include "pillars/operations/goals/attainment_view.hpp"

#include <algorithm>
#include <memory>

#include <boost/describe/enum_to_string.hpp>

#include "pillars/operations/goals/goal_store.hpp"

namespace colonnade::goals {
namespace {

// One bit per person: whether the caller sees them today.
std::vector<bool> visible_people(Standing const& standing, Caller const& caller) {
    Scope const scope = caller.scope(Permission::goal_read);
    std::vector<bool> seen(standing.people.size(), scope == Scope::all);
    auto const self = caller.person ? standing.person(*caller.person) : std::nullopt;
    if (!self || scope == Scope::none) return seen;
    seen[*self] = true;
    if (scope != Scope::team) return seen;
    engine::Day const today = caller.today.number();
    for (Rollup::Part const& part : standing.reports.of(*self))
        if (part.from <= today && today < part.to) seen[part.index] = true;
    return seen;
}

bool any_seen_today(std::span<Rollup::Part const> parts, std::vector<bool> const& seen, engine::Day today) {
    return std::ranges::any_of(parts, [&](Rollup::Part const& part) {
        return part.from <= today && today < part.to && seen[part.index];
    });
}

// Territories held today by somebody the caller sees, and all below them.
std::vector<bool> visible_territories(Standing const& standing, std::vector<bool> const& people,
                                      engine::Day today) {
    std::vector<bool> seen(standing.territories.size(), false);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        engine::Index const holder =
            standing.book->facts().territory_holders.holder(static_cast<engine::Index>(i), today);
        if (holder == engine::nobody || !people[holder]) continue;
        for (Rollup::Part const& part : standing.territory_tree.of(static_cast<engine::Index>(i)))
            if (part.from <= today && today < part.to) seen[part.index] = true;
    }
    return seen;
}

}  // namespace

wire::Figure measure_figure(Standing const& standing, GoalMeasure measure, std::int64_t amount,
                            std::optional<std::string> explain) {
    if (is_money(measure)) return wire::money_figure({amount, standing.currency}, std::move(explain));
    return wire::quantity_figure({amount}, std::move(explain));
}

std::string explanation_address(std::string_view figure, AttainmentBy by, std::int64_t subject_id,
                                AttainmentAsk const& ask) {
    return "/explanations?figure=" + std::string(figure) + "&by=" + boost::describe::enum_to_string(by, "") +
           "&subject_id=" + std::to_string(subject_id) + "&period=" + ask.period.key +
           "&measure=" + std::string(measure_text(ask.measure));
}

Subject subject_of(Standing const& standing, AttainmentBy by, engine::Index index) {
    switch (by) {
        case AttainmentBy::team: return standing.teams[index];
        case AttainmentBy::territory: return standing.territories[index];
        case AttainmentBy::company: return {0, "", standing.company_name, {Date::beginning(), {}}};
        default: return standing.people[index];
    }
}

std::optional<engine::Index> index_of(Standing const& standing, AttainmentBy by, std::int64_t subject_id) {
    switch (by) {
        case AttainmentBy::team: return standing.team({subject_id});
        case AttainmentBy::territory: return standing.territory({subject_id});
        case AttainmentBy::company: return subject_id == 0 ? std::optional<engine::Index>(0) : std::nullopt;
        default: return standing.person({subject_id});
    }
}

AttainmentView attainment_view(Standing const& standing, AttainmentAsk const& ask, AttainmentRow const& row) {
    Subject const subject = subject_of(standing, row.by, row.index);
    auto const address = [&](std::string_view figure) {
        return explanation_address(figure, row.by, subject.id, ask);
    };
    auto const shown = [&](std::optional<std::int64_t> amount, std::string_view figure) {
        std::optional<wire::Figure> one;
        if (amount) one = measure_figure(standing, ask.measure, *amount, address(figure));
        return one;
    };
    AttainmentView view;
    view.by = row.by;
    view.subject_id = subject.id;
    view.external_id = subject.external_id;
    view.name = subject.name;
    view.period = ask.period.key;
    view.period_from = ask.period.range.from;
    view.period_to = ask.period.range.to;
    view.measure = ask.measure;
    view.quota = shown(row.quota, "quota");
    view.actual = *shown(row.actual, "actual");
    if (row.attainment) view.attainment = wire::percent_figure(*row.attainment, address("attainment"));
    view.expected = shown(row.path.expected, "expected");
    view.projected = shown(row.path.projected, "projected");
    view.gap = shown(row.path.gap, "gap");
    view.status = row.path.status;
    return view;
}

std::function<bool(engine::Index)> visible_rows(Standing const& standing, Caller const& caller,
                                                AttainmentBy by) {
    Scope const scope = caller.scope(Permission::goal_read);
    if (scope == Scope::all) return [](engine::Index) { return true; };
    if (by == AttainmentBy::company) return [](engine::Index) { return false; };
    engine::Day const today = caller.today.number();
    auto people = std::make_shared<std::vector<bool>>(visible_people(standing, caller));
    if (by == AttainmentBy::territory) {
        auto seen = std::make_shared<std::vector<bool>>(visible_territories(standing, *people, today));
        return [seen](engine::Index index) { return (*seen)[index]; };
    }
    if (by == AttainmentBy::team)
        return [people, &standing, today](engine::Index index) {
            return any_seen_today(standing.team_members.of(index), *people, today);
        };
    return [people](engine::Index index) { return (*people)[index]; };
}

}  // namespace colonnade::goals
