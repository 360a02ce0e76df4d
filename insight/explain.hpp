// What every figure is made of. Each function answers for the subject of `asked`; terms and source rows add
// up to the value to the last digit.
#pragma once
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "foundation/wire/figure.hpp"
#include "insight/asked.hpp"
#include "insight/breakdown.hpp"

namespace colonnade::insight {

enum class ExplainedFigure { attainment, quota, actual, expected, projected, gap, order, part };
BOOST_DESCRIBE_ENUM(ExplainedFigure, attainment, quota, actual, expected, projected, gap, order, part)

// One side of the company's actual: what people were credited with, and what nobody was.
enum class CompanySide { credited, uncredited };
BOOST_DESCRIBE_ENUM(CompanySide, credited, uncredited)

struct ExplanationQuery {
    ExplainedFigure figure = ExplainedFigure::actual;
    std::optional<goals::AttainmentBy> by;
    std::optional<std::int64_t> subject_id;
    std::optional<std::string> period;
    std::optional<goals::GoalMeasure> measure;
    std::optional<CompanySide> side;    // of the company's actual
    std::optional<OrderId> order_id;    // of figure=order
    std::optional<BreakdownInto> into;  // of figure=part
    std::optional<std::string> key;     // of figure=part
    std::optional<std::string> cursor;  // of the source rows
    std::optional<std::int64_t> limit;  // source rows at a time
};
BOOST_DESCRIBE_STRUCT(ExplanationQuery, (),
                      (figure, by, subject_id, period, measure, side, order_id, into, key, cursor, limit))

// A stretch of source rows.
struct RowWindow {
    std::int64_t before = 0;
    std::int64_t limit = 50;
};

wire::Explanation explain_attainment(Asked const& asked);
wire::Explanation explain_quota(Asked const& asked);
wire::Explanation explain_expected(Asked const& asked);
wire::Explanation explain_projected(Asked const& asked);
wire::Explanation explain_gap(Asked const& asked);
wire::Explanation explain_actual(Asked const& asked, db::Session& session, RowWindow window,
                                 std::optional<CompanySide> side);
// Throws not_found() where the caller may see neither its people's nor its territory's figure.
wire::Explanation explain_order(Asked const& asked, db::Session& session, OrderId order);
// One row of a breakdown.
wire::Explanation explain_part(Asked const& asked, db::Session& session, BreakdownInto into,
                               std::string const& key, RowWindow window);

}  // namespace colonnade::insight
