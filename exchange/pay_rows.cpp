// Values and KPIs of single people that pay plans name.
#include "exchange/reference_store.hpp"
#include "exchange/rows.hpp"
#include "foundation/base/problem.hpp"
#include "pillars/operations/incentives/parameter_loader.hpp"
#include "pillars/operations/kpis/kpi_loader.hpp"

namespace colonnade::exchange {
namespace {

using incentives::ParameterKind;

PersonId person_in(Cells const& cells, SubjectIds& subjects) {
    auto const person = subjects.find("person", cells.text("person_id"));
    if (!person)
        throw invalid("exchange.subject_unknown", {{"kind", "person"}, {"value", cells.text("person_id")}},
                      "person_id");
    return PersonId{*person};
}

class PayParameterRows : public RowLoader {
public:
    explicit PayParameterRows(LoadContext const& context)
        : loader_(context.write), subjects_(context.write), currency_(context.currency) {}

    Outcome add(Cells const& cells) override {
        incentives::Parameter row;
        row.person = person_in(cells, subjects_);
        row.name = cells.text("name");
        row.kind = kind(cells.text("kind"), cells.text("value"));
        row.valid = {cells.date("valid_from").value_or(Date::beginning()), cells.end("valid_to")};
        int rounded = 0;
        if (row.kind == ParameterKind::rate) {
            row.value = cells.rate("value").value_or(Rate{}).count;
        } else {
            auto const value = cells.decimal("value");
            if (!value) throw invalid("exchange.value_missing", {}, "value");
            row.value = value->count;
            rounded = value->exact ? 0 : 1;
        }
        if (row.kind == ParameterKind::money) row.currency = currency(cells.text("currency"));
        Outcome outcome = loader_.add(row);
        outcome.rounded = rounded;
        return outcome;
    }
    void finish() override {}

private:
    static ParameterKind kind(std::string const& word, std::string const& value) {
        if (word.empty()) return value.ends_with('%') ? ParameterKind::rate : ParameterKind::money;
        for (auto const kind : {ParameterKind::money, ParameterKind::rate, ParameterKind::count})
            if (incentives::word(kind) == word) return kind;
        throw invalid("exchange.parameter_kind", {{"value", word}}, "kind");
    }

    Currency currency(std::string const& code) const {
        if (code.empty()) return currency_;
        auto const found = Currency::find(code);
        if (!found) throw invalid("currency.unknown", {{"code", code}}, "currency");
        return *found;
    }

    incentives::ParameterLoader loader_;
    SubjectIds subjects_;
    Currency currency_;
};

class KpiRows : public RowLoader {
public:
    explicit KpiRows(LoadContext const& context) : loader_(context.write), subjects_(context.write) {}

    Outcome add(Cells const& cells) override {
        kpis::KpiValue row;
        row.person = person_in(cells, subjects_);
        row.name = cells.text("kpi");
        auto const value = cells.rate("value");
        if (!value) throw invalid("exchange.value_missing", {}, "value");
        row.value = *value;
        row.valid = {cells.date("valid_from").value_or(Date::beginning()), cells.end("valid_to")};
        return loader_.add(row);
    }
    void finish() override {}

private:
    kpis::KpiLoader loader_;
    SubjectIds subjects_;
};

}  // namespace

std::unique_ptr<RowLoader> make_pay_rows(FileKind kind, LoadContext const& context) {
    if (kind == FileKind::kpis) return std::make_unique<KpiRows>(context);
    if (kind != FileKind::pay_parameters) return nullptr;
    return std::make_unique<PayParameterRows>(context);
}

}  // namespace colonnade::exchange
