// Lists as files: page after page into a table.
#include <gtest/gtest.h>

#include "foundation/wire/api.hpp"

namespace colonnade::wire {
namespace {

struct Row {
    std::int64_t id;
    std::optional<Money> amount;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, amount))

struct RowKey {
    std::int64_t id;
};
BOOST_DESCRIBE_STRUCT(RowKey, (), (id))

// Tables as text: columns joined by bars, a line each row.
struct TextTables : TableWriters {
    struct Writer : TableWriter {
        explicit Writer(std::string& text) : text(text) {}
        void row(std::span<Cell const> cells) override {
            for (auto const& cell : cells) text += cell + '|';
            text += '\n';
        }
        Download finish() override { return {text, {}, "rows.csv", "text/csv"}; }
        std::string& text;
    };
    std::unique_ptr<TableWriter> open(TableFormat format, std::string name, std::vector<Column> columns,
                                      std::string const&) override {
        text = name + (format == TableFormat::csv ? " csv " : " xlsx ");
        for (auto const& column : columns) text += column.key + '|';
        text += '\n';
        return std::make_unique<Writer>(text);
    }
    std::string text;
};

struct ListTest : testing::Test {
    ListTest() {
        api.use(tables);
        api.get("/rows", "listRows", "List rows", Permission::goal_read, [this](Paging const& paging) {
            ++calls;
            auto const after = paging.after<RowKey>();
            std::vector<Row> rows;
            for (std::int64_t n = after ? after->id + 1 : 1; n <= many && std::ssize(rows) <= paging.limit;
                 ++n) {
                rows.push_back({n, {}});
            }
            if (!rows.empty() && rows[0].id == 1)
                rows[0].amount = Money::parse("12.5", Currency::parse("EUR"));
            return paging.cut(std::move(rows), [](Row const& row) { return RowKey{row.id}; });
        });
        caller.user = {7};
        caller.today = Date::of(2026, 3, 31);
        caller.grant(Permission::goal_read, Scope::own);
    }
    TextTables tables;
    Api api;
    Caller caller;
    int many = 2;
    int calls = 0;
};

TEST_F(ListTest, EveryRowGoesIntoTheTable) {
    EXPECT_EQ(api.dispatch(Request::of("GET", "/rows?format=csv"), caller).body,
              "rows-2026-03-31 csv id|amount|amount.currency|\n1|12.50|EUR|\n2|||\n");
}

TEST_F(ListTest, AnEmptyListStillHasItsColumns) {
    many = 0;
    EXPECT_EQ(api.dispatch(Request::of("GET", "/rows?format=xlsx"), caller).body,
              "rows-2026-03-31 xlsx id|amount|amount.currency|\n");
}

TEST_F(ListTest, AcceptAsksForATableToo) {
    Request request = Request::of("GET", "/rows");
    request.accept = "text/csv, */*;q=0.1";
    EXPECT_EQ(api.dispatch(request, caller).content_type, "text/csv");
    request.accept = "application/json, text/csv";
    EXPECT_EQ(api.dispatch(request, caller).content_type, "application/json");
}

TEST_F(ListTest, ATableTakesPageAfterPageWhateverTheLimit) {
    many = 2500;
    Reply const reply = api.dispatch(Request::of("GET", "/rows?format=csv&limit=5"), caller);
    EXPECT_EQ(calls, 3);
    EXPECT_EQ(std::count(reply.body.begin(), reply.body.end(), '\n'), 2501);
}

}  // namespace
}  // namespace colonnade::wire
