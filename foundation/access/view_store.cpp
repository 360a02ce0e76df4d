#include "foundation/access/view_store.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "foundation/base/problem.hpp"

namespace colonnade::access {
namespace {

std::vector<SavedView> select_views(db::Session& session, std::string const& condition,
                                    db::Params const& params) {
    std::vector<SavedView> views;
    session.each<ViewId, UserId, std::string, std::string, std::string, std::string, std::string, ChangeId>(
        "select v.view_id, v.user_id, u.name, v.page, v.name, v.shared, v.content, v.change_id from "
        "saved_views v "
        "join users u on u.user_id = v.user_id where " +
            condition,
        params,
        [&](ViewId id, UserId owner, std::string const& owner_name, std::string const& page,
            std::string const& name, std::string const& shared, std::string const& content,
            ChangeId version) {
            ViewShare share = ViewShare::me;
            boost::describe::enum_from_string(shared.c_str(), share);
            views.push_back({id, owner, owner_name, page, name, share, content, version});
        });
    return views;
}

std::string image_of(SavedView const& view) {
    return boost::json::serialize(
        boost::json::object{{"page", view.page},
                            {"name", view.name},
                            {"shared", boost::describe::enum_to_string(view.shared, "")}});
}

}  // namespace

std::vector<SavedView> list_views(db::Session& session, Caller const& caller, std::string_view page) {
    return select_views(
        session,
        "v.page = :page and (v.user_id = :user or v.shared = 'everyone' or (v.shared = 'team' and exists "
        "(select 1 from person_scopes s where s.viewer_id = u.person_id and s.person_id = :person and "
        "s.valid_from <= :today and (s.valid_to is null or s.valid_to > :today)))) order by v.name, "
        "v.view_id",
        {{"page", page},
         {"user", caller.user},
         {"person", caller.person.value_or(PersonId{0})},
         {"today", caller.today}});
}

SavedView create_view(Write& w, SavedView const& view) {
    ViewId const id{w.next_id("saved_views")};
    w.run(
        "insert into saved_views (view_id, user_id, page, name, shared, content, change_id) "
        "values (:id, :user, :page, :name, :shared, :content, :change)",
        {{"id", id},
         {"user", w.caller().user},
         {"page", view.page},
         {"name", view.name},
         {"shared", boost::describe::enum_to_string(view.shared, "")},
         {"content", view.content},
         {"change", w.change_id()}});
    SavedView created = get_own_view(w, w.caller().user, id);
    w.audit("view", id, {}, image_of(created));
    return created;
}

SavedView update_view(Write& w, ViewId id, ChangeId seen, std::string_view name, ViewShare shared,
                      std::string_view content) {
    SavedView const before = get_own_view(w, w.caller().user, id);
    if (before.version != seen) throw Problem(ProblemKind::stale, "stale");
    w.run(
        "update saved_views set name = :name, shared = :shared, content = :content, change_id = :change "
        "where view_id = :id",
        {{"name", name},
         {"shared", boost::describe::enum_to_string(shared, "")},
         {"content", content},
         {"change", w.change_id()},
         {"id", id}});
    SavedView after = get_own_view(w, w.caller().user, id);
    w.audit("view", id, image_of(before), image_of(after));
    return after;
}

SavedView get_own_view(db::Session& session, UserId owner, ViewId id) {
    auto views =
        select_views(session, "v.view_id = :id and v.user_id = :user", {{"id", id}, {"user", owner}});
    if (views.empty()) throw not_found();
    return std::move(views.front());
}

void remove_view(Write& w, ViewId id) {
    SavedView const before = get_own_view(w, w.caller().user, id);
    w.run("delete from saved_views where view_id = :id", {{"id", id}});
    w.audit("view", id, image_of(before), {});
}

}  // namespace colonnade::access
