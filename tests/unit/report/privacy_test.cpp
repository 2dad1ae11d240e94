// SPDX-License-Identifier: Apache-2.0

#include "onething/privacy.h"

#include <gtest/gtest.h>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::RunWorld;

constexpr const char* kTwo = R"(
subject: company
form:
  company: {title: 企业名称, type: text, max: 40}
  owner: {title: 经营者, type: text, sensitivity: personal, max: 40}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  market:
    uses: market/register
    with: {uscc: =form.company, name: =form.owner}
    after: tax
  permits: {uses: tax/permit, with: {code: =steps.market.licence}}
)";
constexpr const char* kForm = R"({"company":"新店","owner":"王示例"})";

const Provenance* find(const std::vector<Provenance>& all,
                       std::string_view field) {
  for (const Provenance& each : all)
    if (each.field == field) return &each;
  return nullptr;
}

class Privacy : public ::testing::Test {
 protected:
  CaseId granted(std::string_view form = kForm,
                 std::string_view key = "key-1") {
    const CaseId id = world.submit(form, key).id;
    EXPECT_EQ(world.drive(id).status, "granted");
    return id;
  }
  RunWorld world{kTwo};
};

TEST_F(Privacy, TellsWhereEachValueCameFromAndWhoHasIt) {
  const CaseId id = granted();

  const auto values = provenance(*world.store, id);

  ASSERT_TRUE(values) << RunWorld::problem_of(values);
  const Provenance* owner = find(values.value(), "form.owner");
  ASSERT_NE(owner, nullptr);
  EXPECT_EQ(owner->from, "applicant");
  EXPECT_EQ(owner->actor, "陈示例");
  EXPECT_EQ(owner->sequence, 1);
  EXPECT_EQ(owner->sensitivity, Sensitivity::personal);
  EXPECT_EQ(owner->to, std::vector<std::string>{"market"});
  EXPECT_EQ(find(values.value(), "form.company")->to,
            (std::vector<std::string>{"tax", "market"}));
  const Provenance* licence = find(values.value(), "steps.market.licence");
  ASSERT_NE(licence, nullptr);
  EXPECT_EQ(licence->from, "market");
  EXPECT_EQ(licence->actor, "");
  EXPECT_EQ(licence->to, std::vector<std::string>{"tax"});
}

TEST_F(Privacy, TellsWhatWentToWhomOfASubject) {
  const CaseId id = granted();
  granted(R"({"company":"别家","owner":"李示例"})", "key-2");

  const auto handed = who_got(*world.store, "新店").value();

  ASSERT_EQ(handed.size(), 4u);
  for (const Handed& each : handed) EXPECT_EQ(each.id, id);
  EXPECT_EQ(handed[0].moved.to, "tax");
  EXPECT_EQ(handed[0].moved.field, "name");
  EXPECT_EQ(handed[1].moved.purpose, "设立登记");
}

TEST_F(Privacy, FindsAPersonInCasesOfOthers) {
  granted();
  const auto handed = who_got(*world.store, "王示例").value();
  ASSERT_EQ(handed.size(), 1u);
  EXPECT_EQ(handed[0].moved.to, "market");
  EXPECT_EQ(handed[0].moved.field, "name");
  EXPECT_TRUE(who_got(*world.store, "王").value().empty());
  EXPECT_TRUE(who_got(*world.store, "").value().empty());
}

TEST_F(Privacy, CountsWhatAWorkflowHandsRound) {
  granted();
  granted(R"({"company":"别家","owner":"李示例"})", "key-2");

  const auto flows = data_flows(*world.store, "trial_thing").value();

  ASSERT_EQ(flows.size(), 4u);
  for (const DataFlow& flow : flows) {
    EXPECT_EQ(flow.cases, 2);
    EXPECT_EQ(flow.times, 2);
    EXPECT_LE(flow.first, flow.last);
  }
  EXPECT_EQ(flows[0].to, "market");
  EXPECT_TRUE(data_flows(*world.store, "other").value().empty());
}

TEST_F(Privacy, MasksASubjectThatIsPersonal) {
  const CaseId id = granted();
  SubjectMask mask(*world.store);
  CaseRow row = world.store->row(id).value();
  EXPECT_EQ(mask.show(row), "新店");
  row.definition = "unknown";
  EXPECT_EQ(mask.show(row), "新*");
}

}  // namespace
}  // namespace onething
