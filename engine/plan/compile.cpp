#include "engine/plan/compile.hpp"

#include <algorithm>
#include <numeric>

#include "engine/plan/checker.hpp"

namespace colonnade::plan {

std::string Finding::text() const {
    std::string text = std::to_string(place.line) + ":" + std::to_string(place.column) + " " + code;
    for (auto const& [name, value] : arguments) text += " " + name + "=" + value;
    return proposal.empty() ? text : text + " -> " + proposal;
}

namespace {

// Levenshtein's distance where two neighbours that changed places are one step (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        row[0] = i + 1;
        for (std::size_t k = 0; k < b.size(); ++k) {
            row[k + 1] = std::min({row[k] + 1, last[k + 1] + 1, last[k] + (a[i] != b[k])});
            if (i > 0 && k > 0 && a[i] == b[k - 1] && a[i - 1] == b[k])
                row[k + 1] = std::min(row[k + 1], before[k - 1] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last.back();
}

}  // namespace

// Names further apart than a third of their length are not meant.
std::string nearest(std::string_view name, std::vector<std::string> const& known) {
    constexpr std::size_t bytes_max = 60;
    std::string best;
    if (name.size() > bytes_max) return best;
    std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
    for (std::string const& one : known) {
        if (one.size() > bytes_max) continue;
        std::size_t const apart = distance(name, one);
        if (apart < least) {
            least = apart;
            best = one;
        }
    }
    return best;
}

Compiled compile(std::string_view text, Schema const& schema) {
    Compiled made;
    Document const document = parse(text, made.findings);
    Plan plan = Checker(document, schema, made.findings).check();
    if (made.findings.empty()) {
        warn(plan, made.findings);
        made.plan = std::move(plan);
    }
    std::stable_sort(made.findings.begin(), made.findings.end(), [](Finding const& a, Finding const& b) {
        return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    return made;
}

Schema Schema::standard() {
    auto const all = [](std::string const& thing, Type type, std::vector<std::string> const& names,
                        std::vector<Attribute>& into) {
        for (std::string const& name : names) into.push_back({thing + "." + name, type});
    };
    Schema schema;
    std::vector<Attribute>& into = schema.attributes;
    all("line", Type::money, {"amount", "margin", "price"}, into);
    all("line", Type::count, {"units"}, into);
    all("line", Type::rate, {"discount"}, into);
    all("line", Type::yes_no, {"is_return"}, into);
    all("order", Type::money, {"amount", "margin"}, into);
    all("order", Type::count, {"units"}, into);
    all("order", Type::text, {"number", "type", "currency", "channel"}, into);
    all("order", Type::date, {"date"}, into);
    all("order", Type::yes_no, {"is_return", "is_repeat"}, into);
    all("product", Type::text, {"number", "name", "family", "category"}, into);
    all("customer", Type::text, {"number", "name", "segment", "country", "industry"}, into);
    all("customer", Type::yes_no, {"is_new"}, into);
    all("territory", Type::text, {"name", "region"}, into);
    return schema;
}

}  // namespace colonnade::plan
