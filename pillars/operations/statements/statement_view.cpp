#include "pillars/operations/statements/statement_view.hpp"

#include <algorithm>
#include <tuple>

#include "foundation/documents/locale_format.hpp"
#include "foundation/documents/pdf_pages.hpp"

namespace colonnade::statements {
namespace {

using documents::PdfAlign;
using documents::PdfPages;
using documents::PdfRow;
using documents::PdfTable;
using documents::PdfWeight;

// A number that is a name, such as a year: in the language's digits, without grouping.
std::string in_digits(std::string const& language, std::string_view number) {
    if (!documents::is_right_to_left(language)) return std::string(number);
    std::string text;
    for (char const digit : number) {
        text += '\xDB';  // U+06F0 … U+06F9 in UTF-8: DB B0 … DB B9
        text += static_cast<char>('\xB0' + (digit - '0'));
    }
    return text;
}

// Whether two components were counted on the same lines.
bool same_lines(StatementComponent const& a, StatementComponent const& b) {
    return std::ranges::equal(a.lines, b.lines, [](StatementLine const& x, StatementLine const& y) {
        return std::tie(x.order, x.booked_on, x.credited, x.share) ==
               std::tie(y.order, y.booked_on, y.credited, y.share);
    });
}

class Sheet {
public:
    Sheet(Statement const& statement, SealMark const& seal, std::string const& language,
          Translate const& translate)
        : of_(statement),
          seal_(seal),
          language_(language),
          translate_(translate),
          pages_({language, t("title") + " · " + of_.person + " · " + period(), of_.company,
                  seal.number ? seal.at : Instant{0}, foot(), t("page")}) {}

    std::string written() {
        head();
        summary();
        components();
        adjustments();
        corrections();
        balances();
        for (std::size_t i = 0; i < of_.components.size(); ++i) lines(i);
        closing();
        return pages_.finish();
    }

private:
    std::string t(std::string const& key, documents::MessageArguments const& arguments = {}) const {
        return translate_(language_, "statement." + key, arguments);
    }
    std::string period() const { return period_name(of_, language_, translate_); }
    std::string foot() const { return of_.company + " · " + of_.person + " · " + period(); }
    std::string date(Date day) const { return documents::date_format(language_, day); }
    // Without the currency, which the headings name.
    std::string amount(Money money) const { return amount(money, money.currency.minor_digits()); }
    std::string amount(Money money, int digits_least) const {
        return documents::number_format(language_, money.amount_text(), {digits_least, Money::places});
    }
    // So many digits that a column's points stand under each other.
    static int digits_of(StatementComponent const& component) {
        int most = component.credited.currency.minor_digits();
        for (StatementLine const& line : component.lines)
            for (Money const& money : {line.credited, line.amount}) {
                std::string const text = money.amount_text();
                std::size_t const point = text.find('.');
                if (point != std::string::npos)
                    most = std::max(most, static_cast<int>(text.size() - point) - 1);
            }
        return most;
    }
    std::string with_currency(Money money) const { return documents::money_format(language_, money); }
    std::string in_currency(std::string const& key) const {
        return t(key) + " (" + of_.currency.text() + ")";
    }
    std::string percent(Rate rate, int digits_most) const {
        return documents::percent_format(language_, decimal_text(rate.count, Rate::places - 2),
                                         {0, digits_most});
    }
    std::string number(NumberKind kind, std::string const& value) const {
        switch (kind) {
            case NumberKind::rate: return percent(Rate::parse(value), 4);
            case NumberKind::money: return amount(Money::parse(value, of_.currency));
            case NumberKind::count:
            case NumberKind::days: break;
        }
        return documents::number_format(language_, value);
    }
    // What the engine pays beside the plan's components goes by words of the catalogue.
    std::string component_name(std::string const& name) const {
        for (char const* known : {"draw", "recovery", "guarantee", "limit"})
            if (name == known) return t("beside." + name);
        return name;
    }

    void head() {
        std::string const number =
            seal_.number
                ? t("number", {{"number", in_digits(language_, std::to_string(seal_.number->value))}})
                : t("preview");
        pages_.letterhead(of_.company, number);
        pages_.title(t("title"));
        std::string days = date(of_.period_from);
        if (of_.period_to) days += " – " + date(of_.period_to->plus_days(-1));
        pages_.subtitle(period() == days ? days : period() + " · " + days);
        std::vector<std::pair<std::string, std::string>> fields{{t("name"), of_.person}};
        if (!of_.personnel_number.empty()) fields.emplace_back(t("personnel_number"), of_.personnel_number);
        if (!of_.position.empty()) fields.emplace_back(t("position"), of_.position);
        for (StatementPlan const& plan : of_.plans) fields.emplace_back(t("plan"), plan_name(plan));
        if (of_.paid_on) fields.emplace_back(t("paid_on"), date(*of_.paid_on));
        fields.emplace_back(t("due_now"), with_currency(of_.totals.due));
        for (Money const& beside : of_.due_beside) fields.emplace_back(t("due_now"), with_currency(beside));
        pages_.fields(fields);
        if (!seal_.number) pages_.paragraph(t("preview_about"), PdfWeight::muted);
    }
    std::string plan_name(StatementPlan const& plan) const {
        if (!plan.version) return plan.name;
        return t("plan_version",
                 {{"plan", plan.name},
                  {"number", documents::number_format(language_, std::to_string(*plan.version))}});
    }

    void summary() {
        PdfTable table{{{t("in_period"), 5},
                        {in_currency("this_period"), 3, PdfAlign::end},
                        {t("year_to_date", {{"date", of_.year_from}}), 3, PdfAlign::end}},
                       {}};
        StatementTotals const &now = of_.totals, &year = of_.year_to_date;
        auto const add = [&](char const* key, Money StatementTotals::*part, bool is_taken, bool always) {
            if (!always && (now.*part).units == 0 && (year.*part).units == 0) return;
            Money const a = is_taken ? -(now.*part) : now.*part, b = is_taken ? -(year.*part) : year.*part;
            table.rows.push_back({{t(key), amount(a), amount(b)}});
        };
        add("earned", &StatementTotals::earned, false, true);
        add("adjusted", &StatementTotals::adjusted, false, false);
        add("corrected", &StatementTotals::corrected, false, false);
        add("held", &StatementTotals::held, true, false);
        add("released", &StatementTotals::released, false, false);
        add("drawn", &StatementTotals::drawn, false, false);
        add("recovered", &StatementTotals::recovered, true, false);
        add("clawed_back", &StatementTotals::clawed_back, true, false);
        table.rows.push_back({{t("due"), amount(now.due), amount(year.due)}, PdfWeight::strong});
        pages_.gap(4);
        pages_.table(table);
    }

    // The first rate among the figures of a component is what it calls attainment, by whatever name.
    std::string attainment(StatementComponent const& component) const {
        for (StatementFigure const& figure : component.figures)
            if (figure.name == "attainment" && figure.kind == NumberKind::rate)
                return percent(Rate::parse(figure.value), 2);
        return "–";
    }
    void components() {
        PdfTable table{{{t("component"), 6},
                        {in_currency("credited"), 4, PdfAlign::end},
                        {t("attainment"), 3, PdfAlign::end},
                        {in_currency("earned"), 4, PdfAlign::end}},
                       {}};
        for (StatementComponent const& component : of_.components) {
            if (component.credited.units == 0 && component.earned.units == 0 && component.steps.empty() &&
                component.figures.empty())
                continue;
            table.rows.push_back({{component_name(component.component), amount(component.credited),
                                   attainment(component), amount(component.earned)}});
            for (std::string const& line : basis(component)) table.rows.push_back({{line}, PdfWeight::muted});
        }
        if (table.rows.empty()) return;
        pages_.heading(t("components"));
        pages_.table(table);
    }
    // What it reckoned with: its own figures, and the steps that were reached.
    std::vector<std::string> basis(StatementComponent const& component) const {
        std::vector<std::string> found;
        std::string figures;
        for (StatementFigure const& figure : component.figures) {
            if (figure.name == "attainment") continue;
            if (!figures.empty()) figures += " · ";
            figures += t("figure", {{"name", figure.name}, {"value", number(figure.kind, figure.value)}});
        }
        if (!figures.empty()) found.push_back(figures);
        std::string steps;
        for (StatementStep const& step : component.steps) {
            if (!steps.empty()) steps += " · ";
            steps += t("step", {{"from", number(step.input_kind, step.from)},
                                {"to", number(step.input_kind, step.to)},
                                {"value", number(step.value_kind, step.value)}});
        }
        if (!steps.empty()) found.push_back(steps);
        return found;
    }

    void adjustments() {
        if (of_.adjustments.empty()) return;
        PdfTable table{{{t("component"), 3}, {t("reason"), 6}, {t("amount"), 3, PdfAlign::end}}, {}};
        for (StatementAdjustment const& one : of_.adjustments)
            table.rows.push_back({{component_name(one.component), one.reason, with_currency(one.amount)}});
        pages_.heading(t("adjustments"));
        pages_.table(table);
    }

    void corrections() {
        if (of_.corrections.empty()) return;
        PdfTable table{
            {{t("period"), 2}, {t("component"), 3}, {t("why"), 6}, {in_currency("amount"), 3, PdfAlign::end}},
            {}};
        for (StatementCorrection const& one : of_.corrections)
            table.rows.push_back(
                {{period_key(one.period), component_name(one.component), why(one), amount(one.amount)}});
        pages_.heading(t("corrections"));
        pages_.table(table);
    }
    std::string period_key(std::string const& key) const {
        Statement of;
        of.period = key;
        return period_name(of, language_, translate_);
    }
    std::string why(StatementCorrection const& correction) const {
        if (correction.causes.empty()) return t("why_terms");
        std::string all;
        for (CorrectionCause const& cause : correction.causes) {
            if (!all.empty()) all += "\n";
            all += t("why_line", {{"order", cause.order},
                                  {"date", cause.booked_on},
                                  {"before", amount(cause.before)},
                                  {"after", amount(cause.after)}});
        }
        if (correction.causes_left_out > 0)
            all += "\n" + t("left_out", {{"count", std::int64_t{correction.causes_left_out}}});
        return all;
    }

    void balances() {
        if (of_.still_held.units != 0) pages_.paragraph(t("still_held", {{"amount", of_.still_held}}));
        if (of_.still_to_recover.units != 0)
            pages_.paragraph(t("still_to_recover", {{"amount", of_.still_to_recover}}));
    }

    // The order lines behind a component; once where several are counted on the same.
    void lines(std::size_t place) {
        StatementComponent const& component = of_.components[place];
        if (component.lines.empty()) return;
        std::string const name = component_name(component.component);
        for (std::size_t before = 0; before < place; ++before)
            if (same_lines(of_.components[before], component)) {
                std::string const first = component_name(of_.components[before].component);
                pages_.paragraph(t("same_lines", {{"component", name}, {"first", first}}), PdfWeight::muted);
                return;
            }
        int const digits = digits_of(component);
        PdfTable table{{{t("order"), 4},
                        {t("customer"), 6},
                        {t("booked_on"), 4},
                        {t("credit"), 4, PdfAlign::end},
                        {t("share"), 3, PdfAlign::end},
                        {in_currency("amount"), 4, PdfAlign::end}},
                       {}};
        for (StatementLine const& line : component.lines)
            table.rows.push_back(
                {{line.order, line.customer, date(line.booked_on), amount(line.credited, digits),
                  percent(line.share, 2), line.amount.units == 0 ? "–" : amount(line.amount, digits)}});
        if (component.lines_left_out > 0)
            table.rows.push_back({{t("lines_left_out", {{"count", std::int64_t{component.lines_left_out}},
                                                        {"amount", component.credit_left_out}})},
                                  PdfWeight::muted});
        table.rows.push_back(
            {{t("sum"), "", "", amount(component.credited, digits), "", amount(component.earned, digits)},
             PdfWeight::strong});
        pages_.heading(t("lines", {{"component", name}}));
        pages_.table(table);
    }

    void closing() {
        pages_.heading(t("wrong"));
        pages_.paragraph(t("dispute"));
        if (!seal_.number) return;
        pages_.paragraph(t("sealed", {{"date", seal_.at.date()}, {"digest", seal_.digest}}),
                         PdfWeight::muted);
    }

    Statement const& of_;
    SealMark const& seal_;
    std::string language_;
    Translate const& translate_;
    PdfPages pages_;
};

}  // namespace

std::string period_name(Statement const& statement, std::string const& language, Translate const& translate) {
    std::string const& key = statement.period;
    bool const is_numbered = key.size() > 6 && key[4] == '-' && (key[5] == 'Q' || key[5] == 'W') &&
                             key.find_first_not_of("0123456789", 6) == std::string::npos;
    if (is_numbered) {
        std::string number = key.substr(6);
        number.erase(0, std::min(number.find_first_not_of('0'), number.size() - 1));
        return translate(
            language, key[5] == 'Q' ? "shared.period.quarter_label" : "shared.period.week_label",
            {{"year", in_digits(language, key.substr(0, 4))}, {"number", in_digits(language, number)}});
    }
    bool const is_month = key.size() > 6 && key[4] == '-' && key[5] == 'M';
    if (!is_month || !statement.period_to) return key;
    return documents::date_format(language, statement.period_from) + " – " +
           documents::date_format(language, statement.period_to->plus_days(-1));
}

std::string statement_pdf(Statement const& statement, SealMark const& seal, std::string const& language,
                          Translate const& translate) {
    return Sheet(statement, seal, language, translate).written();
}

}  // namespace colonnade::statements
