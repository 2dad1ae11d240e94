// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "change/git.h"
#include "load/file_text.h"
#include "onething/change.h"

namespace onething {

namespace {

namespace fs = std::filesystem;

Error not_found(Message message) {
  return {ErrorCode::not_found, std::move(message)};
}

// Only what the workflow is made of, so that mistakes elsewhere in the project
// are no obstacle.
Result<WorkflowVersion> narrowed(std::string_view shown, LoadedProject loaded,
                                 const Workflow& workflow) {
  const std::string id = workflow.id.text;
  OT_TRY(LoadedProject narrow,
         load_definition(definition_text(loaded, workflow).content));
  WorkflowVersion out;
  out.shown = shown;
  out.loaded = std::make_unique<const LoadedProject>(std::move(narrow));
  out.workflow = out.loaded->project.find_workflow(id);
  return out;
}

// `inside` is the workflow's file as the project knows it; empty: the one with
// this id.
Result<WorkflowVersion> chosen(std::string_view shown, LoadedProject loaded,
                               const std::string& inside, std::string_view id) {
  const auto is_file = [&](const Workflow& workflow) {
    return loaded.sources.files[workflow.file].path == inside;
  };
  for (const Workflow& workflow : loaded.project.workflows)
    if (inside.empty() ? workflow.id.text == id : is_file(workflow))
      return narrowed(shown, std::move(loaded), workflow);
  if (!has_errors(loaded.diagnostics))
    return not_found(
        {inside.empty() ? "change.no_workflow" : "change.is_no_workflow",
         {{"path", std::string(shown)}, {"workflow", std::string(id)}}});
  WorkflowVersion out;
  out.shown = shown;
  out.loaded = std::make_unique<const LoadedProject>(std::move(loaded));
  return out;
}

// A draft that is no part of its project yet: takes the place of the workflow
// of its name. Fails only when it cannot be read.
Result<LoadedProject> with_draft(LoadedProject loaded, const std::string& path,
                                 const std::string& inside) {
  OT_TRY(std::string text, load::read_file_text(path));
  const LoadedProject alone = load_texts({{inside, text}});
  std::vector<SourceFile> files = std::move(loaded.sources.files);
  for (const Workflow& draft : alone.project.workflows)
    for (const Workflow& each : loaded.project.workflows)
      if (each.id.text == draft.id.text) {
        files[each.file] = {inside, std::move(text)};
        return load_texts(std::move(files));
      }
  files.push_back({inside, std::move(text)});
  return load_texts(std::move(files));
}

bool is_part(const LoadedProject& loaded, const std::string& inside) {
  for (const SourceFile& file : loaded.sources.files)
    if (file.path == inside) return true;
  return false;
}

Error needs_id(std::string_view shown) {
  return not_found({"change.needs_workflow", {{"path", std::string(shown)}}});
}

Result<WorkflowVersion> from_git(std::string_view named, std::size_t colon,
                                 std::string_view id) {
  OT_TRY(change::FilesAt at,
         change::files_at(named.substr(0, colon), named.substr(colon + 1)));
  if (at.inside.empty() && id.empty()) return needs_id(named);
  return chosen(named, load_texts(std::move(at.files)), at.inside, id);
}

}  // namespace

Result<WorkflowVersion> open_version(std::string_view named,
                                     std::string_view workflow) {
  std::error_code ignored;
  const fs::path path{std::string(named)};
  if (!fs::exists(path, ignored)) {
    const std::size_t colon = named.find(':');
    if (colon != std::string_view::npos)
      return from_git(named, colon, workflow);
    return not_found({"change.no_such_file", {{"path", std::string(named)}}});
  }
  OT_TRY(const std::string root, find_project(named));
  OT_TRY(LoadedProject loaded, load_project(root));
  if (fs::is_directory(path, ignored)) {
    if (workflow.empty()) return needs_id(named);
    return chosen(named, std::move(loaded), "", workflow);
  }
  const fs::path whole = fs::weakly_canonical(path, ignored);
  const fs::path base = fs::weakly_canonical(loaded.root, ignored);
  const std::string inside = whole.lexically_relative(base).generic_string();
  if (is_part(loaded, inside))
    return chosen(named, std::move(loaded), inside, workflow);
  OT_TRY(LoadedProject drafted,
         with_draft(std::move(loaded), whole.string(), inside));
  return chosen(named, std::move(drafted), inside, workflow);
}

}  // namespace onething
