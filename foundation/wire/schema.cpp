#include "foundation/wire/schema.hpp"

#include <cctype>

namespace colonnade::wire {

void Schemas::refer(Type const& claimant, std::string const& name, Describe const& describe,
                    json::object& into) {
    auto const [claim, is_new] = claims_.emplace(name, &claimant);
    if (claim->second != &claimant) {
        throw StartError("two types claim the schema name " + name + "; give one of them another name");
    }
    if (is_new) {
        json::object described;
        describe(described);
        components_[name] = std::move(described);
    }
    into["$ref"] = "#/components/schemas/" + name;
}

json::object Schemas::of(Type const& type) {
    json::object schema;
    type.schema(*this, schema);
    return schema;
}

std::string bare_type_name(std::string_view pretty) {
    std::string name;
    std::string word;
    auto const is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    for (std::size_t i = 0; i < pretty.size(); ++i) {
        char const c = pretty[i];
        if (is_word(c)) {
            word += c;
        } else if (c == ':') {
            word.clear();  // it was a namespace
        } else if (c == '{' || c == '(') {
            std::size_t const end = pretty.find(c == '{' ? '}' : ')', i);  // {anonymous}
            i = end == std::string_view::npos ? pretty.size() : end;
        } else {
            name += word;
            word.clear();
        }
    }
    return name + word;
}

}  // namespace colonnade::wire
