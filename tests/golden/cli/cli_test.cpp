// SPDX-License-Identifier: Apache-2.0
//
// The program as people type it: each *.test file is a story of commands with
// the output they must give, in one file. A line "$ command" runs in a shell
// with `onething` on the PATH; what follows is its output; "=> 1" is its exit
// code when that is not 0. Lines that begin with "# " are prose.
//
// Each story has a folder of its own, with a city of one service as workflows/,
// examples/ as they are, projects/ of these stories alone, an empty store and a
// clock that starts on 2026-03-02 09:00. That city is the shipped one as it
// began, so that stories stay short and say the same whatever is shipped later. ONETHING_UPDATE=1 rewrites what is expected; the diff is
// the review.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace onething::testing {
namespace {

namespace fs = std::filesystem;

struct Step {
  std::string prose;  // Lines before the command, as they are.
  std::string command;
  std::string expected;  // With "=> N" as its last line where N is not 0.
};

std::vector<Step> read_story(const fs::path& path) {
  std::ifstream file(path);
  std::vector<Step> steps;
  std::string prose;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("$ ")) {
      steps.push_back({prose, line.substr(2), ""});
      prose.clear();
    } else if (line.starts_with("# ")) {
      prose += line + "\n";
    } else if (steps.empty()) {
      prose += line + "\n";
    } else {
      steps.back().expected += prose + line + "\n";
      prose.clear();
    }
  }
  return steps;
}

// What differs from run to run and means nothing.
std::string normal(std::string text, const std::string& folder) {
  text = std::regex_replace(text, std::regex(R"(\d+ ms|\d+\.\d s)"), "<time>");
  text = std::regex_replace(text, std::regex(R"(127\.0\.0\.1:\d+)"),
                            "127.0.0.1:<port>");
  text = std::regex_replace(
      text, std::regex(R"re("([a-z_]*at|since)": "2026-[^"]*")re"),
      "\"$1\": \"<instant>\"");
  text =
      std::regex_replace(text, std::regex(R"re("definition": "[0-9a-f]*")re"),
                         "\"definition\": \"<hash>\"");
  text = std::regex_replace(text, std::regex(R"(2026-03-02 09:0\d)"),
                            "2026-03-02 09:00");
  std::size_t at = 0;
  while ((at = text.find(folder)) != std::string::npos)
    text.replace(at, folder.size(), "<folder>");
  return text;
}

std::string run(const std::string& command, const std::string& folder) {
  const std::string shell = "cd '" + folder + "' && { " + command + "\n} 2>&1";
  std::string output;
  FILE* pipe = popen(shell.c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const std::size_t got = fread(buffer.data(), 1, buffer.size(), pipe))
    output.append(buffer.data(), got);
  const int status = pclose(pipe);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (!output.empty() && !output.ends_with('\n')) output += '\n';
  if (code != 0) output += "=> " + std::to_string(code) + "\n";
  return normal(std::move(output), folder);
}

// Rows of two tables of the source, by what opens them.
std::vector<std::string> paths_in(const fs::path& file,
                                  const std::string& pattern) {
  std::ifstream in(file);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const std::regex row(pattern);
  std::vector<std::string> paths;
  for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end;
       ++it)
    paths.push_back((*it)[1].str());
  std::sort(paths.begin(), paths.end());
  return paths;
}

// main.cpp does not compile without; this says the same in words.
TEST(Commands, AreAllDecidedByThePolicy) {
  auto commands =
      paths_in("../cli/main.cpp", R"re(\n    \{"([a-z -]+)",\s+"help\.)re");
  const auto more = paths_in("../cli/guide_commands.def",
                             R"re(\n\{"([a-z -]+)",\s+"help\.)re");
  commands.insert(commands.end(), more.begin(), more.end());
  std::sort(commands.begin(), commands.end());
  const auto decided =
      paths_in("../cli/command_acts.def",
               R"re(\nONETHING_(?:COMMAND|OPEN)\("([a-z -]+)")re");
  EXPECT_GT(commands.size(), 40U);
  EXPECT_EQ(commands, decided);
}

class Story : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "onething-XXXXXX");
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    const fs::path root = fs::absolute("..").lexically_normal();
    fs::copy("golden/cli/city", folder_ + "/workflows",
             fs::copy_options::recursive);
    fs::copy(root / "examples", folder_ + "/examples");
    fs::copy("golden/cli/projects", folder_ + "/projects",
             fs::copy_options::recursive);
    const fs::path binary = fs::path(ONETHING_BINARY).parent_path();
    const std::string path =
        binary.string() + ":" + std::string(std::getenv("PATH"));
    setenv("PATH", path.c_str(), 1);
    setenv("ONETHING_STORE", ("sqlite:" + folder_ + "/cases.db").c_str(), 1);
    setenv("ONETHING_NOW", "2026-03-02T09:00:00+08:00", 1);
    setenv("ONETHING_LANG", "en", 1);
    setenv("ONETHING_SOURCES", root.c_str(), 1);
    setenv("USER", "li_na", 1);
    setenv("NO_COLOR", "1", 1);
    unsetenv("ONETHING_AS");
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string folder_;
};

TEST_P(Story, GoesAsWritten) {
  const fs::path path = fs::path("golden/cli") / GetParam();
  const std::vector<Step> steps = read_story(path);
  ASSERT_FALSE(steps.empty());
  const bool update = std::getenv("ONETHING_UPDATE") != nullptr;
  std::string rewritten;
  for (const Step& step : steps) {
    const std::string actual = run(step.command, folder_);
    rewritten += step.prose + "$ " + step.command + "\n" + actual;
    if (!update) {
      EXPECT_EQ(actual, step.expected) << "$ " << step.command;
    }
  }
  if (update) std::ofstream(path) << rewritten;
}

std::vector<std::string> all_stories() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator("golden/cli"))
    if (entry.path().extension() == ".test")
      names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Cli, Story, ::testing::ValuesIn(all_stories()),
                         [](const auto& story) {
                           std::string name = story.param;
                           name.resize(name.find('.'));
                           return name;
                         });

}  // namespace
}  // namespace onething::testing
