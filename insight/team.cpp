#include "insight/team.hpp"

#include <algorithm>
#include <unordered_map>

#include <boost/describe/enum_to_string.hpp>

#include "foundation/base/decimal.hpp"
#include "insight/pages.hpp"
#include "insight/parts.hpp"

namespace colonnade::insight {
namespace {

using engine::Index;
using goals::AttainmentBy;
using goals::AttainmentRow;
using goals::Rollup;

constexpr std::size_t members_max = 200, movers_max = 5;

bool holds(Rollup::Part const& part, engine::Day day) { return part.from <= day && day < part.to; }

// The people of the tree and the direct reports in it, on the asked day.
struct Tree {
    std::vector<Index> people;
    std::vector<Index> reports;
};

Tree tree_below(Asked const& asked, Index person) {
    Tree tree;
    engine::Day const today = asked.ask.today.number();
    for (Rollup::Part const& part : asked.standing().reports.of(person)) {
        if (!holds(part, today)) continue;
        tree.people.push_back(part.index);
        if (part.depth == 1) tree.reports.push_back(part.index);
    }
    return tree;
}

// Of the company: everybody employed, and those who report to nobody.
Tree whole_tree(Asked const& asked) {
    Tree tree;
    engine::Day const today = asked.ask.today.number();
    auto const& people = asked.standing().people;
    std::vector<bool> reports(people.size(), false);
    for (std::size_t i = 0; i < people.size(); ++i)
        for (Rollup::Part const& part : asked.standing().reports.of(static_cast<Index>(i)))
            if (part.depth > 0 && holds(part, today)) reports[part.index] = true;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (!people[i].active.contains(asked.ask.today)) continue;
        tree.people.push_back(static_cast<Index>(i));
        if (!reports[i]) tree.reports.push_back(static_cast<Index>(i));
    }
    return tree;
}

Tree tree_of(Asked const& asked) {
    return asked.ask.by == AttainmentBy::company ? whole_tree(asked) : tree_below(asked, asked.index);
}

class Rows {
public:
    explicit Rows(Asked const& asked)
        : asked_(asked),
          share_(goals::share_behind(asked.standing(), asked.ask.measure, asked.ask.period.range,
                                     asked.ask.today)) {}

    AttainmentRow row(AttainmentBy by, Index index) const {
        return goals::attainment_row(asked_.standing(), asked_.quotas, asked_.at(by), share_, index);
    }
    goals::AttainmentView view(AttainmentRow const& row) const {
        return goals::attainment_view(asked_.standing(), asked_.at(row.by), row);
    }
    // Rows of people that have a goal or credit, furthest behind first, those without a goal last.
    std::vector<AttainmentRow> people(std::vector<Index> const& indexes) const {
        std::vector<AttainmentRow> rows;
        for (Index person : indexes) {
            AttainmentRow one = row(AttainmentBy::person, person);
            if (one.quota || one.actual != 0) rows.push_back(std::move(one));
        }
        sort(rows);
        return rows;
    }
    static void sort(std::vector<AttainmentRow>& rows) {
        std::ranges::stable_sort(rows, {},
                                 [](AttainmentRow const& row) { return row.path.gap.value_or(INT64_MAX); });
    }

private:
    Asked const& asked_;
    std::optional<Rate> share_;
};

StatusCounts counts_of(std::vector<AttainmentRow> const& rows) {
    StatusCounts counts;
    for (AttainmentRow const& row : rows) switch (row.path.status) {
            case goals::GoalStatus::ahead: ++counts.ahead; break;
            case goals::GoalStatus::on_track: ++counts.on_track; break;
            case goals::GoalStatus::behind: ++counts.behind; break;
            case goals::GoalStatus::no_goal: ++counts.no_goal; break;
        }
    return counts;
}

std::vector<ReportView> report_views(Asked const& asked, Rows const& rows,
                                     std::vector<Index> const& reports) {
    std::vector<std::pair<AttainmentRow, StatusCounts>> found;
    for (Index report : reports) {
        Tree const below = tree_below(asked, report);
        bool const leads = !below.reports.empty();
        AttainmentRow row = rows.row(leads ? AttainmentBy::manager : AttainmentBy::person, report);
        StatusCounts const people = counts_of(rows.people(below.people));
        found.emplace_back(std::move(row), people);
    }
    std::ranges::stable_sort(found, {},
                             [](auto const& one) { return one.first.path.gap.value_or(INT64_MAX); });
    std::vector<ReportView> views;
    for (auto const& [row, people] : found) views.push_back({rows.view(row), people});
    return views;
}

std::vector<Mover> movers(Asked const& asked, std::vector<Contribution> const& all) {
    std::unordered_map<Index, std::int64_t> moved;
    engine::CreditBook const& book = asked.book();
    for (Contribution const& one : all) {
        if (one.entry != engine::nobody) {
            moved[book.credits().person[one.entry]] += one.amount;
            continue;
        }
        auto const [first, last] = credits_of_order(book, one.order);
        for (Index entry = first; entry < last; ++entry)
            moved[book.credits().person[entry]] += book.credit_figure(entry, asked.measure());
    }
    std::vector<std::pair<Index, std::int64_t>> sorted(moved.begin(), moved.end());
    std::ranges::sort(sorted, [](auto const& a, auto const& b) {
        return std::pair(-std::abs(a.second), a.first) < std::pair(-std::abs(b.second), b.first);
    });
    if (sorted.size() > movers_max) sorted.resize(movers_max);
    std::vector<Mover> found;
    for (auto const& [person, amount] : sorted) {
        goals::Subject const& subject = asked.standing().people[person];
        found.push_back({subject.id, subject.name, goal_page("person", subject.id), asked.figure(amount)});
    }
    return found;
}

}  // namespace

ChangesView changes(Asked const& asked, int days) {
    Date const today = asked.ask.today;
    DateRange const range{today.plus_days(1 - days), today.plus_days(1)};
    auto const all = contributions(asked.standing(), asked.ask.by, asked.index, asked.measure(),
                                   goals::engine_days(range));
    ChangesView view;
    view.from = range.from;
    view.to = today;
    std::int64_t booked = 0, returned = 0;
    std::vector<Index> orders, returns;
    for (Contribution const& one : all) {
        bool const reduces = asked.book().facts().orders.reduces[one.order];
        (reduces ? returned : booked) += one.amount;
        (reduces ? returns : orders).push_back(one.order);
    }
    auto const distinct = [](std::vector<Index>& found) {
        std::ranges::sort(found);
        return static_cast<std::int64_t>(std::unique(found.begin(), found.end()) - found.begin());
    };
    view.orders = distinct(orders);
    view.returns = distinct(returns);
    view.booked = asked.figure(booked);
    view.returned = asked.figure(returned);
    view.net =
        asked.figure(add_checked(booked, returned),
                     asked.address("actual", asked.ask.by, asked.subject().id, goals::engine_days(range)));
    view.movers = movers(asked, all);
    return view;
}

std::vector<goals::AttainmentView> behind(Asked const& asked, std::size_t limit) {
    Rows const rows(asked);
    std::vector<goals::AttainmentView> views;
    for (AttainmentRow const& row : rows.people(tree_of(asked).people)) {
        if (views.size() == limit) break;
        if (row.path.status == goals::GoalStatus::behind) views.push_back(rows.view(row));
    }
    return views;
}

TeamStanding team_view(Asked const& asked) {
    Rows const rows(asked);
    Tree const tree = tree_of(asked);
    TeamStanding view;
    view.standing = rows.view(rows.row(asked.ask.by, asked.index));
    auto const people = rows.people(tree.people);
    view.people = counts_of(people);
    view.reports = report_views(asked, rows, tree.reports);
    for (AttainmentRow const& row : people) {
        if (view.members.size() == members_max) break;
        view.members.push_back(rows.view(row));
    }
    view.since_yesterday = changes(asked, 2);
    view.last_seven_days = changes(asked, 7);
    return view;
}

}  // namespace colonnade::insight
