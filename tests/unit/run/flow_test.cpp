// SPDX-License-Identifier: Apache-2.0
//
// Control flow around a store: waits that end later, messages that find their
// case.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::at;
using testing::json;
using testing::RunWorld;

constexpr const char* kWait = R"(
form: {company: text}
steps:
  pause: {wait: 3wd}
  tax: {uses: tax/carry_over, after: [pause], with: {name: =form.company}}
)";

TEST(RunFlow, LeavesACaseThatWaitsForDaysAndTakesItUpLater) {
  RunWorld world(kWait);
  const CaseId id = world.submit(R"({"company":"店"})").id;
  EXPECT_EQ(world.drive(id).status, "processing");
  const Result<CaseRow> row = world.store->row(id);
  ASSERT_TRUE(row);
  ASSERT_TRUE(row.value().wake_at);
  EXPECT_GT(*row.value().wake_at, world.clock.now());

  world.clock.sleep_until(*row.value().wake_at);
  const auto due = world.store->due(world.clock.now(), 10);
  ASSERT_TRUE(due);
  EXPECT_EQ(due.value(), std::vector<CaseId>{id});
  EXPECT_EQ(world.drive(id).status, "granted");
}

TEST(RunFlow, WaitsItselfForAMomentThatIsNear) {
  RunWorld world("\nform: {company: text}\nsteps:\n  pause: {wait: 5s}\n");
  const CaseId id = world.submit(R"({"company":"店"})").id;
  EXPECT_EQ(world.drive(id).status, "granted");
}

constexpr const char* kTold = R"(
subject: company
form: {company: text}
steps:
  told: {uses: tax/confirmed, with: {company: =form.company}}
)";

GiveMessage message(const std::string& company) {
  return {"tax/confirmed",
          json(R"({"company":")" + company + R"(","number":"N1"})")};
}

TEST(RunFlow, FindsTheCaseThatAMessageIsFor) {
  RunWorld world(kTold);
  const CaseId one = world.submit(R"({"company":"店"})", "one").id;
  const CaseId other = world.submit(R"({"company":"别家"})", "other").id;
  world.drive(one);
  world.drive(other);
  Runner runner(*world.store, world.clock, nullptr);

  const Result<CaseId> found = runner.find_receiver(message("别家"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found.value(), other);
  EXPECT_EQ(world.act(other, message("别家")).status, "granted");
  // Handed in twice it goes to the same case, and changes nothing there.
  EXPECT_EQ(runner.find_receiver(message("别家")).value(), other);

  const Result<CaseId> nobody = runner.find_receiver(message("第三家"));
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().message.key, "run.nobody_waits");
  EXPECT_EQ(nobody.error().code, ErrorCode::not_found);
}

TEST(RunFlow, AsksWhichCaseWhereSeveralWaitForTheSame) {
  RunWorld world(kTold);
  for (const char* key : {"one", "two"})
    world.drive(world.submit(R"({"company":"店"})", key).id);
  Runner runner(*world.store, world.clock, nullptr);
  const Result<CaseId> found = runner.find_receiver(message("店"));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().message.key, "run.several_wait");
}

constexpr const char* kOnce = R"(
subject: company
one_per_subject: true
form: {company: text}
steps:
  check: {uses: window/review, with: {name: =form.company}}
)";

TEST(OnePerSubject, RefusesASecondRunningCaseAndNamesTheFirst) {
  RunWorld world(kOnce);
  const CaseId first = world.submit(R"({"company":"店"})", "one").id;
  Runner runner(*world.store, world.clock, nullptr);
  const auto second = world.try_submit(runner, R"({"company":"店"})", "two");
  EXPECT_EQ(RunWorld::refusal_of(second), "run.subject_taken");
  const auto* refused = std::get_if<Rejection>(&second.value());
  ASSERT_NE(refused, nullptr);
  EXPECT_NE(testing::text_of(refused->message).find(first.text),
            std::string::npos);
  EXPECT_FALSE(world.store->row(make_case_id("trial", "trial_thing", "two")));

  EXPECT_EQ(RunWorld::refusal_of(
                world.try_submit(runner, R"({"company":"别家"})", "three")),
            "");
  EXPECT_EQ(RunWorld::refusal_of(
                world.try_submit(runner, R"({"company":"店"})", "one")),
            "");
}

TEST(OnePerSubject, IsFreeAgainWhenTheCaseHasEnded) {
  RunWorld world(kOnce);
  const CaseId first = world.submit(R"({"company":"店"})", "one").id;
  world.act(first, WithdrawCase{"改日再来"});
  Runner runner(*world.store, world.clock, nullptr);
  EXPECT_EQ(RunWorld::refusal_of(
                world.try_submit(runner, R"({"company":"店"})", "two")),
            "");
}

// Eight processes submit for one firm at the same moment.
TEST(OnePerSubject, LetsOneOfManyProcessesThrough) {
  const std::string path =
      ::testing::TempDir() + "/one_per_subject_" + std::to_string(::getpid());
  constexpr int kProcesses = 8;
  std::vector<pid_t> children;
  {
    auto made = open_store("sqlite:" + path);
    ASSERT_TRUE(made);
  }
  for (int i = 0; i < kProcesses; ++i) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child > 0) {
      children.push_back(child);
      continue;
    }
    RunWorld world(kOnce);
    auto store = open_store("sqlite:" + path);
    if (!store) ::_exit(3);
    world.store = std::move(store.value());
    const std::unique_ptr<Clock> clock = make_system_clock();
    RunnerOptions options;
    options.worker = "p" + std::to_string(i);
    Runner runner(*world.store, *clock, nullptr, std::move(options));
    const auto acted = world.try_submit(runner, R"({"company":"店"})",
                                        "key-" + std::to_string(i));
    const std::string refusal = RunWorld::refusal_of(acted);
    world.store.reset();
    ::_exit(refusal.empty() ? 0 : refusal == "run.subject_taken" ? 1 : 4);
  }
  int through = 0;
  int refused = 0;
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    through += WIFEXITED(status) && WEXITSTATUS(status) == 0;
    refused += WIFEXITED(status) && WEXITSTATUS(status) == 1;
  }
  EXPECT_EQ(through, 1);
  EXPECT_EQ(refused, kProcesses - 1);
  std::filesystem::remove_all(path);
}

}  // namespace
}  // namespace onething
