// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "base/limits.h"
#include "onething/connector.h"
#include "support/collect_answers.h"
#include "support/fake_connector.h"

namespace onething {
namespace {

using std::chrono::milliseconds;
using test::collect_answers;

Call call_of(std::string key, std::string body = R"({"id":"secret-value"})") {
  Call call;
  call.case_id = "case1";
  call.key = std::move(key);
  call.attempt = 3;
  call.epoch = 12;
  call.service = "tax/act";
  call.body = std::move(body);
  return call;
}

std::unique_ptr<Connector> shell(const std::string& script,
                                 milliseconds timeout = milliseconds(5000)) {
  ExecTarget target;
  target.argv = {"/bin/sh", "-c", script};
  target.timeout = timeout;
  target.environment = {{"PATH", "/usr/bin:/bin"}};
  auto made = make_exec_connector(std::move(target));
  EXPECT_TRUE(made);
  return std::move(made.value());
}

Answer ask(Connector& connector, Call call = call_of("k1")) {
  connector.start(std::move(call));
  std::vector<Answer> answers = collect_answers(connector);
  EXPECT_EQ(answers.size(), 1U);
  if (answers.empty()) return {};
  for (const Language language : {Language::zh, Language::en}) {
    const std::string text = render(answers.front().detail, language);
    EXPECT_EQ(text.find("secret-value"), std::string::npos) << text;
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
  }
  return answers.front();
}

std::string document_of(const Answer& answer) {
  return answer.document ? to_json(*answer.document)
                         : render(answer.detail, Language::en);
}

TEST(ExecConnector, TakesWhatTheProgramPrintsAsTheAnswer) {
  const auto connector = shell("cat");

  const Answer answer = ask(*connector);

  EXPECT_EQ(document_of(answer), R"({"id":"secret-value"})");
  EXPECT_EQ(answer.key, "k1");
  EXPECT_EQ(answer.attempt, 3);
}

TEST(ExecConnector, GivesTheProgramTheIdentityAndNothingElse) {
  setenv("ONETHING_TEST_LEAK", "leaked", 1);
  const auto connector =
      shell(R"(printf '{"key":"%s","attempt":"%s","fence":"%s","case":"%s",)"
            R"("service":"%s","leak":"%s","home":"%s"}' "$ONETHING_KEY" )"
            R"("$ONETHING_ATTEMPT" "$ONETHING_FENCE" "$ONETHING_CASE" )"
            R"("$ONETHING_SERVICE" "$ONETHING_TEST_LEAK" "$HOME")");

  EXPECT_EQ(document_of(ask(*connector)),
            R"({"key":"k1","attempt":"3","fence":"12","case":"case1",)"
            R"("service":"tax/act","leak":"","home":""})");
  unsetenv("ONETHING_TEST_LEAK");
}

TEST(ExecConnector, PassesArgumentsAsTheyAre) {
  ExecTarget target;
  target.argv = {"/usr/bin/printf", R"({"a":"%s"})", "$HOME; ls `x` *"};
  auto connector = make_exec_connector(target);
  ASSERT_TRUE(connector);

  EXPECT_EQ(document_of(ask(*connector.value())), R"({"a":"$HOME; ls `x` *"})");
}

TEST(ExecConnector, FeedsRequestsLargerThanAPipeWhileReading) {
  const std::string body = "{\"x\":\"" + std::string(900'000, 'x') + "\"}";
  const auto connector = shell("cat");

  const Answer answer = ask(*connector, call_of("k1", body));

  EXPECT_EQ(document_of(answer).size(), body.size());
}

TEST(ExecConnector, LetsAProgramAnswerWithoutReadingItsRequest) {
  const std::string body(limits::request_bytes_max, 'x');
  const auto connector = shell("exec 0<&-; echo '{\"done\":{}}'");

  EXPECT_EQ(document_of(ask(*connector, call_of("k1", body))),
            R"({"done":{}})");
}

TEST(ExecConnector, StopsAProgramThatPrintsWithoutEnd) {
  const auto connector = shell("cat /dev/zero");

  const Answer answer = ask(*connector);

  EXPECT_EQ(answer.failure, CallFailure::malformed);
  EXPECT_EQ(answer.detail.key, "connect.response_too_big");
}

TEST(ExecConnector, IsNotHeldUpByWhatGoesToStandardError) {
  const auto connector = shell(
      "head -c 2000000 /dev/zero >&2; echo secret-value >&2; "
      "echo '{\"done\":{}}'");

  EXPECT_EQ(document_of(ask(*connector)), R"({"done":{}})");
}

TEST(ExecConnector, ReadsExitCodes) {
  const struct {
    const char* script;
    CallFailure failure;
    const char* key;
  } rows[] = {
      {"exit 75", CallFailure::busy, "connect.exec_busy"},
      {"exit 1", CallFailure::unknown, "connect.exec_exit"},
      {"echo '{\"done\":{}}'; exit 2", CallFailure::unknown,
       "connect.exec_exit"},
      {"kill -9 $$", CallFailure::unknown, "connect.exec_signal"},
      {"exit 0", CallFailure::malformed, "connect.exec_not_json"},
      {"echo secret-value", CallFailure::malformed, "connect.exec_not_json"},
      {"echo '[1]'", CallFailure::malformed, "connect.exec_not_json"},
  };
  for (const auto& row : rows) {
    const auto connector = shell(row.script);
    const Answer answer = ask(*connector);
    EXPECT_FALSE(answer.document) << row.script;
    EXPECT_EQ(answer.failure, row.failure) << row.script;
    EXPECT_EQ(answer.detail.key, row.key) << row.script;
  }
}

// The read end of a pipe whose write end the program inherits through /proc:
// it ends when the last process that holds it has ended.
TEST(ExecConnector, EndsTheWholeGroupWhenTimeIsUp) {
  char folder[] = "/tmp/onething_exec_XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  const std::string fifo = std::string(folder) + "/alive";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  const int alive = open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  ASSERT_GE(alive, 0);
  const auto connector =
      shell("exec 3>" + fifo + "; (sleep 60 & sleep 60) & sleep 60",
            milliseconds(200));

  const Answer answer = ask(*connector);

  EXPECT_EQ(answer.failure, CallFailure::unknown);
  EXPECT_EQ(answer.detail.key, "connect.exec_timeout");
  EXPECT_LT(answer.took, milliseconds(2000));
  fcntl(alive, F_SETFL, 0);
  alarm(5);  // Would stop the test should a grandchild live on.
  char byte;
  EXPECT_EQ(read(alive, &byte, 1), 0);
  alarm(0);
  close(alive);
  unlink(fifo.c_str());
  rmdir(folder);
}

TEST(ExecConnector, DoesNotWaitForWhatTheProgramLeavesBehind) {
  const auto connector = shell("sleep 60 & echo '{\"done\":{}}'");

  const Answer answer = ask(*connector);

  EXPECT_EQ(document_of(answer), R"({"done":{}})");
  EXPECT_LT(answer.took, milliseconds(3000));
}

TEST(ExecConnector, SaysThatNothingWasStartedWhenThereIsNoProgram) {
  const struct {
    const char* program;
    const char* key;
  } rows[] = {
      {"/nowhere/program", "connect.exec_missing"},
      {"/etc/passwd", "connect.exec_not_allowed"},
      {"/tmp", "connect.exec_not_allowed"},
  };
  for (const auto& row : rows) {
    ExecTarget target;
    target.argv = {row.program};
    auto connector = make_exec_connector(target);
    ASSERT_TRUE(connector);
    const Answer answer = ask(*connector.value());
    EXPECT_EQ(answer.failure, CallFailure::unreachable) << row.program;
    EXPECT_EQ(answer.detail.key, row.key) << row.program;
  }
}

TEST(ExecConnector, LeavesNoFileOpenForTheProgram) {
  const int secret = open("/etc/passwd", O_RDONLY);  // Without O_CLOEXEC.
  ASSERT_GE(secret, 3);
  const auto connector = shell(
      "n=0; for f in /proc/self/fd/*; do n=$((n+1)); done; "
      "[ -e /proc/$$/fd/" +
      std::to_string(secret) + " ] && exit 9; echo \"{\\\"done\\\":{}}\"");

  EXPECT_EQ(document_of(ask(*connector)), R"({"done":{}})");
  close(secret);
}

TEST(ExecConnector, CagesTheProgram) {
  const auto connector = shell(
      "grep -q 'NoNewPrivs:.*1' /proc/self/status || exit 3; "
      "[ $(ulimit -c) = 0 ] || exit 4; "
      "[ $(cut -d' ' -f5 /proc/$$/stat) = $$ ] || exit 5; "
      "echo '{\"done\":{}}'");

  EXPECT_EQ(document_of(ask(*connector)), R"({"done":{}})");
}

TEST(ExecConnector, RunsProgramsSideBySide) {
  const auto connector = shell("sleep 0.2; cat");
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 10; ++i)
    connector->start(call_of("k" + std::to_string(i)));
  EXPECT_EQ(connector->in_flight(), 10U);

  const std::vector<Answer> answers = collect_answers(*connector);

  EXPECT_EQ(answers.size(), 10U);
  for (const Answer& answer : answers) EXPECT_TRUE(answer.document);
  EXPECT_LT(std::chrono::steady_clock::now() - began, milliseconds(1500));
}

TEST(ExecConnector, ReturnsInTimeWhenNothingHasEnded) {
  const auto connector = shell("sleep 60");
  connector->start(call_of("k1"));

  EXPECT_TRUE(connector->wait(milliseconds(20)).empty());
  EXPECT_EQ(connector->in_flight(), 1U);
}

TEST(MakeExecConnector, RefusesProgramsThatDependOnWhereOneStands) {
  const auto key_for = [](ExecTarget target) {
    const auto made = make_exec_connector(std::move(target));
    return made ? std::string_view("made") : made.error().message.key;
  };
  ExecTarget target;
  EXPECT_EQ(key_for(target), "connect.exec_path");
  target.argv = {"sh"};
  EXPECT_EQ(key_for(target), "connect.exec_path");
  target.argv = {"./sh"};
  EXPECT_EQ(key_for(target), "connect.exec_path");
  target.argv = {"/bin/sh", std::string("a\0b", 3)};
  EXPECT_EQ(key_for(target), "connect.exec_argument");
  target.argv = {"/bin/sh"};
  for (const char* bad : {"", "A=B", "ONETHING_KEY"}) {
    target.environment = {{bad, "x"}};
    EXPECT_EQ(key_for(target), "connect.exec_environment") << bad;
  }
}

TEST(FakeConnector, AnswersAfterTheWaitsItWasToldTo) {
  test::FakeConnector connector(
      [](const Call& call) {
        return test::done({{"service", Value(call.service)}});
      },
      1);
  connector.start(call_of("k1"));

  EXPECT_TRUE(connector.wait(milliseconds(0)).empty());
  const std::vector<Answer> answers = connector.wait(milliseconds(0));

  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].key, "k1");
  EXPECT_EQ(document_of(answers[0]), R"({"done":{"service":"tax/act"}})");
  EXPECT_EQ(connector.in_flight(), 0U);
  EXPECT_EQ(connector.calls.size(), 1U);
}

}  // namespace
}  // namespace onething
