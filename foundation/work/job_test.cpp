#include "foundation/work/job_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "foundation/access/access_migrations.hpp"
#include "foundation/access/policy.hpp"
#include "foundation/db/test_database.hpp"
#include "foundation/work/work_api.hpp"
#include "foundation/work/work_migrations.hpp"

namespace colonnade::work {
namespace {

COLONNADE_STORE_SUITE(JobsOn);

Caller caller_of(std::int64_t user, Roles roles) {
    Caller caller;
    caller.user = {user};
    caller.roles = roles;
    caller.now = {1'000'000};
    access::grant_by_roles(caller);
    return caller;
}

Caller const ann = caller_of(7, {Role::seller});
Caller const bob = caller_of(8, {Role::seller});
Caller const root = caller_of(9, {Role::administrator});

class House {
public:
    explicit House(db::Dialect dialect) : db(dialect, migrations()) {
        runner.handle("double", [this](JobContext& context) {
            ran.push_back(context.job().id);
            context.progress({1, 2, "shared.job.count", {{"done", "1"}, {"total", "2"}}});
            return std::to_string(2 * std::stoi(context.job().payload));
        });
        runner.handle("refuse", [](JobContext&) -> std::string {
            throw invalid("test.refused", {{"a", "b"}}, "x[1]");
        });
        runner.handle("break", [](JobContext&) -> std::string { throw std::runtime_error("boom"); });
    }
    Job job(JobId id) { return runner.find(root, id); }
    std::string problem(auto&& work) {
        try {
            work();
        } catch (Problem const& problem) { return problem.code(); }
        return "";
    }

    db::TestDatabase db;
    SettableClock clock{Instant{1'000'000}};
    std::vector<JobId> ran;
    JobRunner runner{*db,
                     clock,
                     [](std::optional<UserId>) { return root; },
                     {1, std::chrono::milliseconds(5), std::chrono::milliseconds(5), 60}};

private:
    static std::vector<db::Migration> migrations() {
        auto all = access::access_migrations();
        for (db::Migration const& migration : work_migrations()) all.push_back(migration);
        return all;
    }
};

TEST_P(JobsOn, run_in_their_order_and_keep_what_came_of_them) {
    House house(GetParam());
    JobId const first = house.runner.add(ann, "double", "21");
    JobId const second = house.runner.add(ann, "double", "4");
    EXPECT_EQ(house.job(first).state, JobState::queued);
    EXPECT_TRUE(house.runner.run_next());
    EXPECT_TRUE(house.runner.run_next());
    EXPECT_FALSE(house.runner.run_next());
    EXPECT_EQ(house.ran, (std::vector<JobId>{first, second}));
    Job const done = house.job(first);
    EXPECT_EQ(done.state, JobState::succeeded);
    EXPECT_EQ(done.result, "42");
    EXPECT_EQ(done.user, UserId{7});
    EXPECT_EQ(done.progress.done, 1);
    EXPECT_EQ(done.progress.message_key, "shared.job.count");
    EXPECT_EQ(done.progress.arguments[1].second, "2");
    EXPECT_TRUE(done.finished_at.has_value());
}

TEST_P(JobsOn, that_fail_say_why) {
    House house(GetParam());
    JobId const refused = house.runner.add(ann, "refuse", "{}");
    JobId const broken = house.runner.add(ann, "break", "{}");
    JobId const unknown = house.runner.add(ann, "dance", "{}");
    while (house.runner.run_next()) continue;
    EXPECT_EQ(house.job(refused).state, JobState::failed);
    EXPECT_EQ(house.job(refused).failure->code, "test.refused");
    EXPECT_EQ(house.job(refused).failure->path, "x[1]");
    EXPECT_EQ(house.job(refused).failure->arguments[0].second, "b");
    EXPECT_EQ(house.job(broken).failure->code, "work.broken");
    EXPECT_EQ(house.job(unknown).failure->code, "work.kind_unknown");
}

TEST_P(JobsOn, are_seen_and_cancelled_by_their_asker_and_the_administrator) {
    House house(GetParam());
    JobId const id = house.runner.add(ann, "double", "1");
    EXPECT_EQ(house.runner.find(ann, id).kind, "double");
    EXPECT_EQ(house.problem([&] { house.runner.find(bob, id); }), "not_found");
    EXPECT_EQ(house.problem([&] { house.runner.cancel(bob, id); }), "not_found");
    house.db->read([](db::Session& s) {
        EXPECT_EQ(list_jobs(s, ann, {}, {}, 10).size(), 1u);
        EXPECT_EQ(list_jobs(s, bob, {}, {}, 10).size(), 0u);
        EXPECT_EQ(list_jobs(s, root, {"double", JobState::queued}, {}, 10).size(), 1u);
        EXPECT_EQ(list_jobs(s, root, {"triple", {}}, {}, 10).size(), 0u);
        EXPECT_EQ(list_jobs(s, root, {}, JobId{1}, 10).size(), 0u);
    });
    house.runner.cancel(ann, id);
    EXPECT_EQ(house.job(id).state, JobState::cancelled);
    EXPECT_FALSE(house.runner.run_next());
    EXPECT_EQ(house.problem([&] { house.runner.cancel(ann, id); }), "work.over");
}

TEST_P(JobsOn, leave_when_they_are_cancelled_on_the_way) {
    House house(GetParam());
    house.runner.handle("long", [&](JobContext& context) -> std::string {
        house.runner.cancel(root, context.job().id);
        access::write(*house.db, context.caller(), "long", "", [&](access::Write&) { context.check(); });
        return "\"not reached\"";
    });
    JobId const id = house.runner.add(ann, "long", "{}");
    house.runner.run_next();
    EXPECT_EQ(house.job(id).state, JobState::cancelled);
    EXPECT_FALSE(house.job(id).result.has_value());
}

TEST_P(JobsOn, of_a_server_that_died_are_taken_over_but_not_for_ever) {
    House house(GetParam());
    JobId const id = house.runner.add(ann, "double", "1");
    auto claim_elsewhere = [&] {
        return house.db->write([&](db::Transaction& t) {
            Instant const now = house.clock.now();
            return claim(t, "other", now, now.plus_seconds(-60), {}).has_value();
        });
    };
    EXPECT_TRUE(claim_elsewhere());
    house.clock.advance_seconds(59);
    EXPECT_FALSE(house.runner.run_next());
    house.db->write(
        [&](db::Transaction& t) { EXPECT_EQ(beat(t, id, "other", house.clock.now(), {}), false); });
    house.clock.advance_seconds(60);
    EXPECT_FALSE(house.runner.run_next());
    house.clock.advance_seconds(1);
    EXPECT_TRUE(house.runner.run_next());
    EXPECT_EQ(house.job(id).state, JobState::succeeded);
    house.db->write(
        [&](db::Transaction& t) {  // the dead one wakes: its claim is lost, and it changes nothing
            EXPECT_EQ(beat(t, id, "other", house.clock.now(), {}), std::nullopt);
            finish(t, id, "other", house.clock.now(), JobState::failed, {}, {});
        });
    EXPECT_EQ(house.job(id).state, JobState::succeeded);

    JobId const deadly = house.runner.add(ann, "double", "1");
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(claim_elsewhere());
        house.clock.advance_seconds(61);
    }
    EXPECT_FALSE(claim_elsewhere());
    EXPECT_EQ(house.job(deadly).failure->code, "work.lost");
}

TEST_P(JobsOn, recur_once_for_all_servers) {
    House house(GetParam());
    int runs = 0;
    JobRunner other(*house.db, house.clock, [](std::optional<UserId>) { return root; });
    for (JobRunner* runner : {&house.runner, &other}) {
        runner->handle("tidy", [&](JobContext&) { return ++runs, "{}"; });
        runner->every("tidy", 3600);
    }
    auto look = [&] {
        while (house.runner.run_next() || other.run_next()) continue;
    };
    look();
    look();
    EXPECT_EQ(runs, 1);
    house.clock.advance_seconds(3599);
    look();
    EXPECT_EQ(runs, 1);
    house.clock.advance_seconds(1);
    look();
    EXPECT_EQ(runs, 2);
}

TEST_P(JobsOn, are_run_by_threads_and_heard_of) {
    House house(GetParam());
    std::promise<Job> ended;
    int const ear = house.runner.listen([&](Job const& job) {
        if (is_over(job.state)) ended.set_value(job);
    });
    house.runner.start();
    house.runner.add(ann, "double", "5");
    EXPECT_EQ(ended.get_future().get().result, "10");
    house.runner.forget(ear);
    house.runner.stop();
}

TEST_P(JobsOn, go_back_into_the_queue_when_the_server_stops) {
    House house(GetParam());
    std::promise<void> begun;
    house.runner.handle("endless", [&](JobContext& context) -> std::string {
        begun.set_value();
        for (;;) {
            context.check();
            std::this_thread::yield();
        }
    });
    JobId const id = house.runner.add(ann, "endless", "{}");
    house.runner.start();
    begun.get_future().wait();
    house.runner.stop();
    EXPECT_EQ(house.job(id).state, JobState::queued);
    EXPECT_EQ(house.job(id).tries, 0);
}

TEST_P(JobsOn, have_routes) {
    House house(GetParam());
    wire::Api api;
    mount_work(api, *house.db, house.runner);
    JobId const id = house.runner.add(ann, "refuse", "{}");
    house.runner.run_next();
    std::string const place = "/jobs/" + std::to_string(id.value);
    EXPECT_THAT(
        api.dispatch(wire::Request::of("GET", place), ann).body,
        testing::HasSubstr(R"("failure":{"code":"test.refused","arguments":{"a":"b"},"path":"x[1]"})"));
    EXPECT_THAT(api.dispatch(wire::Request::of("GET", "/jobs?state=failed"), root).body,
                testing::HasSubstr("\"refuse\""));
    EXPECT_THROW(api.dispatch(wire::Request::of("GET", place), bob), Problem);
    JobId const other = house.runner.add(ann, "double", "1");
    wire::Reply const reply =
        api.dispatch(wire::Request::of("DELETE", "/jobs/" + std::to_string(other.value)), ann);
    EXPECT_EQ(reply.status, 204);
    EXPECT_TRUE(may_hear(ann, house.job(id)));
    EXPECT_FALSE(may_hear(bob, house.job(id)));
}

}  // namespace
}  // namespace colonnade::work
