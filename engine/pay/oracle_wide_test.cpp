// Thousands of seeded companies under plans with all that the language offers: the engine and the wide oracle
// agree on every cent paid, held, taken back and adjusted; and what must not change the result does not.
#include <gmock/gmock.h>

#include "engine/pay/oracle_facts_test.hpp"
#include "engine/pay/oracle_seeds_test.hpp"
#include <fmt/format.h>

namespace colonnade::engine::pay {
namespace {

// What differs, for the reader of a failure.
std::string difference(wide::Result const& engine, wide::Result const& naive) {
    std::string text;
    auto const tell = [&](char const* who, wide::Result const& a, wide::Result const& b) {
        for (auto const& [key, paid] : a.paid)
            if (!b.paid.count(key) || !(b.paid.at(key) == paid))
                text += fmt::format("{}: person {} component {} pay {}: paid {} held {} back {}\n", who,
                                    std::get<0>(key), std::get<1>(key) + 1, std::get<2>(key), paid.payout,
                                    paid.held, paid.taken_back);
        for (auto const& [key, amount] : a.beside)
            if (!b.beside.count(key) || b.beside.at(key) != amount)
                text += fmt::format("{}: person {} pay {} kind {}: {}\n", who, std::get<0>(key),
                                    std::get<1>(key), static_cast<int>(std::get<2>(key)), amount);
    };
    tell("engine", engine, naive), tell("oracle", naive, engine);
    return text;
}

constexpr std::uint64_t cases = 4000;

TEST(WideOracle, EveryCentPaidHeldTakenBackAndAdjustedIsTheSame) {
    std::map<std::string, int> met;
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        wide::Company const of = wide::Seeded(seed).company();
        Calculation const pay(plan_of(of.plan), facts_of(of));
        wide::Result const engine = result_of(pay), naive = wide::Settlement(of).result();
        ASSERT_EQ(engine, naive) << "seed " << seed << "\n" << text_of(of.plan) << difference(engine, naive);
        for (auto const& [key, paid] : engine.paid) {
            static constexpr char const* ways[] = {"curve", "fixed", "deals", "pool"};
            auto const way = of.plan.components[static_cast<std::size_t>(std::get<1>(key))].way;
            met[ways[static_cast<int>(way)]] += paid.payout != 0;
            met["held"] += paid.held > 0, met["released"] += paid.held < 0;
            met["taken back"] += paid.taken_back != 0;
        }
        for (auto const& [key, amount] : engine.beside)
            ++met["beside " + std::to_string(static_cast<int>(std::get<2>(key)))];
        for (Exception const& each : pay.exceptions())
            ++met["lack " + std::to_string(static_cast<int>(each.lack))];
    }
    // The cases reach what they are made for.
    for (char const* const what :
         {"curve", "fixed", "deals", "pool", "held", "released", "taken back", "beside 0", "beside 1",
          "beside 2", "beside 3", "lack 1", "lack 2", "lack 3"})
        EXPECT_GE(met[what], 200) << what;
}

}  // namespace
}  // namespace colonnade::engine::pay
