// SPDX-License-Identifier: Apache-2.0
//
// What the documents say is so: files and tests that they name exist, tables
// agree with the code, the commands of the tutorial and of the trace work.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "golden/docs/typed.h"
#include "support/golden.h"
#include "tidy/tree.h"

namespace onething::testing {
namespace {

namespace fs = std::filesystem;
using tidy::read_text;

constexpr std::string_view kReadmes[] = {"README.md", "README.zh-CN.md"};

bool exists(const std::string& path) { return fs::exists("../" + path); }

// Every page that the documents consist of, from the root of the project.
std::vector<std::string> pages() {
  std::vector<std::string> found = {"examples/README.md",
                                    "workflows/README.md"};
  for (const std::string_view readme : kReadmes) found.emplace_back(readme);
  for (const auto& entry : fs::recursive_directory_iterator("../docs"))
    if (entry.path().extension() == ".md")
      found.push_back(fs::relative(entry.path(), "..").string());
  std::sort(found.begin(), found.end());
  return found;
}

// What stands between `open` and `close` in the prose of a page.
std::vector<std::string> between(const std::string& text, std::string_view open,
                                 std::string_view close) {
  std::vector<std::string> found;
  bool fenced = false;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("```")) fenced = !fenced;
    if (fenced) continue;
    for (std::size_t at = line.find(open); at != std::string::npos;) {
      const std::size_t begin = at + open.size();
      const std::size_t end = line.find(close, begin);
      if (end == std::string::npos) break;
      found.push_back(line.substr(begin, end - begin));
      at = line.find(open, end + close.size());
    }
  }
  return found;
}

std::vector<std::string> quoted(const std::string& text) {
  return between(text, "`", "`");
}

bool is_made_of(std::string_view text, std::string_view extra) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           extra.find(c) != std::string_view::npos;
  });
}

bool is_path(const std::string& token) {
  static constexpr std::string_view kRoots[] = {
      "cli/", "docs/", "examples/", "lib/", "tests/", "workflows/", ".ci/"};
  return is_made_of(token, "._-/") &&
         std::any_of(std::begin(kRoots), std::end(kRoots),
                     [&](auto root) { return token.starts_with(root); });
}

// "sqlite_schema_N.sql" stands for every number; the first must be there.
std::string with_first_number(std::string path) {
  const std::size_t at = path.find("_N.");
  if (at != std::string::npos) path[at + 1] = '1';
  return path;
}

TEST(Pages, NameOnlyFilesThatExist) {
  std::size_t checked = 0;
  for (const std::string& page : pages())
    for (const std::string& token : quoted(read_text(page))) {
      if (!is_path(token)) continue;
      EXPECT_TRUE(exists(with_first_number(token))) << page << ": " << token;
      ++checked;
    }
  EXPECT_GT(checked, 50U);
}

TEST(Pages, LinkOnlyToFilesThatExist) {
  std::size_t checked = 0;
  for (const std::string& page : pages())
    for (const std::string& link : between(read_text(page), "](", ")")) {
      if (link.starts_with("http") || link.starts_with("#")) continue;
      const fs::path target =
          fs::path(page).parent_path() / link.substr(0, link.find('#'));
      EXPECT_TRUE(exists(target.string())) << page << ": " << link;
      ++checked;
    }
  EXPECT_GT(checked, 20U);
}

// Every TEST, TEST_F and TEST_P below tests/, as "Suite.Name".
std::set<std::string> all_tests() {
  std::set<std::string> found;
  for (const tidy::SourceText& source : tidy::read_tree("tests")) {
    std::string text;
    for (const std::string& line : source.lines) text += line + " ";
    for (std::size_t at = text.find("TEST"); at != std::string::npos;
         at = text.find("TEST", at + 1)) {
      const std::size_t open = text.find('(', at);
      const std::size_t close = text.find(')', at);
      if (open == std::string::npos || close < open || open - at > 6) continue;
      std::string name = text.substr(open + 1, close - open - 1);
      std::erase(name, ' ');
      std::replace(name.begin(), name.end(), ',', '.');
      found.insert(name);
    }
  }
  return found;
}

bool is_test_name(const std::string& token) {
  const std::size_t dot = token.find('.');
  return dot != std::string::npos && dot + 1 < token.size() &&
         is_made_of(token, ".") &&
         std::isupper(static_cast<unsigned char>(token[0])) != 0 &&
         std::isupper(static_cast<unsigned char>(token[dot + 1])) != 0;
}

TEST(Pages, NameOnlyTestsThatExist) {
  const std::set<std::string> tests = all_tests();
  std::size_t checked = 0;
  for (const std::string& page : pages())
    for (const std::string& token : quoted(read_text(page))) {
      if (!is_test_name(token) || token.ends_with(".md")) continue;
      EXPECT_TRUE(tests.contains(token)) << page << ": " << token;
      ++checked;
    }
  EXPECT_GT(checked, 50U);
}

TEST(Pages, AreAllInTheIndex) {
  const std::string index = read_text("docs/README.md");
  for (const std::string& page : pages()) {
    if (!page.starts_with("docs/") || page == "docs/README.md") continue;
    const std::string link = "](" + page.substr(5) + ")";
    EXPECT_NE(index.find(link), std::string::npos) << page;
  }
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t at = 0; (at = line.find('|', at)) != std::string::npos;) {
    const std::size_t end = line.find('|', ++at);
    if (end == std::string::npos) break;
    cells.push_back(line.substr(at, end - at));
  }
  return cells;
}

std::set<std::string> words_of(std::string cell) {
  std::erase(cell, '`');
  std::istringstream in(cell);
  std::set<std::string> words;
  for (std::string word; in >> word;) words.insert(word);
  return words;
}

// The rows below a heading, without the table's own head.
std::vector<std::vector<std::string>> table_below(const std::string& page,
                                                  const std::string& heading) {
  std::vector<std::vector<std::string>> rows;
  bool inside = false;
  for (const std::string& line : lines_of(read_text(page))) {
    if (line.starts_with("## ")) inside = line == "## " + heading;
    if (inside && line.starts_with("|")) rows.push_back(cells_of(line));
  }
  if (rows.size() > 2) rows.erase(rows.begin(), rows.begin() + 2);
  return rows;
}

TEST(Architecture, ShowsTheFoldersAsTheBuildHasThem) {
  const std::map<std::string, tidy::Folder> folders = tidy::read_folders();
  std::set<std::string> shown;
  for (const auto& row : table_below("docs/architecture.md", "Folders")) {
    ASSERT_EQ(row.size(), 5U);
    ASSERT_EQ(words_of(row[0]).size(), 1U);
    std::string name = *words_of(row[0]).begin();
    name.pop_back();
    ASSERT_TRUE(folders.contains(name)) << name;
    const tidy::Folder& folder = folders.at(name);
    EXPECT_EQ(words_of(row[2]), folder.depends) << name;
    EXPECT_EQ(words_of(row[3]), folder.headers) << name;
    EXPECT_EQ(words_of(row[4]), folder.third_party) << name;
    shown.insert(name);
  }
  for (const auto& [name, folder] : folders)
    EXPECT_TRUE(shown.contains(name)) << name << " is not in the table";
}

TEST(Architecture, TracesACaseThroughSevenFilesThatSayWhatItClaims) {
  const auto rows =
      table_below("docs/architecture.md", "One case, seven files");
  ASSERT_EQ(rows.size(), 7U);
  for (const auto& row : rows) {
    std::string code;
    for (const std::string& cell : {row[1], row[2]})
      for (const std::string& token : quoted(cell))
        if (is_path(token)) code += read_text(token);
    for (const std::string& token : quoted(row[2])) {
      if (is_path(token) || !is_made_of(token, "_:")) continue;
      const std::size_t colon = token.rfind(':');
      const std::string name =
          colon == std::string::npos ? token : token.substr(colon + 1);
      EXPECT_NE(code.find(name), std::string::npos) << row[1] << name;
    }
  }
}

// Lines of the shell blocks, without remarks; the language is each page's own.
std::vector<std::string> commands_of(const std::string& page) {
  std::vector<std::string> commands;
  for (const std::string& block : blocks(page, "sh"))
    for (std::string line : lines_of(block)) {
      line = line.substr(0, line.find(" #"));
      if (line.starts_with("export ONETHING_LANG=")) continue;
      if (!line.empty() && line[0] != '#') commands.push_back(line);
    }
  for (const std::string& block : blocks(page, "console"))
    for (const std::string& line : lines_of(block))
      if (line.starts_with("$ ")) commands.push_back(line);
  return commands;
}

TEST(Readme, ShowsTheSameCommandsInBothLanguages) {
  EXPECT_EQ(commands_of("README.md"), commands_of("README.zh-CN.md"));
  EXPECT_GT(commands_of("README.md").size(), 8U);
}

TEST(Readme, ShowsTheFilesOfTheFirstExampleAsTheyAre) {
  const std::string folder = "examples/first/";
  const std::vector<std::string> names = {
      "onething.yaml", "departments/police.yaml", "departments/community.yaml",
      "residence_certificate.yaml", "form.yaml"};
  for (const std::string_view readme : kReadmes) {
    const std::vector<std::string> shown = blocks(std::string(readme), "yaml");
    ASSERT_EQ(shown.size(), names.size()) << readme;
    for (std::size_t i = 0; i < names.size(); ++i)
      EXPECT_EQ(shown[i], read_text(folder + names[i])) << readme << names[i];
  }
  std::size_t there = 0;
  for (const auto& entry : fs::recursive_directory_iterator("../" + folder))
    if (entry.path().extension() == ".yaml") ++there;
  EXPECT_EQ(there, names.size());
}

// Compares the output blocks of a page's tutorial with what was printed, or
// writes them there with ONETHING_UPDATE=1.
void expect_shown(const std::string& page,
                  const std::vector<std::string>& printed) {
  std::string text = read_text(page);
  std::size_t at = text.find("<!-- /demo -->");
  ASSERT_NE(at, std::string::npos) << page;
  for (const std::string& output : printed) {
    const std::string open = "\n```text\n";
    at = text.find(open, at);
    ASSERT_NE(at, std::string::npos) << page << " does not show " << output;
    at += open.size();
    const std::size_t length = text.find("```", at) - at;
    if (is_updating_golden_files())
      text.replace(at, length, output);
    else
      EXPECT_EQ(text.substr(at, length), output) << page;
  }
  if (is_updating_golden_files())
    std::ofstream("../" + page, std::ios::binary) << text;
}

constexpr const char* kFirstCase = "bvv2aaf3jyek4wvzsrwweiamti";

TEST_F(Typed, TheTutorialWorks) {
  copy_example("first");
  std::size_t typed = 0;
  std::string output;
  for (const std::string& command : commands_of("README.md")) {
    if (!command.starts_with("onething ")) continue;
    output += run(folder_, command);
    ++typed;
  }
  EXPECT_GE(typed, 6U);
  EXPECT_NE(output.find("JZ-0001"), std::string::npos) << output;
  const std::string granted =
      run(folder_, "onething case list --state granted");
  EXPECT_NE(granted.find(kFirstCase), std::string::npos) << granted;
}

TEST_F(Typed, TheTutorialShowsWhatIsPrinted) {
  for (const std::string_view readme : kReadmes) {
    const bool english = readme == "README.md";
    setenv("ONETHING_LANG", english ? "en" : "zh", 1);
    copy_example("first");
    const std::string why = std::string("onething case why ") + kFirstCase;
    std::vector<std::string> printed = {""};
    for (const std::string& command : commands_of("README.md")) {
      if (!command.starts_with("onething ")) continue;
      const std::string output = run(folder_, command);
      if (command == why) printed.push_back(output);
      if (command.find(" trace ") != std::string::npos)
        printed.push_back(output.substr(output.rfind("\n\n") + 2));
    }
    printed[0] = run(folder_,
                     "sed -i s/find.address/find.adress/ "
                     "residence_certificate.yaml; onething check 2>&- || true");
    while (printed[0].ends_with("\n\n")) printed[0].pop_back();
    expect_shown(std::string(readme), printed);
  }
}

TEST_F(Typed, ChecksPrintWhatTheReadmesShow) {
  std::vector<std::size_t> counts;
  for (const std::string_view name : kReadmes) {
    const std::string page(name);
    setenv("ONETHING_LANG", page == "README.md" ? "en" : "zh", 1);
    copy_example("first");
    std::string text = read_text(page);
    counts.push_back(0);
    for (const std::string& block : blocks(page, "console")) {
      const std::string now = typed_anew(
          block, [&](const std::string& command) { return type(command); });
      if (is_updating_golden_files())
        text.replace(text.find(block), block.size(), now);
      else
        EXPECT_EQ(block, now) << page;
      counts.back() += 1;
    }
    if (is_updating_golden_files())
      std::ofstream("../" + page, std::ios::binary) << text;
  }
  EXPECT_GE(counts.front(), 6U);
  EXPECT_EQ(counts.front(), counts.back());
}

// Every project that we hand out is one that check finds nothing in.
TEST_F(Typed, NothingIsFoundInWhatWeShip) {
  std::size_t projects = 0;
  for (const char* root : {"../workflows", "../examples"})
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().filename() != "onething.yaml") continue;
      const std::string found =
          run(fs::absolute(entry.path().parent_path()),
              "onething check --severity info --fail-on info --format concise "
              "2>&- && onething fmt --check >&2");
      EXPECT_EQ(found.find("OT"), std::string::npos) << entry << found;
      ++projects;
    }
  EXPECT_GE(projects, 2U);
}

TEST_F(Typed, TheCommandThatIsTracedWorks) {
  setenv("ONETHING_STORE", ("sqlite:" + folder_ + "/cases.db").c_str(), 1);
  std::size_t typed = 0;
  for (const std::string& token : quoted(read_text("docs/architecture.md"))) {
    if (!token.starts_with("onething run ")) continue;
    run(fs::absolute(".."), token);
    ++typed;
  }
  EXPECT_EQ(typed, 1U);
}

}  // namespace
}  // namespace onething::testing
