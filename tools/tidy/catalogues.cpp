// The six catalogues say the same things: the same keys, the same values to fill in.
#include <boost/json.hpp>
#include <map>
#include <set>

#include "tools/tidy/rules.hpp"

namespace colonnade::tidy {
namespace {

namespace json = boost::json;
using Texts = std::map<std::string, std::string>;

void flatten(json::value const& value, std::string const& key, Texts& texts) {
    if (auto const* object = value.if_object()) {
        for (auto const& [name, inner] : *object)
            flatten(inner, key.empty() ? std::string(name) : key + "." + std::string(name), texts);
    } else if (auto const* text = value.if_string()) {
        texts[key] = std::string(*text);
    } else {
        texts[key] = "";
    }
}

// The names of what an ICU message has filled in: what follows a brace, up to a comma or the closing brace,
// where it is a name. The texts of plural and select branches are looked through too; they are no names, for
// they hold spaces or are closed at once.
std::set<std::string> arguments_of(std::string const& text) {
    std::set<std::string> names;
    std::vector<bool> is_argument;  // of each open brace: an argument, as against the text of a branch
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{') {
            bool const branch = !is_argument.empty() && is_argument.back();
            is_argument.push_back(!branch);
            std::size_t const end = text.find_first_of(",}", i + 1);
            if (!branch && end != text.npos) {
                std::string name = text.substr(i + 1, end - i - 1);
                name.erase(0, name.find_first_not_of(' '));
                name.erase(name.find_last_not_of(' ') + 1);
                names.insert(name);
            }
        } else if (text[i] == '}' && !is_argument.empty()) {
            is_argument.pop_back();
        }
    }
    return names;
}

void compare(std::string const& path, Texts const& texts, Texts const& english, Findings& findings) {
    for (auto const& [key, text] : english) {
        auto const at = texts.find(key);
        if (at == texts.end()) findings.push_back({path, 0, "lacks " + key});
        else if (at->second.empty()) findings.push_back({path, 0, key + " is empty"});
        else if (arguments_of(at->second) != arguments_of(text))
            findings.push_back({path, 0, key + " is given other values to fill in than in English"});
    }
    for (auto const& [key, text] : texts)
        if (!english.contains(key)) findings.push_back({path, 0, "has " + key + ", which English lacks"});
}

void catalogues_are_in_step(House const& house, Findings& findings) {
    std::map<std::string, Texts> catalogues;
    for (char const* language : {"en", "it", "pl", "fa", "cs", "es"}) {
        std::string const path = "locales/" + std::string(language) + ".json";
        Source const* source = house.find(path);
        if (source == nullptr) {
            findings.push_back({path, 0, "is missing"});
            continue;
        }
        std::string text;
        for (std::string const& line : source->lines) text += line + '\n';
        boost::system::error_code error;
        json::value const value = json::parse(text, error);
        if (error) findings.push_back({path, 0, "is no JSON: " + error.message()});
        else flatten(value, "", catalogues[path]);
    }
    Texts const& english = catalogues["locales/en.json"];
    for (auto const& [path, texts] : catalogues) compare(path, texts, english, findings);
}

}  // namespace

std::vector<Rule> catalogue_rules() { return {{"catalogues_are_in_step", catalogues_are_in_step}}; }

}  // namespace colonnade::tidy
