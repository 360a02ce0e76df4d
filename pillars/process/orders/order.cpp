#include "pillars/process/orders/order.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "foundation/base/problem.hpp"

namespace colonnade::orders {
namespace {

constexpr std::array<std::string_view, 3> kind_words{"order", "return", "credit_note"};
constexpr std::array<std::string_view, 4> status_words{"open", "partly_delivered", "delivered", "cancelled"};
constexpr std::array<std::string_view, 3> type_words{"new", "renewal", "upsell"};

template <class Enum, std::size_t n>
std::optional<Enum> find_word(std::array<std::string_view, n> const& words, std::string_view text) {
    auto const found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) return std::nullopt;
    return static_cast<Enum>(found - words.begin());
}

constexpr std::int64_t shares_tolerance = Rate::scale / 1000;

}  // namespace

std::string_view order_kind_text(OrderKind kind) { return kind_words[static_cast<std::size_t>(kind)]; }
std::optional<OrderKind> find_order_kind(std::string_view text) {
    return find_word<OrderKind>(kind_words, text);
}
std::string_view order_status_text(OrderStatus status) {
    return status_words[static_cast<std::size_t>(status)];
}
std::optional<OrderStatus> find_order_status(std::string_view text) {
    return find_word<OrderStatus>(status_words, text);
}
std::string_view order_type_text(OrderType type) { return type_words[static_cast<std::size_t>(type)]; }
std::optional<OrderType> find_order_type(std::string_view text) {
    return find_word<OrderType>(type_words, text);
}

std::int64_t line_amount(Quantity quantity, std::int64_t unit_price, Rate discount) {
    Wide const gross = static_cast<Wide>(quantity.count) * unit_price;  // 10^-8
    Wide const limit = (static_cast<Wide>(1) << 92);                    // times 10^10 still fits in 127 bits
    if (gross > limit || gross < -limit) throw invalid("number.overflow");
    return narrow(divide_half_even(gross * (Rate::scale - discount.count),
                                   static_cast<Wide>(Quantity::scale) * Rate::scale));
}

OrderAmount order_amount(std::optional<std::int64_t> given, std::span<std::int64_t const> line_amounts) {
    OrderAmount result;
    for (std::int64_t const amount : line_amounts) result.lines = add_checked(result.lines, amount);
    result.amount = given.value_or(result.lines);
    result.difference = subtract_checked(result.amount, result.lines);
    return result;
}

void check_sign(OrderKind kind, std::int64_t amount, std::string_view path) {
    if (reduces(kind) && amount > 0) throw invalid("orders.must_reduce", {}, std::string(path));
}

std::vector<Rate> shares_by_weight(std::span<std::int64_t const> weights) {
    std::vector<Rate> shares;
    for (std::int64_t const part : split_by_largest_remainder(Rate::scale, weights)) shares.push_back({part});
    return shares;
}

std::vector<SellerShare> seller_shares(std::span<Seller const> sellers) {
    if (sellers.empty()) return {};
    std::set<PersonId> seen;
    std::vector<std::int64_t> weights;
    Wide sum = 0;
    std::size_t given = 0;
    for (std::size_t i = 0; i < sellers.size(); ++i) {
        std::string const path = "sellers[" + std::to_string(i) + "]";
        Seller const& seller = sellers[i];
        if (!seen.insert(seller.person).second) throw invalid("orders.seller_twice", {}, path + ".person_id");
        if (seller.share && (seller.share->count <= 0 || seller.share->count > Rate::scale))
            throw invalid("orders.share_range", {{"share", seller.share->text()}}, path + ".share");
        if (seller.share) ++given, sum += seller.share->count;
        weights.push_back(seller.share ? seller.share->count : 1);
    }
    if (given != 0 && given != sellers.size()) throw invalid("orders.shares_mixed", {}, "sellers");
    if (given != 0 && (sum < Rate::scale - shares_tolerance || sum > Rate::scale + shares_tolerance))
        throw invalid("orders.shares_sum", {{"sum", Rate{narrow(sum)}.text()}}, "sellers");
    std::vector<Rate> const exact = shares_by_weight(weights);
    std::vector<SellerShare> shares;
    for (std::size_t i = 0; i < sellers.size(); ++i) shares.push_back({sellers[i].person, exact[i]});
    return shares;
}

OrderStatus status_of(bool cancelled, std::optional<Date> delivered_on, std::span<LineDelivery const> lines) {
    if (cancelled) return OrderStatus::cancelled;
    if (delivered_on) return OrderStatus::delivered;
    std::size_t delivered = 0;
    for (LineDelivery const& line : lines) delivered += line.delivered_on.has_value();
    if (delivered == 0) return OrderStatus::open;
    return delivered == lines.size() ? OrderStatus::delivered : OrderStatus::partly_delivered;
}

std::optional<Date> delivered_on_of(std::span<LineDelivery const> lines) {
    std::optional<Date> last;
    for (LineDelivery const& line : lines) {
        if (!line.delivered_on) return std::nullopt;
        last = last ? std::max(*last, *line.delivered_on) : *line.delivered_on;
    }
    return last;
}

std::optional<int> days_late(std::optional<Date> promised_on, std::optional<Date> delivered_on,
                             OrderStatus status, Date today) {
    if (!promised_on || status == OrderStatus::cancelled) return std::nullopt;
    if (delivered_on) return *delivered_on - *promised_on;
    if (status == OrderStatus::delivered || today <= *promised_on) return std::nullopt;
    return today - *promised_on;
}

ReturnedAmounts returned_amounts(ReturnableLine const& line, Quantity quantity, std::string_view path) {
    std::string const where(path);
    if (!line.delivered) throw invalid("orders.return_not_delivered", {}, where);
    Quantity const left{line.quantity.count - line.returned.count};
    if (quantity.count <= 0 || quantity > left)
        throw invalid("orders.return_too_much", {{"left", left.text()}}, where);
    bool const last = quantity == left;
    auto part = [&](std::int64_t whole, std::int64_t returned) {
        if (last) return -subtract_checked(whole, returned);
        return -narrow(divide_half_even(static_cast<Wide>(whole) * quantity.count, line.quantity.count));
    };
    ReturnedAmounts amounts{part(line.net_amount, line.returned_amount), std::nullopt};
    if (line.cost_amount) amounts.cost_amount = part(*line.cost_amount, line.returned_cost);
    return amounts;
}

}  // namespace colonnade::orders
