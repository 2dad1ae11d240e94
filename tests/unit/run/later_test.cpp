// SPDX-License-Identifier: Apache-2.0
//
// Departments that answer later or not at all, over HTTP: the stub plays them,
// and its log is the truth of what was done.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "onething/stub.h"
#include "support/run_world.h"

namespace onething {
namespace {

using testing::json;
using testing::RunWorld;

constexpr const char* kProject = R"(onething: 1
project: trial
language: zh
environments: {trial: {departments: {"*": stub}}}
)";
constexpr const char* kTax = R"(onething: 1
department: tax
title: 税务局
services:
  assess:
    title: 核定
    by: system
    input: {name: text}
    output: {receipt: text}
    on_unknown: query
    call: {http: {path: /assess, query: {path: "/assess/{key}"}}, answers_later: true}
    sample: {receipt: R}
)";
constexpr const char* kWorkflow = R"(onething: 1
workflow: trial_thing
title: 试办一件事
lead: tax
promise: 5wd
form: {company: text}
steps:
  step: {uses: tax/assess, with: {name: =form.company}}
)";

class Later : public ::testing::Test {
 protected:
  void run_with(const std::string& fault) {
    loaded_ = std::make_unique<LoadedProject>(
        load_texts({{"onething.yaml", kProject},
                    {"departments/tax.yaml", kTax},
                    {"workflows/trial_thing.yaml", kWorkflow}}));
    ASSERT_FALSE(has_errors(loaded_->diagnostics))
        << render_text(loaded_->diagnostics, loaded_->sources, {});
    StubOptions options;
    options.faults = {"tax/assess=" + fault};
    auto stub = Stub::start(loaded_->project, options);
    ASSERT_TRUE(stub) << RunWorld::problem_of(stub);
    auto connector = make_department_connector(
        loaded_->project, *loaded_->project.find_environment("trial"),
        stub.value()->base());
    ASSERT_TRUE(connector) << RunWorld::problem_of(connector);
    const auto clock = make_system_clock();
    RunnerOptions quick;
    quick.retry.first_ms = 10;
    quick.retry.longest_ms = 50;
    Runner runner(*store_, *clock, connector.value().get(), quick);
    Application application;
    application.form = json(R"({"company":"新店"})");
    application.materials = Object{};
    const CaseView submitted = RunWorld::view_of(
        runner.submit(*loaded_, loaded_->project.workflows[0], application,
                      "key-1", RunWorld::actor()));
    const CaseId ids[] = {submitted.id};
    const auto driven = runner.drive(ids);
    ASSERT_TRUE(driven) << RunWorld::problem_of(driven);
    view_ = driven.value()[0];
    for (const Record& record : store_->history(view_.id).value())
      types_.push_back(record.type);
  }

  std::int64_t count(const std::string& type) const {
    return std::count(types_.begin(), types_.end(), type);
  }

  std::unique_ptr<LoadedProject> loaded_;
  std::unique_ptr<Store> store_ = make_memory_store();
  CaseView view_;
  std::vector<std::string> types_;
};

TEST_F(Later, AnAnswerIsFetchedByAsking) {
  run_with("later:60ms");
  EXPECT_EQ(view_.status, "granted");
  EXPECT_GE(count("query_started"), 2);
  EXPECT_EQ(count("call_retried"), 0);
}

TEST_F(Later, AnAnswerThatWasLostIsFetchedAndNotDoneTwice) {
  run_with("lose");
  EXPECT_EQ(view_.status, "granted");
  EXPECT_EQ(count("query_started"), 1);
  EXPECT_EQ(count("call_retried"), 0);
}

TEST_F(Later, ACallThatNeverCameIsMadeAgain) {
  run_with("gone");
  EXPECT_EQ(view_.status, "granted");
  EXPECT_EQ(count("query_started"), 1);
  EXPECT_EQ(count("call_retried"), 1);
}

}  // namespace
}  // namespace onething
