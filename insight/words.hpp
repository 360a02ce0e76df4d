// Texts of the catalogue in one reader's language.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "foundation/documents/catalogue.hpp"

namespace colonnade::insight {

// The catalogue's message in a language; handed over by app/.
using Translate = std::function<std::string(std::string_view language, std::string_view key,
                                            documents::MessageArguments const& arguments)>;

class Words {
public:
    Words(Translate translate, std::string language)
        : translate_(std::move(translate)), language_(std::move(language)) {}
    std::string operator()(std::string_view key, documents::MessageArguments const& arguments = {}) const {
        return translate_(language_, key, arguments);
    }

private:
    Translate translate_;
    std::string language_;
};

}  // namespace colonnade::insight
