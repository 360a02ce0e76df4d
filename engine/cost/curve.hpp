// What a component pays against what was sold, drawn by the pay engine itself (README, rule 4).
#pragma once
#include <cstdint>
#include <vector>

#include "engine/pay/pay.hpp"

namespace colonnade::engine::cost {

// What is counted along the ground: attainment of a quota (10^-10), money or a count (ten-thousandths).
enum class Ground : std::uint8_t { attainment, money, count };

struct CurvePoint {
    std::int64_t at = 0;
    std::int64_t pay = 0;  // ten-thousandths
};

struct Curve {
    int component = 0;
    Ground ground = Ground::attainment;
    std::vector<CurvePoint> points;         // `at` rises
    std::vector<std::int64_t> breakpoints;  // bounds of tiers on the same ground
    CurvePoint usual;                       // where the average payee stands
};

// One payee in one accumulation period: what the plan's leaves come to. As an example gives them.
struct Payee {
    std::vector<plan::Given> given;
};

// The average of everybody whom the plan pays, over all periods.
Payee usual_payee(pay::Calculation const& calculation);

// One for each component that can be drawn, for a payee with these figures: their sums grow together.
std::vector<Curve> curves_of(plan::Plan const& plan, Payee const& payee);

}  // namespace colonnade::engine::cost
