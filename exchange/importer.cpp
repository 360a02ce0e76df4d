#include "exchange/importer.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "exchange/cells.hpp"
#include "exchange/reference_store.hpp"
#include "exchange/rows.hpp"
#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"
#include "foundation/wire/values.hpp"
#include "pillars/operations/company/company_store.hpp"

namespace colonnade::exchange {
namespace {

constexpr std::int64_t progress_every = 5'000;  // rows

// Leaves the transaction of a dry run, so that nothing of it remains.
struct TakenBack {};

// Other files of the plan, read when an expression first asks for them.
class PlanTables : public OtherTables {
public:
    PlanTables(Plan const& plan, Source const& own) : plan_(plan), own_(own) {}

    LookupTable const& lookup(std::string_view file, std::string_view key, std::string_view value) override {
        std::string const name = std::string(file) + "\n" + std::string(key) + "\n" + std::string(value);
        auto const [place, is_new] = lookups_.try_emplace(name);
        if (!is_new) return place->second;
        Source const& source = find(file);
        std::size_t const from = column_of(source, key), to = column_of(source, value);
        auto const rows = open_rows(source);
        documents::Row row;
        while (rows->next(row))
            if (!row.at(from).empty()) place->second.try_emplace(trimmed(row.at(from)), trimmed(row.at(to)));
        return place->second;
    }

    std::set<std::string> const& values(std::string_view column) override {
        auto const [place, is_new] = values_.try_emplace(std::string(column));
        if (!is_new) return place->second;
        std::size_t const at = column_of(own_, column);
        auto const rows = open_rows(own_);
        documents::Row row;
        while (rows->next(row))
            if (!row.at(at).empty()) place->second.emplace(row.at(at));
        return place->second;
    }

private:
    Source const& find(std::string_view file) const {
        std::string const key = key_form(file);
        for (Source const& source : plan_.sources)
            if (key_form(source.stem) == key) return source;
        throw invalid("exchange.lookup_file", {{"file", std::string(file)}}, own_.name);
    }
    static std::size_t column_of(Source const& source, std::string_view name) {
        std::size_t const at = source.headings.find(name);
        if (at == Headings::absent)
            throw invalid("exchange.lookup_column", {{"column", std::string(name)}}, source.name);
        return at;
    }

    Plan const& plan_;
    Source const& own_;
    std::unordered_map<std::string, LookupTable> lookups_;
    std::unordered_map<std::string, std::set<std::string>> values_;
};

// How far the whole is: each step counts for the size of its file.
class Meter {
public:
    Meter(Plan const& plan, TellProgress const& tell) : tell_(tell) {
        for (Step const& step : plan.steps) progress_.total += size_of(step);
    }
    static std::uint64_t size_of(Step const& step) {
        std::error_code error;
        auto const size = std::filesystem::file_size(step.source->path, error);
        return error ? 0 : size;
    }
    void at(Step const& step, documents::RowSource const& rows, std::int64_t count) {
        if (!tell_) return;
        double const part = rows.bytes_total() == 0 ? 0.0
                                                    : static_cast<double>(rows.bytes_done()) /
                                                          static_cast<double>(rows.bytes_total());
        progress_.source = step.source->name;
        progress_.done = before_ + static_cast<std::uint64_t>(part * static_cast<double>(size_of(step)));
        progress_.rows = count;
        tell_(progress_);
    }
    void done(Step const& step) { before_ += size_of(step); }

private:
    TellProgress const& tell_;
    ImportProgress progress_;
    std::uint64_t before_ = 0;
};

// Whether a problem is the row's own, and not that of the database or the program.
bool is_of_the_row(Problem const& problem) {
    bool const kind = problem.kind() == ProblemKind::invalid || problem.kind() == ProblemKind::conflict ||
                      problem.kind() == ProblemKind::not_found;
    return kind && !problem.code().starts_with("db.") && !problem.code().starts_with("exchange.lookup");
}

class StepRunner {
public:
    StepRunner(access::Write& write, Plan& plan, Step& step, ImportOptions const& options, Currency currency,
               RowLoader& loader, Refusals& refusals, Meter& meter)
        : step_(step),
          options_(options),
          tables_(plan, *step.source),
          cells_(step, tables_, currency),
          existing_(write, step.kind),
          loader_(loader),
          refusals_(refusals),
          meter_(meter) {
        std::vector<bool> used(step.source->headings.names().size());
        if (step.where) step.where->bind(step.source->headings, tables_, used);
        if (step.once) step.once->bind(step.source->headings, tables_, used);
        std::size_t const at = plan.source_index(*step.source);
        report_.source = step.source->name;
        report_.kind = step.kind;
        report_.unmapped = plan.unmapped[at];
        report_.ignored = plan.ignored[at];
        for (Binding const& binding : step.bindings)
            if (binding.date_order_open || binding.decimal_mark_open)
                report_.guessed.push_back(binding.heading);
    }

    FileReport run() {
        auto const rows = open_rows(*step_.source);
        documents::Row row;
        while (rows->next(row)) {
            take(row);
            if (++report_.read % progress_every == 0) meter_.at(step_, *rows, report_.read);
        }
        meter_.at(step_, *rows, report_.read);
        meter_.done(step_);
        return std::move(report_);
    }

private:
    void take(documents::Row const& row) {
        try {
            if (is_left_out(row)) return;
            cells_.take(row);
            cells_.require();
            if (options_.on_duplicate != OnDuplicate::update && !existing_.id_column().empty() &&
                existing_.holds(cells_.text(existing_.id_column()))) {
                if (options_.on_duplicate == OnDuplicate::refuse)
                    throw conflict("exchange.already_there", {}, std::string(existing_.id_column()));
                ++report_.skipped;
                return;
            }
            count(loader_.add(cells_), row);
        } catch (Problem const& problem) {
            if (!is_of_the_row(problem)) throw;
            refuse(row, problem);
        }
    }

    bool is_left_out(documents::Row const& row) {
        if (step_.where && step_.where->evaluate(row).empty()) {
            ++report_.left_out;
            return true;
        }
        if (!step_.once) return false;
        if (seen_.insert(std::string(step_.once->evaluate(row))).second) return false;
        --report_.read;  // another row has said the same
        return true;
    }

    void count(Outcome const& outcome, documents::Row const& row) {
        report_.rounded += outcome.rounded;
        switch (outcome.result) {
            case LoadResult::inserted: ++report_.inserted; break;
            case LoadResult::updated: ++report_.updated; break;
            case LoadResult::unchanged: ++report_.unchanged; break;
            case LoadResult::refused: refuse(row, *outcome.problem); break;
        }
        if (!outcome.note) return;
        auto const known = std::ranges::find(report_.notes, outcome.note->code(), &LoadNote::code);
        if (known == report_.notes.end()) report_.notes.push_back({outcome.note->code(), 1});
        else ++known->count;
    }

    void refuse(documents::Row const& row, Problem const& problem) {
        ++report_.refused;
        refusals_.add({step_.source->name,
                       static_cast<std::int64_t>(row.line),
                       column_of(problem),
                       problem,
                       {row.fields.begin(), row.fields.end()}});
    }

    // The source's heading for the place a loader named.
    std::string column_of(Problem const& problem) const {
        static std::map<std::string_view, std::string_view> const elsewhere{{"sellers", "seller"},
                                                                            {"original", "original_order"},
                                                                            {"start", "valid_from"},
                                                                            {"end", "valid_to"}};
        std::string_view path = problem.path();
        if (path == "external_id") path = canonical_file(step_.kind).columns.front().name;
        if (auto const other = elsewhere.find(path); other != elsewhere.end()) path = other->second;
        return cells_.heading(path);
    }

    Step& step_;
    ImportOptions const& options_;
    PlanTables tables_;
    Cells cells_;
    Existing existing_;
    RowLoader& loader_;
    Refusals& refusals_;
    Meter& meter_;
    FileReport report_;
    std::set<std::string> seen_;
};

// What the mapping says of the company itself.
void set_company(access::Write& write, CompanyMapping const& said) {
    company::StoredCompany const stored = company::read_company(write);
    company::Company company = stored.company;
    if (said.name) company.name = *said.name;
    if (said.currency) company.currency = Currency::parse(*said.currency);
    if (said.credit)
        company.credit = {said.credit->seller, said.credit->account_owner, said.credit->territory_holder};
    if (wire::to_json(company) == wire::to_json(stored.company) && stored.version) return;
    auto const change = has_orders(write) ? company::CurrencyChange::refused
                                          : company::CurrencyChange::allowed;
    company::save_company(write, company, stored.version, change);
}

void load(access::Write& write, Plan& plan, ImportOptions const& options, Refusals& refusals,
          ImportReport& report) {
    if (plan.mapping.company) set_company(write, *plan.mapping.company);
    Currency const currency = company::read_company(write).company.currency;
    Meter meter(plan, options.progress);
    for (std::size_t i = 0; i < plan.steps.size();) {
        FileKind const kind = plan.steps[i].kind;
        auto const loader = make_row_loader(kind, {write, currency});
        std::string const first = plan.steps[i].source->name;
        for (; i < plan.steps.size() && plan.steps[i].kind == kind; ++i)
            report.files.push_back(
                StepRunner(write, plan, plan.steps[i], options, currency, *loader, refusals, meter).run());
        try {
            loader->finish();
        } catch (Problem const& problem) { throw problem.within(first); }
    }
    report.refused = refusals.count();
}

}  // namespace

ImportReport run_import(db::Database& database, Clock const& clock, Caller const& caller, ImportId id,
                        Plan& plan, ImportOptions const& options, Refusals& refusals,
                        Conclude const& conclude) {
    ImportReport report;
    report.mapping = plan.mapping.name;
    report.dry_run = options.dry_run;
    report.unused = plan.unused;
    try {
        access::write_import(database, clock, caller, id, options.operation, [&](access::Write& write) {
            load(write, plan, options, refusals, report);
            if (options.dry_run) throw TakenBack{};
            write.audit("import", id, "", wire::to_json(report));
            if (conclude) conclude(write, report);
        });
    } catch (TakenBack const&) {}
    return report;
}

}  // namespace colonnade::exchange
