// What a workbook says of itself: its sheets, the formats of its cells, and the texts they share.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "foundation/documents/xlsx_number.hpp"
#include "foundation/documents/zip_archive.hpp"

namespace colonnade::documents {

// Each text once, as the cells refer to it by number.
class SharedTexts {
public:
    void append(std::string_view piece) { texts_ += piece; }
    void end() { ends_.push_back(texts_.size()); }
    std::size_t bytes() const { return texts_.size(); }
    std::size_t size() const { return ends_.size(); }
    std::string_view operator[](std::size_t index) const {
        auto const from = index == 0 ? 0 : ends_[index - 1];
        return std::string_view(texts_).substr(from, ends_[index] - from);
    }

private:
    std::string texts_;
    std::vector<std::size_t> ends_;
};

struct Workbook {
    struct Sheet {
        std::string name;
        std::string part;
        bool visible;
    };
    std::vector<Sheet> sheets;  // worksheets only, in their order
    DateSystem date_system = DateSystem::from_1900;
    std::vector<NumberStyle> cell_styles;  // by a cell's `s`
    SharedTexts shared_texts;
};

// Throws documents.not_a_workbook where the archive holds none, and the Problems of ZipArchive and XmlStream.
Workbook read_workbook(ZipArchive const& archive, TableLimits const& limits);

// "_x000D_" in a text stands for the control character it names (ECMA-376 part 1, 22.9.2.19).
std::string without_escapes(std::string_view text);

// A whole number in an attribute; empty where it is none.
std::optional<std::uint64_t> attribute_number(std::string_view text);

}  // namespace colonnade::documents
