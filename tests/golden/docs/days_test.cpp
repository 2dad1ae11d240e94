// SPDX-License-Identifier: Apache-2.0
//
// The walked days: what a clerk and an operator type from morning to evening,
// with what they see; and what an author sees of a change. Each page is typed from top to bottom in one folder; the
// remark `<!-- 2026-03-02 09:00 -->` on a line of its own moves the clock.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "golden/docs/typed.h"
#include "support/golden.h"
#include "tidy/tree.h"

namespace onething::testing {
namespace {

struct Day {
  std::string page;
  const char* language;
};

std::vector<Day> days() {
  return {{"docs/clerk_day.md", "en"},
          {"docs/clerk_day.zh-CN.md", "zh"},
          {"docs/operator_day.md", "en"},
          {"docs/operator_day.zh-CN.md", "zh"},
          {"docs/change.md", "en"},
          {"docs/change.zh-CN.md", "zh"}};
}

bool is_moment(const std::string& line) {
  return line.starts_with("<!-- 20") && line.ends_with(" -->");
}

// "<!-- 2026-03-02 09:00 -->" for ONETHING_NOW.
std::string moment_of(const std::string& line) {
  return line.substr(5, 10) + "T" + line.substr(16, 5) + ":00+08:00";
}

std::vector<std::string> commands_of(const std::string& page) {
  std::vector<std::string> commands;
  for (const std::string& block : blocks(page, "console"))
    for (const std::string& line : lines_of(block))
      if (line.starts_with("$ ")) commands.push_back(line);
  return commands;
}

// Progress, which a person at a terminal sees go by: it says how many
// milliseconds each step took.
bool is_progress(const std::string& line) {
  return line.size() > 19 && line.starts_with("20") && line[4] == '-' &&
         line[13] == ':' && line.substr(16, 2) == "  ";
}

class Days : public Typed {
 protected:
  // "cd FOLDER" holds for what follows, as at a terminal.
  std::string shown(const std::string& command) {
    std::string out;
    if (command.starts_with("cd ")) {
      below_ = "/" + command.substr(3);
      return out;
    }
    const std::string there = "{ " + command + "; } 2>&1 || true";
    for (const std::string& line : lines_of(run(folder_ + below_, there)))
      if (!is_progress(line)) out += line + "\n";
    return out;
  }

  // The page with what its commands print now.
  std::string walked(const std::string& page) {
    std::string out, block;
    bool inside = false;
    for (const std::string& line : lines_of(tidy::read_text(page))) {
      if (inside && line == "```") {
        out += typed_anew(block, [&](const auto& one) { return shown(one); });
        inside = false;
      }
      if (inside)
        block += line + "\n";
      else
        out += line + "\n";
      if (is_moment(line)) setenv("ONETHING_NOW", moment_of(line).c_str(), 1);
      if (line != "```console") continue;
      inside = true;
      block.clear();
    }
    return out;
  }

  void compare(const Day& day) {
    below_.clear();
    setenv("ONETHING_LANG", day.language, 1);
    const std::string now = walked(day.page);
    if (is_updating_golden_files())
      std::ofstream("../" + day.page, std::ios::binary) << now;
    else
      EXPECT_EQ(tidy::read_text(day.page), now) << day.page;
  }

 private:
  std::string below_;  // Of the folder, with a slash before it.
};

TEST_F(Days, PrintWhatThePagesShow) {
  for (const Day& day : days()) {
    copy_example("office");
    compare(day);
  }
}

// In an empty folder, as whoever has just got the program.
TEST_F(Days, TheTutorialPrintsWhatItShows) {
  std::vector<std::size_t> counts;
  for (const Day& day :
       {Day{"docs/tutorial.md", "en"}, Day{"docs/tutorial.zh-CN.md", "zh"}}) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directory(folder_);
    compare(day);
    counts.push_back(commands_of(day.page).size());
  }
  EXPECT_GT(counts[0], 12U);
  EXPECT_EQ(counts[0], counts[1]);
}

TEST_F(Days, AreTheSameInBothLanguages) {
  const std::vector<Day> all = days();
  for (std::size_t i = 0; i < all.size(); i += 2) {
    EXPECT_EQ(commands_of(all[i].page), commands_of(all[i + 1].page));
    EXPECT_GE(commands_of(all[i].page).size(), 8U) << all[i].page;
  }
}

}  // namespace
}  // namespace onething::testing
