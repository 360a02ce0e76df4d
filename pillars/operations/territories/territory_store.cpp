#include "pillars/operations/territories/territory_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "foundation/access/visibility.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"
#include "foundation/db/id_list.hpp"
#include "pillars/operations/structure/dated_tree.hpp"
#include "pillars/operations/structure/timeline.hpp"

namespace colonnade::territories {
namespace {

using Text = std::optional<std::string>;

std::vector<TerritoryView> territories_where(db::Session& session, std::string_view condition,
                                             db::Params const& params) {
    std::vector<TerritoryView> found;
    for (auto& [id, external, name, parent, from, to, position, title, holder, holder_name, change] :
         session.rows<TerritoryId, Text, std::string, std::optional<TerritoryId>, Date, std::optional<Date>,
                      std::optional<PositionId>, Text, std::optional<PersonId>, Text, ChangeId>(
             fmt::format(
                 "select t.territory_id, t.external_id, t.name, t.parent_id, t.valid_from, t.valid_to, "
                 "o.position_id, "
                 "o.title, p.person_id, p.name, t.change_id from territories t "
                 "left join territory_assignments a on a.territory_id = t.territory_id and a.valid_from <= "
                 ":on "
                 "and (a.valid_to is null or a.valid_to > :on) "
                 "left join positions o on o.position_id = a.position_id "
                 "left join position_holders h on h.position_id = o.position_id and h.valid_from <= :on "
                 "and (h.valid_to is null or h.valid_to > :on) "
                 "left join people p on p.person_id = h.person_id where {} order by t.name, t.territory_id",
                 condition),
             params))
        found.push_back(
            {id, external, name, parent, 0, {from, to}, position, title, holder, holder_name, change});
    return found;
}

// A territory's place in the tree.
struct Node {
    TerritoryId id;
    std::optional<TerritoryId> parent;
    std::string name;
    std::int64_t depth = 0;
};

// Each before those in it, siblings as they were given; one whose parent is not among them stands at the
// root.
std::vector<Node> as_tree(std::vector<Node> flat) {
    std::unordered_map<std::int64_t, std::vector<std::size_t>> inside;
    std::unordered_set<std::int64_t> listed;
    for (Node const& node : flat) listed.insert(node.id.value);
    std::vector<std::size_t> waiting;  // a stack
    for (std::size_t i = flat.size(); i-- > 0;) {
        if (flat[i].parent && listed.contains(flat[i].parent->value))
            inside[flat[i].parent->value].push_back(i);
        else waiting.push_back(i);
    }
    std::vector<Node> tree;
    tree.reserve(flat.size());
    while (!waiting.empty()) {
        Node& node = flat[waiting.back()];
        waiting.pop_back();
        if (auto const children = inside.find(node.id.value); children != inside.end())
            for (std::size_t const child : children->second) {
                flat[child].depth = node.depth + 1;
                waiting.push_back(child);
            }
        tree.push_back(std::move(node));
    }
    return tree;
}

// Whether each of the words begins a word of the name.
bool matches(std::string const& name, std::vector<std::string> const& words) {
    std::string const form = " " + search_form(name);
    return std::ranges::all_of(words,
                               [&](std::string const& word) { return form.find(word) != std::string::npos; });
}

// What matches, and what it lies in.
std::vector<Node> narrowed(std::vector<Node> tree, std::string const& q) {
    std::vector<std::string> words;
    std::istringstream text(search_form(q));
    for (std::string word; text >> word;) words.push_back(" " + word);
    std::vector<Node> kept;
    std::int64_t needed = -1;  // backwards: the depth at which the last one kept still lacks its parent
    for (std::size_t i = tree.size(); i-- > 0;) {
        bool const above = tree[i].depth == needed;
        if (!above && !matches(tree[i].name, words)) continue;
        if (above || tree[i].depth > needed) needed = tree[i].depth - 1;
        kept.push_back(std::move(tree[i]));
    }
    std::ranges::reverse(kept);
    return kept;
}

std::vector<Assignment> all_assignments(db::Session& session) {
    std::vector<Assignment> found;
    session.each<TerritoryId, PositionId, Date, std::optional<Date>>(
        "select territory_id, position_id, valid_from, valid_to from territory_assignments "
        "order by territory_id, valid_from",
        {}, [&](TerritoryId territory, PositionId position, Date from, std::optional<Date> to) {
            found.push_back({territory, position, {from, to}});
        });
    return found;
}

// The holders of positions that work some territory.
std::vector<Holding> all_holdings(db::Session& session) {
    std::vector<Holding> found;
    session.each<PositionId, PersonId, Date, std::optional<Date>>(
        "select position_id, person_id, valid_from, valid_to from position_holders "
        "where position_id in (select position_id from territory_assignments) order by position_id, "
        "valid_from",
        {}, [&](PositionId position, PersonId person, Date from, std::optional<Date> to) {
            found.push_back({position, person, {from, to}});
        });
    return found;
}

std::string assignments_json(access::Write& w, TerritoryId id) {
    return wire::to_json(list_assignments(w, w.caller(), id));
}

void require_parent(access::Write& w, std::optional<TerritoryId> parent) {
    if (parent && !w.exists("select 1 from territories where territory_id = :id", {{"id", *parent}}))
        throw invalid("territories.unknown", {}, "parent_id");
}

void require_range(DateRange const& range, std::string_view path) {
    if (range.to && *range.to <= range.from)
        throw invalid("structure.ends_before_it_begins",
                      {{"from", range.from.text()}, {"to", range.to->text()}}, std::string(path));
}

}  // namespace

TerritoryPage list_territories(db::Session& session, Caller const&, TerritoryFilter const& filter, Date on,
                               std::optional<TerritoryCursor> const& after, std::int64_t most) {
    std::vector<Node> tree;
    session.each<TerritoryId, std::optional<TerritoryId>, std::string>(
        "select territory_id, parent_id, name from territories where valid_from <= :on and "
        "(valid_to is null or valid_to > :on) order by name, territory_id",
        {{"on", on}}, [&](TerritoryId id, std::optional<TerritoryId> parent, std::string const& name) {
            tree.push_back({id, parent, name, 0});
        });
    tree = as_tree(std::move(tree));
    if (filter.q && !search_form(*filter.q).empty()) tree = narrowed(std::move(tree), *filter.q);
    TerritoryPage page;
    page.total = static_cast<std::int64_t>(tree.size());
    auto begin = tree.begin();
    if (after) {
        begin = std::ranges::find(tree, after->territory_id, &Node::id);
        if (begin++ == tree.end()) throw invalid("wire.cursor", {}, "cursor");
    }
    auto const end = begin + std::min<std::ptrdiff_t>(most, tree.end() - begin);
    std::vector<TerritoryId> ids;
    for (auto node = begin; node != end; ++node) ids.push_back(node->id);
    std::unordered_map<std::int64_t, TerritoryView> views;
    db::IdList::each(std::span(std::as_const(ids)), [&](db::Params const& params) {
        for (TerritoryView& view : territories_where(session, "t.territory_id in " + db::IdList::sql(),
                                                     access::joined(params, {{"on", on}})))
            views.emplace(view.territory_id.value, std::move(view));
    });
    for (auto node = begin; node != end; ++node) {
        page.rows.push_back(std::move(views.at(node->id.value)));
        page.rows.back().depth = node->depth;
    }
    return page;
}

TerritoryView get_territory(db::Session& session, Caller const&, TerritoryId id, Date on) {
    auto found = territories_where(session, "t.territory_id = :id", {{"on", on}, {"id", id}});
    if (found.empty()) throw not_found();
    TerritoryView view = std::move(found.front());
    for (auto above = view.parent_id; above; ++view.depth)
        above = std::get<0>(session.one<std::optional<TerritoryId>>(
            "select parent_id from territories where territory_id = :id", {{"id", *above}}));
    return view;
}

std::vector<AssignmentView> list_assignments(db::Session& session, Caller const&, TerritoryId id) {
    std::vector<AssignmentView> found;
    for (auto& [assignment, position, title, from, to] :
         session.rows<AssignmentId, PositionId, std::string, Date, std::optional<Date>>(
             "select a.assignment_id, o.position_id, o.title, a.valid_from, a.valid_to from "
             "territory_assignments a "
             "join positions o on o.position_id = a.position_id where a.territory_id = :id order by "
             "a.valid_from",
             {{"id", id}}))
        found.push_back({assignment, position, title, {from, to}});
    return found;
}

std::vector<GapView> list_gaps(db::Session& session, Caller const&, DateRange const& window,
                               std::optional<GapCursor> const& after, std::int64_t most) {
    std::map<TerritoryId, std::vector<Assignment>> assignments;
    std::map<PositionId, std::vector<Holding>> holdings;
    for (Assignment const& assignment : all_assignments(session))
        assignments[assignment.territory].push_back(assignment);
    for (Holding const& holding : all_holdings(session)) holdings[holding.position].push_back(holding);
    std::map<PositionId, std::string> titles;
    session.each<PositionId, std::string>(
        "select position_id, title from positions where position_id in (select position_id from "
        "territory_assignments)",
        {}, [&](PositionId id, std::string const& title) { titles.emplace(id, title); });
    std::vector<GapView> gaps;
    for (auto const& [id, name, from, to] : session.rows<TerritoryId, std::string, Date, std::optional<Date>>(
             "select territory_id, name, valid_from, valid_to from territories where (name, territory_id) >= "
             "(:name, :id) order by name, territory_id",
             {{"name", after ? after->territory : ""},
              {"id", after ? after->territory_id : TerritoryId{}}})) {
        if (static_cast<std::int64_t>(gaps.size()) >= most) break;
        auto const life = DateRange{from, to}.intersection(window);
        if (!life) continue;
        std::vector<Holding> held;
        for (Assignment const& assignment : assignments[id]) {
            auto const& of_position = holdings[assignment.position];
            held.insert(held.end(), of_position.begin(), of_position.end());
        }
        for (Gap const& gap : find_gaps(id, *life, assignments[id], held)) {
            if (after && id == after->territory_id && gap.range.from <= after->from) continue;
            if (static_cast<std::int64_t>(gaps.size()) >= most) break;
            GapView view{id, name, gap.position, {}, gap.range};
            if (gap.position) view.position_title = titles[*gap.position];
            gaps.push_back(std::move(view));
        }
    }
    return gaps;
}

TerritoryId create_territory(access::Write& w, NewTerritory const& ask) {
    require_parent(w, ask.parent_id);
    TerritoryId const id{w.next_id("territories")};
    w.run(
        "insert into territories (territory_id, external_id, name, parent_id, valid_from, change_id) "
        "values (:id, :external, :name, :parent, :from, :change)",
        {{"id", id},
         {"external", ask.external_id},
         {"name", ask.name},
         {"parent", ask.parent_id},
         {"from", ask.valid_from.value_or(Date::beginning())},
         {"change", w.change_id()}});
    w.audit("territory", id, "", wire::to_json(get_territory(w, w.caller(), id, w.caller().today)));
    return id;
}

void change_territory(access::Write& w, TerritoryId id, ChangeId seen, ChangeTerritory const& ask) {
    TerritoryView const before = get_territory(w, w.caller(), id, w.caller().today);
    if (before.version != seen) throw Problem(ProblemKind::stale, "stale");
    std::optional<TerritoryId> parent = before.parent_id;
    ask.parent_id.apply(parent);
    require_parent(w, parent);
    DateRange const valid{before.valid.from, ask.valid_to.given ? ask.valid_to.value : before.valid.to};
    require_range(valid, "valid_to");
    w.keep_history("territories", "territory_id", id);
    w.run(
        "update territories set name = :name, parent_id = :parent, valid_to = :to, change_id = :change "
        "where territory_id = :id",
        {{"name", ask.name ? std::string(*ask.name) : before.name},
         {"parent", parent},
         {"to", valid.to},
         {"change", w.change_id()},
         {"id", id}});
    require_territory_tree(w);
    if (valid.to) write_assignment(w, id, std::nullopt, {*valid.to, std::nullopt});
    w.audit("territory", id, wire::to_json(before),
            wire::to_json(get_territory(w, w.caller(), id, w.caller().today)));
}

void assign_territory(access::Write& w, TerritoryId id, AssignTerritory const& ask) {
    TerritoryView const territory = get_territory(w, w.caller(), id, ask.from);
    if (ask.position_id &&
        !w.exists("select 1 from positions where position_id = :id", {{"id", *ask.position_id}}))
        throw invalid("territories.position_unknown", {}, "position_id");
    std::vector<structure::DatedRow> rows;
    for (AssignmentView const& assignment : list_assignments(w, w.caller(), id))
        rows.push_back({assignment.assignment_id.value, assignment.range});
    DateRange stretch = structure::until_next(rows, ask.from);
    if (ask.to) stretch.to = ask.to;
    require_range(stretch, "to");
    auto const within = stretch.intersection(territory.valid);
    if (!within || within->from != stretch.from || (ask.to && within->to != stretch.to))
        throw conflict("territories.closed",
                       {{"name", territory.name},
                        {"from", territory.valid.from.text()},
                        {"to", territory.valid.to ? territory.valid.to->text() : "…"}},
                       "from");
    std::string const before = assignments_json(w, id);
    write_assignment(w, id, ask.position_id, *within);
    w.audit("territory_assignments", id, before, assignments_json(w, id));
}

void write_assignment(access::Write& w, TerritoryId id, std::optional<PositionId> position,
                      DateRange const& range) {
    std::vector<structure::DatedRow> rows;
    std::map<std::int64_t, PositionId> positions;
    for (auto const& [assignment, held_by, from, to] :
         w.rows<std::int64_t, PositionId, Date, std::optional<Date>>(
             "select assignment_id, position_id, valid_from, valid_to from territory_assignments "
             "where territory_id = :id order by valid_from",
             {{"id", id}})) {
        rows.push_back({assignment, {from, to}});
        positions.emplace(assignment, held_by);
    }
    auto const insert = [&](PositionId held_by, DateRange const& days) {
        w.run(
            "insert into territory_assignments (assignment_id, territory_id, position_id, valid_from, "
            "valid_to, change_id) "
            "values (:id, :territory, :position, :from, :to, :change)",
            {{"id", w.next_id("territory_assignments")},
             {"territory", id},
             {"position", held_by},
             {"from", days.from},
             {"to", days.to},
             {"change", w.change_id()}});
    };
    using Kind = structure::TimelineEdit::Kind;
    for (structure::TimelineEdit const& edit : structure::carve(rows, range)) {
        if (edit.kind == Kind::copy) {
            insert(positions.at(edit.id), edit.range);
            continue;
        }
        w.keep_history("territory_assignments", "assignment_id", edit.id);
        if (edit.kind == Kind::remove)
            w.run("delete from territory_assignments where assignment_id = :id", {{"id", edit.id}});
        else
            w.run(
                "update territory_assignments set valid_from = :from, valid_to = :to, change_id = :change "
                "where assignment_id = :id",
                {{"from", edit.range.from},
                 {"to", edit.range.to},
                 {"change", w.change_id()},
                 {"id", edit.id}});
    }
    if (position) insert(*position, range);
}

void require_territory_tree(access::Write& w) {
    std::vector<structure::DatedEdge> edges;
    std::map<std::int64_t, std::string> names;
    w.each<std::int64_t, std::optional<std::int64_t>, std::string>(
        "select territory_id, parent_id, name from territories", {},
        [&](std::int64_t id, std::optional<std::int64_t> parent, std::string const& name) {
            names.emplace(id, name);
            if (parent) edges.push_back({id, *parent, {Date::beginning(), std::nullopt}});
        });
    auto const cycle = structure::find_cycle(edges);
    if (!cycle) return;
    std::string ring;
    for (std::int64_t const member : cycle->members) ring += (ring.empty() ? "" : " → ") + names.at(member);
    throw conflict("territories.cycle", {{"names", ring}}, "parent_id");
}

std::vector<TerritoryHolder> territory_holders(db::Session& session) {
    return holders(all_assignments(session), all_holdings(session));
}

}  // namespace colonnade::territories
