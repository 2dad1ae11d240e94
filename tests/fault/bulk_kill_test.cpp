// SPDX-License-Identifier: Apache-2.0
//
// kill -9 while many cases are moved to another version: every case is either
// as it was or moved, and the same command again moves the rest, none twice.

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "onething/value.h"
#include "support/stub_process.h"

namespace onething::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kCases = 40;

class BulkKill : public ProcessFolder {
 protected:
  void SetUp() override {
    ProcessFolder::SetUp();
    write("onething.yaml",
          "onething: 1\nproject: office\nstore: sqlite:cases.db\n"
          "environments: {trial: {departments: {\"*\": stub}}}\n");
    write("departments/window.yaml",
          "onething: 1\ndepartment: window\ntitle: Window\nservices:\n"
          "  review:\n    title: Review\n    by: person\n    role: reviewer\n"
          "    input: {name: {type: text, purpose: Review}}\n"
          "    output: {result: text}\n");
    write_version("review");
    write("form.yaml", "name: Sample\n");
    for (int i = 0; i < kCases; ++i)
      ASSERT_EQ(run({"run", folder_ + "/permit.yaml", "--form",
                     folder_ + "/form.yaml", "--key", std::to_string(i)}),
                0)
          << output();
  }

  void write(const std::string& name, const std::string& text) {
    const fs::path path = fs::path(folder_) / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }

  void write_version(const std::string& step) {
    write("permit.yaml",
          "onething: 1\nworkflow: permit\ntitle: Permit\nlead: window\n"
          "form: {name: {title: Name, type: text}}\nsteps:\n  " +
              step +
              ": {title: Review, uses: window/review, with: {name: "
              "=form.name}}\n");
  }

  pid_t start(std::vector<std::string> words) {
    words.insert(words.begin(), ONETHING_BINARY);
    words.insert(words.end(), {"--project", folder_});
    return spawn(words, folder_ + "/output.txt");
  }
  int run(std::vector<std::string> words) {
    return wait_for(start(std::move(words)));
  }
  std::string output() const {
    return output_of_child(folder_ + "/output.txt");
  }

  std::vector<std::string> migrate(const std::string& more) const {
    return {"case",
            "migrate",
            "--all",
            "--to",
            "permit",
            "--mapping",
            folder_ + "/mapping.yaml",
            "--reason",
            "new rules",
            "--format",
            "json",
            more};
  }

  std::int64_t count(const char* outcome) const {
    const Result<Value> document = parse_json(output());
    if (!document) return -1;
    const Value* counts = document.value().find("counts");
    const Value* found = counts ? counts->find(outcome) : nullptr;
    const auto* number = found ? found->as<std::int64_t>() : nullptr;
    return number ? *number : -1;
  }
};

TEST_F(BulkKill, TheSameCommandAgainMovesTheRestAndNoneTwice) {
  write_version("examination");
  write("mapping.yaml",
        "onething: 1\nmigration: permit\nsteps: {review: examination}\n");
  ASSERT_EQ(run(migrate("--all")), 0) << output();
  EXPECT_EQ(count("possible"), kCases);

  bool was_cut_short = false;
  auto patience = std::chrono::milliseconds(5);
  for (int round = 0; round < 120 && !was_cut_short; ++round) {
    const pid_t child = start(migrate("--apply"));
    std::this_thread::sleep_for(patience);
    kill(child, SIGKILL);
    wait_for(child);
    patience += std::chrono::milliseconds(1);
    ASSERT_EQ(run(migrate("--all")), 0) << output();
    const std::int64_t moved = count("already");
    EXPECT_EQ(moved + count("possible"), kCases) << output();
    was_cut_short = moved > 0 && moved < kCases;
    if (moved == kCases) break;
  }
  ASSERT_TRUE(was_cut_short);

  ASSERT_EQ(run(migrate("--apply")), 0) << output();
  EXPECT_EQ(count("done") + count("already"), kCases) << output();
  ASSERT_EQ(run({"db", "verify"}), 0) << output();
  ASSERT_EQ(run({"audit", "export", "--out", folder_ + "/events.jsonl"}), 0)
      << output();
  const std::string events = output_of_child(folder_ + "/events.jsonl");
  int migrations = 0;
  for (std::size_t at = 0;
       (at = events.find("\"case_migrated\"", at)) != std::string::npos; ++at)
    ++migrations;
  EXPECT_EQ(migrations, kCases);
}

}  // namespace
}  // namespace onething::testing
