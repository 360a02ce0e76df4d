#include "pillars/operations/incentives/run.hpp"

namespace colonnade::incentives {
namespace {

void append(std::string& text, std::int64_t number) {
    text += std::to_string(number);
    text += ';';
}

}  // namespace

Earning earning_of(Payout const& payout) {
    return {payout.person, payout.component, payout.period_key, payout.earned,
            payout.held,   payout.drawn,     payout.clawed_back};
}

std::string canonical_text(std::vector<Payout> const& payouts) {
    std::string text;
    for (Payout const& payout : payouts) {
        append(text, payout.person.value);
        text += payout.plan_name + ";" + payout.component + ";" + payout.period_key + ";" +
                payout.earned.currency.text() + ";";
        for (Money const& amount :
             {payout.credited, payout.earned, payout.held, payout.drawn, payout.clawed_back})
            append(text, amount.units);
        for (PayoutLine const& line : payout.lines) {
            append(text, line.order.value);
            append(text, line.line_id.value_or(0));
            append(text, line.credited);
            append(text, line.share.count);
            append(text, line.amount);
        }
        text += '\n';
    }
    return text;
}

PayCause cause_of(PayDifference const& difference) {
    bool const was = difference.before.units != 0 || difference.credited_before.units != 0;
    bool const is = difference.after.units != 0 || difference.credited_after.units != 0;
    if (!was) return PayCause::began;
    if (!is) return PayCause::ended;
    return difference.credited_before == difference.credited_after ? PayCause::terms : PayCause::credit;
}

std::vector<PayDifference> differences(std::vector<Payout> const& before, std::vector<Payout> const& after) {
    std::map<std::tuple<std::int64_t, std::string, std::string, std::string>, PayDifference> all;
    auto const at = [&](Payout const& payout) -> PayDifference& {
        Money const zero{0, payout.earned.currency};
        return all
            .try_emplace(
                {payout.person.value, payout.period_key, payout.component, zero.currency.text()},
                PayDifference{payout.person, payout.component, payout.period_key, zero, zero, zero, zero})
            .first->second;
    };
    for (Payout const& payout : before) {
        PayDifference& difference = at(payout);
        difference.before = difference.before + due_of(earning_of(payout));
        difference.credited_before = difference.credited_before + payout.credited;
    }
    for (Payout const& payout : after) {
        PayDifference& difference = at(payout);
        difference.after = difference.after + due_of(earning_of(payout));
        difference.credited_after = difference.credited_after + payout.credited;
    }
    std::vector<PayDifference> found;
    for (auto const& [key, difference] : all)
        if (difference.before != difference.after || difference.credited_before != difference.credited_after)
            found.push_back(difference);
    return found;
}

}  // namespace colonnade::incentives
