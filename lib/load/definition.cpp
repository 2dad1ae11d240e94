// SPDX-License-Identifier: Apache-2.0

#include <set>
#include <string>
#include <utility>

#include "model/offices.h"
#include "onething/id.h"
#include "onething/load.h"
#include "onething/value.h"

namespace onething {

DefinitionText definition_text(const LoadedProject& loaded,
                               const Workflow& workflow) {
  const Project& project = loaded.project;
  std::set<std::uint32_t> files = {workflow.file};
  const auto add = [&](const Department* department) {
    if (department != nullptr) files.insert(department->id.span.file);
  };
  add(project.find_department(workflow.lead.text));
  add(project.find_department(workflow.fallback_department.text));
  for (const Office* office : model::offices(workflow))
    add(project.find_department(office->department.text));
  for (const Step& step : workflow.prefill)
    add(project.department_of(step.uses));
  for (const Step& step : workflow.steps) add(project.department_of(step.uses));
  Object texts;
  for (const std::uint32_t file : files) {
    const SourceFile& source = loaded.sources.files[file];
    texts.set(source.path, Value(source.text));
  }
  DefinitionText out;
  // The project's name belongs to the identity of its cases; its addresses and
  // settings do not.
  out.content = to_canonical(
      Object{{"project", project.file.id.text}, {"files", std::move(texts)}});
  out.hash = to_hex(sha256(out.content));
  return out;
}

Result<LoadedProject> load_definition(std::string_view content) {
  OT_TRY(Value value, parse_canonical(content));
  const Error broken = {ErrorCode::corrupt, {"load.broken_definition", {}}};
  const Value* project = value.find("project");
  const Value* texts = value.find("files");
  if (project == nullptr || project->text() == nullptr || texts == nullptr ||
      texts->object() == nullptr)
    return broken;
  std::vector<SourceFile> files;
  for (const auto& [path, text] : *texts->object()) {
    if (text.text() == nullptr) return broken;
    files.push_back({path, *text.text()});
  }
  LoadedProject loaded = load_texts(std::move(files));
  loaded.project.file.id.text = *project->text();
  return loaded;
}

}  // namespace onething
