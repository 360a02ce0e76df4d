#include "demo/sign_ins.hpp"

#include <algorithm>

#include "demo/demo.hpp"
#include "pillars/operations/company/company_store.hpp"

namespace colonnade::demo {
namespace {

// The first worker of a job in the first team that has one, so that the sign-ins are the same in every size.
Worker const& someone(Firm const& firm, Job job) {
    return *std::ranges::find_if(
        firm.workers, [&](Worker const& worker) { return worker.job == job && !worker.employed.to; });
}

struct DemoUser {
    std::string_view login;
    Role role;
    std::optional<Job> job;
};
constexpr DemoUser demo_users[] = {{"seller", Role::seller, Job::seller},
                                   {"leader", Role::manager, Job::team_leader},
                                   {"manager", Role::manager, Job::country_manager},
                                   {"director", Role::manager, Job::director},
                                   {"operations", Role::operations, Job::operations},
                                   {"finance", Role::finance, Job::finance},
                                   {"trainer", Role::trainer, Job::trainer},
                                   {"recruiter", Role::recruiter, Job::recruiter},
                                   {"liaison", Role::liaison, Job::production},
                                   {"admin", Role::administrator, {}}};

}  // namespace

void add_users(access::Write& write, Firm const& firm, std::string const& password_hash) {
    for (DemoUser const& one : demo_users) {
        access::NewUser user;
        user.login = one.login;
        user.name = "Administrator";
        user.roles = {one.role};
        if (one.job) {
            Worker const& worker = someone(firm, *one.job);
            user.name = worker.name.full();
            user.person = PersonId{write.value<std::int64_t>(
                "select person_id from people where external_id = :id", {{"id", worker.id}})};
        }
        access::User const made = access::create_user(write, user);
        access::set_password_hash(write, made.id, password_hash, {});
    }
}

std::vector<SignInHint> demo_sign_ins(db::Session& session) {
    std::vector<SignInHint> hints;
    if (!company::read_company(session).company.demo) return hints;
    for (DemoUser const& one : demo_users)
        if (auto const user = access::find_user(session, one.login))
            hints.push_back({user->login, one.role, user->name});
    return hints;
}

}  // namespace colonnade::demo
