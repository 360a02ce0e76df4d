#include <algorithm>

#include "engine/plan/checker.hpp"

namespace colonnade::plan {

void Checker::declare_components() {
    for (Statement const& s : document_.statements) {
        if (s.kind != StatementKind::component) continue;
        bool const fresh =
            components_.emplace(s.name.text, static_cast<Index>(plan_.components.size())).second;
        if (!fresh) error("name_taken", s.name.place, {{"name", s.name.text}});
        Component made;
        made.name = s.name.text;
        made.place = s.name.place;
        plan_.components.push_back(std::move(made));
    }
}

void Checker::component(Statement const& s, Component& component) {
    locals_.clear();
    local_order_.clear();
    each_ = Each::sums;
    for (Statement const& line : s.inner)
        if (line.kind == StatementKind::each) {
            each_ = line.option.text == "order" ? Each::order : Each::line;
            component.each = each_;
            component.credits = credits_of(line, credit_owner | credit_split);
            if (line.where != none)
                component.each_where = require(expression(line.where, Inside::line), Type::yes_no);
        }
    for (Statement const& line : s.inner) {
        if (line.kind != StatementKind::name && line.kind != StatementKind::table) continue;
        std::string const& name = line.name.text;
        if (locals_.contains(name) || measures_.contains(name) || parameters_.contains(name)) {
            error("name_taken", line.name.place, {{"name", name}});
            continue;
        }
        locals_[name].statement = &line;
        local_order_.push_back(name);
    }
    for (std::string const& name : local_order_) { define_local(name, locals_[name].statement->name.place); }
    for (Statement const& line : s.inner) component_statement(line, component);
    for (std::string const& name : local_order_) {
        Local const& local = locals_[name];
        if (local.table != none) component.tables.push_back(local.table);
        else if (local.node != none) component.names.push_back({name, settled(local.node)});
    }
    if (component.payments.empty() && !component.pool && !s.broken &&
        std::none_of(s.inner.begin(), s.inner.end(), [](Statement const& line) {
            return line.kind == StatementKind::pays || line.kind == StatementKind::pool;
        }))
        error("pays_missing", s.name.place, {{"component", s.name.text}});
    if (!component.payments.empty() && component.pool)
        error("pool_and_pays", component.pool->place, {{"component", s.name.text}});
    each_ = Each::sums;
}

// Reads what a name or table of the component is, unless that was done; false where it leads to itself.
bool Checker::define_local(std::string const& name, Place place) {
    Local& local = locals_[name];
    if (local.state == Local::State::open) {
        error("circular", place, {{"name", name}});
        return false;
    }
    if (local.state == Local::State::done) return true;
    if (defining_ >= chain_max) {
        error("too_deep", place, {{"maximum", std::to_string(chain_max)}});
        return false;
    }
    local.state = Local::State::open;
    ++defining_;
    Inside const inside = each_ == Each::sums ? Inside::sums : Inside::line;
    if (local.statement->kind == StatementKind::table) table(local);
    else local.node = expression(local.statement->expressions[0], inside);
    --defining_;
    local.state = Local::State::done;
    if (too_deep(local.node, place)) local.node = none;
    return true;
}

// The node of a name, or a look-up in a table.
Index Checker::resolve_local(std::string const& name, Place place) {
    if (!define_local(name, place)) return none;
    Local const& local = locals_[name];
    if (local.statement->kind != StatementKind::table) return local.node;
    if (local.table == none) return none;
    Table const& table = plan_.tables[local.table];
    if (table.kind == TableKind::marginal) return error("marginal_alone", place, {{"name", name}});
    Index const made = add({.op = Op::look_up, .type = table.type, .a = local.table, .place = place});
    open_[made] = table_open_[local.table];
    return made;
}

void Checker::table(Local& local) {
    Statement const& s = *local.statement;
    Table made;
    made.name = s.name.text;
    made.place = s.name.place;
    made.kind = s.option.text == "marginal" ? TableKind::marginal
                : s.option.text == "cliff"  ? TableKind::cliff
                                            : TableKind::linear;
    made.input = settled(expression(s.expressions[0], each_ == Each::sums ? Inside::sums : Inside::line));
    if (s.inner.empty()) {
        error("steps_missing", s.name.place, {{"name", s.name.text}});
        return;
    }
    if (made.input == none) return;
    if (!is_number(node(made.input).type)) {
        error("type_expected", s.place,
              {{"found", std::string(type_text(node(made.input).type))}, {"expected", "rate"}});
        return;
    }
    table_steps(local, made);
}

void Checker::table_steps(Local& local, Table& made) {
    std::vector<Index> values;
    bool right = true;
    for (Statement const& s : local.statement->inner) right = step(s, made, values) && right;
    if (!right) return;
    Index const typed = *std::find_if(values.begin(), values.end() - 1, [&](Index v) { return !open(v); });
    bool const plain = open(typed);
    made.type = plain ? Type::rate : node(typed).type;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!plain) values[i] = require(values[i], made.type);
        right = right && values[i] != none;
        made.steps[i].value = values[i];
    }
    if (!right) return;
    int depth = depth_[made.input];
    for (Step const& step : made.steps) depth = std::max(depth, depth_[step.value]);
    if (depth > node_depth_max) {
        error("too_deep", made.place, {{"maximum", std::to_string(node_depth_max)}});
        return;
    }
    local.table = static_cast<Index>(plan_.tables.size());
    plan_.tables.push_back(std::move(made));
    table_open_.push_back(plain);
    table_depth_.push_back(depth);
}

// One step; says so where its bound does not rise above the one before.
bool Checker::step(Statement const& s, Table& table, std::vector<Index>& values) {
    Step made;
    made.place = s.place;
    bool const point = s.option.text == "at";
    made.kind = point                      ? Bound::point
                : s.option.text == "up to" ? Bound::up_to
                : s.option.text == "below" ? Bound::below
                                           : Bound::above;
    values.push_back(expression(s.expressions[0], each_ == Each::sums ? Inside::sums : Inside::line));
    if (values.back() == none) return false;
    if (point != (table.kind == TableKind::linear)) {
        error("step_kind", s.place, {{"found", s.option.text}, {"name", table.name}}, point ? "up to" : "at");
        return false;
    }
    if (made.kind != Bound::above) {
        auto const bound = told_literal(s.number, node(table.input).type);
        if (!bound) return false;
        made.bound = *bound;
    }
    if (!table.steps.empty()) {
        Step const& before = table.steps.back();
        bool const same_point = before.kind == Bound::below && made.kind == Bound::up_to &&
                                made.bound == before.bound;
        if (before.kind == Bound::above) {
            error("step_after_above", s.place, {{"name", table.name}});
            return false;
        }
        if (made.kind != Bound::above && made.bound <= before.bound && !same_point) {
            error("steps_overlap", s.number.place, {{"found", s.number.text}, {"name", table.name}});
            return false;
        }
    }
    table.steps.push_back(made);
    return true;
}

void Checker::settle_table(Index index, Type type) {
    table_open_[index] = false;
    for (Step& step : plan_.tables[index].steps)
        if (Index const value = coerce(step.value, type); value != none) step.value = value;
    plan_.tables[index].type = type;
    for (std::size_t i = 0; i < plan_.nodes.size(); ++i)
        if (plan_.nodes[i].op == Op::look_up && plan_.nodes[i].a == index) {
            plan_.nodes[i].type = type;
            open_[i] = false;
        }
}

// Whether it is the same whatever is sold: constants and parameters only.
bool Checker::is_fixed(Index index) {
    if (auto const at = is_fixed_.find(index); at != is_fixed_.end()) return at->second;
    return is_fixed_[index] = find_fixed(index);
}

bool Checker::find_fixed(Index index) {
    Node const& n = plan_.nodes[index];
    switch (n.op) {
        case Op::constant:
        case Op::parameter: return true;
        case Op::negate:
        case Op::negation: return is_fixed(n.a);
        case Op::add:
        case Op::subtract:
        case Op::multiply:
        case Op::divide:
        case Op::minimum:
        case Op::maximum: return is_fixed(n.a) && is_fixed(n.b);
        default: return false;
    }
}

void Checker::pays(Statement const& s, Component& component) {
    Payment made;
    made.place = s.place;
    made.amount = money_expression(s.expressions[0], each_ == Each::sums ? Inside::sums : Inside::line);
    if (made.amount == none) return;
    if (!s.per.text.empty()) {
        made.per = s.per.text == "deal"      ? Per::deal
                   : s.per.text == "month"   ? Per::month
                   : s.per.text == "quarter" ? Per::quarter
                   : s.per.text == "year"    ? Per::year
                                             : Per::period;
        if (*made.per == Per::deal && each_ == Each::sums)
            error("deal_needs_each", s.per.place, {}, "for each order");
    } else if (each_ == Each::sums && is_fixed(made.amount)) {
        error("per_missing", s.place, {{"found", s.text}}, s.text + " per period");
    }
    component.payments.push_back(made);
}

void Checker::pool(Statement const& s, Component& component) {
    Pool made;
    made.place = s.place;
    made.amount = money_expression(s.expressions[0]);
    if (s.expressions.size() > 1) made.weight = settled(expression(s.expressions[1], Inside::sums));
    if (s.option.text == "team") made.members = Scope::team;
    if (component.pool) error("statement_twice", s.place, {{"statement", s.text}});
    if (made.weight != none && !is_number(node(made.weight).type))
        error("type_expected", node(made.weight).place,
              {{"found", std::string(type_text(node(made.weight).type))}, {"expected", "count"}});
    if (made.amount != none) component.pool = made;
}

void Checker::hold(Statement const& s, Component& component) {
    for (Part const& part : s.parts) {
        Hold made;
        made.share.count = literal(part.share.text + "%", Type::rate).value_or(Rate::scale + 1);
        made.until = part.when.text == "delivered"  ? Event::delivered
                     : part.when.text == "invoiced" ? Event::invoiced
                                                    : Event::paid;
        made.place = part.share.place;
        if (made.share > Rate::one())
            error("share_range", part.share.place, {{"found", part.share.text + "%"}});
        component.holds.push_back(made);
    }
    std::int64_t sum = 0;
    for (Hold const& one : component.holds) sum += std::min(one.share.count, Rate::scale);
    if (sum > Rate::scale) error("hold_sum", s.place, {{"sum", decimal_text(sum, Rate::places - 2) + "%"}});
}

void Checker::clawback(Statement const& s, Component& component) {
    Clawback made;
    made.place = s.place;
    made.event = s.event.text == "cancelled" ? LossEvent::cancelled
                 : s.event.text == "unpaid"  ? LossEvent::unpaid
                                             : LossEvent::returned;
    for (Part const& part : s.parts) {
        Clawback::Step step;
        step.share.count = literal(part.share.text + "%", Type::rate).value_or(Rate::scale + 1);
        auto const days = told_literal(part.when, Type::days);
        if (step.share > Rate::one())
            error("share_range", part.share.place, {{"found", part.share.text + "%"}});
        if (!days) return;
        step.days = static_cast<int>(std::min<std::int64_t>(*days, 36'500));
        if (!made.steps.empty() && step.days <= made.steps.back().days)
            error("steps_overlap", part.when.place, {{"found", part.when.text}, {"name", "claw back"}});
        made.steps.push_back(step);
    }
    if (!s.number.text.empty()) {
        auto const count = told_literal(s.number, Type::days);
        if (count && (*count < 1 || *count > 120))
            error("number_range", s.number.place, {{"found", s.number.text}});
        else if (count) made.instalments = static_cast<int>(*count);
    }
    component.clawbacks.push_back(std::move(made));
}

}  // namespace colonnade::plan
