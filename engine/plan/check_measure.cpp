#include "engine/plan/checker.hpp"

namespace colonnade::plan {
namespace {

std::optional<Type> parameter_type(std::string_view text) {
    for (Type const type : {Type::money, Type::rate, Type::count, Type::days})
        if (type_text(type) == text) return type;
    return std::nullopt;
}

Event event_of(std::string_view text) {
    if (text == "delivered") return Event::delivered;
    if (text == "invoiced") return Event::invoiced;
    return text == "paid" ? Event::paid : Event::booked;
}

struct Kind {
    std::string_view text;
    Aggregate aggregate;
    Type type;
};
constexpr Kind kinds[] = {
    {"amount order lines", Aggregate::amount, Type::money},
    {"margin order lines", Aggregate::margin, Type::money},
    {"units order lines", Aggregate::units, Type::count},
    {"count order lines", Aggregate::lines, Type::count},
    {"count orders", Aggregate::orders, Type::count},
    {"count customers", Aggregate::customers, Type::count},
    {"average orders", Aggregate::average_order, Type::money},
    {"average order lines", Aggregate::average_line, Type::money},
};

}  // namespace

void Checker::parameter(Statement const& s) {
    Parameter made{s.name.text, parameter_type(s.option.text).value_or(Type::rate), {}, s.name.place};
    if (!s.number.text.empty()) made.otherwise = told_literal(s.number, made.type);
    parameters_[made.name] = static_cast<Index>(plan_.parameters.size());
    plan_.parameters.push_back(std::move(made));
}

void Checker::declare_measures_and_parameters() {
    for (Statement const& s : document_.statements) {
        if (s.kind != StatementKind::parameter && s.kind != StatementKind::measure) continue;
        if (measures_.contains(s.name.text) || parameters_.contains(s.name.text)) {
            error("name_taken", s.name.place, {{"name", s.name.text}});
        } else if (s.kind == StatementKind::parameter) {
            parameter(s);
        } else {
            measures_[s.name.text] = static_cast<Index>(plan_.measures.size());
            Measure measure;
            measure.name = s.name.text;
            measure.place = s.name.place;
            plan_.measures.push_back(std::move(measure));
            measure_statements_.push_back(&s);
        }
    }
    measure_states_.assign(plan_.measures.size(), Local::State::untouched);
    for (std::size_t i = 0; i < plan_.measures.size(); ++i) resolve_measure(static_cast<Index>(i));
}

Index Checker::measure_named(Word const& name) {
    if (auto const at = measures_.find(name.text); at != measures_.end()) return at->second;
    std::vector<std::string> known;
    for (auto const& [one, index] : measures_) known.push_back(one);
    return error("measure_unknown", name.place, {{"name", name.text}}, nearest(name.text, known));
}

// Measures may stand in any order; one that leads back to itself is refused.
Index Checker::resolve_measure(Index index) {
    Local::State& state = measure_states_[index];
    Statement const& s = *measure_statements_[index];
    if (state == Local::State::done) return index;
    if (state == Local::State::open) return error("circular", s.name.place, {{"name", s.name.text}});
    if (defining_ >= chain_max)
        return error("too_deep", s.name.place, {{"maximum", std::to_string(chain_max)}});
    state = Local::State::open;
    ++defining_;
    Measure measure = plan_.measures[index];
    if (s.option.text == "kpi") {
        measure.kind = MeasureKind::kpi;
        measure.type = Type::rate;
        measure.kpi = s.measure.text;
        bool known = schema_.kpis.empty();
        for (std::string const& kpi : schema_.kpis) known = known || kpi == measure.kpi;
        if (!known)
            error("kpi_unknown", s.measure.place, {{"name", measure.kpi}},
                  nearest(measure.kpi, schema_.kpis));
    } else if (s.option.text == "share") share(measure, s);
    else if (s.option.text == "refined") refined(measure, s);
    else aggregate(measure, s);
    --defining_;
    if (too_deep(measure.filter, measure.place)) measure.filter = none;
    plan_.measures[index] = std::move(measure);
    measure_states_[index] = Local::State::done;
    return index;
}

std::uint8_t Checker::credits_of(Statement const& s, std::uint8_t otherwise) const {
    std::uint8_t mask = 0;
    for (Word const& word : s.words)
        mask |= word.text == "owner"     ? credit_owner
                : word.text == "split"   ? credit_split
                : word.text == "overlay" ? credit_overlay
                                         : credit_territory;
    return mask == 0 ? otherwise : mask;
}

void Checker::aggregate(Measure& measure, Statement const& s) {
    for (Kind const& kind : kinds)
        if (kind.text == s.measure.text) {
            measure.aggregate = kind.aggregate;
            measure.type = kind.type;
        }
    measure.credits = credits_of(s, credit_owner | credit_split);
    measure.day = event_of(s.event.text);
    narrow_by(measure, s);
}

void Checker::narrow_by(Measure& measure, Statement const& s) {
    if (s.where == none) return;
    Index const condition = require(expression(s.where, Inside::line), Type::yes_no);
    if (condition == none) return;
    measure.filter = measure.filter == none ? condition
                                            : add({.op = Op::both,
                                                   .type = Type::yes_no,
                                                   .a = measure.filter,
                                                   .b = condition,
                                                   .place = node(condition).place});
}

void Checker::refined(Measure& measure, Statement const& s) {
    Index const base = measure_named(s.measure);
    if (base == none || resolve_measure(base) == none) return;
    Measure const& from = plan_.measures[base];
    if (from.kind != MeasureKind::aggregate) {
        error("measure_not_of_lines", s.measure.place, {{"name", s.measure.text}});
        return;
    }
    measure.type = from.type;
    measure.aggregate = from.aggregate;
    measure.filter = from.filter;
    measure.credits = credits_of(s, from.credits);
    measure.day = s.event.text.empty() ? from.day : event_of(s.event.text);
    measure.refines = base;
    narrow_by(measure, s);
}

void Checker::share(Measure& measure, Statement const& s) {
    measure.kind = MeasureKind::share;
    measure.type = Type::rate;
    measure.part = measure_named(s.words[0]);
    measure.whole = measure_named(s.words[1]);
    if (measure.part == none || measure.whole == none) return;
    if (resolve_measure(measure.part) == none || resolve_measure(measure.whole) == none) return;
    Type const part = plan_.measures[measure.part].type, whole = plan_.measures[measure.whole].type;
    if (part != whole)
        error("types_differ", s.words[0].place,
              {{"left", std::string(type_text(part))},
               {"operator", "in"},
               {"right", std::string(type_text(whole))}});
}

}  // namespace colonnade::plan
