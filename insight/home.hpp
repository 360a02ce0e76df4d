// Home: cards chosen by what the caller is and may see.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "insight/team.hpp"

namespace colonnade::insight {

// One's own number, the team's, or the company's.
struct GoalCard {
    static constexpr std::string_view kind = "goal";
    std::string title;
    goals::AttainmentView standing;
    std::string path;  // the address of the goal's path, point by point
};
BOOST_DESCRIBE_STRUCT(GoalCard, (), (title, standing, path))

struct StepItem {
    std::string title;
    std::string subtitle;
    std::optional<Date> day;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(StepItem, (), (title, subtitle, day, link))

// Something that waits for the caller: late deliveries, duties to read, customers gone quiet.
struct Step {
    std::string code;
    std::string title;
    std::vector<StepItem> items;  // the most urgent first, at most five
};
BOOST_DESCRIBE_STRUCT(Step, (), (code, title, items))

struct StepsCard {
    static constexpr std::string_view kind = "steps";
    std::string title;
    std::vector<Step> steps;
};
BOOST_DESCRIBE_STRUCT(StepsCard, (), (title, steps))

struct OrderItem {
    std::int64_t order_id = 0;
    std::string number;
    std::string customer;
    Date booked_on;
    wire::Figure amount;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(OrderItem, (), (order_id, number, customer, booked_on, amount, link))

struct OrdersCard {
    static constexpr std::string_view kind = "orders";
    std::string title;
    std::vector<OrderItem> orders;
};
BOOST_DESCRIBE_STRUCT(OrdersCard, (), (title, orders))

// Who needs the caller: those furthest behind.
struct PeopleCard {
    static constexpr std::string_view kind = "people";
    std::string title;
    std::vector<goals::AttainmentView> people;
};
BOOST_DESCRIBE_STRUCT(PeopleCard, (), (title, people))

struct ChangesCard {
    static constexpr std::string_view kind = "changes";
    std::string title;
    ChangesView changes;
};
BOOST_DESCRIBE_STRUCT(ChangesCard, (), (title, changes))

struct FindingItem {
    std::string code;
    std::string title;
    std::int64_t count = 0;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(FindingItem, (), (code, title, count, link))

struct DataCard {
    static constexpr std::string_view kind = "data";
    std::string title;
    std::vector<FindingItem> findings;  // empty: all is well
};
BOOST_DESCRIBE_STRUCT(DataCard, (), (title, findings))

// Something of pay that waits for the caller.
struct WaitingItem {
    std::string code;
    std::string title;
    std::int64_t count = 0;
    bool is_late = false;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(WaitingItem, (), (code, title, count, is_late, link))

struct WaitingCard {
    static constexpr std::string_view kind = "waiting";
    std::string title;
    std::vector<WaitingItem> items;
};
BOOST_DESCRIBE_STRUCT(WaitingCard, (), (title, items))

struct QuartersCard {
    static constexpr std::string_view kind = "quarters";
    std::string title;
    std::vector<goals::AttainmentView> quarters;  // of the company, oldest first
};
BOOST_DESCRIBE_STRUCT(QuartersCard, (), (title, quarters))

using HomeCard = std::variant<GoalCard, StepsCard, OrdersCard, PeopleCard, ChangesCard, DataCard,
                              QuartersCard, WaitingCard>;

struct HomeView {
    std::vector<HomeCard> cards;  // in the order to show them
};
BOOST_DESCRIBE_STRUCT(HomeView, (), (cards))

HomeView home_view(Insight const& insight, Caller const& caller, std::optional<std::string> const& period);

}  // namespace colonnade::insight
