// People's own values that plans name, over the API: target pay, own rate, ramp; each from a day on.
#include <map>

#include "foundation/wire/text.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"
#include "pillars/operations/incentives/parameter_store.hpp"

namespace colonnade::incentives {
namespace {

using namespace wire;

struct PayParameterView {
    std::int64_t parameter_id = 0;
    PersonId person_id;
    std::string person;
    std::string name;
    ParameterKind kind = ParameterKind::count;
    std::string value;
    std::optional<Currency> currency;
    Date valid_from;
    std::optional<Date> valid_to;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PayParameterView, (),
                      (parameter_id, person_id, person, name, kind, value, currency, valid_from, valid_to,
                       version))

struct FindPayParameters {
    std::optional<PersonId> person_id;
    std::optional<std::string> name;
    std::optional<Date> on;  // only values that hold on that day
};
BOOST_DESCRIBE_STRUCT(FindPayParameters, (), (person_id, name, on))

struct SetPayParameter {
    PersonId person_id;
    Text<60> name;
    ParameterKind kind = ParameterKind::count;
    Text<40> value;  // 4100.00, 1.2%, 0.012
    std::optional<Currency> currency;
    Date valid_from;
    std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(SetPayParameter, (), (person_id, name, kind, value, currency, valid_from, valid_to))

struct LastParameter {
    std::string person;
    std::string of_which;
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(LastParameter, (), (person, of_which, id))

PayParameterView view_of(Parameter const& p) {
    int const places = p.kind == ParameterKind::rate ? Rate::places : Money::places;
    std::optional<Currency> currency;
    if (p.kind == ParameterKind::money) currency = p.currency;
    return {p.id,     p.person,     p.person_name, p.name,   p.kind, decimal_text(p.value, places),
            currency, p.valid.from, p.valid.to,    p.version};
}

Parameter asked_parameter(SetPayParameter const& ask) {
    Parameter parameter;
    parameter.person = ask.person_id;
    parameter.name = ask.name;
    parameter.kind = ask.kind;
    parameter.valid = {ask.valid_from, ask.valid_to};
    parameter.value = ask.kind == ParameterKind::rate ? Rate::parse(ask.value).count
                                                      : Quantity::parse(ask.value).count;
    if (ask.kind == ParameterKind::money) {
        if (!ask.currency) throw invalid("currency.unknown", {{"code", ""}}, "currency");
        parameter.currency = *ask.currency;
    }
    return parameter;
}

}  // namespace

void mount_parameters(wire::Api& api, db::Database& database) {
    api.get("/pay-parameters", "listPayParameters",
            "List people's own values that plans name, by person and name", Permission::pay_read,
            [&database](Caller const& caller, Query<FindPayParameters> const& find,
                        Paging const& paging) -> Page<PayParameterView> {
                auto const after = paging.after<LastParameter>().value_or(LastParameter{});
                ParameterFilter const filter{find.person_id, find.name,      find.on,
                                             after.person,   after.of_which, after.id};
                std::vector<PayParameterView> views;
                std::map<std::int64_t, std::string> keys;
                for (Parameter const& one : database.read([&](db::Session& s) {
                         return list_parameters(s, caller, filter, int(paging.limit) + 1);
                     })) {
                    views.push_back(view_of(one));
                    keys[one.id] = one.person_key;
                }
                return paging.cut(std::move(views), [&](PayParameterView const& view) {
                    return LastParameter{keys.at(view.parameter_id), view.name, view.parameter_id};
                });
            });
    api.post("/pay-parameters", "setPayParameter", "Give a person a value of their own from a day on",
             Permission::plan_write,
             [&database](Caller const& caller, Body<SetPayParameter> const& ask) -> PayParameterView {
                 Parameter const parameter = asked_parameter(ask);
                 return view_of(access::write(database, caller, "setPayParameter", "", [&](access::Write& w) {
                     return save_parameter(w, parameter);
                 }));
             });
}

}  // namespace colonnade::incentives
