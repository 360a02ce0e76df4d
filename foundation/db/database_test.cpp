#include "foundation/db/database.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <future>
#include <thread>

#include "foundation/base/problem.hpp"
#include "foundation/db/test_database.hpp"

namespace colonnade::db {
namespace {

COLONNADE_STORE_SUITE(DatabaseOn);

Migration const notes{1, "notes", R"(
create table notes (
    note_id bigint primary key,
    written_on text,
    body text not null,
    amount bigint,
    change_id bigint not null default 0
);
create table notes_history (
    note_id bigint not null,
    written_on text,
    body text not null,
    amount bigint,
    change_id bigint not null,
    ended_by bigint not null
);
)"};

void insert(Transaction& t, std::int64_t id, std::string const& body) {
    t.run("insert into notes (note_id, body) values (:id, :body)", {{"id", id}, {"body", body}});
}

std::int64_t count(Database& database) {
    return database.read([](Session& s) { return s.value<std::int64_t>("select count(*) from notes"); });
}

TEST_P(DatabaseOn, values_come_back_as_they_went_in) {
    TestDatabase db(GetParam(), {notes});
    db->write([](Transaction& t) {
        t.run("insert into notes (note_id, written_on, body, amount) values (:id, :on, :body, :amount)",
              {{"id", Id<struct Note>{7}},
               {"on", Date::parse("2024-02-29")},
               {"body", "l'été\tقیمت\n"},
               {"amount", INT64_MIN}});
        t.run("insert into notes (note_id, body, amount) values (:id, :body, :amount)",
              {{"id", 8}, {"body", ""}, {"amount", std::optional<std::int64_t>()}});
    });
    auto const rows = db->read([](Session& s) {
        return s.rows<std::int64_t, std::optional<Date>, std::string, std::optional<std::int64_t>>(
            "select note_id, written_on, body, amount from notes where note_id >= :low and note_id <= :low + "
            "1 order by note_id",
            {{"low", 7}});
    });
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0], std::make_tuple(std::int64_t{7}, std::optional(Date::parse("2024-02-29")),
                                       std::string("l'été\tقیمت\n"), std::optional<std::int64_t>(INT64_MIN)));
    EXPECT_EQ(rows[1], std::make_tuple(std::int64_t{8}, std::optional<Date>(), std::string(),
                                       std::optional<std::int64_t>()));
}

TEST_P(DatabaseOn, a_kept_statement_takes_new_parameters_each_time) {
    TestDatabase db(GetParam(), {notes});
    db->write([](Transaction& t) {
        for (int i = 1; i <= 200; ++i) insert(t, i, "n" + std::to_string(i));
    });
    db->read([](Session& s) {
        for (int i : {3, 150, 3, 999})
            EXPECT_EQ(s.exists("select 1 from notes where note_id = :id", {{"id", i}}), i != 999);
        EXPECT_EQ(s.rows<std::string>("select body from notes").size(), 200u);
        int seen = 0;
        s.each<std::int64_t>("select note_id from notes", {}, [&](std::int64_t) { ++seen; });
        EXPECT_EQ(seen, 200);
        EXPECT_FALSE(s.maybe<std::string>("select body from notes where note_id = 0"));
        EXPECT_THROW(s.one<std::string>("select body from notes where note_id = 0"), Problem);
        EXPECT_THROW(s.one<std::int64_t>("select amount from notes where note_id = 1"), Problem);
    });
}

TEST_P(DatabaseOn, a_write_that_throws_leaves_nothing_and_does_not_harm_its_neighbours) {
    TestDatabase db(GetParam(), {notes});
    std::vector<std::thread> writers;
    std::atomic<int> refused{0};
    for (int i = 1; i <= 24; ++i)
        writers.emplace_back([&, i] {
            try {
                db->write([&](Transaction& t) {
                    insert(t, i, "x");
                    if (i % 3 == 0) throw conflict("test.refused");
                });
            } catch (Problem const& problem) {
                EXPECT_EQ(problem.code(), "test.refused");
                ++refused;
            }
        });
    for (std::thread& writer : writers) writer.join();
    EXPECT_EQ(refused, 8);
    EXPECT_EQ(count(*db), 16);
}

TEST_P(DatabaseOn, a_reader_sees_one_snapshot_while_others_write) {
    TestDatabase db(GetParam(), {notes});
    db->write([](Transaction& t) { insert(t, 1, "a"); });
    db->read([&](Session& s) {
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from notes"), 1);
        db->write([](Transaction& t) { insert(t, 2, "b"); });
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from notes"), 1);
    });
    EXPECT_EQ(count(*db), 2);
}

TEST_P(DatabaseOn, the_databases_errors_are_problems) {
    TestDatabase db(GetParam(), {notes});
    auto code = [&](auto work) {
        try {
            db->write(work);
        } catch (Problem const& problem) { return problem.code(); }
        return std::string("none");
    };
    EXPECT_EQ(code([](Transaction& t) { insert(t, 1, "a"), insert(t, 1, "b"); }), "db.duplicate");
    EXPECT_EQ(code([](Transaction& t) { t.run("nonsense"); }), "db.failed");
    EXPECT_EQ(code([](Transaction& t) { insert(t, 2, "c"); }), "none");
    EXPECT_EQ(count(*db), 1);
}

TEST_P(DatabaseOn, bulk_rows_arrive_whole) {
    TestDatabase db(GetParam(), {notes});
    db->write([](Transaction& t) {
        BulkInsert bulk(t, "notes", {"note_id", "written_on", "body", "amount"});
        std::int64_t const first = t.reserve_ids("notes", 5000);
        EXPECT_EQ(first, 1);
        for (int i = 0; i < 5000; ++i) bulk.row({first + i, Date::from_number(i), "a\\b\tc\nd\r", nullptr});
        bulk.finish();
    });
    db->read([](Session& s) {
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from notes where body = :body",
                                        {{"body", "a\\b\tc\nd\r"}}),
                  5000);
        EXPECT_EQ(s.value<std::string>("select written_on from notes where note_id = 5000"), "1983-09-09");
    });
    EXPECT_THROW(db->write([](Transaction& t) {
        BulkInsert bulk(t, "notes", {"note_id", "body"});
        bulk.row({1, "twice"});
        bulk.finish();
    }),
                 Problem);
    EXPECT_EQ(count(*db), 5000);
}

TEST_P(DatabaseOn, ids_continue_where_the_last_block_ended) {
    TestDatabase db(GetParam(), {notes});
    db->write([](Transaction& t) {
        EXPECT_EQ(t.next_id("notes"), 1);
        EXPECT_EQ(t.reserve_ids("notes", 10), 2);
        EXPECT_EQ(t.next_id("notes"), 12);
        EXPECT_EQ(t.next_id("others"), 1);
    });
}

TEST_P(DatabaseOn, history_keeps_the_row_that_was) {
    TestDatabase db(GetParam(), {notes});
    db->write([](Transaction& t) {
        insert(t, 1, "old");
        t.keep_history("notes", "note_id", 1, ChangeId{42});
        t.run("update notes set body = :body, change_id = 42 where note_id = 1", {{"body", "new"}});
        EXPECT_EQ(t.value<std::string>("select body from notes_history where note_id = 1 and ended_by = 42"),
                  "old");
    });
}

TEST_P(DatabaseOn, migrations_run_once_in_order_and_a_newer_database_is_refused) {
    TestDatabase db(GetParam(), {notes});
    Migration const more{2, "more", "create table more (more_id bigint primary key);\n"};
    db->write([&](Transaction& t) { migrate(t, {more, notes}, Instant{5}); });
    db->write([&](Transaction& t) { migrate(t, {notes, more}, Instant{6}); });
    EXPECT_EQ(db->read([](Session& s) {
                    return s.value<Instant>("select applied_at from migrations where number = 2");
                }).milliseconds,
              5);
    EXPECT_THROW(db->write([&](Transaction& t) { migrate(t, {notes}, Instant{7}); }), Problem);
    EXPECT_THROW(db->write([&](Transaction& t) { migrate(t, {notes, more, notes}, Instant{7}); }), Problem);
}

// When no further connection can be had, be it that the process has no more handles or that the folder is out
// of reach, readers wait for those there are.
TEST(DatabasePool, readers_share_what_is_open_when_no_more_can_be_opened) {
    auto const folder = std::filesystem::temp_directory_path() / fmt::format("pool_{}", ::getpid());
    auto const away = folder.string() + "_away";
    std::filesystem::create_directory(folder);
    {
        Database db(db::Address{Dialect::sqlite, (folder / "company.db").string()});
        db.write(
            [](Transaction& t) { t.run_script("create table t (n bigint);\ninsert into t values (7);\n"); });
        auto const value = [](Session& s) { return s.value<int>("select n from t"); };
        EXPECT_EQ(db.read(value), 7);
        std::filesystem::rename(folder, away);
        std::promise<void> started, released;
        auto first = std::async(std::launch::async, [&] {
            return db.read([&](Session& s) {
                started.set_value();
                released.get_future().wait();
                return value(s);
            });
        });
        started.get_future().wait();
        std::vector<std::future<int>> others;
        for (int i = 0; i < 8; ++i)
            others.push_back(std::async(std::launch::async, [&] { return db.read(value); }));
        EXPECT_EQ(others.front().wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
        released.set_value();
        EXPECT_EQ(first.get(), 7);
        for (auto& other : others) EXPECT_EQ(other.get(), 7);
        std::filesystem::rename(away, folder);
        EXPECT_EQ(db.read(value), 7);
    }
    std::filesystem::remove_all(folder);
}

TEST(Address, is_a_file_or_a_server) {
    EXPECT_EQ(Address::parse("sqlite:company.db").target, "company.db");
    EXPECT_EQ(Address::parse("postgresql://a@b/c").dialect, Dialect::postgresql);
    for (char const* text : {"", "sqlite:", "company.db", "mysql://x"})
        EXPECT_THROW(Address::parse(text), Problem) << text;
}

// What was written, changed and removed after a change is not there when one looks back to it.
TEST_P(DatabaseOn, the_past_shows_each_row_as_it_was_after_a_change) {
    TestDatabase db(GetParam(), {notes});
    auto const at = [&](std::int64_t change, auto&& work) {
        db->write([&](Transaction& t) { work(t, ChangeId{change}); });
    };
    at(1, [](Transaction& t, ChangeId) {
        t.run("insert into notes (note_id, body, change_id) values (1, 'first', 1), (2, 'second', 1)");
    });
    at(2, [](Transaction& t, ChangeId change) {
        t.keep_history("notes", "note_id", 1, change);
        t.run("update notes set body = 'changed', change_id = 2 where note_id = 1");
        t.keep_history("notes", "note_id", 2, change);
        t.run("delete from notes where note_id = 2");
        t.run("insert into notes (note_id, body, change_id) values (3, 'third', 2)");
    });
    auto const bodies = [&](std::int64_t change) {
        return db->read_past(change, [](Session& s) {
            std::string all;
            s.each<std::string>("select body from notes order by note_id", {},
                                [&](std::string const& body) { all += body + " "; });
            return all;
        });
    };
    EXPECT_EQ(bodies(0), "");
    EXPECT_EQ(bodies(1), "first second ");
    EXPECT_EQ(bodies(2), "changed third ");
    EXPECT_EQ(count(*db), 2);  // nothing of it stays
}

}  // namespace
}  // namespace colonnade::db
