// SPDX-License-Identifier: Apache-2.0
//
// Which files are looked at: patterns, .gitignore, folders and projects.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "author/file_pattern.h"
#include "author/ignored_files.h"
#include "author/targets.h"
#include "author/write_file.h"
#include "support/golden.h"

namespace onething::author {
namespace {

namespace fs = std::filesystem;

TEST(FilePattern, StarsStayInsideOneName) {
  EXPECT_TRUE(matches("*.yaml", "a.yaml"));
  EXPECT_FALSE(matches("*.yaml", "b/a.yaml"));
  EXPECT_TRUE(matches("b/*.yaml", "b/a.yaml"));
  EXPECT_TRUE(matches("*a*b*", "xaxxbx"));
  EXPECT_FALSE(matches("*a*b*", "xbxxa"));
}

TEST(FilePattern, TwoStarsStandForAnyFolders) {
  EXPECT_TRUE(matches("**/a.yaml", "a.yaml"));
  EXPECT_TRUE(matches("**/a.yaml", "x/y/a.yaml"));
  EXPECT_TRUE(matches("x/**/a.yaml", "x/a.yaml"));
  EXPECT_TRUE(matches("x/**", "x/y/z"));
  EXPECT_FALSE(matches("x/**", "y/x/z"));
}

TEST(FilePattern, AQuestionMarkStandsForOneChineseCharacter) {
  EXPECT_TRUE(matches("开办?.yaml", "开办店.yaml"));
  EXPECT_FALSE(matches("开办?.yaml", "开办.yaml"));
  EXPECT_TRUE(matches("[a-c].yaml", "b.yaml"));
  EXPECT_FALSE(matches("[!a-c].yaml", "b.yaml"));
  EXPECT_TRUE(matches("[x", "[x"));
}

TEST(FilePattern, TakesNoTimeThatGrowsWildly) {
  const std::string name(5000, 'a');
  EXPECT_FALSE(matches("*a*a*a*a*a*a*a*a*b", name));
}

class Folder : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "onething-XXXXXX");
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  void TearDown() override { fs::remove_all(root_); }

  fs::path write(const std::string& name, const std::string& text = "") {
    const fs::path path = root_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  // The paths that were asked for, relative to the folder.
  std::vector<std::string> asked(const std::string& path,
                                 const std::string& stdin_name = "") {
    CheckRequest request;
    request.paths = {path == "-" ? path : (root_ / path).string()};
    if (!stdin_name.empty()) request.stdin_name = root_ / stdin_name;
    request.stdin_text = "from stdin";
    const Result<std::vector<ProjectTexts>> targets = find_targets(request);
    if (!targets) return {std::string(targets.error().message.key)};
    std::vector<std::string> out;
    for (const ProjectTexts& target : targets.value())
      for (std::size_t i = 0; i < target.files.size(); ++i)
        if (target.asked[i])
          out.push_back((fs::path(target.root) / target.files[i].path)
                            .lexically_normal()
                            .lexically_relative(root_)
                            .string());
    return out;
  }

  fs::path root_;
};

using Paths = std::vector<std::string>;

TEST_F(Folder, IgnoresWhatGitIgnores) {
  write(".gitignore",
        "# note\n*.tmp.yaml\n!keep.tmp.yaml\nbuild/\n/top.yaml\n"
        "sub/deep.yaml\n");
  write("sub/.gitignore", "own.yaml\n");
  fs::create_directory(root_ / ".git");
  IgnoredFiles ignored(root_ / "sub");
  const auto is = [&](const char* name) {
    return ignored.is_ignored(root_ / name, false);
  };
  EXPECT_TRUE(is("a.tmp.yaml"));
  EXPECT_TRUE(is("sub/a.tmp.yaml"));
  EXPECT_FALSE(is("keep.tmp.yaml"));
  EXPECT_TRUE(is("build/a.yaml"));
  EXPECT_TRUE(is("sub/build/keep.tmp.yaml"));
  EXPECT_FALSE(is("build"));
  EXPECT_TRUE(is("top.yaml"));
  EXPECT_FALSE(is("sub/top.yaml"));
  EXPECT_TRUE(is("sub/deep.yaml"));
  EXPECT_TRUE(is("sub/own.yaml"));
  EXPECT_FALSE(is("own.yaml"));
}

TEST_F(Folder, TakesWhatIsNamedAndWhatItsProjectReads) {
  write("p/onething.yaml");
  write("p/a.yaml");
  write("p/a.test.yaml");
  write("p/draft.yaml");
  write("p/.gitignore", "draft.yaml\n");
  write("p/departments/tax.yaml");
  write("p/notes/other.yaml");
  write("p/.hidden/x.yaml");
  write("q/onething.yaml");
  write("q/开办 店.yaml");

  EXPECT_EQ(asked("p"), (Paths{"p/onething.yaml", "p/a.test.yaml", "p/a.yaml",
                               "p/departments/tax.yaml"}));
  EXPECT_EQ(asked("p/a.test.yaml"), Paths{"p/a.test.yaml"});
  EXPECT_EQ(asked("p/departments"), Paths{"p/departments/tax.yaml"});
  EXPECT_EQ(asked("p/draft.yaml"), Paths{"p/draft.yaml"});
  EXPECT_EQ(asked("p/notes/other.yaml"), Paths{"p/notes/other.yaml"});
  EXPECT_EQ(asked("*/a.yaml"), Paths{"p/a.yaml"});
  EXPECT_EQ(asked("**/*.yaml"), (Paths{"p/onething.yaml", "p/a.test.yaml",
                                       "p/a.yaml", "p/departments/tax.yaml",
                                       "q/onething.yaml", "q/开办 店.yaml"}));
  EXPECT_EQ(asked("q/开办 ?.yaml"), Paths{"q/开办 店.yaml"});
}

TEST_F(Folder, SaysWhenAPathMeansNothing) {
  write("p/onething.yaml");
  write("p/notes/x.yaml");
  EXPECT_EQ(asked("nowhere.yaml"), Paths{"author.no_such_path"});
  EXPECT_EQ(asked("p/*.yml"), Paths{"author.nothing_there"});
  EXPECT_EQ(asked("p/notes"), Paths{"author.nothing_there"});
}

TEST_F(Folder, PutsStandardInputInThePlaceOfItsFile) {
  write("p/onething.yaml", "onething: 1\n");
  write("p/a.yaml", "on disk");
  EXPECT_EQ(asked("-", "p/a.yaml"), Paths{"p/a.yaml"});
  EXPECT_EQ(asked("-", "p/new.yaml"), Paths{"p/new.yaml"});
}

TEST_F(Folder, ReadsNoOtherWorkflowForOneWorkflow) {
  write("p/onething.yaml", "onething: 1\nproject: p\n");
  write("p/departments/tax.yaml", "onething: 1\ndepartment: tax\n");
  write("p/a.yaml", "onething: 1\nworkflow: a\n");
  write("p/b.yaml", "onething: 1\nworkflow: b\n");
  CheckRequest request;
  request.paths = {(root_ / "p/a.yaml").string()};
  const auto one = find_targets(request);
  ASSERT_TRUE(one);
  EXPECT_EQ(one.value()[0].files.size(), 3U);
  EXPECT_FALSE(one.value()[0].has_all_workflows);
  request.paths = {(root_ / "p/departments/tax.yaml").string()};
  const auto all = find_targets(request);
  ASSERT_TRUE(all);
  EXPECT_EQ(all.value()[0].files.size(), 4U);
  EXPECT_TRUE(all.value()[0].has_all_workflows);
}

TEST_F(Folder, WritesAFileWholeAndKeepsItsMode) {
  const fs::path path = write("a.yaml", "old");
  fs::permissions(path, fs::perms::owner_all);
  fs::create_symlink(path, root_ / "link.yaml");
  ASSERT_TRUE(write_file((root_ / "link.yaml").string(), "new"));
  EXPECT_EQ(testing::read_file(path), "new");
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
  EXPECT_TRUE(fs::is_symlink(root_ / "link.yaml"));
  EXPECT_FALSE(write_file((root_ / "no/such/folder").string(), "x"));
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(root_))
    count += entry.exists() ? 1 : 0;
  EXPECT_EQ(count, 2U);
}

}  // namespace
}  // namespace onething::author
