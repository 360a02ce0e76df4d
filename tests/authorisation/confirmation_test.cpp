// Which operations ask for a fresh confirmation: the list is written from the manual, not from the routes.
#include <gtest/gtest.h>

#include <set>

#include "tests/authorisation/scenario_pay.hpp"

namespace colonnade::authorisation {
namespace {

// Approving pay, changing what is paid by, who may do what, and the keys to it.
std::set<std::string> const grave{"decidePlanVersion", "assignPlan",
                                  "endPlanAssignment", "exportPayroll",
                                  "settlePayPeriod",   "decidePayAdjustment",
                                  "createUser",        "changeUser",
                                  "createSetUpLink",   "removeUsersSecondFactor",
                                  "createToken",       "beginSecondFactor",
                                  "removeSecondFactor"};

std::set<std::string> refused(ScenarioCompany& company, Caller const& caller, char const* code) {
    std::set<std::string> operations;
    for (wire::Route const* route : company.program().api().routes()) {
        wire::Request request;
        request.method = route->method;
        request.path = route->path;
        for (std::string const& name : route->placeholders)
            request.path.replace(request.path.find("{" + name + "}"), name.size() + 2, "1");
        try {
            company.program().api().dispatch(request, caller);
        } catch (Problem const& problem) {
            if (problem.code() == code) operations.insert(route->operation_id);
        } catch (std::exception const&) {
            // Without a body or a socket some operations get no further; they were let in.
        }
    }
    return operations;
}

TEST(Confirmation, what_is_grave_asks_again_after_ten_minutes) {
    ScenarioCompany company(db::Dialect::sqlite);
    Caller caller = company.caller("solo");
    EXPECT_TRUE(refused(company, caller, "wire.confirmation_required").empty());
    caller.confirmed_at = caller.now.plus_seconds(-601);
    EXPECT_EQ(refused(company, caller, "wire.confirmation_required"), grave);
}

TEST(Confirmation, a_token_never_confirms) {
    ScenarioCompany company(db::Dialect::sqlite);
    Caller caller = company.caller("solo");
    caller.via_token = true;
    EXPECT_EQ(refused(company, caller, "wire.token_cannot_confirm"), grave);
}

}  // namespace
}  // namespace colonnade::authorisation
