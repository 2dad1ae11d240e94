// SPDX-License-Identifier: Apache-2.0
//
// What is told of the surroundings, and that what is wrong is told as wrong.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "onething/doctor.h"
#include "onething/load.h"
#include "onething/store.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

Instant moment(const char* text) { return *parse_instant(text); }

class Examine : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "onething-XXXXXX");
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    question_.now = moment("2026-03-02T09:00:00+08:00");
    question_.root = folder_;
  }
  void TearDown() override {
    unsetenv("ONETHING_TEST_SECRET");
    fs::remove_all(folder_);
  }

  // The line with this id; the first where there are several.
  HealthLine line(std::string_view id) const {
    const std::vector<HealthLine> lines = examine(question_);
    const auto found =
        std::find_if(lines.begin(), lines.end(),
                     [&](const HealthLine& each) { return each.id == id; });
    EXPECT_NE(found, lines.end()) << id;
    return found == lines.end() ? HealthLine{} : *found;
  }

  void use_project(const std::string& text) {
    loaded_ =
        load_texts({{"onething.yaml", "onething: 1\nproject: p\n" + text}});
    ASSERT_FALSE(has_errors(loaded_.diagnostics));
    question_.project = &loaded_.project;
  }

  void use_store() {
    question_.store = "sqlite:" + folder_ + "/cases.db";
    ASSERT_TRUE(open_store(question_.store));
  }

  std::string folder_;
  LoadedProject loaded_;
  HealthQuestion question_;
};

TEST_F(Examine, SaysThatThereIsNoStore) {
  const HealthLine none = line("store_address");
  EXPECT_EQ(none.health, Health::warning);
  EXPECT_EQ(none.what.key, "doctor.no_store");
}

TEST_F(Examine, FindsNothingWrongWithAFreshStoreAndSaysWhereOthersMayRead) {
  use_store();
  for (const HealthLine& each : examine(question_)) {
    if (!each.id.starts_with("store")) continue;
    EXPECT_EQ(each.health, Health::ok) << each.id << " " << each.what.key;
  }
  ASSERT_EQ(chmod((folder_ + "/cases.db").c_str(), 0644), 0);

  EXPECT_NE(line("store_modes").health, Health::ok);
}

TEST_F(Examine, KnowsWhenTheCalendarEnds) {
  EXPECT_EQ(line("calendar").health, Health::warning)
      << "the coming twelve months reach into a year without holidays";
  question_.now = moment("2025-03-03T09:00:00+08:00");
  EXPECT_EQ(line("calendar").health, Health::ok);
  question_.now = moment("2031-03-03T09:00:00+08:00");
  EXPECT_EQ(line("calendar").health, Health::problem);
}

TEST_F(Examine, DoesNotBelieveAClockBeforeTheFirstYear) {
  question_.now = moment("1999-12-31T09:00:00+08:00");
  EXPECT_EQ(line("clock").what.key, "doctor.clock_early");
  EXPECT_EQ(line("clock").health, Health::problem);
}

TEST_F(Examine, NamesSecretsThatAreNotThereAndNeverTheirContent) {
  use_project(
      "environments: {production: {departments: {\"*\": {http: {base: "
      "\"https://example.org\", auth: {bearer: "
      "env:ONETHING_TEST_SECRET}}}}}}\n");
  EXPECT_EQ(line("project_secrets").health, Health::problem);
  EXPECT_TRUE(line("project_secrets").of_project);

  setenv("ONETHING_TEST_SECRET", "canary-value", 1);
  EXPECT_EQ(line("project_secrets").health, Health::ok);
  for (const HealthLine& each : examine(question_))
    EXPECT_EQ(render(each.what, Language::en).find("canary-value"),
              std::string::npos);
}

TEST_F(Examine, WarnsWhereCasesAreRealAndNobodyIsNamed) {
  use_project("environments: {trial: {departments: {\"*\": stub}}}\n");
  EXPECT_EQ(line("project_people").health, Health::ok);
  use_project(
      "environments: {production: {departments: {\"*\": {http: {base: "
      "\"https://example.org\"}}}}}\n");
  EXPECT_EQ(line("project_people").health, Health::warning);
}

TEST_F(Examine, LooksIntoExchangeFolders) {
  use_project(
      "environments: {production: {departments: {\"*\": {file: {outbox: out, "
      "inbox: "
      "in}}}}}\n");
  EXPECT_EQ(line("exchange").what.key, "doctor.exchange_missing");
  fs::create_directory(folder_ + "/out");
  fs::create_directory(folder_ + "/in");
  EXPECT_EQ(line("exchange").health, Health::ok);

  for (const char* own : {"done", "processing", "quarantine"}) {
    std::ofstream(folder_ + "/in/" + own) << "no folder";
    EXPECT_EQ(line("exchange").what.key, "doctor.exchange_not_plain") << own;
    fs::remove(folder_ + "/in/" + own);
  }

  fs::create_directory(folder_ + "/in/quarantine");
  std::ofstream(folder_ + "/in/quarantine/a.json") << "{}";
  std::ofstream(folder_ + "/in/quarantine/a.json.reason") << "{}";
  const HealthLine put_aside = line("exchange_quarantine");
  EXPECT_EQ(put_aside.health, Health::warning);
  EXPECT_NE(render(put_aside.what, Language::en).find("1 answer"),
            std::string::npos);
}

}  // namespace
}  // namespace onething
