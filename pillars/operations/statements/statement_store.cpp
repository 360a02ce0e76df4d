#include "pillars/operations/statements/statement_store.hpp"

#include <fmt/format.h>

#include <map>

#include "foundation/access/audit.hpp"
#include "foundation/access/secret.hpp"
#include "foundation/access/visibility.hpp"
#include "foundation/wire/codec.hpp"
#include "foundation/wire/values.hpp"

namespace colonnade::statements {
namespace {

constexpr std::string_view audit_kind = "pay_statements";

std::vector<Sealed> read_sealed(db::Session& session, std::string const& tail, db::Params const& params) {
    std::vector<Sealed> found;
    session.each<StatementId, PayPeriodId, PersonId, Currency, std::int64_t, std::string, std::string,
                 Instant>(
        "select t.statement_id, t.pay_period_id, t.person_id, t.currency, t.due, t.text, t.digest, "
        "t.sealed_at from pay_statements t join people s on s.person_id = t.person_id join pay_periods d on "
        "d.pay_period_id = t.pay_period_id where " +
            tail,
        params,
        [&](StatementId id, PayPeriodId period, PersonId person, Currency currency, std::int64_t due,
            std::string const& text, std::string const& digest, Instant at) {
            found.push_back({id, period, person, {due, currency}, text, digest, at});
        });
    return found;
}

// What the audit log keeps of a sealing: how many, and one digest over all of them.
std::string audit_text(std::vector<Sealed> const& sealed) {
    std::map<std::int64_t, std::string> by_id;
    for (Sealed const& one : sealed)
        by_id[one.id.value] = fmt::format("{};{};{}\n", one.id.value, one.person.value, one.digest);
    std::string bytes;
    for (auto const& [id, line] : by_id) bytes += line;
    return fmt::format(R"({{"statements":{},"digest":"{}"}})", sealed.size(), access::sha256_hex(bytes));
}

std::vector<StatementPeriod> read_statement_periods(db::Session& session, Caller const& caller,
                                                    std::string const& tail, db::Params const& params) {
    std::string states = "('approved', 'paid', 'closed')";
    if (caller.scope(Permission::pay_read) == Scope::all)
        states = "('calculated', 'reviewed', 'approved', 'paid', 'closed')";
    std::vector<StatementPeriod> periods;
    session.each<PayPeriodId, std::string, Date, std::optional<Date>, std::string>(
        "select pay_period_id, period_key, valid_from, valid_to, state from pay_periods where run_id is not "
        "null and state in " +
            states + tail,
        params,
        [&](PayPeriodId id, std::string const& key, Date from, std::optional<Date> to,
            std::string const& state) {
            periods.push_back({id, key, {from, to}, incentives::parse_word<incentives::PayState>(state)});
        });
    return periods;
}

}  // namespace

void seal(access::Write& write, PayPeriodId period, std::vector<Statement> statements) {
    if (write.exists("select 1 from pay_statements where pay_period_id = :id", {{"id", period}}))
        throw conflict("statements.sealed");
    if (statements.empty()) return;
    std::int64_t id = write.reserve_ids("pay_statements", static_cast<std::int64_t>(statements.size()));
    std::vector<Sealed> sealed;
    auto bulk = write.bulk("pay_statements", {"statement_id", "pay_period_id", "person_id", "currency", "due",
                                              "text", "digest", "sealed_at", "change_id"});
    for (Statement& statement : statements) {
        statement.is_preview = false;
        std::string const text = wire::to_json(statement);
        std::string const digest = access::sha256_hex(text);
        bulk.row({id, period, statement.person_id, statement.currency, statement.totals.due.units, text,
                  digest, write.now(), write.change_id()});
        sealed.push_back(
            {StatementId{id++}, period, statement.person_id, statement.totals.due, "", digest, write.now()});
    }
    bulk.finish();
    write.audit(audit_kind, period, "", audit_text(sealed));
}

Statement opened(Sealed const& sealed) {
    if (access::sha256_hex(sealed.text) != sealed.digest)
        throw Problem(ProblemKind::internal, "statements.tampered",
                      {{"number", std::to_string(sealed.id.value)}});
    return wire::from_json<Statement>(sealed.text);
}

std::optional<Sealed> find_sealed(db::Session& session, PayPeriodId period, PersonId person) {
    auto found = read_sealed(session, "t.pay_period_id = :period and t.person_id = :person",
                             {{"period", period}, {"person", person}});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Sealed get_sealed(db::Session& session, Caller const& caller, StatementId id) {
    auto found = read_sealed(session, "t.statement_id = :id", {{"id", id}});
    if (found.empty()) throw not_found();
    require_statement(session, caller, found.front().period, found.front().person);
    return std::move(found.front());
}

std::vector<Sealed> sealed_of_period(db::Session& session, PayPeriodId period) {
    return read_sealed(session, "t.pay_period_id = :id order by s.name_key, t.person_id", {{"id", period}});
}

std::vector<Sealed> sealed_of_person(db::Session& session, PersonId person) {
    return read_sealed(session, "t.person_id = :id order by d.valid_from, t.statement_id", {{"id", person}});
}

std::vector<StatementPeriod> statement_periods(db::Session& session, Caller const& caller) {
    return read_statement_periods(session, caller, " order by valid_from desc, pay_period_id desc", {});
}

StatementPeriod require_statement(db::Session& session, Caller const& caller, PayPeriodId period,
                                  PersonId person) {
    auto const found = read_statement_periods(session, caller, " and pay_period_id = :id", {{"id", period}});
    if (found.empty()) throw not_found();
    access::require_person_in_view(session, caller, Permission::pay_read, person, found.front().range.from);
    return found.front();
}

SealVerification verify_seals(db::Session& session) {
    SealVerification result;
    std::map<std::int64_t, std::vector<Sealed>> by_period;
    for (Sealed& one : read_sealed(session, "1 = 1 order by t.statement_id", {})) {
        ++result.statements;
        bool const is_whole = access::sha256_hex(one.text) == one.digest &&
                              wire::from_json<Statement>(one.text).totals.due == one.due;
        if (!is_whole) result.findings.push_back({SealFault::changed, one.period, one.id});
        one.text.clear();
        by_period[one.period.value].push_back(std::move(one));
    }
    access::AuditFilter filter;
    filter.subject_kind = std::string(audit_kind);
    std::map<std::int64_t, std::string> recorded;
    std::optional<std::int64_t> before;
    for (auto entries = access::list_audit(session, filter, before, 500); !entries.empty();
         entries = access::list_audit(session, filter, before, 500)) {
        for (access::AuditEntry const& entry : entries) recorded[entry.subject_id] = entry.after.value_or("");
        before = entries.back().id;
    }
    for (auto const& [period, sealed] : by_period)
        if (!recorded.contains(period))
            result.findings.push_back({SealFault::unrecorded, PayPeriodId{period}, {}});
    for (auto const& [period, text] : recorded)
        if (audit_text(by_period[period]) != text)
            result.findings.push_back({SealFault::replaced, PayPeriodId{period}, {}});
    return result;
}

}  // namespace colonnade::statements
