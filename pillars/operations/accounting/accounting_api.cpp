#include "pillars/operations/accounting/accounting_api.hpp"

#include <fmt/format.h>

#include "foundation/access/secret.hpp"
#include "foundation/wire/text.hpp"
#include "pillars/operations/accounting/accounting_store.hpp"

namespace colonnade::accounting {
namespace {

using namespace wire;

constexpr int months_shown_most = 120;

struct AccountCode {
    BookAccount account = BookAccount::commission_expense;
    Text<40> code;
};
BOOST_DESCRIBE_STRUCT(AccountCode, (), (account, code))

struct BenefitRow {
    Text<60> order_type;
    int months = 0;
};
BOOST_DESCRIBE_STRUCT(BenefitRow, (), (order_type, months))

struct AccountingPolicyView {
    std::vector<BenefitRow> benefits;
    int months_otherwise = 0;
    bool uses_expedient = true;
    std::vector<AccountCode> codes;
    std::vector<std::string> order_types;
    std::vector<std::string> other_currencies;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(AccountingPolicyView, (),
                      (benefits, months_otherwise, uses_expedient, codes, order_types, other_currencies,
                       version))

struct SetAccountingPolicy {
    std::vector<BenefitRow> benefits;
    int months_otherwise = 0;
    bool uses_expedient = true;
    std::vector<AccountCode> codes;
};
BOOST_DESCRIBE_STRUCT(SetAccountingPolicy, (), (benefits, months_otherwise, uses_expedient, codes))

struct RollForwardView {
    Date month;
    Money opening;
    Money additions;
    Money amortised;
    Money taken_back;
    Money closing;
};
BOOST_DESCRIBE_STRUCT(RollForwardView, (), (month, opening, additions, amortised, taken_back, closing))

struct FindRollForward {
    std::optional<Date> from;
    std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(FindRollForward, (), (from, to))

struct JournalEntryView {
    std::int64_t place = 0;
    Date on;
    std::string cause;
    std::string period;
    BookAccount account = BookAccount::commission_expense;
    std::string code;
    Money debit;
    Money credit;
};
BOOST_DESCRIBE_STRUCT(JournalEntryView, (), (place, on, cause, period, account, code, debit, credit))

struct OfMonth {
    Date month;  // any day of it
};
BOOST_DESCRIBE_STRUCT(OfMonth, (), (month))

struct JournalControlView {
    std::int64_t rows = 0;
    Money debit;
    Money credit;
    std::string digest;
};
BOOST_DESCRIBE_STRUCT(JournalControlView, (), (rows, debit, credit, digest))

struct LastEntry {
    std::int64_t place = 0;
};
BOOST_DESCRIBE_STRUCT(LastEntry, (), (place))

AccountingPolicyView view_of(StoredPolicy const& stored, Facts const& facts) {
    AccountingPolicyView view;
    for (Benefit const& benefit : stored.policy.benefits)
        view.benefits.push_back({Text<60>(benefit.order_type), benefit.months});
    view.months_otherwise = stored.policy.months_otherwise;
    view.uses_expedient = stored.policy.uses_expedient;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<BookAccount>>([&](auto const& each) {
        view.codes.push_back({each.value, Text<40>(code_of(stored.policy, each.value))});
    });
    view.order_types = facts.order_types;
    view.other_currencies = facts.other_currencies;
    view.version = stored.version;
    return view;
}

Policy asked_policy(SetAccountingPolicy const& ask) {
    Policy policy;
    for (BenefitRow const& row : ask.benefits) policy.benefits.push_back({row.order_type, row.months});
    policy.months_otherwise = ask.months_otherwise;
    policy.uses_expedient = ask.uses_expedient;
    for (AccountCode const& row : ask.codes) policy.codes[incentives::word(row.account)] = row.code;
    return policy;
}

std::vector<RollForwardView> roll_forward_of(Facts const& facts, Policy const& policy,
                                             FindRollForward const& ask, Date today) {
    std::vector<RollForwardView> views;
    Date first = first_of_month(today), last = first;
    for (Cohort const& cohort : facts.cohorts) first = std::min(first, cohort.recognised);
    if (auto const end = last_month(facts.cohorts, policy)) last = std::max(last, *end);
    if (ask.from) first = first_of_month(*ask.from);
    if (ask.to) last = first_of_month(*ask.to);
    last = std::min(last, first.plus_months(months_shown_most - 1));
    if (last < first) throw invalid("accounting.months_reversed", {}, "to");
    auto const money = [&](std::int64_t units) { return Money{units, facts.currency}; };
    for (RollForward const& row : roll_forward(facts.cohorts, policy, first, last))
        views.push_back({row.month, money(row.opening), money(row.additions), money(row.amortised),
                         money(row.taken_back), money(row.closing)});
    return views;
}

// A month's entries, and their control.
struct Journal {
    std::vector<JournalEntry> entries;
    Control control;
    Currency currency;
    std::string digest;
};

Journal journal_of(db::Session& session, Sources const& sources, Date day) {
    Facts const facts = sources.facts(session);
    Policy const policy = read_policy(session).policy;
    Date const month = first_of_month(day);
    Journal found;
    found.currency = facts.currency;
    found.entries = journal(facts.sums, roll_forward(facts.cohorts, policy, month, month).front(), policy);
    found.control = control_of(found.entries);
    std::string bytes;
    for (JournalEntry const& entry : found.entries)
        bytes += fmt::format("{};{};{};{};{};{}\n", entry.on.text(), entry.cause, entry.period, entry.code,
                             decimal_text(entry.debit, Money::places, 2),
                             decimal_text(entry.credit, Money::places, 2));
    found.digest = access::sha256_hex(bytes);
    return found;
}

Page<JournalEntryView> page_of(Journal const& journal, Paging const& paging) {
    auto const first = paging.after<LastEntry>().value_or(LastEntry{}).place;
    auto const end = static_cast<std::int64_t>(journal.entries.size());
    Page<JournalEntryView> page;
    for (std::int64_t i = first; i < end && i < first + paging.limit; ++i) {
        JournalEntry const& entry = journal.entries[static_cast<std::size_t>(i)];
        page.items.push_back({i + 1,
                              entry.on,
                              entry.cause,
                              entry.period,
                              entry.account,
                              entry.code,
                              {entry.debit, journal.currency},
                              {entry.credit, journal.currency}});
    }
    page.total = end;
    LastEntry const last{first + paging.limit};
    if (last.place < end) page.next = encode_cursor(type_of<LastEntry>(), &last);
    return page;
}

}  // namespace

void mount_accounting(wire::Api& api, db::Database& database, Sources sources) {
    api.get(
        "/accounting/policy", "getAccountingPolicy",
        "Show how commission is carried: benefit periods by order type, expedient, account codes",
        Permission::pay_approve, [&database, sources](Caller const&) -> AccountingPolicyView {
            return database.read([&](db::Session& s) { return view_of(read_policy(s), sources.facts(s)); });
        });
    api.put("/accounting/policy", "setAccountingPolicy", "Set how commission is carried",
            Permission::pay_approve,
            [&database, sources](Caller const& caller, Body<SetAccountingPolicy> const& ask,
                                 IfMatch const& seen) -> AccountingPolicyView {
                return access::write(database, caller, "setAccountingPolicy", "", [&](access::Write& w) {
                    StoredPolicy const saved = save_policy(w, asked_policy(ask), seen.version);
                    return view_of(saved, sources.facts(w));
                });
            });
    api.get("/accounting/roll-forward", "getCommissionRollForward",
            "Show the asset month by month: opening, additions, amortised, taken back, closing",
            Permission::pay_approve,
            [&database, sources](Caller const& caller,
                                 Query<FindRollForward> const& find) -> std::vector<RollForwardView> {
                return database.read([&](db::Session& s) {
                    return roll_forward_of(sources.facts(s), read_policy(s).policy, find, caller.today);
                });
            });
    api.get("/accounting/entries", "listJournalEntries",
            "List a month's entries: accruals, payments, capitalisation, amortisation; as CSV or XLSX",
            Permission::pay_approve,
            [&database, sources](Caller const&, Query<OfMonth> const& find,
                                 Paging const& paging) -> Page<JournalEntryView> {
                return page_of(
                    database.read([&](db::Session& s) { return journal_of(s, sources, find.month); }),
                    paging);
            });
    api.get("/accounting/entries-control", "getJournalControl",
            "Row count, debits, credits and digest of a month's entries", Permission::pay_approve,
            [&database, sources](Caller const&, Query<OfMonth> const& find) -> JournalControlView {
                Journal const found =
                    database.read([&](db::Session& s) { return journal_of(s, sources, find.month); });
                return {found.control.rows,
                        {found.control.debit, found.currency},
                        {found.control.credit, found.currency},
                        found.digest};
            });
}

}  // namespace colonnade::accounting
