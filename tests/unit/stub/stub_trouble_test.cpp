// SPDX-License-Identifier: Apache-2.0

#include <chrono>

#include "onething/stub.h"
#include "support/played_departments.h"

namespace onething {
namespace {

using StubTrouble = testing::PlayedDepartments;

constexpr const char* kSample =
    R"({"done":{"receipt":"SW-91","effective":"2026-03-03"}})";
constexpr const char* kUnknown = "!1";
constexpr const char* kBusy = "!2";

TEST_F(StubTrouble, FailsTheFirstCallsOfEachKey) {
  start({"tax/carry_over=fail:2"});

  for (const char* key : {"k1", "k2"}) {
    EXPECT_EQ(told(carry_over(key)), kUnknown);
    EXPECT_EQ(told(carry_over(key)), kUnknown);
    EXPECT_EQ(told(carry_over(key)), kSample);
  }
  EXPECT_EQ(outcomes(), "failed failed executed failed failed executed");
}

TEST_F(StubTrouble, ActsOnceAlthoughItsAnswerIsLost) {
  start({"tax/carry_over=lose:2"});

  EXPECT_EQ(told(carry_over("k1")), kUnknown);
  EXPECT_EQ(told(carry_over("k1")), kUnknown);
  EXPECT_EQ(told(carry_over("k1")), kSample);

  EXPECT_EQ(outcomes(), "lost lost replayed");
  const std::string text = log_text();
  const std::size_t first = text.find(R"("executed":true)");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(text.find(R"("executed":true)", first + 1), std::string::npos);
}

TEST_F(StubTrouble, NeverAnswersWhileDown) {
  start({"tax/carry_over=down"});

  EXPECT_EQ(told(carry_over("k1")), kUnknown);
  EXPECT_EQ(told(carry_over("k1")), kUnknown);
  EXPECT_EQ(outcomes(), "down down");
}

TEST_F(StubTrouble, ReturnsOnceForEachCase) {
  start({"tax/carry_over=return:not readable"});
  constexpr const char* kReturned =
      R"({"returned":[{"field":"","problem":"not readable"}]})";

  EXPECT_EQ(told(carry_over("k1")), kReturned);
  EXPECT_EQ(told(carry_over("k2")), kSample);
  EXPECT_EQ(told(carry_over("k3", "case2")), kReturned);
  start({"tax/carry_over=return:not readable"});
  EXPECT_EQ(told(carry_over("k4")), kSample);
}

TEST_F(StubTrouble, RefusesWithReasonBasisAndRemedies) {
  start({"tax/carry_over=refuse:debts"});

  const std::string answer = told(carry_over("k1"));

  EXPECT_TRUE(answer.starts_with(
      R"({"refused":{"reason":"debts","basis":"Tax law, article 16","remedies":[)"))
      << answer;
}

TEST_F(StubTrouble, IsStillBusyWhenFirstAsked) {
  start({"tax/carry_over=twice"});

  EXPECT_EQ(told(carry_over("k1")), kBusy);
  EXPECT_EQ(told(carry_over("k1")), kSample);
  EXPECT_EQ(outcomes(), "busy executed");
}

TEST_F(StubTrouble, TakesItsTimeWhenSlow) {
  start({"tax/carry_over=slow:60ms"});
  const auto began = std::chrono::steady_clock::now();

  EXPECT_EQ(told(carry_over("k1")), kSample);

  EXPECT_GE(std::chrono::steady_clock::now() - began,
            std::chrono::milliseconds(60));
}

TEST_F(StubTrouble, StopsAtOnceAlthoughAServiceIsSlow) {
  start({"tax/carry_over=slow:10m"});
  connector_->start(carry_over("k1"));
  connector_->wait(std::chrono::milliseconds(20));
  const auto began = std::chrono::steady_clock::now();

  stub_.reset();

  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
}

TEST_F(StubTrouble, MisbehavesBySeedAndStillComesToAnEnd) {
  start({}, 7);
  std::string first;
  for (int key = 0; key < 12; ++key) {
    std::string answer;
    for (int call = 0; call < 4 && !answer.starts_with("{"); ++call)
      answer = told(carry_over("k" + std::to_string(key)));
    EXPECT_EQ(answer, kSample);
  }
  first = outcomes();
  std::filesystem::remove(log_path());

  start({}, 7);
  for (int key = 0; key < 12; ++key) {
    std::string answer;
    for (int call = 0; call < 4 && !answer.starts_with("{"); ++call)
      answer = told(carry_over("k" + std::to_string(key)));
  }

  EXPECT_EQ(outcomes(), first);
  EXPECT_NE(first.find_first_of("flbd"), std::string::npos) << first;
}

TEST_F(StubTrouble, SaysWhatIsWrongWithAFaultBeforeItStarts) {
  StubOptions options;
  options.faults = {"tax/carry_ovr=fail"};

  const auto stub = Stub::start(loaded_.project, options);

  ASSERT_FALSE(stub);
  EXPECT_EQ(stub.error().message.key, "stub.bad_fault");
  EXPECT_NE(render(stub.error().message, Language::en).find("tax/carry_over"),
            std::string::npos);
}

TEST_F(StubTrouble, SaysThatALogCannotBeUsed) {
  StubOptions options;
  options.log_path = folder_ + "/none/stub.jsonl";
  EXPECT_EQ(Stub::start(loaded_.project, options).error().message.key,
            "stub.log_unusable");

  options.log_path = folder_ + "/damaged.jsonl";
  std::ofstream(options.log_path) << "{\n{}\n";
  EXPECT_EQ(Stub::start(loaded_.project, options).error().message.key,
            "stub.bad_log");
}

}  // namespace
}  // namespace onething
