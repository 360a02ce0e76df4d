#include "app/fact_files.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <string_view>
#include <utility>

#include "app/fact_rows.hpp"
#include "engine/pay/threads.hpp"
#include "foundation/base/date.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade {
namespace {

using engine::Day;
using engine::Index;
namespace pay = engine::pay;

[[noreturn]] void bad_row(Mapped const& file, char const* at) {
    auto const line = 1 + std::count(file.text().data(), at, '\n');
    throw invalid("calculate.row", {{"file", file.path()}, {"line", std::to_string(line)}});
}

// Dates repeat: each is worked out once.
class Days {
public:
    Day of(std::string_view text) {
        if (text.size() != 10) throw invalid("date.format", {{"text", std::string(text)}});
        auto const digit = [&](int i) { return text[static_cast<std::size_t>(i)] - '0'; };
        int const place = (digit(5) * 10 + digit(6)) * 32 + digit(8) * 10 + digit(9);
        std::uint32_t year = 0;
        std::memcpy(&year, text.data(), 4);
        if (place < 0 || place >= 13 * 32) return Date::parse(text).number();
        Known& known = known_[place];
        if (known.year != year) known = {year, Date::parse(text).number()};
        return known.day;
    }

private:
    struct Known {
        std::uint32_t year = 0;
        Day day = 0;
    };
    Known known_[13 * 32];
};

// People by their ids, which are positive and not much more than there are people.
struct People {
    std::vector<std::int64_t> id;
    std::vector<Index> index;  // by id, or nobody

    Index of(std::int64_t wanted) const {
        return wanted < 0 || wanted >= static_cast<std::int64_t>(index.size())
                   ? engine::nobody
                   : index[static_cast<std::size_t>(wanted)];
    }
};

struct PayeeRow {
    std::int64_t id, manager, level;
};

std::vector<PayeeRow> read_payees(Mapped const& file) {
    std::vector<PayeeRow> rows;
    std::string_view const text = file.rows();
    for (Reader reader{text.data(), text.data() + text.size()}; reader.more();) {
        char const* const at = reader.at;
        std::int64_t const id = reader.number(), manager = reader.number(), level = reader.last_number();
        if (reader.bad || id <= 0 || id > 100'000'000) bad_row(file, at);
        rows.push_back({id, manager, level});
    }
    std::sort(rows.begin(), rows.end(), [](PayeeRow const& a, PayeeRow const& b) { return a.id < b.id; });
    return rows;
}

People index_of(std::vector<PayeeRow> const& rows) {
    People people;
    for (PayeeRow const& row : rows) people.id.push_back(row.id);
    people.index.assign(rows.empty() ? 0 : static_cast<std::size_t>(rows.back().id) + 1, engine::nobody);
    for (std::size_t i = 0; i < rows.size(); ++i)
        people.index[static_cast<std::size_t>(rows[i].id)] = static_cast<Index>(i);
    return people;
}

void add_people(pay::Facts& facts, std::vector<PayeeRow> const& rows, People const& people) {
    constexpr std::int64_t representative = 4;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Index const person = static_cast<Index>(i);
        facts.people.push_back(std::to_string(rows[i].id));
        facts.roles.push_back({person, rows[i].level == representative ? "representative" : "manager",
                               Date::beginning().number(), engine::open_end});
        if (Index const manager = people.of(rows[i].manager); manager != engine::nobody)
            facts.reports.push_back({person, manager, Date::beginning().number(), engine::open_end});
    }
}

void read_quotas(pay::Facts& facts, Mapped const& file, People const& people) {
    std::string_view const text = file.rows();
    Date const first = Date::from_number(facts.from);
    for (Reader reader{text.data(), text.data() + text.size()}; reader.more();) {
        char const* const at = reader.at;
        Index const person = people.of(reader.number());
        int const quarter = static_cast<int>(reader.number());
        std::int64_t const quota = reader.last_number();
        if (reader.bad || person == engine::nobody || quarter < 1 || quarter > 4) bad_row(file, at);
        facts.quotas.push_back({person, "", first.plus_months(3 * (quarter - 1)).number(),
                                first.plus_months(3 * quarter).number(), quota * 100, false});
    }
}

// Words as codes in order of appearance. Short ones are found by their bytes in a table of places.
class Words {
public:
    std::uint16_t code(Reader::Word const& word) {
        if (word.text.size() > 7) return search(word.text);
        std::uint64_t const key = word.bytes | static_cast<std::uint64_t>(word.text.size() + 1) << 56;
        for (std::size_t at = key * 0x9E3779B97F4A7C15U >> 56;; at = (at + 1) % 256) {
            if (places_[at].key == key) return places_[at].code;
            if (places_[at].key != 0) continue;
            std::uint16_t const code = search(word.text);
            if (++taken_ < 192) places_[at] = {key, code};
            return code;
        }
    }
    std::vector<std::string> const& values() const { return values_; }

private:
    struct Place {
        std::uint64_t key = 0;
        std::uint16_t code = 0;
    };
    std::uint16_t search(std::string_view word) {
        auto const found = std::find(values_.begin(), values_.end(), word);
        if (found != values_.end()) return static_cast<std::uint16_t>(found - values_.begin());
        values_.emplace_back(word);
        return static_cast<std::uint16_t>(values_.size() - 1);
    }

    std::vector<std::string> values_;
    std::array<Place, 256> places_{};
    std::size_t taken_ = 0;
};

// What one thread reads: a stretch of rows, whose place in the columns is known beforehand.
struct Stretch {
    char const* from;
    char const* to;
    std::size_t first_row = 0, rows = 0;
    std::vector<std::pair<std::size_t, std::array<Index, 2>>> shared;  // row, first and second owner
    Words families, regions, types;                                    // local codes → values
    Day earliest = engine::open_end, latest = pay::no_day;
};

std::vector<Stretch> stretches_of(std::string_view text, int threads) {
    std::vector<Stretch> stretches;
    char const *at = text.data(), *const end = text.data() + text.size();
    std::size_t const size = text.size() / static_cast<std::size_t>(std::max(threads, 1)) + 1;
    while (at < end) {
        char const* to = end - at > static_cast<std::ptrdiff_t>(size) ? at + size : end;
        if (to < end) {
            auto const* const newline =
                static_cast<char const*>(std::memchr(to, '\n', static_cast<std::size_t>(end - to)));
            to = newline ? newline + 1 : end;
        }
        Stretch stretch;
        stretch.from = at, stretch.to = to;
        stretches.push_back(std::move(stretch));
        at = to;
    }
    return stretches;
}

template <typename Work> void in_threads(std::vector<Stretch>& stretches, Work work) {
    pay::in_parallel(stretches.size(), 1, static_cast<int>(stretches.size()),
                     [&](std::size_t, std::size_t i, std::size_t) { work(stretches[i]); });
}

// Where the columns begin: in variables of one's own they need not be looked up again after every byte
// written.
struct Columns {
    std::int64_t *id, *amount, *margin;
    Index *order, *owner;
    Day* booked;
    std::uint16_t *family, *region, *type;
    std::uint8_t* reduces;

    explicit Columns(pay::Lines& lines)
        : id(lines.id.data()),
          amount(lines.amount.data()),
          margin(lines.margin.data()),
          order(lines.order.data()),
          owner(lines.owner.data()),
          booked(lines.booked.data()),
          family(lines.attributes[0].code.data()),
          region(lines.attributes[1].code.data()),
          type(lines.attributes[2].code.data()),
          reduces(lines.reduces.data()) {}
};

void read_stretch(Stretch& stretch, pay::Lines& lines, People const& people, Mapped const& file) {
    Days days;
    Columns const to(lines);
    std::size_t row = stretch.first_row;
    stretch.shared.reserve(stretch.rows / 8);
    Reader reader{stretch.from, stretch.to};
    for (; reader.more(); ++row) {
        char const* const at = reader.at;
        to.id[row] = reader.number();
        to.order[row] = static_cast<Index>(reader.number());
        std::string_view const date = reader.word().text;
        if (reader.bad) bad_row(file, at);
        Day const day = days.of(date);
        to.booked[row] = day;
        stretch.earliest = std::min(stretch.earliest, day), stretch.latest = std::max(stretch.latest, day);
        Index const owner = people.of(reader.number());
        std::int64_t const second = reader.number();
        to.family[row] = stretch.families.code(reader.word());
        to.region[row] = stretch.regions.code(reader.word());
        std::int64_t const amount = reader.number() * 100, margin = reader.number() * 100;
        to.type[row] = stretch.types.code(reader.word());
        bool const is_return = reader.last_number() != 0;
        to.amount[row] = is_return ? -amount : amount;
        to.margin[row] = is_return ? -margin : margin;
        to.reduces[row] = is_return;
        to.owner[row] = owner;
        if (reader.bad || owner == engine::nobody || (second != 0 && people.of(second) < 0))
            bad_row(file, at);
        if (second != 0) stretch.shared.push_back({row, {owner, people.of(second)}});
    }
}

// The codes of each stretch become those of the whole; the shared lines get their groups, in order of rows.
void put_together(std::vector<Stretch>& stretches, pay::Lines& lines) {
    for (Stretch& stretch : stretches) {
        std::vector<std::string> const* const locals[] = {&stretch.families.values(),
                                                          &stretch.regions.values(), &stretch.types.values()};
        for (std::size_t a = 0; a < 3; ++a) {
            std::vector<std::uint16_t> translated;
            bool same = true;
            for (std::string const& value : *locals[a]) {
                translated.push_back(lines.attributes[a].encode(value));
                same = same && translated.back() == translated.size() - 1;
            }
            auto& code = lines.attributes[a].code;
            for (std::size_t r = stretch.first_row;
                 !same && r < std::min(stretch.first_row + stretch.rows, code.size()); ++r)
                code[r] = translated[code[r]];
        }
        for (auto const& [row, owners] : stretch.shared) {
            lines.shared[row] = static_cast<std::uint32_t>(lines.group.size() - 1);
            lines.parts.push_back({owners[0], pay::CreditKind::split, pay::one / 10 * 6});
            lines.parts.push_back({owners[1], pay::CreditKind::split, pay::one / 10 * 4});
            lines.group.push_back(static_cast<std::uint32_t>(lines.parts.size()));
        }
    }
}

// Large pages: a fault for every 4 kB costs as much as reading the rows.
template <typename Value> void size_column(std::vector<Value>& column, std::size_t rows) {
    constexpr std::uintptr_t page = 4096;
    column.reserve(rows);
    std::uintptr_t const begin = (reinterpret_cast<std::uintptr_t>(column.data()) + page - 1) / page * page;
    std::uintptr_t const end = reinterpret_cast<std::uintptr_t>(column.data() + rows) / page * page;
    // Where there are none, small ones do.
    if (begin < end) (void)::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
    column.resize(rows);
}

void size_columns(pay::Lines& lines, std::size_t rows, int threads) {
    lines.attributes = {{"product.family", {}, {}}, {"territory.region", {}, {}}, {"order.type", {}, {}}};
    std::vector<std::function<void()>> const columns = {
        [&] { size_column(lines.id, rows); },
        [&] { size_column(lines.amount, rows); },
        [&] { size_column(lines.margin, rows); },
        [&] { size_column(lines.order, rows); },
        [&] { size_column(lines.owner, rows); },
        [&] { size_column(lines.booked, rows); },
        [&] { size_column(lines.shared, rows); },
        [&] { size_column(lines.reduces, rows); },
        [&] { size_column(lines.attributes[0].code, rows); },
        [&] { size_column(lines.attributes[1].code, rows); },
        [&] { size_column(lines.attributes[2].code, rows); },
    };
    pay::in_parallel(columns.size(), 1, threads,
                     [&](std::size_t, std::size_t column, std::size_t) { columns[column](); });
}

// Line feeds, eight bytes at a time.
std::size_t rows_in(char const* from, char const* to) {
    constexpr std::uint64_t each_byte = 0x0101010101010101;
    std::size_t rows = 0;
    for (; to - from >= 8; from += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, from, 8);
        bytes ^= each_byte * '\n';
        // The highest bit of every byte that is not 0 now.
        std::uint64_t const others = ((bytes & each_byte * 0x7F) + each_byte * 0x7F) | bytes;
        rows += (~others >> 7 & each_byte) * each_byte >> 56;
    }
    return rows + static_cast<std::size_t>(std::count(from, to, '\n'));
}

}  // namespace

FactFiles read_fact_files(std::string const& folder, int threads) {
    Mapped const payees(folder + "/payees.csv"), quotas(folder + "/quotas.csv"), txn(folder + "/txn.csv");
    FactFiles out;
    std::vector<PayeeRow> const rows = read_payees(payees);
    People const people = index_of(rows);
    out.person_id = people.id;
    add_people(out.facts, rows, people);
    std::string_view const text = txn.rows();
    std::vector<Stretch> stretches = stretches_of(text, threads);
    in_threads(stretches, [](Stretch& stretch) { stretch.rows = rows_in(stretch.from, stretch.to); });
    std::size_t total = 0;
    for (Stretch& stretch : stretches) stretch.first_row = total, total += stretch.rows;
    size_columns(out.facts.lines, total, threads);
    in_threads(stretches, [&](Stretch& stretch) { read_stretch(stretch, out.facts.lines, people, txn); });
    put_together(stretches, out.facts.lines);
    Day latest = pay::no_day;
    for (Stretch const& stretch : stretches) latest = std::max(latest, stretch.latest);
    if (latest == pay::no_day) throw invalid("calculate.file", {{"file", txn.path()}});
    // The fiscal year is the calendar year of the last line.
    int const year = static_cast<int>(Date::from_number(latest).ymd().year());
    out.facts.from = Date::of(year, 1, 1).number(), out.facts.to = Date::of(year + 1, 1, 1).number();
    read_quotas(out.facts, quotas, people);
    return out;
}

}  // namespace colonnade
