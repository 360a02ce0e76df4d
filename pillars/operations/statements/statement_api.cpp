#include "pillars/operations/statements/statement_api.hpp"

#include <set>

#include "foundation/access/visibility.hpp"
#include "foundation/documents/zip_writer.hpp"
#include "foundation/work/work_api.hpp"

namespace colonnade::statements {
namespace {

using namespace wire;
using incentives::PayState;

constexpr std::string_view archive_job = "statement_archive";

struct StatementRowView {
    PersonId person_id;
    std::string person;
    PayPeriodId pay_period_id;
    std::string period;
    Date period_from;
    std::optional<Date> period_to;
    std::string state;
    bool is_preview = true;
    Money earned;
    Money due;
    std::optional<StatementId> statement_id;
    std::string digest;
    std::optional<Instant> sealed_at;
};
BOOST_DESCRIBE_STRUCT(StatementRowView, (),
                      (person_id, person, pay_period_id, period, period_from, period_to, state, is_preview,
                       earned, due, statement_id, digest, sealed_at))

struct StatementView {
    Statement statement;
    std::optional<StatementId> statement_id;
    std::string digest;
    std::optional<Instant> sealed_at;
    std::string language;  // the payee's
};
BOOST_DESCRIBE_STRUCT(StatementView, (), (statement, statement_id, digest, sealed_at, language))

struct StatementsOfPath {
    PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(StatementsOfPath, (), (person_id))
struct StatementPath {
    PersonId person_id;
    PayPeriodId pay_period_id;
};
BOOST_DESCRIBE_STRUCT(StatementPath, (), (person_id, pay_period_id))
struct SealedPath {
    StatementId statement_id;
};
BOOST_DESCRIBE_STRUCT(SealedPath, (), (statement_id))
struct StatementPeriodPath {
    PayPeriodId pay_period_id;
};
BOOST_DESCRIBE_STRUCT(StatementPeriodPath, (), (pay_period_id))
struct ArchivePath {
    JobId job_id;
};
BOOST_DESCRIBE_STRUCT(ArchivePath, (), (job_id))

enum class PageLanguage { en, it, pl, fa, cs, es };
BOOST_DESCRIBE_ENUM(PageLanguage, en, it, pl, fa, cs, es)
struct StatementLanguage {
    std::optional<PageLanguage> language;
};
BOOST_DESCRIBE_STRUCT(StatementLanguage, (), (language))

struct ArchivePayload {
    PayPeriodId pay_period_id;
};
BOOST_DESCRIBE_STRUCT(ArchivePayload, (), (pay_period_id))
struct ArchiveResult {
    std::int64_t statements = 0;
    std::string file;
};
BOOST_DESCRIBE_STRUCT(ArchiveResult, (), (statements, file))

struct SealFindingView {
    SealFault fault = SealFault::changed;
    PayPeriodId pay_period_id;
    std::optional<StatementId> statement_id;
};
BOOST_DESCRIBE_STRUCT(SealFindingView, (), (fault, pay_period_id, statement_id))
struct SealVerificationView {
    bool is_sound = true;
    std::int64_t statements = 0;
    std::vector<SealFindingView> findings;
};
BOOST_DESCRIBE_STRUCT(SealVerificationView, (), (is_sound, statements, findings))

Told told(Sealed const& sealed) { return {opened(sealed), {sealed.id, sealed.digest, sealed.at}}; }
Told told(Statement statement) { return {std::move(statement), {{}, "", {}}}; }

StatementRowView row_of(Told const& one) {
    Statement const& s = one.statement;
    StatementRowView row{
        s.person_id, s.person,     s.pay_period_id, s.period,     s.period_from,   s.period_to,
        s.state,     s.is_preview, s.totals.earned, s.totals.due, one.seal.number, one.seal.digest,
        {}};
    if (one.seal.number) row.sealed_at = one.seal.at;
    return row;
}

StatementView view_of(Told one, std::string language) {
    StatementView view{std::move(one.statement), one.seal.number, one.seal.digest, {}, std::move(language)};
    if (one.seal.number) view.sealed_at = one.seal.at;
    return view;
}

// Once for each person that is not the caller (rule 8).
void note_look(db::Database& database, Caller const& caller, PersonId person) {
    if (caller.person == person || caller.is_nobody()) return;
    access::write(database, caller, "lookAtPay", "",
                  [&](access::Write& w) { w.audit("pay", person, "", R"({"looked":true})"); });
}

void require_all(Caller const& caller) {
    if (caller.scope(Permission::pay_read) != Scope::all) throw not_found();
}

void require_calculated(db::Session& session, Caller const& caller, PayPeriodId id) {
    require_all(caller);
    auto const periods = statement_periods(session, caller);
    if (std::ranges::none_of(periods, [&](StatementPeriod const& one) { return one.id == id; }))
        throw not_found();
}

// All of a period, sealed or as they stand.
std::vector<Told> of_period(db::Session& session, Caller const& caller, Sources const& sources,
                            PayPeriodId id) {
    require_calculated(session, caller, id);
    std::vector<Told> all;
    for (Sealed const& sealed : sealed_of_period(session, id)) all.push_back(told(sealed));
    if (!all.empty()) return all;
    for (Statement& statement : sources.build(session, id, {})) all.push_back(told(std::move(statement)));
    return all;
}

// Newest period first.
std::vector<StatementRowView> of_person(db::Session& session, Caller const& caller, Sources const& sources,
                                        PersonId person) {
    access::require_person_in_view(session, caller, Permission::pay_read, person, caller.today);
    std::vector<StatementRowView> rows;
    for (StatementPeriod const& period : statement_periods(session, caller)) {
        if (auto const sealed = find_sealed(session, period.id, person)) {
            rows.push_back(row_of(told(*sealed)));
            continue;
        }
        for (Statement& statement : sources.build(session, period.id, person))
            rows.push_back(row_of(told(std::move(statement))));
    }
    return rows;
}

std::string file_name(Statement const& statement, std::string const& language) {
    std::string const number = statement.personnel_number.empty() ? std::to_string(statement.person_id.value)
                                                                  : statement.personnel_number;
    return statement.period + "-" + number + "-" + language + ".pdf";
}

std::filesystem::path archive_file(Sources const& sources, JobId job) {
    return sources.folder / ("statements-" + std::to_string(job.value) + ".zip");
}

std::string archive(db::Database& database, Sources const& sources, work::JobContext& job) {
    Caller const caller = job.caller();
    auto const wanted = from_json<ArchivePayload>(job.job().payload);
    ArchiveResult result;
    result.file = archive_file(sources, job.job().id).filename().string();
    documents::ZipWriter zip(archive_file(sources, job.job().id));
    database.read([&](db::Session& session) {
        auto const all = of_period(session, caller, sources, wanted.pay_period_id);
        for (Told const& one : all) {
            job.progress({result.statements, static_cast<std::int64_t>(all.size()), "", {}});
            std::string const language = sources.language(session, one.statement.person_id);
            zip.add(file_name(one.statement, language),
                    statement_pdf(one.statement, one.seal, language, sources.translate),
                    one.seal.number ? one.seal.at : caller.now);
            ++result.statements;
        }
    });
    zip.finish();
    return to_json(result);
}

Download archive_download(db::Database& database, Caller const& caller, Sources const& sources, JobId id) {
    require_all(caller);
    work::Job const job =
        database.read([&](db::Session& s) { return work::get_job(s, caller, Permission::job_read, id); });
    std::filesystem::path const file = archive_file(sources, id);
    if (job.kind != archive_job || !std::filesystem::exists(file)) throw not_found();
    return {{}, FileBody{file, nullptr}, file.filename().string(), "application/zip"};
}

void mount_reading(Api& api, db::Database& database, Sources const& sources) {
    api.get("/people/{person_id}/statements", "listStatements",
            "List a person's pay statements, the newest period first", Permission::pay_read,
            [&database, sources](Caller const& caller,
                                 Path<StatementsOfPath> const& at) -> std::vector<StatementRowView> {
                auto rows = database.read(
                    [&](db::Session& s) { return of_person(s, caller, sources, at.person_id); });
                note_look(database, caller, at.person_id);
                return rows;
            });
    api.get("/people/{person_id}/statements/{pay_period_id}", "getStatement",
            "Show a person's statement of a period: sealed, or a preview while the period is not closed",
            Permission::pay_read,
            [&database, sources](Caller const& caller, Path<StatementPath> const& at) -> StatementView {
                StatementView view = database.read([&](db::Session& s) {
                    return view_of(tell(s, caller, sources, at.pay_period_id, at.person_id),
                                   sources.language(s, at.person_id));
                });
                note_look(database, caller, at.person_id);
                return view;
            });
    api.get("/people/{person_id}/statements/{pay_period_id}/pdf", "downloadStatement",
            "The statement as PDF, in the payee's language or another", Permission::pay_read,
            [&database, sources](Caller const& caller, Path<StatementPath> const& at,
                                 Query<StatementLanguage> const& ask) -> Download {
                Download file = database.read([&](db::Session& s) {
                    Told const one = tell(s, caller, sources, at.pay_period_id, at.person_id);
                    std::string const language = ask.language ? incentives::word(*ask.language)
                                                              : sources.language(s, at.person_id);
                    return Download{told_pdf(s, sources, one, language),
                                    {},
                                    file_name(one.statement, language),
                                    "application/pdf"};
                });
                note_look(database, caller, at.person_id);
                return file;
            });
    api.get("/statements/{statement_id}", "getSealedStatement",
            "Show a sealed statement by the number that is printed on it", Permission::pay_read,
            [&database, sources](Caller const& caller, Path<SealedPath> const& at) -> StatementView {
                StatementView view = database.read([&](db::Session& s) {
                    Sealed const sealed = get_sealed(s, caller, at.statement_id);
                    return view_of(told(sealed), sources.language(s, sealed.person));
                });
                note_look(database, caller, view.statement.person_id);
                return view;
            });
}

void mount_periods(Api& api, db::Database& database, work::JobRunner& jobs, Sources const& sources) {
    api.get("/pay-periods/{pay_period_id}/statements", "listPeriodStatements",
            "List everybody's statement of a period", Permission::pay_read,
            [&database, sources](Caller const& caller,
                                 Path<StatementPeriodPath> const& at) -> std::vector<StatementRowView> {
                return database.read([&](db::Session& s) {
                    std::vector<StatementRowView> rows;
                    for (Told const& one : of_period(s, caller, sources, at.pay_period_id))
                        rows.push_back(row_of(one));
                    return rows;
                });
            });
    api.post(
        "/pay-periods/{pay_period_id}/statement-archive", "archiveStatements",
        "Make the PDFs of everybody's statement of a period, each in its payee's language, as one archive",
        Permission::pay_read,
        [&database, &jobs, sources](Caller const& caller,
                                    Path<StatementPeriodPath> const& at) -> Accepted<work::JobView> {
            JobId const id = access::write(database, caller, "archiveStatements", "", [&](access::Write& w) {
                require_calculated(w, caller, at.pay_period_id);
                w.audit("pay_period", at.pay_period_id, "", R"({"statements":"archive"})");
                return work::enqueue(w, archive_job, to_json(ArchivePayload{at.pay_period_id}));
            });
            jobs.wake();
            return {work::job_view(jobs.find(caller, id)), "/jobs/" + std::to_string(id.value)};
        });
    api.get("/statement-archives/{job_id}", "downloadStatementArchive",
            "The archive that a job has made of a period's statements; kept for a day", Permission::pay_read,
            [&database, sources](Caller const& caller, Path<ArchivePath> const& at) -> Download {
                return archive_download(database, caller, sources, at.job_id);
            });
    api.get("/statement-seals", "verifyStatements",
            "Prove that no sealed statement was changed, removed or replaced", Permission::audit_read,
            [&database]() -> SealVerificationView {
                SealVerification const found = database.read([](db::Session& s) { return verify_seals(s); });
                SealVerificationView view{found.findings.empty(), found.statements, {}};
                for (SealFinding const& one : found.findings)
                    view.findings.push_back({one.fault, one.period, one.statement});
                return view;
            });
}

}  // namespace

Told tell(db::Session& session, Caller const& caller, Sources const& sources, PayPeriodId period,
          PersonId person) {
    require_statement(session, caller, period, person);
    if (auto const sealed = find_sealed(session, period, person)) return told(*sealed);
    auto built = sources.build(session, period, person);
    if (built.empty()) throw not_found();
    return told(std::move(built.front()));
}

std::string told_pdf(db::Session& session, Sources const& sources, Told const& told,
                     std::string const& language) {
    return statement_pdf(told.statement, told.seal,
                         language.empty() ? sources.language(session, told.statement.person_id) : language,
                         sources.translate);
}

void forget_archives(std::filesystem::path const& folder, std::filesystem::file_time_type now) {
    std::error_code none;
    for (auto const& entry : std::filesystem::directory_iterator(folder, none)) {
        std::string const name = entry.path().filename().string();
        bool const is_archive = name.starts_with("statements-") && name.ends_with(".zip");
        if (is_archive && now - entry.last_write_time(none) > std::chrono::hours(24))
            std::filesystem::remove(entry.path(), none);
    }
}

void mount_statements(wire::Api& api, db::Database& database, work::JobRunner& jobs, Sources sources) {
    jobs.handle(std::string(archive_job),
                [&database, sources](work::JobContext& job) { return archive(database, sources, job); });
    mount_reading(api, database, sources);
    mount_periods(api, database, jobs, sources);
}

}  // namespace colonnade::statements
