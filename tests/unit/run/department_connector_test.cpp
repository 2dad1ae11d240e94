// SPDX-License-Identifier: Apache-2.0
//
// How an environment says where departments are, and what is wrong with it.

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "support/collect_answers.h"
#include "support/run_world.h"

namespace onething {
namespace {

namespace fs = std::filesystem;
using testing::RunWorld;

LoadedProject project_with(const std::string& departments) {
  LoadedProject loaded =
      load_texts({{"onething.yaml",
                   std::string(testing::kProject) +
                       "environments:\n  e:\n    departments:\n" + departments},
                  {"departments/market.yaml", testing::kMarket},
                  {"departments/tax.yaml", testing::kTax}});
  EXPECT_FALSE(has_errors(loaded.diagnostics))
      << render_text(loaded.diagnostics, loaded.sources, {});
  return loaded;
}

Result<std::unique_ptr<Connector>> connect(const LoadedProject& loaded,
                                           std::string_view stub = "") {
  return make_department_connector(loaded.project,
                                   *loaded.project.find_environment("e"), stub);
}

Call call_of(std::string service) {
  Call call;
  call.case_id = "case1";
  call.key = "key-" + service;
  call.service = std::move(service);
  call.method = "POST";
  call.path = "/x";
  call.body = "{}";
  return call;
}

// A program that answers with its own name.
std::string answering(const std::string& name) {
  return R"({exec: {argv: [/bin/sh, -c, 'cat >/dev/null; echo "{\"done\":{\"by\":\")" +
         name + R"(\"}}"']}})";
}

TEST(DepartmentConnector, CallsEachDepartmentWhereItIs) {
  const LoadedProject loaded =
      project_with("      tax: " + answering("tax") +
                   "\n      \"*\": " + answering("others") + "\n");
  const auto connector = connect(loaded);
  ASSERT_TRUE(connector) << RunWorld::problem_of(connector);
  connector.value()->start(call_of("tax/carry_over"));
  connector.value()->start(call_of("market/find"));
  EXPECT_EQ(connector.value()->in_flight(), 2U);
  std::map<std::string, std::string> by;
  for (const Answer& answer : test::collect_answers(*connector.value()))
    by[answer.key] = answer.document ? to_json(*answer.document)
                                     : testing::text_of(answer.detail);
  EXPECT_EQ(by["key-tax/carry_over"], R"({"done":{"by":"tax"}})");
  EXPECT_EQ(by["key-market/find"], R"({"done":{"by":"others"}})");
  EXPECT_EQ(connector.value()->in_flight(), 0U);
}

TEST(DepartmentConnector, AnswersForADepartmentThatNobodyNamed) {
  const LoadedProject loaded =
      project_with("      tax: " + answering("tax") + "\n");
  const auto connector = connect(loaded);
  ASSERT_TRUE(connector);
  connector.value()->start(call_of("market/find"));
  EXPECT_EQ(connector.value()->in_flight(), 1U);
  const auto answers = connector.value()->wait(std::chrono::seconds(1));
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].key, "key-market/find");
  EXPECT_EQ(answers[0].failure, CallFailure::unreachable);
  EXPECT_EQ(answers[0].detail.key, "run.no_target");
  EXPECT_NE(testing::text_of(answers[0].detail).find("market"),
            std::string::npos);
  EXPECT_EQ(connector.value()->in_flight(), 0U);
}

TEST(DepartmentConnector, RefusesADepartmentThatTheProjectDoesNotHave) {
  const LoadedProject loaded = project_with("      tax: stub\n");
  Environment environment = *loaded.project.find_environment("e");
  environment.targets[0].department = "bank";
  const auto connector =
      make_department_connector(loaded.project, environment, "http://x");
  EXPECT_EQ(RunWorld::key_of(connector), "run.unknown_department");
}

TEST(DepartmentConnector, NeedsAStubThatRuns) {
  const LoadedProject loaded = project_with("      \"*\": stub\n");
  EXPECT_EQ(RunWorld::key_of(connect(loaded)), "run.no_stub");
  EXPECT_TRUE(connect(loaded, "http://127.0.0.1:1"));
}

class Secrets : public ::testing::Test {
 protected:
  static constexpr const char* kSecret = "sEcReT-47";

  void SetUp() override {
    path_ = (fs::temp_directory_path() / "onething-secret-XXXXXX").string();
    const int file = ::mkstemp(path_.data());
    ASSERT_GE(file, 0);
    ::close(file);
  }
  void TearDown() override {
    fs::remove(path_);
    ::unsetenv("ONETHING_TEST_TOKEN");
  }

  static LoadedProject with(const std::string& from) {
    return project_with(
        "      tax: {http: {base: \"https://127.0.0.1:1/x\", auth: {bearer: "
        "\"" +
        from + "\"}, timeout: 1s}}\n");
  }
  void write(const std::string& text) const {
    std::ofstream(path_, std::ios::binary) << text;
  }

  std::string path_;
};

TEST_F(Secrets, ComeFromTheEnvironment) {
  const LoadedProject loaded = with("env:ONETHING_TEST_TOKEN");
  EXPECT_EQ(RunWorld::key_of(connect(loaded)), "run.secret_missing");
  EXPECT_NE(RunWorld::problem_of(connect(loaded)).find("ONETHING_TEST_TOKEN"),
            std::string::npos);
  ::setenv("ONETHING_TEST_TOKEN", "", 1);
  EXPECT_EQ(RunWorld::key_of(connect(loaded)), "run.secret_missing");
  ::setenv("ONETHING_TEST_TOKEN", kSecret, 1);
  EXPECT_TRUE(connect(loaded));
}

TEST_F(Secrets, ComeFromTheFirstLineOfAFile) {
  const LoadedProject loaded = with("file:" + path_);
  EXPECT_EQ(RunWorld::key_of(connect(loaded)), "run.secret_missing") << "empty";
  write("\r\n" + std::string(kSecret));
  EXPECT_EQ(RunWorld::key_of(connect(loaded)), "run.secret_missing");
  write(std::string(kSecret) + "\r\nmore\n");
  EXPECT_TRUE(connect(loaded)) << RunWorld::problem_of(connect(loaded));
  fs::remove(path_);
  EXPECT_EQ(RunWorld::key_of(connect(loaded)), "run.secret_missing");
}

TEST_F(Secrets, AreInNoMessageWhenTheCallFails) {
  ::setenv("ONETHING_TEST_TOKEN", kSecret, 1);
  const auto connector = connect(with("env:ONETHING_TEST_TOKEN"));
  ASSERT_TRUE(connector) << RunWorld::problem_of(connector);
  connector.value()->start(call_of("tax/carry_over"));
  const auto answers = test::collect_answers(*connector.value());
  ASSERT_EQ(answers.size(), 1U);
  ASSERT_FALSE(answers[0].document);
  for (const Language language : {Language::zh, Language::en})
    EXPECT_EQ(render(answers[0].detail, language).find(kSecret),
              std::string::npos);
}

}  // namespace
}  // namespace onething
