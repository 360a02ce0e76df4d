#include "foundation/documents/pdf_fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "font_files.hpp"
#include "foundation/base/problem.hpp"

namespace colonnade::documents {
namespace {

[[noreturn]] void fail(char const* reason) {
    throw Problem(ProblemKind::internal, "documents.pdf", {{"reason", reason}});
}

// Fontconfig and Pango read fonts from files alone: each becomes a file in memory that lives as long as the
// program.
std::string file_of(http::EmbeddedFile const& font) {
    int const descriptor = memfd_create("font", MFD_CLOEXEC);
    if (descriptor < 0) fail("no file in memory");
    for (std::size_t written = 0; written < font.bytes.size();) {
        ssize_t const count = write(descriptor, font.bytes.data() + written, font.bytes.size() - written);
        if (count <= 0) fail("no room for a font");
        written += static_cast<std::size_t>(count);
    }
    return "/proc/self/fd/" + std::to_string(descriptor);
}

FcConfig* embedded_fonts() {
    FcConfig* const fonts = FcConfigCreate();
    for (http::EmbeddedFile const& font : font_files()) {
        std::string const file = file_of(font);
        if (!FcConfigAppFontAddFile(fonts, reinterpret_cast<FcChar8 const*>(file.c_str())))
            fail("a font cannot be read");
    }
    return fonts;
}

}  // namespace

Held<PangoFontMap> embedded_font_map() {
    static FcConfig* const fonts = embedded_fonts();
    Held<PangoFontMap> map(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    if (!map) fail("no fonts");
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), fonts);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map.get()), 72.0);
    return map;
}

}  // namespace colonnade::documents
