// SPDX-License-Identifier: Apache-2.0
//
// Cases that refuse to go on: they are left as they are, and told of.

#include <gtest/gtest.h>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::RunWorld;

constexpr const char* kOne = R"(
form: {company: {title: 企业名称, type: text, max: 10}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.company}}
)";
constexpr const char* kForm = R"({"company":"新店"})";

TEST(Refusing, BeforeAcceptanceMakesNoCall) {
  RunWorld world(kOne);
  const CaseId id = world.submit(kForm).id;
  const std::vector<Record> history = world.store->history(id).value();
  // A case that was received and not accepted yet.
  RunWorld half(kOne);
  half.submit(kForm, "so that the definition is stored");
  CaseCommit commit;
  commit.row = world.store->row(id).value();
  commit.records.push_back(history[0]);
  commit.epoch = half.store->claim(id, "x").value();
  const CaseCommit commits[] = {commit};
  ASSERT_TRUE(half.store->commit(commits).value()[0]);
  ASSERT_TRUE(half.store->release(id, commit.epoch));
  auto calls = half.connector();
  Runner runner(*half.store, half.clock, &calls);
  const CaseId ids[] = {id};
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven) << RunWorld::problem_of(driven);
  EXPECT_EQ(driven.value()[0].status, "received");
  EXPECT_TRUE(calls.calls.empty());
}

}  // namespace
}  // namespace onething
