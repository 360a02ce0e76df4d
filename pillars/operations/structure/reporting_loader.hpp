// Reporting lines by the thousand, from the canonical file. People are named by their external ids.
//
//   reporting   person_id,manager_id,valid_from,valid_to
#pragma once
#include "pillars/operations/structure/structure_loader.hpp"

namespace colonnade::structure {

struct ReportingRow {
    std::string person_id;
    std::string manager_id;          // empty: reports to nobody
    std::optional<Date> valid_from;  // absent: since always
    std::optional<Date> valid_to;
};

class ReportingLoader {
public:
    explicit ReportingLoader(access::Write& w);
    // A row takes the place of what was recorded before for its days. Two rows of one file must not overlap,
    // nor make a ring between them.
    Outcome add(ReportingRow const& row);
    // Call once after the last row: scopes follow. Throws Problem "structure.cycle" where the rows make a
    // ring with lines that were there before.
    void finish();

private:
    struct Line {
        std::optional<PersonId> manager;
        DateRange range;
        friend bool operator==(Line const&, Line const&) = default;
    };
    std::optional<Date> find_ring(PersonId person, PersonId manager, DateRange const& range) const;
    Outcome replace(PersonId person, std::optional<PersonId> manager, DateRange const& range);

    access::Write& w_;
    StructureNames names_;
    std::unordered_map<PersonId, std::vector<Line>> recorded_;  // what the database holds
    std::unordered_map<PersonId, std::vector<Line>> taken_;     // what this file said
};

}  // namespace colonnade::structure
