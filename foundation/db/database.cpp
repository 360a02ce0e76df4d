#include "foundation/db/database.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "foundation/db/past.hpp"

namespace colonnade::db {
namespace {

// A connection with its session; the session keeps prepared statements, so it goes first.
template <class Kind> struct Connection {
    Connection(Address const& address, Durability durability) {
        open_connection(handle, address, durability);
        session = std::make_unique<Kind>(handle, address.dialect);
    }
    void statement(std::string_view sql) {
        try {
            handle.once << std::string(sql);
        } catch (soci::soci_error const& error) { throw problem_of(error, session->dialect(), sql); }
    }
    void roll_back() noexcept {
        try {
            if (transaction_open(*session)) statement("rollback");
        } catch (...) { broken = true; }
    }
    soci::session handle;
    std::unique_ptr<Kind> session;
    bool broken = false;
};

}  // namespace

// Connections for readers, opened when first needed, at most `limit` at once, and only as many as can be.
class Database::Pool {
public:
    Pool(Address const& address, Durability durability) : address_(address), durability_(durability) {
        release(acquire());
    }

    std::unique_ptr<Connection<Transaction>> acquire() {
        std::unique_lock lock(mutex_);
        freed_.wait(lock, [&] { return !idle_.empty() || open_ < limit; });
        if (idle_.empty()) {
            ++open_;
            lock.unlock();
            try {
                return std::make_unique<Connection<Transaction>>(address_, durability_);
            } catch (...) {
                lock.lock();
                --open_;
                // Where the system gives no more handles, or the file's folder is out of reach, what is open
                // still serves. Not for ever: a reader may itself hold one of those it waits for.
                if (open_ == 0 || !freed_.wait_for(lock, patience, [&] { return !idle_.empty(); })) throw;
            }
        }
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }

    void release(std::unique_ptr<Connection<Transaction>> connection) {
        if (connection->broken) return forget();
        std::lock_guard lock(mutex_);
        idle_.push_back(std::move(connection));
        freed_.notify_one();
    }

private:
    static constexpr int limit = 32;
    static constexpr std::chrono::seconds patience{2};

    void forget() {
        std::lock_guard lock(mutex_);
        --open_;
        freed_.notify_all();
    }

    Address address_;
    Durability durability_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection<Transaction>>> idle_;
    int open_ = 0;
};

// One thread that owns the writing connection. It takes all writes that wait, runs each within a savepoint of
// one transaction, commits once, and only then tells them.
class Database::Writer {
public:
    Writer(Address const& address, Durability durability)
        : address_(address), durability_(durability), thread_([this] { loop(); }) {}

    ~Writer() {
        {
            std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        arrived_.notify_all();
        thread_.join();
    }

    void run(std::function<void(Transaction&)> const& work) {
        Task task{&work, nullptr, false};
        std::unique_lock lock(mutex_);
        waiting_.push_back(&task);
        arrived_.notify_one();
        finished_.wait(lock, [&] { return task.done; });
        if (task.error) std::rethrow_exception(task.error);
    }

private:
    struct Task {
        std::function<void(Transaction&)> const* work;
        std::exception_ptr error;
        bool done;
    };
    static constexpr std::size_t group_limit = 64;

    void loop() {
        for (;;) {
            std::vector<Task*> group;
            {
                std::unique_lock lock(mutex_);
                arrived_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
                if (waiting_.empty()) return;
                while (!waiting_.empty() && group.size() < group_limit) {
                    group.push_back(waiting_.front());
                    waiting_.pop_front();
                }
            }
            commit(group);
            std::lock_guard lock(mutex_);
            for (Task* task : group) task->done = true;
            finished_.notify_all();
        }
    }

    // Runs the group in one transaction; when that cannot be kept, every task of it fails with the same
    // error.
    void commit(std::vector<Task*> const& group) {
        try {
            if (!connection_ || connection_->broken)
                connection_ = std::make_unique<Connection<Transaction>>(address_, durability_);
            connection_->statement(begin_write(address_.dialect));
            take_write_lock(*connection_->session);
            for (Task* task : group) run_within_savepoint(*task);
            connection_->statement("commit");
        } catch (...) {
            std::exception_ptr const error = std::current_exception();
            for (Task* task : group)
                if (!task->error) task->error = error;
            if (connection_) connection_->roll_back();
        }
    }

    void run_within_savepoint(Task& task) {
        connection_->statement("savepoint task");
        try {
            (*task.work)(*connection_->session);
        } catch (...) {
            task.error = std::current_exception();
            if (!transaction_open(*connection_->session)) std::rethrow_exception(task.error);
            connection_->statement("rollback to savepoint task");
        }
        connection_->statement("release savepoint task");
    }

    Address address_;
    Durability durability_;
    std::mutex mutex_;
    std::condition_variable arrived_, finished_;
    std::deque<Task*> waiting_;
    bool stopping_ = false;
    std::unique_ptr<Connection<Transaction>> connection_;
    std::thread thread_;
};

Database::Database(Address address, Durability durability)
    : address_(std::move(address)),
      readers_(std::make_unique<Pool>(address_, durability)),
      writer_(std::make_unique<Writer>(address_, durability)) {}

Database::~Database() = default;

void Database::read_erased(std::function<void(Session&)> const& work) {
    auto connection = readers_->acquire();
    try {
        connection->statement(begin_read(address_.dialect));
        work(*connection->session);
        connection->statement("commit");
    } catch (...) {
        connection->roll_back();
        readers_->release(std::move(connection));
        throw;
    }
    readers_->release(std::move(connection));
}

// Views of one's own are made within a transaction that may write; it is never kept.
void Database::read_past_erased(std::int64_t change, std::function<void(Session&)> const& work) {
    Connection<Transaction> connection(address_, Durability::relaxed);
    connection.statement(address_.dialect == Dialect::sqlite ? "begin"
                                                             : "begin isolation level repeatable read");
    try {
        look_back(*connection.session, change);
        work(*connection.session);
    } catch (...) {
        connection.roll_back();
        throw;
    }
    connection.roll_back();
}

void Database::write_erased(std::function<void(Transaction&)> const& work) { writer_->run(work); }

}  // namespace colonnade::db
