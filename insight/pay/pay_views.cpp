#include "insight/pay/pay_views.hpp"

#include <fmt/format.h>

#include "insight/pay/run_results.hpp"

namespace colonnade::insight {

namespace pay = engine::pay;
using wire::Figure;

namespace {

// What must still be sold until the next step: of attainment, that share of the quota; of money, the rest.
std::optional<std::int64_t> to_go(pay::Position const& at, std::optional<std::int64_t> quota) {
    if (!at.next_at) return std::nullopt;
    std::int64_t const left = subtract_checked(*at.next_at, at.input);
    if (at.input_type == plan::Type::money) return left;
    if (at.input_type != plan::Type::rate || !quota) return std::nullopt;
    Wide const exact = static_cast<Wide>(left) * *quota;
    return narrow((exact + pay::one - 1) / pay::one);
}

PayTierView tier_view(PersonPay const& pay, pay::Position const& at, std::optional<std::int64_t> quota) {
    PayTierView view;
    view.table = at.table;
    view.at = typed_figure(pay, at.input_type, at.input);
    view.value = typed_figure(pay, at.value_type, at.value);
    if (at.next_at) view.next_at = typed_figure(pay, at.input_type, *at.next_at);
    if (at.next_value) view.next_value = typed_figure(pay, at.value_type, *at.next_value);
    if (auto const left = to_go(at, quota)) view.to_go = pay.money(*left);
    return view;
}

PayPartView part_view(PersonPay const& pay, pay::EarnedPart const& part,
                      pay::Calculation const& calculation) {
    auto const& version = pay.versions[static_cast<std::size_t>(part.plan)];
    pay::Estimate const& estimate = pay.estimate_of(part);
    auto const address = [&](std::string_view figure) { return pay_explanation_address(pay, part, figure); };
    PayPartView view;
    view.version_id = version.id, view.plan = version.name;
    view.place = part.component, view.component = pay.component_of(part).name;
    view.credited = wire::money_figure(pay.money(part.credited), address("credited"));
    view.earned = wire::money_figure(pay.money(part.earned), address("earned"));
    view.held = wire::money_figure(pay.money(part.held));
    view.taken_back = wire::money_figure(pay.money(part.taken_back));
    if (part.attainment)
        view.attainment = wire::percent_figure(Rate{*part.attainment}, address("attainment"));
    auto const quota = estimate.quota(part.component);
    if (quota) view.quota = wire::money_figure(pay.money(*quota));
    if (auto const at = estimate.position(calculation, part.component))
        view.tier = tier_view(pay, *at, quota);
    if (part.lack != pay::Lack::none) view.lack = lack_word(part.lack);
    return view;
}

}  // namespace

std::string pay_explanation_address(PersonPay const& pay, pay::EarnedPart const& part,
                                    std::string_view figure) {
    return fmt::format("/people/{}/pay-explanation?period={}&version_id={}&place={}&figure={}",
                       pay.person.value, pay.period.key,
                       pay.versions[static_cast<std::size_t>(part.plan)].id.value, part.component, figure);
}

Figure typed_figure(PersonPay const& pay, plan::Type type, std::int64_t value) {
    switch (type) {
        case plan::Type::money: return wire::money_figure(pay.money(value));
        case plan::Type::rate: return wire::percent_figure(Rate{value});
        case plan::Type::count: return wire::quantity_figure(Quantity{value});
        default: return wire::count_figure(value);
    }
}

PayStandView stand_view(PersonPay const& pay, pay::EarnedPay const& earned,
                        std::vector<pay::Calculation const*> const& calculations) {
    PayStandView view;
    view.earned = wire::money_figure(pay.money(earned.earned));
    view.due = wire::money_figure(pay.money(earned.payout));
    for (pay::EarnedPart const& part : earned.parts)
        view.parts.push_back(part_view(pay, part, *calculations[static_cast<std::size_t>(part.plan)]));
    for (pay::Adjustment const& one : earned.adjustments)
        view.extras.push_back(
            {std::string(adjustment_word(one.kind)), wire::money_figure(pay.money(one.amount))});
    return view;
}

}  // namespace colonnade::insight
