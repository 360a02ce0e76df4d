#include "app/pay_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/version.hpp"
#include "foundation/base/text.hpp"
#include "foundation/documents/csv_writer.hpp"
#include "insight/pay/pay_calculation.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade {
namespace {

constexpr int page = 1000;

std::vector<std::string> cells(PayReport::Row const& row) {
    return {row.id,
            row.name,
            row.period.from.text(),
            row.period.to ? row.period.to->plus_days(-1).text() : "",
            row.component,
            decimal_text(row.credited, Money::places, 2),
            decimal_text(row.payout, Money::places, 2)};
}

std::vector<std::string> const headings{"person_id", "person",   "period_start", "period_end",
                                        "component", "credited", "payout"};

CalculatedRun calculated(incentives::RunResult const& result, incentives::RunId id) {
    CalculatedRun run{id, static_cast<std::int64_t>(result.payouts.size()), {0, result.currency}, {}};
    for (incentives::Payout const& payout : result.payouts)
        run.total = run.total + incentives::due_of(incentives::earning_of(payout));
    for (incentives::RunException const& one : result.exceptions) ++run.exceptions[one.kind];
    return run;
}

// Keeps the run; of a pay period, which is calculated by it.
incentives::RunId store_run(Program& program, incentives::RunResult const& result,
                            std::optional<incentives::PayPeriod> const& period) {
    Caller const caller = program.caller_of("");
    return access::write(program.database(), program.clock(), caller, "calculatePayPeriod", "",
                         [&](access::Write& w) {
                             if (!period) return incentives::save_run(w, result, {});
                             auto const id = incentives::save_run(w, result, period->id);
                             incentives::step_pay_period(
                                 w, {period->id, incentives::PayState::calculated, id, "", period->version});
                             return id;
                         });
}

// The periods that may still be calculated, oldest first.
std::vector<incentives::PayPeriod> open_pay_periods(Program& program) {
    Caller const caller = program.caller_of("");
    std::vector<incentives::PayPeriod> periods = program.database().read(
        [&](db::Session& session) { return incentives::list_pay_periods(session, caller); });
    std::erase_if(periods, [](incentives::PayPeriod const& period) {
        return period.state > incentives::PayState::calculated;
    });
    return periods;
}

}  // namespace

PayReport pay_report(Program& program, std::string const& user, std::optional<incentives::RunId> run) {
    Caller const caller = program.caller_of(user);
    PayReport report;
    program.database().read([&](db::Session& session) {
        incentives::PayoutFilter filter;
        filter.run = run ? run : incentives::newest_run(session);
        if (!filter.run) throw not_found();
        filter.limit = page;
        for (auto payouts = incentives::list_payouts(session, caller, filter); !payouts.empty();
             payouts = incentives::list_payouts(session, caller, filter)) {
            for (incentives::StoredPayout const& stored : payouts) {
                incentives::Payout const& payout = stored.payout;
                std::string const id = stored.person_external_id.empty() ? std::to_string(payout.person.value)
                                                                         : stored.person_external_id;
                report.rows.push_back({id, stored.person_name, payout.period, payout.component,
                                       payout.credited.units,
                                       incentives::due_of(incentives::earning_of(payout)).units});
            }
            filter.after = payouts.back().id.value;
        }
    });
    std::ranges::stable_sort(report.rows, [](auto const& a, auto const& b) {
        return std::tuple(a.period.from, sort_key(a.name)) < std::tuple(b.period.from, sort_key(b.name));
    });
    return report;
}

void write_csv(PayReport const& report, std::ostream& out) {
    documents::StringSink sink;
    documents::CsvWriter writer(sink, {.newline = "\n"});
    auto const write = [&](std::vector<std::string> const& row) {
        for (std::string const& cell : row) writer.field(cell);
        writer.end_row();
    };
    write(headings);
    for (PayReport::Row const& row : report.rows) write(cells(row));
    writer.finish();
    out << sink.text();
}

void write_table(PayReport const& report, std::ostream& out) {
    out << fmt::format("{:<10} {:<30} {:<12} {:<12} {:<24} {:>16} {:>14}\n", headings[0], headings[1],
                       headings[2], headings[3], headings[4], headings[5], headings[6]);
    for (PayReport::Row const& row : report.rows) {
        auto const cell = cells(row);
        out << fmt::format("{:<10} {:<30} {:<12} {:<12} {:<24} {:>16} {:>14}\n", cell[0], cell[1], cell[2],
                           cell[3], cell[4], cell[5], cell[6]);
    }
}

std::vector<CalculatedRun> calculate_from_database(Program& program, std::string const& plan_text) {
    std::vector<CalculatedRun> runs;
    auto const calculate_and_keep = [&](std::optional<incentives::PayPeriod> const& period) {
        incentives::RunResult result = program.database().read([&](db::Session& session) {
            auto const facts = program.pay_facts().read(session);
            return period ? insight::calculate_period(session, *facts, *period)
                          : insight::try_plan(session, *facts, plan_text);
        });
        result.build = std::string(version);
        runs.push_back(calculated(result, store_run(program, result, period)));
    };
    if (!plan_text.empty()) {
        calculate_and_keep({});
        return runs;
    }
    for (incentives::PayPeriod const& period : open_pay_periods(program)) calculate_and_keep(period);
    return runs;
}

}  // namespace colonnade
