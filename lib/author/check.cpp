// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <system_error>
#include <utility>

#include "author/project_run.h"
#include "author/targets.h"
#include "diag/codes.h"
#include "onething/author.h"

namespace onething {

namespace {

namespace fs = std::filesystem;

using author::ProjectRun;
using author::ProjectTexts;

bool weighs(Severity severity, Severity least) {
  return static_cast<int>(severity) <= static_cast<int>(least);
}

bool is_of_loading(std::string_view code) {
  for (const Code& each : codes::all)
    if (each.code == code) return true;
  return false;
}

// What lies in files that were asked for, and what kept a file from being read
// that they need.
bool is_asked(const Diagnostic& diagnostic, const ProjectTexts& target,
              const ProjectRun& run) {
  const std::uint32_t file = diagnostic.span.file;
  if (file >= target.asked.size() || target.asked[file]) return true;
  return run.needed[file] && diagnostic.severity == Severity::error &&
         is_of_loading(diagnostic.code);
}

std::string seen_from_here(const fs::path& path) {
  std::error_code error;
  const fs::path shown = fs::proximate(path, error);
  return shown.empty() ? path.string() : shown.string();
}

void move_files(Diagnostic& diagnostic, std::uint32_t by) {
  diagnostic.span.file += by;
  for (Label& label : diagnostic.labels) label.span.file += by;
  for (Edit& edit : diagnostic.edits) edit.span.file += by;
}

void add_project(CheckRun& out, const ProjectTexts& target, ProjectRun run) {
  const auto first = static_cast<std::uint32_t>(out.sources.files.size());
  for (std::size_t i = 0; i < target.files.size(); ++i) {
    const SourceFile& file = target.files[i];
    out.sources.add(seen_from_here(fs::path(target.root) / file.path),
                    file.text);
    if (target.asked[i])
      out.asked.push_back(first + static_cast<std::uint32_t>(i));
  }
  for (const Diagnostic& each : run.loaded.diagnostics) {
    if (!is_asked(each, target, run)) continue;
    out.diagnostics.push_back(each);
    move_files(out.diagnostics.back(), first);
  }
  out.projects.push_back(std::move(run.loaded));
}

}  // namespace

Result<CheckRun> check_files(const CheckRequest& request) {
  OT_TRY(const std::vector<ProjectTexts> targets,
         author::find_targets(request));
  CheckRun out;
  for (const ProjectTexts& target : targets)
    add_project(out, target,
                author::run_project(target, request.today, request.jobs));
  for (const Diagnostic& each : out.diagnostics)
    out.fails = out.fails || weighs(each.severity, request.fail_on);
  return out;
}

}  // namespace onething
