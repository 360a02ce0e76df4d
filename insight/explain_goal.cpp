#include <algorithm>

#include "foundation/base/problem.hpp"
#include "insight/explain_parts.hpp"

namespace colonnade::insight {
namespace {

using goals::AttainmentBy;
using goals::GoalMeasure;

// The operand of another explanation of the same subject.
wire::ExplanationTerm own_term(Asked const& asked, std::string_view figure, std::int64_t amount) {
    return term(asked, figure, asked.figure(amount, asked.address(figure, asked.ask.by, asked.subject().id)));
}

wire::ExplanationTerm share_term(Asked const& asked, Rate share) {
    return term(asked, "share_behind", wire::percent_figure(share));
}

// How much of the period lies behind, and by which shape.
std::string share_note(Asked const& asked, Rate share) {
    DateRange const period = asked.ask.period.range;
    auto const by_days = goals::share_of_days(period, asked.ask.today);
    auto const before = goals::year_before(period, asked.ask.today);
    if (before && by_days && share != *by_days) {
        auto const booked = [&](DateRange range) {
            std::int64_t const amount = asked.book().whole(asked.measure(), goals::engine_days(range));
            return documents::ExactDecimal{asked.figure(amount).value};
        };
        return asked.words("explain.note.shape",
                           {{"behind", booked({before->period.from, before->behind_until})},
                            {"whole", booked(before->period)},
                            {"from", before->period.from},
                            {"to", before->period.to->plus_days(-1)}});
    }
    int const days = std::clamp(asked.ask.today.plus_days(1) - period.from, 0, period.days());
    return asked.words("explain.note.days",
                       {{"behind", std::int64_t{days}}, {"days", std::int64_t{period.days()}}});
}

std::string value_of(Asked const& asked, std::int64_t amount) { return asked.figure(amount).value; }

void require(bool there_is) {
    if (!there_is) throw not_found();
}

wire::Explanation explain_prorated(Asked const& asked, goals::Quota const& quota, std::int64_t counts) {
    DateRange const period = asked.ask.period.range;
    auto const worked = period.intersection(asked.subject().active);
    int const employed = worked && period.to ? worked->days() : 0;
    auto explanation = begin_explanation(asked, "quota", asked.figure(counts), "quota_prorated",
                                         {{"amount", value_of(asked, quota.amount)},
                                          {"employed", std::to_string(employed)},
                                          {"days", std::to_string(period.days())}});
    explanation.terms = {term(asked, "quota_given", asked.figure(quota.amount)),
                         term(asked, "days_employed", wire::count_figure(employed)),
                         term(asked, "days_of_period", wire::count_figure(period.days()))};
    return explanation;
}

goals::Quota const* given_quota(Asked const& asked) {
    using goals::SubjectKind;
    std::int64_t const id = asked.subject().id;
    switch (asked.ask.by) {
        case AttainmentBy::person: return asked.quotas.find(SubjectKind::person, id);
        case AttainmentBy::team: return asked.quotas.find(SubjectKind::team, id);
        case AttainmentBy::territory: return asked.quotas.find(SubjectKind::territory, id);
        case AttainmentBy::company: return asked.quotas.find(SubjectKind::company, 0);
        case AttainmentBy::manager: break;
    }
    return nullptr;
}

// One term for each person of the tree who has a quota.
wire::Explanation explain_tree_quota(Asked const& asked, std::int64_t counts) {
    std::vector<engine::Index> people;
    for (goals::Rollup::Part const& part : asked.standing().reports.of(asked.index))
        if (engine::Days const common = goals::within(part, asked.days()); common.from < common.to)
            if (std::ranges::find(people, part.index) == people.end()) people.push_back(part.index);
    auto const seen = goals::visible_rows(asked.standing(), asked.caller, AttainmentBy::person);
    std::vector<wire::ExplanationTerm> terms;
    for (engine::Index person : people) {
        auto const quota = goals::own_quota(asked.standing(), asked.quotas, person, asked.ask.period.range);
        if (!quota) continue;
        goals::Subject const& subject = asked.standing().people[person];
        std::optional<std::string> explain;
        if (seen(person)) explain = asked.address("quota", AttainmentBy::person, subject.id);
        terms.push_back({subject.name, asked.figure(*quota, explain), {}});
    }
    auto explanation = begin_explanation(asked, "quota", asked.figure(counts), "quota_tree",
                                         {{"count", std::to_string(terms.size())}});
    explanation.terms = std::move(terms);
    return explanation;
}

}  // namespace

wire::Explanation explain_attainment(Asked const& asked) {
    goals::AttainmentRow const row = row_of(asked);
    require(row.attainment.has_value());
    auto explanation =
        begin_explanation(asked, "attainment", wire::percent_figure(*row.attainment), "attainment",
                          {{"actual", value_of(asked, row.actual)}, {"quota", value_of(asked, *row.quota)}});
    explanation.terms = {own_term(asked, "actual", row.actual), own_term(asked, "quota", *row.quota)};
    return explanation;
}

wire::Explanation explain_quota(Asked const& asked) {
    goals::AttainmentRow const row = row_of(asked);
    require(row.quota.has_value());
    if (asked.ask.by == AttainmentBy::manager) return explain_tree_quota(asked, *row.quota);
    goals::Quota const* const given = given_quota(asked);
    if (asked.ask.by == AttainmentBy::person && given->is_prorated && *row.quota != given->amount)
        return explain_prorated(asked, *given, *row.quota);
    auto explanation = begin_explanation(asked, "quota", asked.figure(*row.quota), "quota_given", {});
    explanation.terms = {term(asked, "quota_given", asked.figure(*row.quota))};
    return explanation;
}

wire::Explanation explain_expected(Asked const& asked) {
    goals::AttainmentRow const row = row_of(asked);
    require(row.path.expected.has_value());
    Rate const share =
        *goals::share_behind(asked.standing(), asked.ask.measure, asked.ask.period.range, asked.ask.today);
    auto explanation = begin_explanation(
        asked, "expected", asked.figure(*row.path.expected), "expected",
        {{"quota", value_of(asked, *row.quota)}, {"share", wire::percent_figure(share).value}});
    explanation.terms = {own_term(asked, "quota", *row.quota), share_term(asked, share)};
    explanation.notes = {share_note(asked, share)};
    return explanation;
}

wire::Explanation explain_projected(Asked const& asked) {
    goals::AttainmentRow const row = row_of(asked);
    require(row.path.projected.has_value());
    Rate const share =
        *goals::share_behind(asked.standing(), asked.ask.measure, asked.ask.period.range, asked.ask.today);
    auto explanation = begin_explanation(
        asked, "projected", asked.figure(*row.path.projected), "projected",
        {{"actual", value_of(asked, row.actual)}, {"share", wire::percent_figure(share).value}});
    explanation.terms = {own_term(asked, "actual", row.actual), share_term(asked, share)};
    explanation.notes = {share_note(asked, share)};
    return explanation;
}

wire::Explanation explain_gap(Asked const& asked) {
    goals::AttainmentRow const row = row_of(asked);
    require(row.path.gap.has_value());
    auto explanation = begin_explanation(
        asked, "gap", asked.figure(*row.path.gap), "gap",
        {{"actual", value_of(asked, row.actual)}, {"expected", value_of(asked, *row.path.expected)}});
    explanation.terms = {own_term(asked, "actual", row.actual),
                         own_term(asked, "expected", *row.path.expected)};
    return explanation;
}

}  // namespace colonnade::insight
