#include "app/settings_file.hpp"

#include <algorithm>
#include <cstdlib>

namespace colonnade {
namespace {

std::string environment(std::string const& name) {
    char const* const value = name.empty() ? nullptr : std::getenv(name.c_str());
    return value ? value : "";
}

class SettingsFile final : public CLI::ConfigTOML {
public:
    explicit SettingsFile(CLI::App& app) : app_(app) {}

    std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
        std::vector<CLI::ConfigItem> items = CLI::ConfigTOML::from_config(input);
        std::erase_if(items, [&](CLI::ConfigItem const& item) { return is_passed_over(item); });
        return items;
    }

private:
    bool is_passed_over(CLI::ConfigItem const& item) const {
        CLI::App* command = &app_;
        bool is_chosen = true;
        for (std::string const& name : item.parents) {
            auto const found =
                command->get_subcommands([&](CLI::App* each) { return each->get_name() == name; });
            if (found.empty()) return false;
            command = found.front();
            is_chosen = is_chosen && command->parsed();
        }
        CLI::Option const* const option = command->get_option_no_throw("--" + item.name);
        return option && (!is_chosen || !environment(option->get_envname()).empty());
    }

    CLI::App& app_;
};

}  // namespace

std::shared_ptr<CLI::Config> settings_file(CLI::App& app) { return std::make_shared<SettingsFile>(app); }

std::vector<std::string> words_to_parse(int count, char** words) {
    std::vector<std::string> list(words + 1, words + count);
    std::string const file = environment("COLONNADE_CONFIG");
    auto const names_file = [](std::string const& word) {
        return word == "--config" || word.starts_with("--config=");
    };
    if (!file.empty() && std::ranges::none_of(list, names_file))
        list.insert(list.begin(), "--config=" + file);
    std::ranges::reverse(list);
    return list;
}

}  // namespace colonnade
