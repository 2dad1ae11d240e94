// SPDX-License-Identifier: Apache-2.0

#include "check/types/known.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "check/types/static_type.h"
#include "model/step_service.h"
#include "model/type_facts.h"

namespace onething::check {

namespace {

using logic::Domain;
using logic::Known;
using Path = std::span<const std::string_view>;
using logic::Presence;

// A path as far as it was followed.
struct Found {
  const Field* field = nullptr;  // The last one, if it is one.
  const Step* step = nullptr;    // steps.X, prefill.X
  const Material* material = nullptr;
};

const std::vector<Field>* members_of(const Type& type) {
  const bool is_record =
      type.kind == TypeKind::object || type.kind == TypeKind::person;
  return is_record && !type.fields.empty() ? &type.fields : nullptr;
}

const Field* follow(const std::vector<Field>& fields, Path path) {
  const std::vector<Field>* members = &fields;
  const Field* field = nullptr;
  for (const std::string_view name : path) {
    if (members == nullptr) return nullptr;
    field = model::find_field(*members, name);
    if (field == nullptr) return nullptr;
    members = members_of(field->type);
  }
  return field;
}

Found follow_steps(const ProjectFacts& project, const std::vector<Step>& steps,
                   Path path) {
  const auto found =
      std::find_if(steps.begin(), steps.end(),
                   [&](const Step& one) { return one.id.text == path[1]; });
  if (found == steps.end()) return {};
  const Step& step = *found;
  if (path.size() == 2) return {nullptr, &step, nullptr};
  const Service* service = readable_service(project, step);
  if (service == nullptr || !step.for_each.empty()) return {};
  return {follow(service->output, path.subspan(2)), nullptr, nullptr};
}

Found find_path(const ProjectFacts& project, const Workflow& workflow,
                Path path) {
  if (path.size() < 2) return {};
  if (path[0] == "form")
    return {follow(workflow.form, path.subspan(1)), nullptr, nullptr};
  if (path[0] == "steps") return follow_steps(project, workflow.steps, path);
  if (path[0] == "prefill")
    return follow_steps(project, workflow.prefill, path);
  if (path[0] == "materials")
    for (const Material& material : workflow.materials)
      if (material.id.text == path[1]) return {nullptr, nullptr, &material};
  return {};
}

Domain::Kind kind_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return Domain::Kind::boolean;
    case TypeKind::integer:
      return Domain::Kind::integer;
    case TypeKind::number:
      return Domain::Kind::number;
    case TypeKind::money:
      return Domain::Kind::money;
    case TypeKind::date:
      return Domain::Kind::date;
    case TypeKind::time:
      return Domain::Kind::instant;
    case TypeKind::enumeration:
      return Domain::Kind::enumeration;
    case TypeKind::duration:
    case TypeKind::list:
    case TypeKind::object:
    case TypeKind::person:
      return Domain::Kind::other;
    default:
      return Domain::Kind::text;
  }
}

Domain domain_of(const Type& type) {
  Domain domain;
  domain.kind = kind_of(type.kind);
  domain.min = type.min;
  domain.max = type.max;
  for (const Option& option : type.options)
    domain.options.push_back(option.id.text);
  return domain;
}

Presence when(const Formula& condition, bool may_be_absent_still) {
  Presence presence;
  if (condition.empty() && !may_be_absent_still)
    presence.kind = Presence::Kind::always;
  else if (!may_be_absent_still)
    presence.kind = Presence::Kind::exactly_if;
  if (!condition.empty()) presence.conditions.push_back(&condition.ast());
  return presence;
}

Domain domain(Domain::Kind kind) {
  Domain domain;
  domain.kind = kind;
  return domain;
}

Presence always() { return {Presence::Kind::always, {}}; }

Known known_material(const Material& material, Path path) {
  if (path.size() == 2)
    return {domain(Domain::Kind::other),
            when(material.when, material.tolerate.has_value())};
  if (path.size() != 3) return {};
  if (path[2] == "file") return {domain(Domain::Kind::text), always()};
  if (path[2] != "kind") return {};
  Domain kinds = domain(Domain::Kind::enumeration);
  for (const Spelled& kind : material.any_of)
    kinds.options.push_back(kind.text);
  if (kinds.options.empty()) kinds.options.push_back(material.id.text);
  return {std::move(kinds), always()};
}

// With the rules of the workflow: a grade that may not file is never seen.
Known known_grade(const Workflow& workflow) {
  if (!workflow.agents) return {domain(Domain::Kind::text), always()};
  const AgentRules& rules = *workflow.agents;
  if (rules.allowed && rules.grades.empty())
    return {domain(Domain::Kind::text), always()};
  Domain grades = domain(Domain::Kind::enumeration);
  grades.options.emplace_back();
  if (rules.allowed)
    for (const Spelled& grade : rules.grades)
      grades.options.push_back(grade.text);
  return {std::move(grades), always()};
}

Known known_fact(const Workflow& workflow, Path path) {
  if (path.size() != 2) return {};
  if (path[1] == "agent_grade") return known_grade(workflow);
  const bool is_moment = path[1] == "received" || path[1] == "accepted";
  return {domain(is_moment ? Domain::Kind::instant : Domain::Kind::text),
          always()};
}

// Though its condition holds: with states of its own a case need not come to
// where the step acts.
bool may_lack(const Workflow& workflow, const Step& step, Path path) {
  return model::may_come_to_nothing(workflow, step) ||
         (path[0] == "steps" && !workflow.states.empty());
}

}  // namespace

const Type* declared_type(const ProjectFacts& project, const Workflow& workflow,
                          Path path) {
  const Found place = find_path(project, workflow, path);
  return place.field == nullptr ? nullptr : &place.field->type;
}

Known known_of(const ProjectFacts& project, const Workflow& workflow,
               logic::Path names) {
  if (names.size() < 2) return {};
  const std::vector<std::string_view> path(names.begin(), names.end());
  if (path[0] == "case") return known_fact(workflow, path);
  const Found place = find_path(project, workflow, path);
  if (place.material != nullptr) return known_material(*place.material, path);
  if (place.step != nullptr)
    return {domain(Domain::Kind::other),
            when(place.step->when, may_lack(workflow, *place.step, path))};
  if (place.field == nullptr) return {};
  return {domain_of(place.field->type),
          when(place.field->when, place.field->optional)};
}

}  // namespace onething::check
