// The law of dependencies between slices, in the server and in the browser.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

#include "tools/tidy/rules.hpp"

namespace colonnade::tidy {
namespace {

// "pillars/operations/goals/goal.hpp" -> {"operations", "goals"}; two empty names for what is no slice's.
struct Slice {
    std::string pillar, name;
    bool exists() const { return !name.empty(); }
    std::string text() const { return pillar + "/" + name; }
    friend auto operator<=>(Slice const&, Slice const&) = default;
};

Slice slice_of(std::string const& path) {
    std::istringstream parts(path);
    std::string top, pillar, name, file;
    std::getline(parts, top, '/');
    std::getline(parts, pillar, '/');
    std::getline(parts, name, '/');
    std::getline(parts, file, '/');
    return top == "pillars" && !file.empty() ? Slice{pillar, name} : Slice{};
}

// Files of a slice that do not hold its rules, by the end of their names.
bool is_edge(std::string const& path) {
    std::string const stem = path.substr(0, path.rfind('.'));
    static std::array<std::string_view, 9> const edges = {"_store",      "_loader", "_api",  "_cli", "_view",
                                                          "_migrations", "_test",   "_jobs", "_demo"};
    return std::any_of(edges.begin(), edges.end(),
                       [&](std::string_view edge) { return stem.ends_with(edge); });
}

// Calls `look(source, slice, include)` for each include within a slice.
template <class Look> void each_include(House const& house, Look&& look) {
    for (Source const& source : house.sources) {
        Slice const slice = slice_of(source.path);
        if (!source.is_cpp() || !slice.exists()) continue;
        for (Include const& include : includes_of(source)) look(source, slice, include);
    }
}

void slice_keeps_its_store_and_api(House const& house, Findings& findings) {
    each_include(house, [&](Source const& source, Slice const& slice, Include const& include) {
        Slice const other = slice_of(include.path);
        if (other.exists() && other != slice && is_edge(include.path) && !source.is_test())
            findings.push_back({source.path, include.line,
                                "a slice includes no other slice's store or api: " + include.path +
                                    "; take an id, a value handed over by app/, or an event"});
    });
}

// Which pillars a pillar may look at.
bool may_look_at(std::string const& from, std::string const& to) {
    static std::map<std::string, std::set<std::string>> const directions = {
        {"operations", {}},
        {"training", {}},
        {"process", {"operations"}},
        {"coaching", {"operations", "process", "training"}},
    };
    auto const at = directions.find(from);
    return from == to || (at != directions.end() && at->second.contains(to));
}

void pillars_have_a_direction(House const& house, Findings& findings) {
    each_include(house, [&](Source const& source, Slice const& slice, Include const& include) {
        Slice const other = slice_of(include.path);
        if (other.exists() && !source.is_test() && !may_look_at(slice.pillar, other.pillar))
            findings.push_back(
                {source.path, include.line, slice.pillar + " does not look at " + other.pillar});
    });
}

void slices_have_no_cycle(House const& house, Findings& findings) {
    std::map<Slice, std::set<Slice>> graph;
    each_include(house, [&](Source const& source, Slice const& slice, Include const& include) {
        Slice const other = slice_of(include.path);
        if (other.exists() && other != slice && !source.is_test()) graph[slice].insert(other);
    });
    std::function<bool(Slice const&, Slice const&, std::set<Slice>&)> reaches =
        [&](Slice const& from, Slice const& to, std::set<Slice>& seen) {
            for (Slice const& next : graph[from])
                if (next == to || (seen.insert(next).second && reaches(next, to, seen))) return true;
            return false;
        };
    std::vector<Slice> slices;
    for (auto const& [slice, others] : graph) slices.push_back(slice);
    for (Slice const& slice : slices) {
        std::set<Slice> seen;
        if (reaches(slice, slice, seen))
            findings.push_back(
                {"pillars/" + slice.text(), 0, "includes itself again by way of other slices"});
    }
}

void rules_of_a_slice_are_pure(House const& house, Findings& findings) {
    static std::array<std::string_view, 21> const impure = {"foundation/db/",
                                                            "foundation/access/",
                                                            "foundation/http/",
                                                            "foundation/work/",
                                                            "foundation/documents/",
                                                            "soci/",
                                                            "sqlite3.h",
                                                            "libpq",
                                                            "spdlog/",
                                                            "boost/asio",
                                                            "boost/beast",
                                                            "foundation/base/clock.hpp",
                                                            "unicode/",
                                                            "thread",
                                                            "mutex",
                                                            "atomic",
                                                            "future",
                                                            "random",
                                                            "iostream",
                                                            "fstream",
                                                            "locale"};
    each_include(house, [&](Source const& source, Slice const& slice, Include const& include) {
        if (is_edge(source.path) || source.is_test()) return;
        bool const own_edge = slice_of(include.path) == slice && is_edge(include.path);
        bool const effect = std::any_of(impure.begin(), impure.end(), [&](std::string_view one) {
            return one.ends_with('/') || one.starts_with("boost") || one == "libpq"
                       ? include.path.starts_with(one)
                       : include.path == one;
        });
        if (own_edge || effect)
            findings.push_back(
                {source.path, include.line,
                 "rules take values and return values (no SQL, HTTP, clock, randomness, log, locale, "
                 "thread): " +
                     include.path});
    });
    for (Source const& source : house.sources) {
        if (!slice_of(source.path).exists() || is_edge(source.path)) continue;
        for (std::size_t i = 0; i < source.code.size(); ++i)
            for (std::string_view const word : {"system_clock", "steady_clock", "getenv", "rand", "time"}) {
                std::size_t const at = find_word(source.code[i], word);
                bool const is_call = word.size() > 4 ||
                                     (at != std::string::npos && source.code[i].substr(at + 4, 1) == "(");
                if (at != std::string::npos && is_call)
                    findings.push_back(
                        {source.path, i + 1,
                         "a rule is given the time and chance it needs: " + std::string(word)});
            }
    }
}

// "web/src/features/operations/goals/goal-form.tsx" -> "operations/goals", "web/src/features/home/x.tsx" ->
// "home".
std::string feature_of(std::string const& path) {
    std::string_view const before = "web/src/features/";
    if (!path.starts_with(before)) return "";
    std::string const rest = path.substr(before.size());
    std::size_t const first = rest.find('/');
    if (first == rest.npos) return "";
    std::size_t const second = rest.find('/', first + 1);
    return rest.substr(0, second == rest.npos ? first : second);
}

// Where an import leads, from the root of the project; "" where it is a package.
std::string target_of(Source const& source, std::string const& import) {
    if (import.starts_with("@/")) return "web/src/" + import.substr(2);
    if (!import.starts_with('.')) return "";
    return (std::filesystem::path(source.folder()) / import).lexically_normal().generic_string();
}

void features_keep_apart(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        if (!source.is_web()) continue;
        std::string const own = feature_of(source.path);
        for (Include const& import : imports_of(source)) {
            std::string const target = target_of(source, import.path);
            std::string const other = feature_of(target + "/");
            bool const from_below = source.below("web/src/shared/") || source.below("web/src/api/");
            bool const to_feature = target.starts_with("web/src/features/");
            if (to_feature && ((!own.empty() && other != own && feature_of(target) != own) || from_below))
                findings.push_back(
                    {source.path, import.line,
                     "a feature imports shared/, never another feature; shared/ imports none: " +
                         import.path});
        }
    }
}

// The browser knows the server by web/src/shared/api only, whose types come from api/openapi.json.
void browser_asks_through_the_api(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        bool const may = source.below("web/src/shared/api/") || source.is_test() ||
                         source.below("web/src/test/");
        if (!source.is_web() || !source.below("web/src/") || may) continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i)
            for (std::string_view const door : {"fetch", "EventSource", "XMLHttpRequest", "WebSocket"}) {
                std::size_t const at = find_word(source.lines[i], door);
                if (at != std::string::npos && source.lines[i].substr(at + door.size(), 1) == "(")
                    findings.push_back(
                        {source.path, i + 1, "ask the server by shared/api: " + std::string(door)});
            }
    }
}

// A folder below a pillar that holds code is a slice.
void slice_has_readme(House const& house, Findings& findings) {
    std::set<Slice> slices;
    for (Source const& source : house.sources)
        if (Slice const slice = slice_of(source.path); slice.exists()) slices.insert(slice);
    for (Slice const& slice : slices) {
        std::string const path = "pillars/" + slice.text() + "/README.md";
        Source const* readme = house.find(path);
        if (readme == nullptr || readme->lines.size() < 10)
            findings.push_back(
                {path, 0, "a slice states its terms, rules, screens and rights in a README.md"});
    }
}

}  // namespace

std::vector<Rule> slice_rules() {
    return {
        {"slice_keeps_its_store_and_api", slice_keeps_its_store_and_api},
        {"pillars_have_a_direction", pillars_have_a_direction},
        {"slices_have_no_cycle", slices_have_no_cycle},
        {"rules_of_a_slice_are_pure", rules_of_a_slice_are_pure},
        {"features_keep_apart", features_keep_apart},
        {"browser_asks_through_the_api", browser_asks_through_the_api},
        {"slice_has_readme", slice_has_readme},
    };
}

}  // namespace colonnade::tidy
