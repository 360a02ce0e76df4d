#include <algorithm>

#include "engine/plan/checker.hpp"

namespace colonnade::plan {

void Checker::example(Statement const& s) {
    Example made;
    made.name = s.name.text;
    made.place = s.name.place;
    for (Statement const& line : s.inner) {
        if (line.kind == StatementKind::example_role) {
            std::vector<std::string> named;
            roles(line, named);
            if (!named.empty()) made.role = named.front();
        } else if (line.kind == StatementKind::line) this->line(line, made);
        else if (line.kind == StatementKind::expected) expected(line, made);
        else
            for (Statement const& one : line.inner) given(one, made);
    }
    if (made.expected.empty() && !s.broken) error("example_empty", s.name.place, {{"name", s.name.text}});
    plan_.examples.push_back(std::move(made));
}

void Checker::given(Statement const& s, Example& example) {
    Given made;
    made.place = s.place;
    made.scope = s.per.text == "team" ? Scope::team : s.per.text == "all" ? Scope::all : Scope::own;
    std::string const& what = s.option.text;
    Type type = Type::count;
    if (what == "months employed") made.kind = Given::Kind::months_employed;
    else if (what == "members") made.kind = Given::Kind::members;
    else if (auto const at = parameters_.find(s.name.text); what == "value" && at != parameters_.end()) {
        made.kind = Given::Kind::parameter;
        made.of = at->second;
        type = plan_.parameters[at->second].type;
    } else {
        made.kind = what == "quota"  ? Given::Kind::quota
                    : what == "rank" ? Given::Kind::rank
                                     : Given::Kind::measure;
        made.of = measure_named(s.name);
        if (made.of == none) return;
        if (what != "rank") type = plan_.measures[made.of].type;
    }
    auto const value = told_literal(s.number, type);
    if (!value) return;
    made.value = *value;
    example.given.push_back(made);
}

void Checker::line(Statement const& s, Example& example) {
    ExampleLine made;
    made.place = s.place;
    for (Statement const& fact : s.inner) line_fact(fact, made);
    example.lines.push_back(std::move(made));
}

void Checker::line_fact(Statement const& s, ExampleLine& line) {
    std::string const& name = s.name.text;
    if (s.option.text == "lost") {
        line.lost = name == "returned"    ? LossEvent::returned
                    : name == "cancelled" ? LossEvent::cancelled
                                          : LossEvent::unpaid;
        line.lost_after_days =
            static_cast<int>(std::min<std::int64_t>(told_literal(s.number, Type::days).value_or(0), 36'500));
    } else if (s.option.text == "reached") {
        line.reached = name == "delivered"  ? Event::delivered
                       : name == "invoiced" ? Event::invoiced
                                            : Event::paid;
    } else if (name == "amount") line.amount = told_literal(s.number, Type::money).value_or(0);
    else if (name == "margin") line.margin = told_literal(s.number, Type::money).value_or(0);
    else if (name == "units") line.units = told_literal(s.number, Type::count).value_or(0);
    else if (name == "order") line.order = s.number.text;
    else {
        Index const index = attribute_index(name, s.name.place);
        if (index == none) return;
        Type const type = plan_.attributes[index].type;
        std::int64_t value = 0;
        if (type == Type::text) value = node(text(s.number.text, s.number.place)).value;
        else if (type == Type::yes_no) value = s.number.text == "yes";
        else value = told_literal(s.number, type).value_or(0);
        line.attributes.emplace_back(index, value);
    }
}

void Checker::expected(Statement const& s, Example& example) {
    Expected made;
    made.place = s.place;
    std::string const& what = s.option.text;
    made.kind = what == "holds"        ? Expected::Kind::holds
                : what == "takes back" ? Expected::Kind::takes_back
                : what == "draws"      ? Expected::Kind::draws
                : what == "guarantees" ? Expected::Kind::guarantees
                                       : Expected::Kind::pays;
    if (!s.name.text.empty()) {
        auto const at = components_.find(s.name.text);
        if (at == components_.end()) {
            std::vector<std::string> known;
            for (auto const& [name, index] : components_) known.push_back(name);
            error("component_unknown", s.name.place, {{"name", s.name.text}}, nearest(s.name.text, known));
            return;
        }
        made.component = at->second;
    }
    auto const amount = told_literal(s.number, Type::money);
    if (!amount) return;
    made.amount = *amount;
    example.expected.push_back(made);
}

}  // namespace colonnade::plan
