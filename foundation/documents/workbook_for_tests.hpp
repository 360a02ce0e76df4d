// Workbooks put together part by part, so that tests and fuzzing meet what no writer of ours would write.
#pragma once
#include <zip.h>

#include <string>
#include <utility>
#include <vector>

namespace colonnade::documents {

using WorkbookParts = std::vector<std::pair<std::string, std::string>>;

// The bytes of a ZIP archive with these parts.
inline std::string zip_of(WorkbookParts const& parts) {
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
    for (auto const& [name, text] : parts) {
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE);
    }
    zip_close(archive);
    zip_stat_t facts;
    zip_stat_init(&facts);
    zip_source_stat(target, &facts);
    std::string bytes(facts.size, '\0');
    zip_source_open(target);
    auto const got = zip_source_read(target, bytes.data(), bytes.size());
    bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

// A workbook of the sheets "First", "Hidden" and "Second"; `first` is what stands inside the first one's
// <sheetData>. Cell styles: 0 plain, 1 dd/mm/yyyy, 2 0.00%, 3 built-in time, 4 yyyy-mm-dd hh:mm.
inline WorkbookParts workbook_parts(std::string const& first, std::string const& workbook_properties = "") {
    std::string const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    std::string const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    std::string const rels =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    auto const relation = [&](std::string const& id, std::string const& type, std::string const& target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + kind + "/" + type + "\" Target=\"" + target +
               "\"/>";
    };
    auto const sheet = [&](std::string const& rows) {
        return "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>";
    };
    return {
        {"_rels/.rels", rels + relation("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
        {"xl/workbook.xml",
         "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + kind + "\">" + workbook_properties +
             "<sheets><sheet name=\"Hidden\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/>"
             "<sheet name=\"First\" sheetId=\"1\" r:id=\"rId1\"/>"
             "<sheet name=\"Second\" sheetId=\"3\" r:id=\"rId3\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", rels + relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                                           relation("rId2", "worksheet", "/xl/worksheets/sheet2.xml") +
                                           relation("rId3", "worksheet", "../xl/worksheets/sheet3.xml") +
                                           relation("rId4", "styles", "styles.xml") +
                                           relation("rId5", "sharedStrings", "sharedStrings.xml") +
                                           "</Relationships>"},
        {"xl/styles.xml",
         "<styleSheet xmlns=\"" + main +
             "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>"
             "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/></numFmts>"
             "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
             "<xf numFmtId=\"164\"/><xf numFmtId=\"10\"/><xf numFmtId=\"21\"/>"
             "<xf numFmtId=\"165\"/></cellXfs></styleSheet>"},
        {"xl/sharedStrings.xml", "<sst xmlns=\"" + main +
                                     "\"><si><t>name</t></si><si><t></t></si>"
                                     "<si><r><t>Zo</t></r><r><t xml:space=\"preserve\">ë </t></r>"
                                     "<rPh><t>no</t></rPh></si><si><t>a_x000A_b_x0041_</t></si></sst>"},
        {"xl/worksheets/sheet1.xml", sheet(first)},
        {"xl/worksheets/sheet2.xml", sheet("<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>")},
        {"xl/worksheets/sheet3.xml", sheet("<row><c><v>3</v></c></row>")},
    };
}

}  // namespace colonnade::documents
