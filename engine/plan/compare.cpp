// Two versions in words: blocks are known by their names, a component's statements by what they say about
// what, a table's steps by their bounds.
#include <map>

#include "engine/plan/syntax.hpp"

namespace colonnade::plan {
namespace {

// What two statements of two versions have in common when one replaces the other.
std::string key_of(Statement const& s) {
    std::string key = std::to_string(static_cast<int>(s.kind));
    switch (s.kind) {
        case StatementKind::parameter:
        case StatementKind::measure:
        case StatementKind::component:
        case StatementKind::example:
        case StatementKind::name:
        case StatementKind::table: return key + " " + s.name.text;
        case StatementKind::step: return key + " " + s.option.text + " " + s.number.text;
        case StatementKind::limit: return key + " " + s.option.text + " " + s.per.text;
        case StatementKind::clawback: return key + " " + s.event.text;
        case StatementKind::draw:
        case StatementKind::guarantee: return key + " " + s.per.text;
        default: return key;
    }
}

std::string_view kind_text(StatementKind kind) {
    switch (kind) {
        case StatementKind::parameter: return "parameter";
        case StatementKind::measure: return "measure";
        case StatementKind::component: return "component";
        case StatementKind::example: return "example";
        default: return "statement";
    }
}

// Statements by key; the second of one key gets a number, so that three `pays` are compared one by one.
std::vector<std::pair<std::string, Statement const*>> keyed(std::vector<Statement> const& statements) {
    std::map<std::string, int> times;
    std::vector<std::pair<std::string, Statement const*>> out;
    for (Statement const& s : statements) {
        std::string key = key_of(s);
        int const count = ++times[key];
        out.emplace_back(key + "#" + std::to_string(count), &s);
    }
    return out;
}

using ByKey = std::map<std::string, Statement const*>;

Statement const* find(ByKey const& statements, std::string const& key) {
    auto const at = statements.find(key);
    return at == statements.end() ? nullptr : at->second;
}

ByKey by_key(std::vector<std::pair<std::string, Statement const*>> const& list) {
    return {list.begin(), list.end()};
}

class Comparison {
public:
    std::vector<Change> changes;

    void blocks(std::vector<Statement> const& before, std::vector<Statement> const& after,
                std::string const& component) {
        auto const old = keyed(before), now = keyed(after);
        auto const was_old = by_key(old), is_now = by_key(now);
        for (auto const& [key, s] : old)
            if (find(is_now, key) == nullptr) one_sided("removed", *s, component);
        for (auto const& [key, s] : now) {
            Statement const* was = find(was_old, key);
            if (was == nullptr) one_sided("added", *s, component);
            else both(*was, *s, component);
        }
    }

private:
    void tell(std::string code, ProblemArguments arguments) {
        changes.push_back({std::move(code), std::move(arguments)});
    }

    void one_sided(std::string const& what, Statement const& s, std::string const& component) {
        if (s.kind == StatementKind::component || s.kind == StatementKind::example ||
            s.kind == StatementKind::measure || s.kind == StatementKind::parameter)
            tell(std::string(kind_text(s.kind)) + "_" + what, {{"name", s.name.text}});
        else if (component.empty()) tell("header_" + what, {{"text", s.text}});
        else tell("line_" + what, {{"component", component}, {"text", s.text}});
    }

    void both(Statement const& before, Statement const& after, std::string const& component) {
        if (before.kind == StatementKind::table) table(before, after, component);
        else if (before.text != after.text) {
            if (component.empty()) tell("header_changed", {{"before", before.text}, {"after", after.text}});
            else
                tell("line_changed",
                     {{"component", component}, {"before", before.text}, {"after", after.text}});
        }
        if (before.kind == StatementKind::component || before.kind == StatementKind::example)
            blocks(before.inner, after.inner, after.name.text);
    }

    static std::string bound(Statement const& s) {
        return s.number.text.empty() ? s.option.text : s.option.text + " " + s.number.text;
    }
    static std::string value(Statement const& s) {
        // The text after the bound, as it is laid out: "up to 50% 2%" gives "2%".
        std::size_t const words = s.option.text == "up to" ? 3 : s.option.text == "above" ? 1 : 2;
        std::size_t at = 0;
        for (std::size_t i = 0; i < words && at != s.text.npos; ++i) at = s.text.find(' ', at + 1);
        return at == s.text.npos ? s.text : s.text.substr(at + 1);
    }

    void table(Statement const& before, Statement const& after, std::string const& component) {
        if (before.text != after.text)
            tell("line_changed", {{"component", component}, {"before", before.text}, {"after", after.text}});
        auto const old = keyed(before.inner), now = keyed(after.inner);
        auto const was_old = by_key(old), is_now = by_key(now);
        auto const arguments = [&](Statement const& s) {
            return ProblemArguments{
                {"component", component}, {"table", after.name.text}, {"bound", bound(s)}};
        };
        for (auto const& [key, s] : old) {
            Statement const* is = find(is_now, key);
            ProblemArguments told = arguments(*s);
            told.emplace_back("before", value(*s));
            if (is == nullptr) tell("step_removed", std::move(told));
            else if (is->text != s->text) {
                told.emplace_back("after", value(*is));
                tell("step_changed", std::move(told));
            }
        }
        for (auto const& [key, s] : now) {
            if (find(was_old, key) != nullptr) continue;
            ProblemArguments told = arguments(*s);
            told.emplace_back("after", value(*s));
            tell("step_added", std::move(told));
        }
    }
};

}  // namespace

std::string Change::text() const {
    std::string text = code;
    for (auto const& [name, value] : arguments) text += " " + name + "=" + value;
    return text;
}

std::vector<Change> compare(Document const& before, Document const& after) {
    Comparison comparison;
    comparison.blocks(before.statements, after.statements, "");
    return std::move(comparison.changes);
}

}  // namespace colonnade::plan
