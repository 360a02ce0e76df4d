// Pay of a year: 1,000,000 order lines, 1,000 people in a tree of eight, a plan of three components.
#include <benchmark/benchmark.h>

#include "bench/pay_year.hpp"

namespace colonnade::engine::pay {
namespace {

void full(benchmark::State& state) {
    Options options;
    options.threads = static_cast<int>(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(Calculation(plan_of(), facts(), options).component(0).payout.data());
}
BENCHMARK(full)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void full_with_lineage(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(Calculation(plan_of(), facts()).lineage().data());
}
BENCHMARK(full_with_lineage)->Unit(benchmark::kMillisecond)->UseRealTime();

void rates_only(benchmark::State& state) {
    Calculation pay(plan_of(), facts());
    plan::Plan const plans[] = {plan_of(true), plan_of()};
    for (int turn = 0; auto _ : state) pay.change_plan(plans[turn++ % 2]);
}
BENCHMARK(rates_only)->Unit(benchmark::kMicrosecond)->UseRealTime();

void one_line_changed(benchmark::State& state) {
    Calculation pay(plan_of(), facts());
    std::int64_t const amount = facts()->lines.amount[lines / 2];
    for (int turn = 0; auto _ : state) pay.change_line(lines / 2, amount + (turn++ % 2) * 12'345'600);
    pay.change_line(lines / 2, amount);
}
BENCHMARK(one_line_changed)->Unit(benchmark::kMicrosecond)->UseRealTime();

void one_payout_explained(benchmark::State& state) {
    Calculation const pay(plan_of(), facts());
    // Not the first representative, who has a part of every shared line. The first time all lines are looked
    // through for whose they are.
    constexpr Index somebody = first_representative + 1;
    benchmark::DoNotOptimize(pay.explain(somebody, 0, 11).lines.data());
    for (auto _ : state) benchmark::DoNotOptimize(pay.explain(somebody, 0, 11).lines.data());
}
BENCHMARK(one_payout_explained)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace
}  // namespace colonnade::engine::pay
