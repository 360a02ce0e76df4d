// Text as people write it: compared and searched without minding case, marks, or which of two equal letters
// was typed.
#pragma once
#include <string>
#include <string_view>

namespace colonnade {

// UTF-8 without overlong forms and surrogates; `trimmed` takes spaces, tabs and line ends off both ends.
bool is_valid_utf8(std::string_view text);
std::string trimmed(std::string_view text);

// One canonical form for storing: NFC, control characters removed, runs of spaces joined, ends trimmed.
std::string normalised(std::string_view text);

// For matching and searching: NFKC, case folded, Arabic ye/kaf folded to Persian, digits to 0-9, marks
// dropped (ł→l, č→c, ñ→n), punctuation to spaces, runs of spaces joined. "Łódź" and "lodz" are the same.
std::string search_form(std::string_view text);

// For column names and codes: search_form without any spaces. "Billing Zip/Postal Code" is
// "billingzippostalcode".
std::string key_form(std::string_view text);

// For sorting lists alike in every database: the Unicode collation key (root order, marks and case ignored)
// of up to 80 characters, in hexadecimal, whose order no database's own collation disturbs.
std::string sort_key(std::string_view text);

// The bytes in hexadecimal: begins with prefix_key(p) exactly where the text begins with p, in every
// database's order. All texts that begin with p lie from prefix_key(p) to prefix_key_end(p), the end
// excluded.
std::string prefix_key(std::string_view text);
std::string prefix_key_end(std::string_view prefix);

}  // namespace colonnade
