// SPDX-License-Identifier: Apache-2.0

#include "onething/stub.h"

#include <sys/stat.h>

#include <fstream>

#include "support/played_departments.h"

namespace onething {
namespace {

using StubTest = testing::PlayedDepartments;

constexpr const char* kSample =
    R"({"done":{"receipt":"SW-91","effective":"2026-03-03"}})";
// CallFailure, as told() shows it.
constexpr const char* kUnknown = "!1";
constexpr const char* kRejected = "!3";
constexpr const char* kNotThere = "!4";
constexpr const char* kKeyConflict = "!6";

TEST_F(StubTest, AnswersWithTheSampleOfTheContract) {
  start();

  EXPECT_EQ(told(carry_over("k1")), kSample);
  EXPECT_EQ(outcomes(), "executed");
}

TEST_F(StubTest, TakesThePathForInputWhereThereIsNoBody) {
  start();
  Call call = carry_over("k1");
  call.service = "tax/find";
  call.method = "GET";
  call.path = "/taxpayers/9%E5%8F%B7";
  call.body = "";

  EXPECT_EQ(told(call), R"({"done":{"name":"9号!"}})");
}

TEST_F(StubTest, AnswersAKnownKeyWithItsFirstAnswerAndDoesNotActAgain) {
  start();
  give("case1", R"({"tax/carry_over": [{"done": {"note": "first"}}]})");

  const std::string first = told(carry_over("k1"));
  const std::string again = told(carry_over("k1"));

  EXPECT_NE(first.find("first"), std::string::npos) << first;
  EXPECT_EQ(again, first);
  EXPECT_EQ(outcomes(), "executed replayed");
}

TEST_F(StubTest, RefusesAKeyThatComesWithAnotherBody) {
  start();
  EXPECT_EQ(told(carry_over("k1")), kSample);
  Call other = carry_over("k1");
  other.body = R"({"name":"y","uscc":"91"})";

  EXPECT_EQ(told(other), kKeyConflict);
  EXPECT_EQ(told(carry_over("k1")), kSample);
  EXPECT_EQ(outcomes(), "executed refused_key replayed");
}

TEST_F(StubTest, ActsEachTimeWhenToldNotToHonourKeys) {
  start({}, 0, false);

  EXPECT_EQ(told(carry_over("k1")), kSample);
  EXPECT_EQ(told(carry_over("k1")), kSample);
  EXPECT_EQ(outcomes(), "executed executed");
}

TEST_F(StubTest, RejectsACallThatDoesNotFitItsContract) {
  start();
  Call missing = carry_over("k1");
  missing.body = R"({"uscc":"91"})";
  Call unknown = carry_over("k2");
  unknown.body = R"({"uscc":"91","name":"x","more":1})";
  Call broken = carry_over("k3");
  broken.body = "{";

  EXPECT_EQ(told(missing), kRejected);
  EXPECT_EQ(told(unknown), kRejected);
  EXPECT_EQ(told(broken), kRejected);
  EXPECT_EQ(outcomes(), "bad_input bad_input bad_input");
}

TEST_F(StubTest, KnowsNoServiceThatAPersonDoesAndNoOtherAddress) {
  start();
  Call person = carry_over("k1");
  person.service = "tax/review";
  person.method = "POST";
  person.path = "/review";
  Call elsewhere = carry_over("k2");
  elsewhere.path = "/companies/91";
  Call nobody = carry_over("k3");
  nobody.service = "tax/nothing";

  EXPECT_EQ(told(person), kNotThere);
  EXPECT_EQ(told(elsewhere), kNotThere);
  EXPECT_EQ(told(nobody), kNotThere);
  EXPECT_EQ(outcomes(), "no_service no_service no_service");
}

TEST_F(StubTest, SaysSoWhenThereIsNoSampleThatFits) {
  start();
  Call call = carry_over("k1");
  call.service = "bank/silent";
  call.method = "POST";
  call.path = "/silent";
  call.body = R"({"uscc":"91"})";

  EXPECT_EQ(told(call), kUnknown);
  EXPECT_EQ(outcomes(), "bad_sample");
}

TEST_F(StubTest, GivesTheAnswersOfACaseOneAfterTheOther) {
  start();
  give("case1", R"({"tax/carry_over": [
    {"returned": [{"field": "name", "problem": "too short"}]},
    {"done": {"note": "second"}},
    {"refused": {"reason": "no"}}]})");

  EXPECT_EQ(told(carry_over("k1")),
            R"({"returned":[{"field":"name","problem":"too short"}]})");
  EXPECT_EQ(
      told(carry_over("k2")),
      R"({"done":{"receipt":"SW-91","effective":"2026-03-03","note":"second"}})");
  EXPECT_EQ(told(carry_over("k3")), R"({"refused":{"reason":"no"}})");
  EXPECT_EQ(told(carry_over("k4")), kSample);
  EXPECT_EQ(told(carry_over("k5", "case2")), kSample);
}

TEST_F(StubTest, FailsAsOftenAsGivenBeforeTheAnswer) {
  start();
  give("case1", R"({"tax/carry_over": [{"fails": 2}, {"done": {}}]})");

  EXPECT_EQ(told(carry_over("k1")), kUnknown);
  EXPECT_EQ(told(carry_over("k1")), kUnknown);
  EXPECT_EQ(told(carry_over("k1")), kSample);
  EXPECT_EQ(outcomes(), "failed failed executed");
}

TEST_F(StubTest, RemembersKeysTurnsAndWhatWasGivenAfterARestart) {
  start();
  give("case1", R"({"tax/carry_over": [{"done": {"note": "a"}},
    {"fails": 2}, {"done": {"note": "b"}}, {"done": {"note": "c"}}]})");
  const std::string first = told(carry_over("k1"));
  EXPECT_EQ(told(carry_over("k2")), kUnknown);

  start();

  EXPECT_EQ(told(carry_over("k1")), first);
  EXPECT_EQ(told(carry_over("k2")), kUnknown);
  EXPECT_NE(told(carry_over("k2")).find(R"("note":"b")"), std::string::npos);
  EXPECT_NE(told(carry_over("k3")).find(R"("note":"c")"), std::string::npos);
  EXPECT_EQ(outcomes(), "executed failed replayed failed executed executed");
}

TEST_F(StubTest, GivingTheSameAgainChangesNothing) {
  start();
  constexpr const char* kGiven =
      R"({"tax/carry_over": {"done": {"note": "a"}}})";
  give("case1", kGiven);
  const std::string before = log_text();

  give("case1", kGiven);

  EXPECT_EQ(log_text(), before);
}

TEST_F(StubTest, ForgetsHalfALineThatACrashLeftAndGoesOnBehindIt) {
  start();
  EXPECT_EQ(told(carry_over("k1")), kSample);
  stub_.reset();
  std::ofstream(log_path(), std::ios::app) << R"({"at":"2026-03-02T0)";

  start();

  EXPECT_EQ(told(carry_over("k1")), kSample);
  EXPECT_EQ(outcomes(), "executed replayed");
}

TEST_F(StubTest, TwoStubsOnOneLogLearnOfEachOther) {
  start();
  const std::unique_ptr<Stub> first = std::move(stub_);
  std::unique_ptr<Connector> to_first = std::move(connector_);
  start();

  EXPECT_EQ(told(carry_over("k1")), kSample);
  std::swap(connector_, to_first);
  EXPECT_EQ(told(carry_over("k1")), kSample);

  EXPECT_EQ(outcomes(), "executed replayed");
}

TEST_F(StubTest, LogsNoInputAndIsReadByItsOwnerOnly) {
  start();
  Call call = carry_over("k1");
  call.body = R"({"name":"Zhang Example","uscc":"91"})";
  EXPECT_EQ(told(call), kSample);

  struct stat facts {};
  ASSERT_EQ(stat(log_path().c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
  EXPECT_EQ(log_text().find("Zhang"), std::string::npos);
  EXPECT_NE(log_text().find(R"("fields":["name","uscc"])"), std::string::npos)
      << log_text();
}

TEST_F(StubTest, AnswersManyCallsAtOnceEachOnce) {
  start();
  for (int i = 0; i < 40; ++i)
    connector_->start(carry_over("k" + std::to_string(i / 2)));

  for (const Answer& answer : test::collect_answers(*connector_))
    EXPECT_TRUE(answer.document);

  std::size_t executed = 0;
  const std::string words = outcomes();
  for (std::size_t at = words.find("executed"); at != std::string::npos;
       at = words.find("executed", at + 1))
    ++executed;
  EXPECT_EQ(executed, 20U) << words;
}

}  // namespace
}  // namespace onething
