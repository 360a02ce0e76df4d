// Keeps what pay is calculated from in memory, so that only the first calculation after a change gathers it.
#pragma once
#include <memory>
#include <mutex>

#include "insight/pay/pay_facts_store.hpp"
#include "insight/standing_keeper.hpp"

namespace colonnade::insight {

// Safe to use from any thread; who has older facts keeps them until they are done.
class PayFactsKeeper {
public:
    explicit PayFactsKeeper(StandingKeeper& standing) : standing_(standing) {}

    // As the session's snapshot has them. Who comes while they are gathered waits for the same gathering.
    // Where few orders have changed since the standing that is kept, only those are read.
    std::shared_ptr<PayFacts const> read(db::Session& session);

private:
    ReadStanding standing_of(db::Session& session, StandingVersion const& version);

    StandingKeeper& standing_;
    std::mutex mutex_;
    std::shared_ptr<PayFacts const> held_;
};

}  // namespace colonnade::insight
