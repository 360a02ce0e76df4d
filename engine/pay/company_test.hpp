// A company of three for pay by hand: Ann (0) leads Bob (1) and Cem (2).
#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/pay/pay.hpp"
#include "engine/plan/compile.hpp"
#include "foundation/base/date.hpp"

namespace colonnade::engine::pay {

inline Day day(char const* text) { return Date::parse(text).number(); }

inline plan::Plan plan_of(std::string const& text) {
    plan::Compiled compiled = plan::compile(text, plan::Schema::standard());
    if (!compiled.plan) throw std::runtime_error(compiled.findings.front().text());
    return *compiled.plan;
}

// A plan in euros, accumulated over `period`, paid monthly, with the measure `sales`.
inline std::string plan_by(std::string const& period, std::string const& rest,
                           std::string const& header = "") {
    return "plan \"P\"\n    currency EUR\n    period " + period + ", paid monthly, cumulative\n" + header +
           "\nmeasure sales = amount of order lines credited as owner or split\n\n" + rest;
}

class Company {
public:
    Company() {
        facts->from = day("2026-01-01"), facts->to = day("2026-07-01");
        facts->people = {"Ann", "Bob", "Cem"};
        facts->reports = {{1, 0, day("2020-01-01"), open_end}, {2, 0, day("2020-01-01"), open_end}};
        facts->hired = {day("2020-01-01"), day("2020-01-01"), day("2020-01-01")};
    }
    // Euros.
    Company& sells(Index person, char const* on, std::int64_t amount, Day paid = no_day) {
        Lines& lines = facts->lines;
        lines.id.push_back(static_cast<std::int64_t>(lines.size()) + 1);
        lines.booked.push_back(day(on)), lines.paid.push_back(paid);
        lines.amount.push_back(amount * 10'000), lines.owner.push_back(person), lines.shared.push_back(0);
        lines.lost.push_back(no_day), lines.loss.push_back(Loss::none), lines.of_sale.push_back(no_line);
        return *this;
    }
    // A return line that names the sale with that id.
    Company& returns(std::int64_t sale, Index person, char const* on, std::int64_t amount) {
        sells(person, on, -amount);
        facts->lines.of_sale.back() = sale;
        return *this;
    }
    Company& loses_the_last(char const* on, Loss how) {
        facts->lines.lost.back() = day(on), facts->lines.loss.back() = how;
        return *this;
    }
    Calculation pays(std::string const& plan) const { return Calculation(plan_of(plan), facts); }

    std::shared_ptr<Facts> facts = std::make_shared<Facts>();
};

// One person's payouts by pay period, in cents.
inline std::vector<std::int64_t> cents(Calculation const& pay, Index person) {
    std::vector<std::int64_t> out;
    for (Payout const& payout : pay.payouts())
        if (payout.person == person) out.push_back(payout.payout / 100);
    return out;
}

}  // namespace colonnade::engine::pay
