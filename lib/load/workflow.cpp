// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <string>
#include <utility>

#include "base/limits.h"
#include "load/documents.h"
#include "load/formulas.h"
#include "load/guidance.h"
#include "load/keys.h"
#include "load/lifecycle.h"
#include "load/people.h"
#include "load/types.h"
#include "model/type_facts.h"

namespace onething::load {

namespace {

Material read_material(Reading& reading, const yaml::Entry& entry) {
  Material material;
  material.id = read_id(reading, entry.key);
  if (entry.value.is_scalar() && !entry.value.is_null()) {
    material.title = read_title(reading, entry.value);
    return material;
  }
  constexpr auto allowed = std::to_array<std::string_view>(
      {"title", "when", "any_of", "tolerate", "basis", "hint"});
  const Keys keys(reading, entry.value, {"load.what_material", {}}, allowed);
  material.title = keys.title();
  if (const yaml::Node* when = keys.find("when"))
    material.when = read_condition(reading, *when, "when", roots::materials);
  material.any_of = keys.ids("any_of");
  material.tolerate = keys.limit("tolerate");
  Spelled basis = keys.text("basis");
  material.basis = std::move(basis.text);
  material.basis_span = basis.span;
  return material;
}

Before read_before(Reading& reading, const yaml::Node& node) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"label", "departments", "steps", "visits", "materials", "time"});
  const Keys keys(reading, node, {"load.what_before", {}}, allowed);
  Before before;
  if (const yaml::Node* label = keys.require("label"))
    before.label = read_text(reading, *label, "label").text;
  before.departments = keys.count("departments");
  before.steps = keys.count("steps");
  before.visits = keys.count("visits");
  before.materials = keys.count("materials");
  if (const std::optional<Limit> time = keys.limit("time"))
    before.time = time->term;
  const auto place = [&](std::string_view key) {
    const yaml::Node* value = keys.find(key);
    return value == nullptr ? node.span : value->span;
  };
  before.span = node.span;
  before.departments_span = place("departments");
  before.steps_span = place("steps");
  before.visits_span = place("visits");
  before.materials_span = place("materials");
  before.time_span = place("time");
  return before;
}

// One limit for everybody, or a list of limits with conditions. Only the last
// may be without one: what came after it could never apply.
std::vector<Promise> read_promises(Reading& reading, const yaml::Node& node) {
  std::vector<Promise> promises;
  if (!node.is_list()) {
    const std::optional<Limit> within = read_limit(reading, node, "promise");
    if (within) promises.push_back({{}, *within});
    return promises;
  }
  constexpr auto allowed = std::to_array<std::string_view>({"when", "within"});
  for (const yaml::Node& item : node.items) {
    const Keys keys(reading, item, {"load.what_promise", {}}, allowed);
    const bool is_last = &item == &node.items.back();
    const yaml::Node* when = is_last ? keys.find("when") : keys.require("when");
    Promise promise;
    if (when != nullptr)
      promise.when = read_condition(reading, *when, "when", roots::form);
    keys.require("within");
    // Without a limit it is an error, yet its formula is still looked at.
    promise.within = keys.limit("within").value_or(
        Limit{{0, TermUnit::working_days}, item.span});
    promises.push_back(std::move(promise));
  }
  return promises;
}

void read_limits(Reading& reading, const Keys& keys, Workflow& workflow) {
  if (const yaml::Node* promise = keys.find("promise"))
    workflow.promises = read_promises(reading, *promise);
  workflow.statutory = keys.limit("statutory");
  if (const yaml::Node* clocks = keys.find("clocks"))
    workflow.clocks = read_clocks(reading, *clocks);
}

void read_head(Reading& reading, const Keys& keys, Workflow& workflow) {
  if (const yaml::Node* id = keys.require("workflow"))
    workflow.id = read_id(reading, *id);
  keys.require("title");
  workflow.title = keys.title();
  workflow.version = keys.text("version").text;
  if (const yaml::Node* lead = keys.require("lead"))
    workflow.lead = read_id(reading, *lead);
  workflow.stage = keys.text("stage").text;
  Spelled basis = keys.text("basis");
  workflow.basis = std::move(basis.text);
  workflow.basis_span = basis.span;
  read_limits(reading, keys, workflow);
  if (const yaml::Node* before = keys.find("before"))
    workflow.before = read_before(reading, *before);
  if (const yaml::Node* fallback = keys.find("fallback")) {
    constexpr auto allowed =
        std::to_array<std::string_view>({"department", "role"});
    const Keys inner(reading, *fallback, {"load.what_fallback", {}}, allowed);
    if (const yaml::Node* department = inner.find("department"))
      workflow.fallback_department = read_id(reading, *department);
    workflow.fallback_role = inner.text("role").text;
  }
}

void read_subject(Reading& reading, const Keys& keys, Workflow& workflow) {
  const yaml::Node* node = keys.find("subject");
  if (node == nullptr) return;
  workflow.subject = read_text(reading, *node, "subject").text;
  if (workflow.subject.empty() || reading.damaged ||
      model::find_field(workflow.form, workflow.subject) != nullptr)
    return;
  reading.report(codes::unknown_field, node->span,
                 {"load.unknown_subject", {{"field", workflow.subject}}},
                 {"load.expected_form_field", {}},
                 propose(workflow.subject, model::field_ids(workflow.form)));
}

void read_one_per_subject(Reading& reading, const Keys& keys,
                          Workflow& workflow) {
  workflow.one_per_subject = keys.flag("one_per_subject");
  const yaml::Node* node = keys.find("one_per_subject");
  if (node == nullptr || keys.find("subject") != nullptr) return;
  reading.report(
      codes::key_does_not_fit, node->span,
      {"load.key_needs", {{"key", "one_per_subject"}, {"other", "subject"}}},
      {"load.expected_no_key", {{"key", "one_per_subject"}}});
}

void check_step_count(Reading& reading, const yaml::Node& node,
                      std::size_t count) {
  if (count <= limits::steps_max) return;
  reading.report(codes::too_many_steps, node.span,
                 {"load.too_many_steps",
                  {{"count", std::to_string(count)},
                   {"max", std::to_string(limits::steps_max)}}});
}

}  // namespace

Workflow read_workflow(Reading& reading, const yaml::Node& root) {
  constexpr auto allowed = std::to_array<std::string_view>({"onething",
                                                            "workflow",
                                                            "title",
                                                            "version",
                                                            "lead",
                                                            "stage",
                                                            "basis",
                                                            "promise",
                                                            "statutory",
                                                            "clocks",
                                                            "before",
                                                            "subject",
                                                            "one_per_subject",
                                                            "fallback",
                                                            "form",
                                                            "prefill",
                                                            "materials",
                                                            "steps",
                                                            "groups",
                                                            "outcome",
                                                            "acceptance",
                                                            "delivery",
                                                            "states",
                                                            "retry",
                                                            "agents",
                                                            "maturity",
                                                            "channels",
                                                            "guide",
                                                            "use"});
  const Keys keys(reading, root, {"load.what_workflow", {}}, allowed);
  Workflow workflow;
  read_head(reading, keys, workflow);
  static_cast<void>(read_guidance(reading, root));
  workflow.retry = read_retry(reading, keys);
  if (const yaml::Node* form = keys.find("form"))
    workflow.form = read_fields(reading, *form, FieldPlace::form);
  if (const yaml::Node* prefill = keys.find("prefill"))
    workflow.prefill = read_prefill(reading, *prefill);
  if (const yaml::Node* materials = keys.mapping("materials"))
    for (const yaml::Entry& entry : materials->entries)
      workflow.materials.push_back(read_material(reading, entry));
  if (const yaml::Node* steps = keys.require("steps")) {
    workflow.steps = read_steps(reading, *steps);
    check_step_count(reading, *steps, workflow.steps.size());
  }
  if (const yaml::Node* groups = keys.mapping("groups"))
    workflow.groups = read_groups(reading, *groups);
  if (const yaml::Node* outcome = keys.mapping("outcome"))
    workflow.outcome = read_template(reading, *outcome, roots::step);
  read_subject(reading, keys, workflow);
  read_lifecycle(reading, keys, workflow);
  read_one_per_subject(reading, keys, workflow);
  if (const yaml::Node* agents = keys.find("agents"))
    workflow.agents = read_agent_rules(reading, *agents, workflow);
  return workflow;
}

}  // namespace onething::load
