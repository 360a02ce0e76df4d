#include "exchange/plan.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "foundation/base/problem.hpp"
#include "foundation/base/text.hpp"

namespace colonnade::exchange {
namespace {

using documents::ValueForm;
using documents::ValueKind;

// Stands in while a plan is made and nothing is read.
struct NoTables : OtherTables {
    LookupTable const& lookup(std::string_view, std::string_view, std::string_view) override { return none; }
    std::set<std::string> const& values(std::string_view) override { return no_values; }
    LookupTable none;
    std::set<std::string> no_values;
};

// The heading a canonical column is taken from, by the aliases; empty where the source has none.
std::string find_heading(Source const& source, std::vector<std::string> const& aliases) {
    for (std::string const& alias : aliases) {
        std::size_t const place = source.headings.find(alias);
        if (place != Headings::absent) return source.headings.names()[place];
    }
    return {};
}

bool has_columns(FileMapping const& file, Source const& source, CanonicalColumn const& column) {
    std::string const name(column.name);
    if (file.derive && file.derive->contains(name)) return true;
    if (!file.columns || !file.columns->contains(name)) return false;
    return !find_heading(source, file.columns->at(name)).empty();
}

// How many columns of the source this file mapping recognises; zero where a required one is missing.
std::size_t score(FileMapping const& file, Source const& source) {
    for (CanonicalColumn const& column : canonical_file(file.to).columns)
        if (column.need == Need::required && !has_columns(file, source, column)) return 0;
    std::size_t recognised = 0;
    if (file.columns)
        for (auto const& [name, aliases] : *file.columns)
            if (!find_heading(source, aliases).empty()) ++recognised;
    return recognised;
}

bool is_named(FileMapping const& file, Source const& source) {
    std::string const stem = key_form(source.stem), whole = key_form(source.name);
    return std::ranges::any_of(file.from, [&](std::string const& name) {
        std::string const key = key_form(name);
        return key == stem || key == whole;
    });
}

// The parts of the mapping that apply to a source: all that name it, else the one whose columns fit best.
std::vector<FileMapping const*> parts_for(Mapping const& mapping, Source const& source,
                                          std::optional<FileKind> into) {
    std::vector<FileMapping const*> parts;
    for (FileMapping const& file : mapping.files)
        if (into ? file.to == *into : is_named(file, source)) parts.push_back(&file);
    if (!parts.empty()) return parts;
    FileMapping const* best = nullptr;
    std::size_t most = 1;  // one heading alone says nothing
    for (FileMapping const& file : mapping.files) {
        std::size_t const found = score(file, source);
        bool const most_of_it = found * 2 >= source.headings.names().size() || found >= 4;
        if (found > most && most_of_it) most = found, best = &file;
    }
    if (best != nullptr) parts.push_back(best);
    return parts;
}

ValueForm default_form(ColumnKind kind) {
    static constexpr std::array kinds{ValueKind::text,    ValueKind::integer, ValueKind::decimal,
                                      ValueKind::money,   ValueKind::percent, ValueKind::decimal,
                                      ValueKind::date,    ValueKind::date,    ValueKind::date,
                                      ValueKind::boolean, ValueKind::text};
    return {kinds[static_cast<std::size_t>(kind)]};
}

// Takes over from the guess what the canonical kind leaves open: the decimal mark, the order of dates.
void adopt_guess(Binding& binding, documents::ColumnGuess const& guess, ColumnKind kind) {
    ValueKind const seen = guess.form.kind;
    bool const wants_date = default_form(kind).kind == ValueKind::date;
    bool const wants_number = !wants_date && kind != ColumnKind::text && kind != ColumnKind::boolean &&
                              kind != ColumnKind::currency;
    bool const is_date = seen == ValueKind::date || seen == ValueKind::date_time;
    bool const is_number = seen == ValueKind::integer || seen == ValueKind::decimal ||
                           seen == ValueKind::money || seen == ValueKind::percent;
    if (wants_date && is_date) {
        binding.form.order = guess.form.order;
        binding.form.calendar = guess.form.calendar;
        binding.date_order_open = guess.date_order_open;
    }
    if (wants_date && is_number) binding.form.order = documents::DateOrder::excel_serial;
    if (wants_number && is_number) {
        binding.form.decimal_mark = guess.form.decimal_mark;
        binding.decimal_mark_open = guess.decimal_mark_open;
    }
}

class StepMaker {
public:
    StepMaker(Source const& source, FileMapping const& mapping, documents::TableGuess const& guess,
              bool is_preview)
        : source_(source),
          mapping_(mapping),
          file_(canonical_file(mapping.to)),
          guess_(guess),
          is_preview_(is_preview) {}

    Step make() {
        Step step{&source_, &mapping_, mapping_.to, {}, {}, {}, {}, {}};
        if (mapping_.derive)
            for (auto const& [name, text] : *mapping_.derive) bind(step, name, {}, Expression::parse(text));
        if (mapping_.columns)
            for (auto const& [name, aliases] : *mapping_.columns) {
                if (mapping_.derive && mapping_.derive->contains(name)) continue;
                std::string const heading = find_heading(source_, aliases);
                if (!heading.empty()) bind(step, name, heading, Expression::column(heading));
            }
        bind_profile(step);
        if (mapping_.where) step.where = Expression::parse(*mapping_.where);
        if (mapping_.once) step.once = Expression::parse(*mapping_.once);
        require(step);
        return step;
    }

private:
    void bind(Step& step, std::string const& name, std::string const& heading, Expression expression) {
        auto const place = find_column(file_, name);
        Binding binding{name, place.value_or(profile_column), heading, std::move(expression), {}};
        ColumnKind const kind = place ? file_.columns[*place].kind : ColumnKind::text;
        binding.form = default_form(kind);
        for (std::string const& missing : binding.expression.missing(source_.headings))
            step.missing.push_back(missing);
        if (mapping_.forms && mapping_.forms->contains(name)) {
            binding.form = *documents::find_value_form(mapping_.forms->at(name));
        } else if (!heading.empty()) {
            std::size_t const at = source_.headings.find(heading);
            if (at < guess_.columns.size()) adopt_guess(binding, guess_.columns[at], kind);
        }
        step.bindings.push_back(std::move(binding));
    }

    // `profile.x` of a canonical file needs no mention.
    void bind_profile(Step& step) {
        if (!file_.has_profile) return;
        for (std::string const& heading : source_.headings.names()) {
            if (!heading.starts_with("profile.") || heading.size() == 8) continue;
            if (std::ranges::find(step.bindings, heading, &Binding::name) != step.bindings.end()) continue;
            bind(step, heading, heading, Expression::column(heading));
        }
    }

    void require(Step& step) const {
        for (std::size_t i = 0; i < file_.columns.size(); ++i) {
            if (file_.columns[i].need != Need::required) continue;
            if (std::ranges::find(step.bindings, i, &Binding::column) != step.bindings.end()) continue;
            step.required.emplace_back(file_.columns[i].name);
            if (is_preview_) continue;
            throw invalid("exchange.column_missing",
                          {{"column", std::string(file_.columns[i].name)},
                           {"headings", fmt::format("{}", fmt::join(source_.headings.names(), ", "))}},
                          source_.name);
        }
    }

    Source const& source_;
    FileMapping const& mapping_;
    CanonicalFile const& file_;
    documents::TableGuess const& guess_;
    bool is_preview_;
};

// Headings that no step reads, and of those the ones some step leaves out knowingly.
void account_for_headings(Plan& plan) {
    NoTables none;
    for (Source const& source : plan.sources) {
        auto const& names = source.headings.names();
        std::vector<bool> used(names.size()), left(names.size());
        bool any = false;
        for (Step& step : plan.steps) {
            if (step.source != &source) continue;
            any = true;
            for (Binding& binding : step.bindings) binding.expression.bind(source.headings, none, used);
            if (step.where) step.where->bind(source.headings, none, used);
            if (step.once) step.once->bind(source.headings, none, used);
            if (!step.mapping->ignore) continue;
            for (std::string const& name : *step.mapping->ignore)
                if (std::size_t const at = source.headings.find(name); at != Headings::absent)
                    left[at] = true;
        }
        auto& unmapped = plan.unmapped.emplace_back();
        auto& ignored = plan.ignored.emplace_back();
        if (!any) plan.unused.push_back(source.name);
        for (std::size_t i = 0; any && i < names.size(); ++i)
            if (!used[i] && !names[i].empty()) (left[i] ? ignored : unmapped).push_back(names[i]);
    }
}

// Names of the tables that expressions look things up in.
bool is_looked_up(Mapping const& mapping, Source const& source) {
    std::string const call = "lookup('" + source.stem + "'";
    return std::ranges::any_of(mapping.files, [&](FileMapping const& file) {
        return file.derive && std::ranges::any_of(*file.derive, [&](auto const& entry) {
                   return entry.second.find(call) != std::string::npos;
               });
    });
}

}  // namespace

std::size_t Plan::source_index(Source const& source) const {
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (&sources[i] == &source) return i;
    return sources.size();
}

Plan make_plan(Mapping mapping, std::vector<Source> sources, PlanOptions const& options) {
    Plan plan;
    plan.mapping = std::move(mapping);
    std::ranges::move(sources, std::back_inserter(plan.sources));
    for (Source const& source : plan.sources) {
        auto const parts = parts_for(plan.mapping, source, options.into);
        if (parts.empty()) continue;
        documents::TableGuess const guess = guess_columns(source, options.language);
        for (FileMapping const* part : parts)
            plan.steps.push_back(StepMaker(source, *part, guess, options.is_preview).make());
    }
    if (plan.steps.empty() && !options.is_preview) {
        std::vector<std::string> names;
        for (Source const& source : plan.sources) names.push_back(source.name);
        throw invalid("exchange.nothing_recognised",
                      {{"mapping", plan.mapping.name}, {"files", fmt::format("{}", fmt::join(names, ", "))}});
    }
    std::ranges::stable_sort(plan.steps, {}, &Step::kind);
    account_for_headings(plan);
    std::erase_if(plan.unused, [&](std::string const& name) {
        auto const source = std::ranges::find(plan.sources, name, &Source::name);
        return is_looked_up(plan.mapping, *source);
    });
    return plan;
}

Mapping const& choose_mapping(std::vector<Mapping const*> const& candidates,
                              std::vector<Source> const& sources) {
    Mapping const* best = candidates.front();
    std::size_t most = 0;
    for (Mapping const* mapping : candidates) {
        std::size_t found = 0;
        for (Source const& source : sources) {
            std::size_t here = 0;
            for (FileMapping const* part : parts_for(*mapping, source, std::nullopt))
                here = std::max(here, score(*part, source) + (is_named(*part, source) ? 1 : 0));
            found += here;
        }
        if (found > most) most = found, best = mapping;
    }
    return *best;
}

}  // namespace colonnade::exchange
