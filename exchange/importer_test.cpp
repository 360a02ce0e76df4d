// Imports of small companies on every kind of database, and of what is wrong with files.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <functional>

#include "exchange/exchange_migrations.hpp"
#include "exchange/import_run.hpp"
#include "foundation/access/access_migrations.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/db/test_database.hpp"
#include "pillars/operations/company/company_migrations.hpp"
#include "pillars/operations/goals/goal_migrations.hpp"
#include "pillars/operations/incentives/incentive_migrations.hpp"
#include "pillars/operations/kpis/kpi_migrations.hpp"
#include "pillars/operations/structure/structure_migrations.hpp"
#include "pillars/operations/territories/territory_migrations.hpp"
#include "pillars/process/customers/customer_migrations.hpp"
#include "pillars/process/orders/order_migrations.hpp"

namespace colonnade::exchange {
namespace {

std::vector<db::Migration> migrations() {
    std::vector<db::Migration> all;
    for (auto const& part :
         {access::access_migrations(), company::company_migrations(), structure::structure_migrations(),
          territories::territory_migrations(), goals::goal_migrations(), incentives::incentive_migrations(),
          kpis::kpi_migrations(), customers::customer_migrations(), orders::order_migrations(),
          exchange_migrations()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

// Files in a folder of their own, gone with it.
class Folder {
public:
    Folder() {
        char name[] = "/tmp/colonnade_import_XXXXXX";
        path_ = ::mkdtemp(name);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder& file(std::string const& name, std::string const& text) {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return *this;
    }
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

Instant const now = Instant::parse("2026-03-31T09:00:00.000Z");

struct Taken {
    ImportId id;
    ImportReport report;
    std::vector<Refusal> refused;
    std::int64_t sum(std::int64_t FileReport::*count) const {
        std::int64_t all = 0;
        for (FileReport const& file : report.files) all += file.*count;
        return all;
    }
};

Taken take(db::Database& database, std::filesystem::path const& path, ImportOptions options = {},
           std::optional<Mapping> mapping = {}) {
    SettableClock clock{now};
    Plan plan = plan_import(database, std::move(mapping), open_sources({{path, {}, {}}}), {});
    Refusals refusals;
    auto const [id, report] =
        import_now(database, clock, access::system_caller(now, now.date()), plan, options, refusals, "test");
    Taken taken{id, report, {}};
    refusals.each([&](Refusal const& refusal) { taken.refused.push_back(refusal); });
    return taken;
}

std::string code_of(std::function<void()> const& work) {
    try {
        work();
    } catch (Problem const& problem) { return problem.code(); }
    return "";
}

std::int64_t count(db::Database& database, std::string const& table) {
    return database.read(
        [&](db::Session& s) { return s.value<std::int64_t>("select count(*) from " + table); });
}

void write_company(Folder& folder) {
    folder
        .file("people.csv",
              "person_id,name,title,kind\n1,Ann Smith,Head,sales_manager\n2,Bob Stone,Seller,salesperson\n")
        .file("reporting.csv", "person_id,manager_id\n2,1\n")
        .file("customers.csv", "customer_id,name,owner\nC1,Acme,2\n")
        .file("products.csv", "product_id,name,price\nP1,Chair,10.5\n")
        .file("orders.csv", "order_id,customer,booked_on,seller\nO1,C1,2026-02-03,2\nO2,C1,2026-02-04,1;2\n")
        .file("order_lines.csv",
              "order_id,line_no,product,quantity,unit_price\nO1,1,P1,2,10.5\nO2,1,P1,1,10.5\n")
        .file("quotas.csv", "subject_id,period,amount\n2,2026-Q1,1000\n");
}

COLONNADE_STORE_SUITE(Importer);

TEST_P(Importer, TakesACompanyTwiceAndGivesItBack) {
    db::TestDatabase db(GetParam(), migrations());
    Folder folder;
    write_company(folder);
    Taken const first = take(*db, folder.path());
    EXPECT_EQ(first.sum(&FileReport::refused), 0);
    EXPECT_EQ(first.sum(&FileReport::inserted), 10);
    EXPECT_EQ(count(*db, "order_lines"), 2);

    Taken const second = take(*db, folder.path());
    EXPECT_EQ(second.sum(&FileReport::inserted) + second.sum(&FileReport::updated), 0);
    EXPECT_EQ(second.sum(&FileReport::unchanged), 10);

    folder.file("customers.csv", "customer_id,name,owner\nC1,Acme Limited,2\n");
    Taken const third = take(*db, folder.path());
    EXPECT_EQ(third.sum(&FileReport::updated), 1);

    SettableClock clock{now};
    Caller const caller = access::system_caller(now, now.date());
    auto const undo = [&](ImportId id) {
        access::write(*db, clock, caller, "undoImport", "", [&](access::Write& w) { undo_import(w, id); });
    };
    EXPECT_EQ(code_of([&] { undo(first.id); }), "access.undo_conflict");
    undo(third.id);
    EXPECT_EQ(db->read([](db::Session& s) { return s.value<std::string>("select name from customers"); }),
              "Acme");
    EXPECT_EQ(code_of([&] { undo(third.id); }), "exchange.not_done");
}

TEST_P(Importer, ADryRunLeavesNothing) {
    db::TestDatabase db(GetParam(), migrations());
    Folder folder;
    write_company(folder);
    ImportOptions options;
    options.dry_run = true;
    Taken const taken = take(*db, folder.path(), options);
    EXPECT_EQ(taken.sum(&FileReport::inserted), 10);
    for (char const* table : {"people", "orders", "order_lines", "imports", "changes"})
        EXPECT_EQ(count(*db, table), 0);
}

TEST_P(Importer, RefusesRowsWithTheirPlace) {
    db::TestDatabase db(GetParam(), migrations());
    Folder folder;
    write_company(folder);
    folder
        .file("orders.csv",
              "order_id,Customer,Booked on,seller,net amount,currency\n"
              "O1,C1,2026-02-03,2,10,EUR\n"
              "O2,Nobody,2026-02-03,2,10,EUR\n"
              "O3,C1,2026-02-31,2,10,EUR\n"
              "O4,C1,2026-02-03,77,10,EUR\n"
              "O5,C1,2026-02-03,2,ten,EUR\n"
              "O6,C1,2026-02-03,2,10,ZZZ\n"
              "O7,C1,,2,10,EUR\n")
        .file("quotas.csv", "subject_id,period,amount\n2,1999,1000\n2,2026-Q9,1\n9,2026-Q1,1\n")
        .file("order_lines.csv", "order_id,product\nO1,P1\n");
    Taken const taken = take(*db, folder.path());
    std::vector<std::tuple<std::int64_t, std::string, std::string>> orders;
    for (Refusal const& one : taken.refused)
        if (one.source == "orders.csv") orders.emplace_back(one.line, one.column, one.problem.code());
    EXPECT_EQ(orders, (decltype(orders){{3, "Customer", "orders.customer_unknown"},
                                        {4, "Booked on", "documents.value.date"},
                                        {5, "seller", "orders.person_unknown"},
                                        {6, "net amount", "documents.value.money"},
                                        {7, "currency", "currency.unknown"},
                                        {8, "Booked on", "exchange.value_missing"}}));
    EXPECT_EQ(count(*db, "orders"), 1);
    std::vector<std::string> quotas;
    for (Refusal const& one : taken.refused)
        if (one.source == "quotas.csv") quotas.push_back(one.problem.code());
    EXPECT_EQ(quotas.size(), 2U);  // 1999 is a fiscal year
}

TEST_P(Importer, RefusesRingsAndOverlaps) {
    db::TestDatabase db(GetParam(), migrations());
    Folder folder;
    folder.file("people.csv", "person_id,name,title\n1,Ann,A\n2,Bob,B\n")
        .file("reporting.csv", "person_id,manager_id\n2,1\n1,2\n")
        .file("territories.csv", "territory_id,name\nT,North\n")
        .file("territory_assignments.csv",
              "territory_id,person_id,valid_from,valid_to\nT,1,2026-01-01,2026-06-30\nT,2,2026-06-30,\n");
    Taken const taken = take(*db, folder.path());
    ASSERT_EQ(taken.refused.size(), 2U);
    EXPECT_EQ(taken.refused[0].problem.code(), "structure.cycle");
    EXPECT_EQ(taken.refused[1].problem.code(), "territories.overlap");
}

TEST_P(Importer, FollowsThePolicyForDuplicates) {
    db::TestDatabase db(GetParam(), migrations());
    Folder folder;
    folder.file("customers.csv", "customer_id,name\nC1,Acme\n");
    take(*db, folder.path());
    folder.file("customers.csv", "customer_id,name\nC1,Other\nC2,New\n");
    ImportOptions options;
    options.on_duplicate = OnDuplicate::refuse;
    options.dry_run = true;
    Taken const refused = take(*db, folder.path(), options);
    ASSERT_EQ(refused.refused.size(), 1U);
    EXPECT_EQ(refused.refused[0].problem.code(), "exchange.already_there");
    options.on_duplicate = OnDuplicate::skip;
    options.dry_run = false;
    EXPECT_EQ(take(*db, folder.path(), options).sum(&FileReport::skipped), 1);
    EXPECT_EQ(db->read([](db::Session& s) {
        return s.value<std::string>("select name from customers where external_id = 'C1'");
    }),
              "Acme");
}

TEST_P(Importer, StopsWhenTheProgressSaysSo) {
    db::TestDatabase db(GetParam(), migrations());
    Folder folder;
    write_company(folder);
    ImportOptions options;
    options.progress = [](ImportProgress const& progress) {
        if (progress.source == "order_lines.csv") throw std::runtime_error("cancelled");
    };
    EXPECT_THROW(take(*db, folder.path(), options), std::runtime_error);
    EXPECT_EQ(count(*db, "people"), 0);
    EXPECT_EQ(count(*db, "imports"), 0);
}

// Files that are no tables, or not whole: nothing of the company is taken.
TEST(ImporterOfBadFiles, SaysWhatIsWrongAndTakesNothing) {
    db::TestDatabase db(db::Dialect::sqlite, migrations());
    struct Case {
        std::string name, text, code;
    };
    for (auto const& [name, text, code] : std::vector<Case>{
             {"notes.csv", "hello\nworld\n", "exchange.nothing_recognised"},
             {"orders.csv", "colour,size\nred,7\n", "exchange.column_missing"},
             {"orders.csv", "", "documents.empty"},
             {"orders.csv",
              std::string("\x7f"
                          "ELF\x02\x01\x01\0\0\0\0",
                          11),
              "documents.not_a_table"},
             {"orders.csv", "order_id,customer,booked_on\nO1,C1,\"2026-02-03\nO2,C1",
              "documents.unterminated_quote"},
             {"orders.xlsx", std::string("PK\x03\x04 cut off"), "documents.workbook_truncated"},
         }) {
        Folder folder;
        folder.file("people.csv", "person_id,name\n1,Ann\n").file(name, text);
        std::string const found = code_of([&] { take(*db, folder.path() / name); });
        EXPECT_EQ(found, code) << name << " " << text.substr(0, 20);
        EXPECT_EQ(count(*db, "people"), 0);
    }
    EXPECT_EQ(code_of([&] { take(*db, "/nowhere/at/all.csv"); }), "documents.unreadable");
}

// Two gigabytes without a line end are refused long before they are read.
TEST(ImporterOfBadFiles, RefusesTwoGigabytesOfNothing) {
    db::TestDatabase db(db::Dialect::sqlite, migrations());
    Folder folder;
    folder.file("orders.csv", "order_id,customer,booked_on\n");
    std::filesystem::resize_file(folder.path() / "orders.csv", std::uint64_t{2} << 30);
    EXPECT_NE(code_of([&] { take(*db, folder.path()); }), "");
    EXPECT_EQ(count(*db, "imports"), 0);
}

std::string many_customers(int rows) {
    std::string text = "customer_id,name\n";
    for (int i = 0; i < rows; ++i) text += std::to_string(i) + ",Customer " + std::to_string(i) + "\n";
    return text;
}

// Runs the work in a process of its own and returns how that ended.
int status_of_child(std::function<void()> const& work) {
    pid_t const child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

TEST(ImporterUnderDuress, AKilledImportLeavesNothing) {
    Folder folder;
    folder.file("customers.csv", many_customers(40'000));
    db::Address const address{db::Dialect::sqlite, (folder.path() / "company.db").string()};
    {
        db::Database database(address);
        database.write([](db::Transaction& t) { db::migrate(t, migrations(), now); });
    }
    int const status = status_of_child([&] {
        db::Database database(address);
        ImportOptions options;
        options.progress = [](ImportProgress const& progress) {
            if (progress.rows >= 30'000) ::kill(::getpid(), SIGKILL);
        };
        take(database, folder.path(), options);
    });
    EXPECT_TRUE(WIFSIGNALED(status));
    db::Database database(address);
    EXPECT_EQ(count(database, "customers"), 0);
    EXPECT_EQ(count(database, "changes"), 0);
    EXPECT_EQ(take(database, folder.path()).sum(&FileReport::inserted), 40'000);
}

TEST(ImporterUnderDuress, AFullDiskLeavesNothing) {
    Folder folder;
    folder.file("customers.csv", many_customers(40'000));
    db::Address const address{db::Dialect::sqlite, (folder.path() / "company.db").string()};
    {
        db::Database database(address);
        database.write([](db::Transaction& t) { db::migrate(t, migrations(), now); });
    }
    int const status = status_of_child([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit const limit{2 << 20, 2 << 20};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        db::Database database(address);
        std::string const code = code_of([&] { take(database, folder.path()); });
        ::_exit(code.starts_with("db.") ? 3 : 4);
    });
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 3) << status;
    db::Database database(address);
    EXPECT_EQ(count(database, "customers"), 0);
}

TEST(Mappings, AreAllReadAndKnowTheirColumns) {
    std::vector<std::string> names;
    for (Mapping const& mapping : built_in_mappings()) names.push_back(mapping.name);
    EXPECT_EQ(names, (std::vector<std::string>{"canonical", "adventureworks", "hubspot", "odoo", "pipedrive",
                                               "salesforce"}));
}

TEST(Mappings, TakeTheWonDealsOfOtherSystems) {
    db::TestDatabase db(db::Dialect::sqlite, migrations());
    Folder folder;
    folder.file("Account.csv", "\xEF\xBB\xBF\"Id\",\"Name\",\"BillingCity\"\n\"001\",\"Acme\",\"Rome\"\n")
        .file("User.csv", "Id,Name,Title,ManagerId\n005,Ann Smith,Seller,\n006,Bob Stone,Seller,005\n")
        .file("Opportunity.csv",
              "ID,NAME,ACCOUNTID,CLOSEDATE,AMOUNT,STAGENAME,OWNERID,ISWON\n"
              "1,Chairs,001,2026-02-03,100.5,Closed "
              "Won,005,true\n2,Tables,001,2026-02-03,7,Prospecting,005,false\n");
    Taken const taken = take(*db, folder.path());
    EXPECT_EQ(taken.report.mapping, "salesforce");
    EXPECT_TRUE(taken.refused.empty());
    EXPECT_EQ(count(*db, "orders"), 1);
    EXPECT_EQ(taken.sum(&FileReport::left_out), 2);
    EXPECT_EQ(count(*db, "reporting_lines"), 1);
}

TEST(Mappings, RefuseWhatTheyDoNotKnow) {
    EXPECT_EQ(code_of([] {
                  parse_mapping(
                      R"({"name":"x","title":"",
        "files":[{"from":["a"],"to":"orders","columns":{"colour":["c"]}}]})");
              }),
              "exchange.mapping_column");
    EXPECT_EQ(code_of([] {
                  parse_mapping(
                      R"({"name":"x","title":"",
        "files":[{"from":["a"],"to":"orders","derive":{"note":"f("}}]})");
              }),
              "exchange.expression");
}

}  // namespace
}  // namespace colonnade::exchange
