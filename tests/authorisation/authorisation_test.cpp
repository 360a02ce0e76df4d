// Every operation × every role × own, report's, peer's and another branch's row, held against matrix.txt.
#include <gtest/gtest.h>

#include <set>

#include "tests/authorisation/matrix.hpp"
#include "tests/authorisation/scenario_pay.hpp"

namespace colonnade::authorisation {
namespace {

// The text with every {name} in it replaced by what `value` gives; `{` without letters behind it is JSON.
template <class Value> std::string replaced(std::string const& text, Value&& value) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && std::islower(static_cast<unsigned char>(text[end]))) ++end;
        if (text[at] == '{' && end > at + 1 && end < text.size() && text[end] == '}') {
            result += value(text.substr(at + 1, end - at - 1));
            at = end + 1;
        } else {
            result += text[at++];
        }
    }
    return result;
}

// Whether the row names something that is another for own, report, peer and other.
bool is_by_row(Expectation const& row) {
    bool found = false;
    auto const look = [&](std::string const& name) {
        found = found || ScenarioCompany::is_by_row(name);
        return std::string();
    };
    for (auto const& [name, text] : row.parameters) replaced(text, look);
    replaced(row.body, look);
    replaced(row.shows, look);
    return found;
}

// What came of one request: a letter of the table, and how it was refused.
struct Outcome {
    char letter;
    std::string refusal;
};

char letter_of(Problem const& problem) {
    switch (problem.kind()) {
        case ProblemKind::unauthenticated: return 'u';
        case ProblemKind::forbidden: return 'x';
        case ProblemKind::not_found: return '-';
        case ProblemKind::conflict:
        case ProblemKind::too_many:
        case ProblemKind::invalid: return 'r';
        default: return '!';
    }
}

class Walk {
public:
    explicit Walk(db::Dialect dialect) : company_(dialect) {}

    // One of each kind in each place, so that lists have something to show.
    void prepare() {
        for (Whose const whose : rows)
            for (char const* name : {"customer", "contact", "order", "quota", "job", "view", "deputyship",
                                     "document", "session", "token"})
                company_.value(name, whose, false);
    }

    Outcome ask(wire::Route const& route, Expectation const& row, std::string_view column, Whose whose) {
        wire::Request const request = request_of(route, row, whose);
        std::string const shown = filled(row.shows, whose, false);
        Caller const caller = company_.caller(column);
        try {
            wire::Reply const reply = company_.program().api().dispatch(request, caller);
            bool const shows = shown.empty() || reply.body.find(shown) != std::string::npos;
            return {shows ? '+' : '-', ""};
        } catch (Problem const& problem) {
            char const letter = letter_of(problem);
            if (letter == '!') ADD_FAILURE() << row.operation << " as " << column << ": " << problem.what();
            return {letter, problem.what()};
        }
    }

    // The whole of the answer, or how it was refused.
    std::string answer(wire::Route const& route, Expectation const& row, std::string_view column,
                       Whose whose) {
        try {
            return api().dispatch(request_of(route, row, whose), company_.caller(column)).body;
        } catch (Problem const& problem) { return problem.what(); }
    }

    wire::Api const& api() { return company_.program().api(); }

private:
    std::string filled(std::string const& text, Whose whose, bool is_fresh) {
        return replaced(text, [&](std::string const& name) { return company_.value(name, whose, is_fresh); });
    }

    wire::Request request_of(wire::Route const& route, Expectation const& row, Whose whose) {
        bool const is_fresh = route.is_write();
        std::vector<wire::Parameter> parameters;
        for (auto const& [name, text] : row.parameters)
            parameters.emplace_back(name, filled(text, whose, is_fresh));
        wire::Request request =
            api().request_for(row.operation, parameters, filled(row.body, whose, is_fresh));
        if (route.shape.if_match) request.if_match = version_of(request.path);
        if (route.shape.upload) request.upload = company_.uploaded();
        return request;
    }

    // What reads the thing at that path: an operation with the same path or with its beginning.
    wire::Route const* reader_of(std::string& path) {
        for (std::string const whole = path; !path.empty(); path.resize(path.rfind('/'))) {
            wire::Route const* const route = api().find("GET", path);
            if (route && (path == whole || !route->placeholders.empty())) return route;
        }
        return nullptr;
    }

    std::string version_of(std::string path) {
        if (!reader_of(path)) return "\"" + company_.last_version() + "\"";
        try {
            auto const request = wire::Request::of("GET", path);
            return std::string(api().dispatch(request, company_.program().caller_of("")).header("ETag"));
        } catch (Problem const&) { return "\"1\""; }
    }

    ScenarioCompany company_;
};

bool is_refusal(char letter) { return letter == '-' || letter == 'r'; }

// The letters of one cell. Beside them: what one may not see is refused as what is not there.
std::string walk_cell(Walk& walk, wire::Route const& route, Expectation const& row, std::string_view column) {
    if (!is_by_row(row)) return {walk.ask(route, row, column, Whose::own).letter};
    std::string letters;
    std::set<std::string> refusals;
    for (Whose const whose : rows) {
        Outcome const outcome = walk.ask(route, row, column, whose);
        letters += outcome.letter;
        if (is_refusal(outcome.letter) && !outcome.refusal.empty()) refusals.insert(outcome.refusal);
    }
    if (refusals.empty() || !is_refusal(letters.back()) || !row.open.empty()) return letters;
    refusals.insert(walk.ask(route, row, column, Whose::missing).refusal);
    EXPECT_EQ(refusals.size(), 1U) << row.operation << " tells " << column
                                   << " what is hidden from what is missing: "
                                   << ::testing::PrintToString(refusals);
    return letters;
}

void walk_row(Walk& walk, wire::Route const& route, Expectation const& row) {
    std::array<std::string, columns.size()> found;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        found[i] = walk_cell(walk, route, row, columns[i]);
        // One letter stands for four where the role decides alone.
        if (row.cells[i].size() == 1 && found[i] == std::string(found[i].size(), found[i].front()))
            found[i].resize(1);
    }
    EXPECT_EQ(line_of(row.operation, found), line_of(row.operation, row.cells))
        << "(first: what the program does; second: what matrix.txt says)";
}

class Authorisation : public ::testing::TestWithParam<db::Dialect> {};
INSTANTIATE_TEST_SUITE_P(On, Authorisation, ::testing::ValuesIn(db::TestDatabase::kinds()),
                         db::TestDatabase::kind_name);

TEST_P(Authorisation, every_operation_does_for_every_role_what_the_matrix_says) {
    auto const matrix = read_matrix(std::string(COLONNADE_SOURCE_DIR) + "/tests/authorisation/matrix.txt");
    Walk walk(GetParam());
    for (auto const& [operation, row] : matrix)
        EXPECT_NE(walk.api().operation(operation), nullptr) << operation << " is no operation any more";
    walk.prepare();
    for (bool const writes : {false, true}) {  // first what reads: writing moves the company
        for (wire::Route const* route : walk.api().routes()) {
            if (route->is_write() != writes) continue;
            auto const row = matrix.find(route->operation_id);
            if (row == matrix.end()) {
                ADD_FAILURE() << route->operation_id << " (" << route->method << ' ' << route->path
                              << ") has no row in tests/authorisation/matrix.txt";
                continue;
            }
            SCOPED_TRACE(route->method + ' ' + route->path);
            walk_row(walk, *route, row->second);
        }
    }
}

// Each a list with a filter on what may be out of view.
constexpr std::array filters{R"(listOrders seller_id={person})",
                             R"(listOrders customer_id={customer})",
                             R"(listOrders q={name})",
                             R"(listCustomers owner_id={person})",
                             R"(listCustomers q={name})",
                             R"(listQuotas subject_kind=person subject_id={person})",
                             R"(listAttainment by=person manager_id={person})",
                             R"(search q={title})"};

TEST_P(Authorisation, a_filter_on_what_is_hidden_answers_as_one_on_what_is_missing) {
    Walk walk(GetParam());
    walk.prepare();
    for (std::string const filter : filters) {
        Expectation row;
        std::istringstream words(filter);
        words >> row.operation;
        for (std::string word; words >> word;)
            row.parameters.emplace_back(word.substr(0, word.find('=')), word.substr(word.find('=') + 1));
        wire::Route const& route = *walk.api().operation(row.operation);
        for (std::string_view const column : {"seller", "manager"})
            EXPECT_EQ(walk.answer(route, row, column, Whose::other),
                      walk.answer(route, row, column, Whose::missing))
                << filter << " as " << column;
        EXPECT_NE(walk.answer(route, row, "operations", Whose::other),
                  walk.answer(route, row, "operations", Whose::missing))
            << filter << " finds nothing, so that it tells nothing";
    }
}

}  // namespace
}  // namespace colonnade::authorisation
