// The year closed by a program written for examples/close-the-year.plan and nothing else, on one thread: how
// fast it can be done where the rules are part of the program.
//     floor FOLDER cold OUT       files to payouts.csv and lineage.csv
//     floor FOLDER bench [TURNS]  loaded once; medians of: full, full+lineage, rates only
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Count = std::int64_t;
__extension__ using Wide = __int128;

struct Rates {
    Count tier[4];        // thousandths
    Count override_rate;  // thousandths
    Count spif, cap;      // thousandths, cents
};
constexpr Rates rates[] = {{{20, 50, 80, 100}, 10, 5, 500'000}, {{25, 50, 85, 110}, 11, 6, 600'000}};

// One row of txn.csv: 24 bytes.
struct Line {
    std::uint32_t id;
    std::int32_t owner, second;  // indices of people; second -1: none
    std::uint16_t month;         // 0 … 11
    std::uint16_t in_focus;
    Count amount;  // cents, negative for a return
};

struct Person {
    int id, manager, level;
    Count quota[4];
};

struct Year {
    std::vector<Line> lines;
    std::vector<Person> people;      // by id
    std::vector<int> deepest_first;  // people, everybody after all below
};

struct Credit {
    Count all, focus;
};
using Credits = std::vector<Credit>;  // month × person

struct LineageRow {
    std::uint32_t id;
    std::int32_t person, share;
    Count credit;
};

struct Payouts {
    std::vector<Count> first, second;  // person × month: commission or override, SPIF
};

std::string_view mapped(std::string const& path) {
    int const file = ::open(path.c_str(), O_RDONLY);
    struct stat status {};
    if (file < 0 || ::fstat(file, &status) != 0) std::exit((std::perror(path.c_str()), 1));
    std::size_t const size = static_cast<std::size_t>(status.st_size);
    void* const bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    ::close(file);
    std::string_view const text(static_cast<char const*>(bytes), size);
    return text.substr(text.find('\n') + 1);
}

Count number(char const*& at) {
    Count value = 0;
    for (; *at >= '0'; ++at) value = value * 10 + (*at - '0');
    ++at;
    return value;
}

Year read(std::string const& folder) {
    Year year;
    std::vector<int> index;
    std::string_view text = mapped(folder + "/payees.csv");
    for (char const *at = text.data(), *const end = at + text.size(); at < end;) {
        int const id = static_cast<int>(number(at)), manager = static_cast<int>(number(at));
        year.people.push_back({id, manager, static_cast<int>(number(at)), {}});
    }
    std::sort(year.people.begin(), year.people.end(),
              [](auto const& a, auto const& b) { return a.id < b.id; });
    for (std::size_t p = 0; p < year.people.size(); ++p) {
        index.resize(static_cast<std::size_t>(year.people[p].id) + 1, -1);
        index.back() = static_cast<int>(p);
    }
    for (Person& person : year.people)
        person.manager = person.manager ? index[static_cast<std::size_t>(person.manager)] : -1;
    for (int level = 4; level >= 0; --level)
        for (std::size_t p = 0; p < year.people.size(); ++p)
            if (year.people[p].level == level) year.deepest_first.push_back(static_cast<int>(p));
    text = mapped(folder + "/quotas.csv");
    for (char const *at = text.data(), *const end = at + text.size(); at < end;) {
        Count const id = number(at), quarter = number(at);
        year.people[static_cast<std::size_t>(index[static_cast<std::size_t>(id)])].quota[quarter - 1] =
            number(at);
    }
    text = mapped(folder + "/txn.csv");
    year.lines.reserve(text.size() / 50);
    for (char const *at = text.data(), *const end = at + text.size(); at < end;) {
        Line line{};
        line.id = static_cast<std::uint32_t>(number(at));
        number(at);
        line.month = static_cast<std::uint16_t>((at[5] - '0') * 10 + at[6] - '0' - 1);
        at += 11;
        line.owner = index[static_cast<std::size_t>(number(at))];
        Count const second = number(at), family = number(at);
        line.second = second ? index[static_cast<std::size_t>(second)] : -1;
        number(at);
        line.amount = number(at);
        number(at);
        line.in_focus = (family == 3 || family == 7) && *at == 'n';
        while (*at++ != ',') {}
        if (*at == '1') line.amount = -line.amount;
        at += 2;
        year.lines.push_back(line);
    }
    return year;
}

// The first of two owners has 60 %, half a cent up.
Count first_part(Count amount) { return amount < 0 ? -((-6 * amount + 5) / 10) : (6 * amount + 5) / 10; }

Credits credit(Year const& year) {
    std::size_t const people = year.people.size();
    Credits credits(12 * people);
    auto const add = [&](Line const& line, std::int32_t person, Count amount) {
        Credit& cell = credits[line.month * people + static_cast<std::size_t>(person)];
        cell.all += amount, cell.focus += line.in_focus ? amount : 0;
    };
    for (Line const& line : year.lines) {
        if (line.second < 0) {
            add(line, line.owner, line.amount);
            continue;
        }
        Count const first = first_part(line.amount);
        add(line, line.owner, first), add(line, line.second, line.amount - first);
    }
    for (std::size_t month = 0; month < 12; ++month)
        for (int const person : year.deepest_first) {
            int const manager = year.people[static_cast<std::size_t>(person)].manager;
            if (manager >= 0)
                credits[month * people + static_cast<std::size_t>(manager)].all +=
                    credits[month * people + static_cast<std::size_t>(person)].all;
        }
    return credits;
}

Count half_even(Wide numerator, Count denominator) {
    Wide const n = numerator < 0 ? -numerator : numerator;
    Count const whole = static_cast<Count>(n / denominator), rest = static_cast<Count>(n % denominator);
    Count const rounded = whole + (2 * rest > denominator || (2 * rest == denominator && (whole & 1)));
    return numerator < 0 ? -rounded : rounded;
}

Count half_even(Count numerator, Count denominator) {
    Count const n = numerator < 0 ? -numerator : numerator, whole = n / denominator, rest = n % denominator;
    Count const rounded = whole + (2 * rest > denominator || (2 * rest == denominator && (whole & 1)));
    return numerator < 0 ? -rounded : rounded;
}

// Earned to date, in cents, of credit `c` at quota `q`.
Count commission(Rates const& rates, Count c, Count q) {
    Count const half = q / 2;  // quotas are whole thousands
    Count const n = rates.tier[0] * std::min(c, half) + rates.tier[1] * std::clamp<Count>(c - half, 0, half) +
                    rates.tier[2] * std::clamp<Count>(c - q, 0, half) +
                    rates.tier[3] * std::max<Count>(c - q - half, 0);
    return half_even(n, 1000);
}

Count overriding(Rates const& rates, Count c, Count q) {
    if (c * 10 < q * 7) return 0;
    return half_even(static_cast<Wide>(c) * rates.override_rate * (c <= q ? 2 : 3), 2000);
}

void pay(Year const& year, Credits const& credits, Rates const& rates, Payouts& out) {
    std::size_t const people = year.people.size();
    out.first.resize(people * 12), out.second.resize(people * 12);
    for (std::size_t p = 0; p < people; ++p) {
        Person const& person = year.people[p];
        Count c = 0, focus = 0, first_before = 0, second_before = 0;
        for (std::size_t month = 0; month < 12; ++month) {
            if (month % 3 == 0) c = focus = first_before = second_before = 0;
            Credit const& cell = credits[month * people + p];
            c += cell.all, focus += cell.focus;
            Count const q = person.quota[month / 3];
            Count const first = person.level == 4 ? commission(rates, c, q) : overriding(rates, c, q);
            Count const second = std::min(half_even(focus * rates.spif, 1000), rates.cap);
            out.first[p * 12 + month] = first - first_before, first_before = first;
            out.second[p * 12 + month] = second - second_before, second_before = second;
        }
    }
}

void trace(Year const& year, std::vector<LineageRow>& out) {
    out.resize(year.lines.size() * 2);
    LineageRow* at = out.data();
    for (Line const& line : year.lines) {
        Count const first = line.second < 0 ? line.amount : first_part(line.amount);
        *at++ = {line.id, line.owner, line.second < 0 ? 10'000 : 6'000, first};
        if (line.second >= 0) *at++ = {line.id, line.second, 4'000, line.amount - first};
    }
    out.resize(static_cast<std::size_t>(at - out.data()));
}

class Output {
public:
    explicit Output(std::string const& path) : file_(std::fopen(path.c_str(), "w")) {
        if (!file_) std::exit((std::perror(path.c_str()), 1));
    }
    ~Output() { flush(), std::fclose(file_); }
    void number(Count value, char after) {
        at_ = std::to_chars(at_, buffer_ + sizeof buffer_, value).ptr;
        *at_++ = after;
    }
    void text(std::string_view text) { at_ = std::copy(text.begin(), text.end(), at_); }
    void row_ends() {
        if (at_ > buffer_ + sizeof buffer_ - 256) flush();
    }

private:
    void flush() {
        std::fwrite(buffer_, 1, static_cast<std::size_t>(at_ - buffer_), file_);
        at_ = buffer_;
    }
    std::FILE* file_;
    char buffer_[1 << 18];
    char* at_ = buffer_;
};

void write(Year const& year, Payouts const& payouts, std::vector<LineageRow> const& lineage,
           std::string const& folder) {
    ::mkdir(folder.c_str(), 0777);
    static Output to_payouts(folder + "/payouts.csv"), to_lineage(folder + "/lineage.csv");
    to_payouts.text("payee_id,month,component,payout_minor\n");
    auto const row = [&](int id, std::size_t month, std::string_view component, Count payout) {
        to_payouts.number(id, ','), to_payouts.number(static_cast<Count>(month) + 1, ',');
        to_payouts.text(component), to_payouts.number(payout, '\n'), to_payouts.row_ends();
    };
    for (std::size_t p = 0; p < year.people.size(); ++p)
        for (std::size_t month = 0; month < 12; ++month) {
            Person const& person = year.people[p];
            row(person.id, month, person.level == 4 ? "COMMISSION," : "OVERRIDE,",
                payouts.first[p * 12 + month]);
            if (person.level == 4) row(person.id, month, "SPIF,", payouts.second[p * 12 + month]);
        }
    to_lineage.text("txn_id,payee_id,share_bp,credit_minor\n");
    for (LineageRow const& each : lineage) {
        to_lineage.number(each.id, ','),
            to_lineage.number(year.people[static_cast<std::size_t>(each.person)].id, ',');
        to_lineage.number(each.share, ','), to_lineage.number(each.credit, '\n');
        to_lineage.row_ends();
    }
}

void measure(char const* what, int turns, std::function<void(int)> const& work) {
    std::vector<double> times;
    for (int turn = 0; turn <= turns; ++turn) {
        auto const begin = std::chrono::steady_clock::now();
        work(turn);
        std::chrono::duration<double, std::milli> const spent = std::chrono::steady_clock::now() - begin;
        if (turn > 0) times.push_back(spent.count());
    }
    std::sort(times.begin(), times.end());
    std::printf("%-16s median %9.4f ms  (min %.4f max %.4f, n=%d)\n", what, times[times.size() / 2],
                times.front(), times.back(), turns);
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) return std::fputs("floor FOLDER cold OUT | bench [TURNS]\n", stderr), 2;
    Year const year = read(words[1]);
    Payouts payouts;
    std::vector<LineageRow> lineage;
    if (std::string_view(words[2]) == "cold") {
        pay(year, credit(year), rates[0], payouts), trace(year, lineage);
        return write(year, payouts, lineage, count > 3 ? words[3] : "."), 0;
    }
    int const turns = count > 3 ? std::atoi(words[3]) : 7;
    measure("full", turns, [&](int turn) { pay(year, credit(year), rates[turn % 2], payouts); });
    measure("full+lineage", turns,
            [&](int turn) { pay(year, credit(year), rates[turn % 2], payouts), trace(year, lineage); });
    Credits const credits = credit(year);
    measure("rates only", 10 * turns, [&](int turn) { pay(year, credits, rates[turn % 2], payouts); });
}
