// SPDX-License-Identifier: Apache-2.0

#include "author/run_texts.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

#include "author/baseline.h"
#include "author/notes.h"
#include "author/project_run.h"
#include "author/selection.h"
#include "check/checks.h"
#include "diag/codes.h"

namespace onething::author {

namespace {

namespace fs = std::filesystem;

bool weighs(Severity severity, Severity least) {
  return static_cast<int>(severity) <= static_cast<int>(least);
}

bool is_of_loading(std::string_view code) {
  return std::any_of(codes::all.begin(), codes::all.end(),
                     [&](const Code& each) { return each.code == code; });
}

// What lies in files that were asked for, and what kept a file from being read
// that they need.
bool is_asked(const Diagnostic& diagnostic, const ProjectTexts& target,
              const ProjectRun& run) {
  const std::uint32_t file = diagnostic.span.file;
  // Of a text that nobody could read there is nothing to say.
  if (target.is_unread(file)) return false;
  if (file >= target.asked.size() || target.asked[file]) return true;
  return run.needed[file] && diagnostic.severity == Severity::error &&
         is_of_loading(diagnostic.code);
}

// Whether a finding with this code would have been found in this run.
bool was_looked_for(std::string_view code, const ProjectTexts& target,
                    bool is_broken) {
  if (is_broken) return false;
  if (target.has_all_workflows) return true;
  for (const check::CheckRow& row : check::all_checks())
    if (row.code == code) return row.scope == check::Scope::workflow;
  return true;
}

bool is_template(std::string_view path) {
  return path.starts_with("templates/") ||
         path.find("/templates/") != std::string_view::npos;
}

void apply_all_notes(const ProjectTexts& target, const ProjectRun& run,
                     const std::vector<CodeEntry>& codes,
                     Diagnostics& diagnostics) {
  const bool is_broken =
      std::find(run.broken.begin(), run.broken.end(), true) != run.broken.end();
  const auto& files = run.loaded.sources.files;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const bool is_made = i >= target.files.size();
    if (!is_made && !target.asked[i]) continue;
    // What a template's note is for is found where the template is used, and
    // not in every use.
    const bool may_be_idle = is_made || is_template(files[i].path);
    apply_notes(
        run.loaded.sources, static_cast<std::uint32_t>(i),
        [&](std::string_view code) {
          return !may_be_idle && was_looked_for(code, target, is_broken);
        },
        codes, diagnostics);
  }
  sort_and_merge(diagnostics);
}

// Of a text that was made from another: what was found there at the same place
// is not said again.
void drop_repeated(const ProjectTexts& target, const ProjectRun& run,
                   Diagnostics& diagnostics) {
  using Place =
      std::tuple<std::string_view, std::string, std::uint32_t, std::uint32_t>;
  const auto& files = run.loaded.sources.files;
  const auto place = [&](const Diagnostic& each) {
    const std::string& path = files[each.span.file].path;
    return Place{each.code, path.substr(0, path.find(" (")),
                 each.span.begin.line, each.span.begin.column};
  };
  std::set<Place> found;
  for (const Diagnostic& each : diagnostics)
    if (each.span.file < target.files.size()) found.insert(place(each));
  std::erase_if(diagnostics, [&](const Diagnostic& each) {
    return each.span.file >= target.files.size() && found.contains(place(each));
  });
}

// Names of files as they are seen from the folder where the program runs.
class SeenFromHere {
 public:
  std::string operator()(const fs::path& path) {
    std::error_code error;
    // Following links means asking about every folder on the way, and a folder
    // has hundreds of files.
    if (fs::is_symlink(path, error)) return proximate(path);
    const fs::path folder = path.parent_path();
    const auto [known, is_new] = folders_.try_emplace(folder.string());
    if (is_new) known->second = proximate(folder);
    if (known->second == ".") return path.filename().string();
    return known->second + "/" + path.filename().string();
  }

 private:
  static std::string proximate(const fs::path& path) {
    std::error_code error;
    const fs::path shown = fs::proximate(path, error);
    return shown.empty() ? path.string() : shown.string();
  }

  std::map<std::string, std::string> folders_;
};

void move_files(Diagnostic& diagnostic, std::uint32_t by) {
  diagnostic.span.file += by;
  for (Label& label : diagnostic.labels) label.span.file += by;
  for (Edit& edit : diagnostic.edits) edit.span.file += by;
}

void add_project(CheckRun& out, ProjectTexts target, ProjectRun run,
                 const std::vector<CodeEntry>& codes) {
  const auto first = static_cast<std::uint32_t>(out.sources.files.size());
  SeenFromHere seen_from_here;
  for (std::size_t i = 0; i < target.files.size(); ++i) {
    SourceFile& file = target.files[i];
    out.sources.add(seen_from_here(fs::path(target.root) / file.path),
                    std::move(file.text));
    if (target.asked[i] && !target.is_unread(i))
      out.asked.push_back(first + static_cast<std::uint32_t>(i));
  }
  // Made by uses of templates and adoptions: in no file, yet findings lie in
  // them.
  for (std::size_t i = target.files.size(); i < run.loaded.sources.files.size();
       ++i)
    out.sources.files.push_back(run.loaded.sources.files[i]);
  Diagnostics found;
  for (const Diagnostic& each : run.loaded.diagnostics)
    if (is_asked(each, target, run)) found.push_back(each);
  apply_all_notes(target, run, codes, found);
  drop_repeated(target, run, found);
  for (Diagnostic& each : found) {
    move_files(each, first);
    out.diagnostics.push_back(std::move(each));
  }
  out.unreadable.insert(out.unreadable.end(), target.unreadable.begin(),
                        target.unreadable.end());
  add(out.once_only, run.once_only);
  out.projects.push_back(std::move(run.loaded));
}

}  // namespace

Result<CheckRun> run_texts(const CheckRequest& request,
                           std::vector<ProjectTexts> targets) {
  const std::vector<CodeEntry> codes = all_codes();
  OT_TRY(const Selection selection,
         Selection::make(request.select, request.ignore, codes));
  std::optional<Workers> own;
  Workers& workers = workers_for(request, own);
  CheckRun out;
  for (ProjectTexts& target : targets) {
    ProjectRun run = run_project(target, request.today, workers);
    add_project(out, std::move(target), std::move(run), codes);
  }
  std::erase_if(out.diagnostics, [&](const Diagnostic& each) {
    return !selection.wants(each.code);
  });
  if (!request.baseline.empty()) {
    OT_TRY(Baseline baseline, Baseline::read(request.baseline));
    out.known = baseline.take_known(out.diagnostics, out.sources);
    out.stale = baseline.left(out.sources);
  }
  // What makes the run fail is always shown.
  const Severity least = std::max(request.severity, request.fail_on);
  std::erase_if(out.diagnostics, [&](const Diagnostic& each) {
    return !weighs(each.severity, least);
  });
  for (const Diagnostic& each : out.diagnostics)
    out.fails = out.fails || weighs(each.severity, request.fail_on);
  return out;
}

}  // namespace onething::author
