// SPDX-License-Identifier: Apache-2.0
//
// Which files git would not look at: the .gitignore files from the top of the
// repository down, the nearest rule last.
//
// Knows comments, `!`, `folder/`, rules with a slash (from their own folder)
// and
// `*`, `**`, `?`, `[…]`. Not the user's global rules and not .git/info/exclude.

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace onething::author {

class IgnoredFiles {
 public:
  // The top is the nearest folder above `start` that holds .git; without one,
  // `start` itself.
  explicit IgnoredFiles(const std::filesystem::path& start);

  // The same for what lies below `folder`, which somebody named: where git
  // ignores all of it, the rules above it say nothing about its files.
  static IgnoredFiles below(const std::filesystem::path& folder);

  // `path` is absolute; one outside of the top is never ignored. What lies in
  // an ignored folder is ignored, whatever other rules say.
  bool is_ignored(const std::filesystem::path& path, bool is_folder);

 private:
  struct Rule {
    std::string pattern;
    bool negated = false;
    bool folders_only = false;
    bool from_here = false;  // Has a slash: counted from its own folder.
  };

  const std::vector<Rule>& rules_of(const std::filesystem::path& folder);
  static void read_rule(std::string line, std::vector<Rule>& out);
  bool is_named(const std::filesystem::path& path, bool is_folder);

  std::filesystem::path top_;
  std::map<std::filesystem::path, std::vector<Rule>> rules_;
  std::map<std::filesystem::path, bool> folders_;
};

}  // namespace onething::author
