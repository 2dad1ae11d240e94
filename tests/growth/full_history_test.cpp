// SPDX-License-Identifier: Apache-2.0
//
// A history that is as long as it may be: what then still happens.

#include <gtest/gtest.h>

#include "base/limits.h"
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

// Fills a history up to `length` with events that change nothing.
void fill(RunWorld& world, const CaseId& id, std::int64_t length) {
  CaseCommit commit;
  commit.row = world.store->row(id).value();
  commit.expected_length = commit.row.length;
  commit.epoch = world.store->claim(id, "filler").value();
  const engine::EncodedEvent kept =
      engine::encode({world.clock.now(), engine::StepKept{"tax"}});
  Record record;
  record.type = kept.type;
  record.version = kept.version;
  record.at = world.clock.now();
  record.payload = kept.payload;
  commit.records.assign(
      static_cast<std::size_t>(length - commit.expected_length), record);
  const CaseCommit commits[] = {commit};
  ASSERT_TRUE(world.store->commit(commits).value()[0]);
  ASSERT_TRUE(world.store->release(id, commit.epoch));
}

TEST(FullHistory, EndsTheDriveWithoutCallingAgainAndAgain) {
  RunWorld world(kOne);
  const CaseId full = world.submit(kForm, "full").id;
  const CaseId other = world.submit(kForm, "other").id;
  // Room for the start of both steps and for one answer.
  constexpr auto kMax = static_cast<std::int64_t>(limits::case_events_max);
  fill(world, full, kMax - 3);
  auto calls = world.connector();
  Runner runner(*world.store, world.clock, &calls);
  const CaseId ids[] = {full, other};

  const auto driven = runner.drive(ids);

  ASSERT_FALSE(driven);
  EXPECT_EQ(driven.error().code, ErrorCode::invalid);
  EXPECT_EQ(driven.error().message.key, "run.case_stopped");
  EXPECT_NE(RunWorld::problem_of(driven).find(std::to_string(kMax)),
            std::string::npos)
      << RunWorld::problem_of(driven);
  EXPECT_EQ(calls.calls.size(), 4U);
  EXPECT_EQ(world.store->row(full).value().length, kMax);
  EXPECT_EQ(world.intents(full),
            (std::vector<std::string>{"bank 1 open", "tax 1 answered"}))
      << "what could still be stored is stored";
  EXPECT_EQ(runner.view(other).value().status, "granted") << "unharmed";
}

}  // namespace
}  // namespace onething
