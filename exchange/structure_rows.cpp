// People, positions, reporting lines, territories and who covers them.
#include "exchange/rows.hpp"
#include "pillars/operations/structure/reporting_loader.hpp"
#include "pillars/operations/structure/structure_loader.hpp"
#include "pillars/operations/territories/territory_loader.hpp"

namespace colonnade::exchange {
namespace {

class PeopleRows : public RowLoader {
public:
    explicit PeopleRows(LoadContext const& context) : loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        structure::PersonRow row;
        row.person_id = cells.text("person_id");
        row.name = cells.text("name");
        row.given_name = cells.text("given_name");
        row.family_name = cells.text("family_name");
        row.email = cells.text("email");
        row.phone = cells.text("phone");
        row.language = cells.text("language");
        row.hired_on = cells.date("hired_on");
        row.left_on = cells.end("left_on");
        row.department = cells.text("department");
        row.team = cells.text("team");
        row.title = cells.text("title");
        row.kind = cells.text("kind");
        return loader_.add(row);
    }
    void finish() override { loader_.finish(); }

private:
    structure::PeopleLoader loader_;
};

class PositionRows : public RowLoader {
public:
    explicit PositionRows(LoadContext const& context) : loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        structure::PositionRow row;
        row.position_id = cells.text("position_id");
        row.title = cells.text("title");
        row.kind = cells.text("kind");
        row.department = cells.text("department");
        row.team = cells.text("team");
        row.valid_from = cells.date("valid_from");
        row.valid_to = cells.end("valid_to");
        row.person_id = cells.text("person_id");
        row.held_from = cells.date("held_from");
        row.held_to = cells.end("held_to");
        return loader_.add(row);
    }
    void finish() override { loader_.finish(); }

private:
    structure::PositionsLoader loader_;
};

class ReportingRows : public RowLoader {
public:
    explicit ReportingRows(LoadContext const& context) : loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        structure::ReportingRow row;
        row.person_id = cells.text("person_id");
        row.manager_id = cells.text("manager_id");
        row.valid_from = cells.date("valid_from");
        row.valid_to = cells.end("valid_to");
        return loader_.add(row);
    }
    void finish() override { loader_.finish(); }

private:
    structure::ReportingLoader loader_;
};

class TerritoryRows : public RowLoader {
public:
    explicit TerritoryRows(LoadContext const& context) : loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        territories::TerritoryRow row;
        row.territory_id = cells.text("territory_id");
        row.name = cells.text("name");
        row.parent_id = cells.text("parent_id");
        row.valid_from = cells.date("valid_from");
        row.valid_to = cells.end("valid_to");
        return loader_.add(row);
    }
    void finish() override { loader_.finish(); }

private:
    territories::TerritoriesLoader loader_;
};

class AssignmentRows : public RowLoader {
public:
    explicit AssignmentRows(LoadContext const& context) : loader_(context.write) {}

    Outcome add(Cells const& cells) override {
        territories::AssignmentRow row;
        row.territory_id = cells.text("territory_id");
        row.position_id = cells.text("position_id");
        row.person_id = cells.text("person_id");
        row.valid_from = cells.date("valid_from");
        row.valid_to = cells.end("valid_to");
        return loader_.add(row);
    }
    void finish() override { loader_.finish(); }

private:
    territories::TerritoryAssignmentsLoader loader_;
};

}  // namespace

std::unique_ptr<RowLoader> make_structure_rows(FileKind kind, LoadContext const& context) {
    switch (kind) {
        case FileKind::people: return std::make_unique<PeopleRows>(context);
        case FileKind::positions: return std::make_unique<PositionRows>(context);
        case FileKind::reporting: return std::make_unique<ReportingRows>(context);
        case FileKind::territories: return std::make_unique<TerritoryRows>(context);
        case FileKind::territory_assignments: return std::make_unique<AssignmentRows>(context);
        default: return nullptr;
    }
}

}  // namespace colonnade::exchange
