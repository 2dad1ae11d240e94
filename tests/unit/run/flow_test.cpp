// SPDX-License-Identifier: Apache-2.0
//
// Control flow around a store: waits that end later, messages that find their
// case.

#include <gtest/gtest.h>

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
  return {"tax/confirmed", json(R"({"company":")" + company +
                                R"(","number":"N1"})")};
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

}  // namespace
}  // namespace onething
