#include "exchange/cells.hpp"

#include <algorithm>

#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"
#include "foundation/documents/csv_writer.hpp"

namespace colonnade::exchange {
namespace {

using documents::CalendarSystem;
using documents::DateOrder;
using documents::ValueForm;
using documents::ValueKind;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view without_ends(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

// Text that is in canonical form already, which most is.
bool is_plain(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 || c >= 0x7F || (c == ' ' && text[i + 1] == ' ')) return false;
    }
    return true;
}

[[noreturn]] void refuse(std::string_view text, ValueForm const& form, std::string_view column) {
    throw documents::value_problem(text, form).within(column);
}

// Digits, a point and a sign only, as most amounts come.
bool is_plain_number(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == '-'; });
}

// The exact decimal text of a cell, whatever stands beside the number.
std::optional<std::string> number_text(std::string_view text, ValueForm const& form) {
    if (auto number = documents::parse_number(text, form.decimal_mark)) return number;
    if (auto money = documents::parse_money(text, form.decimal_mark)) return money->amount;
    return std::nullopt;
}

}  // namespace

Cells::Cells(Step& step, OtherTables& others, Currency company_currency)
    : step_(step),
      file_(canonical_file(step.kind)),
      company_currency_(company_currency),
      values_(step.bindings.size()) {
    std::vector<bool> used(step.source->headings.names().size());
    for (Binding& binding : step.bindings) binding.expression.bind(step.source->headings, others, used);
}

void Cells::take(documents::Row const& row) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        try {
            values_[i] =
                documents::without_apostrophe(without_ends(step_.bindings[i].expression.evaluate(row)));
        } catch (Problem const& problem) {
            if (problem.code().starts_with("exchange.lookup")) throw;
            throw problem.within(step_.bindings[i].name);
        }
    }
}

// Names are literals of the loaders, so the address of one tells it from the others.
Binding const* Cells::find(std::string_view column) const {
    for (auto const& [name, binding] : found_)
        if (name == column.data()) return binding;
    auto const at = std::ranges::find(step_.bindings, column, &Binding::name);
    Binding const* const binding = at == step_.bindings.end() ? nullptr : &*at;
    found_.emplace_back(column.data(), binding);
    return binding;
}

std::string_view Cells::raw(std::string_view column) const {
    Binding const* const binding = find(column);
    return binding == nullptr ? std::string_view{}
                              : values_[static_cast<std::size_t>(binding - step_.bindings.data())];
}

std::string Cells::text(std::string_view column) const {
    std::string_view const value = raw(column);
    return is_plain(value) ? std::string(value) : normalised(value);
}

std::optional<Date> Cells::date(std::string_view column) const {
    std::string_view const value = raw(column);
    if (value.empty()) return std::nullopt;
    ValueForm const& form = find(column)->form;
    bool const is_iso = form.order == DateOrder::year_month_day && form.calendar == CalendarSystem::gregorian;
    if (is_iso && value.size() == 10)
        if (auto const date = Date::find(value)) return date;
    if (auto const date = documents::parse_date(value, form)) return date;
    // Days made by expressions, and those of workbooks, are in the usual form whatever the column's is.
    if (auto const date = documents::parse_date(value, {ValueKind::date})) return date;
    refuse(value, form, column);
}

std::optional<Date> Cells::end(std::string_view column) const {
    auto const last = date(column);
    return last ? std::optional(last->plus_days(1)) : std::nullopt;
}

std::optional<std::int64_t> Cells::whole(std::string_view column) const {
    std::string_view const value = raw(column);
    if (value.empty()) return std::nullopt;
    ValueForm const& form = find(column)->form;
    auto const plain = documents::parse_integer(value, form.decimal_mark);
    auto const number = plain ? parse_decimal(*plain, 0) : std::nullopt;
    if (!number) refuse(value, form, column);
    return number;
}

std::optional<RoundedDecimal> Cells::decimal(std::string_view column) const {
    std::string_view const value = raw(column);
    if (value.empty()) return std::nullopt;
    ValueForm const& form = find(column)->form;
    if (form.decimal_mark == '.' && is_plain_number(value))
        if (auto const number = parse_decimal_rounded(value, Money::places)) return number;
    auto const plain = number_text(value, form);
    auto const number = plain ? parse_decimal_rounded(*plain, Money::places) : std::nullopt;
    if (!number) refuse(value, form, column);
    if (form.kind == ValueKind::money) {
        auto const money = documents::parse_money(value, form.decimal_mark);
        Currency const currency = Currency::find(raw("currency")).value_or(company_currency_);
        if (money && !documents::currency_mark_fits(money->mark, currency.code()))
            throw invalid("exchange.other_currency",
                          {{"value", std::string(value)}, {"currency", currency.text()}},
                          std::string(column));
    }
    return number;
}

std::optional<Rate> Cells::rate(std::string_view column) const {
    std::string_view const value = raw(column);
    if (value.empty()) return std::nullopt;
    ValueForm const& form = find(column)->form;
    bool const is_percent = value.find('%') != value.npos || value.find("٪") != value.npos;
    auto plain = is_percent ? documents::parse_percent(value, form.decimal_mark)
                            : documents::parse_number(value, form.decimal_mark);
    auto const number = plain ? parse_decimal_rounded(*plain, Rate::places) : std::nullopt;
    if (!number) refuse(value, form, column);
    return is_percent ? Rate{narrow(divide_half_even(number->count, 100))} : Rate{number->count};
}

std::optional<bool> Cells::boolean(std::string_view column) const {
    std::string_view const value = raw(column);
    if (value.empty()) return std::nullopt;
    auto const answer = documents::parse_boolean(value);
    if (!answer) refuse(value, {ValueKind::boolean}, column);
    return answer;
}

std::map<std::string, std::string> Cells::profile() const {
    std::map<std::string, std::string> values;
    for (std::size_t i = 0; i < values_.size(); ++i) {
        Binding const& binding = step_.bindings[i];
        if (binding.column == profile_column && !values_[i].empty())
            values[binding.name.substr(8)] = normalised(values_[i]);
    }
    return values;
}

void Cells::require() const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        std::size_t const column = step_.bindings[i].column;
        if (column == profile_column || !values_[i].empty()) continue;
        if (file_.columns[column].need == Need::required)
            throw invalid("exchange.value_missing", {}, std::string(file_.columns[column].name));
    }
}

std::string Cells::heading(std::string_view column) const {
    auto const at = std::ranges::find(step_.bindings, column, &Binding::name);
    return at == step_.bindings.end() || at->heading.empty() ? std::string(column) : at->heading;
}

std::vector<std::string> split_cell(std::string_view text) {
    std::vector<std::string> parts;
    while (true) {
        std::size_t const at = text.find_first_of(";|");
        std::string_view const part = without_ends(text.substr(0, at));
        if (!part.empty()) parts.emplace_back(part);
        if (at == text.npos) return parts;
        text.remove_prefix(at + 1);
    }
}

}  // namespace colonnade::exchange
