// Duty documents over their life: draft, in force, replaced; and who has acknowledged what.
#include "pillars/operations/structure/duties_store.hpp"
#include "pillars/operations/structure/duty_holders_store.hpp"
#include "pillars/operations/structure/positions_store.hpp"
#include "pillars/operations/structure/structure_company_test.hpp"
#include "pillars/operations/structure/units_store.hpp"

namespace colonnade::structure {
namespace {

// Ann sells in the north and Ben in the south; both report to Cleo, who leads them and holds no position.
class Duties : public testing::TestWithParam<db::Dialect> {
protected:
    db::TestDatabase db{GetParam(), migrations()};
    TeamId north = team("North"), inner = team("Harbour", north), south = team("South");
    PositionId ann_chair = chair("Salesperson, harbour", inner), ben_chair = chair("Salesperson", south);
    PersonId cleo = hire(db, "Cleo"), ann = hire(db, "Ann", cleo, ann_chair),
             ben = hire(db, "Ben", cleo, ben_chair);

    TeamId team(std::string const& name, std::optional<TeamId> parent = {}) {
        NewTeam ask;
        ask.name = Name(name);
        ask.parent_id = parent;
        return write(db, [&](access::Write& w) { return create_team(w, ask); });
    }
    PositionId chair(std::string const& title, TeamId team) {
        NewPosition ask;
        ask.title = Name(title);
        ask.kind = PositionKind::salesperson;
        ask.team_id = team;
        return write(db, [&](access::Write& w) { return create_position(w, ask); });
    }
    DutyDocumentId draft(std::optional<PositionId> position, std::optional<PositionKind> kind = {},
                         std::optional<bool> everyone = {}) {
        return write(db, [&](access::Write& w) {
            return create_duty_document(w, {position, kind, everyone, Name("What we expect"), {"Call."}});
        });
    }
    DutyDocumentId for_sellers() { return draft({}, PositionKind::salesperson); }
    DutyDocumentView shown(DutyDocumentId id, Caller const& caller = everything()) {
        return read(db, [&](db::Session& s) { return get_duty_document(s, caller, id); });
    }
    DutyDocumentId publish(DutyDocumentId id) {
        ChangeId const seen = shown(id).version;
        write(db, [&](access::Write& w) { publish_duty_document(w, id, seen); });
        return id;
    }
    void acknowledge(PersonId person, DutyDocumentId id) {
        write(
            db, [&](access::Write& w) { acknowledge_duty_document(w, id); }, as(person, Scope::own));
    }
    std::vector<DutyDocumentId> ids(DutyFilter const& filter, Caller const& caller = everything()) {
        std::vector<DutyDocumentId> found;
        for (auto const& entry :
             read(db, [&](db::Session& s) { return list_duty_documents(s, caller, filter, {}, 10); }))
            found.push_back(entry.document_id);
        return found;
    }
    std::string names(DutyHolderFilter const& filter, Caller const& caller = everything(), Date on = today) {
        std::string found;
        for (DutyHolder const& holder :
             read(db, [&](db::Session& s) { return list_duty_holders(s, caller, filter, on, {}, 10); }))
            found += holder.person.name + " ";
        return found;
    }
    std::string outstanding(Caller const& caller = everything()) {
        return names({{}, {}, {}, DutyHolderState::outstanding}, caller);
    }
};

INSTANTIATE_TEST_SUITE_P(On, Duties, testing::ValuesIn(db::TestDatabase::kinds()),
                         db::TestDatabase::kind_name);

TEST_P(Duties, are_acknowledged_by_whom_they_concern) {
    DutyDocumentId const first = for_sellers();
    EXPECT_EQ(outstanding(), "");
    publish(first);
    EXPECT_EQ(outstanding(), "Ann Ben ");
    EXPECT_EQ(problem_of([&] { acknowledge(cleo, first); }), "structure.duty_not_yours");
    acknowledge(ann, first);
    acknowledge(ann, first);
    EXPECT_EQ(outstanding(), "Ben ");
    EXPECT_EQ(names({{}, {}, {}, DutyHolderState::acknowledged}), "Ann ");
    EXPECT_EQ(shown(first).progress->concerned, 2);
    EXPECT_EQ(shown(first).progress->acknowledged, 1);
}

TEST_P(Duties, a_new_version_replaces_the_former_and_is_acknowledged_anew) {
    DutyDocumentId const first = publish(for_sellers());
    acknowledge(ann, first);
    DutyDocumentId const second = for_sellers();
    EXPECT_EQ(shown(second).version_no, 2);
    EXPECT_EQ(shown(second).state, DutyState::draft);
    EXPECT_EQ(outstanding(), "Ben ");
    publish(second);
    EXPECT_EQ(outstanding(), "Ann Ben ");
    EXPECT_EQ(shown(first).state, DutyState::replaced);
    EXPECT_FALSE(shown(first).progress);
    EXPECT_EQ(ids({}), std::vector{second});
    EXPECT_EQ(ids({{}, second, true}), (std::vector{second, first}));
    EXPECT_EQ(problem_of([&] { acknowledge(ann, first); }), "structure.duty_not_yours");
}

TEST_P(Duties, a_document_of_the_position_counts_before_its_kind_and_everyones_beside_either) {
    DutyDocumentId const kind = publish(for_sellers()), own = publish(draft(ann_chair)),
                         all = publish(draft({}, {}, true));
    auto const of = [&](PersonId person) {
        std::vector<DutyDocumentId> found;
        for (MyDuty const& duty :
             read(db, [&](db::Session& s) { return duties_of(s, everything(), person, today); }))
            found.push_back(duty.document_id);
        return found;
    };
    EXPECT_EQ(of(ann), (std::vector{own, all}));
    EXPECT_EQ(of(ben), (std::vector{kind, all}));
    EXPECT_EQ(of(cleo), std::vector<DutyDocumentId>{});
    EXPECT_EQ(ids({ann_chair, {}, false}), (std::vector{all, own}));
    EXPECT_EQ(ids({ben_chair, {}, false}), (std::vector{all, kind}));
    EXPECT_EQ(names({all, {}, {}, {}}), "Ann Ben ");
}

TEST_P(Duties, one_who_holds_two_positions_is_asked_once) {
    PositionId const second = chair("Salesperson too", south);
    write(db, [&](access::Write& w) { assign_holder(w, second, {ann, day(-10), {}}); });
    DutyDocumentId const document = publish(for_sellers());
    EXPECT_EQ(outstanding(), "Ann Ben ");
    EXPECT_EQ(shown(document).progress->concerned, 2);
    acknowledge(ann, document);
    EXPECT_EQ(outstanding(), "Ben ");
}

TEST_P(Duties, only_a_draft_is_edited_or_discarded_and_there_is_one_at_a_time) {
    DutyDocumentId const first = for_sellers();
    EXPECT_EQ(problem_of([&] { for_sellers(); }), "structure.duty_draft");
    ChangeId const seen = shown(first).version;
    write(db, [&](access::Write& w) { revise_duty_document(w, first, seen, {Name("Duties"), {"Sell."}}); });
    EXPECT_EQ(shown(first).body, "Sell.");
    EXPECT_EQ(
        problem_of([&] { write(db, [&](access::Write& w) { discard_duty_document(w, first, seen); }); }),
        "stale");
    publish(first);
    ChangeId const now = shown(first).version;
    for (auto const& change : {std::function([&](access::Write& w) { publish_duty_document(w, first, now); }),
                               std::function([&](access::Write& w) { discard_duty_document(w, first, now); }),
                               std::function([&](access::Write& w) {
                                   revise_duty_document(w, first, now, {Name("Other"), {"Other."}});
                               })})
        EXPECT_EQ(problem_of([&] { write(db, change); }), "structure.duty_published");
    DutyDocumentId const second = for_sellers();
    ChangeId const drafted = shown(second).version;
    write(db, [&](access::Write& w) { discard_duty_document(w, second, drafted); });
    EXPECT_EQ(problem_of([&] { shown(second); }), "not_found");
    EXPECT_EQ(shown(first).state, DutyState::in_force);
    EXPECT_EQ(problem_of([&] { draft(ann_chair, PositionKind::other); }), "structure.duty_subject");
    EXPECT_EQ(problem_of([&] { draft({}); }), "structure.duty_subject");
}

TEST_P(Duties, a_draft_is_seen_by_those_who_may_write_it) {
    Caller reader = as(ann, Scope::own);
    reader.scopes[static_cast<std::size_t>(Permission::structure_write)] = Scope::none;
    DutyDocumentId const document = for_sellers();
    EXPECT_EQ(problem_of([&] { shown(document, reader); }), "not_found");
    EXPECT_EQ(ids({}, reader), std::vector<DutyDocumentId>{});
    publish(document);
    EXPECT_EQ(ids({}, reader), std::vector{document});
    EXPECT_EQ(shown(document, reader).progress->concerned, 1);  // of those one may follow: oneself
}

TEST_P(Duties, are_followed_by_team_with_those_inside_it_by_manager_and_as_of_a_day) {
    publish(for_sellers());
    EXPECT_EQ(names({{}, north, {}, {}}), "Ann ");
    EXPECT_EQ(names({{}, south, {}, {}}), "Ben ");
    EXPECT_EQ(names({{}, {}, ben, {}}), "Ben ");
    EXPECT_EQ(names({}, as(cleo, Scope::team)), "Ann Ben ");
    EXPECT_EQ(names({}, as(ben, Scope::team)), "Ben ");
    EXPECT_EQ(names({}, everything(), day(-200)), "");
    for (DutyHolderSort const sort :
         {DutyHolderSort::team, DutyHolderSort::manager, DutyHolderSort::document, DutyHolderSort::person}) {
        DutyHolderFilter filter;
        filter.sort = sort;
        std::string turned;
        std::optional<DutyHolderCursor> after;
        for (int page = 0; page < 2; ++page) {
            auto const rows = read(db, [&](db::Session& s) {
                return list_duty_holders(s, everything(), filter, today, after, 1);
            });
            ASSERT_EQ(rows.size(), 1u);
            turned += rows[0].person.name + " ";
            after = cursor_of(rows[0], sort);
        }
        EXPECT_EQ(turned, "Ann Ben ");  // Harbour before South
    }
}

}  // namespace
}  // namespace colonnade::structure
