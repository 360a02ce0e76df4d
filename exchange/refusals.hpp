// The rows an import refused, kept aside in a temporary file while it runs, so that memory stays flat however
// many there are.
#pragma once
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "exchange/report.hpp"
#include "exchange/source.hpp"

namespace colonnade::exchange {

class Refusals {
public:
    void add(Refusal const& refusal);
    // In the order they were added.
    void each(std::function<void(Refusal const&)> const& take) const;
    std::int64_t count() const { return count_; }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    std::int64_t count_ = 0;
};

// One line of JSON, and back.
std::string refusal_text(Refusal const& refusal);
Refusal read_refusal(std::string_view text);

// Tells a problem in the reader's language.
using TellProblem = std::function<std::string(Problem const&)>;

// Writes the refused rows as CSV in the columns they came in, with three more behind: line, column, reason.
// One source goes to `file`; where several had refusals each goes to a file of its own beside it, named for
// the source. Returns what was written.
std::vector<std::filesystem::path> write_refused_rows(
    Refusals const& refusals, std::filesystem::path const& file,
    std::vector<std::pair<std::string, std::vector<std::string>>> const& headings, TellProblem const& tell);

}  // namespace colonnade::exchange
