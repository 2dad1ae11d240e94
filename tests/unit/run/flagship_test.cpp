// SPDX-License-Identifier: Apache-2.0
//
// The workflow that is shipped, from an application file to its end, with
// departments that answer from the samples of their contracts.

#include <gtest/gtest.h>

#include <set>

#include "model/conform.h"
#include "onething/report.h"
#include "stub/services.h"
#include "support/run_world.h"

namespace onething {
namespace {

using testing::RunWorld;

class Flagship : public ::testing::Test {
 protected:
  void SetUp() override {
    Result<LoadedProject> loaded = load_project("../workflows");
    ASSERT_TRUE(loaded);
    loaded_ = std::make_unique<LoadedProject>(std::move(loaded.value()));
    workflow_ = loaded_->project.find_workflow("individual_to_company");
    ASSERT_NE(workflow_, nullptr);
    auto services = stub::Services::compile(loaded_->project);
    ASSERT_TRUE(services) << RunWorld::problem_of(services);
    services_ = std::make_unique<stub::Services>(std::move(services.value()));
  }

  Answer answer(const Call& call) {
    ++executed_[call.key];
    const stub::PlayedService* played = services_->find(call.service);
    EXPECT_NE(played, nullptr) << call.service;
    if (played == nullptr || !played->sample) return test::done({});
    const model::Conformed input =
        model::conform_record(testing::json(call.body), played->service->input);
    EXPECT_TRUE(input.ok()) << call.service << " " << call.body;
    const Value* const roots[] = {&input.value};
    expr::EvalResult made =
        played->sample->evaluate({roots, &Calendar::china()});
    const auto* output = std::get_if<Value>(&made);
    EXPECT_NE(output, nullptr) << call.service;
    if (output == nullptr) return test::failed(CallFailure::rejected);
    // As it comes over the wire: plain JSON.
    Answer answer;
    answer.document = Object{{"done", testing::json(to_json(*output))}};
    return answer;
  }

  std::unique_ptr<LoadedProject> loaded_;
  const Workflow* workflow_ = nullptr;
  std::unique_ptr<stub::Services> services_;
  std::unique_ptr<Store> store_ = make_memory_store();
  testing::FakeClock clock_{testing::at("2026-03-02T09:00")};
  std::map<std::string, int> executed_;
};

TEST_F(Flagship, IsGrantedAndTellsOfEveryFieldThatMoved) {
  const Result<LoadedApplication> application =
      load_application("../examples/clean.yaml", loaded_->project, *workflow_);
  ASSERT_TRUE(application);
  test::FakeConnector calls([this](const Call& call) { return answer(call); });
  Runner runner(*store_, clock_, &calls);
  const CaseView submitted = RunWorld::view_of(
      runner.submit(*loaded_, *workflow_, application.value().application,
                    "clean-1", RunWorld::actor()));
  const CaseId ids[] = {submitted.id};
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven) << RunWorld::problem_of(driven);
  const CaseView& view = driven.value()[0];

  EXPECT_EQ(view.status, "granted");
  EXPECT_GE(calls.calls.size(), 10U);
  for (const auto& [key, count] : executed_) EXPECT_EQ(count, 1) << key;
  for (const testing::Intent& intent : testing::intents_of(*store_, view.id))
    EXPECT_EQ(intent.state, "answered") << intent.step;
  const CaseRow row = store_->row(view.id).value();
  EXPECT_EQ(row.state, "granted");
  EXPECT_EQ(row.length, view.length);
  EXPECT_FALSE(row.wake_at);

  std::set<std::string> told;
  for (const Disclosure& moved : disclosures(*store_, view.id).value())
    told.insert(moved.to + "/" + moved.service);
  for (const Call& call : calls.calls)
    EXPECT_TRUE(told.contains(call.service)) << call.service;
}

}  // namespace
}  // namespace onething
