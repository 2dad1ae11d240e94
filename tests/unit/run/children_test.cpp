// SPDX-License-Identifier: Apache-2.0
//
// Steps that are cases of their own: how they are opened, how their end comes
// back, and that nothing is done twice.

#include <gtest/gtest.h>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::completion;
using testing::give_back;
using testing::json;
using testing::RunWorld;

constexpr const char* kParent = R"(
form: {company: text}
steps:
  premises: {uses: own/premises, with: {company: =form.company}}
  tax: {uses: tax/carry_over, with: {name: =steps.premises.number}}
outcome: {number: =steps.premises.number}
)";

std::vector<SourceFile> child(const std::string& steps) {
  return {{"departments/own.yaml", R"(onething: 1
department: own
title: 自办
services:
  premises:
    title: 场所核查
    basis: 某条
    input: {company: text}
    output: {number: text}
    call: {workflow: premises}
)"},
          {"workflows/premises.yaml",
           "onething: 1\nworkflow: premises\ntitle: 场所核查\nlead: market\n"
           "promise: 3wd\nform: {company: text}\n" +
               steps}};
}
const char* const kReviewed = R"(
steps:
  check: {uses: window/review, with: {name: =form.company}}
outcome: {number: =steps.check.result, more: 另外}
)";
const char* const kAutomatic = R"(
steps:
  register: {uses: tax/carry_over, with: {name: =form.company}}
outcome: {number: =steps.register.receipt}
)";

CaseId child_of(RunWorld& world, const CaseId& parent) {
  Runner runner(*world.store, world.clock, nullptr);
  const auto view = runner.view(parent);
  EXPECT_TRUE(view);
  EXPECT_EQ(view.value().children.size(), 1U);
  return view.value().children.empty() ? CaseId{}
                                       : view.value().children.front().id;
}

std::string task_of(RunWorld& world, const CaseId& id) {
  TaskFilter filter;
  filter.case_id = id.text;
  const auto tasks = world.store->tasks(filter);
  EXPECT_TRUE(tasks);
  EXPECT_EQ(tasks.value().size(), 1U);
  return tasks.value().empty() ? "" : tasks.value().front().id;
}

TEST(Children, AreDrivenWithTheirParentToTheEnd) {
  RunWorld world(kParent, child(kAutomatic));
  const CaseId id = world.submit(R"({"company":"店"})").id;
  const CaseView done = world.drive(id);
  EXPECT_EQ(done.status, "granted");
  ASSERT_EQ(done.children.size(), 1U);
  EXPECT_EQ(done.children[0].status, "granted");

  Runner runner(*world.store, world.clock, nullptr);
  const auto view = runner.view(done.children[0].id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view.value().parent, id.text);
  EXPECT_EQ(view.value().parent_step, "premises");
}

TEST(Children, BringTheirEndWhoeverDrivesThem) {
  RunWorld world(kParent, child(kReviewed));
  const CaseId id = world.submit(R"({"company":"店"})").id;
  EXPECT_EQ(world.drive(id).status, "processing");
  const CaseId other = child_of(world, id);
  world.act(other, completion(task_of(world, other), R"({"result":"N1"})"));
  EXPECT_EQ(world.drive(other).status, "granted");

  Runner runner(*world.store, world.clock, nullptr);
  const CaseView parent = runner.view(id).value();
  EXPECT_EQ(parent.status, "granted");
  EXPECT_EQ(*parent.outcome.find("number"), Value("N1"));
}

TEST(Children, AreOpenedOnceHoweverOftenTheParentIsDriven) {
  RunWorld world(kParent, child(kReviewed));
  const CaseId id = world.submit(R"({"company":"店"})").id;
  world.drive(id);
  world.drive(id);
  EXPECT_EQ(world.store->cases({}).value().size(), 2U);
}

TEST(Children, ThatAreDeniedRefuseTheStep) {
  RunWorld world(kParent, child(kReviewed));
  const CaseId id = world.submit(R"({"company":"店"})").id;
  world.drive(id);
  const CaseId other = child_of(world, id);
  EndTask no = testing::ending(task_of(world, other), EndTask::How::refuse);
  no.reason = "场所不合规";
  no.basis = "某条";
  no.remedies = {"行政复议"};
  world.act(other, no);
  world.drive(id);
  Runner runner(*world.store, world.clock, nullptr);
  const CaseView parent = runner.view(id).value();
  EXPECT_EQ(parent.status, "denied");
  EXPECT_EQ(parent.reason, "场所不合规");
}

TEST(Children, ThatEndOtherwiseGoToTheFallbackTeam) {
  RunWorld world(kParent, child(kReviewed));
  const CaseId id = world.submit(R"({"company":"店"})").id;
  world.drive(id);
  world.act(child_of(world, id), WithdrawCase{"不办了"});
  const CaseView parent = world.drive(id);
  ASSERT_EQ(parent.tasks.size(), 1U);
  EXPECT_EQ(parent.tasks[0].kind, "fallback");
}

// As OT5713 says of such a workflow.
TEST(Children, ForOneSubjectSideBySideFailButForTheFirst) {
  RunWorld world(R"(
form: {company: text}
steps:
  shop: {uses: own/premises, with: {company: =form.company}}
  store: {uses: own/premises, with: {company: =form.company}}
)",
                 child(std::string(kReviewed) +
                       "subject: company\none_per_subject: true\n"));
  const CaseId id = world.submit(R"({"company":"店"})").id;

  const CaseView parent = world.drive(id);

  EXPECT_EQ(world.store->cases({}).value().size(), 2U);
  ASSERT_EQ(parent.tasks.size(), 1U);
  EXPECT_EQ(parent.tasks[0].kind, "fallback");
  EXPECT_EQ(parent.tasks[0].step, "store");
}

TEST(Children, WhoseFormDoesNotFitGoToTheFallbackTeam) {
  RunWorld world(kParent, child(R"(
steps: {check: {uses: window/review, with: {name: =form.company}}}
)" + std::string("materials: {plan: 平面图}\n")));
  const CaseId id = world.submit(R"({"company":"店"})").id;
  const CaseView parent = world.drive(id);
  ASSERT_EQ(parent.tasks.size(), 1U);
  EXPECT_EQ(parent.tasks[0].failure.key, "run.child_not_opened");
}

TEST(Children, AreWithdrawnWithTheirParent) {
  RunWorld world(kParent, child(kReviewed));
  const CaseId id = world.submit(R"({"company":"店"})").id;
  world.drive(id);
  const CaseId other = child_of(world, id);
  world.act(id, WithdrawCase{"改日再来"});
  EXPECT_EQ(world.drive(id).status, "withdrawn");
  EXPECT_EQ(world.store->row(other).value().state, "withdrawn");
}

TEST(Children, ShowTheirNoticeWithTheParent) {
  RunWorld world(kParent, child(kReviewed));
  const CaseId id = world.submit(R"({"company":"店"})").id;
  world.drive(id);
  const CaseId other = child_of(world, id);
  world.act(other, give_back(task_of(world, other), "缺产权证"));
  Runner runner(*world.store, world.clock, nullptr);
  const CaseView parent = runner.view(id).value();
  ASSERT_EQ(parent.children.size(), 1U);
  ASSERT_EQ(parent.children[0].notice.size(), 1U);
  EXPECT_EQ(parent.children[0].notice[0].problem, "缺产权证");
  EXPECT_EQ(parent.status, "processing");
}

}  // namespace
}  // namespace onething
