#include <set>

#include "insight/test_company.hpp"

namespace colonnade::insight {
namespace {

namespace json = boost::json;

COLONNADE_STORE_SUITE(Explain);

std::int64_t units(json::value const& figure) {
    return parse_decimal(figure.at("value").as_string(), 10).value();
}
std::string text(json::value const& value) { return std::string(value.as_string()); }

// Walks every figure that can be reached, and holds each to what it is made of.
class Walk {
public:
    Walk(Company& company, Caller const& caller) : company_(company), caller_(caller) {}

    void follow(std::string const& address) {
        if (!seen_.insert(address).second) return;
        json::value const explanation = company_.get(caller_, address);
        ASSERT_TRUE(explanation.is_object()) << address;
        std::string const formula = text(explanation.at("formula").at("key"));
        bool const adds_up = formula.find("actual") != formula.npos ||
                             formula.find("quota_tree") != formula.npos ||
                             formula.find("order") != formula.npos || formula.find("part") != formula.npos;
        check_terms(explanation, adds_up, address);
        check_rows(explanation, formula, address);
    }
    std::size_t count() const { return seen_.size(); }
    std::size_t orders() const {
        return std::ranges::count_if(seen_,
                                     [](auto const& one) { return one.find("figure=order") != one.npos; });
    }

private:
    void check_terms(json::value const& explanation, bool adds_up, std::string const& address) {
        std::int64_t sum = 0;
        auto const& terms = explanation.at("terms").as_array();
        for (json::value const& term : terms) {
            json::value const& figure = term.at("value");
            sum += units(figure);
            json::value const* explain = figure.as_object().if_contains("explain");
            if (!explain) continue;
            follow(text(*explain));
            EXPECT_EQ(units(company_.get(caller_, text(*explain)).at("value")), units(figure))
                << text(*explain);
        }
        if (adds_up && !terms.empty()) { EXPECT_EQ(sum, units(explanation.at("value"))) << address; }
    }

    void check_rows(json::value const& first, std::string const& formula, std::string const& address) {
        if (!first.as_object().contains("source")) return;
        std::int64_t sum = 0;
        std::string page = address;
        for (;;) {
            json::value const source = company_.get(caller_, page).at("source");
            std::size_t counts = 0;
            auto const& columns = source.at("columns").as_array();
            while (text(columns[counts].at("key")) != "counts") ++counts;
            for (json::value const& row : source.at("rows").as_array()) {
                json::value const& cell = row.at("cells").as_array()[counts];
                sum += parse_decimal(cell.at("value").as_string(), 10).value();
                if (auto const* explain = cell.as_object().if_contains("explain")) follow(text(*explain));
            }
            if (!source.as_object().contains("next")) break;
            page = address + "&cursor=" + text(source.at("next"));
        }
        // A territory's rows are those of its own ground; its terms hold the rest.
        bool const is_whole = formula.find("actual_territory") == formula.npos;
        std::int64_t const value = is_whole ? units(first.at("value"))
                                            : units(first.at("terms").as_array()[0].at("value"));
        EXPECT_EQ(sum, value) << address;
    }

    Company& company_;
    Caller caller_;
    std::set<std::string> seen_;
};

TEST_P(Explain, every_figure_adds_up_down_to_the_order_line) {
    Company company(GetParam());
    Walk walk(company, company.caller(Role::operations));
    for (std::string const measure : {"revenue", "margin", "units"}) {
        std::string const period = "&period=2026-Q2&measure=" + measure;
        walk.follow("/explanations?figure=actual&by=company&subject_id=0" + period);
        walk.follow("/explanations?figure=actual&by=team&subject_id=1" + period);
        for (char const* person : {"P1", "P2", "P3", "P4", "P5"})
            for (std::string const by : {"person", "manager"})
                walk.follow("/explanations?figure=actual&by=" + by +
                            "&subject_id=" + std::to_string(company.id("person", person)) + period);
    }
    for (std::string const figure : {"attainment", "quota", "expected", "projected", "gap"}) {
        std::string const address = "/explanations?figure=" + figure + "&period=2026-Q2&measure=revenue&by=";
        walk.follow(address + "company&subject_id=0");
        for (char const* person : {"P2", "P3", "P5"})
            walk.follow(address + "person&subject_id=" + std::to_string(company.id("person", person)));
        walk.follow(address + "manager&subject_id=" + std::to_string(company.id("person", "P1")));
        walk.follow(address + "territory&subject_id=" + std::to_string(company.id("territory", "T1")));
    }
    EXPECT_GT(walk.count(), 60u);
    EXPECT_GE(walk.orders(), 7u * 3);
}

TEST_P(Explain, a_managers_former_report_stays_open_for_the_days_below) {
    Company company(GetParam());
    Caller const mia = company.caller(Role::manager, "P1");
    Walk walk(company, mia);
    walk.follow("/explanations?figure=actual&by=manager&period=2026-Q2&subject_id=" +
                std::to_string(company.id("person", "P1")));
    std::string const tom = std::to_string(company.id("person", "P3"));
    EXPECT_TRUE(
        company
            .get(mia, "/explanations?figure=actual&by=person&period=2026-04-01..2026-05-31&subject_id=" + tom)
            .is_object());
    EXPECT_TRUE(
        company.get(mia, "/explanations?figure=actual&by=person&period=2026-Q2&subject_id=" + tom).is_null());
}

TEST_P(Explain, an_order_shows_its_lines_shares_and_difference) {
    Company company(GetParam());
    json::value const order =
        company.get(company.caller(Role::operations),
                    "/explanations?figure=order&order_id=" + std::to_string(company.id("order", "101")));
    EXPECT_EQ(text(order.at("value").at("value")), "917.3092");  // 1000.01 × 0.9173, half to even
    EXPECT_EQ(text(order.at("formula").at("key")), "explain.formula.order_converted");
    EXPECT_EQ(order.at("terms").as_array().size(), 3u);
    auto const& rows = order.at("source").at("rows").as_array();
    ASSERT_EQ(rows.size(), 4u);  // three lines, and what they leave of the order
    EXPECT_EQ(text(rows[3].at("cells").as_array()[5].at("value")), "0.01");
}

// What each may open: own, a report's, a peer's, another branch's figure, the company's.
TEST_P(Explain, each_role_opens_what_it_sees) {
    Company company(GetParam());
    struct Case {
        Role role;
        char const* person;
        std::string opens;  // of P1 … P5, and the company: 'x' open, '-' not there
    };
    for (Case const& one : {Case{Role::seller, "P2", "-x----"},
                            {Role::manager, "P1", "xx----"},
                            {Role::manager, "P4", "--xxx-"},
                            {Role::operations, nullptr, "xxxxxx"},
                            {Role::finance, nullptr, "xxxxxx"}}) {
        Caller const caller = company.caller(one.role, one.person);
        std::string opened;
        for (char const* person : {"P1", "P2", "P3", "P4", "P5"}) {
            auto const subject = std::to_string(company.id("person", person));
            opened +=
                company.get(caller, "/explanations?figure=actual&by=person&subject_id=" + subject).is_object()
                    ? 'x'
                    : '-';
            EXPECT_EQ(
                company.get(caller, "/breakdowns?into=customer&of=person&subject_id=" + subject).is_object(),
                opened.back() == 'x');
        }
        opened += company.get(caller, "/explanations?figure=actual&by=company").is_object() ? 'x' : '-';
        EXPECT_EQ(opened, one.opens) << (one.person ? one.person : "nobody");
    }
    EXPECT_TRUE(company
                    .get(company.caller(Role::seller, "P2"),
                         "/explanations?figure=order&order_id=" + std::to_string(company.id("order", "104")))
                    .is_null());
}

TEST_P(Explain, a_breakdown_sums_to_the_whole) {
    Company company(GetParam());
    Caller const caller = company.caller(Role::operations);
    Walk walk(company, caller);
    for (std::string const measure : {"revenue", "margin", "units"})
        for (std::string const& of :
             {std::string("company&subject_id=0"),
              "person&subject_id=" + std::to_string(company.id("person", "P3")),
              "manager&subject_id=" + std::to_string(company.id("person", "P1")),
              "territory&subject_id=" + std::to_string(company.id("territory", "T1"))})
            for (std::string const into :
                 {"product", "product_category", "customer", "territory", "person", "month"}) {
                json::value const view = company.get(
                    caller, "/breakdowns?of=" + of + "&period=2026-Q2&measure=" + measure + "&into=" + into);
                std::int64_t sum = 0;
                for (json::value const& row : view.at("rows").as_array()) {
                    sum += units(row.at("figure"));
                    walk.follow(text(row.at("figure").at("explain")));
                }
                EXPECT_EQ(sum, units(view.at("whole"))) << of << " " << into << " " << measure;
            }
}

TEST_P(Explain, orders_are_not_counted_by_product) {
    Company company(GetParam());
    EXPECT_THROW(
        company.api.dispatch(wire::Request::of("GET", "/breakdowns?of=company&into=product&measure=orders"),
                             company.caller(Role::operations)),
        Problem);
}

}  // namespace
}  // namespace colonnade::insight
