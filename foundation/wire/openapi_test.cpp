#include "foundation/wire/openapi.hpp"

#include <gtest/gtest.h>

#include "foundation/wire/figure.hpp"
#include "foundation/wire/json.hpp"

namespace colonnade::wire {
namespace {

struct Flat {
    static constexpr std::string_view kind = "flat";
    Money amount;
};
BOOST_DESCRIBE_STRUCT(Flat, (), (amount))
struct Tiered {
    static constexpr std::string_view kind = "tiered";
    std::vector<Rate> rates;
};
BOOST_DESCRIBE_STRUCT(Tiered, (), (rates))
struct PlanView {
    std::int64_t id;
    std::variant<Flat, Tiered> payout;
    std::optional<DateRange> span;
    std::map<std::string, Quantity> weights;
    Figure figure;
    Json layout;
    ChangeId version;
};
BOOST_DESCRIBE_STRUCT(PlanView, (), (id, payout, span, weights, figure, layout, version))
struct PlanPath {
    std::int64_t plan_id;
};
BOOST_DESCRIBE_STRUCT(PlanPath, (), (plan_id))
struct ChangePlan {
    std::optional<Text<40>> name;
    Patch<Whole<1, 12>> months;
    Patch<DateRange> span;
};
BOOST_DESCRIBE_STRUCT(ChangePlan, (), (name, months, span))
struct FindPlans {
    std::optional<std::string> text;
    std::vector<PeriodKind> kind;
    Date since;
};
BOOST_DESCRIBE_STRUCT(FindPlans, (), (text, kind, since))

void declare(Api& api) {
    api.get("/plans", "listPlans", "List plans", Permission::goal_read,
            [](Query<FindPlans> const&, Paging const&, AsOf const&) { return Page<PlanView>(); });
    api.patch("/plans/{plan_id}", "changePlan", "Change a plan", Permission::goal_write,
              [](Path<PlanPath> const&, IfMatch const&, Body<ChangePlan> const&) { return PlanView(); },
              {.description = "Only what is given changes.", .fresh_confirmation = true});
    api.get("/plans/{plan_id}/file", "getPlanFile", "Save a plan", Permission::goal_read,
            [](Path<PlanPath> const&) { return Download(); });
    api.post("/imports", "startImport", "Import a file", Permission::import_run,
             [](Upload const&) { return Accepted<Explanation>(); });
    api.post("/session", "signIn", "Sign in", Permission::session_public,
             [](Body<Flat> const&) { return NoContent(); });
}

json::value at(json::value const& document, std::string_view pointer) {
    boost::system::error_code code;
    auto const* found = document.find_pointer(pointer, code);
    return found ? *found : json::value("nothing at " + std::string(pointer));
}

struct OpenapiTest : testing::Test {
    OpenapiTest() {
        declare(api);
        text = openapi_text(api, {.version = "1.2.3"});
        document = parse_json(text);
    }
    std::string show(std::string_view pointer) { return json_text(at(document, pointer)); }
    Api api;
    std::string text;
    json::value document;
};

TEST_F(OpenapiTest, EachOperationIsNamedGuardedAndTagged) {
    EXPECT_EQ(show("/paths/~1api~1plans/get/operationId"), R"("listPlans")");
    EXPECT_EQ(show("/paths/~1api~1plans~1{plan_id}/patch/x-permission"), R"("goal_write")");
    EXPECT_EQ(show("/paths/~1api~1plans~1{plan_id}/patch/x-fresh-confirmation"), "true");
    EXPECT_EQ(show("/paths/~1api~1plans~1{plan_id}/patch/tags"), R"(["plans"])");
    EXPECT_EQ(show("/paths/~1api~1session/post/security"), "[]");
    EXPECT_EQ(show("/info/version"), R"("1.2.3")");
}

TEST_F(OpenapiTest, SumTypesCarryAMapping) {
    EXPECT_EQ(show("/components/schemas/PlanView/properties/payout"),
              R"({"oneOf":[{"$ref":"#/components/schemas/Flat"},{"$ref":"#/components/schemas/Tiered"}],)"
              R"("discriminator":{"propertyName":"kind","mapping":{"flat":"#/components/schemas/Flat",)"
              R"("tiered":"#/components/schemas/Tiered"}}})");
    EXPECT_EQ(show("/components/schemas/Flat/properties/kind"), R"({"type":"string","const":"flat"})");
    EXPECT_EQ(show("/components/schemas/Flat/required"), R"(["kind","amount"])");
}

TEST_F(OpenapiTest, OnlyWhatMayBeAbsentIsOptional) {
    EXPECT_EQ(show("/components/schemas/PlanView/required"),
              R"(["id","payout","weights","figure","layout","version"])");
    EXPECT_EQ(show("/components/schemas/ChangePlan/properties/months"),
              R"({"type":["integer","null"],"format":"int32","minimum":1,"maximum":12})");
    EXPECT_EQ(show("/components/schemas/ChangePlan/properties/span"),
              R"({"anyOf":[{"$ref":"#/components/schemas/DateRange"},{"type":"null"}]})");
}

TEST_F(OpenapiTest, ParametersAreRequiredOptionalOrRepeated) {
    EXPECT_EQ(show("/paths/~1api~1plans/get/parameters/0"),
              R"({"name":"text","in":"query","schema":{"type":"string"}})");
    EXPECT_EQ(show("/paths/~1api~1plans/get/parameters/1/schema"),
              R"({"type":"array","items":{"$ref":"#/components/schemas/PeriodKind"}})");
    EXPECT_EQ(show("/paths/~1api~1plans/get/parameters/2/required"), "true");
    EXPECT_EQ(show("/components/parameters/limit/schema/maximum"), "200");
}

TEST_F(OpenapiTest, AnswersAreDocumentedByStatus) {
    EXPECT_EQ(show("/paths/~1api~1imports/post/responses/202/content/application~1json/schema"),
              R"({"$ref":"#/components/schemas/Explanation"})");
    EXPECT_EQ(show("/paths/~1api~1plans~1{plan_id}/patch/responses/428"),
              R"({"$ref":"#/components/responses/VersionRequired"})");
    EXPECT_EQ(show("/paths/~1api~1plans/get/responses/200/content/text~1csv"),
              R"({"schema":{"type":"string"}})");
    EXPECT_EQ(show("/components/schemas/PlanViewPage/required"), R"(["items"])");
}

TEST_F(OpenapiTest, TheSameRoutesGiveTheSameBytesInWhateverOrderTheyAreDeclared) {
    Api other;
    other.post("/session", "signIn", "Sign in", Permission::session_public,
               [](Body<Flat> const&) { return NoContent(); });
    other.post("/imports", "startImport", "Import a file", Permission::import_run,
               [](Upload const&) { return Accepted<Explanation>(); });
    other.get("/plans/{plan_id}/file", "getPlanFile", "Save a plan", Permission::goal_read,
              [](Path<PlanPath> const&) { return Download(); });
    other.patch("/plans/{plan_id}", "changePlan", "Change a plan", Permission::goal_write,
                [](Path<PlanPath> const&, IfMatch const&, Body<ChangePlan> const&) { return PlanView(); },
                {.description = "Only what is given changes.", .fresh_confirmation = true});
    other.get("/plans", "listPlans", "List plans", Permission::goal_read,
              [](Query<FindPlans> const&, Paging const&, AsOf const&) { return Page<PlanView>(); });
    EXPECT_EQ(openapi_text(other, {.version = "1.2.3"}), text);
}

TEST_F(OpenapiTest, NamesLoseTheirNamespaces) {
    EXPECT_EQ(bare_type_name("colonnade::goals::GoalView"), "GoalView");
    EXPECT_EQ(bare_type_name("colonnade::wire::{anonymous}::Seen"), "Seen");
    EXPECT_EQ(bare_type_name("colonnade::Change<colonnade::goals::Goal>"), "ChangeGoal");
}

}  // namespace
}  // namespace colonnade::wire
