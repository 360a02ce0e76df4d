#include "foundation/documents/xlsx_workbook.hpp"

#include <charconv>

#include "foundation/base/problem.hpp"
#include "foundation/documents/xml_stream.hpp"

namespace colonnade::documents {
namespace {

struct Relationship {
    std::string target;
    std::string type;
};
using Relationships = std::map<std::string, Relationship, std::less<>>;

class RelationshipsHandler final : public XmlHandler {
public:
    Relationships found;
    void start(std::string_view name, XmlAttributes const& attributes) override {
        if (name != "Relationship" || attributes["TargetMode"] == "External") return;
        found[std::string(attributes["Id"])] = {std::string(attributes["Target"]),
                                                std::string(attributes["Type"])};
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

class WorkbookHandler final : public XmlHandler {
public:
    struct Sheet {
        std::string name;
        std::string relationship;
        bool visible;
    };
    std::vector<Sheet> sheets;
    DateSystem date_system = DateSystem::from_1900;
    void start(std::string_view name, XmlAttributes const& attributes) override {
        if (name == "sheet") {
            // `id` is the relationship's and `sheetId` is not: both have other local names.
            sheets.push_back({std::string(attributes["name"]), std::string(attributes["id"]),
                              attributes["state"].empty() || attributes["state"] == "visible"});
        } else if (name == "workbookPr") {
            auto const old = attributes["date1904"];
            if (old == "1" || old == "true" || old == "on") date_system = DateSystem::from_1904;
        }
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

class StylesHandler final : public XmlHandler {
public:
    std::vector<NumberStyle> cell_styles;
    void start(std::string_view name, XmlAttributes const& attributes) override {
        if (name == "numFmt") {
            auto const id = attribute_number(attributes["numFmtId"]);
            if (id) own_[*id] = number_style(attributes["formatCode"]);
        } else if (name == "cellXfs") {
            in_cells_ = true;
        } else if (name == "xf" && in_cells_) {
            auto const id = attribute_number(attributes["numFmtId"]).value_or(0);
            auto const own = own_.find(id);
            bool const built_in = own == own_.end();
            cell_styles.push_back(
                built_in ? built_in_number_style(static_cast<int>(std::min<std::uint64_t>(id, 1'000)))
                         : own->second);
        }
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") in_cells_ = false;
    }
    void text(std::string_view) override {}

private:
    std::map<std::uint64_t, NumberStyle> own_;
    bool in_cells_ = false;
};

class SharedTextsHandler final : public XmlHandler {
public:
    SharedTextsHandler(SharedTexts& texts, std::uint64_t limit) : texts_(texts), limit_(limit) {}
    void start(std::string_view name, XmlAttributes const&) override {
        if (name == "t") in_text_ = !in_phonetic_;
        if (name == "rPh") in_phonetic_ = true;
    }
    void end(std::string_view name) override {
        if (name == "t") in_text_ = false;
        if (name == "rPh") in_phonetic_ = false;
        if (name != "si") return;
        texts_.append(text_.find("_x") == std::string::npos ? text_ : without_escapes(text_));
        texts_.end();
        text_.clear();
    }
    void text(std::string_view text) override {
        if (!in_text_) return;
        text_ += text;
        if (texts_.bytes() + text_.size() + texts_.size() * sizeof(std::size_t) > limit_) {
            throw invalid("documents.workbook_too_large", {{"limit", std::to_string(limit_)}});
        }
    }

private:
    SharedTexts& texts_;
    std::uint64_t limit_;
    std::string text_;
    bool in_text_ = false;
    bool in_phonetic_ = false;
};

void parse(ZipArchive const& archive, std::string const& part, XmlHandler& handler) {
    XmlStream(archive.open(part), part, handler).feed_all();
}

std::string folder_of(std::string const& part) {
    auto const slash = part.rfind('/');
    return slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
}

// Where a relationship's target is, seen from the part that has it.
std::string resolved(std::string const& part, std::string target) {
    if (target.starts_with('/')) return target.substr(1);
    auto folder = folder_of(part);
    while (target.starts_with("../")) {
        target.erase(0, 3);
        if (!folder.empty()) folder = folder_of(folder.substr(0, folder.size() - 1));
    }
    return folder + target;
}

Relationships relationships_of(ZipArchive const& archive, std::string const& part) {
    auto const folder = folder_of(part);
    auto const rels = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (!archive.has(rels)) return {};
    RelationshipsHandler handler;
    parse(archive, rels, handler);
    return std::move(handler.found);
}

// The first target of that kind, resolved; empty when there is none.
std::string target_of(Relationships const& relationships, std::string const& part, std::string_view kind) {
    for (auto const& [id, relationship] : relationships) {
        if (relationship.type.ends_with(kind)) return resolved(part, relationship.target);
    }
    return {};
}

}  // namespace

Workbook read_workbook(ZipArchive const& archive, TableLimits const& limits) {
    auto part = target_of(relationships_of(archive, ""), "", "/officeDocument");
    if (part.empty()) part = "xl/workbook.xml";
    if (!archive.has(part) || !part.ends_with(".xml")) throw invalid("documents.not_a_workbook");
    WorkbookHandler book;
    parse(archive, part, book);
    auto const relationships = relationships_of(archive, part);
    Workbook workbook;
    workbook.date_system = book.date_system;
    for (auto const& sheet : book.sheets) {
        auto const found = relationships.find(sheet.relationship);
        if (found == relationships.end() || !found->second.type.ends_with("/worksheet")) continue;
        workbook.sheets.push_back({sheet.name, resolved(part, found->second.target), sheet.visible});
    }
    if (workbook.sheets.empty()) throw invalid("documents.not_a_workbook");
    auto const styles = target_of(relationships, part, "/styles");
    if (!styles.empty() && archive.has(styles)) {
        StylesHandler handler;
        parse(archive, styles, handler);
        workbook.cell_styles = std::move(handler.cell_styles);
    }
    auto const texts = target_of(relationships, part, "/sharedStrings");
    if (!texts.empty() && archive.has(texts)) {
        SharedTextsHandler handler(workbook.shared_texts, limits.shared_text_bytes);
        parse(archive, texts, handler);
    }
    return workbook;
}

std::string without_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = 0;
        bool const escape =
            text.size() - i >= 7 && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_' &&
            std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16).ptr == text.data() + i + 6;
        // Characters that XML can hold are only escaped where the text itself looks like an escape.
        if (escape && code != 0 && (code < 0x20 || code == '_')) {
            out += static_cast<char>(code);
            i += 6;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::optional<std::uint64_t> attribute_number(std::string_view text) {
    std::uint64_t value = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
    bool const whole = !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

}  // namespace colonnade::documents
