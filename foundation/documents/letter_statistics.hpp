// Which Windows code page a text is in, from which letters stand where in its words.
#pragma once
#include <string>
#include <string_view>

#include "foundation/documents/encoding.hpp"

namespace colonnade::documents {

class LetterStatistics {
public:
    // Takes the next piece of the text; keeps only words with a byte beyond ASCII. A word that two pieces
    // share counts as two.
    void add(std::string_view piece);
    bool enough() const { return words_.size() >= words_max; }
    // windows_1252 when nothing decides.
    Encoding likeliest() const;

private:
    static constexpr std::size_t words_max = 64 * 1024;
    static constexpr std::size_t word_max = 64;

    std::string words_;  // each followed by a space
};

}  // namespace colonnade::documents
