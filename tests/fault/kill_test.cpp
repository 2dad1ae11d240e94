// SPDX-License-Identifier: Apache-2.0
//
// kill -9 at any moment: the case is finished by whoever resumes it, and no
// department that honours keys acts twice. The stub runs as a process of its
// own and its log is the truth of what was done.

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "onething/id.h"
#include "onething/value.h"
#include "support/stub_process.h"

namespace onething::testing {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

class Kill : public StubProcess {
 protected:
  void SetUp() override {
    StubProcess::SetUp();
    start_stub(
        {"../workflows", "--fault", "tax/carry_over_taxpayer=slow:20ms"});
  }

  std::string store() const { return "sqlite:" + folder_ + "/cases.db"; }

  pid_t start_run(const std::string& key) {
    return spawn(
        {ONETHING_BINARY, "run", "../workflows/individual_to_company.yaml",
         "--form", "../examples/clean.yaml", "--key", key, "--store", store(),
         "--stub", base()},
        folder_ + "/run.txt");
  }

  int retry_task(const CaseId& id) {
    return wait_for(
        spawn({ONETHING_BINARY, "task", "retry", id.text + "/1", "--reason",
               "the bank has none", "--project", "../workflows", "--store",
               store(), "--stub", base()},
              folder_ + "/retry.txt"));
  }

  // Done, or it was killed while the bank was at it: that must not be asked
  // twice by itself (on_unknown: ask), so a person decides.
  void settled_by_a_person_at_most(int code, const CaseId& id,
                                   const std::string& shown) {
    if (code == 0) return;
    EXPECT_EQ(code, 3) << shown;
    EXPECT_EQ(retry_task(id), 0) << output_of_child(folder_ + "/retry.txt");
  }

  // How often each key was executed, by the stub's own log.
  std::map<std::string, int> executions() const {
    std::map<std::string, int> count;
    std::ifstream file(log());
    for (std::string line; std::getline(file, line);) {
      const Result<Value> record = parse_json(line);
      if (!record) continue;
      const Value* executed = record.value().find("executed");
      const Value* key = record.value().find("key");
      if (executed && key && key->text() && *executed == Value(true))
        ++count[*key->text()];
    }
    return count;
  }
};

TEST_F(Kill, AtAnyMomentTheCaseIsFinishedAndNothingIsDoneTwice) {
  std::mt19937 random(20260302);
  for (int round = 0; round < 20; ++round) {
    const std::string key = "kill-" + std::to_string(round);
    const CaseId id = make_case_id("qingdao", "individual_to_company", key);
    const pid_t child = start_run(key);
    std::this_thread::sleep_for(milliseconds(random() % 160));
    kill(child, SIGKILL);
    wait_for(child);
    // Whether it was accepted or not, the same command again is safe.
    const int code = wait_for(start_run(key));
    const std::string shown = output_of_child(folder_ + "/run.txt");
    EXPECT_NE(shown.find(id.text), std::string::npos) << shown;
    settled_by_a_person_at_most(code, id, shown);
  }
  const std::map<std::string, int> done = executions();
  EXPECT_GE(done.size(), 20u * 10u);
  for (const auto& [key, count] : done) EXPECT_EQ(count, 1) << key;
}

TEST_F(Kill, ResumeFinishesWhatARunLeftBehind) {
  const pid_t child = start_run("resume-1");
  std::this_thread::sleep_for(milliseconds(120));
  kill(child, SIGKILL);
  wait_for(child);
  const CaseId id =
      make_case_id("qingdao", "individual_to_company", "resume-1");
  if (!fs::exists(folder_ + "/cases.db")) GTEST_SKIP() << "killed too early";
  const int code =
      wait_for(spawn({ONETHING_BINARY, "case", "resume", id.text, "--project",
                      "../workflows", "--store", store(), "--stub", base()},
                     folder_ + "/resume.txt"));
  const std::string text = output_of_child(folder_ + "/resume.txt");
  // Not yet accepted when it was killed: then there is no such case, and saying
  // so is right.
  if (code == 2) {
    EXPECT_NE(text.find("there is no case"), std::string::npos) << text;
    return;
  }
  settled_by_a_person_at_most(code, id, text);
}

TEST_F(Kill, ASecondProcessOnTheSameCaseIsToldWhoHoldsIt) {
  const pid_t first = start_run("held-1");
  std::string second;
  int code = 0;
  const CaseId id = make_case_id("qingdao", "individual_to_company", "held-1");
  for (int i = 0; i < 200; ++i) {
    code =
        wait_for(spawn({ONETHING_BINARY, "case", "resume", id.text, "--project",
                        "../workflows", "--store", store(), "--stub", base()},
                       folder_ + "/second.txt"));
    second = output_of_child(folder_ + "/second.txt");
    if (code != 2) break;  // The case exists now.
    std::this_thread::sleep_for(milliseconds(2));
  }
  const int first_code = wait_for(first);
  // Exactly one of them works on it at a time; both outcomes are honest.
  EXPECT_TRUE(code == 3 || code == 0) << code << second;
  EXPECT_TRUE(first_code == 3 || first_code == 0) << first_code;
  for (const auto& [key, count] : executions()) EXPECT_EQ(count, 1) << key;
}

// It does not look dead to the others, and goes on where it was.
TEST_F(Kill, APausedProcessKeepsItsCaseUntilItGoesOn) {
  const pid_t first =
      spawn({ONETHING_BINARY, "run", "../workflows/individual_to_company.yaml",
             "--form", "../examples/clean.yaml", "--key", "paused-1", "--store",
             store(), "--fault", "tax/carry_over_taxpayer=slow:1s"},
            folder_ + "/run.txt");
  for (int i = 0; i < 3000; ++i) {
    // From its first call on the case is held to the end.
    if (output_of_child(folder_ + "/run.txt").find("running") !=
        std::string::npos)
      break;
    std::this_thread::sleep_for(milliseconds(2));
  }
  kill(first, SIGSTOP);

  const CaseId id =
      make_case_id("qingdao", "individual_to_company", "paused-1");
  const int code =
      wait_for(spawn({ONETHING_BINARY, "case", "resume", id.text, "--project",
                      "../workflows", "--store", store(), "--stub", base()},
                     folder_ + "/second.txt"));
  kill(first, SIGCONT);

  EXPECT_EQ(code, 3) << output_of_child(folder_ + "/second.txt");
  EXPECT_EQ(wait_for(first), 0) << output_of_child(folder_ + "/run.txt");
}

TEST_F(Kill, CtrlCStopsCleanlyAndSaysHowToGoOn) {
  const pid_t child = start_run("stop-1");
  for (int i = 0; i < 300; ++i) {
    if (output_of_child(folder_ + "/run.txt").find("received") !=
        std::string::npos)
      break;
    std::this_thread::sleep_for(milliseconds(2));
  }
  kill(child, SIGINT);
  const int code = wait_for(child);
  const std::string text = output_of_child(folder_ + "/run.txt");
  if (code == 0) GTEST_SKIP() << "was done before the signal came";
  EXPECT_EQ(code, 130) << text;
  EXPECT_NE(text.find("onething case resume"), std::string::npos) << text;
}

}  // namespace
}  // namespace onething::testing
