// The law of dependencies between the great folders, read from #include lines and from the build's table.
#include <map>
#include <set>
#include <sstream>

#include "tools/tidy/rules.hpp"

namespace colonnade::tidy {
namespace {

bool below_any(std::string_view path, std::initializer_list<std::string_view> folders) {
    for (std::string_view const folder : folders)
        if (path.starts_with(folder)) return true;
    return false;
}

// Ours, as against a library's.
bool is_ours(std::string_view path) {
    return below_any(
        path, {"foundation/", "engine/", "pillars/", "exchange/", "insight/", "app/", "demo/", "tests/"});
}

// Calls `refuse` for each include of a file below `folder`; what it returns, if not empty, is the finding.
template <class Refuse>
void each_include(House const& house, std::string_view folder, Findings& findings, Refuse&& refuse) {
    for (Source const& source : house.sources) {
        if (!source.is_cpp() || !source.below(folder)) continue;
        for (Include const& include : includes_of(source)) {
            std::string what = refuse(source, include.path);
            if (!what.empty()) findings.push_back({source.path, include.line, std::move(what)});
        }
    }
}

void engine_knows_base_only(House const& house, Findings& findings) {
    each_include(house, "engine/", findings, [](Source const&, std::string const& path) {
        bool const allowed = !is_ours(path) || below_any(path, {"engine/", "foundation/base/"});
        return allowed ? "" : "engine/ may include foundation/base only, not " + path;
    });
}

void foundation_includes_nothing_above(House const& house, Findings& findings) {
    each_include(house, "foundation/", findings, [](Source const& source, std::string const& path) {
        bool const allowed = !is_ours(path) || path.starts_with("foundation/") ||
                             (source.is_test() && path.starts_with("tests/"));
        return allowed ? "" : "foundation/ includes nothing above itself, not " + path;
    });
}

void leaves_are_not_included(House const& house, Findings& findings) {
    each_include(house, "", findings, [](Source const& source, std::string const& path) -> std::string {
        for (std::string_view const leaf : {"insight/", "exchange/", "app/"}) {
            bool const may = source.below(leaf) ||
                             below_any(source.path, {"app/", "tests/", "bench/", "fuzz/"});
            if (path.starts_with(leaf) && !may) return "nothing but app/ depends on " + path;
        }
        return "";
    });
}

// A folder of the build and what it may include, itself among it.
using Reach = std::map<std::string, std::set<std::string>>;

struct Entry {
    std::string path;
    std::set<std::string> uses;       // names of libraries
    std::set<std::string> test_uses;  // further ones of its tests
};

std::vector<Entry> build_table(House const& house) {
    std::vector<Entry> entries;
    Source const* table = house.find("CMakeLists.txt");
    if (table == nullptr) return entries;
    std::string text;
    for (std::string const& line : table->lines) text += line.substr(0, line.find('#')) + '\n';
    std::string_view const call = "\ncolonnade_folder(";
    for (std::size_t at = text.find(call); at != text.npos; at = text.find(call, at + 1)) {
        std::size_t const from = at + call.size();
        std::istringstream words(text.substr(from, text.find(')', from) - from));
        Entry entry;
        words >> entry.path;
        std::set<std::string>* into = &entry.uses;
        for (std::string word; words >> word;) {
            if (word == "USES") into = &entry.uses;
            else if (word == "TEST_USES") into = &entry.test_uses;
            else into->insert(word);
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::string library_of(std::string path) {
    for (char& c : path)
        if (c == '/') c = '_';
    return path;
}

void reach_from(std::string const& library, std::map<std::string, Entry const*> const& by_library,
                std::set<std::string>& reached) {
    auto const at = by_library.find(library);
    if (at == by_library.end() || !reached.insert(at->second->path).second) return;
    for (std::string const& used : at->second->uses) reach_from(used, by_library, reached);
}

// The folder of the table that a path lies in, "" where none does.
std::string folder_of(std::string path, Reach const& reach) {
    for (std::size_t slash = path.rfind('/'); slash != path.npos; slash = path.rfind('/')) {
        path.resize(slash);
        if (reach.contains(path)) return path;
    }
    return "";
}

void includes_follow_the_build(House const& house, Findings& findings) {
    std::vector<Entry> const entries = build_table(house);
    std::map<std::string, Entry const*> by_library;
    for (Entry const& entry : entries) by_library[library_of(entry.path)] = &entry;
    Reach reach, test_reach;
    for (Entry const& entry : entries) {
        reach_from(library_of(entry.path), by_library, reach[entry.path]);
        test_reach[entry.path] = reach[entry.path];
        for (std::string const& used : entry.test_uses) reach_from(used, by_library, test_reach[entry.path]);
    }
    each_include(house, "", findings, [&](Source const& source, std::string const& path) -> std::string {
        std::string const from = folder_of(source.path, reach), to = folder_of(path, reach);
        if (from.empty() || to.empty() || (source.is_test() ? test_reach : reach)[from].contains(to))
            return "";
        return from + " includes " + path + " but does not name " + library_of(to) + " in CMakeLists.txt";
    });
}

// Only app/ reads environment, files and arguments. What foundation/ keeps in files of its own (a temporary
// one, a database) is no one's input.
void only_app_reads_the_outside(House const& house, Findings& findings) {
    for (Source const& source : house.sources) {
        bool const above = below_any(source.path, {"engine/", "pillars/", "exchange/", "insight/"});
        if (!source.is_cpp() || source.is_test() || !(above || source.below("foundation/"))) continue;
        for (Include const& include : includes_of(source))
            if (include.path == "fstream" && above)
                findings.push_back(
                    {source.path, include.line, "only app/ opens files; take a stream instead"});
        for (std::size_t i = 0; i < source.code.size(); ++i)
            for (std::string_view const call : {"getenv", "secure_getenv", "argv"})
                if (find_word(source.code[i], call) != std::string::npos)
                    findings.push_back(
                        {source.path, i + 1, "only app/ reads the outside: " + std::string(call)});
    }
}

}  // namespace

std::vector<Rule> layering_rules() {
    return {
        {"engine_knows_base_only", engine_knows_base_only},
        {"foundation_includes_nothing_above", foundation_includes_nothing_above},
        {"leaves_are_not_included", leaves_are_not_included},
        {"includes_follow_the_build", includes_follow_the_build},
        {"only_app_reads_the_outside", only_app_reads_the_outside},
    };
}

}  // namespace colonnade::tidy
