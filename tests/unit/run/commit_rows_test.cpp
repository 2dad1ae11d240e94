// SPDX-License-Identifier: Apache-2.0
//
// The rows by which cases, tasks, movements of data and calls are found again.

#include <gtest/gtest.h>

#include <atomic>
#include <map>

#include "fault/faulty_store.h"
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
  for (const LedgerRow& row : world.store->ledger(id).value())
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
  const auto ledger = world.store->ledger(id).value();
  for (const LedgerRow& row : ledger) {
    EXPECT_EQ(row.digest.size(), 64U);
    if (row.step != "register") continue;
    EXPECT_EQ(row.purpose, "设立登记");
    EXPECT_EQ(row.basis, "登记条例第一条");
  }
}

TEST(Ledger, GivesEqualValuesEqualDigests) {
  RunWorld world(kMoving);
  const CaseId id = world.submit(kMovingForm).id;
  world.drive(id);
  std::map<std::string, std::string> digests;
  for (const LedgerRow& row : world.store->ledger(id).value())
    digests[row.step + "." + row.field] = row.digest;
  EXPECT_EQ(digests["prefill.licence.uscc"], digests["register.uscc"]);
  EXPECT_EQ(digests["tax.name"], digests["bank.name"]);
  EXPECT_NE(digests["tax.name"], digests["tax.note"]);
  EXPECT_EQ(digests["tax.name"], to_hex(sha256(to_canonical(Value("新店")))));
}

TEST(Rows, HoldNothingPersonalBesideEventsAndFrozenRequests) {
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
      for (const TimerRow& timer : commit.timers) all += timer.key;
      for (const LedgerRow& row : commit.ledger) all += testing::text_of(row);
      for (const IntentRow& intent : commit.intents)
        all += intent.key + intent.step + intent.recipient + intent.digest +
               intent.state;
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
  for (const IntentRow& intent : world.store->intents(id).value())
    EXPECT_NE(intent.step, "file");
}

// The moments a case still waits for, as the store has them.
std::map<std::string, Instant> timers_of(const testing::FaultyStore& store) {
  std::map<std::string, Instant> timers;
  for (const auto& commits : store.seen)
    for (const CaseCommit& commit : commits)
      for (const TimerRow& timer : commit.timers) {
        if (timer.at)
          timers[timer.key] = *timer.at;
        else
          timers.erase(timer.key);
      }
  return timers;
}

TEST(Timers, StandForRetriesAndGoWithThem) {
  RunWorld world(kReviews);
  std::atomic<bool> stop{false};
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    stop = true;
    return test::failed(CallFailure::unreachable);
  };
  testing::FaultyStore watched(*world.store);
  auto calls = world.connector();
  RunnerOptions options;
  options.stop = &stop;
  Runner runner(watched, world.clock, &calls, options);
  const CaseId id = RunWorld::view_of(world.try_submit(runner, kForm)).id;
  const CaseId ids[] = {id};
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven);
  const auto timers = timers_of(watched);
  ASSERT_EQ(timers.size(), 1U);
  EXPECT_EQ(timers.begin()->first, "tax#0");
  EXPECT_EQ(timers.begin()->second, driven.value()[0].steps[0].retry_at);
  // A withdrawal gives retries up.
  const auto acted =
      runner.act(id, {WithdrawCase{"不办了"}, RunWorld::actor()});
  EXPECT_EQ(RunWorld::view_of(acted).status, "withdrawn");
  EXPECT_TRUE(timers_of(watched).empty());
}

}  // namespace
}  // namespace onething
