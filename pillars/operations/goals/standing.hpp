// How everybody stands: the credit book, and who is who in it. Built by app/ from the stores, shared by all
// readers.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/book.hpp"
#include "foundation/base/date.hpp"
#include "foundation/base/id.hpp"
#include "foundation/base/money.hpp"

namespace colonnade::goals {

// Whose figures are part of whose, and when: the reporting tree or the tree of territories over time. Entries
// are dense indexes as in the book; each has itself as a part.
struct Rollup {
    struct Part {
        engine::Index index;
        engine::Day from;
        engine::Day to;  // exclusive
        std::int32_t depth;
    };
    std::vector<std::uint32_t> start{0};
    std::vector<Part> parts;

    // The parts of a whole, itself first.
    std::span<Part const> of(engine::Index whole) const;
};

struct Subject {
    std::int64_t id;
    std::string external_id;
    std::string name;
    DateRange active;  // a person's employment, a territory's or team's validity
};

// Immutable. Amounts are in the company's currency.
struct Standing {
    std::shared_ptr<engine::CreditBook const> book;
    Currency currency;
    std::string company_name;
    std::vector<Subject> people;       // by index
    std::vector<Subject> territories;  // by index
    std::vector<Subject> teams;        // by index
    Rollup reports;                    // people: oneself and one's reports
    Rollup territory_tree;             // territories: itself and those below it
    Rollup team_members;               // teams: the people in them (not the team itself)
    std::unordered_map<std::int64_t, engine::Index> person_index, territory_index, team_index;
    std::vector<std::int64_t> customer_ids;  // by index
    std::vector<std::int64_t> product_ids;   // by index

    std::optional<engine::Index> person(PersonId id) const;
    std::optional<engine::Index> territory(TerritoryId id) const;
    std::optional<engine::Index> team(TeamId id) const;
};

// The days of a range as the engine counts them.
engine::Days engine_days(DateRange range);
// What a part adds within those days; empty (from ≥ to) when nothing.
engine::Days within(Rollup::Part const& part, engine::Days days);

// A person's own credit; with the reports' of each order's day; a team's members'; a territory's with all
// below it.
std::int64_t own_figure(Standing const& standing, engine::Index person, engine::Measure measure,
                        engine::Days days);
std::int64_t tree_figure(Standing const& standing, engine::Index person, engine::Measure measure,
                         engine::Days days);
std::int64_t team_figure(Standing const& standing, engine::Index team, engine::Measure measure,
                         engine::Days days);
std::int64_t territory_figure(Standing const& standing, engine::Index territory, engine::Measure measure,
                              engine::Days days);

}  // namespace colonnade::goals
