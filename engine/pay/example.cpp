#include "engine/pay/example.hpp"

#include <algorithm>

#include "engine/pay/pay.hpp"
#include "foundation/base/date.hpp"
#include "foundation/base/decimal.hpp"

namespace colonnade::engine::pay {
namespace {

// A day in the period that the example is about: one in which every dated component runs, where there is one.
Date day_of_example(plan::Plan const& plan) {
    std::optional<Date> day;
    auto const later = [&](std::optional<Date> const& from) {
        if (from && (!day || *from > *day)) day = from;
    };
    for (auto const& component : plan.components) later(component.from);
    for (auto const& draw : plan.draws) later(draw.from);
    for (auto const& guarantee : plan.guarantees) later(guarantee.from);
    for (auto const& component : plan.components)
        if (!day && component.to) day = component.to;
    return day.value_or(Date::of(2026, 1, 1));
}

std::string text_of(plan::Plan const& plan, plan::Type type, std::int64_t value) {
    switch (type) {
        case plan::Type::text: return plan.texts[static_cast<std::size_t>(value)];
        case plan::Type::yes_no: return value ? "yes" : "no";
        case plan::Type::date: return Date::from_number(static_cast<std::int32_t>(value)).text();
        case plan::Type::rate: return decimal_text(value, 10);
        case plan::Type::days: return std::to_string(value);
        default: return decimal_text(value, 4);
    }
}

void add_attributes(Lines& lines, plan::Plan const& plan, plan::ExampleLine const& line) {
    for (std::size_t a = 0; a < plan.attributes.size(); ++a) {
        std::string const& name = plan.attributes[a].name;
        auto const given =
            std::find_if(line.attributes.begin(), line.attributes.end(),
                         [a](auto const& each) { return each.first == static_cast<plan::Index>(a); });
        if (name.ends_with(".amount") || name.ends_with(".margin") || name.ends_with(".units") ||
            name.ends_with(".date"))
            continue;
        if (!lines.attribute(name)) {
            lines.attributes.push_back({name, {}, {}});
            lines.attributes.back().code.resize(lines.size() - 1);
            lines.attributes.back().encode("");
        }
        for (Attribute& attribute : lines.attributes)
            if (attribute.name == name)
                attribute.code.push_back(attribute.encode(
                    given == line.attributes.end() ? ""
                                                   : text_of(plan, plan.attributes[a].type, given->second)));
    }
}

void add_line(Lines& lines, plan::Plan const& plan, plan::ExampleLine const& line, Day booked,
              std::vector<std::string>& orders) {
    std::size_t const number = lines.size();
    lines.id.push_back(static_cast<std::int64_t>(number) + 1);
    std::string const order = line.order.empty() ? "\n" + std::to_string(number) : line.order;
    auto const found = std::find(orders.begin(), orders.end(), order);
    lines.order.push_back(static_cast<Index>(found - orders.begin()));
    if (found == orders.end()) orders.push_back(order);
    // What is paid has been invoiced, and what is invoiced delivered.
    int const reached = line.reached ? static_cast<int>(*line.reached) : 0;
    lines.booked.push_back(booked);
    lines.delivered.push_back(reached >= static_cast<int>(plan::Event::delivered) ? booked : no_day);
    lines.invoiced.push_back(reached >= static_cast<int>(plan::Event::invoiced) ? booked : no_day);
    lines.paid.push_back(reached >= static_cast<int>(plan::Event::paid) ? booked : no_day);
    lines.amount.push_back(line.amount), lines.margin.push_back(line.margin),
        lines.units.push_back(line.units);
    lines.lost.push_back(line.lost ? booked + line.lost_after_days : no_day);
    lines.loss.push_back(!line.lost                                 ? Loss::none
                         : *line.lost == plan::LossEvent::returned  ? Loss::returned
                         : *line.lost == plan::LossEvent::cancelled ? Loss::cancelled
                                                                    : Loss::unpaid);
    lines.owner.push_back(0);
    add_attributes(lines, plan, line);
}

// Parameters are facts of the payee; what all members have together beyond that belongs to one more.
void add_parameters(Facts& facts, plan::Plan const& plan, plan::Example const& example) {
    auto const value_of = [&](plan::Index parameter, plan::Scope scope) -> std::optional<std::int64_t> {
        for (plan::Given const& given : example.given)
            if (given.kind == plan::Given::Kind::parameter && given.of == parameter && given.scope == scope)
                return given.value;
        return std::nullopt;
    };
    for (std::size_t p = 0; p < plan.parameters.size(); ++p) {
        plan::Parameter const& parameter = plan.parameters[p];
        auto const own = value_of(static_cast<plan::Index>(p), plan::Scope::own);
        auto const all = value_of(static_cast<plan::Index>(p), plan::Scope::all);
        std::int64_t const unit = scale_of(parameter.type) == 10  ? 1
                                  : scale_of(parameter.type) == 4 ? 1'000'000
                                                                  : one;
        Day const ever = Date::beginning().number();
        auto const give = [&](Index person, std::int64_t value) {
            facts.parameters.push_back(
                {person, parameter.name, ever, open_end, narrow(static_cast<Wide>(value) * unit)});
        };
        if (own) give(0, *own);
        if (all && facts.people.size() > 1)
            give(1, subtract_checked(*all, own.value_or(parameter.otherwise.value_or(0))));
        for (Index other = all ? 2 : 1; all && other < static_cast<Index>(facts.people.size()); ++other)
            give(other, 0);
    }
}

Facts facts_of(plan::Plan const& plan, plan::Example const& example) {
    Facts facts;
    // A calendar of its own: the period, and three years after it for what is taken back later.
    Date const day = day_of_example(plan);
    facts.from = day.number(), facts.to = day.plus_months(36).number();
    facts.from = calendar_of(plan, facts).periods.front().from;
    facts.people = {"payee"};
    std::int64_t others = 0;
    for (plan::Given const& given : example.given) {
        if (given.kind == plan::Given::Kind::members) others = given.value / 10'000 - 1;
        if (given.kind == plan::Given::Kind::parameter && given.scope == plan::Scope::all)
            others = std::max<std::int64_t>(others, 1);
    }
    for (std::int64_t i = 0; i < std::min<std::int64_t>(others, 10'000); ++i)
        facts.people.push_back("other " + std::to_string(i + 1));
    std::string const role = !example.role.empty() ? example.role
                             : plan.roles.empty()  ? ""
                                                   : plan.roles.front();
    Day const ever = Date::beginning().number();
    for (std::size_t p = 0; p < facts.people.size(); ++p) {
        facts.assignments.push_back({static_cast<Index>(p), ever, open_end});
        facts.roles.push_back({static_cast<Index>(p), role, ever, open_end});
    }
    std::int64_t unit = 10'000;
    for (int i = 0; i < plan.currency.minor_digits(); ++i) unit /= 10;
    facts.minor = std::max<std::int64_t>(unit, 1);
    add_parameters(facts, plan, example);
    std::vector<std::string> orders;
    // Lines are booked in the period and while every dated component runs.
    for (plan::ExampleLine const& line : example.lines)
        add_line(facts.lines, plan, line, day.number(), orders);
    return facts;
}

std::int64_t found_in(Calculation const& pay, plan::Expected const& expected) {
    std::int64_t sum = 0;
    auto const& steps = pay.calendar().steps;
    using Kind = plan::Expected::Kind;
    bool const beside = expected.kind == Kind::draws || expected.kind == Kind::guarantees;
    for (Adjustment const& adjustment : pay.adjustments()) {
        bool const first = pay.calendar().pays[static_cast<std::size_t>(adjustment.pay)].from <
                           pay.calendar().periods[0].to;
        bool const counts = adjustment.kind == Adjustment::Kind::draw ? expected.kind == Kind::draws
                            : adjustment.kind == Adjustment::Kind::guarantee
                                ? expected.kind == Kind::guarantees
                            : adjustment.kind == Adjustment::Kind::limit
                                ? expected.kind == Kind::pays && expected.component == plan::none
                                : false;
        if (adjustment.person == 0 && first && counts) sum += adjustment.amount;
    }
    for (std::size_t c = 0; c < pay.plan().components.size() && !beside; ++c) {
        if (expected.component != plan::none && expected.component != static_cast<plan::Index>(c)) continue;
        ComponentPay const& component = pay.component(static_cast<int>(c));
        if (component.row[0] < 0) continue;
        std::size_t const at = static_cast<std::size_t>(component.row[0]) * steps.size();
        for (std::size_t t = 0; t < steps.size(); ++t) {
            bool const first = steps[t].period == 0;
            if (expected.kind == Kind::takes_back) sum += component.taken_back[at + t];
            else if (expected.kind == Kind::holds && first) sum += component.held[at + t];
            else if (expected.kind == Kind::pays && first)
                sum += component.payout[at + t] + component.taken_back[at + t];
        }
    }
    return sum;
}

Calculation calculated(plan::Plan const& plan, plan::Example const& example) {
    Options options;
    options.threads = 1;
    return Calculation(plan, std::make_shared<Facts>(facts_of(plan, example)), options, &example);
}

}  // namespace

std::int64_t outcome(plan::Plan const& plan, plan::Example const& example, plan::Expected const& expected) {
    return found_in(calculated(plan, example), expected);
}

std::vector<ExampleOutcome> run_examples(plan::Plan const& plan) {
    std::vector<ExampleOutcome> out;
    for (plan::Example const& example : plan.examples) {
        Calculation const pay = calculated(plan, example);
        for (plan::Expected const& expected : example.expected)
            out.push_back({example.name, expected, found_in(pay, expected)});
    }
    return out;
}

}  // namespace colonnade::engine::pay
