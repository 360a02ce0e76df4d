// One person's pay on the wire.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "foundation/wire/figure.hpp"
#include "insight/pay/pay_estimate.hpp"

namespace colonnade::insight {

// The step of a table that holds now, and the one after it.
struct PayTierView {
    std::string table;
    wire::Figure at;
    wire::Figure value;
    std::optional<wire::Figure> next_at;
    std::optional<wire::Figure> next_value;
    std::optional<Money> to_go;  // that must be sold until then
};
BOOST_DESCRIBE_STRUCT(PayTierView, (), (table, at, value, next_at, next_value, to_go))

// What one component pays in the period.
struct PayPartView {
    incentives::VersionId version_id;
    std::string plan;
    int place = 0;  // of the component in the plan
    std::string component;
    wire::Figure credited;
    wire::Figure earned;
    wire::Figure held;
    wire::Figure taken_back;
    std::optional<wire::Figure> attainment;
    std::optional<wire::Figure> quota;
    std::optional<PayTierView> tier;
    std::optional<std::string> lack;  // why it pays nothing
};
BOOST_DESCRIBE_STRUCT(PayPartView, (),
                      (version_id, plan, place, component, credited, earned, held, taken_back, attainment,
                       quota, tier, lack))

// Beside the components: draw, recovery, guarantee, limit.
struct PayExtraView {
    std::string kind;
    wire::Figure amount;
};
BOOST_DESCRIBE_STRUCT(PayExtraView, (), (kind, amount))

// All of a person's pay in the period.
struct PayStandView {
    wire::Figure earned;
    wire::Figure due;  // less what is held and taken back, with draws
    std::vector<PayPartView> parts;
    std::vector<PayExtraView> extras;
};
BOOST_DESCRIBE_STRUCT(PayStandView, (), (earned, due, parts, extras))

PayStandView stand_view(PersonPay const& pay, engine::pay::EarnedPay const& earned,
                        std::vector<engine::pay::Calculation const*> const& calculations);
// A number of the plan language's type.
wire::Figure typed_figure(PersonPay const& pay, plan::Type type, std::int64_t value);
// Under which the component's figure explains itself: "earned", "attainment", "credited".
std::string pay_explanation_address(PersonPay const& pay, engine::pay::EarnedPart const& part,
                                    std::string_view figure);

}  // namespace colonnade::insight
