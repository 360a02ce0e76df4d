#include "app/demo_pay.hpp"

#include <boost/json.hpp>

namespace colonnade {
namespace {

namespace json = boost::json;

// A quarter is paid monthly in many firms; the demo's pay is settled with the quarter, so that each is one
// step.
constexpr std::string_view plan_text = R"(# What a salesperson of Halden Lighting is paid by.
plan "Salesperson"
    for       role salesperson
    currency  EUR
    period    quarter, paid quarterly

measure sales = amount of order lines credited as owner or split

component "Commission"
    attainment = sales / quota sales
    rate on attainment, marginal
        up to  50%  1%
        up to 100%  2.5%
        up to 150%  4%
        above       5%
    pays sales at rate

component "Quota bonus"
    attainment = sales / quota sales
    needs attainment >= 100%
    pays 750.00 per quarter

example "at 120 % of quota"
    quota sales 100,000.00 sales 120,000.00
    pays "Commission" 2,550.00
    pays "Quota bonus" 750.00
)";

class Desk {
public:
    explicit Desk(Program& program)
        : program_(program),
          operations_(program.caller_of("operations")),
          finance_(program.caller_of("finance")) {}

    json::object operations(std::string_view operation, std::vector<wire::Parameter> at,
                            json::value const& body, std::int64_t version = 0) {
        return call(operations_, operation, std::move(at), body, version).as_object();
    }
    json::object finance(std::string_view operation, std::vector<wire::Parameter> at, json::value const& body,
                         std::int64_t version = 0) {
        return call(finance_, operation, std::move(at), body, version).as_object();
    }
    json::array list(std::string_view operation, std::vector<wire::Parameter> at) {
        return call(operations_, operation, std::move(at), nullptr, 0).as_array();
    }
    void decide(std::int64_t exception, std::string_view note) {
        call(operations_, "decidePayException", {{"exception_id", std::to_string(exception)}},
             {{"note", note}}, 0);
    }

private:
    json::value call(Caller const& caller, std::string_view operation, std::vector<wire::Parameter> at,
                     json::value const& body, std::int64_t version) {
        wire::Request request =
            program_.api().request_for(operation, std::move(at), body.is_null() ? "" : json::serialize(body));
        if (version) request.if_match = "\"" + std::to_string(version) + "\"";
        wire::Reply const reply = program_.api().dispatch(request, caller);
        return reply.body.empty() ? json::value() : json::parse(reply.body);
    }

    Program& program_;
    Caller operations_, finance_;
};

std::int64_t number(json::object const& of, char const* key) { return of.at(key).to_number<std::int64_t>(); }

void agree_on_plan(Desk& desk, Date first_day) {
    json::object plan = desk.operations(
        "createPlan", {}, {{"name", "Salesperson"}, {"text", plan_text}, {"valid_from", first_day.text()}});
    std::vector<wire::Parameter> const at{{"version_id", std::to_string(number(plan, "version_id"))}};
    plan = desk.operations("submitPlanVersion", at, nullptr, number(plan, "version"));
    desk.finance("decidePlanVersion", at, {{"decision", "approved"}, {"digest", plan.at("digest")}});
    desk.operations("assignPlan", {{"plan_id", std::to_string(number(plan, "plan_id"))}},
                    {{"role", "salesperson"}, {"valid_from", first_day.text()}});
}

// Calculates the quarter; with `settle`, takes it all the way to closed.
void calculate_quarter(Desk& desk, std::string const& key, bool settle) {
    json::object period = desk.operations("openPayPeriod", {}, {{"period", key}});
    std::vector<wire::Parameter> const at{{"pay_period_id", std::to_string(number(period, "pay_period_id"))}};
    period = desk.operations("calculatePayPeriod", at, nullptr, number(period, "version"));
    if (!settle) return;
    for (json::value const& each : desk.list("listPayExceptions", at)) {
        bool const is_order = each.at("kind").as_string() == "order_without_payee";
        desk.decide(
            number(each.as_object(), "exception_id"),
            is_order ? "Placed online; nobody is paid for it." : "Looked at with the manager: it is right.");
    }
    period = desk.operations("reviewPayPeriod", at, {{"to", "reviewed"}}, number(period, "version"));
    for (char const* step : {"approved", "paid", "closed"})
        period = desk.finance("settlePayPeriod", at, {{"to", step}}, number(period, "version"));
}

}  // namespace

void add_demo_pay(Program& program, Date today) {
    Desk desk(program);
    int const year = static_cast<int>(today.ymd().year());
    int const quarter = (static_cast<int>(static_cast<unsigned>(today.ymd().month())) - 1) / 3;  // from 0
    agree_on_plan(desk, Date::of(year - 1, 1, 1));
    for (int back = 3; back >= 1; --back) {
        int const at = (year * 4 + quarter) - back;
        calculate_quarter(desk, std::to_string(at / 4) + "-Q" + std::to_string(at % 4 + 1), back > 1);
    }
}

}  // namespace colonnade
