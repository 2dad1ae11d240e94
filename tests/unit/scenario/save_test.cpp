// SPDX-License-Identifier: Apache-2.0
//
// Stories of findings, written as scenarios: read from the text and played by
// the real engine they come to the end that checking has told.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "onething/scenario_run.h"
#include "onething/scenario_save.h"
#include "property/proof/random_workflow.h"
#include "support/case_builder.h"
#include "support/golden.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

const Date kToday = *parse_date("2026-03-02");

// The files of the base of checks, and of one finding over them.
LoadedProject load_finding(const std::string& code,
                           const std::string& which = "finding") {
  std::map<std::string, std::string> files;
  for (const fs::path& folder : {fs::path("golden/check/base"),
                                 fs::path("golden/check/" + code) / which})
    for (const fs::path& path : testing::golden_inputs(folder, ".yaml"))
      files[path.lexically_relative(folder).generic_string()] =
          testing::read_file(path);
  std::vector<SourceFile> sources;
  for (auto& [path, text] : files) sources.push_back({path, std::move(text)});
  return load_texts(std::move(sources));
}

std::string failures(const ScenarioRun& run) {
  std::string text =
      render_text(run.diagnostics, run.sources, {Language::en, false});
  for (const PlayedScenario& one : run.played)
    for (const Difference& each : one.differences)
      text += one.id + ": " + render(each.message, Language::en) + "\n";
  return text;
}

TEST(Save, WritesWhatPlaysToTheSameEnd) {
  const std::vector<std::array<std::string, 4>> findings = {
      {"OT5704_stuck", "stuck", "state: follow_up\n"},
      {"OT5705_astray", "astray", "state: handling\n"},
      {"OT5706_endless_round", "endless_round", "rests: false\n"},
      {"OT5707_left_running", "left_running_visit", "abandoned: [visit]\n"},
      {"OT5708_join_not_met", "join_not_met_reviews",
       "refused: [first, second]\n"},
      {"OT5708_join_not_met", "runs_not_met_reply", "state: granted\n",
       "finding_2"},
  };
  for (const auto& [code, id, end, folder] : findings) {
    LoadedProject loaded =
        load_finding(code, folder.empty() ? "finding" : folder);
    const Workflow* workflow = loaded.project.find_workflow("appeal");
    ASSERT_NE(workflow, nullptr) << code;
    const SavedStories saved =
        save_stories(loaded, *workflow, kToday, Language::zh);
    // The round of OT5706 leads to no end either: it comes second.
    ASSERT_FALSE(saved.ids.empty()) << code;
    EXPECT_EQ(saved.ids.back(), id) << code;
    EXPECT_NE(saved.text.find(end), std::string::npos) << saved.text;
    const ScenarioRun run =
        run_scenarios_text({"saved.test.yaml", saved.text}, std::move(loaded));
    EXPECT_EQ(failures(run), "") << saved.text;
    EXPECT_EQ(run.played.size(), saved.ids.size()) << code;
  }
}

TEST(Save, TellsOfARoundWhenItIsMended) {
  LoadedProject wrong = load_finding("OT5706_endless_round");
  const SavedStories saved = save_stories(
      wrong, *wrong.project.find_workflow("appeal"), kToday, Language::zh);

  const ScenarioRun run =
      run_scenarios_text({"saved.test.yaml", saved.text},
                         load_finding("OT5706_endless_round", "near_miss"));

  EXPECT_NE(failures(run).find("rests"), std::string::npos) << failures(run);
}

TEST(Save, HasNothingToSayOfWhatIsSound) {
  Workers workers(1);
  const Result<LoadedProject> loaded = load_project("../workflows");
  ASSERT_TRUE(loaded);
  const SavedStories saved =
      save_stories(loaded.value(), loaded.value().project.workflows[0], kToday,
                   Language::zh);
  EXPECT_EQ(saved.text, "");
  EXPECT_TRUE(saved.left_out.empty());
}

// Most stories of random workflows can be told, and those that are told hold.
TEST(Save, TellsTheStoriesOfRandomWorkflows) {
  std::size_t told = 0;
  std::size_t left_out = 0;
  for (unsigned seed = 0; seed < 150 && !HasFailure(); ++seed) {
    LoadedProject loaded =
        load_texts({{"onething.yaml", testing::kProject},
                    {"departments/market.yaml", testing::kMarket},
                    {"departments/tax.yaml", testing::kTax},
                    {"departments/window.yaml", testing::kWindow},
                    {"workflows/trial_thing.yaml",
                     "onething: 1\nworkflow: trial_thing\ntitle: 试办一件事\n"
                     "version: 1.0.0\nlead: market\npromise: 5wd\n" +
                         testing::RandomLife(seed).text()}});
    ASSERT_FALSE(has_errors(loaded.diagnostics)) << seed;
    const SavedStories saved =
        save_stories(loaded, loaded.project.workflows[0], kToday, Language::en);
    told += saved.ids.size();
    left_out += saved.left_out.size();
    if (saved.text.empty()) continue;
    const ScenarioRun run =
        run_scenarios_text({"saved.test.yaml", saved.text}, std::move(loaded));
    EXPECT_EQ(failures(run), "") << seed << "\n" << saved.text;
    EXPECT_EQ(run.played.size(), saved.ids.size()) << seed;
  }
  RecordProperty("told", static_cast<int>(told));
  RecordProperty("left_out", static_cast<int>(left_out));
  EXPECT_GT(told, 60U) << left_out << " were left out";
  EXPECT_GT(told, left_out);
}

}  // namespace
}  // namespace onething
