// A second, naive way from a small plan and some lines to payouts, to hold the engine against: fractions, one
// line at a time, no code shared with the engine.
#pragma once
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace colonnade::oracle {

__extension__ typedef __int128 Big;

struct Fraction {
    Big n = 0, d = 1;

    static Fraction of(Big n, Big d = 1) {
        Big a = n < 0 ? -n : n, b = d < 0 ? -d : d;
        while (b != 0) {
            Big const r = a % b;
            a = b, b = r;
        }
        if (a == 0) return {0, 1};
        if (d < 0) n = -n, d = -d;
        return {n / a, d / a};
    }
    friend Fraction operator+(Fraction x, Fraction y) { return of(x.n * y.d + y.n * x.d, x.d * y.d); }
    friend Fraction operator-(Fraction x, Fraction y) { return of(x.n * y.d - y.n * x.d, x.d * y.d); }
    friend Fraction operator*(Fraction x, Fraction y) { return of(x.n * y.n, x.d * y.d); }
    friend Fraction operator/(Fraction x, Fraction y) { return of(x.n * y.d, x.d * y.n); }
    friend bool operator<(Fraction x, Fraction y) { return x.n * y.d < y.n * x.d; }
    friend bool operator<=(Fraction x, Fraction y) { return !(y < x); }
};

// Half to even, as schoolbooks do it: floor, then look at what is left.
inline std::int64_t whole(Fraction x) {
    Big floor = x.n / x.d;
    if (x.n % x.d != 0 && x.n < 0) --floor;
    Fraction const rest = x - Fraction::of(floor), half = Fraction::of(1, 2);
    if (half < rest || (!(rest < half) && floor % 2 != 0)) ++floor;
    return static_cast<std::int64_t>(floor);
}

enum class Curve { flat, marginal, cliff, linear };

// Percentages in hundredths of a per cent (basis points).
struct Tier {
    std::int64_t bound;  // of attainment; the last one of marginal and cliff has none
    std::int64_t rate;
};

struct Rules {
    Curve curve = Curve::flat;
    bool is_team = false;
    int months = 3;  // of the accumulation period; paid monthly
    bool is_cumulative = true;
    std::vector<int> families;  // that count; empty: all
    std::vector<Tier> tiers;
    std::int64_t cap = 0;  // cents per accumulation period; 0: none
};

struct Part {
    int person;
    std::int64_t share;  // basis points
};

struct Line {
    int month = 0;  // 0 … 11
    std::int64_t cents = 0;
    int family = 1;
    std::vector<Part> parts;
};

struct Case {
    int people = 0;
    Rules rules;
    std::vector<Line> lines;
    // manager[month][person], or -1
    std::vector<std::vector<int>> manager;
    // quota[person][month / months], cents
    std::vector<std::vector<std::int64_t>> quota;
};

// Parts of the magnitude, one cent at a time to whoever lost most by rounding down.
inline std::vector<std::int64_t> split(std::int64_t cents, std::vector<Part> const& parts) {
    std::int64_t const size = cents < 0 ? -cents : cents;
    std::vector<std::int64_t> out;
    std::vector<Fraction> lost;
    for (Part const& part : parts) {
        Fraction const exact = Fraction::of(static_cast<Big>(size) * part.share, 10'000);
        out.push_back(static_cast<std::int64_t>(exact.n / exact.d));
        lost.push_back(exact - Fraction::of(out.back()));
    }
    for (std::int64_t left = size - std::accumulate(out.begin(), out.end(), std::int64_t{0}); left > 0;
         --left) {
        std::size_t most = 0;
        for (std::size_t i = 1; i < lost.size(); ++i)
            if (lost[most] < lost[i]) most = i;
        ++out[most], lost[most] = Fraction::of(-1);
    }
    for (std::int64_t& each : out) each = cents < 0 ? -each : each;
    return out;
}

inline bool counts(Case const& of, int month, int who, int person) {
    while (of.rules.is_team && who != -1 && who != person)
        who = of.manager[static_cast<std::size_t>(month)][static_cast<std::size_t>(who)];
    return who == person;
}

inline Fraction measure(Case const& of, int person, int from, int to) {
    Fraction sum;
    for (Line const& line : of.lines) {
        auto const& families = of.rules.families;
        bool const fits = families.empty() ||
                          std::find(families.begin(), families.end(), line.family) != families.end();
        if (!fits || line.month < from || line.month > to) continue;
        auto const amounts = split(line.cents, line.parts);
        for (std::size_t i = 0; i < amounts.size(); ++i)
            if (counts(of, line.month, line.parts[i].person, person)) sum = sum + Fraction::of(amounts[i]);
    }
    return sum;
}

inline Fraction points(std::int64_t basis) { return Fraction::of(basis, 10'000); }

inline Fraction earned(Rules const& rules, Fraction amount, Fraction quota) {
    if (rules.curve == Curve::flat) return amount * points(rules.tiers.front().rate);
    Fraction const reached = amount / quota;
    auto const& tiers = rules.tiers;
    if (rules.curve == Curve::cliff) {
        for (std::size_t i = 0; i + 1 < tiers.size(); ++i)
            if (reached <= points(tiers[i].bound)) return amount * points(tiers[i].rate);
        return amount * points(tiers.back().rate);
    }
    if (rules.curve == Curve::linear) {
        if (reached <= points(tiers.front().bound)) return amount * points(tiers.front().rate);
        for (std::size_t i = 0; i + 1 < tiers.size(); ++i) {
            Fraction const from = points(tiers[i].bound), to = points(tiers[i + 1].bound);
            if (to < reached) continue;
            Fraction const low = points(tiers[i].rate), high = points(tiers[i + 1].rate);
            return amount * (low + (high - low) * (reached - from) / (to - from));
        }
        return amount * points(tiers.back().rate);
    }
    if (amount.n < 0) return amount * points(tiers.front().rate);
    Fraction sum, low;
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        Fraction high = i + 1 == tiers.size() ? reached : points(tiers[i].bound);
        if (reached < high) high = reached;
        if (low < high) sum = sum + (high - low) * quota * points(tiers[i].rate);
        low = points(tiers[i].bound);
    }
    return sum;
}

// Cents per person and month.
inline std::vector<std::vector<std::int64_t>> payouts(Case const& of) {
    std::vector<std::vector<std::int64_t>> out(static_cast<std::size_t>(of.people));
    for (int person = 0; person < of.people; ++person) {
        std::int64_t paid = 0, uncapped = 0;
        for (int month = 0; month < 12; ++month) {
            int const period = month / of.rules.months, begin = period * of.rules.months;
            if (month == begin) paid = uncapped = 0;
            Fraction const quota =
                Fraction::of(of.quota[static_cast<std::size_t>(person)][static_cast<std::size_t>(period)]);
            Fraction const amount = measure(of, person, of.rules.is_cumulative ? begin : month, month);
            std::int64_t const now = whole(earned(of.rules, amount, quota));
            uncapped = of.rules.is_cumulative ? now : uncapped + now;
            // The cap is on what the period earned in all, returns included.
            std::int64_t const due = of.rules.cap > 0 ? std::min(uncapped, of.rules.cap) : uncapped;
            out[static_cast<std::size_t>(person)].push_back(due - paid);
            paid = due;
        }
    }
    return out;
}

}  // namespace colonnade::oracle
