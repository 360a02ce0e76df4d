#include "pillars/operations/incentives/incentive.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace colonnade::incentives {
namespace {

constexpr int answer_days = 10;

void add_pair(std::vector<LedgerEntry>& into, Earning const& earning, Account from, Account to,
              Money amount) {
    if (amount.units == 0) return;
    into.push_back({earning.person, from, earning.component, earning.period_key, -amount});
    into.push_back({earning.person, to, earning.component, earning.period_key, amount});
}

auto key_of(Settled const& settled) {
    return std::tuple(settled.person.value, settled.component, settled.period_key,
                      settled.earned.currency.text());
}

}  // namespace

void check_hands(Hands const& hands) {
    if (hands.alone) return;
    bool const same = hands.author && hands.approver && *hands.author == *hands.approver;
    if (same) throw Problem(ProblemKind::forbidden, "incentives.own_work");
    auto const& paid = hands.beneficiaries;
    bool const benefits = hands.approver_person &&
                          std::find(paid.begin(), paid.end(), *hands.approver_person) != paid.end();
    if (benefits) throw Problem(ProblemKind::forbidden, "incentives.own_pay");
}

void check_version_step(VersionState from, VersionState to) {
    bool const edited = to == VersionState::draft && from != VersionState::approved;
    bool const submitted = from == VersionState::draft && to == VersionState::submitted;
    bool const decided = from == VersionState::submitted &&
                         (to == VersionState::approved || to == VersionState::rejected);
    if (!edited && !submitted && !decided)
        throw conflict("incentives.version_state", {{"from", word(from)}, {"to", word(to)}});
}

void check_period_step(PayState from, PayState to) {
    bool const forward = static_cast<int>(to) == static_cast<int>(from) + 1;
    bool const again = from == PayState::calculated && to == PayState::calculated;
    bool const reopened = to == PayState::open &&
                          (from == PayState::calculated || from == PayState::reviewed);
    if (!forward && !again && !reopened)
        throw conflict("incentives.period_step", {{"from", word(from)}, {"to", word(to)}});
}

void check_no_overlap(DateRange stretch, std::span<DateRange const> there) {
    for (DateRange const& other : there)
        if (stretch.overlaps(other))
            throw conflict("incentives.overlap",
                           {{"from", other.from.text()},
                            {"to", other.to ? other.to->plus_days(-1).text() : std::string("…")}});
}

void check_balanced(std::span<LedgerEntry const> entries) {
    std::map<Currency, std::int64_t> sums;
    for (LedgerEntry const& entry : entries)
        sums[entry.amount.currency] = add_checked(sums[entry.amount.currency], entry.amount.units);
    for (auto const& [currency, sum] : sums)
        if (sum != 0)
            throw Problem(ProblemKind::internal, "incentives.unbalanced",
                          {{"currency", currency.text()}, {"amount", decimal_text(sum, Money::places)}});
}

Money due_of(Earning const& earning) {
    return earning.earned - earning.held - earning.clawed_back + earning.drawn;
}

std::vector<LedgerEntry> earning_batch(std::span<Earning const> earnings) {
    std::vector<LedgerEntry> batch;
    for (Earning const& earning : earnings) {
        add_pair(batch, earning, Account::earned, Account::held, earning.held);
        add_pair(batch, earning, Account::earned, Account::due, earning.earned - earning.held);
        add_pair(batch, earning, Account::drawn, Account::due, earning.drawn);
        add_pair(batch, earning, Account::due, Account::clawed_back, earning.clawed_back);
    }
    check_balanced(batch);
    return batch;
}

std::vector<LedgerEntry> payment_batch(std::span<Earning const> earnings) {
    std::vector<LedgerEntry> batch;
    for (Earning const& earning : earnings)
        add_pair(batch, earning, Account::due, Account::paid, due_of(earning));
    check_balanced(batch);
    return batch;
}

std::vector<Settled> corrections(std::span<Settled const> now, std::span<Settled const> before) {
    std::map<decltype(key_of(std::declval<Settled>())), Settled> differences;
    auto const add = [&](Settled const& settled, Money amount) {
        auto const [at, is_new] = differences.try_emplace(key_of(settled), settled);
        at->second.earned = is_new ? amount : at->second.earned + amount;
    };
    for (Settled const& settled : now) add(settled, settled.earned);
    for (Settled const& settled : before) add(settled, -settled.earned);
    std::vector<Settled> found;
    for (auto const& [key, difference] : differences)
        if (difference.earned.units != 0) found.push_back(difference);
    return found;
}

Date answer_due(Date day) { return day.plus_days(answer_days); }

}  // namespace colonnade::incentives
