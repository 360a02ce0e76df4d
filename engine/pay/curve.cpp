// The pay curve and its inverse: the calculation asked again and again with one deal of another size.
#include <algorithm>
#include <deque>
#include <functional>
#include <map>

#include "engine/pay/component.hpp"
#include "engine/pay/estimate.hpp"
#include "foundation/base/money.hpp"

namespace colonnade::engine::pay {
namespace {

constexpr std::int64_t unit = Money::scale;              // of the currency: amounts are looked at no closer
constexpr std::size_t most_points = 400;                 // of a curve, before what is straight is left out
constexpr int first_cells = 16;                          // into which the curve is cut to begin with
constexpr std::int64_t most = 1'000'000'000'000 * unit;  // nobody sells more

// Whether a line's own size decides more than its credit: then each size is a calculation of its own.
bool looks_at_size(plan::Plan const& plan) {
    static constexpr std::string_view sizes[] = {"amount", "margin", "units", "quantity"};
    for (plan::Attribute const& attribute : plan.attributes) {
        std::string_view const name = attribute.name;
        std::string_view const last = name.substr(name.rfind('.') + 1);
        if (std::find(std::begin(sizes), std::end(sizes), last) != std::end(sizes)) return true;
    }
    for (Slot const& slot : slots_of(plan).slots)
        if (slot.quantity == Quantity::margin || slot.quantity == Quantity::units) return true;
    return false;
}

// One plan's pay with one more deal, for any size of it.
class PlanProbe {
public:
    PlanProbe(Estimate const& estimate, Deal const& like)
        : estimate_(estimate), like_(like), again_(looks_at_size(estimate.plan())) {
        Excerpt more = estimate.excerpt();
        more.facts = std::make_shared<Facts>(*more.facts);
        line_ = add_deal(more, estimate.plan(), sized(0));
        calculation_.emplace(estimate.plan(), more.facts);
    }

    EarnedPay at(std::int64_t amount) {
        if (again_) return estimate_.with({sized(amount)});
        calculation_->change_line(line_, amount);
        return estimate_.earned_in(*calculation_);
    }

private:
    // Margin and units grow with the amount.
    Deal sized(std::int64_t amount) const {
        Deal deal = like_;
        deal.amount = amount;
        if (like_.amount == 0) return deal;
        deal.margin = narrow(divide_half_even(static_cast<Wide>(like_.margin) * amount, like_.amount));
        deal.units = narrow(divide_half_even(static_cast<Wide>(like_.units) * amount, like_.amount));
        return deal;
    }

    Estimate const& estimate_;
    Deal like_;
    bool again_;
    std::size_t line_ = 0;
    std::optional<Calculation> calculation_;
};

// All plans together; what was asked once is kept.
class Probe {
public:
    Probe(std::vector<Estimate> const& plans, Deal const& like) {
        for (Estimate const& plan : plans) plans_.emplace_back(plan, like);
    }

    EarnedPay const& at(std::int64_t amount) {
        auto const [found, is_new] = known_.try_emplace(amount);
        if (is_new)
            for (std::size_t p = 0; p < plans_.size(); ++p)
                found->second.add(plans_[p].at(amount), static_cast<int>(p));
        return found->second;
    }
    std::map<std::int64_t, EarnedPay> const& known() const { return known_; }

private:
    std::deque<PlanProbe> plans_;
    std::map<std::int64_t, EarnedPay> known_;
};

std::int64_t between(std::int64_t a, std::int64_t b) { return a + (b - a) / 2 / unit * unit; }

// How far `y` at `x` is from the line through two points.
std::int64_t off_line(std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1, std::int64_t x,
                      std::int64_t y) {
    Wide const on = y0 + divide_half_even(static_cast<Wide>(y1 - y0) * (x - x0), x1 - x0);
    return narrow(on < y ? y - on : on - y);
}

bool is_straight(EarnedPay const& a, EarnedPay const& b, EarnedPay const& middle, std::int64_t low,
                 std::int64_t high, std::int64_t at, std::int64_t tolerance) {
    if (off_line(low, a.earned, high, b.earned, at, middle.earned) > tolerance) return false;
    for (std::size_t c = 0; c < middle.parts.size(); ++c)
        if (off_line(low, a.parts[c].earned, high, b.parts[c].earned, at, middle.parts[c].earned) > tolerance)
            return false;
    return true;
}

// Cuts in two what is not straight, until each bend stands between two neighbours.
void refine(Probe& probe, std::int64_t low, std::int64_t high, std::int64_t tolerance) {
    if (high - low <= unit || probe.known().size() >= most_points) return;
    std::int64_t const middle = between(low, high);
    if (middle <= low || middle >= high) return;
    EarnedPay const before = probe.at(low), after = probe.at(high);
    if (is_straight(before, after, probe.at(middle), low, high, middle, tolerance)) return;
    refine(probe, low, middle, tolerance);
    refine(probe, middle, high, tolerance);
}

std::int64_t whole_units(Wide amount) {
    Wide const rounded = (amount + unit - 1) / unit * unit;
    return static_cast<std::int64_t>(std::clamp<Wide>(rounded, -most, most));
}

// How much more has to be sold until a component's attainment, or its table's input, is past its last step.
std::int64_t past_last_step(plan::Plan const& plan, EarnedPart const& part, Probe& probe) {
    std::int64_t last = one + one / 5;
    bool by_money = false;
    for (plan::Index const t : plan.components[static_cast<std::size_t>(part.component)].tables) {
        plan::Table const& table = plan.tables[static_cast<std::size_t>(t)];
        plan::Type const type = plan.nodes[static_cast<std::size_t>(table.input)].type;
        for (plan::Step const& step : table.steps)
            if (type == plan::Type::rate || type == plan::Type::money) {
                by_money = type == plan::Type::money;
                last = std::max(by_money ? std::int64_t{0} : last, step.bound);
            }
    }
    if (by_money) return whole_units(static_cast<Wide>(last) * 6 / 5 - part.credited);
    if (!part.attainment) return 0;
    // Attainment is the same for each unit sold: what a round sum adds tells the rest.
    std::int64_t const sum = 1'000'000 * unit;
    EarnedPay const more = probe.at(sum);
    for (EarnedPart const& with : more.parts)
        if (with.plan == part.plan && with.component == part.component && with.attainment &&
            *with.attainment > *part.attainment)
            return whole_units((static_cast<Wide>(last) * 23 / 20 - *part.attainment) * sum /
                               (*with.attainment - *part.attainment));
    return 0;
}

}  // namespace

std::vector<std::size_t> corners(std::vector<std::pair<std::int64_t, std::int64_t>> const& points,
                                 std::int64_t tolerance) {
    std::vector<std::uint8_t> keep(points.size());
    std::function<void(std::size_t, std::size_t)> const split = [&](std::size_t from, std::size_t to) {
        std::int64_t worst = tolerance;
        std::size_t at = from;
        for (std::size_t i = from + 1; i < to; ++i) {
            std::int64_t const off = off_line(points[from].first, points[from].second, points[to].first,
                                              points[to].second, points[i].first, points[i].second);
            if (off > worst) worst = off, at = i;
        }
        if (at == from) return;
        keep[at] = 1;
        split(from, at), split(at, to);
    };
    if (!points.empty()) keep.front() = keep.back() = 1;
    if (points.size() > 2) split(0, points.size() - 1);
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < keep.size(); ++i)
        if (keep[i]) out.push_back(i);
    return out;
}

std::vector<CurvePoint> curve(std::vector<Estimate> const& plans, Deal const& like) {
    if (plans.empty()) return {};
    Probe probe(plans, like);
    EarnedPay const here = earned_now(plans);
    std::int64_t credited = 0;
    for (EarnedPart const& part : here.parts) credited = std::max(credited, part.credited);
    std::int64_t const low = -(credited / unit * unit);
    std::int64_t high = std::max(whole_units(static_cast<Wide>(credited) / 2),
                                 std::max(5 * whole_units(like.amount), 10 * unit));
    for (EarnedPart const& part : here.parts)
        high = std::max(high, past_last_step(plans[static_cast<std::size_t>(part.plan)].plan(), part, probe));
    std::int64_t const tolerance = 2 * plans.front().excerpt().facts->minor;
    std::vector<std::int64_t> cuts{low, 0, high};
    for (int i = 1; i < first_cells; ++i) cuts.push_back(low + (high - low) / first_cells / unit * unit * i);
    std::sort(cuts.begin(), cuts.end());
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) refine(probe, cuts[i], cuts[i + 1], tolerance);
    std::vector<CurvePoint> out;
    for (auto const& [sold, pay] : probe.known())
        if (sold >= low && sold <= high) out.push_back({sold, pay});
    return out;
}

namespace {

// What holds pay down when so much more is sold.
class Search {
public:
    Search(std::vector<Estimate> const& plans, Deal const& like, EarnedPay const& at_most)
        : plans_(plans), large_(like), at_most_(at_most) {
        std::int64_t credited = like.amount;
        for (EarnedPart const& part : at_most.parts) credited = std::max(credited, part.credited);
        large_.amount = std::max(credited, unit) * 4;
    }

    std::vector<Barrier> barriers() {
        for (std::size_t p = 0; p < plans_.size(); ++p)
            for (std::size_t l = 0; l < plans_[p].plan().limits.size(); ++l)
                try_without(plans_[p], "", -1, l, plans_[p].plan().limits[l]);
        for (EarnedPart const& part : at_most_.parts) look_at(part);
        if (found_.empty()) found_.push_back({});
        return std::move(found_);
    }

private:
    std::int64_t earned_under(Estimate const& estimate, plan::Plan plan) const {
        Excerpt more = estimate.excerpt();
        more.facts = std::make_shared<Facts>(*more.facts);
        add_deal(more, plan, large_);
        return estimate.earned_in(Calculation(std::move(plan), more.facts)).earned;
    }

    // A cap holds pay down when pay is higher without it.
    void try_without(Estimate const& estimate, std::string const& name, int component, std::size_t at,
                     plan::Limit const& limit) {
        if (limit.kind != plan::Limit::Kind::at_most) return;
        plan::Plan other = estimate.plan();
        auto& limits = component < 0 ? other.limits
                                     : other.components[static_cast<std::size_t>(component)].limits;
        limits.erase(limits.begin() + static_cast<std::ptrdiff_t>(at));
        if (earned_under(estimate, std::move(other)) <= earned_under(estimate, estimate.plan())) return;
        found_.push_back({Barrier::Kind::cap, name,
                          estimate.figure(estimate.calculation(), std::max(component, 0), limit.amount),
                          limit.per, Lack::none});
    }

    void look_at(EarnedPart const& part) {
        Estimate const& estimate = plans_[static_cast<std::size_t>(part.plan)];
        plan::Component const& rules = estimate.plan().components[static_cast<std::size_t>(part.component)];
        for (std::size_t l = 0; l < rules.limits.size(); ++l)
            try_without(estimate, rules.name, part.component, l, rules.limits[l]);
        if (part.lack != Lack::none)
            found_.push_back({Barrier::Kind::lack, rules.name, {}, plan::Per::period, part.lack});
        Calculation const then = estimate.calculated_with({large_});
        bool const is_shut = part.earned == 0 && part.lack == Lack::none &&
                             std::any_of(rules.needs.begin(), rules.needs.end(), [&](plan::Index need) {
                                 return estimate.figure(then, part.component, need) == 0;
                             });
        if (is_shut) found_.push_back({Barrier::Kind::gate, rules.name, {}, plan::Per::period, Lack::none});
    }

    std::vector<Estimate> const& plans_;
    Deal large_;
    EarnedPay const& at_most_;
    std::vector<Barrier> found_;
};

}  // namespace

Needed needed(std::vector<Estimate> const& plans, Deal const& like, std::int64_t earned) {
    EarnedPay const here = earned_now(plans);
    if (here.earned >= earned) return {0, here, {}};
    Probe probe(plans, like);
    // The first place on the curve with as much; beyond it, four times as far each time while pay still
    // grows.
    std::int64_t low = 0, high = -1;
    std::int64_t best = here.earned, furthest = unit;
    for (CurvePoint const& point : curve(plans, like)) {
        if (point.sold <= 0) continue;
        furthest = std::max(furthest, point.sold);
        best = std::max(best, point.pay.earned);
        if (high >= 0) continue;
        (point.pay.earned >= earned ? high : low) = point.sold;
    }
    for (std::int64_t reach = furthest; high < 0 && reach < most / 4;) {
        reach *= 4;
        std::int64_t const then = probe.at(reach).earned;
        if (then >= earned) high = reach;
        else if (then <= best) break;
        else best = then, low = reach;
    }
    if (high < 0) {
        Needed out{std::nullopt, probe.at(furthest * 4), {}};
        out.barriers = Search(plans, like, out.pay).barriers();
        return out;
    }
    while (high - low > unit) {
        std::int64_t const middle = between(low, high);
        (probe.at(middle).earned >= earned ? high : low) = middle;
    }
    return {high, probe.at(high), {}};
}

}  // namespace colonnade::engine::pay
