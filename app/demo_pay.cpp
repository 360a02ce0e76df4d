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
          finance_(program.caller_of("finance")),
          seller_(program.caller_of("seller")) {}

    json::object operations(std::string_view operation, std::vector<wire::Parameter> at,
                            json::value const& body, std::int64_t version = 0) {
        return call(operations_, operation, std::move(at), body, version).as_object();
    }
    json::object finance(std::string_view operation, std::vector<wire::Parameter> at, json::value const& body,
                         std::int64_t version = 0) {
        return call(finance_, operation, std::move(at), body, version).as_object();
    }
    json::object seller(std::string_view operation, std::vector<wire::Parameter> at,
                        json::value const& body) {
        return call(seller_, operation, std::move(at), body, 0).as_object();
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
    Caller operations_, finance_, seller_;
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

// Calculates the quarter; with `settle`, takes it all the way to closed. Gives the period's id.
std::int64_t calculate_quarter(Desk& desk, std::string const& key, bool settle) {
    json::object period = desk.operations("openPayPeriod", {}, {{"period", key}});
    std::vector<wire::Parameter> const at{{"pay_period_id", std::to_string(number(period, "pay_period_id"))}};
    period = desk.operations("calculatePayPeriod", at, nullptr, number(period, "version"));
    if (!settle) return number(period, "pay_period_id");
    for (json::value const& each : desk.list("listPayExceptions", at)) {
        bool const is_order = each.at("kind").as_string() == "order_without_payee";
        desk.decide(
            number(each.as_object(), "exception_id"),
            is_order ? "Placed online; nobody is paid for it." : "Looked at with the manager: it is right.");
    }
    period = desk.operations("reviewPayPeriod", at, {{"to", "reviewed"}}, number(period, "version"));
    for (char const* step : {"approved", "paid", "closed"})
        period = desk.finance("settlePayPeriod", at, {{"to", step}}, number(period, "version"));
    return number(period, "pay_period_id");
}

// A payee has asked and been answered, and an amount was added by hand in the period that is not settled.
void show_cases(Desk& desk, std::int64_t open_period) {
    json::array const own = desk.seller("listPayouts", {{"limit", "1"}}, nullptr).at("items").as_array();
    if (own.empty()) return;
    json::object const dispute = desk.seller(
        "raisePayDispute", {{"payout_id", std::to_string(number(own.front().as_object(), "payout_id"))}},
        {{"question", "Was the order that was returned in March taken off twice?"}});
    desk.operations("answerPayDispute", {{"dispute_id", std::to_string(number(dispute, "dispute_id"))}},
                    {{"decision", "declined"},
                     {"answer", "Once only: the return is a line of its own, and the order counts in full."}},
                    number(dispute, "version"));
    json::array const paid =
        desk.operations("listPayouts", {{"limit", "50"}}, nullptr).at("items").as_array();
    json::object const& other = paid.back().as_object();
    json::object const adjustment =
        desk.operations("proposePayAdjustment", {},
                        {{"pay_period_id", open_period},
                         {"person_id", other.at("person_id")},
                         {"component", "Training allowance"},
                         {"amount", {{"amount", "150.00"}, {"currency", "EUR"}}},
                         {"reason", "Two days spent training a new colleague instead of selling."}});
    desk.finance(
        "decidePayAdjustment", {{"adjustment_id", std::to_string(number(adjustment, "adjustment_id"))}},
        {{"decision", "approved"}, {"note", "Agreed with the manager."}}, number(adjustment, "version"));
}

}  // namespace

void add_demo_pay(Program& program, Date today) {
    Desk desk(program);
    int const year = static_cast<int>(today.ymd().year());
    int const quarter = (static_cast<int>(static_cast<unsigned>(today.ymd().month())) - 1) / 3;  // from 0
    agree_on_plan(desk, Date::of(year - 1, 1, 1));
    std::int64_t last = 0;
    for (int back = 3; back >= 1; --back) {
        int const at = (year * 4 + quarter) - back;
        last = calculate_quarter(desk, std::to_string(at / 4) + "-Q" + std::to_string(at % 4 + 1), back > 1);
    }
    show_cases(desk, last);
}

}  // namespace colonnade
