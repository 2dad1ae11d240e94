// SPDX-License-Identifier: Apache-2.0
//
// Which files git would not look at: the .gitignore files from the top of the
// repository down, the nearest rule last.
//
// Knows comments, `!`, `folder/`, rules with a slash (from their own folder)
// and `*`, `**`, `?`, `[…]`. Not the user's global rules and not
// .git/info/exclude.

#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace onething::author {

class IgnoredFiles {
 public:
  // The top is the nearest folder above `start` that holds .git; without one,
  // `start` itself.
  explicit IgnoredFiles(const std::filesystem::path& start);
  IgnoredFiles(IgnoredFiles&&) = default;

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

  using Rules = std::vector<Rule>;
  // The rules that a folder brings; `length` is that of its path.
  struct Level {
    std::size_t length = 0;
    const Rules* rules = nullptr;  // In `rules_`.
  };
  struct Folder {
    bool ignored = false;
    std::vector<Level> levels;  // Nearest first; only those that have rules.
  };

  static void read_rule(std::string line, Rules& out);
  static Rules read_rules(const std::string& folder);
  static bool is_named(const Folder& in, std::string_view path, bool is_folder);
  const Folder& folder_at(std::string_view path, const Folder* above);
  const Folder& folder_of(std::string_view path);

  std::string top_;  // Ends with a slash.
  std::map<std::string, Folder, std::less<>> folders_;
  std::deque<Rules> rules_;  // Of folders that have some; they stay in place.
};

}  // namespace onething::author
