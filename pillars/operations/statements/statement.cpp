#include "pillars/operations/statements/statement.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "foundation/base/problem.hpp"

namespace colonnade::statements {
namespace {

std::int64_t size_of(Money amount) { return amount.units < 0 ? -amount.units : amount.units; }

// What is held or drawn in a period, and what is released or recovered: the same figure with another sign.
void add_signed(Money amount, Money& positive, Money& negative) {
    if (amount.units > 0) positive = positive + amount;
    else negative = negative - amount;
}

Money due_of(StatementTotals const& t) {
    return t.earned + t.adjusted + t.corrected - t.held + t.released + t.drawn - t.recovered - t.clawed_back;
}

}  // namespace

void limit_lines(StatementComponent& component, int most) {
    component.credit_left_out = {0, component.credited.currency};
    component.lines_left_out = 0;
    auto& lines = component.lines;
    if (static_cast<int>(lines.size()) <= most) return;
    std::ranges::stable_sort(lines, [](StatementLine const& a, StatementLine const& b) {
        return size_of(a.credited) > size_of(b.credited);
    });
    for (auto line = lines.begin() + most; line != lines.end(); ++line) {
        ++component.lines_left_out;
        component.credit_left_out = component.credit_left_out + line->credited;
    }
    lines.resize(static_cast<std::size_t>(most));
    std::ranges::stable_sort(
        lines, {}, [](StatementLine const& line) { return std::tuple(line.booked_on, line.order); });
}

StatementTotals no_totals(Currency currency) {
    Money const zero{0, currency};
    return {zero, zero, zero, zero, zero, zero, zero, zero, zero};
}

StatementTotals totals_of(Statement const& statement) {
    StatementTotals totals = no_totals(statement.currency);
    for (StatementComponent const& component : statement.components) {
        totals.earned = totals.earned + component.earned;
        add_signed(component.held, totals.held, totals.released);
        add_signed(component.drawn, totals.drawn, totals.recovered);
        totals.clawed_back = totals.clawed_back + component.clawed_back;
    }
    for (StatementAdjustment const& adjustment : statement.adjustments)
        if (adjustment.amount.currency == statement.currency)
            totals.adjusted = totals.adjusted + adjustment.amount;
    for (StatementCorrection const& correction : statement.corrections)
        totals.corrected = totals.corrected + correction.amount;
    totals.due = due_of(totals);
    return totals;
}

StatementTotals operator+(StatementTotals const& a, StatementTotals const& b) {
    return {a.earned + b.earned,       a.adjusted + b.adjusted,       a.corrected + b.corrected,
            a.held + b.held,           a.released + b.released,       a.drawn + b.drawn,
            a.recovered + b.recovered, a.clawed_back + b.clawed_back, a.due + b.due};
}

Statement finished(Statement statement, StatementTotals const& before, std::optional<Booked> const& booked) {
    statement.totals = totals_of(statement);
    statement.year_to_date = before + statement.totals;
    std::map<Currency, Money> beside;
    for (StatementAdjustment const& one : statement.adjustments)
        if (one.amount.currency != statement.currency) {
            auto const [at, is_new] = beside.try_emplace(one.amount.currency, one.amount);
            if (!is_new) at->second = at->second + one.amount;
        }
    for (auto const& [currency, amount] : beside) statement.due_beside.push_back(amount);
    if (booked && booked->due != statement.totals.due)
        throw Problem(ProblemKind::internal, "statements.unequal",
                      {{"person", statement.person},
                       {"statement", statement.totals.due.amount_text(2)},
                       {"ledger", booked->due.amount_text(2)}});
    return statement;
}

std::vector<CorrectionCause> causes_of(std::vector<StatementLine> const& before,
                                       std::vector<StatementLine> const& after) {
    std::map<std::tuple<std::string, Date>, CorrectionCause> by_order;
    auto const at = [&](StatementLine const& line) -> CorrectionCause& {
        Money const zero{0, line.credited.currency};
        return by_order
            .try_emplace({line.order, line.booked_on},
                         CorrectionCause{line.order, line.booked_on, zero, zero})
            .first->second;
    };
    for (StatementLine const& line : before) at(line).before = at(line).before + line.credited;
    for (StatementLine const& line : after) at(line).after = at(line).after + line.credited;
    std::vector<CorrectionCause> causes;
    for (auto const& [key, cause] : by_order)
        if (cause.before != cause.after) causes.push_back(cause);
    return causes;
}

void limit_causes(StatementCorrection& correction, int most) {
    auto& causes = correction.causes;
    std::ranges::stable_sort(causes, [](CorrectionCause const& a, CorrectionCause const& b) {
        return size_of(a.after - a.before) > size_of(b.after - b.before);
    });
    if (static_cast<int>(causes.size()) <= most) return;
    correction.causes_left_out = static_cast<int>(causes.size()) - most;
    causes.resize(static_cast<std::size_t>(most));
}

}  // namespace colonnade::statements
