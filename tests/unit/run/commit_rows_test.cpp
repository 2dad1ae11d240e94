// SPDX-License-Identifier: Apache-2.0
//
// The rows by which cases and tasks are found again, and what the history tells
// of calls and of moved data.

#include <gtest/gtest.h>

#include <atomic>
#include <map>

#include "fault/faulty_store.h"
#include "onething/report.h"
#include "support/run_world.h"
#include "support/store_rows.h"

namespace onething {
namespace {

using testing::json;
using testing::RunWorld;
using Lines = std::vector<std::string>;

constexpr const char* kReviews = R"(
form:
  company: {title: 企业名称, type: text, max: 10}
  address: {title: 住所, type: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.address}}
)";
constexpr const char* kForm = R"({"company":"新店","address":"某路1号"})";

TEST(Intents, OfACallUnderWayAcrossASupplementAreMarkedUnderTheirOwnKey) {
  RunWorld world(kReviews);
  int tax = 0;
  int bank = 0;
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    return ++tax == 1
               ? testing::document(
                     R"({"returned":[{"field":"company","problem":"x"}]})")
               : test::done({{"receipt", Value("T")}});
  };
  world.departments.replies["tax/debit"] = [&](const Call&) {
    return ++bank == 1 ? test::failed(CallFailure::rejected)
                       : test::done({{"receipt", Value("B")}});
  };
  const CaseId id = world.submit(kForm).id;
  const CaseView waiting = world.drive(id);
  ASSERT_EQ(waiting.status, "correcting");
  ASSERT_EQ(waiting.tasks.size(), 1U);
  world.act(id, testing::ending(waiting.tasks[0].id, EndTask::How::retry));
  world.act(id, SupplementCase{
                    json(R"({"company":"新新店","address":"某路2号"})"), {}});

  EXPECT_EQ(world.drive(id).status, "granted");

  EXPECT_EQ(world.intents(id),
            (Lines{"bank 1 answered", "bank 1 failed", "bank 2 answered",
                   "tax 1 answered", "tax 1 answered"}));
  EXPECT_EQ(bank, 3) << "failed, tried again, and anew with the other address";
}

constexpr const char* kMoving = R"(
form:
  uscc: text
  company: {title: 企业名称, type: text, max: 20}
  owner: {title: 经营者, type: text, sensitivity: personal}
subject: uscc
prefill:
  licence: {uses: market/find, with: {uscc: =form.uscc}}
steps:
  register:
    uses: market/register
    with: {uscc: =form.uscc, name: =prefill.licence.old_name}
  tax:
    uses: tax/carry_over
    with: {name: =steps.register.name, note: "${form.owner}/${steps.register.licence}"}
  bank: {uses: tax/debit, with: {name: =steps.register.name}}
  fixed: {uses: tax/permit, with: {code: "B"}}
  file: {uses: window/review, with: {name: =form.owner}}
)";
constexpr const char* kOwner = "林示例";
constexpr const char* kMovingForm =
    R"({"uscc":"U1","company":"新店","owner":"林示例"})";

TEST(Ledger, SaysOfEachFieldWhereItCameFromAndWhereItWent) {
  RunWorld world(kMoving);
  const CaseId id = world.submit(kMovingForm).id;
  world.drive(id);
  Lines lines;
  for (const Disclosure& row : disclosures(*world.store, id).value())
    lines.push_back(row.step + "." + row.field + ": " + row.from + " -> " +
                    row.to + "/" + row.service);
  std::sort(lines.begin(), lines.end());
  EXPECT_EQ(lines, (Lines{
                       "bank.name: market -> tax/debit",
                       "file.name: applicant -> window/review",
                       "fixed.code: workflow -> tax/permit",
                       "prefill.licence.uscc: applicant -> market/find",
                       "register.name: market -> market/register",
                       "register.uscc: applicant -> market/register",
                       "tax.name: market -> tax/carry_over",
                       "tax.note: applicant -> tax/carry_over",
                       "tax.note: market -> tax/carry_over",
                   }));
  for (const Disclosure& row : disclosures(*world.store, id).value()) {
    if (row.step != "register") continue;
    EXPECT_EQ(row.purpose, "设立登记");
    EXPECT_EQ(row.basis, "登记条例第一条");
  }
}

TEST(Rows, HoldNothingPersonalBesideEvents) {
  RunWorld world(kMoving);
  testing::FaultyStore watched(*world.store);
  auto calls = world.connector();
  Runner runner(watched, world.clock, &calls);
  const CaseId id = RunWorld::view_of(world.try_submit(runner, kMovingForm)).id;
  const CaseId ids[] = {id};
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven);
  ASSERT_EQ(driven.value()[0].tasks.size(), 1U);
  std::string all;
  for (const auto& commits : watched.seen) {
    for (const CaseCommit& commit : commits) {
      all += testing::text_of(commit.row);
      for (const TaskRow& task : commit.tasks) all += testing::text_of(task);
    }
  }
  EXPECT_NE(all.find("U1"), std::string::npos) << "the business key is there";
  EXPECT_EQ(all.find(kOwner), std::string::npos);
  EXPECT_EQ(all.find("新店"), std::string::npos);
}

TEST(Tasks, OfAPersonsStepLeaveNoCall) {
  RunWorld world(kMoving);
  const CaseId id = world.submit(kMovingForm).id;
  const CaseView view = world.drive(id);
  ASSERT_EQ(view.tasks.size(), 1U);
  const std::string task = view.tasks[0].id;
  TaskRow row = world.store->task(task).value();
  EXPECT_EQ(row.state, "open");
  EXPECT_EQ(row.kind, "work");
  EXPECT_EQ(row.department, "window");
  EXPECT_EQ(row.role, "审查员");
  world.act(id, ClaimTask{task});
  row = world.store->task(task).value();
  EXPECT_EQ(row.state, "claimed");
  EXPECT_EQ(row.assignee, RunWorld::actor().id);
  EXPECT_EQ(row.version, 1);
  EXPECT_EQ(
      world.act(id, testing::completion(task, R"({"result":"同意"})")).status,
      "granted");
  EXPECT_EQ(world.store->task(task).value().state, "closed");
  for (const testing::Intent& intent : testing::intents_of(*world.store, id))
    EXPECT_NE(intent.step, "file");
}

TEST(Rows, SayWhenACaseWantsAttentionAgain) {
  RunWorld world(kReviews);
  std::atomic<bool> stop{false};
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    stop = true;
    return test::failed(CallFailure::unreachable);
  };
  auto calls = world.connector();
  RunnerOptions options;
  options.stop = &stop;
  Runner runner(*world.store, world.clock, &calls, options);
  const CaseId id = RunWorld::view_of(world.try_submit(runner, kForm)).id;
  const CaseId ids[] = {id};
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven);
  const auto retry_at = driven.value()[0].steps[0].retry_at;
  ASSERT_TRUE(retry_at);
  EXPECT_EQ(world.store->row(id).value().wake_at, retry_at);
  // A withdrawal gives retries up.
  const auto acted =
      runner.act(id, {WithdrawCase{"不办了"}, RunWorld::actor()});
  EXPECT_EQ(RunWorld::view_of(acted).status, "withdrawn");
  EXPECT_FALSE(world.store->row(id).value().wake_at);
}

TEST(Rows, CountTheCallsOfACase) {
  RunWorld world(kReviews);
  int tries = 0;
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    return ++tries < 3 ? test::failed(CallFailure::unreachable)
                       : test::done({{"receipt", Value("T")}});
  };
  const CaseId id = world.submit(kForm).id;
  EXPECT_EQ(world.drive(id).status, "granted");
  const CaseRow row = world.store->row(id).value();
  EXPECT_EQ(row.calls_again, 2);
  EXPECT_EQ(row.calls_open, 0);
  EXPECT_EQ(row.calls_unknown, 0);
}

}  // namespace
}  // namespace onething
