#include "app/catalogue_files.hpp"

#include "locale_files.hpp"

namespace colonnade {
namespace {

std::vector<documents::CatalogueText> embedded_texts() {
    std::vector<documents::CatalogueText> texts;
    for (http::EmbeddedFile const& file : locale_files())
        if (file.path.ends_with(".json"))
            texts.push_back({std::string(file.path.substr(file.path.rfind('/') + 1, 2)), file.bytes});
    return texts;
}

}  // namespace

documents::Catalogues const& catalogues() {
    static documents::Catalogues const all(embedded_texts());
    return all;
}

}  // namespace colonnade
