// Pieces that several explanations share.
#pragma once
#include <span>
#include <vector>

#include "insight/explain.hpp"
#include "insight/parts.hpp"

namespace colonnade::insight {

// Title of the figure for the subject and period, value, and the formula under "explain.formula.".
wire::Explanation begin_explanation(Asked const& asked, std::string_view title, wire::Figure value,
                                    std::string_view formula, std::map<std::string, std::string> args);

// The figures of the subject as attainment counts them.
goals::AttainmentRow row_of(Asked const& asked);
wire::ExplanationTerm term(Asked const& asked, std::string_view label, wire::Figure value);
// "1 March 2026 – 31 March 2026" beside a term that holds for a part of the period only.
std::optional<std::string> days_note(Asked const& asked, engine::Days days);

// Source rows of orders, newest first, with the rows of the window filled in.
wire::SourceRows order_rows(Asked const& asked, db::Session& session, std::vector<Contribution> const& all,
                            RowWindow window);

// The cursor after a window of rows; absent where there is none left.
std::optional<std::string> cursor_after(RowWindow window, std::size_t total);

// The catalogue key of why somebody has credit.
std::string_view reason_key(engine::CreditReason reason);

// A column of the source rows, headed in the reader's language, and cells in their forms.
wire::SourceColumn column(Asked const& asked, std::string_view key, wire::SourceUnit unit);
wire::SourceUnit measure_unit(Asked const& asked);
wire::SourceCell money_cell(Money amount);
wire::SourceCell figure_cell(wire::Figure const& figure);

}  // namespace colonnade::insight
