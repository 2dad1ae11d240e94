// SPDX-License-Identifier: Apache-2.0

#include "author/ignored_files.h"

#include <fstream>
#include <system_error>
#include <utility>

#include "author/file_pattern.h"

namespace onething::author {

namespace fs = std::filesystem;

IgnoredFiles::IgnoredFiles(const fs::path& start) : top_(start) {
  std::error_code error;
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", error)) {
      top_ = folder;
      return;
    }
    if (folder == folder.parent_path()) return;
  }
}

IgnoredFiles IgnoredFiles::below(const fs::path& folder) {
  IgnoredFiles rules(folder);
  if (rules.is_ignored(folder, true)) rules.top_ = folder;
  return rules;
}

void IgnoredFiles::read_rule(std::string line, std::vector<Rule>& out) {
  if (line.ends_with('\r')) line.pop_back();
  // Spaces at the end do not count unless they are quoted.
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.pop_back();
  if (line.empty() || line[0] == '#') return;
  Rule rule;
  if (line[0] == '!') {
    rule.negated = true;
    line.erase(0, 1);
  }
  if (line.ends_with('/')) {
    rule.folders_only = true;
    line.pop_back();
  }
  rule.from_here = line.find('/') != std::string::npos;
  if (line.starts_with('/')) line.erase(0, 1);
  if (line.empty()) return;
  rule.pattern = std::move(line);
  out.push_back(std::move(rule));
}

const std::vector<IgnoredFiles::Rule>& IgnoredFiles::rules_of(
    const fs::path& folder) {
  const auto found = rules_.find(folder);
  if (found != rules_.end()) return found->second;
  std::vector<Rule>& rules = rules_[folder];
  std::ifstream in(folder / ".gitignore");
  for (std::string line; std::getline(in, line);) read_rule(line, rules);
  return rules;
}

// The last rule that names it decides, and those of nearer folders come last.
bool IgnoredFiles::is_named(const fs::path& path, bool is_folder) {
  fs::path folder = path.parent_path();
  while (true) {
    const std::vector<Rule>& rules = rules_of(folder);
    if (!rules.empty()) {
      const std::string here = path.lexically_relative(folder).generic_string();
      const std::string name = path.filename().string();
      for (auto rule = rules.rbegin(); rule != rules.rend(); ++rule) {
        if (rule->folders_only && !is_folder) continue;
        if (matches(rule->pattern, rule->from_here ? here : name))
          return !rule->negated;
      }
    }
    if (folder == top_ || folder == folder.parent_path()) return false;
    folder = folder.parent_path();
  }
}

bool IgnoredFiles::is_ignored(const fs::path& path, bool is_folder) {
  const fs::path below = path.lexically_relative(top_);
  if (below.empty() || *below.begin() == ".." || *below.begin() == ".")
    return false;
  fs::path at = top_;
  for (auto part = below.begin(); part != below.end(); ++part) {
    at /= *part;
    const bool is_last = std::next(part) == below.end();
    if (is_last) return is_named(at, is_folder);
    const auto known = folders_.find(at);
    const bool ignored =
        known != folders_.end() ? known->second : is_named(at, true);
    if (known == folders_.end()) folders_.emplace(at, ignored);
    if (ignored) return true;
  }
  return false;
}

}  // namespace onething::author
