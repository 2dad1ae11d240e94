// SPDX-License-Identifier: Apache-2.0
//
// Opening cases: what is accepted once, and what is refused.

#include <gtest/gtest.h>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::RunWorld;

constexpr const char* kOne = R"(
form: {company: {title: 企业名称, type: text, max: 10}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
)";
constexpr const char* kForm = R"({"company":"新店"})";

TEST(Submitting, OpensACaseAndCallsNobody) {
  RunWorld world(kOne);
  const CaseView view = world.submit(kForm);
  EXPECT_EQ(view.status, "accepted");
  EXPECT_EQ(view.id, make_case_id("trial", "trial_thing", "key-1"));
  EXPECT_TRUE(world.intents(view.id).empty());
}

TEST(Submitting, GivesTheSameCaseAgainForTheSameKeyAndInput) {
  RunWorld world(kOne);
  const CaseView first = world.submit(kForm);
  const CaseView again = world.submit(kForm);
  EXPECT_EQ(again.id, first.id);
  EXPECT_EQ(again.length, first.length);
  const CaseView granted = world.drive(first.id);
  EXPECT_EQ(world.submit(kForm).status, "granted");
  EXPECT_EQ(world.submit(kForm).length, granted.length);
  EXPECT_EQ(world.store->cases({}).value().size(), 1U);
}

TEST(Submitting, RefusesAKnownKeyWithOtherInputAndChangesNothing) {
  RunWorld world(kOne);
  const CaseView first = world.submit(kForm);
  Runner runner(*world.store, world.clock, nullptr);
  const auto other = world.try_submit(runner, R"({"company":"别家"})");
  EXPECT_EQ(RunWorld::refusal_of(other), "run.key_reused");
  const auto with_material = world.try_submit(
      runner, kForm, "key-1", R"({"articles":{"file":"a.pdf"}})");
  EXPECT_EQ(RunWorld::refusal_of(with_material), "run.key_reused");
  EXPECT_EQ(runner.view(first.id).value().length, first.length);
}

TEST(Submitting, GivesOtherKeysOtherCases) {
  RunWorld world(kOne);
  EXPECT_NE(world.submit(kForm, "a").id, world.submit(kForm, "b").id);
}

TEST(Submitting, RefusesKeysThatNobodyCouldTellApart) {
  RunWorld world(kOne);
  Runner runner(*world.store, world.clock, nullptr);
  for (const std::string& key :
       {std::string(), std::string("   "), std::string("a\nb"),
        std::string("a\0b", 3), std::string("\x7f"), std::string(201, 'k')})
    EXPECT_EQ(RunWorld::key_of(world.try_submit(runner, kForm, key)),
              "run.bad_key")
        << key.size();
  EXPECT_TRUE(world.try_submit(runner, kForm, std::string(200, 'k')));
  EXPECT_EQ(world.store->cases({}).value().size(), 1U);
}

TEST(Submitting, StoresNothingOfAnApplicationWithDefects) {
  RunWorld world(kOne);
  Runner runner(*world.store, world.clock, nullptr);
  EXPECT_EQ(RunWorld::refusal_of(world.try_submit(runner, "{}")),
            "engine.form_has_defects");
  EXPECT_TRUE(world.store->cases({}).value().empty());
  // The key is still free, and nobody holds the case.
  EXPECT_EQ(world.submit(kForm).status, "accepted");
}

TEST(Submitting, IsFoundByWhoeverLooksForWorkUntilItIsDone) {
  RunWorld world(kOne);
  const CaseId id = world.submit(kForm).id;
  const auto due = world.store->due(world.clock.now(), 10).value();
  EXPECT_EQ(due, std::vector<CaseId>{id});
  world.drive(id);
  EXPECT_TRUE(world.store->due(world.clock.now(), 10).value().empty());
}

TEST(Looking, AtACaseThatDoesNotExistSaysSo) {
  RunWorld world(kOne);
  Runner runner(*world.store, world.clock, nullptr);
  const CaseId nobody{"nobody"};
  EXPECT_EQ(runner.view(nobody).error().code, ErrorCode::not_found);
  const auto acted = runner.act(nobody, {WithdrawCase{"x"}, RunWorld::actor()});
  EXPECT_EQ(acted.error().code, ErrorCode::not_found);
  const CaseId ids[] = {nobody};
  EXPECT_EQ(runner.drive(ids).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace onething
