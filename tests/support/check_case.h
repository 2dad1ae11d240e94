// SPDX-License-Identifier: Apache-2.0
//
// A small project to try checks on: the files of golden/check/base, some of
// them replaced. The base itself is clean, so that whatever is found comes from
// the replacement.
//
// Paths are relative to tests/. Not for the program's own reading of folders.

#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "calendar/calendar.h"
#include "check/checks.h"
#include "onething/load.h"
#include "support/golden.h"

namespace onething::testing {

using FileTexts = std::map<std::string, std::string>;

// Documents below `folder` by their path in it.
inline FileTexts read_documents(const std::filesystem::path& folder) {
  FileTexts files;
  for (const std::filesystem::path& path : golden_inputs(folder, ".yaml"))
    files[path.lexically_relative(folder).generic_string()] = read_file(path);
  return files;
}

// `files` over those of the base, loaded and checked by every check; the
// diagnostics hold both.
inline LoadedProject check_over_base(const FileTexts& files) {
  static const FileTexts base = read_documents("golden/check/base");
  FileTexts all = base;
  for (const auto& [path, text] : files) all[path] = text;
  std::vector<SourceFile> sources;
  for (auto& [path, text] : all) sources.push_back({path, std::move(text)});
  LoadedProject loaded = load_texts(std::move(sources));
  const Date today = *parse_date("2026-03-02");
  const check::ProjectFacts project =
      check::project_facts(loaded.project, loaded.sources, loaded.diagnostics,
                           Calendar::china(), today);
  check::check_project(project, loaded.diagnostics);
  for (const Department& department : loaded.project.departments)
    check::check_department({project, department}, loaded.diagnostics);
  for (const Workflow& workflow : loaded.project.workflows)
    check::check_workflow(check::workflow_facts(project, workflow),
                          loaded.diagnostics);
  sort_and_merge(loaded.diagnostics);
  return loaded;
}

// Only the findings with this code.
inline Diagnostics with_code(const Diagnostics& all, std::string_view code) {
  Diagnostics out;
  for (const Diagnostic& diagnostic : all)
    if (diagnostic.code == code) out.push_back(diagnostic);
  return out;
}

}  // namespace onething::testing
