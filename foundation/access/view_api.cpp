#include "foundation/access/access_api.hpp"
#include "foundation/access/view_store.hpp"

namespace colonnade::access {
using namespace wire;

struct SavedViewView {
    ViewId view_id;
    std::string page;
    std::string name;
    ViewShare shared;
    Json content;
    bool own;
    std::string owner_name;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(SavedViewView, (), (view_id, page, name, shared, content, own, owner_name, version))

struct FindViews {
    Text<60> page;
};
BOOST_DESCRIBE_STRUCT(FindViews, (), (page))

struct CreateView {
    Text<60> page;
    Text<80> name;
    ViewShare shared;
    Json content;
};
BOOST_DESCRIBE_STRUCT(CreateView, (), (page, name, shared, content))

struct ChangeView {
    std::optional<Text<80>> name;
    std::optional<ViewShare> shared;
    std::optional<Json> content;
};
BOOST_DESCRIBE_STRUCT(ChangeView, (), (name, shared, content))

struct ViewPath {
    ViewId view_id;
};
BOOST_DESCRIBE_STRUCT(ViewPath, (), (view_id))

namespace {

SavedViewView view_of(SavedView const& view, Caller const& caller) {
    return {view.id,         view.page,   view.name, view.shared, {view.content}, view.owner == caller.user,
            view.owner_name, view.version};
}

SavedViewView change(Accounts& accounts, Caller const& caller, ViewId id, ChangeId seen,
                     ChangeView const& ask) {
    return write(accounts.database(), caller, "changeView", "", [&](Write& w) {
        SavedView const before = get_own_view(w, caller.user, id);
        std::string const name = ask.name ? std::string(*ask.name) : before.name;
        return view_of(update_view(w, id, seen, name, ask.shared.value_or(before.shared),
                                   ask.content ? ask.content->text : before.content),
                       caller);
    });
}

Created<SavedViewView> create(Accounts& accounts, Caller const& caller, CreateView const& ask) {
    SavedView wanted;
    wanted.page = ask.page;
    wanted.name = ask.name;
    wanted.shared = ask.shared;
    wanted.content = ask.content.text;
    SavedViewView view = write(accounts.database(), caller, "createView", "",
                               [&](Write& w) { return view_of(create_view(w, wanted), caller); });
    std::string const place = "/views/" + std::to_string(view.view_id.value);
    return {std::move(view), place};
}

}  // namespace

void mount_views(Api& api, Accounts& accounts) {
    api.get("/views", "listViews", "List the saved views of a page", Permission::view_write,
            [&accounts](Caller const& caller, Query<FindViews> const& find) {
                std::vector<SavedViewView> views;
                for (SavedView const& view : accounts.database().read(
                         [&](db::Session& s) { return list_views(s, caller, find.page); }))
                    views.push_back(view_of(view, caller));
                return views;
            });
    api.post("/views", "createView", "Save a view", Permission::view_write,
             [&accounts](Caller const& caller, Body<CreateView> const& ask) {
                 return create(accounts, caller, ask);
             });
    api.patch("/views/{view_id}", "changeView", "Change one of one's own views", Permission::view_write,
              [&accounts](Caller const& caller, Path<ViewPath> const& at, IfMatch const& seen,
                          Body<ChangeView> const& ask) {
                  return change(accounts, caller, at.view_id, seen.version, ask);
              });
    api.del("/views/{view_id}", "removeView", "Remove one of one's own views", Permission::view_write,
            [&accounts](Caller const& caller, Path<ViewPath> const& at) -> NoContent {
                write(accounts.database(), caller, "removeView", "",
                      [&](Write& w) { remove_view(w, at.view_id); });
                return {};
            });
}

}  // namespace colonnade::access
