// One connection inside a transaction: literal SQL with named parameters, typed rows back, statements kept
// prepared.
#pragma once
#include <soci/soci.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "foundation/db/value.hpp"

namespace colonnade::db {

enum class Dialect { sqlite, postgresql };

namespace detail {

// One column of the rows being fetched: where SOCI puts the values of a batch, and their conversion.
template <class T> class Cell {
public:
    using Result = T;
    explicit Cell(std::size_t batch) : stored_(batch), states_(batch, soci::i_ok) {}
    void attach(soci::statement& statement) { statement.exchange(soci::into(stored_, states_)); }
    void reset(std::size_t batch) { stored_.resize(batch), states_.resize(batch, soci::i_ok); }
    std::size_t size() const { return stored_.size(); }
    T take(std::size_t row) const {
        if (states_[row] == soci::i_null) throw_null();
        return Column<T>::from(stored_[row]);
    }

protected:
    [[noreturn]] static void throw_null();
    std::vector<typename Column<T>::Stored> stored_;
    std::vector<soci::indicator> states_;
};

template <class T> class Cell<std::optional<T>> : public Cell<T> {
public:
    using Result = std::optional<T>;
    using Cell<T>::Cell;
    std::optional<T> take(std::size_t row) const {
        if (this->states_[row] == soci::i_null) return std::nullopt;
        return Column<T>::from(this->stored_[row]);
    }
};

// Kept out of the templates below.
[[noreturn]] void throw_null_column();
[[noreturn]] void throw_no_row();
template <class T> void Cell<T>::throw_null() { throw_null_column(); }

// A prepared statement in use: parameters bound for its length, released at its end.
class Running {
public:
    Running(soci::statement& statement, Params const& params);
    ~Running();
    Running(Running const&) = delete;
    soci::statement& statement() { return statement_; }
    // Binds and runs; `fetch` says whether the first batch is wanted at once.
    bool execute(bool fetch);
    bool fetch();

private:
    soci::statement& statement_;
    std::vector<long long> numbers_;
    std::vector<std::string> texts_;
    std::vector<soci::indicator> states_;
};

}  // namespace detail

// Reads. Errors of the database come out as Problem ("db.*").
class Session {
public:
    explicit Session(soci::session& connection, Dialect dialect)
        : connection_(connection), dialect_(dialect) {}
    Session(Session const&) = delete;
    virtual ~Session() = default;

    Dialect dialect() const { return dialect_; }

    // Calls f(C const&...) for each row, without holding them all.
    template <class... C, class F> void each(std::string_view sql, Params const& params, F&& f) {
        fetch_in_batches<C...>(sql, params, large_batch,
                               [&](std::tuple<C...>&& row) { std::apply(f, std::move(row)); });
    }

    template <class... C>
    std::vector<std::tuple<C...>> rows(std::string_view sql, Params const& params = {}) {
        std::vector<std::tuple<C...>> all;
        fetch_in_batches<C...>(sql, params, small_batch,
                               [&](std::tuple<C...>&& row) { all.push_back(std::move(row)); });
        return all;
    }

    // The first row, or nothing.
    template <class... C>
    std::optional<std::tuple<C...>> maybe(std::string_view sql, Params const& params = {}) {
        std::optional<std::tuple<C...>> first;
        fetch_in_batches<C...>(sql, params, first_batch, [&](std::tuple<C...>&& row) {
            if (!first) first = std::move(row);
        });
        return first;
    }

    // The one row that must be there; its absence is a mistake of the program (Problem "db.no_row").
    template <class... C> std::tuple<C...> one(std::string_view sql, Params const& params = {}) {
        auto row = maybe<C...>(sql, params);
        if (!row) detail::throw_no_row();
        return std::move(*row);
    }

    // The first column of the first row.
    template <class T> T value(std::string_view sql, Params const& params = {}) {
        return std::get<0>(one<T>(sql, params));
    }

    bool exists(std::string_view sql, Params const& params = {}) {
        return maybe<std::int64_t>(sql, params).has_value();
    }

    soci::session& connection() { return connection_; }
    // Forgets the kept statements; needed after a change of the schema.
    void forget_statements() { kept_.clear(); }

protected:
    static constexpr std::size_t first_batch = 2;  // SOCI's SQLite part does not fill vectors of one
    static constexpr std::size_t small_batch = 64;
    static constexpr std::size_t large_batch = 4096;

    soci::statement& prepared(std::string_view sql);
    // Turns the exception being handled into a Problem and throws it.
    [[noreturn]] void rethrow(std::string_view sql);

private:
    template <class... C, class F>
    void fetch_in_batches(std::string_view sql, Params const& params, std::size_t batch, F&& take) {
        try {
            soci::statement& statement = prepared(sql);
            detail::Running running(statement, params);
            std::tuple<detail::Cell<C>...> cells{detail::Cell<C>(batch)...};
            std::apply([&](auto&... cell) { (cell.attach(statement), ...); }, cells);
            bool more = running.execute(true);
            while (more) {
                std::size_t const size = std::get<0>(cells).size();
                for (std::size_t row = 0; row < size; ++row)
                    take(std::apply([&](auto&... cell) { return std::tuple<C...>(cell.take(row)...); },
                                    cells));
                if (size < batch) break;
                more = running.fetch();
            }
        } catch (soci::soci_error const&) { rethrow(sql); }
    }

    soci::session& connection_;
    Dialect dialect_;
    std::unordered_map<std::string, std::unique_ptr<soci::statement>> kept_;
};

// Reads and writes that happen together or not at all.
class Transaction : public Session {
public:
    using Session::Session;

    // Runs a statement that gives no rows; returns how many rows it touched.
    std::int64_t run(std::string_view sql, Params const& params = {});
    // Runs statements of a migration, separated by semicolons at the end of a line.
    void run_script(std::string_view script);

    // A new id of that table, from its block in `id_blocks`.
    std::int64_t next_id(std::string_view table) { return reserve_ids(table, 1); }
    // The first of `count` ids in a row.
    std::int64_t reserve_ids(std::string_view table, std::int64_t count);

    // Copies the row into `<table>_history`, ended by `change`. Call it before an update or a delete.
    void keep_history(std::string_view table, std::string_view key_column, std::int64_t key, ChangeId change);
};

}  // namespace colonnade::db
