#include "app/attainment_report.hpp"

#include <algorithm>

#include <boost/describe/enum_from_string.hpp>
#include <fmt/format.h>

#include "foundation/base/text.hpp"
#include "foundation/documents/csv_writer.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/goals/attainment_view.hpp"
#include "pillars/operations/goals/goal_store.hpp"

namespace colonnade {
namespace {

// The periods to report: the one named, else those with quotas, else the company's current one.
std::vector<Period> periods_of(db::Session& session, std::string const& key, Date today) {
    company::Periods const known = company::read_periods(session);
    if (!key.empty()) return {known.named(key, today)};
    std::vector<Period> periods = goals::quota_periods(session);
    if (periods.empty()) periods.push_back(known.named("", today));
    return periods;
}

AttainmentReport::Row report_row(goals::Standing const& standing, Period const& period,
                                 goals::AttainmentRow const& row) {
    goals::Subject const subject = goals::subject_of(standing, row.by, row.index);
    std::string const id = subject.external_id.empty() ? std::to_string(subject.id) : subject.external_id;
    std::optional<Date> last;
    if (period.range.to) last = period.range.to->plus_days(-1);
    return {id, subject.name, period.range.from, last, row.quota, row.actual, row.attainment};
}

// "93.5": percent with two digits after the point, rounded half to even.
std::string percent_text(Rate rate) {
    std::int64_t const hundredths =
        narrow(divide_half_even(static_cast<Wide>(rate.count) * 10'000, Rate::scale));
    return decimal_text(hundredths, 2, 2);
}

std::vector<std::string> cells(AttainmentReport::Row const& row) {
    return {row.id,
            row.name,
            row.period_start.text(),
            row.period_end ? row.period_end->text() : "",
            row.quota ? decimal_text(*row.quota, Money::places, 2) : "",
            decimal_text(row.actual, Money::places, 2),
            row.attainment ? percent_text(*row.attainment) : ""};
}

std::vector<std::string> headings(AttainmentReport const& report) {
    std::string const noun = report.by == "manager" ? "person" : report.by;
    return {noun + "_id", noun, "period_start", "period_end", "quota", "actual", "attainment_percent"};
}

// Characters of a UTF-8 text.
std::ptrdiff_t character_count(std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

// Cells beyond the first four are figures and stand to the right.
void print_row(std::ostream& out, std::vector<std::string> const& row,
               std::vector<std::size_t> const& widths) {
    for (std::size_t i = 0; i < row.size(); ++i)
        out << (i < 4 ? fmt::format("{:<{}}  ", row[i], widths[i])
                      : fmt::format("{:>{}}  ", row[i], widths[i]));
    out << '\n';
}

}  // namespace

AttainmentReport attainment_report(Program& program, std::string const& user, std::string const& by,
                                   std::string const& measure, std::string const& period) {
    Caller const caller = program.caller_of(user);
    auto const standing = program.standing().current();
    goals::AttainmentAsk ask{{}, *goals::find_measure(measure), {}, caller.today};
    boost::describe::enum_from_string(by.c_str(), ask.by);
    auto const seen = goals::visible_rows(*standing, caller, ask.by);
    AttainmentReport report{by, {}};
    program.database().read([&](db::Session& session) {
        for (Period const& one : periods_of(session, period, caller.today)) {
            ask.period = one;
            goals::QuotaTable const quotas(goals::quotas_of(session, one.range, ask.measure));
            std::size_t const first = report.rows.size();
            for (goals::AttainmentRow const& row : goals::attainment_rows(*standing, quotas, ask, seen))
                report.rows.push_back(report_row(*standing, one, row));
            std::stable_sort(
                report.rows.begin() + static_cast<std::ptrdiff_t>(first), report.rows.end(),
                [](auto const& a, auto const& b) { return sort_key(a.name) < sort_key(b.name); });
        }
    });
    return report;
}

void write_csv(AttainmentReport const& report, std::ostream& out) {
    documents::StringSink sink;
    documents::CsvWriter writer(sink, {.newline = "\n"});
    auto const write = [&](std::vector<std::string> const& row) {
        for (std::string const& cell : row) writer.field(cell);
        writer.end_row();
    };
    write(headings(report));
    for (AttainmentReport::Row const& row : report.rows) write(cells(row));
    writer.finish();
    out << sink.text();
}

void write_table(AttainmentReport const& report, std::ostream& out) {
    std::vector<std::vector<std::string>> table{headings(report)};
    for (AttainmentReport::Row const& row : report.rows) table.push_back(cells(row));
    std::vector<std::size_t> widths(table.front().size());
    for (auto const& row : table)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], static_cast<std::size_t>(character_count(row[i])));
    for (auto const& row : table) print_row(out, row, widths);
}

}  // namespace colonnade
