#include "pillars/process/orders/product.hpp"

#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::orders {

std::optional<Money> amount_on(std::span<PriceRow const> rows, Currency currency, Date date) {
    std::optional<Money> best;
    for (PriceRow const& row : rows) {
        if (!row.range.contains(date)) continue;
        if (row.amount.currency == currency) return row.amount;
        if (!best || row.amount.currency < best->currency) best = row.amount;
    }
    return best;
}

Money times(Quantity quantity, Money unit) {
    return {narrow(divide_half_even(static_cast<Wide>(quantity.count) * unit.units, Quantity::scale)),
            unit.currency};
}

std::optional<Money> line_cost(std::optional<std::int64_t> given, Currency currency, Quantity quantity,
                               std::span<PriceRow const> costs, Date booked_on) {
    if (given) return Money{*given, currency};
    std::optional<Money> const unit = amount_on(costs, currency, booked_on);
    if (!unit) return std::nullopt;
    return times(quantity, *unit);
}

std::optional<PriceChange> change_price(std::span<PriceRow const> rows, Money amount, Date from) {
    if (amount.units < 0)
        throw invalid("orders.price_negative", {{"amount", amount.amount_text()}}, "amount");
    PriceChange change{{}, {}, {from, {}}};
    std::optional<Date> next;
    for (PriceRow const& row : rows) {
        if (row.amount.currency != amount.currency) continue;
        if (row.range.from > from) {
            if (!next || row.range.from < *next) next = row.range.from;
            continue;
        }
        if (!row.range.contains(from)) continue;
        if (row.amount == amount) return std::nullopt;
        if (row.range.from == from) change.replace = row.id;
        else change.end = PriceChange::End{row.id, from};
    }
    change.begin.to = next;
    return change;
}

bool would_cycle(std::map<CategoryId, std::optional<CategoryId>> const& parents, CategoryId category,
                 std::optional<CategoryId> parent) {
    for (std::size_t steps = 0; parent && steps <= parents.size(); ++steps) {
        if (*parent == category) return true;
        auto const above = parents.find(*parent);
        if (above == parents.end()) return false;
        parent = above->second;
    }
    return parent.has_value();
}

std::vector<std::string> category_path(std::string_view text) {
    constexpr std::size_t levels_max = 10;
    std::vector<std::string> path;
    for (std::size_t start = 0; start <= text.size();) {
        std::size_t const end = std::min(text.find('>', start), text.size());
        path.push_back(normalised(text.substr(start, end - start)));
        if (path.back().empty() || path.size() > levels_max)
            throw invalid("orders.category_path", {{"text", std::string(text)}}, "category");
        start = end + 1;
    }
    return path;
}

}  // namespace colonnade::orders
