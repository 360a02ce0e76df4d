#include "insight/pay/warm_calculations.hpp"

#include "engine/plan/outline.hpp"

namespace colonnade::insight {

namespace {

// Four drafts and the plan in force, for two authors at a time.
constexpr std::size_t entries_max = 10;

}  // namespace

WarmCalculations::Entries::iterator WarmCalculations::take(FactsKey const& key,
                                                           std::string const& structure) {
    std::lock_guard const lock(mutex_);
    std::erase_if(entries_, [&](Entry const& one) { return !one.is_busy && one.key.version != key.version; });
    Facts facts;
    for (auto one = entries_.begin(); one != entries_.end(); ++one) {
        if (one->key != key) continue;
        facts = one->facts;
        if (one->is_busy || one->structure != structure) continue;
        one->is_busy = true;
        one->used = ++uses_;
        return one;
    }
    if (entries_.size() >= entries_max) {
        auto oldest = entries_.end();
        for (auto one = entries_.begin(); one != entries_.end(); ++one)
            if (!one->is_busy && (oldest == entries_.end() || one->used < oldest->used)) oldest = one;
        if (oldest != entries_.end()) entries_.erase(oldest);
    }
    return entries_.insert(entries_.end(), Entry{key, structure, std::move(facts), nullptr, true, ++uses_});
}

void WarmCalculations::use(FactsKey const& key, std::function<Facts()> const& gather,
                           std::string const& structure, plan::Plan plan,
                           std::function<void(engine::pay::Calculation const&)> const& use) {
    auto const entry = take(key, structure);
    try {
        if (!entry->facts) {
            Facts facts = gather();
            std::lock_guard const lock(mutex_);
            entry->facts = std::move(facts);
        }
        if (entry->calculation) entry->calculation->change_plan(std::move(plan));
        else entry->calculation = std::make_unique<engine::pay::Calculation>(std::move(plan), entry->facts);
        use(*entry->calculation);
    } catch (...) {
        // Half a calculation is none.
        std::lock_guard const lock(mutex_);
        entries_.erase(entry);
        throw;
    }
    std::lock_guard const lock(mutex_);
    entry->is_busy = false;
}

std::string structure_of(std::string_view text) {
    using Kind = plan::OutlineKind;
    std::string structure;
    for (plan::OutlineLine const& line : plan::outline(text)) {
        bool const decides = line.kind == Kind::roles || line.kind == Kind::period ||
                             line.kind == Kind::measure || line.kind == Kind::component ||
                             line.kind == Kind::dates || line.kind == Kind::each;
        if (decides) structure += line.text + '\n';
    }
    return structure;
}

}  // namespace colonnade::insight
