#include "pillars/operations/incentives/review.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace colonnade::incentives {
namespace {

constexpr std::int64_t change_floor = 100 * Money::scale;  // a smaller difference is not looked at
constexpr int usual_factor = 2;                            // above twice or below half of the usual rate
constexpr std::size_t usual_periods = 4;
constexpr int target_factor = 2, median_factor = 3;
constexpr std::size_t median_people = 5;  // fewer are not compared
constexpr int days_of_year = 365;
constexpr int narrow_part = 50;  // "just above" is within a fiftieth
constexpr int deals_least = 5, deals_factor = 4;

Wide absolute(Wide value) { return value < 0 ? -value : value; }

struct Person {
    Earned sum;
    std::map<std::string, std::int64_t> earned_by_plan;
};

std::map<std::int64_t, Person> by_person(std::vector<Payout> const& payouts) {
    std::map<std::int64_t, Person> people;
    for (Payout const& payout : payouts) {
        Person& person = people[payout.person.value];
        person.sum.credited = add_checked(person.sum.credited, payout.credited.units);
        person.sum.earned = add_checked(person.sum.earned, payout.earned.units);
        std::int64_t& earned = person.earned_by_plan[payout.plan_name];
        earned = add_checked(earned, payout.earned.units);
    }
    return people;
}

Rate rate_of(Earned const& one) {
    return {narrow(static_cast<Wide>(one.earned) * Rate::scale / one.credited)};
}

// The middle of what each unit of credit paid in the last settled periods with credit.
std::optional<Rate> usual_rate(std::vector<Earned> const& former) {
    std::vector<Rate> rates;
    for (Earned const& one : former)
        if (one.credited > 0 && rates.size() < usual_periods) rates.push_back(rate_of(one));
    if (rates.empty()) return std::nullopt;
    std::ranges::sort(rates, {}, &Rate::count);
    return rates[rates.size() / 2];
}

class Review {
public:
    explicit Review(ReviewFacts const& facts) : facts_(facts), people_(by_person(facts.payouts)) {}

    std::vector<RunException> all() {
        for (auto const& [id, person] : people_) {
            if (person.sum.credited > 0 && person.sum.earned == 0)
                add("zero_pay", id, Detail().money("amount", money(person.sum.credited)));
            else if (auto const former = facts_.former.find(id); former != facts_.former.end())
                compare_rate(id, person.sum, former->second);
            compare_pay(id, person);
        }
        return std::move(found_);
    }

private:
    Money money(std::int64_t units) const { return {units, facts_.currency}; }
    void add(char const* kind, std::int64_t person, Detail const& detail) {
        found_.push_back({kind, PersonId{person}, "", facts_.period_key, detail.json()});
    }

    void compare_rate(std::int64_t id, Earned const& sum, std::vector<Earned> const& former) {
        auto const usual = usual_rate(former);
        if (!usual || sum.credited <= 0) return;
        std::int64_t const expected = narrow(static_cast<Wide>(sum.credited) * usual->count / Rate::scale);
        std::int64_t const change = subtract_checked(sum.earned, expected);
        Wide const earned = sum.earned, half = expected;
        bool const is_far = earned > half * usual_factor || earned * usual_factor < half;
        if (!is_far || absolute(change) <= change_floor) return;
        add("rate_change", id,
            Detail().rate("rate", rate_of(sum)).rate("usual", *usual).money("amount", money(change)));
    }

    void compare_pay(std::int64_t id, Person const& person) {
        auto const target = facts_.target_by_person.find(id);
        if (target != facts_.target_by_person.end()) {
            if (!facts_.period.to) return;
            Wide const days = facts_.period.to->number() - facts_.period.from.number();
            std::int64_t const share = narrow(target->second * days / days_of_year);
            if (share > 0 && person.sum.earned > static_cast<Wide>(share) * target_factor)
                add("above_target", id,
                    Detail().money("earned", money(person.sum.earned)).money("target", money(share)));
            return;
        }
        for (auto const& [plan, earned] : person.earned_by_plan) {
            std::int64_t const median = median_of(plan);
            if (median > 0 && earned > static_cast<Wide>(median) * median_factor)
                add("above_median", id,
                    Detail().money("earned", money(earned)).money("median", money(median)));
        }
    }

    // Of what those on the plan earned; zero where they are too few to compare.
    std::int64_t median_of(std::string const& plan) const {
        std::vector<std::int64_t> all;
        for (auto const& [id, person] : people_)
            if (auto const found = person.earned_by_plan.find(plan); found != person.earned_by_plan.end())
                all.push_back(found->second);
        if (all.size() < median_people) return 0;
        std::ranges::sort(all);
        return all[all.size() / 2];
    }

    ReviewFacts const& facts_;
    std::map<std::int64_t, Person> people_;
    std::vector<RunException> found_;
};

}  // namespace

void Detail::add(std::string_view name, std::string const& value) {
    members_ += fmt::format(R"({}"{}":{{{}}})", members_.empty() ? "" : ",", name, value);
}
Detail& Detail::money(std::string_view name, Money amount) {
    add(name, fmt::format(R"("money":"{}","currency":"{}")", amount.amount_text(2), amount.currency.text()));
    return *this;
}
Detail& Detail::rate(std::string_view name, Rate rate) {
    add(name, fmt::format(R"("rate":"{}")", decimal_text(rate.count, Rate::places)));
    return *this;
}
Detail& Detail::date(std::string_view name, Date date) {
    add(name, fmt::format(R"("date":"{}")", date.text()));
    return *this;
}
Detail& Detail::count(std::string_view name, std::int64_t count) {
    add(name, fmt::format(R"("count":{})", count));
    return *this;
}
Detail& Detail::text(std::string_view name, std::string_view word) {
    add(name, fmt::format(R"("text":"{}")", word));
    return *this;
}

std::vector<RunException> review(ReviewFacts const& facts) { return Review(facts).all(); }

std::optional<RunException> bunched_at_tier(Reach const& reach, Currency currency) {
    if (reach.credited <= 0 || reach.last_days <= 0 || reach.attainment.count <= 0) return std::nullopt;
    Wide const attainment = reach.attainment.count;
    Wide const before = attainment * (reach.credited - reach.last_days) / reach.credited;
    for (Rate const bound : reach.bounds) {
        bool const is_just_over = attainment >= bound.count &&
                                  (attainment - bound.count) * narrow_part <= bound.count;
        if (!is_just_over || before >= bound.count) continue;
        Detail detail;
        detail.money("amount", {reach.last_days, currency}).count("days", last_days);
        detail.rate("attainment", reach.attainment).rate("threshold", bound);
        return RunException{"bunched_tier", reach.person, reach.component, "", detail.json()};
    }
    return std::nullopt;
}

std::optional<RunException> bunched_deals(Deals const& deals, Currency currency) {
    for (std::int64_t const bound : deals.bounds) {
        if (bound <= 0) continue;
        std::int64_t above = 0, below = 0;
        for (std::int64_t const amount : deals.amounts) {
            Wide const over = static_cast<Wide>(amount) - bound;
            if (absolute(over) * narrow_part > bound) continue;
            (over >= 0 ? above : below) += 1;
        }
        if (above < deals_least || above < below * deals_factor) continue;
        Detail detail;
        detail.count("count", above).count("below", below).money("threshold", {bound, currency});
        return RunException{"bunched_deals", deals.person, deals.component, "", detail.json()};
    }
    return std::nullopt;
}

std::vector<RunException> late_splits(std::vector<SplitChange> const& changes, DateRange const& period,
                                      std::string const& period_key) {
    std::map<std::int64_t, SplitChange> last;
    for (SplitChange const& change : changes) {
        bool const is_late = period.to && change.changed >= period.to->plus_days(-last_days);
        if (!is_late || !period.contains(change.booked)) continue;
        auto const [at, is_new] = last.try_emplace(change.order.value, change);
        if (!is_new && at->second.changed < change.changed) at->second = change;
    }
    std::vector<RunException> found;
    for (auto const& [order, change] : last)
        found.push_back({"late_split",
                         {},
                         "",
                         period_key,
                         Detail().date("on", change.changed).date("booked", change.booked).json(),
                         change.order});
    return found;
}

}  // namespace colonnade::incentives
