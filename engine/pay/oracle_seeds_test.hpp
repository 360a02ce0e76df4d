// Companies and plans of the wide oracle from a seed.
#pragma once
#include <random>

#include "engine/pay/oracle_company_test.hpp"

namespace colonnade::oracle::wide {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::int64_t roll(std::int64_t from, std::int64_t to) {
        return from + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(to - from + 1));
    }
    int day(int from, int to) { return static_cast<int>(roll(from, to)); }
    bool once_in(int n) { return roll(1, n) == 1; }
    template <typename E> E any(E last) { return static_cast<E>(roll(0, static_cast<int>(last))); }

private:
    std::mt19937_64 engine_;
};

class Seeded {
public:
    explicit Seeded(std::uint64_t seed) : dice(seed) {}

    Company company() {
        header();
        lay_out(of);
        int const count = static_cast<int>(dice.roll(1, 6));
        bool const knows_employment = dice.once_in(2);
        for (int p = 0; p < count; ++p) person(p, knows_employment);
        for (std::int64_t c = 0, all = dice.roll(1, 3); c < all; ++c)
            of.plan.components.push_back(component());
        beside();
        int const sales = static_cast<int>(dice.roll(0, 30));
        for (int i = 0; i < sales; ++i) sale(i + 1);
        return std::move(of);
    }

private:
    void header() {
        Plan& plan = of.plan;
        int const lengths[] = {1, 3, 12};
        plan.months = lengths[dice.roll(0, 2)];
        plan.paid_months = std::min(plan.months, lengths[dice.roll(0, 2)]);
        plan.is_cumulative = !dice.once_in(3);
        plan.rounded = dice.any(Rounded::up);
        std::int64_t const units[] = {1, 1, 5, 100};
        plan.unit = units[dice.roll(0, 3)];
        if (dice.once_in(2)) plan.proration = static_cast<unsigned>(dice.roll(1, 15));
        if (dice.once_in(2)) plan.default_rate = dice.roll(0, 1500);
        if (!dice.once_in(6)) return;
        plan.listed = {dice.day(0, 60)};
        for (std::int64_t i = 0, all = dice.roll(1, 4); i < all; ++i)
            plan.listed.push_back(plan.listed.back() + dice.day(10, 90));
        if (dice.once_in(3)) plan.listed.back() = forever;
    }

    void places(Person& person) {
        Role const roles[] = {Role::rep, Role::rep, Role::lead};
        Role const role = roles[dice.roll(0, 2)];
        int const a = dice.day(1, 300), b = a + dice.day(1, 60);
        switch (dice.roll(0, 6)) {
            case 0: person.places = {{role, {a, forever}}}; break;
            case 1: person.places = {{role, {ever_since, b}}}; break;
            case 2: person.places = {{role, {ever_since, a}}, {role, {b, forever}}}; break;
            case 3: person.places = {{Role::support, {ever_since, a}}, {role, {a, forever}}}; break;
            case 4: person.places = {{Role::rep, {ever_since, a}}, {Role::lead, {a, forever}}}; break;
            default: person.places = {{role, {ever_since, forever}}};
        }
    }

    std::vector<Dated> dated(int missing, std::int64_t high) {
        std::vector<Dated> out;
        if (dice.once_in(missing)) return out;
        if (dice.once_in(2)) return {{{ever_since, forever}, dice.roll(0, high)}};
        int const change = dice.day(5, 300);
        out.push_back({{ever_since, change + dice.day(-4, 30)}, dice.roll(0, high)});
        out.push_back({{change, forever}, dice.roll(0, high)});
        return out;
    }

    void person(int index, bool knows_employment) {
        Person person;
        places(person);
        int const moves_in = dice.day(0, 11);
        for (int month = 0; month < 12; ++month)
            person.manager.push_back(index == 0 ? -1 : month < moves_in ? (index - 1) / 2 : index - 1);
        for (std::size_t q = 0; q < of.periods.size(); ++q) {
            person.quota.emplace_back();
            person.team_quota.emplace_back();
            if (!dice.once_in(8)) person.quota.back() = dice.roll(1, 9'000'000);
            if (dice.once_in(4)) person.team_quota.back() = dice.roll(1, 20'000'000);
        }
        person.by_days = dice.once_in(4);
        person.own_rate = dated(3, 1500), person.csat = dated(4, 10'000);
        if (knows_employment) {
            int const first = person.places.front().days.from, last = person.places.back().days.to;
            of.hired.push_back(first == ever_since || dice.once_in(2) ? first : dice.day(0, first));
            of.left.push_back(last == forever || dice.once_in(2) ? last : last + dice.day(0, 20));
        }
        of.people.push_back(std::move(person));
    }

    void tiers(Component& c) {
        c.rules.curve = dice.any(Curve::linear);
        std::int64_t bound = dice.roll(1, 60) * 100;
        for (std::int64_t i = 0, all = c.rules.curve == Curve::flat ? 1 : dice.roll(2, 4); i < all; ++i) {
            c.rules.tiers.push_back({bound, dice.roll(0, 1500)});
            bound += dice.roll(1, 60) * 100;
        }
    }

    Component component() {
        Component c;
        c.way = dice.any(Way::pool);
        if (dice.once_in(4)) c.roles = {Role::lead};
        if (dice.once_in(5)) c.runs.from = dice.day(5, 200);
        if (dice.once_in(5)) c.runs.to = std::max(c.runs.from, 0) + dice.day(10, 150);
        tiers(c);
        c.gate = c.way == Way::pool || dice.once_in(2) ? Gate::none : dice.any(Gate::csat);
        c.gate_basis = dice.roll(0, 9000);
        if (c.way == Way::fixed || (c.way == Way::curve && dice.once_in(4))) {
            c.fixed = dice.roll(1, 200'000), c.fixed_per = dice.any(Per::period);
        }
        if (c.way == Way::curve) curve(c);
        if (c.way == Way::deals) deals(c);
        if (c.way == Way::pool) {
            c.rules.curve = Curve::flat;
            c.by_pieces = dice.once_in(2), c.by_team = dice.once_in(2);
            c.measure = dice.once_in(2) ? Measure::sales : Measure::focus;
        }
        for (std::int64_t i = 0, all = dice.roll(-1, 2); i < all; ++i)
            c.limits.push_back({!dice.once_in(3), dice.roll(1, 400'000), dice.any(Per::period)});
        if (c.way == Way::curve || c.way == Way::deals) waits_and_losses(c);
        return c;
    }

    void curve(Component& c) {
        c.measure = dice.any(Measure::orders), c.is_team = dice.once_in(2);
        c.price = dice.roll(1, 10'000);
        if (c.rules.curve == Curve::flat && c.measure <= Measure::cash) c.by_own_rate = dice.once_in(2);
    }

    void deals(Component& c) {
        c.rules.curve = Curve::flat;
        c.by_order = dice.once_in(2);
        if (dice.once_in(2)) c.above = dice.roll(0, 3'000'000);
        if (dice.once_in(2)) c.deal_cap = dice.roll(1, 50'000);
        if (dice.once_in(4)) c.deal_floor = dice.roll(1, 20'000);
    }

    void waits_and_losses(Component& c) {
        if (dice.once_in(3)) {
            std::int64_t left = 10'000;
            for (std::int64_t i = 0, all = dice.roll(1, 3); i < all; ++i) {
                c.holds.emplace_back(dice.any(Event::invoiced), dice.roll(1, left - (all - i)));
                c.holds.back().first = static_cast<Event>(static_cast<int>(c.holds.back().first) % 3 + 1);
                left -= c.holds.back().second;
            }
        }
        auto const steps = [&] {
            std::vector<std::pair<int, std::int64_t>> out;
            int days = 0;
            for (std::int64_t i = 0, all = dice.roll(1, 2); i < all; ++i)
                out.emplace_back(days += dice.day(5, 90), dice.roll(1, 10'000));
            return out;
        };
        if (dice.once_in(3)) c.returned = steps();
        if (dice.once_in(3)) c.unpaid = steps();
        c.instalments = dice.day(1, 4);
    }

    Advance advance() {
        return {dice.roll(1, 100'000), dice.any(Per::period), !dice.once_in(3),
                dice.once_in(3) ? dice.day(1, 4) : 0};
    }

    void beside() {
        if (dice.once_in(4)) of.plan.draw = advance();
        if (dice.once_in(4)) of.plan.guarantee = advance();
        if (dice.once_in(4))
            of.plan.limit = Limit{!dice.once_in(3), dice.roll(1, 300'000), dice.any(Per::period)};
    }

    void credit(Sale& sale) {
        int const all = static_cast<int>(of.people.size()), first = dice.day(0, all - 1);
        sale.shares = {{first, Credit::owner, 10'000}};
        if (all > 2 && dice.once_in(3)) {
            std::int64_t const a = dice.roll(1, 5000), b = dice.roll(1, 4999);
            sale.shares = {{first, Credit::owner, a},
                           {(first + 1) % all, Credit::split, b},
                           {(first + 2) % all, Credit::split, 10'000 - a - b}};
        }
        if (dice.once_in(4))
            sale.shares.push_back({dice.day(0, all - 1), Credit::overlay, dice.roll(1, 10'000)});
    }

    void sale(int id) {
        Sale sale;
        sale.id = id, sale.day = dice.day(0, 364), sale.order = id;
        sale.cents = dice.roll(1, 5'000'000), sale.pieces = dice.roll(1, 50) * 10'000,
        sale.family = dice.day(1, 4);
        Sale const* before =
            of.sales.empty()
                ? nullptr
                : &of.sales[static_cast<std::size_t>(dice.roll(0, static_cast<int>(of.sales.size()) - 1))];
        credit(sale);
        if (before != nullptr && before->cents > 0 && dice.once_in(4)) {
            sale.of_sale = before->id, sale.shares = before->shares;
            sale.day = std::min(364, before->day + dice.day(0, 120));
            sale.cents = dice.once_in(2) ? before->cents : dice.roll(1, before->cents);
            sale.pieces = before->pieces, sale.family = before->family;
            if (dice.once_in(8)) credit(sale);
        } else if (before != nullptr && before->cents > 0 && dice.once_in(4)) {
            sale.order = before->order, sale.day = before->day;
        }
        if (sale.of_sale != never || dice.once_in(10)) sale.cents = -sale.cents, sale.pieces = -sale.pieces;
        for (int event = 1, day = sale.day; event < 4 && !dice.once_in(4); ++event)
            sale.reached[event] = day += dice.day(0, 70);
        if (sale.cents > 0 && dice.once_in(8)) sale.lost = sale.day + dice.day(0, 120);
        of.sales.push_back(std::move(sale));
    }

    Dice dice;
    Company of;
};

}  // namespace colonnade::oracle::wide
