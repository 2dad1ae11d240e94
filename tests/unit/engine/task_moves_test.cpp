// SPDX-License-Identifier: Apache-2.0
//
// Who has a task: put back, handed over, delegated, and by whom.

#include <gtest/gtest.h>

#include "support/life_stories.h"
#include "support/people_stories.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using testing::completion;
using testing::person;

constexpr const char* kReview = R"(
form: {company: text}
steps:
  check: {uses: window/review, with: {name: =form.company}}
  stamp: {uses: window/stamp, with: {name: =form.company}}
)";

CaseBuilder open() {
  CaseBuilder one(kReview);
  return one.submit(R"({"company":"店"})");
}

const engine::TaskState& task(const CaseBuilder& one, const std::string& id) {
  return *one.state().find_task(id);
}

TEST(TaskMoves, PutBackIsForEverybodyAgain) {
  CaseBuilder one = open();
  const std::string id = one.task_of("check");
  one.as("甲示例").act(ClaimTask{id});
  EXPECT_EQ(one.as("乙示例").refused(ClaimTask{id}), "engine.task_claimed");
  EXPECT_EQ(one.refused(ReleaseTask{id, ""}), "engine.task_claimed");
  one.as("甲示例").act(ReleaseTask{id, "看错了"});
  EXPECT_EQ(one.last(), (std::vector<std::string>{"task_released"}));
  EXPECT_EQ(one.refused(ReleaseTask{id, ""}), "engine.task_unclaimed");
  one.as("乙示例").act(ClaimTask{id});
  EXPECT_EQ(task(one, id).assignee, "乙示例");
}

TEST(TaskMoves, HandedOverBelongsToTheOther) {
  CaseBuilder one = open();
  const std::string id = one.task_of("check");
  one.as("甲示例").act(ClaimTask{id});
  EXPECT_EQ(one.refused(HandOverTask{id, "乙示例", "", "", {}}),
            "engine.needs_reason");
  EXPECT_EQ(one.refused(HandOverTask{id, "", "", "轮岗", {}}),
            "engine.needs_target");
  EXPECT_EQ(one.refused(HandOverTask{id, "乙示例", "岗", "轮岗", {}}),
            "engine.needs_target");
  EXPECT_EQ(one.refused(HandOverTask{id, "甲示例", "", "轮岗", {}}),
            "engine.has_it_already");
  one.act(HandOverTask{id, "乙示例", "", "轮岗", {}});
  EXPECT_EQ(one.refused(completion(id, R"({"result":"过"})")),
            "engine.task_claimed");
  one.as("乙示例").act(completion(id, R"({"result":"过"})"));
}

TEST(TaskMoves, HandedToAPostIsNobodysYet) {
  CaseBuilder one = open();
  const std::string id = one.task_of("check");
  one.as("甲示例").act(ClaimTask{id});
  one.act(HandOverTask{id, "", "章管员", "要看章", {}});
  EXPECT_EQ(task(one, id).assignee, "");
  EXPECT_EQ(task(one, id).role, "章管员");
  one.as(person("丁示例", "window", {Role::clerk}, {"审查员"}));
  EXPECT_EQ(one.refused(ClaimTask{id}), "policy.not_own_task");
  one.as(person("戊示例", "window", {Role::clerk}, {"章管员"}));
  one.act(ClaimTask{id});
}

TEST(TaskMoves, ADelegateActsAndTheOwnerStaysResponsible) {
  CaseBuilder one = open();
  const std::string id = one.task_of("check");
  EXPECT_EQ(one.as("甲示例").refused(DelegateTask{id, "乙示例", "出差", {}}),
            "engine.task_unclaimed");
  one.act(ClaimTask{id});
  one.act(DelegateTask{id, "乙示例", "出差", {}});
  EXPECT_EQ(task(one, id).assignee, "甲示例");
  EXPECT_EQ(task(one, id).delegate, "乙示例");
  one.as("乙示例");
  EXPECT_EQ(one.refused(DelegateTask{id, "丙示例", "忙", {}}),
            "engine.task_claimed");
  EXPECT_EQ(one.refused(HandOverTask{id, "丙示例", "", "忙", {}}),
            "engine.task_claimed");
  EXPECT_EQ(one.as("丙示例").refused(completion(id, R"({"result":"过"})")),
            "engine.task_claimed");
  one.as("乙示例").act(completion(id, R"({"result":"过"})"));
  EXPECT_EQ(one.step("check").hands,
            (std::vector<std::string>{"乙示例", "甲示例"}));
}

TEST(TaskMoves, ADelegateGivesBackOnlyWhatWasDelegated) {
  CaseBuilder one = open();
  const std::string id = one.task_of("check");
  one.as("甲示例").act(ClaimTask{id});
  one.act(DelegateTask{id, "乙示例", "出差", {}});
  one.as("乙示例").act(ReleaseTask{id, "回来了"});
  EXPECT_EQ(task(one, id).assignee, "甲示例");
  EXPECT_EQ(task(one, id).delegate, "");
  EXPECT_EQ(one.refused(completion(id, R"({"result":"过"})")),
            "engine.task_claimed");
}

TEST(TaskMoves, StayWithinTheDepartment) {
  CaseBuilder one = open();
  const std::string id = one.task_of("check");
  one.as(person("甲示例", "window", {Role::clerk})).act(ClaimTask{id});
  const Standing elsewhere{"tax", {}, {Role::clerk}, {}};
  const Standing auditor{"window", {}, {Role::auditor}, {}};
  const Standing other_post{"window", {"章管员"}, {Role::clerk}, {}};
  const Standing colleague{"window", {"审查员"}, {Role::clerk}, {}};
  for (const Standing& target : {elsewhere, auditor, other_post}) {
    EXPECT_EQ(one.refused(HandOverTask{id, "乙示例", "", "轮岗", target}),
              "engine.target_elsewhere");
    EXPECT_EQ(one.refused(DelegateTask{id, "乙示例", "出差", target}),
              "engine.target_elsewhere");
  }
  EXPECT_EQ(one.refused(DelegateTask{id, "乙示例", "出差", {}}),
            "engine.target_elsewhere");
  one.act(DelegateTask{id, "乙示例", "出差", colleague});
  one.act(HandOverTask{id, "乙示例", "", "轮岗", colleague});
}

TEST(TaskMoves, ASupervisorMovesWhatOthersHave) {
  CaseBuilder one = open();
  const std::string id = one.task_of("check");
  one.as(person("甲示例", "window", {Role::clerk})).act(ClaimTask{id});
  const Standing colleague{"window", {}, {Role::clerk}, {}};
  one.as(person("庚示例", "tax", {Role::supervisor}));
  EXPECT_EQ(one.refused(ReleaseTask{id, ""}), "policy.not_own_task");
  one.as(person("己示例", "window", {Role::supervisor}));
  EXPECT_EQ(one.refused(ClaimTask{id}), "policy.not_for_role");
  one.act(HandOverTask{id, "乙示例", "", "请假", colleague});
  EXPECT_EQ(task(one, id).assignee, "乙示例");
  one.act(ReleaseTask{id, "请假"});
  EXPECT_EQ(task(one, id).assignee, "");
  EXPECT_EQ(one.refused(ReleaseTask{id, ""}), "engine.task_unclaimed");
}

TEST(TaskMoves, OfWhatIsNotThereOrClosedAreRefused) {
  CaseBuilder one = open();
  const std::string id = one.task_of("check");
  for (const bool known : {false, true}) {
    one.as(known ? person("甲示例", "window", {Role::clerk})
                 : Actor{"甲示例", "", Channel::window});
    EXPECT_EQ(one.refused(ReleaseTask{"x", ""}), "engine.unknown_task");
    EXPECT_EQ(one.refused(HandOverTask{"x", "乙", "", "r", {}}),
              "engine.unknown_task");
    EXPECT_EQ(one.refused(DelegateTask{"x", "乙", "r", {}}),
              "engine.unknown_task");
  }
  one.as("甲示例").act(completion(id, R"({"result":"过"})"));
  EXPECT_EQ(one.refused(ReleaseTask{id, ""}), "engine.task_closed");
}

TEST(FirstHandler, IsWhoeverTookUpTheFirstTask) {
  CaseBuilder one = open();
  EXPECT_EQ(one.state().first_handler, "");
  one.as("甲示例").act(ClaimTask{one.task_of("check")});
  one.act(HandOverTask{one.task_of("check"), "乙示例", "", "轮岗", {}});
  one.as("乙示例").act(completion(one.task_of("check"), R"({"result":"过"})"));
  EXPECT_EQ(one.state().first_handler, "甲示例");
}

}  // namespace
}  // namespace onething
