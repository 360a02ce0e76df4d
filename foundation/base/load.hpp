// What became of one row that was loaded from a file.
#pragma once
#include <optional>
#include <utility>

#include "foundation/base/problem.hpp"

namespace colonnade {

enum class LoadResult {
    inserted,
    updated,    // the row as it was is kept in its history
    unchanged,  // the same is there already
    refused,    // nothing of the row was taken; `problem` says why, its path names the column
};

struct Outcome {
    LoadResult result = LoadResult::unchanged;
    std::optional<Problem> problem;
    int rounded = 0;              // values of the row that were rounded to ten-thousandths
    std::optional<Problem> note;  // what else had to be done to take the row, told by its code

    static Outcome of(LoadResult result) { return {result, {}, 0, {}}; }
    static Outcome refuse(Problem problem) { return {LoadResult::refused, std::move(problem), 0, {}}; }
};

}  // namespace colonnade
