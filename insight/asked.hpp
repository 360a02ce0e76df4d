// What every question about figures begins with: how everybody stands, whose figure in which period is asked
// for, and whether the caller may see it.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "foundation/db/database.hpp"
#include "insight/standing_store.hpp"
#include "insight/words.hpp"
#include "pillars/operations/goals/attainment_view.hpp"

namespace colonnade::insight {

// How everybody stands, with or without lines and with everything this caller has written; handed over by
// app/, which keeps it current.
using StandingSource = std::function<std::shared_ptr<goals::Standing const>(Caller const&, Lines)>;

// What figures of a measure are made of: orders alone, or their lines as well.
Lines lines_for(goals::GoalMeasure measure);

// What the routes rest on.
struct Insight {
    db::Database& database;
    StandingSource standing;
    Translate translate;
};

// One subject's figures in one period and measure.
struct Asked {
    std::shared_ptr<goals::Standing const> held;
    goals::AttainmentAsk ask;
    goals::QuotaTable quotas;
    engine::Index index = 0;  // of the subject; 0 for the company
    Caller const& caller;
    Words words;

    goals::Standing const& standing() const { return *held; }
    engine::CreditBook const& book() const { return *held->book; }
    engine::Measure measure() const { return static_cast<engine::Measure>(ask.measure); }
    engine::Days days() const { return goals::engine_days(ask.period.range); }
    goals::Subject subject() const { return goals::subject_of(*held, ask.by, index); }
    // An amount of the measure, in the company's currency.
    wire::Figure figure(std::int64_t amount, std::optional<std::string> explain = {}) const {
        return goals::measure_figure(*held, ask.measure, amount, std::move(explain));
    }
    // The address of another figure of the same period and measure, or of a part of the period; absent where
    // that part has no end to name.
    std::optional<std::string> address(std::string_view figure, goals::AttainmentBy by, std::int64_t subject,
                                       engine::Days within) const;
    std::string address(std::string_view figure, goals::AttainmentBy by, std::int64_t subject) const {
        return goals::explanation_address(figure, by, subject, at(by));
    }
    goals::AttainmentAsk at(goals::AttainmentBy by) const;
};

// Whom and when a question is about; what is left out is the caller's own, the current period, revenue.
struct Question {
    std::optional<goals::AttainmentBy> by;
    std::optional<std::int64_t> subject_id;
    std::optional<std::string> period;
    std::optional<goals::GoalMeasure> measure;
    Lines lines = Lines::left_out;  // wanted whatever the measure
};

// Throws not_found() where the subject does not exist or is not for these eyes, Problem "period.unknown".
Asked prepare(Insight const& insight, Caller const& caller, Question const& question);
// The same without a subject: nothing is checked.
Asked prepare_all(Insight const& insight, Caller const& caller, Question const& question);

// Whether the caller may see a subject's figure of those days: the rows they see today, and of people also
// the days on which the person stood below them.
bool may_see(goals::Standing const& standing, Caller const& caller, goals::AttainmentBy by,
             engine::Index index, engine::Days days);

// The days as a period's text, "2026-01-01..2026-03-31"; absent without an end.
std::optional<std::string> range_text(engine::Days days);

}  // namespace colonnade::insight
