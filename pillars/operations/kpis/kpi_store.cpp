#include "pillars/operations/kpis/kpi_store.hpp"

#include <fmt/format.h>

#include "foundation/access/visibility.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::kpis {
namespace {

std::string_view word(KpiSource source) {
    return source == KpiSource::rated ? "rated" : source == KpiSource::entered ? "entered" : "imported";
}

KpiSource source_of(std::string const& text) {
    for (KpiSource const source : {KpiSource::rated, KpiSource::entered})
        if (word(source) == text) return source;
    return KpiSource::imported;
}

std::vector<KpiValue> read_values(db::Session& session, std::string const& tail, db::Params const& params) {
    std::vector<KpiValue> values;
    session.each<std::int64_t, PersonId, std::string, Date, std::optional<Date>, std::int64_t, std::string,
                 std::string, ChangeId>(
        "select k.kpi_value_id, k.person_id, k.name, k.valid_from, k.valid_to, k.value, k.source, k.note, "
        "k.change_id from kpi_values k where " +
            tail,
        params,
        [&](std::int64_t id, PersonId person, std::string const& name, Date from, std::optional<Date> to,
            std::int64_t value, std::string const& source, std::string const& note, ChangeId version) {
            values.push_back({id, person, name, {from, to}, Rate{value}, source_of(source), note, version});
        });
    return values;
}

// What the audit log keeps.
std::string audit_text(KpiValue const& value) {
    return fmt::format(R"({{"person":{},"value":"{}","from":"{}"}})", value.person.value, value.value.text(),
                       value.valid.from.text());
}

// In the caller's view, and not their own.
void require_settable(access::Write& write, PersonId person) {
    Caller const& caller = write.caller();
    access::require_person_in_view(write, caller, Permission::goal_write, person, caller.today);
    bool const own = caller.person == person && !caller.roles.has(Role::solo);
    if (own) throw Problem(ProblemKind::forbidden, "kpis.own");
}

void end_before(access::Write& write, KpiValue const& before, Date day) {
    write.keep_history("kpi_values", "kpi_value_id", before.id);
    write.run("update kpi_values set valid_to = :to, change_id = :change where kpi_value_id = :id",
              {{"to", day}, {"change", write.change_id()}, {"id", before.id}});
}

void insert(access::Write& write, KpiValue const& value) {
    write.run(
        "insert into kpi_values (kpi_value_id, person_id, name, valid_from, valid_to, value, source, note, "
        "change_id) values (:id, :person, :name, :from, :to, :value, :source, :note, :change)",
        {{"id", value.id},
         {"person", value.person},
         {"name", value.name},
         {"from", value.valid.from},
         {"to", value.valid.to},
         {"value", value.value.count},
         {"source", word(value.source)},
         {"note", value.note},
         {"change", value.version}});
}

}  // namespace

std::vector<KpiValue> list_values(db::Session& session, Caller const& caller, KpiFilter const& filter) {
    access::Condition const seen = access::visible_person(caller, Permission::goal_read, "k.person_id");
    db::Params params{{"after", filter.after}, {"limit", filter.limit}};
    std::string where = "k.kpi_value_id > :after and " + seen.sql;
    if (filter.person) {
        where += " and k.person_id = :person";
        params.push_back({"person", *filter.person});
    }
    if (filter.name) {
        where += " and k.name = :name";
        params.push_back({"name", *filter.name});
    }
    return read_values(session, where + " order by k.kpi_value_id limit :limit",
                       access::joined(params, seen.params));
}

std::vector<KpiValue> all_values(db::Session& session) {
    return read_values(session, "1 = 1 order by k.person_id, k.name, k.valid_from", {});
}

KpiValue save_value(access::Write& write, KpiValue value) {
    require_settable(write, value.person);
    bool const sees_all = write.caller().scope(Permission::goal_write) == Scope::all;
    value.source = sees_all ? KpiSource::entered : KpiSource::rated;
    return put_value(write, value);
}

KpiValue put_value(access::Write& write, KpiValue const& value) {
    check_value(value);
    KpiValue after = value;
    after.id = 0;
    std::string before;
    for (KpiValue const& known : read_values(write, "k.person_id = :person and k.name = :name",
                                             {{"person", value.person}, {"name", value.name}})) {
        switch (effect_on(known, value)) {
            case Effect::stays: break;
            case Effect::ended: end_before(write, known, value.valid.from); break;
            case Effect::replaced:
                after.id = known.id, before = audit_text(known);
                write.keep_history("kpi_values", "kpi_value_id", known.id);
                write.run("delete from kpi_values where kpi_value_id = :id", {{"id", known.id}});
        }
    }
    if (after.id == 0) after.id = write.next_id("kpi_values");
    after.version = write.change_id();
    insert(write, after);
    write.audit("kpi_value", after.id, before, audit_text(after));
    return after;
}

void remove_value(access::Write& write, std::int64_t id, ChangeId seen) {
    access::Condition const view =
        access::visible_person(write.caller(), Permission::goal_read, "k.person_id");
    auto const found =
        read_values(write, "k.kpi_value_id = :id and " + view.sql, access::joined({{"id", id}}, view.params));
    if (found.empty()) throw not_found();
    require_settable(write, found.front().person);
    if (found.front().version != seen) throw Problem(ProblemKind::stale, "stale");
    write.keep_history("kpi_values", "kpi_value_id", id);
    write.run("delete from kpi_values where kpi_value_id = :id", {{"id", id}});
    write.audit("kpi_value", id, audit_text(found.front()), "");
}

}  // namespace colonnade::kpis
