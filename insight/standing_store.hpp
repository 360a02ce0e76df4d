// Reads how everybody stands from the stores into columns: the one place where facts of several slices meet
// before the engine counts them.
#pragma once
#include <algorithm>
#include <memory>

#include "foundation/caller/caller.hpp"
#include "foundation/db/session.hpp"
#include "insight/column_reader.hpp"
#include "pillars/operations/goals/standing.hpp"

namespace colonnade::insight {

// What a standing was read from: the last changes that touched orders, and everything else. It is current as
// long as these are the same.
struct StandingVersion {
    std::int64_t subjects = 0;
    std::int64_t orders = 0;
    std::int64_t latest() const { return std::max(subjects, orders); }
    friend bool operator==(StandingVersion const&, StandingVersion const&) = default;
};
StandingVersion standing_version(db::Session& session);

// The last change of all: while it is the same, so is the version.
std::int64_t latest_change(db::Session& session);
// Whether the caller has changed anything after that change.
bool has_written_since(db::Session& session, Caller const& caller, std::int64_t change);

// A standing with what is needed to bring it forward. Immutable, shared by readers.
struct ReadStanding {
    std::shared_ptr<goals::Standing const> standing;
    StandingVersion version;
    bool has_lines = false;  // without them units and margin are not known
    FactKeys keys;
};

enum class Lines { read, left_out };
ReadStanding read_standing(db::Session& session, Lines lines);
// The same orders with their lines.
ReadStanding with_lines(db::Session& session, ReadStanding const& before);
// As of now: where few orders have changed, only those are read.
ReadStanding brought_forward(db::Session& session, ReadStanding const& before);

}  // namespace colonnade::insight
