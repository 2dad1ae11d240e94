// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <random>

#include "support/batch_world.h"

namespace onething {
namespace {

using testing::BatchTable;
using testing::RunWorld;

constexpr const char* kOne = R"(
subject: company
form: {company: {title: 企业名称, type: text, max: 10}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
)";
constexpr const char* kOnePerSubject = R"(
subject: company
one_per_subject: true
form: {company: {title: 企业名称, type: text, max: 10}, code: {type: text, optional: true}}
steps:
  review: {uses: window/review, with: {name: =form.company}}
)";

std::string rows(int count) {
  std::string csv = "企业名称\n";
  for (int i = 1; i <= count; ++i) csv += "店" + std::to_string(i) + "\n";
  return csv;
}

BatchStanding standing(RunWorld& world, const BatchTable& table) {
  return batch_standing(*world.store, table.id()).value();
}

// I13: rows in = accepted + refused, accepted = those of all states.
void expect_conserved(RunWorld& world, const BatchTable& table) {
  const BatchStanding now = standing(world, table);
  EXPECT_EQ(now.rows, static_cast<std::int64_t>(table.table.rows.size()));
  EXPECT_EQ(now.accepted(), now.waiting + now.attention + now.correcting +
                                now.running + now.granted + now.ended);
}

std::size_t cases(RunWorld& world) {
  CaseFilter filter;
  filter.limit = 10'000;
  return world.store->cases(filter).value().size();
}

TEST(RunBatch, BringsEveryRowToItsEnd) {
  RunWorld world(kOne);
  BatchTable table(world, rows(10));

  const BatchRun run = table.run(world);

  EXPECT_EQ(run.end, BatchEnd::finished);
  EXPECT_EQ(run.opened, 10);
  EXPECT_EQ(run.standing.granted, 10);
  expect_conserved(world, table);
}

TEST(RunBatch, AddsNothingWhenItIsRunAgain) {
  RunWorld world(kOne);
  for (int i = 0; i < 3; ++i) {
    BatchTable table(world, rows(5));
    const BatchRun run = table.run(world);
    EXPECT_EQ(run.opened, i == 0 ? 5 : 0);
  }
  EXPECT_EQ(cases(world), 5u);
  EXPECT_EQ(world.departments.executed.size(), 5u);
}

TEST(RunBatch, KeepsWrongRowsWithTheirReason) {
  RunWorld world(kOne);
  BatchTable table(world,
                   "企业名称\n店1\n名字特别特别长的一个企业\n店2\na,b\n");

  const BatchRun run = table.run(world);

  EXPECT_EQ(run.standing.rows, 4);
  EXPECT_EQ(run.standing.refused, 2);
  EXPECT_EQ(run.standing.granted, 2);
  const auto lines =
      world.store->batch_shelf()->batch_lines(table.id(), 0, 10).value();
  EXPECT_EQ(lines[1].line, 3);
  const std::vector<RowDefect> defects = defects_of(lines[1]);
  ASSERT_EQ(defects.size(), 1u);
  EXPECT_EQ(defects[0].column, "企业名称");
  EXPECT_EQ(render(defects[0].problem, Language::en),
            "may have at most 10 characters, but has 12");
  EXPECT_EQ(defects_of(lines[3])[0].problem.key, "table.ragged");
}

TEST(RunBatch, StopsAtALimitAndGoesOn) {
  RunWorld world(kOne);
  BatchTable table(world, rows(5));
  BatchPlan plan;
  plan.limit = 2;

  const BatchRun first = table.run(world, plan);
  EXPECT_EQ(first.end, BatchEnd::limit);
  EXPECT_EQ(first.standing.granted, 2);
  EXPECT_EQ(first.standing.waiting, 3);
  expect_conserved(world, table);

  EXPECT_EQ(table.run(world).opened, 3);
  EXPECT_EQ(cases(world), 5u);
}

TEST(RunBatch, GivesEveryRowTheSameCaseWhateverTheTableLooksLike) {
  RunWorld world(kOne);
  BatchTable csv(world, "企业名称,备注\n店1,\n店2,x\n");
  csv.run(world);
  BatchTable quoted(world, "企业名称,备注\r\n\"店1\",\"\"\r\n\"店2\",x\r\n");
  EXPECT_EQ(csv.id(), quoted.id());
  EXPECT_EQ(quoted.run(world).opened, 0);
  BatchTable other(world, "企业名称,备注\n店1,\n店2,y\n");
  EXPECT_NE(csv.id(), other.id());
}

TEST(RunBatch, KnowsACaseByItsKeyInEveryTable) {
  RunWorld world(kOne);
  BatchTable first(world, rows(3), "company");
  first.run(world);
  BatchTable more(world, rows(4), "company");
  EXPECT_EQ(more.run(world).opened, 1);
  EXPECT_EQ(standing(world, more).granted, 4);

  BatchTable twice(world, "企业名称\n店8\n店9\n店8\n", "company");
  const BatchRun run = twice.run(world);
  EXPECT_EQ(run.standing.refused, 1);
  const auto lines =
      world.store->batch_shelf()->batch_lines(twice.id(), 2, 1).value();
  EXPECT_EQ(render(defects_of(lines[0])[0].problem, Language::en),
            "the same as line 2");
}

TEST(RunBatch, RefusesAKnownKeyWithOtherContent) {
  RunWorld world(kOne);
  BatchTable first(world, "企业名称,编号\n店1,A\n", "编号");
  first.run(world);
  BatchTable other(world, "企业名称,编号\n店2,A\n", "编号");

  const BatchRun run = other.run(world);

  EXPECT_EQ(run.standing.refused, 1);
  EXPECT_EQ(cases(world), 1u);
  const auto lines =
      world.store->batch_shelf()->batch_lines(other.id(), 0, 1).value();
  EXPECT_EQ(defects_of(lines[0])[0].problem.key, "run.key_reused");
  expect_conserved(world, other);
}

TEST(RunBatch, TakesNoMoreThanOneRunningCaseOfASubject) {
  RunWorld world(kOnePerSubject);
  BatchTable table(world, "企业名称,code\n甲,1\n乙,2\n甲,3\n");
  const BatchRun run = table.run(world);
  EXPECT_EQ(run.standing.refused, 1);
  EXPECT_EQ(run.standing.running, 2);

  BatchTable later(world, "企业名称,code\n甲,9\n");
  EXPECT_EQ(later.run(world).standing.refused, 1);
}

TEST(RunBatch, StopsWhenTooManyFail) {
  RunWorld world(kOne);
  world.departments.replies["tax/carry_over"] = [](const Call&) {
    return test::failed(CallFailure::rejected);
  };
  BatchTable table(world, rows(50));
  BatchPlan plan;
  plan.jobs = 5;
  plan.failures_max = 8;
  const BatchRun run = table.run(world, plan);
  EXPECT_EQ(run.end, BatchEnd::failures);
  EXPECT_EQ(run.standing.attention, 10);
  EXPECT_EQ(run.standing.waiting, 40);
  expect_conserved(world, table);

  plan.failures_max = 0;
  plan.failures_percent = 50;
  EXPECT_EQ(table.run(world, plan).end, BatchEnd::failures);
  EXPECT_EQ(standing(world, table).attention, 30);
}

TEST(RunBatch, OpensCasesNoFasterThanTheRate) {
  RunWorld world(kOne);
  BatchTable table(world, rows(21));
  BatchPlan plan;
  plan.rate = CallRate{10, std::chrono::milliseconds(1'000)};
  const Instant began = world.clock.now();
  table.run(world, plan);
  const auto took = to_milliseconds(world.clock.now()) - to_milliseconds(began);
  EXPECT_GE(took, 1'800);
  EXPECT_LE(took, 2'300);
}

TEST(RunBatch, OpensNothingOnceItIsCancelled) {
  RunWorld world(kOne);
  BatchTable table(world, rows(5));
  BatchPlan plan;
  plan.limit = 2;
  table.run(world, plan);

  EXPECT_EQ(
      cancel_batch(*world.store, table.id(), "改期", world.clock.now()).value(),
      3);

  const BatchStanding now = standing(world, table);
  EXPECT_EQ(now.refused, 3);
  EXPECT_EQ(now.granted, 2);
  expect_conserved(world, table);
  EXPECT_EQ(table.run(world).opened, 0);
  EXPECT_EQ(
      cancel_batch(*world.store, "nothing", "", world.clock.now()).error().code,
      ErrorCode::not_found);
}

TEST(RunBatch, TakesRefusedRowsAgainOnceNothingIsWrong) {
  RunWorld world(kOnePerSubject);
  BatchTable first(world, "企业名称,code\n甲,1\n");
  first.run(world);
  BatchTable table(world, "企业名称,code\n甲,9\n一个名字特别特别长的企业,2\n");
  EXPECT_EQ(table.run(world).standing.refused, 2);
  const auto lines =
      world.store->batch_shelf()->batch_lines(first.id(), 0, 1).value();
  world.act({lines[0].case_id}, WithdrawCase{"改期"});

  EXPECT_EQ(readmit_rows(*table.input, *world.store).value(), 1);

  const BatchRun run = table.run(world);
  EXPECT_EQ(run.standing.refused, 1);
  EXPECT_EQ(run.standing.running, 1);
  expect_conserved(world, table);
}

TEST(CheckRows, TellsEverythingAndStoresNothing) {
  RunWorld world(kOne);
  BatchTable known(world, "企业名称,编号\n店1,A\n店2,B\n", "编号");
  known.run(world);
  BatchTable table(world, "企业名称,编号\n店1,A\n店9,B\n店3,C\n店3,C\n,D\n",
                   "编号");
  test::FakeConnector calls = world.connector();
  Runner runner(*world.store, world.clock, &calls);

  const auto checked =
      check_rows(*table.input, runner, *world.store, RunWorld::actor(), nullptr)
          .value();

  ASSERT_EQ(checked.size(), 5u);
  EXPECT_TRUE(checked[0].defects.empty());
  EXPECT_TRUE(checked[0].is_known);
  EXPECT_EQ(checked[1].defects.at(0).problem.key, "run.key_reused");
  EXPECT_TRUE(checked[2].defects.empty());
  EXPECT_FALSE(checked[2].is_known);
  EXPECT_EQ(checked[3].defects.at(0).problem.key, "batch.key_twice");
  EXPECT_EQ(checked[4].defects.at(0).problem.key, "form.missing");
  EXPECT_EQ(cases(world), 2u);
  EXPECT_TRUE(world.store->batch_shelf()->batches("", 10).value().size() == 1);
}

// Stopped anywhere, by a signal or by a process that is gone, and run again.
TEST(RunBatch, LosesAndDoublesNothingHoweverOftenItIsStopped) {
  std::mt19937 random(11);
  for (int story = 0; story < 20; ++story) {
    RunWorld world(kOne);
    BatchTable table(world, rows(12) + "名字特别特别长的一个企业\n");
    BatchRun run;
    for (int i = 0; i < 60 && (i == 0 || run.standing.granted < 12); ++i) {
      std::atomic<bool> stop{false};
      int left = static_cast<int>(random() % 6);
      world.departments.replies["tax/carry_over"] = [&](const Call& call) {
        if (left-- <= 0) stop = true;
        return test::done({{"receipt", Value("R-" + call.key)}});
      };
      BatchPlan plan;
      plan.jobs = 1 + random() % 4;
      run = table.run(world, plan, &stop);
      expect_conserved(world, table);
    }
    EXPECT_EQ(run.standing.granted, 12);
    EXPECT_EQ(run.standing.refused, 1);
    EXPECT_EQ(cases(world), 12u);
    EXPECT_EQ(world.departments.executed.size(), 12u);
  }
}

}  // namespace
}  // namespace onething
