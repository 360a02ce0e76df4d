#include "foundation/documents/sniff.hpp"

#include <array>

#include "foundation/base/text.hpp"

namespace colonnade::documents {
namespace {

constexpr std::size_t samples_max = 5;

ValueForm date_form(DateOrder order, CalendarSystem calendar) {
    return {.kind = ValueKind::date, .decimal_mark = '.', .order = order, .calendar = calendar};
}

// Every reading that is tried, those that say more before those that say less.
std::vector<ValueForm> const& candidates() {
    static std::vector<ValueForm> const forms = [] {
        std::vector<ValueForm> list;
        for (auto calendar : {CalendarSystem::gregorian, CalendarSystem::solar_hijri}) {
            for (auto order :
                 {DateOrder::year_month_day, DateOrder::day_month_year, DateOrder::month_day_year}) {
                list.push_back(date_form(order, calendar));
            }
        }
        for (auto kind : {ValueKind::integer, ValueKind::decimal, ValueKind::percent, ValueKind::money}) {
            for (char mark : {'.', ','}) list.push_back({.kind = kind, .decimal_mark = mark});
        }
        list.push_back({.kind = ValueKind::boolean});
        list.push_back({.kind = ValueKind::email});
        return list;
    }();
    return forms;
}

bool is_numeric(ValueKind kind) {
    return kind == ValueKind::integer || kind == ValueKind::decimal || kind == ValueKind::money ||
           kind == ValueKind::percent;
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Narrower than `fits`: what a value would be taken for without being told. Codes with leading zeros, long
// numbers that are really identifiers, and "12E5" stay text; "1" is no yes; eight digits are no date.
bool looks_like(std::string_view text, std::string_view plain, ValueForm const& form) {
    bool const has_digit = plain.find_first_of("0123456789") != std::string_view::npos;
    switch (form.kind) {
        case ValueKind::date: return plain.size() >= 6 && !all_digits(plain) && fits(text, form);
        case ValueKind::boolean:
            // A lone "x" or "a" is rather a mark or a class; a lone "y" or "n" is not.
            return !has_digit && (plain.size() > 1 || plain.find_first_of("ynYN") == 0) && fits(text, form);
        case ValueKind::email: return fits(text, form);
        default: break;
    }
    if (!has_digit || plain.size() > 40) return false;
    bool const code = plain.size() > 1 && plain[0] == '0' && plain[1] >= '0' && plain[1] <= '9';
    auto const e = plain.find_first_of("Ee");
    bool const exponent = e != std::string_view::npos && e > 0 && plain[e - 1] >= '0' &&
                          plain[e - 1] <= '9' && plain.find(form.decimal_mark) == std::string_view::npos;
    if (code || (all_digits(plain) && plain.size() > 18)) return false;
    if (form.kind == ValueKind::percent) {
        bool const sign = plain.find('%') != std::string_view::npos ||
                          plain.find("\xD9\xAA") != std::string_view::npos;
        return sign && fits(text, form);
    }
    return !exponent && fits(text, form);
}

// How many of a column's values a form must fit. Of few values one that is wrong is much, so that where
// nothing fits nearly all of them the majority decides, and the rest are found wrong when they are read.
enum class Share { nearly_all, majority_of_few };
constexpr std::size_t few = 20;

// What is counted while the rows go by.
struct Column {
    std::string name;
    std::size_t filled = 0;
    std::size_t marked_money = 0;
    std::size_t times_of_day = 0;
    std::array<std::size_t, 16> matching{};
    std::array<bool, 16> first_row{};  // which forms the header's field would fit
    std::vector<std::string> samples;

    void add(std::string_view text) {
        if (text.empty()) return;
        auto const plain = plain_signs(text);
        if (plain.empty()) return;
        ++filled;
        auto const& forms = candidates();
        bool timed = false;
        for (std::size_t i = 0; i < forms.size(); ++i) {
            if (!looks_like(text, plain, forms[i])) continue;
            ++matching[i];
            if (forms[i].kind == ValueKind::date)
                timed = timed || parse_date_time(text, forms[i])->milliseconds != 0;
        }
        times_of_day += timed;
        auto const money = parse_money(text, '.');
        auto const other = money ? money : parse_money(text, ',');
        marked_money += other && !other->mark.empty();
        bool const seen = std::find(samples.begin(), samples.end(), text) != samples.end();
        if (!seen && samples.size() < samples_max) samples.emplace_back(text);
    }
    bool holds(std::size_t form, Share share = Share::nearly_all) const {
        if (share == Share::majority_of_few) return filled < few && matching[form] * 2 > filled;
        return filled > 0 && matching[form] * 10 >= filled * 9;
    }
};

bool names_a_date(std::string const& name) {
    auto const key = search_form(name);
    for (std::string_view word :
         {"date", "data", "datum", "fecha", "dzien", "giorno", "dia", "den", "تاریخ", "روز"}) {
        if ((" " + key + " ").find(" " + std::string(word) + " ") != std::string::npos) return true;
        if (word.size() > 3 && key.ends_with(word)) return true;
    }
    return false;
}

// The best of the forms of a kind, by matches; `open` tells that another one matches as many.
struct Best {
    std::size_t form = 0;
    std::size_t matching = 0;
    bool open = false;
};

template <class Of, class Prefer> Best best_of(Column const& column, Of of, Prefer prefer) {
    Best best;
    auto const& forms = candidates();
    for (std::size_t i = 0; i < forms.size(); ++i) {
        if (!of(forms[i]) || column.matching[i] == 0) continue;
        auto const matching = column.matching[i];
        if (matching == best.matching) best.open = true;
        bool const more = matching > best.matching;
        bool const preferred = matching == best.matching && prefer(forms[i]) && !prefer(forms[best.form]);
        if (more) best.open = false;
        if (more || preferred) {
            best.form = i;
            best.matching = matching;
        }
    }
    return best;
}

// Whether a decimal mark is proved somewhere in the table: 0 when not, or when both are.
char proved_mark(std::vector<Column> const& columns) {
    std::array<std::size_t, 2> proofs{};
    auto const& forms = candidates();
    for (auto const& column : columns) {
        for (std::size_t i = 0; i + 1 < forms.size(); ++i) {
            bool const fraction = is_numeric(forms[i].kind) && forms[i].kind != ValueKind::integer;
            if (!fraction || forms[i].decimal_mark != '.') continue;
            auto const point = column.matching[i];
            auto const comma = column.matching[i + 1];
            if (point > comma && column.holds(i)) ++proofs[0];
            if (comma > point && column.holds(i + 1)) ++proofs[1];
        }
    }
    if (proofs[0] > 0 && proofs[1] == 0) return '.';
    return proofs[1] > 0 && proofs[0] == 0 ? ',' : 0;
}

class Judge {
public:
    Judge(std::vector<Column> const& columns, std::string const& language)
        : columns_(columns), proved_(proved_mark(columns)) {
        bool const english = language.starts_with("en");
        mark_ = proved_ != 0 ? proved_ : english ? '.' : ',';
        if (language.starts_with("fa") && proved_ == 0) mark_ = '.';
        order_ = english ? DateOrder::month_day_year : DateOrder::day_month_year;
        settle_order();
    }

    ColumnGuess guess(Column const& column) const {
        ColumnGuess guess{
            .name = column.name, .form = {}, .filled = column.filled, .samples = column.samples};
        guess.form.kind = column.filled == 0 ? ValueKind::empty : ValueKind::text;
        guess.matching = column.filled;
        if (column.filled == 0) return guess;
        bool const sure = as_date(column, guess, Share::nearly_all) ||
                          as_number(column, guess, Share::nearly_all) || as_word(column, guess);
        if (!sure && !as_date(column, guess, Share::majority_of_few))
            as_number(column, guess, Share::majority_of_few);
        return guess;
    }

private:
    // A column whose days go beyond 12 settles the usual order for those that leave it open.
    void settle_order() {
        for (auto const& column : columns_) {
            auto const best = best_date(column);
            if (column.holds(best.form) && !best.open &&
                candidates()[best.form].order != DateOrder::year_month_day && best.matching > 0) {
                order_ = candidates()[best.form].order;
            }
        }
    }
    Best best_date(Column const& column) const {
        return best_of(
            column, [](ValueForm const& form) { return form.kind == ValueKind::date; },
            [&](ValueForm const& form) { return form.order == order_; });
    }
    bool as_date(Column const& column, ColumnGuess& guess, Share share) const {
        auto const best = best_date(column);
        if (best.matching > 0 && column.holds(best.form, share)) {
            guess.form = candidates()[best.form];
            if (column.times_of_day > 0) guess.form.kind = ValueKind::date_time;
            guess.matching = best.matching;
            guess.date_order_open = best.open;
            return true;
        }
        return as_digits_of_date(column, guess);
    }
    // Whole numbers under a heading that says "date": eight digits, or a spreadsheet's count of days.
    bool as_digits_of_date(Column const& column, ColumnGuess& guess) const {
        if (!names_a_date(column.name) || column.samples.empty()) return false;
        for (auto order : {DateOrder::year_month_day, DateOrder::excel_serial}) {
            for (auto calendar : {CalendarSystem::gregorian, CalendarSystem::solar_hijri}) {
                auto const form = date_form(order, calendar);
                bool const all =
                    std::all_of(column.samples.begin(), column.samples.end(), [&](std::string const& text) {
                        auto const digits = plain_signs(text);
                        auto const whole = digits.substr(0, digits.find('.'));
                        bool const length = order == DateOrder::excel_serial ? whole.size() == 5
                                                                             : digits.size() == 8;
                        return length && fits(text, form);
                    });
                if (!all) continue;
                guess.form = form;
                return true;
            }
        }
        return false;
    }
    static bool is_most_frequent(Column const& column, std::size_t matching) {
        auto const& forms = candidates();
        for (std::size_t i = 0; i < forms.size(); ++i)
            if (is_numeric(forms[i].kind) && column.matching[i] > matching) return false;
        return true;
    }
    bool as_number(Column const& column, ColumnGuess& guess, Share share) const {
        auto const prefer = [&](ValueForm const& form) { return form.decimal_mark == mark_; };
        auto const kind_is = [](ValueKind kind) {
            return [kind](ValueForm const& form) { return form.kind == kind; };
        };
        bool const marked = column.marked_money > 0;
        for (auto kind : {ValueKind::percent, ValueKind::integer, ValueKind::decimal, ValueKind::money}) {
            if (marked && (kind == ValueKind::integer || kind == ValueKind::decimal)) continue;
            auto const best = best_of(column, kind_is(kind), prefer);
            if (best.matching == 0 || !column.holds(best.form, share)) continue;
            if (share == Share::majority_of_few && !is_most_frequent(column, best.matching)) continue;
            // "1.234" is a whole number in one reading and a decimal in the other.
            bool const decimal_too = kind == ValueKind::integer && !reads_whole_either_way(column);
            if (decimal_too && proved_ != 0 && !column.holds(integer_form(proved_))) continue;
            auto form = candidates()[best.form];
            if (decimal_too) form = {.kind = ValueKind::decimal, .decimal_mark = mark_};
            guess.form = form;
            guess.matching = best.matching;
            bool const both = decimal_too || (best.open && kind != ValueKind::integer && has_mark(column));
            guess.decimal_mark_open = proved_ == 0 && both;
            if (decimal_too && proved_ != 0) guess.form = candidates()[integer_form(proved_)];
            return true;
        }
        return false;
    }
    static std::size_t integer_form(char mark) {
        auto const& forms = candidates();
        ValueForm const wanted{.kind = ValueKind::integer, .decimal_mark = mark};
        return static_cast<std::size_t>(std::find(forms.begin(), forms.end(), wanted) - forms.begin());
    }
    static bool reads_whole_either_way(Column const& column) {
        return column.matching[integer_form('.')] == column.matching[integer_form(',')];
    }
    static bool has_mark(Column const& column) {
        return std::any_of(column.samples.begin(), column.samples.end(), [](std::string const& text) {
            return text.find_first_of(".,") != std::string::npos;
        });
    }
    bool as_word(Column const& column, ColumnGuess& guess) const {
        auto const& forms = candidates();
        for (std::size_t i = 0; i < forms.size(); ++i) {
            bool const word = forms[i].kind == ValueKind::boolean || forms[i].kind == ValueKind::email;
            if (!word || !column.holds(i)) continue;
            guess.form = forms[i];
            guess.matching = column.matching[i];
            return true;
        }
        return false;
    }

    std::vector<Column> const& columns_;
    char proved_;
    char mark_;
    DateOrder order_ = DateOrder::day_month_year;
};

// A row names the columns when its fields are different, hardly any of them is itself a value, and it is not
// the only one that way: where a column of values begins with a word, that word is its name.
bool is_header(std::vector<std::string> const& first, std::vector<Column> const& columns) {
    std::set<std::string> names;
    std::size_t filled = 0;
    std::size_t values = 0;
    std::size_t contrasts = 0;
    auto const& forms = candidates();
    for (std::size_t i = 0; i < first.size(); ++i) {
        auto const plain = plain_signs(first[i]);
        if (plain.empty()) continue;
        ++filled;
        names.insert(plain);
        bool value = false;
        bool contrast = false;
        for (std::size_t form = 0; form < forms.size(); ++form) {
            bool const like = looks_like(first[i], plain, forms[form]) &&
                              forms[form].kind != ValueKind::boolean;
            value = value || like;
            contrast = contrast ||
                       (!like && i < columns.size() && columns[i].filled > 0 && columns[i].holds(form));
        }
        values += value;
        contrasts += contrast && !value;
    }
    if (filled == 0 || names.size() < filled || values * 5 > filled) return false;
    return contrasts > 0 || values == 0;
}

}  // namespace

TableGuess sniff_table(RowSource& source, SniffOptions const& options) {
    TableGuess guess;
    std::vector<std::string> first;
    std::vector<Column> columns;
    Row row;
    while (guess.rows < options.rows && source.next(row)) {
        if (row.fields.size() > columns.size()) columns.resize(row.fields.size());
        if (row.number == 1) {
            first.assign(row.fields.begin(), row.fields.end());
            continue;
        }
        for (std::size_t i = 0; i < row.fields.size(); ++i) columns[i].add(row.fields[i]);
        ++guess.rows;
    }
    guess.header = is_header(first, columns);
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (guess.header) columns[i].name = trimmed(first[i]);
        else columns[i].add(first[i]);
    }
    guess.rows += !guess.header && !first.empty();
    Judge const judge(columns, options.language);
    for (auto const& column : columns) guess.columns.push_back(judge.guess(column));
    return guess;
}

}  // namespace colonnade::documents
