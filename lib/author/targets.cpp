// SPDX-License-Identifier: Apache-2.0

#include "author/targets.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "author/file_pattern.h"
#include "author/ignored_files.h"
#include "base/limits.h"
#include "load/file_text.h"

namespace onething::author {

namespace {

namespace fs = std::filesystem;

// What was asked of one project, by path relative to its root.
struct Wish {
  std::set<std::string> files;
  std::set<std::string> scenarios;
  bool whole = false;
};

bool is_document_name(const std::string& name) {
  return name.ends_with(".yaml") && !name.starts_with('.');
}

bool is_scenarios_name(std::string_view name) {
  return name.ends_with(".test.yaml");
}

fs::path absolute(const std::string& path) {
  std::error_code error;
  fs::path full = fs::absolute(path, error).lexically_normal();
  // "folder/" ends with an empty name.
  return full.has_filename() ? full : full.parent_path();
}

// As the project names it. Asking the path for it takes it apart and puts it
// together, and a project has hundreds of files.
std::string relative_name(const fs::path& path, const std::string& root) {
  const std::string_view text = path.native();
  const bool is_below = text.size() > root.size() + 1 &&
                        text.starts_with(root) && text[root.size()] == '/';
  if (is_below) return std::string(text.substr(root.size() + 1));
  return path.lexically_relative(root).generic_string();
}

// What stands before the first name with a special character.
std::string fixed_part(std::string_view pattern) {
  const std::size_t special = pattern.find_first_of("*?[");
  const std::size_t slash = pattern.substr(0, special).rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? "/" : std::string(pattern.substr(0, slash));
}

// The pattern means a file or a folder above it.
bool matches_it_or_above(std::string_view pattern, std::string path) {
  while (true) {
    if (matches(pattern, path)) return true;
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return false;
    path.resize(slash);
  }
}

bool says_adopts(std::string_view text) {
  return text.find("\nadopts:") != std::string_view::npos;
}

bool says_workflow(std::string_view text) {
  return text.starts_with("workflow:") || says_adopts(text) ||
         text.find("\nworkflow:") != std::string_view::npos;
}

// Uses templates, or adopts a workflow: what it says stands in other files.
bool takes_from_others(std::string_view text) {
  return text.find("\nuse:") != std::string_view::npos || says_adopts(text);
}

// The words that follow `key` in a text, up to a space or a bracket. A quick
// look before anything is parsed: what it misreads is read in full instead.
std::vector<std::string_view> values_of(std::string_view text,
                                        std::string_view key) {
  std::vector<std::string_view> values;
  for (std::size_t at = text.find(key); at != std::string_view::npos;
       at = text.find(key, at)) {
    at = text.find_first_not_of(' ', at + key.size());
    if (at == std::string_view::npos) break;
    const std::size_t end =
        std::min(text.find_first_of(" ,}\r\n", at), text.size());
    values.push_back(text.substr(at, end - at));
  }
  return values;
}

// Reading everything pays unless few of many files are asked for.
constexpr std::size_t few_of = 4;

class Search {
 public:
  explicit Search(const CheckRequest& request) : request_(request) {}

  Result<std::vector<ProjectTexts>> run() {
    if (request_.paths.empty()) OT_CHECK(add_governing());
    for (const std::string& path : request_.paths) OT_CHECK(add(path));
    std::vector<ProjectTexts> targets;
    for (const auto& [root, wish] : wishes_) {
      OT_TRY(ProjectTexts target, read(root, wish));
      targets.push_back(std::move(target));
    }
    return targets;
  }

 private:
  Status add_governing() {
    OT_TRY(const std::string root,
           find_project(request_.project.empty() ? "." : request_.project));
    OT_TRY(const std::set<std::string>* names, names_of(root));
    if (names->empty())
      return Error{ErrorCode::not_found,
                   {"author.nothing_there", {{"path", root}}}};
    wishes_[root].whole = true;
    wishes_[root].files = *names;
    return add_scenarios_beside(root, *names);
  }

  // Scenarios lie beside what they are about.
  Status add_scenarios_beside(const std::string& root,
                              const std::set<std::string>& names) {
    std::set<fs::path> folders = {fs::path(root)};
    for (const std::string& name : names)
      folders.insert((fs::path(root) / name).parent_path());
    ignore_from(root);
    for (const fs::path& folder : folders) {
      std::vector<fs::path> below, found;
      OT_CHECK(list(folder, below, found));
      for (const fs::path& path : found)
        if (is_scenarios_name(path.native()))
          wishes_[root].scenarios.insert(relative_name(path, root));
    }
    return Done{};
  }

  Status add(const std::string& path) {
    std::error_code error;
    if (path == "-") return add_stdin();
    if (fs::is_directory(path, error)) return add_folder(path);
    if (fs::exists(path, error)) return add_file(absolute(path));
    if (is_pattern(path)) return add_pattern(path);
    return Error{ErrorCode::not_found,
                 {"author.no_such_path", {{"path", path}}}};
  }

  Status add_stdin() {
    const std::string name =
        request_.stdin_name.empty() ? "stdin.yaml" : request_.stdin_name;
    stdin_path_ = absolute(name);
    return add_file(stdin_path_);
  }

  Status add_file(const fs::path& path) {
    OT_TRY(const std::string root, root_of(path));
    Wish& wish = wishes_[root];
    (is_scenarios_name(path.native()) ? wish.scenarios : wish.files)
        .insert(relative_name(path, root));
    return Done{};
  }

  Status add_folder(const std::string& folder) {
    return add_below(
        folder, [](const fs::path&) { return true; }, folder);
  }

  Status add_pattern(const std::string& pattern) {
    const fs::path here = absolute(".");
    const bool is_absolute = pattern.starts_with('/');
    std::string wanted = pattern;
    while (wanted.starts_with("./")) wanted.erase(0, 2);
    if (is_absolute) wanted.erase(0, 1);
    return add_below(
        fixed_part(pattern),
        [&](const fs::path& path) {
          return matches_it_or_above(
              wanted,
              path.lexically_relative(is_absolute ? fs::path("/") : here)
                  .generic_string());
        },
        pattern);
  }

  // Every document below `folder` that its project reads and `is_meant`.
  template <typename Meant>
  Status add_below(const std::string& folder, const Meant& is_meant,
                   const std::string& named) {
    std::vector<fs::path> found;
    ignore_from(absolute(folder));
    OT_CHECK(walk(absolute(folder), found));
    bool any = false;
    bool any_project = found.empty();
    for (const fs::path& path : found) {
      if (!is_meant(path)) continue;
      const Result<std::string> root = root_of(path);
      if (!root) continue;
      any_project = true;
      OT_TRY(const std::set<std::string>* names, names_of(root.value()));
      const std::string name = relative_name(path, root.value());
      const bool is_scenarios = is_scenarios_name(name);
      if (!is_scenarios && !names->contains(name)) continue;
      Wish& wish = wishes_[root.value()];
      (is_scenarios ? wish.scenarios : wish.files).insert(name);
      any = true;
    }
    if (any) return Done{};
    if (!any_project) OT_CHECK(find_project(folder));
    return Error{ErrorCode::not_found,
                 {"author.nothing_there", {{"path", named}}}};
  }

  Status walk(const fs::path& start, std::vector<fs::path>& out) {
    std::vector<fs::path> open = {start};
    while (!open.empty()) {
      const fs::path folder = std::move(open.back());
      open.pop_back();
      OT_CHECK(list(folder, open, out));
    }
    return Done{};
  }

  // The documents of one folder, and what lies below it.
  Status list(const fs::path& folder, std::vector<fs::path>& below,
              std::vector<fs::path>& out) {
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    while (!error && entries != fs::directory_iterator()) {
      look_at(*entries, below, out);
      if (out.size() > limits::project_files_max)
        return Error{ErrorCode::invalid,
                     {"load.too_many_files",
                      {{"max", std::to_string(limits::project_files_max)}}}};
      entries.increment(error);
    }
    if (!error) return Done{};
    return Error{ErrorCode::unavailable,
                 {"load.cannot_list",
                  {{"path", folder.string()}, {"reason", error.message()}}}};
  }

  void look_at(const fs::directory_entry& entry, std::vector<fs::path>& open,
               std::vector<fs::path>& out) {
    std::error_code error;
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) return;
    const bool is_folder = entry.is_directory(error);
    // A link to a folder may lead back to where it stands.
    if (is_folder && entry.is_symlink(error)) return;
    if (!is_folder && !is_document_name(name)) return;
    if (ignored_->is_ignored(entry.path(), is_folder)) return;
    if (is_folder)
      open.push_back(entry.path());
    else if (entry.is_regular_file(error))
      out.push_back(entry.path());
  }

  // Without a repository, rules count from the project or from `folder`,
  // whichever is above.
  void ignore_from(const fs::path& folder) {
    const Result<std::string> root = find_project(folder.string());
    const bool is_above =
        root && (folder.string() + "/").starts_with(root.value() + "/");
    ignored_ = std::make_unique<IgnoredFiles>(
        IgnoredFiles::below(is_above ? fs::path(root.value()) : folder));
  }

  Result<std::string> root_of(const fs::path& path) {
    if (!request_.project.empty()) return find_project(request_.project);
    const std::string folder = path.parent_path().string();
    const auto known = roots_.find(folder);
    if (known != roots_.end()) return known->second;
    OT_TRY(std::string root, find_project(folder));
    roots_.emplace(folder, root);
    return root;
  }

  // What the project reads and git does not ignore.
  Result<const std::set<std::string>*> names_of(const std::string& root) {
    const auto known = names_.find(root);
    if (known != names_.end()) return &known->second;
    OT_TRY(const std::vector<std::string> names, project_files(root));
    IgnoredFiles ignored = IgnoredFiles::below(root);
    std::set<std::string>& kept = names_[root];
    for (const std::string& name : names)
      if (!ignored.is_ignored(fs::path(root) / name, false)) kept.insert(name);
    return &kept;
  }

  Result<ProjectTexts> read(const std::string& root, const Wish& wish) {
    OT_TRY(const std::set<std::string>* known, names_of(root));
    std::set<std::string> names = *known;
    names.insert(wish.files.begin(), wish.files.end());
    names.insert(wish.scenarios.begin(), wish.scenarios.end());
    ProjectTexts target;
    target.root = root;
    names.insert("onething.yaml");
    if (!wish.whole && wish.scenarios.empty() &&
        wish.files.size() * few_of < names.size()) {
      read_named(target, likely_needed(names, wish), wish);
      if (is_enough(target)) {
        target.has_all_workflows = false;
        return target;
      }
    }
    read_named(target, names, wish);
    drop_other_workflows(target, wish);
    return target;
  }

  // What is asked for, the project and the catalogue.
  static std::set<std::string> likely_needed(const std::set<std::string>& names,
                                             const Wish& wish) {
    std::set<std::string> likely = wish.files;
    likely.insert("onething.yaml");
    for (const std::string& name : names)
      if (name.starts_with("departments/")) likely.insert(name);
    return likely;
  }

  // Only workflows are asked for, and every department that they name is there.
  static bool is_enough(const ProjectTexts& target) {
    std::set<std::string, std::less<>> departments;
    for (const SourceFile& file : target.files)
      for (const std::string_view id : values_of(file.text, "\ndepartment:"))
        departments.emplace(id);
    for (std::size_t i = 0; i < target.files.size(); ++i) {
      if (!target.asked[i]) continue;
      const std::string_view text = target.files[i].text;
      if (!says_workflow(text) || takes_from_others(text)) return false;
      for (const std::string_view key :
           {"uses:", "lead:", "department:", "same_as:"})
        for (const std::string_view value : values_of(text, key)) {
          const std::size_t slash = value.find('/');
          const bool names_field =
              key == "same_as:" && slash == std::string_view::npos;
          if (!names_field && !departments.contains(value.substr(0, slash)))
            return false;
        }
    }
    return true;
  }

  void read_named(ProjectTexts& target, const std::set<std::string>& names,
                  const Wish& wish) const {
    target.files = {{"onething.yaml", {}}};
    for (const std::string& name : names)
      if (name != "onething.yaml") target.files.push_back({name, {}});
    target.asked.clear();
    for (const SourceFile& file : target.files)
      target.asked.push_back(wish.files.contains(file.path) ||
                             wish.scenarios.contains(file.path));
    read_texts(target);
  }

  void read_texts(ProjectTexts& target) const {
    std::vector<Status> read(target.files.size(), Done{});
    std::optional<Workers> own;
    workers_for(request_, own).for_each_index(read.size(), [&](std::size_t i) {
      read[i] = read_text(target.root, target.files[i]);
    });
    target.unread.clear();
    target.unreadable.clear();
    for (const Status& one : read) {
      target.unread.push_back(!one);
      if (!one) target.unreadable.push_back(one.error());
    }
  }

  Status read_text(const std::string& root, SourceFile& file) const {
    const fs::path path = fs::path(root) / file.path;
    if (!stdin_path_.empty() && path.lexically_normal() == stdin_path_) {
      file.text = request_.stdin_text;
      return Done{};
    }
    OT_TRY(file.text, load::read_file_text(path.string()));
    return Done{};
  }

  // One workflow needs the project and its departments, but no other workflow.
  static void drop_other_workflows(ProjectTexts& target, const Wish& wish) {
    // Scenarios may be about any of them.
    if (wish.whole || !wish.scenarios.empty()) return;
    bool all_asked = true;
    for (std::size_t i = 0; i < target.files.size(); ++i) {
      const bool is_workflow = says_workflow(target.files[i].text);
      // What it adopts is one of the others.
      if (target.asked[i] &&
          (!is_workflow || says_adopts(target.files[i].text)))
        return;
      if (is_workflow && !target.asked[i]) all_asked = false;
    }
    if (all_asked) return;
    target.has_all_workflows = false;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < target.files.size(); ++i) {
      if (!target.asked[i] && says_workflow(target.files[i].text)) continue;
      if (kept != i) target.files[kept] = std::move(target.files[i]);
      target.asked[kept] = target.asked[i];
      target.unread[kept] = target.unread[i];
      ++kept;
    }
    target.files.resize(kept);
    target.asked.resize(kept);
    target.unread.resize(kept);
  }

  const CheckRequest& request_;
  std::map<std::string, Wish> wishes_;                  // By root.
  std::map<std::string, std::string> roots_;            // By folder.
  std::map<std::string, std::set<std::string>> names_;  // By root.
  std::unique_ptr<IgnoredFiles> ignored_;
  fs::path stdin_path_;
};

}  // namespace

Workers& workers_for(const CheckRequest& request, std::optional<Workers>& own) {
  return request.workers != nullptr ? *request.workers : own.emplace();
}

Result<std::vector<ProjectTexts>> find_targets(const CheckRequest& request) {
  return Search(request).run();
}

}  // namespace onething::author
