#include "app/demo_duties.hpp"

#include <boost/json.hpp>

namespace colonnade {
namespace {

namespace json = boost::json;

struct Text {
    std::string_view kind;  // of position; empty: everyone
    std::string_view title;
    std::string_view body;
};

constexpr std::array texts{Text{"", "How we work at Halden Lighting", R"(## To customers
- Promise only what production has confirmed.
- Answer within **one working day**, even if the answer is "tomorrow".
- Tell bad news first, yourself, and by telephone.

## To each other
- Log a call on the day it was made: whoever takes it up next starts from there.
- A discount beyond your own limit goes to your team leader *before* the customer hears of it.
- Ask for help early. Nobody is judged for asking.
)"},
                           Text{"salesperson", "What we expect of a salesperson", R"(## Every week
- Eight visits or video calls with customers, two of them with somebody new.
- Each open offer has a next step and a date.
- Half an hour with your team leader: your number, what stands in its way, what you need.

## Every quarter
- Your quota, with margin: a sale that loses money is not a sale.
- A visit to each of your ten largest customers.
- One product or method you did not know before, shown to the team.

## After a sale
- Call on the day after delivery.
- Take up a complaint **the same day**, whoever caused it.
)"},
                           Text{"team_leader", "What we expect of a team leader", R"(## Your people
- A talk with each of them every week, half an hour, prepared.
- Go along on a visit with each of them once a month, and say afterwards what went well.
- When somebody falls behind, look at product, price, delivery and territory first, then at the person.

## Your number
- Know by the tenth of each month where the quarter will end, and say so.
- A deal that slips twice is looked at together.
)"},
                           Text{"sales_manager", "What we expect of a sales manager",
                                R"(- The goal of the area, and a way to it that each team leader can explain.
- Territories and quotas that are fair; a change is announced with its reason.
- Vacancies filled within eight weeks.
- Once a quarter: what production, service and marketing should do differently, with the evidence.
)"}};

// One in so many has not got round to it yet.
constexpr std::size_t late_one_in = 6;

class Staff {
public:
    explicit Staff(Program& program) : program_(program), operations_(program.caller_of("operations")) {}

    // The document in force.
    std::string publish(Text const& text) {
        json::object body{{"title", text.title}, {"body", text.body}};
        if (text.kind.empty()) body["everyone"] = true;
        else body["position_kind"] = text.kind;
        json::value const made = call(operations_, "createDutyDocument", {}, json::serialize(body), {});
        std::string const id = number(made, "document_id");
        call(operations_, "publishDutyDocument", {{"document_id", id}}, "", number(made, "version"));
        return id;
    }

    // Most of those without a sign-in of the demo have read it; the program says so for them.
    void acknowledge(std::string const& document) {
        json::value const list =
            call(operations_, "listDutyHolders", {{"document", document}, {"limit", "200"}}, "", {});
        std::size_t at = 0;
        for (json::value const& each : list.at("items").as_array()) {
            if (++at % late_one_in == 0 || is_user(each)) continue;
            Caller holder = program_.caller_of("");
            holder.person = PersonId{each.at("person").at("person_id").to_number<std::int64_t>()};
            holder.name = each.at("person").at("name").as_string();
            call(holder, "acknowledgeDutyDocument", {{"document_id", document}}, "", {});
        }
    }

private:
    // The demo's own sign-ins find their duties unread.
    bool is_user(json::value const& holder) const {
        for (char const* const login : {"seller", "leader", "manager", "director"})
            if (program_.caller_of(login).person ==
                PersonId{holder.at("person").at("person_id").to_number<std::int64_t>()})
                return true;
        return false;
    }

    static std::string number(json::value const& of, char const* key) {
        return std::to_string(of.at(key).to_number<std::int64_t>());
    }

    json::value call(Caller const& caller, std::string_view operation, std::vector<wire::Parameter> at,
                     std::string body, std::string const& version) {
        wire::Request request = program_.api().request_for(operation, std::move(at), std::move(body));
        if (!version.empty()) request.if_match = "\"" + version + "\"";
        wire::Reply const reply = program_.api().dispatch(request, caller);
        return reply.body.empty() ? json::value() : json::parse(reply.body);
    }

    Program& program_;
    Caller operations_;
};

}  // namespace

void add_demo_duties(Program& program) {
    Staff staff(program);
    for (Text const& text : texts) staff.acknowledge(staff.publish(text));
}

}  // namespace colonnade
