// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "load/expand.h"
#include "model/offices.h"
#include "onething/id.h"
#include "onething/load.h"
#include "onething/value.h"

namespace onething {

namespace {

// The workflow and those that its services call, each once; loading has refused
// those that come back to themselves.
std::vector<const Workflow*> with_called(const Project& project,
                                         const Workflow& workflow) {
  std::vector<const Workflow*> found = {&workflow};
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const Step& step : found[i]->steps) {
      const Service* service = project.service_of(step.uses);
      if (service == nullptr || service->call.workflow.empty()) continue;
      const Workflow* called =
          project.find_workflow(service->call.workflow.text);
      if (called != nullptr &&
          std::find(found.begin(), found.end(), called) == found.end())
        found.push_back(called);
    }
  return found;
}

void add_files(const Project& project, const Workflow& workflow,
               std::set<std::uint32_t>& files) {
  const auto add = [&](const Department* department) {
    if (department != nullptr) files.insert(department->id.span.file);
  };
  files.insert(workflow.file);
  add(project.find_department(workflow.lead.text));
  add(project.find_department(workflow.fallback_department.text));
  for (const Office* office : model::offices(workflow))
    add(project.find_department(office->department.text));
  for (const Step& step : workflow.prefill)
    add(project.department_of(step.uses));
  for (const Step& step : workflow.steps) add(project.department_of(step.uses));
}

// The templates and the model that something of the workflow came from, as they
// were written: with them the stored text is complete on its own.
void add_templates(const Sources& sources, const Workflow& workflow,
                   Object& texts) {
  std::set<std::uint32_t> used = {workflow.lead.span.file};
  for (const auto& step : workflow.steps) used.insert(step.id.span.file);
  for (const auto& step : workflow.prefill) used.insert(step.id.span.file);
  for (const auto& each : workflow.materials) used.insert(each.id.span.file);
  for (const auto& each : workflow.groups) used.insert(each.id.span.file);
  for (const auto& field : workflow.form) used.insert(field.id.span.file);
  for (const std::uint32_t file : used) {
    const std::string_view path = load::template_path(sources.files[file].path);
    for (const SourceFile& source : sources.files)
      if (!path.empty() && source.path == path)
        texts.set(source.path, Value(source.text));
  }
}

// The workflow that it is the definition of comes first.
void bring_to_front(const Value& content, Project& project) {
  const Value* named = content.find("workflow");
  if (named == nullptr || named->text() == nullptr) return;
  auto& all = project.workflows;
  const auto found = std::find_if(
      all.begin(), all.end(),
      [&](const Workflow& each) { return each.id.text == *named->text(); });
  if (found != all.end()) std::rotate(all.begin(), found, found + 1);
}

}  // namespace

DefinitionText definition_text(const LoadedProject& loaded,
                               const Workflow& workflow) {
  const Project& project = loaded.project;
  std::set<std::uint32_t> files;
  for (const Workflow* each : with_called(project, workflow))
    add_files(project, *each, files);
  Object texts;
  for (const std::uint32_t file : files) {
    const SourceFile& source = loaded.sources.files[file];
    texts.set(source.path, Value(source.text));
  }
  for (const Workflow* each : with_called(project, workflow))
    add_templates(loaded.sources, *each, texts);
  DefinitionText out;
  // The project's name belongs to the identity of its cases; its addresses and
  // settings do not.
  Object content{{"project", project.file.id.text},
                 {"files", std::move(texts)}};
  // Where others are called, or a model is adopted, there are several; which
  // one it is must be said.
  if (with_called(project, workflow).size() > 1 ||
      workflow.lead.span.file != workflow.file)
    content.set("workflow", workflow.id.text);
  out.content = to_canonical(content);
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
  bring_to_front(value, loaded.project);
  return loaded;
}

}  // namespace onething
