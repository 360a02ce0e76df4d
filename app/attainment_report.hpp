// Attainment over many periods as a table.
#pragma once
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "app/program.hpp"

namespace colonnade {

struct AttainmentReport {
    struct Row {
        std::string id;  // the external id; ours where there is none
        std::string name;
        Date period_start;
        std::optional<Date> period_end;  // the last day; absent while it is open
        std::optional<std::int64_t> quota;
        std::int64_t actual;
        std::optional<Rate> attainment;
    };
    std::string by;  // names the first two columns: person_id, person
    std::vector<Row> rows;
};

// Rows by period, then by name. `user` is a sign-in name, or empty for the program itself; `period` a key, or
// empty for every period that has quotas.
AttainmentReport attainment_report(Program& program, std::string const& user, std::string const& by,
                                   std::string const& measure, std::string const& period);
void write_csv(AttainmentReport const& report, std::ostream& out);
void write_table(AttainmentReport const& report, std::ostream& out);

}  // namespace colonnade
