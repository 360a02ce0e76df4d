// Attainment as it is shown: figures that open into what they are made of.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/caller/caller.hpp"
#include "foundation/db/session.hpp"
#include "foundation/wire/figure.hpp"
#include "pillars/operations/goals/attainment.hpp"

namespace colonnade::goals {

struct AttainmentView {
    AttainmentBy by = AttainmentBy::person;
    std::int64_t subject_id = 0;
    std::string external_id;
    std::string name;
    std::string period;
    Date period_from;
    std::optional<Date> period_to;  // the first day after it; absent while it is open
    GoalMeasure measure = GoalMeasure::revenue;
    std::optional<wire::Figure> quota;
    wire::Figure actual;
    std::optional<wire::Figure> attainment;
    std::optional<wire::Figure> expected;
    std::optional<wire::Figure> projected;
    std::optional<wire::Figure> gap;
    GoalStatus status = GoalStatus::no_goal;
};
BOOST_DESCRIBE_STRUCT(AttainmentView, (),
                      (by, subject_id, external_id, name, period, period_from, period_to, measure, quota,
                       actual, attainment, expected, projected, gap, status))

// An amount of the measure as a figure in the company's currency.
wire::Figure measure_figure(Standing const& standing, GoalMeasure measure, std::int64_t amount,
                            std::optional<std::string> explain = {});

// The address that explains a figure of a subject: "/explanations?figure=actual&by=person&subject_id=7&…".
std::string explanation_address(std::string_view figure, AttainmentBy by, std::int64_t subject_id,
                                AttainmentAsk const& ask);

// Who or what the row is about; the company has the name it is given.
Subject subject_of(Standing const& standing, AttainmentBy by, engine::Index index);
std::optional<engine::Index> index_of(Standing const& standing, AttainmentBy by, std::int64_t subject_id);

// One row as it is shown, its figures with the way to their explanation.
AttainmentView attainment_view(Standing const& standing, AttainmentAsk const& ask, AttainmentRow const& row);

// Which rows the caller may see: a person's and a manager's by the reporting tree today, a team's or
// territory's where one of theirs is in it today, the company's with the widest scope.
std::function<bool(engine::Index)> visible_rows(Standing const& standing, Caller const& caller,
                                                AttainmentBy by);

}  // namespace colonnade::goals
