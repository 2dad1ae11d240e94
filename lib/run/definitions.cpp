// SPDX-License-Identifier: Apache-2.0

#include "run/definitions.h"

#include <utility>

#include "calendar/calendar.h"

namespace onething::run {

Definitions::Definitions(Store& store, engine::RetryPolicy retry)
    : store_(store), retry_(retry) {}

Result<const engine::Definition*> Definitions::find(const std::string& hash) {
  const auto known = entries_.find(hash);
  if (known != entries_.end()) return &known->second->definition;
  OT_TRY(const std::string content, store_.definition(hash));
  return keep(hash, content);
}

Result<const engine::Definition*> Definitions::put(const LoadedProject& project,
                                                   const Workflow& workflow) {
  const DefinitionText text = definition_text(project, workflow);
  const auto known = entries_.find(text.hash);
  if (known != entries_.end() && known->second->is_stored)
    return &known->second->definition;
  OT_CHECK(store_.put_definition(text.hash, text.content));
  if (known == entries_.end()) return keep(text.hash, text.content);
  known->second->is_stored = true;
  return &known->second->definition;
}

Result<const engine::Definition*> Definitions::try_out(
    const LoadedProject& project, const Workflow& workflow) {
  const DefinitionText text = definition_text(project, workflow);
  const auto known = entries_.find(text.hash);
  if (known != entries_.end()) return &known->second->definition;
  OT_TRY(const engine::Definition* definition, keep(text.hash, text.content));
  entries_.at(text.hash)->is_stored = false;
  return definition;
}

bool Definitions::is_stored(const std::string& hash) const {
  const auto known = entries_.find(hash);
  return known != entries_.end() && known->second->is_stored;
}

Result<const engine::Definition*> Definitions::put_called(
    const std::string& hash, const std::string& workflow) {
  OT_CHECK(find(hash));
  const LoadedProject& loaded = entries_.at(hash)->loaded;
  const Workflow* called = loaded.project.find_workflow(workflow);
  if (called == nullptr)
    return Error{ErrorCode::corrupt,
                 {"run.definition_unreadable", {{"hash", hash}}}};
  return put(loaded, *called);
}

Result<const engine::Definition*> Definitions::keep(
    const std::string& hash, const std::string& content) {
  auto entry = std::make_unique<Entry>();
  OT_TRY(entry->loaded, load_definition(content));
  if (has_errors(entry->loaded.diagnostics) ||
      entry->loaded.project.workflows.empty())
    return Error{ErrorCode::corrupt,
                 {"run.definition_unreadable", {{"hash", hash}}}};
  const Project& project = entry->loaded.project;
  OT_TRY(entry->definition, engine::compile(project, project.workflows.front(),
                                            Calendar::china(), hash, retry_));
  const engine::Definition* definition = &entry->definition;
  entries_[hash] = std::move(entry);
  return definition;
}

}  // namespace onething::run
