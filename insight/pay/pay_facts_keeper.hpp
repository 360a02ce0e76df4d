// Keeps what pay is calculated from in memory, so that only the first calculation after a change reads it.
#pragma once
#include <memory>
#include <mutex>

#include "insight/pay/pay_facts_store.hpp"

namespace colonnade::insight {

// Safe to use from any thread; who has older facts keeps them until they are done.
class PayFactsKeeper {
public:
    // As the session's snapshot has them. Who comes while they are read waits for the same reading.
    std::shared_ptr<PayFacts const> read(db::Session& session);

private:
    std::mutex mutex_;
    std::shared_ptr<PayFacts const> held_;
};

}  // namespace colonnade::insight
