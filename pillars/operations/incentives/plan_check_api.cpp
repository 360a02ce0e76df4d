#include "pillars/operations/incentives/plan_check_api.hpp"

#include <boost/describe/enum_to_string.hpp>

#include "engine/pay/example.hpp"
#include "engine/plan/compile.hpp"
#include "engine/plan/outline.hpp"
#include "foundation/wire/text.hpp"

namespace colonnade::plan {
BOOST_DESCRIBE_ENUM(OutlineKind, plan, roles, currency, period, rounding, proration, parameter, measure, draw,
                    guarantee, component, example, each, dates, needs, name, table, step, pays, pool, limit,
                    hold, clawback, example_role, line, given, expected, other)
}

namespace colonnade::incentives {
namespace {

using namespace wire;

enum class FindingSeverity { error, warning };
BOOST_DESCRIBE_ENUM(FindingSeverity, error, warning)

struct CheckPlan {
    Prose<100'000> text;
};
BOOST_DESCRIBE_STRUCT(CheckPlan, (), (text))

struct PlanFindingView {
    FindingSeverity severity = FindingSeverity::error;
    std::string code;
    std::int64_t line = 0;  // from 1
    std::int64_t column = 0;
    std::int64_t length = 0;
    std::string text;
    std::optional<std::string> proposal;  // what to put there instead
};
BOOST_DESCRIBE_STRUCT(PlanFindingView, (), (severity, code, line, column, length, text, proposal))

struct PlanExampleView {
    std::string name;
    std::string expected;  // amounts in the plan's currency
    std::string found;
    bool holds = false;
};
BOOST_DESCRIBE_STRUCT(PlanExampleView, (), (name, expected, found, holds))

// From the first character to behind the last; lines and columns from 1, columns count characters.
struct PlanPlaceView {
    std::int64_t line = 1;
    std::int64_t column = 1;
    std::int64_t end_line = 1;
    std::int64_t end_column = 1;
};
BOOST_DESCRIBE_STRUCT(PlanPlaceView, (), (line, column, end_line, end_column))

struct PlanFieldView {
    std::string name;
    std::string text;
    PlanPlaceView place;
};
BOOST_DESCRIBE_STRUCT(PlanFieldView, (), (name, text, place))

struct PlanLineView {
    plan::OutlineKind kind = plan::OutlineKind::other;
    int depth = 0;
    std::string text;
    PlanPlaceView place;
    std::vector<PlanFieldView> fields;
};
BOOST_DESCRIBE_STRUCT(PlanLineView, (), (kind, depth, text, place, fields))

struct PlanCheckView {
    bool is_sound = false;                 // no error, and every example holds
    std::optional<std::string> formatted;  // the canonical layout, where it differs from the text
    std::vector<PlanFindingView> findings;
    std::vector<PlanExampleView> examples;
    std::vector<PlanLineView> outline;  // the text line by line, for a screen that edits its parts
    std::vector<std::string>
        attributes;  // what a plan may ask of a line, order, product, customer, territory
};
BOOST_DESCRIBE_STRUCT(PlanCheckView, (), (is_sound, formatted, findings, examples, outline, attributes))

struct ComparePlans {
    Prose<100'000> before;
    Prose<100'000> after;
};
BOOST_DESCRIBE_STRUCT(ComparePlans, (), (before, after))

struct PlanChangeView {
    std::string code;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(PlanChangeView, (), (code, text))

PlanFindingView view_of(plan::Finding const& finding, std::string const& language, Tell const& tell) {
    PlanFindingView view;
    view.severity = finding.severity == plan::Severity::error ? FindingSeverity::error
                                                              : FindingSeverity::warning;
    view.code = finding.code;
    view.line = finding.place.line;
    view.column = finding.place.column;
    view.length = finding.place.length;
    view.text = tell(language, Problem(ProblemKind::invalid, "plan." + finding.code, finding.arguments));
    if (!finding.proposal.empty()) view.proposal = finding.proposal;
    return view;
}

PlanPlaceView view_of(plan::Stretch const& place) {
    return {place.line, place.column, place.end_line, place.end_column};
}

PlanLineView view_of(plan::OutlineLine const& line) {
    PlanLineView view{line.kind, line.depth, line.text, view_of(line.place), {}};
    for (plan::OutlineField const& field : line.fields)
        view.fields.push_back({field.name, field.text, view_of(field.place)});
    return view;
}

PlanCheckView check(std::string const& text, std::string const& language, Tell const& tell) {
    plan::Schema const schema = plan::Schema::standard();
    plan::Compiled const compiled = plan::compile(text, schema);
    PlanCheckView view;
    for (plan::OutlineLine const& line : plan::outline(text)) view.outline.push_back(view_of(line));
    for (plan::Attribute const& attribute : schema.attributes) view.attributes.push_back(attribute.name);
    view.is_sound = !compiled.has_errors();
    for (plan::Finding const& finding : compiled.findings)
        view.findings.push_back(view_of(finding, language, tell));
    if (!compiled.plan) return view;
    if (std::string laid_out = plan::format(text); laid_out != text) view.formatted = std::move(laid_out);
    for (engine::pay::ExampleOutcome const& one : engine::pay::run_examples(*compiled.plan)) {
        view.examples.push_back({one.example, decimal_text(one.expected.amount, Money::places, 2),
                                 decimal_text(one.found, Money::places, 2), one.passes()});
        if (!one.passes()) view.is_sound = false;
    }
    return view;
}

}  // namespace

void mount_plan_checks(Api& api, Tell tell, TellChange tell_change) {
    api.post("/plan-checks", "checkPlan", "Check a plan's text and run its examples; nothing is kept",
             Permission::plan_read,
             [tell = std::move(tell)](Caller const& caller, Body<CheckPlan> const& ask) -> PlanCheckView {
                 return check(ask.text, caller.language, tell);
             });
    api.post("/plan-comparisons", "comparePlans", "Tell in words how two texts of a plan differ",
             Permission::plan_read,
             [tell_change = std::move(tell_change)](
                 Caller const& caller, Body<ComparePlans> const& ask) -> std::vector<PlanChangeView> {
                 std::vector<plan::Finding> findings;
                 std::vector<PlanChangeView> views;
                 for (plan::Change const& change :
                      plan::compare(plan::parse(ask.before, findings), plan::parse(ask.after, findings)))
                     views.push_back({change.code, tell_change(caller.language, change)});
                 return views;
             });
}

}  // namespace colonnade::incentives
