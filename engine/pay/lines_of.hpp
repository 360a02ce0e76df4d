// Which lines each person has a part of, so that what concerns a few people does not read the lines of all.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/pay/facts.hpp"

namespace colonnade::engine::pay {

class LinesOf {
public:
    // The lines that any of the people has a part of, rising. Amounts may change between calls, owners and
    // parts may not: the first call reads all lines.
    std::vector<std::uint32_t> operator()(Lines const& lines, std::vector<Index> const& people);

private:
    void build(Lines const& lines);

    std::once_flag built_;
    std::vector<std::uint32_t> start_;  // of each person in `line_`; the last one is the end
    std::vector<std::uint32_t> line_;
};

}  // namespace colonnade::engine::pay
