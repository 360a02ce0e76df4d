// Numbers as workbooks store them, and what their cell's format makes of them.
#pragma once
#include <string>
#include <string_view>

#include "foundation/documents/excel_serial.hpp"

namespace colonnade::documents {

// Exact decimal text of a stored number. Spreadsheets write the image of a binary number, up to 17 digits:
// "0.10000000000000001" stands for 0.1 and is given as "0.1" (the shortest text of that binary number; and
// where all but its first twelve digits are the noise of binary arithmetic, as in 1234.5600000000002, without
// the noise). Text that is no such image keeps every digit. Text that is no number is given back as it is.
std::string stored_number_text(std::string_view stored);

enum class NumberStyle { plain, percent, date, time };

// What a number format such as "yyyy\-mm\-dd", "[$-409]d/m/yy h:mm" or "0.0%" shows. Elapsed time ("[h]:mm")
// is plain.
NumberStyle number_style(std::string_view format_code);
// The formats that need not be written into a workbook (ECMA-376 part 1, 18.8.30).
NumberStyle built_in_number_style(int format_id);

// A cell's text: "0.25" as percent is "25%", "46112" as a date "2026-03-31", "46112.5" "2026-03-31 12:00:00".
std::string styled_number_text(std::string_view stored, NumberStyle style, DateSystem system);

}  // namespace colonnade::documents
