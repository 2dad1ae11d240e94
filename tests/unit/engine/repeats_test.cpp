// SPDX-License-Identifier: Apache-2.0
//
// Steps that are done more than once: while a condition holds, and when called
// for.

#include <gtest/gtest.h>

#include "support/case_builder.h"

namespace onething {
namespace {

using engine::RunStatus;
using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::give_back;
using testing::json;
using How = EndTask::How;
using Words = std::vector<std::string>;

constexpr const char* kInspect = R"(
form: {company: text}
steps:
  inspect:
    uses: window/review
    with: {name: =form.company}
    while: steps.inspect.result == "不合格"
    at_most: 3
  tax: {uses: tax/carry_over, with: {name: =steps.inspect.result}}
)";
constexpr const char* kBad = R"({"result":"不合格"})";
constexpr const char* kGood = R"({"result":"合格"})";

TEST(While, RepeatsWithItsOwnKeyUntilItsConditionIsFalse) {
  CaseBuilder one(kInspect);
  one.submit(R"({"company":"店"})");
  const std::string first = one.run("inspect").key;
  one.act(completion(one.open_task(), kBad));
  EXPECT_EQ(one.last(),
            (Words{"task_closed", "step_done", "step_repeated", "step_started",
                   "task_opened", "clock_started"}));
  EXPECT_EQ(one.step("inspect").runs.size(), 2U);
  EXPECT_NE(one.run("inspect", 1).key, first);
  EXPECT_TRUE(one.step("tax").runs.empty());

  one.act(completion(one.open_task(), kGood));
  EXPECT_EQ(*one.run("tax").input.find("name"), Value("合格"));
}

TEST(While, AsksTheFallbackTeamAtItsBound) {
  CaseBuilder one(kInspect);
  one.submit(R"({"company":"店"})");
  for (int i = 0; i < 3; ++i) one.act(completion(one.open_task(), kBad));
  EXPECT_EQ(one.run("inspect", 2).status, RunStatus::fallback);
  EXPECT_EQ(one.run("inspect", 2).failure, "engine.repeated_enough");
  EXPECT_EQ(one.state().steps.find("inspect"), nullptr);
  one.act(completion(one.open_task(), kBad));
  EXPECT_EQ(one.run("tax").status, RunStatus::calling);
}

TEST(While, OfWhichNobodyMayStartTheNextIsStartedByTheNextAdvance) {
  CaseBuilder one(kInspect);
  one.submit(R"({"company":"店"})");
  one.alone().act(completion(one.open_task(), kBad));
  EXPECT_EQ(one.run("inspect", 1).status, RunStatus::waiting);
  one.alone(false).act(AdvanceCase{});
  EXPECT_EQ(one.run("inspect", 1).status, RunStatus::with_person);
}

TEST(While, GoesToTheFallbackTeamWhereItsConditionFails) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  inspect: {uses: window/review, with: {name: =form.company}, while: int(steps.inspect.result) > 3, at_most: 2}
)");
  one.submit(R"({"company":"店"})").act(completion(one.open_task(), kBad));
  EXPECT_EQ(one.run("inspect").status, RunStatus::fallback);
}

TEST(While, KeepsItsRunsAfterASupplementThatDoesNotConcernIt) {
  CaseBuilder one(R"(
form: {company: text, more: text}
steps:
  inspect: {uses: window/review, with: {name: =form.company}, while: steps.inspect.result == "不合格", at_most: 3}
  check: {uses: window/review, with: {name: =form.more}}
)");
  one.submit(R"({"company":"店","more":"一"})");
  one.act(completion(one.task_of("inspect"), kBad));
  one.act(completion(one.task_of("inspect"), kGood));
  one.act(give_back(one.task_of("check"), "缺"));
  one.act(SupplementCase{json(R"({"more":"二"})"), {}});
  EXPECT_EQ(one.step("inspect").runs.size(), 2U);
  one.act(completion(one.task_of("check"), kGood));
  EXPECT_EQ(one.status(), "granted");
}

constexpr const char* kVisit = R"(
form: {company: text}
steps:
  visit: {uses: window/review, ad_hoc: true, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
  tax: {uses: tax/carry_over, after: [check], with: {name: '=steps.?visit.result.orValue("没有去")'}}
)";

TEST(AdHoc, DoesNotStartByItselfAndNobodyWaits) {
  CaseBuilder one(kVisit);
  one.submit(R"({"company":"店"})").act(completion(one.open_task(), kGood));
  EXPECT_EQ(*one.run("tax").input.find("name"), Value("没有去"));
  one.done("tax", R"({"receipt":"R"})");
  EXPECT_EQ(one.status(), "granted");
}

TEST(AdHoc, StartsWhenCalledForAndIsWaitedForThen) {
  CaseBuilder one(kVisit);
  one.submit(R"({"company":"店"})");
  const std::string check = one.open_task();
  one.act(CallForStep{"visit", "群众反映"});
  EXPECT_EQ(one.last(), (Words{"step_called_for"}));
  one.act(AdvanceCase{});
  one.act(completion(check, kGood));
  EXPECT_TRUE(one.step("tax").runs.empty());
  EXPECT_EQ(one.refused(CallForStep{"visit", "再叫"}), "engine.already_called");

  one.act(completion(one.open_task(), R"({"result":"去过"})"));
  EXPECT_EQ(*one.run("tax").input.find("name"), Value("去过"));

  one.act(CallForStep{"visit", "再看一次"}).act(AdvanceCase{});
  EXPECT_EQ(one.run("visit").generation, 1);
  one.done("tax", R"({"receipt":"R"})");
  EXPECT_EQ(one.status(), "processing");
  one.act(completion(one.open_task(), R"({"result":"又去过"})"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(AdHoc, IsCalledForByNameWithAReason) {
  CaseBuilder one(kVisit);
  one.submit(R"({"company":"店"})");
  EXPECT_EQ(one.refused(CallForStep{"nowhere", "理由"}), "engine.unknown_step");
  EXPECT_EQ(one.refused(CallForStep{"check", "理由"}), "engine.not_ad_hoc");
  EXPECT_EQ(one.refused(CallForStep{"visit", ""}), "engine.call_needs_reason");
}

}  // namespace
}  // namespace onething
