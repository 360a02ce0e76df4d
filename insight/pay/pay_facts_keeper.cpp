#include "insight/pay/pay_facts_keeper.hpp"

namespace colonnade::insight {

std::shared_ptr<PayFacts const> PayFactsKeeper::read(db::Session& session) {
    PayFactsVersion const version = pay_facts_version(session);
    std::lock_guard const lock(mutex_);
    if (!held_ || held_->version != version)
        held_ = std::make_shared<PayFacts const>(read_pay_facts(session));
    return held_;
}

}  // namespace colonnade::insight
