#include "pillars/operations/incentives/plan_check_api.hpp"

#include <boost/describe/enum_to_string.hpp>

#include "engine/pay/example.hpp"
#include "engine/plan/compile.hpp"
#include "engine/plan/syntax.hpp"
#include "foundation/wire/text.hpp"

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

struct PlanCheckView {
    bool is_sound = false;                 // no error, and every example holds
    std::optional<std::string> formatted;  // the canonical layout, where it differs from the text
    std::vector<PlanFindingView> findings;
    std::vector<PlanExampleView> examples;
};
BOOST_DESCRIBE_STRUCT(PlanCheckView, (), (is_sound, formatted, findings, examples))

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

PlanCheckView check(std::string const& text, std::string const& language, Tell const& tell) {
    plan::Compiled const compiled = plan::compile(text, plan::Schema::standard());
    PlanCheckView view;
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

void mount_plan_checks(Api& api, Tell tell) {
    api.post("/plan-checks", "checkPlan", "Check a plan's text and run its examples; nothing is kept",
             Permission::plan_read,
             [tell = std::move(tell)](Caller const& caller, Body<CheckPlan> const& ask) -> PlanCheckView {
                 return check(ask.text, caller.language, tell);
             });
}

}  // namespace colonnade::incentives
