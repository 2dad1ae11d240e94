// SPDX-License-Identifier: Apache-2.0
//
// Commands of a document, typed as a reader types them, in a folder that is
// gone afterwards; and the blocks of a page.
//
// Time stands at a fixed moment unless a command says otherwise.

#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "tidy/tree.h"

namespace onething::testing {

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Fenced blocks of one language ("yaml"), in order.
inline std::vector<std::string> blocks(const std::string& page,
                                       const std::string& language) {
  std::vector<std::string> found;
  bool inside = false;
  for (const std::string& line : lines_of(tidy::read_text(page))) {
    if (inside && line == "```")
      inside = false;
    else if (inside)
      found.back() += line + "\n";
    else if (line == "```" + language) {
      inside = true;
      found.emplace_back();
    }
  }
  return found;
}

// A console block with what its commands print below each.
inline std::string typed_anew(
    const std::string& block,
    const std::function<std::string(std::string)>& type) {
  std::string out;
  for (const std::string& line : lines_of(block))
    if (line.starts_with("$ ")) out += line + "\n" + type(line.substr(2));
  return out;
}

class Typed : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern =
        std::filesystem::temp_directory_path() / "onething-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    const std::string binary =
        std::filesystem::path(ONETHING_BINARY).parent_path();
    const std::string path = binary + ":" + std::getenv("PATH");
    setenv("PATH", path.c_str(), 1);
    setenv("ONETHING_NOW", "2026-03-02T09:00:00+08:00", 1);
    setenv("ONETHING_LANG", "en", 1);
    setenv("USER", "li_na", 1);
    unsetenv("ONETHING_STORE");
    unsetenv("ONETHING_PROJECT");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void copy_example(const std::string& name) {
    std::filesystem::remove_all(folder_);
    std::filesystem::copy("../examples/" + name, folder_,
                          std::filesystem::copy_options::recursive);
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  }

  // What it prints; it must succeed.
  std::string run(const std::string& where, const std::string& command) {
    const std::string shell = "cd '" + where + "' && " + command + " 2>&1";
    FILE* pipe = popen(shell.c_str(), "r");
    std::string output;
    for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
      output += static_cast<char>(c);
    EXPECT_EQ(pclose(pipe), 0) << command << "\n" << output;
    return output;
  }

  // The same, and failing is part of the story.
  std::string type(const std::string& command) {
    return run(folder_, "{ " + command + "; } 2>&1 || true");
  }

  std::string folder_;
};

}  // namespace onething::testing
