#include "foundation/access/undo.hpp"

#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/db/test_database.hpp"

namespace colonnade::access {
namespace {

COLONNADE_STORE_SUITE(UndoOn);

db::Migration const shop{90, "shop", R"(
create table shops (shop_id bigint primary key, name text not null, note text, change_id bigint not null);
create table shops_history (
    shop_id bigint not null, name text not null, note text,
    change_id bigint not null, ended_by bigint not null
);
create table sales (
    shop_id bigint not null references shops (shop_id), line bigint not null,
    change_id bigint not null, amount bigint not null, primary key (shop_id, line)
);
create table sales_history (
    shop_id bigint not null, line bigint not null,
    change_id bigint not null, amount bigint not null, ended_by bigint not null
);
)"};

std::vector<UndoTable> const tables{{"shops", {"shop_id"}, {{"sales", "shop_id"}}},
                                    {"sales", {"shop_id", "line"}, {}}};
ImportId const import_id{5};

class Shops {
public:
    explicit Shops(db::Dialect dialect) : db_(dialect, all()) {}

    template <class F> void by_hand(F&& f) { write(*db_, system_caller({1}, {}), "test", "", f); }
    template <class F> void by_import(F&& f) {
        write_import(*db_, SettableClock({1}), system_caller({1}, {}), import_id, "importFiles", f);
    }
    static void add_shop(Write& w, int id, char const* name) {
        w.run("insert into shops (shop_id, name, change_id) values (:id, :name, :change)",
              {{"id", id}, {"name", name}, {"change", w.change_id()}});
    }
    static void rename(Write& w, int id, char const* name) {
        w.keep_history("shops", "shop_id", id);
        w.run("update shops set name = :name, change_id = :change where shop_id = :id",
              {{"id", id}, {"name", name}, {"change", w.change_id()}});
    }
    static void remove(Write& w, int id) {
        w.keep_history("shops", "shop_id", id);
        w.run("delete from shops where shop_id = :id", {{"id", id}});
    }
    static void sell(Write& w, int shop, int line, int amount) {
        w.run("insert into sales (shop_id, line, amount, change_id) values (:shop, :line, :amount, :change)",
              {{"shop", shop}, {"line", line}, {"amount", amount}, {"change", w.change_id()}});
    }
    // "1 name(note) …|shop/line amount …"
    std::string content() {
        return db_->read([](db::Session& s) {
            std::string text;
            for (auto const& [id, name] :
                 s.rows<std::int64_t, std::string>("select shop_id, name from shops order by shop_id"))
                text += std::to_string(id) + name + " ";
            text += "|";
            for (auto const& [shop, line, amount] : s.rows<std::int64_t, std::int64_t, std::int64_t>(
                     "select shop_id, line, amount from sales order by shop_id, line"))
                text +=
                    " " + std::to_string(shop) + "/" + std::to_string(line) + ":" + std::to_string(amount);
            return text;
        });
    }
    std::vector<UndoConflict> conflicts() {
        return db_->read([](db::Session& s) { return find_undo_conflicts(s, import_id, tables); });
    }
    std::vector<UndoCount> undo() {
        return write(*db_, system_caller({1}, {}), "undoImport", "",
                     [](Write& w) { return undo_import(w, import_id, tables); });
    }

private:
    static std::vector<db::Migration> all() {
        auto migrations = access_migrations();
        migrations.push_back(shop);
        return migrations;
    }
    db::TestDatabase db_;
};

TEST_P(UndoOn, what_was_added_changed_and_ended_is_as_before) {
    Shops shops(GetParam());
    shops.by_hand([](Write& w) {
        Shops::add_shop(w, 1, "a"), Shops::add_shop(w, 2, "b"), Shops::add_shop(w, 3, "c");
        Shops::sell(w, 1, 1, 10);
    });
    std::string const before = shops.content();
    shops.by_import([](Write& w) {
        Shops::rename(w, 1, "A");  // has a sale that is not the import's
        Shops::remove(w, 3);
        Shops::add_shop(w, 4, "d");
        Shops::sell(w, 4, 1, 40), Shops::sell(w, 2, 1, 20);
    });
    shops.by_import([](Write& w) { Shops::rename(w, 1, "AA"); });  // the same import in two changes
    EXPECT_EQ(shops.content(), "1AA 2b 4d | 1/1:10 2/1:20 4/1:40");
    auto const counts = shops.undo();
    EXPECT_EQ(shops.content(), before);
    EXPECT_EQ(counts[0].removed, 1);
    EXPECT_EQ(counts[0].restored, 2);
    EXPECT_EQ(counts[1].removed, 2);
    EXPECT_THROW(shops.undo(), Problem);  // once
    EXPECT_EQ(shops.content(), before);
}

TEST_P(UndoOn, later_work_on_its_rows_keeps_it_and_is_named) {
    Shops shops(GetParam());
    shops.by_hand(
        [](Write& w) { Shops::add_shop(w, 1, "a"), Shops::add_shop(w, 2, "b"), Shops::add_shop(w, 9, "z"); });
    shops.by_import([](Write& w) {
        Shops::add_shop(w, 3, "c"), Shops::add_shop(w, 4, "d");
        Shops::remove(w, 2);
        Shops::rename(w, 1, "A");
    });
    EXPECT_TRUE(shops.conflicts().empty());
    shops.by_hand(
        [](Write& w) { Shops::sell(w, 1, 1, 5), Shops::rename(w, 9, "Z"); });  // rest on nothing of it
    EXPECT_TRUE(shops.conflicts().empty());
    shops.by_hand([](Write& w) { Shops::rename(w, 3, "C"); });    // change 4
    shops.by_hand([](Write& w) { Shops::add_shop(w, 2, "B"); });  // change 5
    shops.by_hand([](Write& w) { Shops::sell(w, 4, 7, 5); });     // change 6
    EXPECT_EQ(shops.conflicts(),
              (std::vector<UndoConflict>{{"shops", "3", {4}}, {"shops", "2", {5}}, {"sales", "4", {6}}}));
    std::string const before = shops.content();
    EXPECT_THROW(shops.undo(), Problem);
    EXPECT_EQ(shops.content(), before);
}

}  // namespace
}  // namespace colonnade::access
