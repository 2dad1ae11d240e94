// SPDX-License-Identifier: Apache-2.0

#include "author/ignored_files.h"

#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "author/file_pattern.h"

namespace onething::author {

namespace fs = std::filesystem;

namespace {

std::string with_slash(const fs::path& folder) {
  const std::string& text = folder.native();
  return text.ends_with('/') ? text : text + "/";
}

}  // namespace

IgnoredFiles::IgnoredFiles(const fs::path& start) : top_(with_slash(start)) {
  std::error_code error;
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", error)) {
      top_ = with_slash(folder);
      return;
    }
    if (folder == folder.parent_path()) return;
  }
}

IgnoredFiles IgnoredFiles::below(const fs::path& folder) {
  IgnoredFiles rules(folder);
  if (!rules.is_ignored(folder, true)) return rules;
  IgnoredFiles own(folder);
  own.top_ = with_slash(folder);
  return own;
}

void IgnoredFiles::read_rule(std::string line, Rules& out) {
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

IgnoredFiles::Rules IgnoredFiles::read_rules(const std::string& folder) {
  Rules rules;
  std::ifstream in(folder + ".gitignore");
  for (std::string line; std::getline(in, line);) read_rule(line, rules);
  return rules;
}

// The last rule that names it decides, and those of nearer folders come last.
bool IgnoredFiles::is_named(const Folder& in, std::string_view path,
                            bool is_folder) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (const Level& level : in.levels) {
    const std::string_view here = path.substr(level.length);
    for (auto rule = level.rules->rbegin(); rule != level.rules->rend();
         ++rule) {
      if (rule->folders_only && !is_folder) continue;
      if (matches(rule->pattern, rule->from_here ? here : name))
        return !rule->negated;
    }
  }
  return false;
}

// `path` ends with a slash.
const IgnoredFiles::Folder& IgnoredFiles::folder_at(std::string_view path,
                                                    const Folder* above) {
  const auto known = folders_.find(path);
  if (known != folders_.end()) return known->second;
  Folder made;
  if (Rules rules = read_rules(std::string(path)); !rules.empty())
    made.levels.push_back(
        {path.size(), &rules_.emplace_back(std::move(rules))});
  if (above != nullptr) {
    made.ignored = above->ignored ||
                   is_named(*above, path.substr(0, path.size() - 1), true);
    made.levels.insert(made.levels.end(), above->levels.begin(),
                       above->levels.end());
  }
  return folders_.emplace(path, std::move(made)).first->second;
}

// The folder that holds `path`, which lies below the top.
const IgnoredFiles::Folder& IgnoredFiles::folder_of(std::string_view path) {
  const auto known = folders_.find(path.substr(0, path.rfind('/') + 1));
  if (known != folders_.end()) return known->second;
  const Folder* folder = &folder_at(top_, nullptr);
  for (std::size_t at = path.find('/', top_.size());
       at != std::string_view::npos; at = path.find('/', at + 1))
    folder = &folder_at(path.substr(0, at + 1), folder);
  return *folder;
}

bool IgnoredFiles::is_ignored(const fs::path& path, bool is_folder) {
  const std::string_view text = path.native();
  if (text.size() <= top_.size() || !text.starts_with(top_)) return false;
  const Folder& folder = folder_of(text);
  return folder.ignored || is_named(folder, text, is_folder);
}

}  // namespace onething::author
