#include "pillars/operations/kpis/kpi_api.hpp"

#include "foundation/wire/text.hpp"
#include "pillars/operations/kpis/kpi_store.hpp"

namespace colonnade::kpis {
namespace {

using wire::Body;
using wire::Created;
using wire::IfMatch;
using wire::NoContent;
using wire::Page;
using wire::Paging;
using wire::Path;
using wire::Query;

struct KpiValueView {
    std::int64_t kpi_value_id = 0;
    PersonId person_id;
    std::string name;
    Rate value;
    Date valid_from;
    std::optional<Date> valid_to;
    KpiSource source = KpiSource::entered;
    std::string note;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(KpiValueView, (),
                      (kpi_value_id, person_id, name, value, valid_from, valid_to, source, note, version))

struct KpiQuery {
    std::optional<PersonId> person_id;
    std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(KpiQuery, (), (person_id, name))

struct SetKpiValue {
    PersonId person_id;
    wire::Text<80> name;
    Rate value;  // 0.85 is 85 %
    Date valid_from;
    std::optional<Date> valid_to;
    std::optional<wire::Prose<2000>> note;
};
BOOST_DESCRIBE_STRUCT(SetKpiValue, (), (person_id, name, value, valid_from, valid_to, note))

struct KpiPath {
    std::int64_t kpi_value_id = 0;
};
BOOST_DESCRIBE_STRUCT(KpiPath, (), (kpi_value_id))

KpiValueView view_of(KpiValue const& value) {
    return {value.id,       value.person, value.name, value.value,  value.valid.from,
            value.valid.to, value.source, value.note, value.version};
}

KpiValue asked_value(SetKpiValue const& ask) {
    KpiValue value;
    value.person = ask.person_id, value.name = ask.name, value.value = ask.value;
    value.valid = {ask.valid_from, ask.valid_to};
    if (ask.note) value.note = *ask.note;
    return value;
}

}  // namespace

void mount_kpis(wire::Api& api, db::Database& database) {
    api.get("/kpi-values", "listKpiValues", "List people's KPI values", Permission::goal_read,
            [&database](Caller const& caller, Query<KpiQuery> const& query,
                        Paging const& paging) -> Page<KpiValueView> {
                KpiFilter const filter{query.person_id, query.name,
                                       paging.after<KpiPath>().value_or(KpiPath{}).kpi_value_id,
                                       static_cast<int>(paging.limit) + 1};
                std::vector<KpiValueView> views;
                for (KpiValue const& value :
                     database.read([&](db::Session& s) { return list_values(s, caller, filter); }))
                    views.push_back(view_of(value));
                return paging.cut(std::move(views),
                                  [](KpiValueView const& view) { return KpiPath{view.kpi_value_id}; });
            });
    api.post(
        "/kpi-values", "setKpiValue", "Rate or enter a person's KPI from a day on", Permission::goal_write,
        [&database](Caller const& caller, Body<SetKpiValue> const& ask) -> Created<KpiValueView> {
            KpiValue const saved = access::write(database, caller, "setKpiValue", "", [&](access::Write& w) {
                return save_value(w, asked_value(ask));
            });
            return {view_of(saved), "/kpi-values/" + std::to_string(saved.id)};
        });
    api.del("/kpi-values/{kpi_value_id}", "removeKpiValue", "Remove a KPI value; its history stays",
            Permission::goal_write,
            [&database](Caller const& caller, Path<KpiPath> const& at, IfMatch const& seen) -> NoContent {
                access::write(database, caller, "removeKpiValue", "",
                              [&](access::Write& w) { remove_value(w, at.kpi_value_id, seen.version); });
                return {};
            });
}

}  // namespace colonnade::kpis
