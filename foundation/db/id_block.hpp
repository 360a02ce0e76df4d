// Ids for a loader's many rows, in blocks that grow with what is asked for: a row of `id_blocks` that is
// changed once for each of them in one transaction becomes a long chain of versions on PostgreSQL.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>

namespace colonnade::db {

class IdBlock {
public:
    explicit IdBlock(std::string_view table) : table_(table) {}

    // `transaction` is a Transaction, or what reserves ids in one. The rest of a block is never used.
    template <class T> std::int64_t next(T& transaction) {
        constexpr std::int64_t singly = 16, block_max = 1024;
        if (next_ == end_) {
            std::int64_t const size = given_ < singly ? 1 : std::min(given_, block_max);
            next_ = transaction.reserve_ids(table_, size);
            end_ = next_ + size;
        }
        ++given_;
        return next_++;
    }

private:
    std::string_view table_;  // a literal
    std::int64_t next_ = 0, end_ = 0, given_ = 0;
};

}  // namespace colonnade::db
