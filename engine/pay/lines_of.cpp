#include "engine/pay/lines_of.hpp"

#include <algorithm>

#include "engine/pay/figures.hpp"

namespace colonnade::engine::pay {

void LinesOf::build(Lines const& lines) {
    auto const each_part = [&](auto const& visit) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            CreditPart whole;
            PartsOf const parts = parts_of(lines, i, whole);
            for (std::size_t p = 0; p < parts.count; ++p)
                if (parts.first[p].person != nobody)
                    visit(static_cast<std::size_t>(parts.first[p].person), static_cast<std::uint32_t>(i));
        }
    };
    // First how many each person has, then where they begin, then which.
    std::vector<std::uint32_t> next;
    each_part([&](std::size_t person, std::uint32_t) {
        if (person >= next.size()) next.resize(person + 1);
        ++next[person];
    });
    start_.assign(1, 0);
    for (std::uint32_t& count : next) {
        std::uint32_t const begin = start_.back();
        start_.push_back(begin + count);
        count = begin;
    }
    line_.resize(start_.back());
    each_part([&](std::size_t person, std::uint32_t line) { line_[next[person]++] = line; });
}

std::vector<std::uint32_t> LinesOf::operator()(Lines const& lines, std::vector<Index> const& people) {
    std::call_once(built_, [&] { build(lines); });
    std::vector<std::uint32_t> out;
    for (Index const person : people) {
        std::size_t const p = static_cast<std::size_t>(person);
        if (p + 1 < start_.size())
            out.insert(out.end(), line_.begin() + start_[p], line_.begin() + start_[p + 1]);
    }
    // One person's lines are in their order already; several parts of one line may be theirs.
    if (people.size() > 1) std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace colonnade::engine::pay
