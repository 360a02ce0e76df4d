#include "insight/pay/pay_facts_keeper.hpp"

namespace colonnade::insight {

std::shared_ptr<PayFacts const> PayFactsKeeper::read(db::Session& session) {
    PayFactsVersion const version = pay_facts_version(session);
    std::lock_guard const lock(mutex_);
    if (!held_ || held_->version != version)
        held_ = std::make_shared<PayFacts const>(
            pay_facts_of(session, standing_of(session, version.standing), held_.get()));
    return held_;
}

ReadStanding PayFactsKeeper::standing_of(db::Session& session, StandingVersion const& version) {
    std::shared_ptr<ReadStanding const> const kept = standing_.held();
    bool const serves = kept && kept->has_lines && kept->version.subjects <= version.subjects &&
                        kept->version.orders <= version.orders;
    return serves ? brought_forward(session, *kept) : read_standing(session, Lines::read);
}

}  // namespace colonnade::insight
