#include "foundation/documents/pdf_pages.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <numeric>

#include "foundation/base/problem.hpp"
#include "foundation/documents/locale_format.hpp"
#include "foundation/documents/pdf_fonts.hpp"

namespace colonnade::documents {
namespace {

// All lengths are in points, 72 to the inch.
constexpr double page_width = 595.276, page_height = 841.890;
constexpr double margin = 51, top = 48, foot = 48;
constexpr double width = page_width - 2 * margin;
constexpr double bottom = page_height - foot - 18;
constexpr double cell_gap = 9, row_padding = 3.2;

struct Ink {
    double red, green, blue;
};
constexpr Ink black{0.09, 0.10, 0.13}, grey{0.40, 0.43, 0.48}, line_grey{0.84, 0.86, 0.89},
    shade{0.955, 0.96, 0.97};

struct Look {
    char const* font;
    Ink ink;
};
constexpr Look plain{"Noto Sans, Noto Sans Arabic 9", black};
constexpr Look muted{"Noto Sans, Noto Sans Arabic 8", grey};
constexpr Look strong{"Noto Sans, Noto Sans Arabic Bold 9", black};
constexpr Look head{"Noto Sans, Noto Sans Arabic Bold 8", grey};
constexpr Look title_look{"Noto Sans, Noto Sans Arabic Bold 21", black};
constexpr Look subtitle_look{"Noto Sans, Noto Sans Arabic 11", grey};
constexpr Look heading_look{"Noto Sans, Noto Sans Arabic Bold 12", black};

Look const& look_of(PdfWeight weight) {
    switch (weight) {
        case PdfWeight::plain: return plain;
        case PdfWeight::muted: return muted;
        case PdfWeight::strong: return strong;
    }
    return plain;
}

struct DestroyCairo {
    void operator()(cairo_t* drawing) const { cairo_destroy(drawing); }
};
struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

// One thing on a page: a text, a filled box, or the beginning or end of a part of the document's structure.
struct Mark {
    enum class Kind { text, box, begin, end };
    Kind kind = Kind::text;
    double x = 0, y = 0, width = 0, height = 0;
    Ink ink{};
    std::string tag;  // of the structure: H1, H2, P, Table, TR, TH, TD
    Held<PangoLayout> layout;
};

cairo_status_t append(void* to, unsigned char const* bytes, unsigned int size) {
    static_cast<std::string*>(to)->append(reinterpret_cast<char const*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status) {
    if (status != CAIRO_STATUS_SUCCESS)
        throw Problem(ProblemKind::internal, "documents.pdf", {{"reason", cairo_status_to_string(status)}});
}

std::string replaced(std::string text, std::string_view name, std::string const& value) {
    std::size_t const at = text.find(name);
    return at == std::string::npos ? text : text.replace(at, name.size(), value);
}

}  // namespace

struct PdfPages::Inside {
    explicit Inside(PdfOptions from)
        : options(std::move(from)),
          from_right(is_right_to_left(options.language)),
          fonts(embedded_font_map()),
          context(pango_font_map_create_context(fonts.get())) {
        pango_context_set_base_dir(context.get(), from_right ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
        pango_context_set_language(context.get(), pango_language_from_string(options.language.c_str()));
        cairo_font_options_t* const exact = cairo_font_options_create();
        cairo_font_options_set_hint_style(exact, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(exact, CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(exact, CAIRO_ANTIALIAS_GRAY);
        pango_cairo_context_set_font_options(context.get(), exact);
        cairo_font_options_destroy(exact);
        pages.emplace_back();
    }

    Held<PangoLayout> set(std::string_view text, Look const& look, double wide, PdfAlign align) const {
        Held<PangoLayout> layout(pango_layout_new(context.get()));
        pango_layout_set_auto_dir(layout.get(), FALSE);
        PangoFontDescription* const font = pango_font_description_from_string(look.font);
        pango_layout_set_font_description(layout.get(), font);
        pango_font_description_free(font);
        pango_layout_set_width(layout.get(), static_cast<int>(wide * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_line_spacing(layout.get(), 1.12F);
        bool const at_left = (align == PdfAlign::start) != from_right;
        pango_layout_set_alignment(layout.get(), at_left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        return layout;
    }
    static double height_of(PangoLayout* layout) {
        int high = 0;
        pango_layout_get_size(layout, nullptr, &high);
        return static_cast<double>(high) / PANGO_SCALE;
    }

    static double base_of(PangoLayout* layout) {
        return static_cast<double>(pango_layout_get_baseline(layout)) / PANGO_SCALE;
    }

    void next_page() {
        pages.emplace_back();
        y = top;
    }
    void need(double height) {
        if (y + height > bottom && y > top) next_page();
    }

    void put(Held<PangoLayout> layout, Look const& look, double x, double at, std::string tag) {
        Mark mark;
        mark.x = x;
        mark.y = at;
        mark.ink = look.ink;
        mark.tag = std::move(tag);
        mark.layout = std::move(layout);
        pages.back().push_back(std::move(mark));
    }
    void box(double x, double at, double wide, double high, Ink ink) {
        Mark mark;
        mark.kind = Mark::Kind::box;
        mark.x = x, mark.y = at, mark.width = wide, mark.height = high, mark.ink = ink;
        pages.back().push_back(std::move(mark));
    }
    void structure(Mark::Kind kind, char const* tag) {
        Mark mark;
        mark.kind = kind;
        mark.tag = tag;
        pages.back().push_back(std::move(mark));
    }

    // A text over the whole width, cut at the page's end by lines of its own.
    void text(std::string_view words, Look const& look, char const* tag, double after) {
        Held<PangoLayout> layout = set(words, look, width, PdfAlign::start);
        double const high = height_of(layout.get());
        need(high);
        put(std::move(layout), look, margin, y, tag);
        y += high + after;
    }

    std::vector<double> widths(PdfTable const& table) const {
        int all = 0;
        for (PdfColumn const& column : table.columns) all += column.share;
        double const free = width - cell_gap * static_cast<double>(table.columns.size() - 1);
        std::vector<double> each;
        for (PdfColumn const& column : table.columns) each.push_back(free * column.share / all);
        return each;
    }

    // The cells of a row side by side, from the language's own side, their first lines on one line; gives the
    // row's height. `looks` are the cells', or one for all.
    double row(PdfTable const& table, std::vector<std::string> const& cells,
               std::vector<Look const*> const& looks, char const* tag, bool draw) {
        std::vector<double> const wide = widths(table);
        bool const spans = cells.size() < wide.size();
        std::vector<Held<PangoLayout>> layouts;
        double base = 0, high = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            layouts.push_back(set(cells[i], *looks[i % looks.size()], spans ? width : wide[i],
                                  spans ? PdfAlign::start : table.columns[i].align));
            if (!cells[i].empty()) base = std::max(base, base_of(layouts.back().get()));
        }
        double x = from_right ? margin + width : margin;
        if (draw) structure(Mark::Kind::begin, "TR");
        for (std::size_t i = 0; i < cells.size(); ++i) {
            double const room = spans ? width : wide[i];
            double const drop = cells[i].empty() ? 0 : base - base_of(layouts[i].get());
            high = std::max(high, drop + height_of(layouts[i].get()));
            if (draw)
                put(std::move(layouts[i]), *looks[i % looks.size()], from_right ? x - room : x,
                    y + row_padding + drop, tag);
            x += (from_right ? -1 : 1) * (room + cell_gap);
        }
        if (draw) structure(Mark::Kind::end, "TR");
        return high + 2 * row_padding;
    }

    void table_head(PdfTable const& table) {
        std::vector<std::string> headings;
        for (PdfColumn const& column : table.columns) headings.push_back(column.heading);
        structure(Mark::Kind::begin, "Table");
        double const high = row(table, headings, {&head}, "TH", false);
        row(table, headings, {&head}, "TH", true);
        y += high;
        box(margin, y - 0.6, width, 0.6, line_grey);
    }

    void draw_text(cairo_t* drawing, Mark const& mark) const {
        if (!mark.tag.empty()) cairo_tag_begin(drawing, mark.tag.c_str(), nullptr);
        cairo_set_source_rgb(drawing, mark.ink.red, mark.ink.green, mark.ink.blue);
        cairo_move_to(drawing, mark.x, mark.y);
        pango_cairo_show_layout(drawing, mark.layout.get());
        if (!mark.tag.empty()) cairo_tag_end(drawing, mark.tag.c_str());
    }
    void draw(cairo_t* drawing, Mark const& mark) const {
        switch (mark.kind) {
            case Mark::Kind::text: return draw_text(drawing, mark);
            case Mark::Kind::begin: return cairo_tag_begin(drawing, mark.tag.c_str(), nullptr);
            case Mark::Kind::end: return cairo_tag_end(drawing, mark.tag.c_str());
            case Mark::Kind::box:
                cairo_set_source_rgb(drawing, mark.ink.red, mark.ink.green, mark.ink.blue);
                cairo_rectangle(drawing, mark.x, mark.y, mark.width, mark.height);
                return cairo_fill(drawing);
        }
    }

    std::string numbered(std::size_t page) const {
        std::string const text =
            replaced(options.page_pattern, "{page}", number_format(options.language, std::to_string(page)));
        return replaced(text, "{pages}", number_format(options.language, std::to_string(pages.size())));
    }
    void draw_foot(cairo_t* drawing, std::size_t page) const {
        double const at = page_height - foot;
        Mark start, end;
        start.layout = set(options.footer, muted, width * 0.78, PdfAlign::start);
        end.layout = set(numbered(page), muted, width * 0.22, PdfAlign::end);
        start.x = from_right ? margin + width * 0.22 : margin;
        end.x = from_right ? margin : margin + width * 0.78;
        for (Mark* const mark : {&start, &end}) {
            mark->y = at;
            mark->ink = grey;
            draw_text(drawing, *mark);
        }
    }

    void describe(cairo_surface_t* surface) const {
        std::string const created = options.created.text();
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, options.title.c_str());
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, options.author.c_str());
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Colonnade");
        for (auto const field : {CAIRO_PDF_METADATA_CREATE_DATE, CAIRO_PDF_METADATA_MOD_DATE})
            cairo_pdf_surface_set_metadata(surface, field, (created.substr(0, 19) + "Z").c_str());
    }

    std::string paint() const {
        std::string bytes;
        std::unique_ptr<cairo_surface_t, DestroySurface> const surface(
            cairo_pdf_surface_create_for_stream(append, &bytes, page_width, page_height));
        describe(surface.get());
        std::unique_ptr<cairo_t, DestroyCairo> const drawing(cairo_create(surface.get()));
        for (std::size_t page = 0; page < pages.size(); ++page) {
            for (Mark const& mark : pages[page]) draw(drawing.get(), mark);
            draw_foot(drawing.get(), page + 1);
            cairo_show_page(drawing.get());
        }
        check(cairo_status(drawing.get()));
        cairo_surface_finish(surface.get());
        check(cairo_surface_status(surface.get()));
        return bytes;
    }

    PdfOptions options;
    bool from_right;
    Held<PangoFontMap> fonts;
    Held<PangoContext> context;
    std::vector<std::vector<Mark>> pages;
    double y = top;
};

bool is_right_to_left(std::string_view language) { return language.starts_with("fa"); }

PdfPages::PdfPages(PdfOptions options) : inside_(std::make_unique<Inside>(std::move(options))) {}
PdfPages::~PdfPages() = default;

void PdfPages::letterhead(std::string_view start, std::string_view end) {
    PdfTable const both{{{"", 3, PdfAlign::start}, {"", 2, PdfAlign::end}}, {}};
    inside_->y += inside_->row(both, {std::string(start), std::string(end)}, {&strong}, "P", true) + 14;
}

void PdfPages::title(std::string_view text) { inside_->text(text, title_look, "H1", 1); }
void PdfPages::subtitle(std::string_view text) { inside_->text(text, subtitle_look, "P", 12); }

void PdfPages::heading(std::string_view text) {
    inside_->y += 14;
    inside_->need(90);
    inside_->text(text, heading_look, "H2", 3);
}

void PdfPages::paragraph(std::string_view text, PdfWeight weight) {
    inside_->text(text, look_of(weight), "P", 5);
}

void PdfPages::fields(std::vector<std::pair<std::string, std::string>> const& pairs) {
    PdfTable const grid{{{"", 4}, {"", 9}, {"", 4}, {"", 9}}, {}};
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
        std::vector<std::string> cells(4);
        for (std::size_t side = 0; side < 2 && i + side < pairs.size(); ++side) {
            cells[side * 2] = pairs[i + side].first;
            cells[side * 2 + 1] = pairs[i + side].second;
        }
        double const high = inside_->row(grid, cells, {&muted, &plain}, "P", false);
        inside_->need(high);
        inside_->row(grid, cells, {&muted, &plain}, "P", true);
        inside_->y += high;
    }
    inside_->y += 4;
}

void PdfPages::table(PdfTable const& table) {
    Inside& in = *inside_;
    in.need(46);
    in.table_head(table);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        PdfRow const& row = table.rows[i];
        Look const& look = look_of(row.weight);
        double const high = in.row(table, row.cells, {&look}, "TD", false);
        if (in.y + high > bottom && in.y > top + 30) {
            in.structure(Mark::Kind::end, "Table");
            in.next_page();
            in.table_head(table);
        }
        if (row.weight == PdfWeight::strong) in.box(margin - 4, in.y, width + 8, high, shade);
        in.row(table, row.cells, {&look}, "TD", true);
        in.y += high;
        bool const goes_on = i + 1 < table.rows.size() && table.rows[i + 1].weight == PdfWeight::muted;
        if (!goes_on) in.box(margin, in.y - 0.3, width, 0.3, line_grey);
    }
    in.structure(Mark::Kind::end, "Table");
    in.y += 4;
}

void PdfPages::gap(int points) { inside_->y += points; }
std::string PdfPages::finish() { return inside_->paint(); }
int PdfPages::page_count() const { return static_cast<int>(inside_->pages.size()); }

}  // namespace colonnade::documents
