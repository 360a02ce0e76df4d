#include "pillars/operations/accounting/accounting_store.hpp"

#include "foundation/base/problem.hpp"
#include "foundation/wire/codec.hpp"

namespace colonnade::accounting {
namespace {

constexpr std::int64_t the_policy = 1;

// The policy as it is kept.
struct PolicyText {
    std::vector<Benefit> benefits;
    int months_otherwise = 0;
    bool uses_expedient = true;
    std::map<std::string, std::string> codes;
};
BOOST_DESCRIBE_STRUCT(PolicyText, (), (benefits, months_otherwise, uses_expedient, codes))

std::string text_of(Policy const& policy) {
    return wire::to_json(
        PolicyText{policy.benefits, policy.months_otherwise, policy.uses_expedient, policy.codes});
}

}  // namespace

StoredPolicy read_policy(db::Session& session) {
    auto const found = session.maybe<std::string, ChangeId>(
        "select text, change_id from accounting_policies where policy_id = :id", {{"id", the_policy}});
    if (!found) return {};
    auto text = wire::from_json<PolicyText>(std::get<0>(*found));
    return {{std::move(text.benefits), text.months_otherwise, text.uses_expedient, std::move(text.codes)},
            std::get<1>(*found),
            true};
}

StoredPolicy save_policy(access::Write& write, Policy const& policy, ChangeId seen) {
    check_policy(policy);
    StoredPolicy const before = read_policy(write);
    if (before.version != seen) throw Problem(ProblemKind::stale, "stale");
    std::string const text = text_of(policy);
    db::Params const row{{"id", the_policy}, {"text", text}, {"change", write.change_id()}};
    if (!before.is_set) {
        write.run("insert into accounting_policies (policy_id, text, change_id) values (:id, :text, :change)",
                  row);
    } else {
        write.keep_history("accounting_policies", "policy_id", the_policy);
        write.run("update accounting_policies set text = :text, change_id = :change where policy_id = :id",
                  {{"text", text}, {"change", write.change_id()}, {"id", the_policy}});
    }
    write.audit("accounting_policy", the_policy, before.is_set ? text_of(before.policy) : std::string(),
                text);
    return {policy, write.change_id(), true};
}

}  // namespace colonnade::accounting
