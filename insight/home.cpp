#include "insight/home.hpp"

#include <boost/describe/enum_to_string.hpp>

#include "insight/data_health.hpp"
#include "insight/home_store.hpp"
#include "insight/pages.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/goals/goal_store.hpp"
#include "pillars/operations/incentives/close_store.hpp"
#include "pillars/operations/structure/duties_store.hpp"

namespace colonnade::insight {
namespace {

using goals::AttainmentBy;

constexpr std::int64_t items_max = 5, orders_max = 8;
constexpr int quiet_days = 90, quarters_shown = 4;

class Home {
public:
    Home(Insight const& insight, Caller const& caller, std::optional<std::string> const& period)
        : insight_(insight),
          caller_(caller),
          asked_(prepare_all(insight, caller, {{}, {}, period, {}, Lines::left_out})) {}

    HomeView build() {
        Scope const goals = caller_.scope(Permission::goal_read);
        auto const self = caller_.person ? asked_.standing().person(*caller_.person) : std::nullopt;
        add_waiting();
        if (self && goals != Scope::none) add_seller(*self);
        if (self && goals == Scope::none) add_duties();
        if (self && goals == Scope::team) add_lead(asked_for(AttainmentBy::manager, *self), "my_team");
        if (goals == Scope::all && !caller_.roles.has(Role::solo))
            add_lead(asked_for(AttainmentBy::company, 0), "company");
        if (goals == Scope::all && caller_.roles.has(Role::finance)) add_quarters();
        if (caller_.may(Permission::company_write)) add_data();
        return std::move(view_);
    }

private:
    std::string title(std::string const& key) const { return asked_.words("insight.card." + key); }

    Asked asked_for(AttainmentBy by, engine::Index index) const {
        Asked other{asked_.held, asked_.at(by), asked_.quotas, index, caller_, asked_.words};
        return other;
    }

    void add_goal(Asked const& asked, std::string const& key) {
        auto const share =
            goals::share_behind(asked.standing(), asked.ask.measure, asked.ask.period.range, asked.ask.today);
        auto const row = goals::attainment_row(asked.standing(), asked.quotas, asked.ask, share, asked.index);
        std::string const by = boost::describe::enum_to_string(asked.ask.by, "");
        view_.cards.push_back(GoalCard{title(key), goals::attainment_view(asked.standing(), asked.ask, row),
                                       "/attainment/" + by + "/" + std::to_string(asked.subject().id) +
                                           "?period=" + asked.ask.period.key});
    }

    void add_seller(engine::Index self) {
        Asked const own = asked_for(AttainmentBy::person, self);
        bool const sells = own.quotas.find(goals::SubjectKind::person, own.subject().id) ||
                           !own.book().credits_of(self, own.days()).empty();
        if (sells || caller_.scope(Permission::goal_read) == Scope::own) add_goal(own, "my_number");
        insight_.database.read([&](db::Session& session) {
            add_steps(session);
            add_orders(session);
        });
    }

    void add_step(StepsCard& card, std::string const& code, std::vector<StepItem> items) {
        if (items.empty()) return;
        card.steps.push_back({code, asked_.words("insight.step." + code), std::move(items)});
    }

    std::vector<StepItem> open_duties(db::Session& session) {
        std::vector<StepItem> open;
        for (structure::MyDuty const& one :
             structure::duties_of(session, caller_, *caller_.person, caller_.today))
            if (!one.acknowledged_at) open.push_back({one.title, "", {}, duty_page(one.document_id.value)});
        return open;
    }

    // For those who have no number: what is expected of them all the same.
    void add_duties() {
        StepsCard card{title("next_steps"), {}};
        add_step(card, "duties_to_read",
                 insight_.database.read([&](db::Session& session) { return open_duties(session); }));
        if (!card.steps.empty()) view_.cards.push_back(std::move(card));
    }

    void add_steps(db::Session& session) {
        PersonId const self = *caller_.person;
        StepsCard card{title("next_steps"), {}};
        std::vector<StepItem> late, quiet;
        for (LateOrder const& one : late_orders(session, self, caller_.today, items_max))
            late.push_back({one.number, one.customer, one.promised_on, order_page(one.order_id)});
        for (QuietCustomer const& one :
             quiet_customers(session, self, caller_.today.plus_days(-quiet_days), caller_.today, items_max))
            quiet.push_back({one.name, "", one.last_order, customer_page(one.customer_id)});
        add_step(card, "late_deliveries", std::move(late));
        add_step(card, "duties_to_read", open_duties(session));
        add_step(card, "quiet_customers", std::move(quiet));
        view_.cards.push_back(std::move(card));
    }

    void add_orders(db::Session& session) {
        OrdersCard card{title("recent_orders"), {}};
        for (RecentOrder const& one : recent_orders(session, *caller_.person, orders_max)) {
            std::string const explain = "/explanations?figure=order&order_id=" + std::to_string(one.order_id);
            card.orders.push_back({one.order_id, one.number, one.customer, one.booked_on,
                                   wire::money_figure(one.amount, explain), order_page(one.order_id)});
        }
        if (!card.orders.empty()) view_.cards.push_back(std::move(card));
    }

    void add_lead(Asked const& asked, std::string const& key) {
        add_goal(asked, key);
        view_.cards.push_back(PeopleCard{title("who_needs_me"), behind(asked, items_max)});
        view_.cards.push_back(ChangesCard{title("since_yesterday"), changes(asked, 2)});
    }

    // What pay asks of the caller; nothing where nothing waits.
    void add_waiting() {
        WaitingCard card{asked_.words("close_desk.waiting.title"), {}};
        for (incentives::Waiting const& one : insight_.database.read(
                 [&](db::Session& session) { return incentives::pay_waiting(session, caller_); }))
            card.items.push_back({one.code,
                                  asked_.words("close_desk.waiting." + one.code, {{"count", one.count}}),
                                  one.count, one.is_late, one.link});
        if (!card.items.empty()) view_.cards.push_back(std::move(card));
    }

    void add_data() {
        DataCard card{title("data"), {}};
        auto const listed = insight_.database.read(company::read_listed_periods);
        for (Finding const& one : data_findings(asked_, listed))
            card.findings.push_back({one.code,
                                     asked_.words("insight.finding." + one.code, {{"count", one.count}}),
                                     one.count, one.link});
        view_.cards.push_back(std::move(card));
    }

    // The company in the quarters up to the current one.
    void add_quarters() {
        QuartersCard card{title("quarters"), {}};
        DateRange const year{caller_.as_of.plus_months(-12), caller_.as_of.plus_days(1)};
        insight_.database.read([&](db::Session& session) {
            auto quarters = company::read_periods(session).between(year, PeriodKind::quarter);
            if (quarters.size() > quarters_shown)
                quarters.erase(quarters.begin(), quarters.end() - quarters_shown);
            for (Period const& quarter : quarters) {
                Asked asked = asked_for(AttainmentBy::company, 0);
                asked.ask.period = quarter;
                goals::QuotaTable const quotas(goals::quotas_of(session, quarter.range, asked.ask.measure));
                auto const share =
                    goals::share_behind(asked.standing(), asked.ask.measure, quarter.range, asked.ask.today);
                auto const row = goals::attainment_row(asked.standing(), quotas, asked.ask, share, 0);
                card.quarters.push_back(goals::attainment_view(asked.standing(), asked.ask, row));
            }
        });
        view_.cards.push_back(std::move(card));
    }

    Insight const& insight_;
    Caller const& caller_;
    Asked asked_;
    HomeView view_;
};

}  // namespace

HomeView home_view(Insight const& insight, Caller const& caller, std::optional<std::string> const& period) {
    return Home(insight, caller, period).build();
}

}  // namespace colonnade::insight
