#include "foundation/access/write.hpp"

#include <gtest/gtest.h>

#include "foundation/access/access_migrations.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/db/test_database.hpp"

namespace colonnade::access {
namespace {

COLONNADE_STORE_SUITE(WriteOn);
COLONNADE_STORE_SUITE(AuditOn);

Instant const noon = Instant::parse("2026-03-31T12:00:00.000Z");

Caller ann() {
    Caller caller;
    caller.user = {7};
    caller.now = noon;
    return caller;
}

TEST_P(WriteOn, a_change_says_who_when_what_and_why) {
    db::TestDatabase db(GetParam(), access_migrations());
    ChangeId const change = write(*db, ann(), "renameTeam", "merged with north", [](Write& w) {
        w.audit("team", 3, R"({"name":"a"})", R"({"name":"b"})");
        return w.change_id();
    });
    db->read([&](db::Session& s) {
        auto const [at, user, operation, reason] = s.one<Instant, UserId, std::string, std::string>(
            "select at, user_id, operation, reason from changes where change_id = :id", {{"id", change}});
        EXPECT_EQ(at, noon);
        EXPECT_EQ(user, UserId{7});
        EXPECT_EQ(operation, "renameTeam");
        EXPECT_EQ(reason, "merged with north");
        auto const entries = list_audit(s, {}, {}, 10);
        ASSERT_EQ(entries.size(), 1u);
        EXPECT_EQ(entries[0].subject_kind, "team");
        EXPECT_EQ(entries[0].before, R"({"name":"a"})");
        EXPECT_TRUE(verify_audit(s).is_sound());
    });
}

TEST_P(WriteOn, a_failed_change_leaves_no_trace_and_no_gap) {
    db::TestDatabase db(GetParam(), access_migrations());
    EXPECT_THROW(write(*db, ann(), "x", "",
                       [](Write& w) {
                           w.audit("team", 1, "", "{}");
                           throw conflict("test.refused");
                       }),
                 Problem);
    write(*db, ann(), "y", "", [](Write&) {});
    db->read([&](db::Session& s) {
        EXPECT_EQ(s.value<std::int64_t>("select count(*) from changes"), 1);
        auto const verification = verify_audit(s);
        EXPECT_TRUE(verification.is_sound());
        EXPECT_EQ(verification.entries, 1);  // a change that audits nothing still stands in the chain
    });
}

TEST_P(WriteOn, time_does_not_run_backwards) {
    db::TestDatabase db(GetParam(), access_migrations());
    write(*db, ann(), "x", "", [](Write&) {});
    SettableClock const late_clock(noon.plus_seconds(-60));
    Instant const at = write(*db, late_clock, ann(), "y", "", [](Write& w) { return w.now(); });
    EXPECT_EQ(at, noon);
}

TEST_P(WriteOn, one_request_has_one_effect) {
    db::TestDatabase db(GetParam(), access_migrations());
    Caller caller = ann();
    caller.idempotency = {"k1", "d1"};
    write(*db, caller, "x", "", [](Write&) {});
    try {
        write(*db, caller, "x", "", [](Write&) {});
        FAIL();
    } catch (Problem const& problem) { EXPECT_EQ(problem.code(), "access.repeated_request"); }
    caller.user = {8};  // another's key of the same text
    write(*db, caller, "x", "", [](Write&) {});
}

TEST_P(WriteOn, the_program_itself_may_everything_and_is_no_user) {
    db::TestDatabase db(GetParam(), access_migrations());
    Caller const system = system_caller(noon, noon.date());
    EXPECT_EQ(system.scope(Permission::order_write), Scope::all);
    write(*db, system, "nightly", "", [](Write&) {});
    db->read([&](db::Session& s) {
        EXPECT_FALSE(s.value<std::optional<std::int64_t>>("select user_id from changes").has_value());
    });
}

// Five entries, then somebody with a database shell.
AuditVerification after(db::TestDatabase& db, std::vector<std::string> const& tampering,
                        std::optional<AuditHead> const& known = {}) {
    db->write([&](db::Transaction& t) {
        t.run("delete from audit_entries");
        t.run("delete from changes");
        t.run("delete from id_blocks");
    });
    for (int i = 1; i <= 5; ++i)
        write(*db, ann(), "op", "",
              [&](Write& w) { w.audit("team", i, "", "{\"n\":" + std::to_string(i) + "}"); });
    db->write([&](db::Transaction& t) {
        for (std::string const& sql : tampering) t.run(sql);
    });
    return db->read([&](db::Session& s) { return verify_audit(s, known); });
}

TEST_P(AuditOn, tampering_is_found_where_it_is) {
    db::TestDatabase db(GetParam(), access_migrations());
    using Findings = std::vector<AuditFinding>;
    EXPECT_EQ(after(db, {}).findings, Findings{});
    EXPECT_EQ(after(db, {"update audit_entries set after = '{}' where entry_id = 3"}).findings,
              (Findings{{AuditFault::changed, 3}}));
    EXPECT_EQ(after(db, {"update audit_entries set before = '' where entry_id = 3"}).findings,
              (Findings{{AuditFault::changed, 3}}));
    EXPECT_EQ(after(db, {"update changes set user_id = 1 where change_id = 2"}).findings,
              (Findings{{AuditFault::changed, 2}}));
    EXPECT_THAT(after(db, {"delete from audit_entries where entry_id = 4"}).findings,
                ::testing::Contains(AuditFinding{AuditFault::removed, 4}));
    EXPECT_THAT(after(db, {"delete from audit_entries where entry_id = 5"}).findings,
                ::testing::Contains(AuditFinding{AuditFault::removed, 5}));
    auto const swapped = after(db, {"update audit_entries set entry_id = 99 where entry_id = 2",
                                    "update audit_entries set entry_id = 2 where entry_id = 4",
                                    "update audit_entries set entry_id = 4 where entry_id = 99"});
    EXPECT_THAT(swapped.findings, ::testing::Contains(AuditFinding{AuditFault::moved, 4}));
    EXPECT_EQ(swapped.findings.front().entry_id, 2);
    EXPECT_EQ(after(db, {"insert into changes (change_id, at, operation) values (50, 1, 'forged')"}).findings,
              (Findings{{AuditFault::unrecorded, 50}}));
}

TEST_P(AuditOn, a_chain_written_anew_is_found_by_an_exported_head) {
    db::TestDatabase db(GetParam(), access_migrations());
    AuditHead const head = after(db, {}).head;
    EXPECT_EQ(head.entry_id, 5);
    EXPECT_TRUE(after(db, {}, head).is_sound());
    AuditHead const other{5, std::string(64, '0')};
    EXPECT_EQ(after(db, {}, other).findings, (std::vector<AuditFinding>{{AuditFault::replaced, 5}}));
    EXPECT_EQ(
        after(db,
              {"delete from audit_entries where entry_id = 5", "delete from changes where change_id = 5",
               "update id_blocks set next_id = 5 where name = 'audit_entries'"},
              head)
            .findings,
        (std::vector<AuditFinding>{{AuditFault::replaced, 5}}));
}

TEST_P(AuditOn, the_list_is_newest_first_and_can_be_narrowed) {
    db::TestDatabase db(GetParam(), access_migrations());
    after(db, {});
    db->read([](db::Session& s) {
        EXPECT_EQ(list_audit(s, {}, {}, 2).front().id, 5);
        EXPECT_EQ(list_audit(s, {}, 4, 2).front().id, 3);
        AuditFilter filter;
        filter.subject_kind = "team";
        filter.subject_id = 2;
        EXPECT_EQ(list_audit(s, filter, {}, 10).size(), 1u);
        filter.user = UserId{1};
        EXPECT_TRUE(list_audit(s, filter, {}, 10).empty());
        filter = {};
        filter.from = noon;
        filter.to = noon;
        EXPECT_TRUE(list_audit(s, filter, {}, 10).empty());
    });
}

}  // namespace
}  // namespace colonnade::access
