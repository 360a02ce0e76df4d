// Periods, exchange rates and quotas.
#include <optional>

#include "exchange/reference_store.hpp"
#include "exchange/rows.hpp"
#include "foundation/base/problem.hpp"
#include "pillars/operations/company/company_loader.hpp"
#include "pillars/operations/company/company_store.hpp"
#include "pillars/operations/goals/goal_loader.hpp"

namespace colonnade::exchange {
namespace {

Date required_date(Cells const& cells, std::string_view column) {
    auto const date = cells.date(column);
    if (!date) throw invalid("exchange.value_missing", {}, std::string(column));
    return *date;
}

class PeriodRows : public RowLoader {
public:
    explicit PeriodRows(LoadContext const& context) : loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        return loader_.add_period({PeriodKind::custom,
                                   cells.text("period"),
                                   {required_date(cells, "valid_from"), cells.end("valid_to")}});
    }
    void finish() override { loader_.finish(); }

private:
    company::CompanyLoader loader_;
};

class RateRows : public RowLoader {
public:
    explicit RateRows(LoadContext const& context) : loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        auto const rate = cells.rate("rate");
        if (!rate) throw invalid("exchange.value_missing", {}, "rate");
        return loader_.add_rate({currency(cells, "from_currency"), currency(cells, "to_currency"), *rate,
                                 required_date(cells, "valid_from")});
    }
    void finish() override { loader_.finish(); }

private:
    static Currency currency(Cells const& cells, std::string_view column) {
        std::string const code = cells.text(column);
        auto const found = Currency::find(code);
        if (!found) throw invalid("currency.unknown", {{"code", code}}, std::string(column));
        return *found;
    }

    company::CompanyLoader loader_;
};

class QuotaRows : public RowLoader {
public:
    explicit QuotaRows(LoadContext const& context)
        : loader_(context.write), subjects_(context.write), periods_(company::read_periods(context.write)) {}

    Outcome add(Cells const& cells) override {
        goals::QuotaRow row;
        row.external_id = cells.text("quota_id");
        row.subject_kind = subject_kind(cells.text("subject_kind"));
        row.subject_id = subject(row.subject_kind, cells.text("subject_id"));
        row.measure = measure(cells.text("measure"));
        row.period = period(cells);
        auto const amount = cells.decimal("amount");
        if (!amount) throw invalid("exchange.value_missing", {}, "amount");
        row.amount = amount->count;
        row.is_prorated = cells.boolean("prorated").value_or(false);
        Outcome outcome = loader_.add(row);
        outcome.rounded = amount->exact ? 0 : 1;
        return outcome;
    }
    void finish() override {}

private:
    static goals::SubjectKind subject_kind(std::string const& text) {
        if (text.empty()) return goals::SubjectKind::person;
        for (auto const kind : {goals::SubjectKind::person, goals::SubjectKind::team,
                                goals::SubjectKind::territory, goals::SubjectKind::company})
            if (goals::subject_kind_text(kind) == text) return kind;
        throw invalid("exchange.subject_kind", {{"value", text}}, "subject_kind");
    }

    static goals::GoalMeasure measure(std::string const& text) {
        if (text.empty()) return goals::GoalMeasure::revenue;
        auto const found = goals::find_measure(text);
        if (!found) throw invalid("exchange.measure", {{"value", text}}, "measure");
        return *found;
    }

    std::int64_t subject(goals::SubjectKind kind, std::string const& key) {
        if (kind == goals::SubjectKind::company) return 0;
        auto const found = subjects_.find(goals::subject_kind_text(kind), key);
        if (!found)
            throw invalid("exchange.subject_unknown",
                          {{"kind", std::string(goals::subject_kind_text(kind))}, {"value", key}},
                          "subject_id");
        return *found;
    }

    // By its key, or by a day within one of the listed periods.
    Period period(Cells const& cells) {
        std::string const key = cells.text("period");
        if (auto const found = periods_.find(key)) return *found;
        auto const day = Date::find(key);
        if (!day) throw invalid("exchange.period_unknown", {{"value", key}}, "period");
        for (Period const& listed : periods_.listed())
            if (listed.range.contains(*day)) return listed;
        throw invalid("exchange.outside_periods", {{"date", day->text()}}, "period");
    }

    goals::GoalLoader loader_;
    SubjectIds subjects_;
    company::Periods periods_;
};

}  // namespace

std::unique_ptr<RowLoader> make_company_rows(FileKind kind, LoadContext const& context) {
    switch (kind) {
        case FileKind::periods: return std::make_unique<PeriodRows>(context);
        case FileKind::rates: return std::make_unique<RateRows>(context);
        case FileKind::quotas: return std::make_unique<QuotaRows>(context);
        default: return nullptr;
    }
}

}  // namespace colonnade::exchange
