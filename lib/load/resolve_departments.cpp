// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "load/resolve.h"
#include "model/offices.h"
#include "model/type_facts.h"

namespace onething::load {

namespace {

// The first one in the order of files stays; later ones are reported.
class Duplicates {
 public:
  Duplicates(Reading& reading, Message what)
      : reading_(reading), what_(std::move(what)) {}

  void add(const Spelled& id) {
    if (id.empty()) return;
    const auto [first, is_new] = first_.emplace(id.text, id.span);
    if (is_new) return;
    reading_.report(codes::duplicate_id, id.span,
                    {"load.duplicate_id", {{"what", what_}, {"id", id.text}}},
                    {"load.expected_other_id", {}});
    reading_.diagnostics.back().labels.push_back(
        {first->second, {"load.label_first", {}}});
  }

 private:
  Reading& reading_;
  Message what_;
  std::map<std::string, Span> first_;
};

std::vector<std::string_view> ids_of(const std::vector<Department>& items) {
  std::vector<std::string_view> ids;
  for (const Department& item : items)
    if (!item.id.empty()) ids.push_back(item.id.text);
  return ids;
}

// Whether a file that could not be read well is where this department should
// be.
bool may_be_lost(const LoadedProject& loaded, const Evidence& evidence,
                 std::string_view id) {
  for (std::size_t i = 0; i < loaded.sources.files.size(); ++i)
    if (evidence.damaged[i] &&
        std::filesystem::path(loaded.sources.files[i].path).stem() == id)
      return true;
  return false;
}

std::size_t find(const LoadedProject& loaded, const Evidence& evidence,
                 Reading& reading, const Spelled& id, Message used) {
  if (id.empty()) return unresolved;
  const auto& departments = loaded.project.departments;
  for (std::size_t i = 0; i < departments.size(); ++i)
    if (departments[i].id.text == id.text) return i;
  if (!may_be_lost(loaded, evidence, id.text))
    reading.report(codes::unknown_department, id.span,
                   {"load.unknown_department",
                    {{"department", id.text}, {"where", std::move(used)}}},
                   {"load.expected_department", {}},
                   propose(id.text, ids_of(departments)));
  return unresolved;
}

void resolve_homes(LoadedProject& loaded, Reading& reading,
                   const Evidence& evidence) {
  for (const Person& person : loaded.project.file.people)
    find(loaded, evidence, reading, person.department,
         {"load.as_home", {{"person", person.id.text}}});
}

void resolve_targets(LoadedProject& loaded, Reading& reading,
                     const Evidence& evidence) {
  for (const Spelled& target : evidence.targets)
    find(loaded, evidence, reading, target, {"load.as_target", {}});
}

}  // namespace

void resolve_duplicates(LoadedProject& loaded) {
  Reading reading(loaded.sources, loaded.diagnostics);
  Duplicates departments(reading, {"load.what_department", {}});
  for (const Department& department : loaded.project.departments)
    departments.add(department.id);
  Duplicates workflows(reading, {"load.what_workflow", {}});
  for (const Workflow& workflow : loaded.project.workflows)
    workflows.add(workflow.id);
}

void resolve_departments(LoadedProject& loaded, const Evidence& evidence) {
  Reading reading(loaded.sources, loaded.diagnostics);
  for (Workflow& workflow : loaded.project.workflows) {
    workflow.lead_department =
        find(loaded, evidence, reading, workflow.lead, {"load.as_lead", {}});
    if (workflow.fallback_department.text != workflow.lead.text)
      find(loaded, evidence, reading, workflow.fallback_department,
           {"load.as_fallback", {}});
    for (const Office* office : model::offices(workflow))
      find(loaded, evidence, reading, office->department,
           {"load.as_office", {}});
  }
  resolve_targets(loaded, reading, evidence);
  resolve_homes(loaded, reading, evidence);
  for (const Department& department : loaded.project.departments) {
    std::vector<std::string_view> ids;
    for (const Service& service : department.services)
      ids.push_back(service.id.text);
    for (const Service& service : department.services) {
      if (service.undo.empty() || evidence.is_damaged(service.undo.span))
        continue;
      if (std::find(ids.begin(), ids.end(), service.undo.text) != ids.end())
        continue;
      reading.report(codes::unknown_service, service.undo.span,
                     {"load.unknown_undo",
                      {{"service", service.undo.text},
                       {"department", department.id.text}}},
                     {"load.expected_service", {}},
                     propose(service.undo.text, ids));
    }
  }
}

void resolve(LoadedProject& loaded, const Evidence& evidence,
             Workers& workers) {
  resolve_duplicates(loaded);
  resolve_departments(loaded, evidence);
  resolve_samples(loaded, evidence);
  const std::size_t count = loaded.project.workflows.size();
  std::vector<Diagnostics> found(count);
  workers.for_each_index(count, [&](std::size_t i) {
    resolve_services(loaded, evidence, i, found[i]);
    const FormulaUses formulas =
        model::formula_uses(loaded.project.workflows[i]);
    resolve_reads(loaded, evidence, i, formulas, found[i]);
    resolve_order(loaded, evidence, i, formulas, found[i]);
  });
  for (Diagnostics& one : found)
    std::move(one.begin(), one.end(), std::back_inserter(loaded.diagnostics));
  resolve_calls(loaded, evidence);
  resolve_people(loaded, evidence);
}

}  // namespace onething::load
