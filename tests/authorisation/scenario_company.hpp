// A small company that has one row of each kind in each place. Mia asks; Rob reports to her, Pia is her peer
// (both report to Dan), Otto reports to Eve in another branch. Mia is everything in turn: the same person in
// the same place with each role.
#pragma once
#include <boost/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>

#include "app/program.hpp"
#include "foundation/access/policy.hpp"
#include "foundation/access/session_store.hpp"
#include "foundation/db/test_database.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/incentives/pay_period_store.hpp"

namespace colonnade::authorisation {

enum class Whose { own, report, peer, other, missing };
inline constexpr std::array rows{Whose::own, Whose::report, Whose::peer, Whose::other};
inline constexpr std::string_view missing_id = "987654321";

class ScenarioCompany {
public:
    explicit ScenarioCompany(db::Dialect dialect)
        : place_(dialect),
          clock_(Instant::parse("2026-06-20T12:00:00.000Z")),
          program_(settings(), clock_, db::Durability::relaxed) {
        found();
        dan_ = hire("Dan Head", "");
        mia_ = hire("Mia Mine", dan_);
        std::string const eve = hire("Eve East", dan_);
        people_ = {{Whose::own, mia_},
                   {Whose::report, hire("Rob Report", mia_)},
                   {Whose::peer, hire("Pia Peer", dan_)},
                   {Whose::other, hire("Otto Other", eve)}};
        for (auto const& [whose, person] : people_) users_[whose] = make_user(person, "");
        make_user(dan_, R"("administrator")");
    }

    ~ScenarioCompany() { std::filesystem::remove_all(folder()); }

    Program& program() { return program_; }

    // Mia with that role; "nobody" and "norole" as the columns of the table mean them.
    Caller caller(std::string_view column) {
        Caller caller = program_.caller_of("");
        caller.roles = {};
        caller.user = UserId{column == "nobody" ? 0 : std::stoll(users_[Whose::own])};
        caller.scopes.fill(Scope::none);
        if (column == "nobody") return caller;
        caller.person = PersonId{std::stoll(mia_)};
        caller.session = SessionId{std::stoll(session(Whose::own))};
        caller.login = "user" + mia_;
        caller.confirmed_at = caller.now;
        if (column != "norole") caller.roles = {access::parse_role(column)};
        access::grant_by_roles(caller);
        return caller;
    }

    // Runs an operation as the program itself and gives its answer; what a scenario needs must succeed.
    boost::json::value make(std::string const& operation, std::vector<wire::Parameter> parameters,
                            std::string const& body) {
        try {
            wire::Request const request = program_.api().request_for(operation, std::move(parameters), body);
            auto const answer = program_.api().dispatch(request, program_.caller_of("")).body;
            return answer.empty() ? boost::json::value() : boost::json::parse(answer);
        } catch (Problem const& problem) {
            throw std::runtime_error(operation + " " + body + ": " + problem.what());
        }
    }

    // What {name} stands for in the table: for reading the same row again and again, for writing a new one.
    std::string value(std::string const& name, Whose whose, bool is_fresh) {
        if (name == "n") return std::to_string(++counter_);
        auto const maker = makers().find(name);
        if (maker == makers().end()) throw std::runtime_error("no maker of {" + name + "}");
        if (whose == Whose::missing && maker->second.by_row) return std::string(missing_id);
        std::string& kept = kept_[{name, maker->second.by_row ? whose : Whose::own}];
        if (kept.empty() || is_fresh) kept = (this->*maker->second.make)(whose);
        return kept;
    }

    // A little file of people, for operations that take one.
    wire::UploadedFile uploaded() {
        auto const file = folder() / (count() + ".csv");
        std::string const text = "person_id,name\nX1,Xenia\n";
        std::ofstream(file) << text;
        return {file, "text/csv", text.size()};
    }

    // Whether a {name} is another for each of own, report, peer and other.
    static bool is_by_row(std::string const& name) {
        auto const maker = makers().find(name);
        return maker != makers().end() && maker->second.by_row;
    }
    // The version of what was made last, for things that have no reading operation of their own.
    std::string const& last_version() const { return last_version_; }

private:
    using Make = std::string (ScenarioCompany::*)(Whose);
    struct Maker {
        Make make;
        bool by_row;
    };

    // One line for each {name} that the table may use.
    static std::map<std::string, Maker> const& makers() {
        using S = ScenarioCompany;
        static std::map<std::string, Maker> const all{
            {"person", {&S::person, true}},
            {"name", {&S::name, true}},
            {"user", {&S::user, true}},
            {"session", {&S::session, true}},
            {"token", {&S::token, true}},
            {"view", {&S::view, true}},
            {"job", {&S::job, true}},
            {"customer", {&S::customer, true}},
            {"title", {&S::title, true}},
            {"contact", {&S::contact, true}},
            {"order", {&S::order, true}},
            {"sold", {&S::sold, true}},
            {"line", {&S::line, true}},
            {"quota", {&S::quota, true}},
            {"kpi", {&S::kpi, true}},
            {"deputyship", {&S::deputyship, true}},
            {"position", {&S::position, true}},
            {"document", {&S::document, true}},
            {"vacancy", {&S::vacancy, false}},
            {"newcomer", {&S::newcomer, false}},
            {"account", {&S::account, false}},
            {"draft", {&S::draft, false}},
            {"holder", {&S::holder, false}},
            {"department", {&S::department, false}},
            {"team", {&S::team, false}},
            {"territory", {&S::territory, false}},
            {"category", {&S::category, false}},
            {"product", {&S::product, false}},
            {"import", {&S::import, false}},
            {"file", {&S::file, false}},
            {"stocked", {&S::stocked, false}},
            {"mapping", {&S::mapping, false}},
            {"period", {&S::period, false}},
            {"year", {&S::year, false}},
            {"agreement", {&S::agreement, true}},
            {"digest", {&S::digest, true}},
            {"sent", {&S::sent, true}},
            {"sentdigest", {&S::sent_digest, true}},
            {"wording", {&S::wording, false}},
            {"plan", {&S::plan, true}},
            {"assignment", {&S::assignment, true}},
            {"payperiod", {&S::pay_period, false}},
            {"counted", {&S::counted, false}},
            {"reviewed", {&S::reviewed, false}},
            {"exception", {&S::exception, false}},
            {"run", {&S::run, false}},
            {"payout", {&S::payout, true}},
            {"adjustment", {&S::adjustment, true}},
            {"dispute", {&S::dispute, true}},
            {"parameter", {&S::parameter, true}},
            {"told", {&S::told, true}},
            {"sealed", {&S::sealed, true}},
            {"archive", {&S::archive, true}},
        };
        return all;
    }

    Settings settings() const {
        Settings settings;
        settings.db = place_.address_text();
        std::filesystem::create_directories(folder());
        settings.uploads = folder().string();
        return settings;
    }
    template <class F> auto write(F&& work) {
        return access::write(program_.database(), program_.caller_of(""), "scenario", "",
                             std::forward<F>(work));
    }
    static std::filesystem::path folder() {
        return std::filesystem::temp_directory_path() / ("authorisation_" + std::to_string(::getpid()));
    }
    std::string count() { return std::to_string(++counter_); }

    // Makes something and gives the id that its answer has under that name.
    std::string id_of(char const* id, std::string const& operation, std::vector<wire::Parameter> parameters,
                      std::string const& body) {
        boost::json::object const made = make(operation, std::move(parameters), body).as_object();
        if (auto const* version = made.if_contains("version"))
            last_version_ = std::to_string(version->to_number<std::int64_t>());
        return std::to_string(made.at(id).to_number<std::int64_t>());
    }

    std::string hire(std::string const& name, std::string const& manager) {
        std::string const at = manager.empty() ? "" : ",\"manager_id\":" + manager;
        std::string const position = vacancy(Whose::own);
        std::string const person = id_of(
            "person_id", "hirePerson", {},
            R"({"name":")" + name + R"(","hired_on":"2024-01-01","position_id":)" + position + at + "}");
        names_[person] = name, positions_[person] = position;
        return person;
    }
    std::string make_user(std::string const& person, std::string const& roles) {
        return id_of("user_id", "createUser", {},
                     R"({"login":"user)" + count() + R"(","name":"Somebody","roles":[)" + roles +
                         R"(],"person_id":)" + person + "}");
    }

    void found() {
        write([](access::Write& w) { company::save_company(w, {}, {}, company::CurrencyChange::allowed); });
    }
    std::string person(Whose whose) { return people_.at(whose); }
    std::string name(Whose whose) {
        return whose == Whose::missing ? "Nobody There" : names_.at(people_.at(whose));
    }
    std::string user(Whose whose) { return users_.at(whose); }
    std::string position(Whose whose) { return positions_.at(people_.at(whose)); }
    std::string session(Whose whose) {
        UserId const user{std::stoll(users_.at(whose))};
        return std::to_string(write([&](access::Write& w) {
                                  return access::start_session(w, user, "::1", "browser");
                              }).id.value);
    }
    std::string token(Whose whose) {
        UserId const user{std::stoll(users_.at(whose))};
        Instant const end = Instant::parse("2026-12-01T00:00:00.000Z");
        return std::to_string(write([&](access::Write& w) {
                                  return access::create_token(w, user, "name", {}, end);
                              }).token.id.value);
    }
    // As that person's own account.
    Caller account_of(Whose whose) {
        Caller caller = program_.caller_of("");
        caller.user = UserId{std::stoll(users_.at(whose))};
        caller.person = PersonId{std::stoll(people_.at(whose))};
        return caller;
    }
    std::string view(Whose whose) {
        auto const request = program_.api().request_for(
            "createView", {},
            R"({"page":"orders","name":"View )" + count() + R"(","shared":"me","content":{}})");
        boost::json::object const made =
            boost::json::parse(program_.api().dispatch(request, account_of(whose)).body).as_object();
        last_version_ = std::to_string(made.at("version").to_number<std::int64_t>());
        return std::to_string(made.at("view_id").to_number<std::int64_t>());
    }
    std::string job(Whose whose) {
        return std::to_string(program_.jobs().add(account_of(whose), "forget_old_sessions", "{}").value);
    }
    std::string customer(Whose whose) {
        return id_of("customer_id", "createCustomer", {},
                     R"({"name":"Customer )" + count() + " of " + name(whose) +
                         R"(","kind":"company","owner_id":)" + person(whose) + "}");
    }
    // The name of what {customer} stands for.
    std::string title(Whose whose) {
        auto const seen = make("getCustomer", {{"customer_id", value("customer", whose, false)}}, "");
        return std::string(seen.at("name").as_string());
    }
    std::string contact(Whose whose) {
        return id_of("contact_id", "createContact", {{"customer_id", customer(whose)}},
                     R"({"name":"Contact )" + count() + "\"}");
    }
    std::string order(Whose whose) {
        std::string const body = R"({"kind":"order","number":"Order )" + count() + " of " + name(whose) +
                                 R"(","booked_on":"2026-05-05","currency":"EUR","customer_id":)" +
                                 value("customer", whose, false) + R"(,"sellers":[{"person_id":)" +
                                 person(whose) +
                                 R"(}],"lines":[{"quantity":"1","unit_price":"10","product_id":)" +
                                 value("product", whose, false) + "}]}";
        return id_of("order_id", "createOrder", {}, body);
    }
    // An order whose goods have arrived, and its line.
    std::string sold(Whose whose) {
        std::string const id = order(whose);
        wire::Request request = program_.api().request_for("recordDelivery", {{"order_id", id}},
                                                           R"({"delivered_on":"2026-05-06"})");
        request.if_match = "\"" + last_version_ + "\"";
        program_.api().dispatch(request, program_.caller_of(""));
        return id;
    }
    std::string line(Whose whose) {
        auto const seen = make("getOrder", {{"order_id", value("sold", whose, false)}}, "");
        return std::to_string(seen.at("lines").at(0).at("line_id").to_number<std::int64_t>());
    }
    std::string quota(Whose whose) {
        return id_of("quota_id", "setQuota", {},
                     R"({"subject_kind":"person","measure":"revenue","amount":"100","period":")" +
                         (kept_[{"quota", whose}].empty() ? "2026-Q2" : period(whose)) +
                         R"(","subject_id":)" + person(whose) + "}");
    }
    std::string kpi(Whose whose) {
        return id_of("kpi_value_id", "setKpiValue", {},
                     R"({"name":"csat )" + count() + R"(","value":"85%","valid_from":"2026-01-01",)" +
                         R"("person_id":)" + person(whose) + "}");
    }
    std::string deputyship(Whose whose) {
        return id_of("deputyship_id", "addDeputy", {},
                     R"({"from":"2026-01-01","deputy_id":)" + newcomer(whose) + R"(,"person_id":)" +
                         person(whose) + "}");
    }
    std::string document(Whose whose) {
        std::string const id = id_of(
            "document_id", "createDutyDocument", {},
            R"({"title":"Duties","body":"Sell.","position_id":)" + positions_.at(people_.at(whose)) + "}");
        wire::Request request = program_.api().request_for("publishDutyDocument", {{"document_id", id}}, "");
        request.if_match = "\"" + last_version_ + "\"";
        program_.api().dispatch(request, program_.caller_of(""));
        return id;
    }
    std::string draft(Whose) {
        return id_of("document_id", "createDutyDocument", {},
                     R"({"title":"Duties","body":"Sell.","position_id":)" + vacancy(Whose::own) + "}");
    }
    std::string vacancy(Whose) {
        return id_of(
            "position_id", "createPosition", {},
            R"({"title":"Seller )" + count() + R"(","kind":"salesperson","valid_from":"2020-01-01"})");
    }
    std::string newcomer(Whose) { return hire("Newcomer " + count(), dan_); }
    std::string account(Whose) { return make_user(newcomer(Whose::own), ""); }
    std::string holder(Whose) {
        return id_of("holder_id", "assignHolder", {{"position_id", vacancy(Whose::own)}},
                     R"({"from":"2026-01-01","person_id":)" + dan_ + "}");
    }
    std::string named(char const* id, std::string const& operation) {
        return id_of(id, operation, {}, R"({"name":"Thing )" + count() + "\"}");
    }
    std::string department(Whose) { return named("department_id", "createDepartment"); }
    std::string team(Whose) { return named("team_id", "createTeam"); }
    std::string territory(Whose) { return named("territory_id", "createTerritory"); }
    std::string category(Whose) { return named("category_id", "createProductCategory"); }
    std::string product(Whose) { return named("product_id", "createProduct"); }
    std::string import(Whose) { return id_of("import_id", "createImport", {}, "{}"); }
    // One with a file in it.
    std::string stocked(Whose) {
        std::string const import = value("import", Whose::own, true);
        file(Whose::own);
        return import;
    }
    // A file of the import that {import} stands for.
    std::string file(Whose) {
        wire::Request request = program_.api().request_for(
            "addImportFile", {{"import_id", value("import", Whose::own, false)}, {"file_name", "people.csv"}},
            "");
        request.upload = uploaded();
        auto const answer = boost::json::parse(program_.api().dispatch(request, program_.caller_of("")).body);
        return std::to_string(answer.at("file_id").to_number<std::int64_t>());
    }
    // Plans and pay: in scenario_pay.hpp.
    std::string wording(Whose), sent(Whose), sent_digest(Whose), agreement(Whose), digest(Whose), plan(Whose);
    std::string plan_of(std::string const&version), digest_of(std::string const&version);
    std::string assigned(std::string const&version, Whose whose), assignment(Whose);
    std::string pay_period(Whose), counted(Whose), reviewed(Whose), run(Whose), exception(Whose);
    std::string payout(Whose), adjustment(Whose), dispute(Whose), parameter(Whose);
    std::string told(Whose), sealed(Whose), archive(Whose);
    incentives::PayPeriod opened();
    incentives::PayPeriod moved(incentives::PayPeriod const& period, incentives::PayState to,
                                std::optional<incentives::RunId> run = {});
    incentives::PayPeriod counted_for(Whose whose, std::vector<incentives::RunException> exceptions);
    // One that nothing else uses.
    std::string year(Whose) { return std::to_string(++year_); }
    std::string period(Whose) {
        std::string const key = "season" + count(), when = year(Whose::own);
        make("setPeriod", {{"period_key", key}},
             R"({"range":{"from":")" + when + R"(-03-03","to":")" + when + R"(-05-05"}})");
        return key;
    }
    std::string mapping(Whose) {
        std::string const name = "mapping" + count();
        make("saveImportMapping", {{"mapping", name}},
             R"({"name":")" + name + R"(","title":"Mapping","files":[]})");
        return name;
    }

    struct Place : db::TestDatabase {
        using db::TestDatabase::TestDatabase;
        std::string address_text() const { return text_; }

    private:
        std::string text_ = (**this).address().text();
    };

    Place place_;
    SettableClock clock_;
    Program program_;
    std::string dan_, mia_, last_version_;
    std::map<Whose, std::string> people_, users_;
    std::map<std::string, std::string> names_, positions_;  // by person
    std::map<std::pair<std::string, Whose>, std::string> kept_;
    int counter_ = 0, year_ = 2100;
};

}  // namespace colonnade::authorisation
