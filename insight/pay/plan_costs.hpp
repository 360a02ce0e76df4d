// What plans would have paid, over the real facts of everybody they touch: for the screen on which plans are
// written.
#pragma once
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe/enum.hpp>

#include "engine/cost/cost.hpp"
#include "engine/cost/curve.hpp"
#include "engine/cost/future.hpp"
#include "foundation/caller/caller.hpp"
#include "insight/pay/pay_facts_store.hpp"
#include "insight/pay/warm_calculations.hpp"
#include "pillars/operations/incentives/incentive.hpp"

namespace colonnade::insight {

// Which days of the past, in whole fiscal years and quarters that are over; `two_years` is the fiscal year
// under way and the one before it.
enum class CostRange { two_years, this_year, last_year, everything };
BOOST_DESCRIBE_ENUM(CostRange, two_years, this_year, last_year, everything)

// One plan's figures over one set of facts.
struct PlanFigures {
    std::string name;
    std::vector<std::string> components;
    engine::cost::Cost cost;
    std::optional<engine::cost::NextYear> next_year;
    std::vector<engine::cost::Curve> curves;
    std::vector<std::pair<engine::pay::Lack, int>> lacks;  // what is missing, for how many people
};

// What all drafts of one question have in common.
struct CostFrame {
    std::shared_ptr<PayFacts const> source;
    // Whom the plan is assigned to; none: who has one of a draft's roles, else whoever sells.
    std::vector<engine::pay::Assignment> assignments;
    engine::pay::Facts time;        // of which only the calendar is filled
    engine::cost::Counted counted;  // whose pay the caller may see
    FactsKey key;
    std::string viewer;        // "" for who sees everybody
    engine::pay::Span days{};  // from the first to behind the last
};

// Reads what a question needs. `plan`: whose assignments.
CostFrame cost_frame(db::Session& session, Caller const& caller, std::shared_ptr<PayFacts const> source,
                     std::optional<incentives::PlanId> plan, CostRange range);

// Safe to use from any thread.
class PlanCosts {
public:
    // `plan` is the checked plan of `text`. The same question is answered from memory. Throws Problem
    // "number.overflow".
    std::shared_ptr<PlanFigures const> figures(CostFrame const& frame, std::string const& text,
                                               plan::Plan plan);

private:
    struct Known {
        FactsKey key;
        std::string question;
        std::shared_ptr<PlanFigures const> figures;
    };
    struct KnownCredit {
        FactsKey key;
        std::vector<engine::pay::Span> spans;
        std::shared_ptr<engine::cost::Credit const> credit;
    };
    std::shared_ptr<engine::cost::Credit const> credit(FactsKey const& key,
                                                       engine::pay::Calculation const& calculation);

    WarmCalculations calculations_;
    std::mutex mutex_;
    std::list<Known> known_;  // the latest first
    std::list<KnownCredit> credits_;
};

}  // namespace colonnade::insight
