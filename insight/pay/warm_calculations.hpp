// Calculations of plans that are being written, kept in memory so that the next keystroke runs formulas only.
#pragma once
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "engine/pay/pay.hpp"

namespace colonnade::insight {

// What makes calculations comparable: the version of the company's facts; and whom and which days they are
// for. Facts of another version are forgotten.
struct FactsKey {
    std::string version;
    std::string cut;
    friend bool operator==(FactsKey const&, FactsKey const&) = default;
};

// Safe to use from any thread: a calculation is one caller's while it is used, and nobody waits for another.
class WarmCalculations {
public:
    using Facts = std::shared_ptr<engine::pay::Facts>;

    // Hands `use` the plan's calculation over the facts of that key, which `gather` makes where they are not
    // at hand. Of one `structure` are plans that count the same credit: see structure_of.
    void use(FactsKey const& key, std::function<Facts()> const& gather, std::string const& structure,
             plan::Plan plan, std::function<void(engine::pay::Calculation const&)> const& use);

private:
    struct Entry {
        FactsKey key;
        std::string structure;
        Facts facts;
        std::unique_ptr<engine::pay::Calculation> calculation;
        bool is_busy = false;
        std::uint64_t used = 0;
    };
    using Entries = std::list<Entry>;

    // One that is busy from now on; with a calculation where there was one of that structure.
    Entries::iterator take(FactsKey const& key, std::string const& structure);

    std::mutex mutex_;
    Entries entries_;
    std::uint64_t uses_ = 0;
};

// What of a plan's text decides which credit is counted, for whom and when: its statements of measures,
// roles, periods and dates. Two texts of one structure differ in rates, tables, caps and the like.
std::string structure_of(std::string_view text);

}  // namespace colonnade::insight
