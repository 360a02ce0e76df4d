// The fonts inside the program, as Pango wants them.
#pragma once
#include <memory>

#include <pango/pangocairo.h>

namespace colonnade::documents {

struct Unreference {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T> using Held = std::unique_ptr<T, Unreference>;

// A map that knows the embedded fonts and no other, in points. One thread at a time.
Held<PangoFontMap> embedded_font_map();

}  // namespace colonnade::documents
