#include <algorithm>
#include <charconv>

#include "foundation/base/problem.hpp"
#include "insight/explain.hpp"
#include "insight/insight_api.hpp"

namespace colonnade::insight {
namespace {

using wire::Query;

constexpr std::int64_t rows_default = 50, rows_max = 200;

// The cursor is the number of rows before the page.
RowWindow window_of(ExplanationQuery const& query) {
    RowWindow window;
    window.limit = std::clamp<std::int64_t>(query.limit.value_or(rows_default), 1, rows_max);
    if (!query.cursor || query.cursor->empty()) return window;
    char const* const end = query.cursor->data() + query.cursor->size();
    auto const read = std::from_chars(query.cursor->data(), end, window.before);
    if (read.ec != std::errc() || read.ptr != end || window.before < 0)
        throw invalid("wire.cursor", {}, "cursor");
    return window;
}

template <class T> T const& given(std::optional<T> const& parameter, char const* name) {
    if (!parameter) throw invalid("wire.required", {}, name);
    return *parameter;
}

wire::Explanation explain(Insight const& insight, Caller const& caller, ExplanationQuery const& query) {
    bool const of_order = query.figure == ExplainedFigure::order;
    bool const by_line = of_order || query.figure == ExplainedFigure::part;
    Question const question{query.by, query.subject_id, query.period, query.measure,
                            by_line ? Lines::read : Lines::left_out};
    Asked const asked = of_order ? prepare_all(insight, caller, question)
                                 : prepare(insight, caller, question);
    switch (query.figure) {
        case ExplainedFigure::attainment: return explain_attainment(asked);
        case ExplainedFigure::quota: return explain_quota(asked);
        case ExplainedFigure::expected: return explain_expected(asked);
        case ExplainedFigure::projected: return explain_projected(asked);
        case ExplainedFigure::gap: return explain_gap(asked);
        default: break;
    }
    RowWindow const window = window_of(query);
    return insight.database.read([&](db::Session& s) {
        if (of_order) return explain_order(asked, s, given(query.order_id, "order_id"));
        if (query.figure == ExplainedFigure::actual) return explain_actual(asked, s, window, query.side);
        return explain_part(asked, s, given(query.into, "into"), given(query.key, "key"), window);
    });
}

struct BreakdownQuery {
    std::optional<goals::AttainmentBy> of;
    std::optional<std::int64_t> subject_id;
    std::optional<std::string> period;
    std::optional<goals::GoalMeasure> measure;
    BreakdownInto into = BreakdownInto::customer;
};
BOOST_DESCRIBE_STRUCT(BreakdownQuery, (), (of, subject_id, period, measure, into))

}  // namespace

void mount_explanations(wire::Api& api, Insight const& insight) {
    api.get("/explanations", "explainFigure", "Show what a figure is made of", Permission::explanation_read,
            [insight](Caller const& caller, Query<ExplanationQuery> const& query,
                      wire::AsOf const&) -> wire::Explanation { return explain(insight, caller, query); });
    api.get(
        "/breakdowns", "breakDown", "Break a figure into products, customers, territories, people or months",
        Permission::goal_read,
        [insight](Caller const& caller, Query<BreakdownQuery> const& query,
                  wire::AsOf const&) -> BreakdownView {
            Asked const asked = prepare(
                insight, caller, {query.of, query.subject_id, query.period, query.measure, Lines::read});
            return insight.database.read([&](db::Session& s) { return break_down(asked, s, query.into); });
        });
}

}  // namespace colonnade::insight
