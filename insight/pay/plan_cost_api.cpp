#include <set>

#include "engine/plan/compile.hpp"
#include "foundation/access/write.hpp"
#include "foundation/wire/text.hpp"
#include "insight/pay/pay_insight_api.hpp"
#include "insight/pay/plan_cost_view.hpp"
#include "pillars/operations/incentives/plan_store.hpp"

namespace colonnade::insight {
namespace {

using namespace wire;

constexpr std::size_t drafts_max = 4;
constexpr std::size_t mistakes_max = 5;

struct PlanDraftText {
    Prose<100'000> text;
};
BOOST_DESCRIBE_STRUCT(PlanDraftText, (), (text))

struct CostPlans {
    incentives::PlanId plan_id;         // whom it is for
    std::vector<PlanDraftText> drafts;  // one to four
    std::optional<incentives::VersionId> baseline_version_id;
    std::optional<CostRange> range;
};
BOOST_DESCRIBE_STRUCT(CostPlans, (), (plan_id, drafts, baseline_version_id, range))

// A look at what others would have been paid is written down once a day for each plan and reader (rule 13 of
// incentives), not at each keystroke; a restart may write it down again.
class Looks {
public:
    bool is_new(UserId user, incentives::PlanId plan, Date day) {
        std::lock_guard const lock(mutex_);
        if (day != day_) seen_.clear();
        day_ = day;
        return seen_.insert({user.value, plan.value}).second;
    }

private:
    std::mutex mutex_;
    Date day_;
    std::set<std::pair<std::int64_t, std::int64_t>> seen_;
};

class Desk {
public:
    Desk(db::Database& database, PayFactsKeeper& facts, PlanCosts& costs, Translate translate)
        : database_(database), facts_(facts), costs_(costs), translate_(std::move(translate)) {}

    PlanCostsView answer(Caller const& caller, CostPlans const& ask) {
        if (ask.drafts.empty() || ask.drafts.size() > drafts_max)
            throw invalid("incentives.drafts", {{"maximum", std::to_string(drafts_max)}}, "drafts");
        std::string baseline;
        CostFrame const frame = database_.read([&](db::Session& s) {
            if (incentives::list_versions(s, caller, ask.plan_id, incentives::VersionId::limit, 1).empty())
                throw not_found();
            if (ask.baseline_version_id)
                baseline = incentives::get_version(s, caller, *ask.baseline_version_id).text;
            return cost_frame(s, caller, facts_.read(s), ask.plan_id,
                              ask.range.value_or(CostRange::two_years));
        });
        note_look(caller, ask.plan_id);
        PlanCostsView view;
        view.from = Date::from_number(frame.days.from);
        view.to = Date::from_number(frame.days.to);
        for (std::int64_t const bound : engine::cost::attainment_bounds())
            view.attainment_bounds.push_back({bound});
        std::shared_ptr<PlanFigures const> before;
        if (plan::Compiled now = plan::compile(baseline, plan::Schema::standard()); now.plan) {
            before = costs_.figures(frame, baseline, std::move(*now.plan));
            view.baseline = cost_view(frame, *before, nullptr);
        }
        for (PlanDraftText const& draft : ask.drafts)
            view.drafts.push_back(draft_view(caller, frame, draft.text, before.get()));
        return view;
    }

private:
    PlanDraftCostView draft_view(Caller const& caller, CostFrame const& frame, std::string const& text,
                                 PlanFigures const* before) {
        PlanDraftCostView view;
        plan::Compiled compiled = plan::compile(text, plan::Schema::standard());
        if (compiled.plan) {
            view.cost = cost_view(frame, *costs_.figures(frame, text, std::move(*compiled.plan)), before);
            return view;
        }
        for (plan::Finding const& finding : compiled.findings) {
            if (finding.severity != plan::Severity::error || view.mistakes.size() == mistakes_max) continue;
            documents::MessageArguments arguments(finding.arguments.begin(), finding.arguments.end());
            view.mistakes.push_back({finding.place.line, finding.place.column,
                                     translate_(caller.language, "problem.plan." + finding.code, arguments)});
        }
        return view;
    }

    void note_look(Caller const& caller, incentives::PlanId plan) {
        bool const sees_others = caller.scope(Permission::pay_read) != Scope::own;
        if (caller.is_nobody() || !sees_others || !looks_.is_new(caller.user, plan, caller.today)) return;
        access::write(database_, caller, "lookAtPlanCosts", "", [&](access::Write& w) {
            w.audit("pay_plan", plan, "", R"({"looked_at_costs":true})");
        });
    }

    db::Database& database_;
    PayFactsKeeper& facts_;
    PlanCosts& costs_;
    Translate translate_;
    Looks looks_;
};

}  // namespace

void mount_plan_costs(Api& api, db::Database& database, PayFactsKeeper& facts, PlanCosts& costs,
                      Translate translate) {
    auto const desk = std::make_shared<Desk>(database, facts, costs, std::move(translate));
    api.post(
        "/plan-costs", "costPlans",
        "Show what drafts of a plan would have paid, to those whose pay the caller may see; nothing is kept",
        Permission::pay_read, [desk](Caller const& caller, Body<CostPlans> const& ask) -> PlanCostsView {
            return desk->answer(caller, ask);
        });
}

}  // namespace colonnade::insight
