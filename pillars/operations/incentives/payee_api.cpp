// Whom plans pay, over the API: those on a plan and what they accepted; and one's own plans.
#include "foundation/wire/text.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"
#include "pillars/operations/incentives/payee_store.hpp"

namespace colonnade::incentives {
namespace {

using namespace wire;

struct PayeePath {
    PlanId plan_id;
};
BOOST_DESCRIBE_STRUCT(PayeePath, (), (plan_id))

struct PlanPayeeView {
    PersonId person_id;
    std::string person;
    std::optional<int> accepted_number;  // of the newest version they accepted
    std::optional<Instant> accepted_at;
    bool is_current = false;  // it is the newest approved one
};
BOOST_DESCRIBE_STRUCT(PlanPayeeView, (), (person_id, person, accepted_number, accepted_at, is_current))

struct OwnPlanView {
    VersionId version_id;
    PlanId plan_id;
    std::string name;
    int number = 1;
    Date valid_from;
    std::string text;
    std::string digest;
    std::optional<Instant> accepted_at;
};
BOOST_DESCRIBE_STRUCT(OwnPlanView, (),
                      (version_id, plan_id, name, number, valid_from, text, digest, accepted_at))

}  // namespace

void mount_payees(wire::Api& api, db::Database& database) {
    api.get(
        "/pay-plans/{plan_id}/payees", "listPlanPayees",
        "Show who is on a plan today, and which version each has accepted", Permission::plan_read,
        [&database](Caller const& caller, Path<PayeePath> const& at) -> std::vector<PlanPayeeView> {
            std::vector<PlanPayeeView> views;
            for (Payee const& one :
                 database.read([&](db::Session& s) { return plan_payees(s, caller, at.plan_id); }))
                views.push_back({one.person, one.name, one.accepted_number, one.accepted_at, one.is_current});
            return views;
        });
    api.get(
        "/own-pay-plans", "listOwnPayPlans", "Show the plans one is paid by, word for word",
        Permission::plan_read, [&database](Caller const& caller) -> std::vector<OwnPlanView> {
            std::vector<OwnPlanView> views;
            for (OwnPlan const& one : database.read([&](db::Session& s) { return own_plans(s, caller); })) {
                PlanVersion const& v = one.version;
                views.push_back(
                    {v.id, v.plan, v.name, v.number, v.valid_from, v.text, v.digest, one.accepted_at});
            }
            return views;
        });
}

}  // namespace colonnade::incentives
