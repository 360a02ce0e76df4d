// The rules of the house that can be read off its text: layering, style, catalogues.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "tools/tidy/source.hpp"

namespace colonnade::tidy {

struct Finding {
    std::string path;
    std::size_t line;  // 0: the file as a whole
    std::string what;

    // "path:line: what".
    std::string text() const;
};

using Findings = std::vector<Finding>;

struct Rule {
    std::string name;  // also the folder below samples/ whose contents break it
    std::function<void(House const&, Findings&)> look;
};

// Every rule, layering first.
std::vector<Rule> all_rules();

// Its parts, a file each.
std::vector<Rule> layering_rules();
std::vector<Rule> slice_rules();
std::vector<Rule> style_rules();
std::vector<Rule> function_rules();
std::vector<Rule> catalogue_rules();

// What one rule finds, without what accepted.txt (lines of "rule path") lets pass.
Findings findings_of(Rule const& rule, House const& house);

// Lines of accepted.txt that let nothing pass: what they excused is gone, so they should go too.
std::vector<std::string> idle_acceptances(House const& house);

}  // namespace colonnade::tidy
