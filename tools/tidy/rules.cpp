#include "tools/tidy/rules.hpp"

#include <algorithm>

namespace colonnade::tidy {
namespace {

// Lines of "rule path" in tools/tidy/accepted.txt; "#" begins a comment.
std::vector<std::string> accepted(House const& house) {
    std::vector<std::string> lines;
    if (Source const* file = house.find("tools/tidy/accepted.txt"))
        for (std::string const& line : file->lines) {
            std::string text = line.substr(0, line.find('#'));
            text.erase(text.find_last_not_of(' ') + 1);
            if (!text.empty()) lines.push_back(std::move(text));
        }
    return lines;
}

}  // namespace

std::string Finding::text() const {
    return path + (line == 0 ? "" : ":" + std::to_string(line)) + ": " + what;
}

std::vector<Rule> all_rules() {
    std::vector<Rule> rules;
    for (auto const& some :
         {layering_rules(), slice_rules(), style_rules(), function_rules(), catalogue_rules()})
        rules.insert(rules.end(), some.begin(), some.end());
    return rules;
}

Findings findings_of(Rule const& rule, House const& house) {
    Findings findings;
    rule.look(house, findings);
    std::vector<std::string> const lines = accepted(house);
    std::erase_if(findings, [&](Finding const& one) {
        return std::find(lines.begin(), lines.end(), rule.name + " " + one.path) != lines.end();
    });
    return findings;
}

std::vector<std::string> idle_acceptances(House const& house) {
    std::vector<std::string> idle = accepted(house);
    for (Rule const& rule : all_rules()) {
        Findings findings;
        rule.look(house, findings);
        for (Finding const& one : findings) std::erase(idle, rule.name + " " + one.path);
    }
    return idle;
}

}  // namespace colonnade::tidy
