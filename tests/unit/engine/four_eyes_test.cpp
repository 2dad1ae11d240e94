// SPDX-License-Identifier: Apache-2.0
//
// 一人不能既办又审: whoever acted in one of two steps is kept from the other,
// in person, as a delegate, and by taking it over.

#include <gtest/gtest.h>

#include "support/people_stories.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::give_back;
using How = EndTask::How;

constexpr const char* kWorkflow = R"(
form: {company: text}
steps:
  accept: {uses: window/review, with: {name: =form.company}}
  approve: {uses: window/review, after: [accept], not_by: accept, with: {name: =form.company}}
)";
constexpr const char* kPassed = R"({"result":"过"})";

CaseBuilder accepted_by(const std::string& person) {
  CaseBuilder one(kWorkflow);
  one.submit(R"({"company":"店"})");
  return one.as(person).act(completion(one.task_of("accept"), kPassed));
}

TEST(FourEyes, KeepWhoeverActedInOneStepFromTheOther) {
  CaseBuilder one = accepted_by("甲示例");
  const std::string id = one.task_of("approve");
  EXPECT_EQ(one.refused(ClaimTask{id}), "engine.same_hand");
  for (const How how : {How::complete, How::give_back, How::refuse})
    EXPECT_EQ(one.refused(ending(id, how)), "engine.same_hand");
  one.as("乙示例").act(completion(id, kPassed));
  EXPECT_EQ(one.status(), "granted");
}

TEST(FourEyes, KeepThemFromItAsADelegateAndByHandingOver) {
  CaseBuilder one = accepted_by("甲示例");
  const std::string id = one.task_of("approve");
  one.as("乙示例").act(ClaimTask{id});
  EXPECT_EQ(one.refused(DelegateTask{id, "甲示例", "忙", {}}),
            "engine.same_hand");
  EXPECT_EQ(one.refused(HandOverTask{id, "甲示例", "", "忙", {}}),
            "engine.same_hand");
  one.act(DelegateTask{id, "丙示例", "忙", {}});
  one.as("丙示例").act(completion(id, kPassed));
}

TEST(FourEyes, HoldForWhoWasResponsibleAndForWhoActed) {
  CaseBuilder one(kWorkflow);
  one.submit(R"({"company":"店"})");
  const std::string first = one.task_of("accept");
  one.as("甲示例").act(ClaimTask{first});
  one.act(DelegateTask{first, "乙示例", "出差", {}});
  one.as("乙示例").act(completion(first, kPassed));
  const std::string id = one.task_of("approve");
  EXPECT_EQ(one.as("甲示例").refused(ClaimTask{id}), "engine.same_hand");
  EXPECT_EQ(one.as("乙示例").refused(ClaimTask{id}), "engine.same_hand");
  one.as("丙示例").act(completion(id, kPassed));
}

// Whoever sent it back has acted, whatever was done again since.
TEST(FourEyes, OutliveACorrection) {
  CaseBuilder one(kWorkflow);
  one.submit(R"({"company":"店"})");
  one.as("甲示例").act(give_back(one.task_of("accept"), "缺"));
  one.as("陈示例").act(
      SupplementCase{testing::json(R"({"company":"新"})"), {}});
  one.as("乙示例").act(completion(one.task_of("accept"), kPassed));
  EXPECT_EQ(one.as("甲示例").refused(ClaimTask{one.task_of("approve")}),
            "engine.same_hand");
}

TEST(FourEyes, HoldBothWays) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  accept: {uses: window/review, with: {name: =form.company}}
  approve: {uses: window/review, not_by: [accept], with: {name: =form.company}}
)");
  one.submit(R"({"company":"店"})");
  one.as("甲示例").act(completion(one.task_of("approve"), kPassed));
  EXPECT_EQ(one.refused(ClaimTask{one.task_of("accept")}), "engine.same_hand");
}

TEST(FourEyes, SayNothingOfOtherStepsAndOfClaimsAlone) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  accept: {uses: window/review, with: {name: =form.company}}
  look: {uses: window/review, with: {name: =form.company}}
  approve: {uses: window/review, not_by: accept, with: {name: =form.company}}
)");
  one.submit(R"({"company":"店"})");
  one.as("甲示例").act(completion(one.task_of("look"), kPassed));
  one.act(ClaimTask{one.task_of("accept")});
  one.act(ReleaseTask{one.task_of("accept"), ""});
  one.act(completion(one.task_of("approve"), kPassed));
}

}  // namespace
}  // namespace onething
