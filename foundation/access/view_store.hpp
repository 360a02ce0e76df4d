// Saved views: a page's filters, columns and order under a name, one's own or shared.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include "foundation/access/write.hpp"

namespace colonnade::access {

using ViewId = Id<struct ViewKind>;

enum class ViewShare {
    me,    // the owner only
    team,  // those below the owner today
    everyone,
};
BOOST_DESCRIBE_ENUM(ViewShare, me, team, everyone)

struct SavedView {
    ViewId id;
    UserId owner;
    std::string owner_name;
    std::string page;  // of the browser's part, e.g. "orders"
    std::string name;
    ViewShare shared = ViewShare::me;
    std::string content;  // JSON, for the browser alone
    ChangeId version;
};

// The caller's own and those shared with them, by name.
std::vector<SavedView> list_views(db::Session& session, Caller const& caller, std::string_view page);
// Each throws not_found() for a view that is not the caller's own, and "stale" where `seen` is not the
// present version.
SavedView create_view(Write& w, SavedView const& view);
SavedView update_view(Write& w, ViewId id, ChangeId seen, std::string_view name, ViewShare shared,
                      std::string_view content);
SavedView get_own_view(db::Session& session, UserId owner, ViewId id);
void remove_view(Write& w, ViewId id);

}  // namespace colonnade::access
