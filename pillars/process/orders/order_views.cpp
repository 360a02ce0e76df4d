#include "pillars/process/orders/order_views.hpp"

#include "foundation/base/problem.hpp"

namespace colonnade::wire {

orders::OrderKind Wire<orders::OrderKind>::parse(std::string_view text) {
    if (auto const kind = orders::find_order_kind(text)) return *kind;
    throw invalid("orders.kind", {{"value", std::string(text)}});
}

orders::OrderType Wire<orders::OrderType>::parse(std::string_view text) {
    if (auto const type = orders::find_order_type(text)) return *type;
    throw invalid("orders.order_type", {{"value", std::string(text)}});
}

}  // namespace colonnade::wire
