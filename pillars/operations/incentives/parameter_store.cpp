#include "pillars/operations/incentives/parameter_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"

namespace colonnade::incentives {
namespace {

std::vector<Parameter> read_parameters(db::Session& session, std::string const& tail,
                                       db::Params const& params) {
    std::vector<Parameter> parameters;
    session.each<std::int64_t, PersonId, std::string, std::string, std::int64_t, Currency, Date,
                 std::optional<Date>, ChangeId, std::string, std::string>(
        "select p.parameter_id, p.person_id, p.name, p.kind, p.value, p.currency, p.valid_from, p.valid_to, "
        "p.change_id, s.name, s.name_key from pay_parameters p join people s on s.person_id = p.person_id "
        "where " +
            tail,
        params,
        [&](std::int64_t id, PersonId person, std::string const& name, std::string const& kind,
            std::int64_t value, Currency currency, Date from, std::optional<Date> to, ChangeId version,
            std::string const& person_name, std::string const& person_key) {
            parameters.push_back({id,
                                  person,
                                  name,
                                  parse_word<ParameterKind>(kind),
                                  value,
                                  currency,
                                  {from, to},
                                  version,
                                  person_name,
                                  person_key});
        });
    return parameters;
}

// What the audit log keeps: the name and its count.
std::string audit_text(Parameter const& parameter) {
    return fmt::format(R"({{"person":{},"kind":"{}","value":{},"from":"{}"}})", parameter.person.value,
                       word(parameter.kind), parameter.value, parameter.valid.from.text());
}

void require_writable(access::Write& write, Parameter const& parameter) {
    Caller const& caller = write.caller();
    access::require_person_in_view(write, caller, Permission::plan_write, parameter.person, caller.today);
    PersonId const payee = parameter.person;
    check_hands({{}, caller.user, caller.person, {&payee, 1}, caller.roles.has(Role::solo)});
    if (parameter.valid.to && *parameter.valid.to <= parameter.valid.from)
        throw invalid("incentives.range", {}, "valid_to");
}

// Ends the value that holds on the day on which the new one begins.
void end_before(access::Write& write, Parameter const& before, Date day) {
    write.keep_history("pay_parameters", "parameter_id", before.id);
    write.run("update pay_parameters set valid_to = :to, change_id = :change where parameter_id = :id",
              {{"to", day}, {"change", write.change_id()}, {"id", before.id}});
}

}  // namespace

std::vector<Parameter> list_parameters(db::Session& session, Caller const& caller,
                                       ParameterFilter const& filter, int limit) {
    access::Condition const seen = access::visible_person(caller, Permission::pay_read, "p.person_id");
    db::Params params{{"after_key", filter.after_key},
                      {"after_name", filter.after_name},
                      {"after", filter.after},
                      {"limit", limit}};
    std::string where =
        "(s.name_key, p.name, p.parameter_id) > (:after_key, :after_name, :after) and " + seen.sql;
    if (filter.person) {
        where += " and p.person_id = :person";
        params.push_back({"person", *filter.person});
    }
    if (filter.name) {
        where += " and p.name = :name";
        params.push_back({"name", *filter.name});
    }
    if (filter.on) {
        where += " and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)";
        params.push_back({"on", *filter.on});
    }
    return read_parameters(session, where + " order by s.name_key, p.name, p.parameter_id limit :limit",
                           access::joined(params, seen.params));
}

std::vector<Parameter> all_parameters(db::Session& session) {
    return read_parameters(session, "1 = 1 order by p.person_id, p.name, p.valid_from", {});
}

Parameter save_parameter(access::Write& write, Parameter const& parameter) {
    require_writable(write, parameter);
    Parameter after = parameter;
    std::optional<Parameter> same;
    std::vector<DateRange> others;
    for (Parameter const& known : read_parameters(write, "p.person_id = :person and p.name = :name",
                                                  {{"person", parameter.person}, {"name", parameter.name}})) {
        if (known.valid.from == parameter.valid.from) same = known;
        else if (known.valid.from < parameter.valid.from && known.valid.overlaps(parameter.valid))
            end_before(write, known, parameter.valid.from);
        else others.push_back(known.valid);
    }
    check_no_overlap(parameter.valid, others);
    after.id = same ? same->id : write.next_id("pay_parameters");
    after.version = write.change_id();
    if (same) {
        write.keep_history("pay_parameters", "parameter_id", same->id);
        write.run("delete from pay_parameters where parameter_id = :id", {{"id", same->id}});
    }
    write.run(
        "insert into pay_parameters (parameter_id, person_id, name, kind, value, currency, valid_from, "
        "valid_to, change_id) values (:id, :person, :name, :kind, :value, :currency, :from, :to, :change)",
        {{"id", after.id},
         {"person", after.person},
         {"name", after.name},
         {"kind", word(after.kind)},
         {"value", after.value},
         {"currency", after.currency},
         {"from", after.valid.from},
         {"to", after.valid.to},
         {"change", after.version}});
    write.audit("pay_parameter", after.id, same ? audit_text(*same) : "", audit_text(after));
    return read_parameters(write, "p.parameter_id = :id", {{"id", after.id}}).front();
}

}  // namespace colonnade::incentives
