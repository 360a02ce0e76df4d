// How a text's bytes are to be read, and reading them as UTF-8.
#pragma once
#include <memory>
#include <optional>
#include <string_view>

#include "foundation/documents/byte_source.hpp"

namespace colonnade::documents {

enum class Encoding { utf_8, utf_16_le, utf_16_be, windows_1250, windows_1252, windows_1256 };

// "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1250", …
std::string_view encoding_name(Encoding encoding);
// Reads such a name, without minding case, `-` or `_`; "cp1250" is understood too.
std::optional<Encoding> find_encoding(std::string_view name);

// Tells the encoding of a text from its byte order mark, from being valid UTF-8, or else from which letters
// stand where: Polish and Czech (1250), Italian, Spanish and their neighbours (1252), Persian and Arabic
// (1256). Letters that two code pages share decide nothing, and need not. A cut-off last character does no
// harm.
Encoding detect_encoding(std::string_view text);

// The same for a source that is read until enough was seen: to the end where the text is plain ASCII.
Encoding detect_encoding(ByteSource& source);

// The source's text in UTF-8. Where it cannot be read in that encoding the stream holds one byte 0xFF, which
// no UTF-8 has, and ends: the reader of the rows then names the line.
std::unique_ptr<ByteSource> decoded(std::unique_ptr<ByteSource> source, Encoding encoding);

}  // namespace colonnade::documents
