// SPDX-License-Identifier: Apache-2.0
//
// Groups and lists of which some suffice.

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

std::string reviews(const std::string& join) {
  return R"(
form: {company: text}
steps:
  first: {uses: window/review, with: {name: =form.company}}
  second: {uses: window/review, with: {name: =form.company}}
  third: {uses: tax/carry_over, with: {name: =form.company}}
  last: {uses: tax/carry_over, after: [first, second, third], with: {name: =form.company}}
groups:
  reviews: {steps: [first, second, third], )" +
         join + "}\n";
}
constexpr const char* kDone = R"({"receipt":"R"})";
constexpr const char* kResult = R"({"result":"过"})";

TEST(Group, GoesOnWhenEnoughAreDoneAndCallsOffTheRest) {
  CaseBuilder one(reviews("join: 2, rest: cancel"));
  one.submit(R"({"company":"店"})");
  one.done("third", kDone);
  EXPECT_TRUE(one.step("last").runs.empty());
  one.act(completion(one.task_of("second"), kResult));
  EXPECT_EQ(one.last(),
            (Words{"task_closed", "step_done", "group_joined", "task_closed",
                   "run_cancelled", "step_started"}));
  EXPECT_EQ(one.run("first").status, RunStatus::cancelled);
  one.done("last", kDone);
  EXPECT_EQ(one.status(), "granted");
}

TEST(Group, LetsTheRestFinishAndDoesNotWait) {
  CaseBuilder one(reviews("join: first, rest: finish"));
  one.submit(R"({"company":"店"})");
  one.done("third", kDone);
  EXPECT_EQ(one.run("last").status, RunStatus::calling);
  EXPECT_EQ(one.open_tasks().size(), 2U);
  one.act(completion(one.task_of("first"), kResult));
  EXPECT_EQ(one.run("first").status, RunStatus::done);
  one.done("last", kDone);
  EXPECT_EQ(one.status(), "granted");
  EXPECT_EQ(one.run("second").status, RunStatus::cancelled);
  EXPECT_TRUE(one.open_tasks().empty());
}

TEST(Group, IsDeniedOnlyByTheRefusalThatLeavesTooFew) {
  CaseBuilder one(reviews("join: 2, rest: cancel"));
  one.submit(R"({"company":"店"})");
  one.act(ending(one.task_of("first"), How::refuse));
  EXPECT_EQ(one.status(), "processing");
  one.act(ending(one.task_of("second"), How::refuse));
  EXPECT_EQ(one.state().denied_by, "second");
  one.done("third", kDone);
  EXPECT_EQ(one.status(), "denied");
}

TEST(Group, KeepsOnRecordThatACancelledCallWasDoneAllTheSame) {
  CaseBuilder one(reviews("join: first, rest: cancel"));
  one.submit(R"({"company":"店"})");
  const AnswerCall late = one.answer_of("third", R"({"done":{"receipt":"R"}})");
  one.act(completion(one.task_of("first"), kResult));
  EXPECT_EQ(one.run("third").status, RunStatus::cancelled);
  one.act(late);
  EXPECT_EQ(one.last(), (Words{"late_answer_taken"}));
  one.act(late);
  EXPECT_TRUE(one.last().empty());
  EXPECT_EQ(one.run("third").status, RunStatus::cancelled);
}

TEST(Group, SkipsAMemberThatHadNotBegun) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  quick: {uses: tax/carry_over, with: {name: =form.company}}
  slow: {uses: window/review, after: [gate], with: {name: =form.company}}
  gate: {uses: window/review, with: {name: =form.company}}
groups: {either: {steps: [quick, slow], join: first, rest: cancel}}
)");
  one.submit(R"({"company":"店"})");
  one.done("quick", kDone);
  EXPECT_TRUE(one.step("slow").skipped);
  one.act(completion(one.open_task(), kResult));
  EXPECT_EQ(one.status(), "granted");
}

TEST(Group, ChoosesBetweenAMomentAndAPerson) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  objection: {uses: window/review, with: {name: =form.company}}
  silence: {wait: 5wd}
  tax: {uses: tax/carry_over, when: has(steps.silence), after: [objection], with: {name: =form.company}}
groups: {objections: {steps: [objection, silence], join: first, rest: cancel}}
)");
  one.submit(R"({"company":"店"})");
  one.on("2026-03-10T00:00").act(AdvanceCase{});
  EXPECT_EQ(one.run("objection").status, RunStatus::cancelled);
  EXPECT_EQ(one.run("tax").status, RunStatus::calling);
}

TEST(Group, ActsAnewWhenWhatSufficedHasToActAnew) {
  CaseBuilder one(R"(
form: {company: text, more: text}
steps:
  quick: {uses: tax/carry_over, with: {name: =form.company}}
  slow: {uses: window/review, with: {name: =form.more}}
  check: {uses: window/review, with: {name: =form.more}}
groups: {either: {steps: [slow, quick], join: first, rest: cancel}}
)");
  one.submit(R"({"company":"店","more":"一"})");
  one.done("quick", kDone);
  EXPECT_EQ(one.run("slow").status, RunStatus::cancelled);
  one.act(give_back(one.open_task(), "缺"));
  one.act(SupplementCase{json(R"({"company":"新"})"), {}});
  EXPECT_EQ(one.run("quick").status, RunStatus::calling);
  EXPECT_EQ(one.run("slow").status, RunStatus::with_person);
  EXPECT_EQ(one.run("slow").generation, 1);
}

TEST(Group, StaysJoinedWhenNothingOfItChanged) {
  CaseBuilder one(R"(
form: {company: text, more: text}
steps:
  quick: {uses: tax/carry_over, with: {name: =form.company}}
  slow: {uses: window/review, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.more}}
groups: {either: {steps: [slow, quick], join: first, rest: finish}}
)");
  one.submit(R"({"company":"店","more":"一"})");
  one.done("quick", kDone);
  one.act(give_back(one.task_of("check"), "缺"));
  EXPECT_EQ(one.status(), "correcting");
  one.act(SupplementCase{json(R"({"more":"二"})"), {}});
  EXPECT_EQ(one.run("slow").status, RunStatus::with_person);
  EXPECT_EQ(one.run("slow").generation, 0);
  one.act(completion(one.task_of("check"), kResult));
  EXPECT_EQ(one.status(), "granted");
}

constexpr const char* kList = R"(
form:
  permits: {type: list, of: text}
  more: text
steps:
  permit: {uses: tax/permit, for_each: =form.permits, join: 2, rest: cancel, with: {code: =each}}
  check: {uses: window/review, with: {name: =form.more}}
outcome: {codes: =steps.permit}
)";

TEST(ForEach, IsSettledWhenEnoughRunsAreDone) {
  CaseBuilder one(kList);
  one.submit(R"({"permits":["A","B","C"],"more":"一"})");
  one.done("permit", R"({"code":"C"})", 2).done("permit", R"({"code":"A"})", 0);
  EXPECT_EQ(one.last(), (Words{"step_done", "runs_joined", "run_cancelled"}));
  EXPECT_EQ(one.run("permit", 1).status, RunStatus::cancelled);
  one.act(completion(one.open_task(), kResult));
  EXPECT_EQ(one.status(), "granted");
  EXPECT_EQ(one.state().outcome.find("codes")->list()->size(), 2U);
}

TEST(ForEach, WithFewerThanNeededWaitsForAll) {
  CaseBuilder one(kList);
  one.submit(R"({"permits":["A"],"more":"一"})");
  one.act(completion(one.open_task(), kResult));
  EXPECT_EQ(one.status(), "processing");
  one.done("permit", R"({"code":"A"})");
  EXPECT_EQ(one.status(), "granted");
}

TEST(ForEach, IsDeniedOnlyByTheRefusalThatLeavesTooFew) {
  CaseBuilder one(kList);
  one.submit(R"({"permits":["A","B","C"],"more":"一"})");
  constexpr const char* refused =
      R"({"refused":{"reason":"不行","basis":"某条","remedies":["复议"]}})";
  one.answer("permit", refused, 0);
  EXPECT_FALSE(one.state().refused);
  one.answer("permit", refused, 1);
  EXPECT_TRUE(one.state().refused);
}

TEST(ForEach, KeepsItsCancelledRunsOnlyWhileTheOthersStay) {
  CaseBuilder one(kList);
  one.submit(R"({"permits":["A","B","C"],"more":"一"})");
  one.done("permit", R"({"code":"A"})", 0).done("permit", R"({"code":"B"})", 1);
  one.act(give_back(one.open_task(), "缺"));
  one.act(SupplementCase{json(R"({"permits":["X","B","C"]})"), {}});
  EXPECT_EQ(one.run("permit", 0).status, RunStatus::calling);
  EXPECT_EQ(one.run("permit", 1).status, RunStatus::done);
  EXPECT_EQ(one.run("permit", 2).status, RunStatus::calling);
}

TEST(Compile, RefusesAStepInTwoGroups) {
  const LoadedProject loaded = load_texts({
      {"onething.yaml", testing::kProject},
      {"departments/tax.yaml", testing::kTax},
      {"workflows/w.yaml",
       "onething: 1\nworkflow: w\ntitle: 件\nlead: tax\nform: {a: text}\n"
       "steps:\n  one: {uses: tax/carry_over, with: {name: =form.a}}\n"
       "  two: {uses: tax/carry_over, with: {name: =form.a}}\n"
       "groups:\n  g: {steps: [one, two], join: first}\n"
       "  h: {steps: [two, one], join: first}\n"},
  });
  const auto compiled =
      engine::compile(loaded.project, loaded.project.workflows.front(),
                      Calendar::china(), "hash");
  ASSERT_FALSE(compiled);
  EXPECT_EQ(compiled.error().message.key, "engine.group_unknown");
}

}  // namespace
}  // namespace onething
