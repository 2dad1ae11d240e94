// SPDX-License-Identifier: Apache-2.0

#include "check/types/static_type.h"

#include <string>
#include <utility>

#include "model/step_service.h"

namespace onething::check {

using typing::TypeId;
using typing::Types;

namespace {

TypeId choice(Types& types, const Type& type) {
  std::vector<std::string> options;
  options.reserve(type.options.size());
  for (const Option& option : type.options) options.push_back(option.id.text);
  return types.enumeration(std::move(options));
}

TypeId list_of(Types& types, const Type& type) {
  return types.list(type.element.empty() ? typing::dyn_type
                                         : static_type(types, type.element[0]));
}

}  // namespace

// Types nest no deeper than the documents they come from.
TypeId static_type(Types& types, const Type& type) {
  switch (type.kind) {
    case TypeKind::integer:
      return typing::int_type;
    case TypeKind::number:
      return typing::double_type;
    case TypeKind::money:
      return typing::money_type;
    case TypeKind::boolean:
      return typing::bool_type;
    case TypeKind::date:
      return typing::date_type;
    case TypeKind::time:
      return typing::instant_type;
    case TypeKind::duration:
      return typing::term_type;
    case TypeKind::enumeration:
      return choice(types, type);
    case TypeKind::list:
      return list_of(types, type);
    case TypeKind::object:
    case TypeKind::person:
      if (type.fields.empty()) return types.open_record({});
      return static_record(types, type.fields);
    default:
      return typing::text_type;
  }
}

TypeId static_record(Types& types, const std::vector<Field>& fields) {
  std::vector<typing::Member> members;
  members.reserve(fields.size());
  for (const Field& field : fields)
    members.push_back({field.id.text, static_type(types, field.type),
                       field.optional || !field.when.empty()});
  return types.record(std::move(members));
}

TypeId form_root(Types& types, const Workflow& workflow) {
  return static_record(types, workflow.form);
}

TypeId materials_root(Types& types, const Workflow& workflow) {
  std::vector<typing::Member> members;
  for (const Material& material : workflow.materials) {
    std::vector<std::string> kinds;
    for (const Spelled& kind : material.any_of) kinds.push_back(kind.text);
    if (kinds.empty()) kinds.push_back(material.id.text);
    const TypeId handed_in =
        types.record({{"kind", types.enumeration(std::move(kinds)), false},
                      {"file", typing::text_type, false}});
    members.push_back({material.id.text, handed_in,
                       !material.when.empty() || material.tolerate});
  }
  return types.record(std::move(members));
}

const Service* readable_service(const ProjectFacts& project, const Step& step) {
  if (step.wait) return &model::waiting_service();
  const Service* service = project.project.service_of(step.uses);
  if (service == nullptr || project.is_broken(service->id.span)) return nullptr;
  return service;
}

TypeId steps_root(Types& types, const ProjectFacts& project,
                  const Workflow& workflow, const std::vector<Step>& steps) {
  std::vector<typing::Member> members;
  members.reserve(steps.size());
  // A case need not come to the state in which it acts.
  const bool is_of_states =
      &steps == &workflow.steps && !workflow.states.empty();
  for (const Step& step : steps) {
    const Service* service = readable_service(project, step);
    TypeId output = service == nullptr ? typing::dyn_type
                                       : static_record(types, service->output);
    if (!step.for_each.empty()) output = types.list(output);
    members.push_back({step.id.text, output,
                       is_of_states || !step.when.empty() ||
                           model::may_come_to_nothing(workflow, step)});
  }
  return types.record(std::move(members));
}

// What engine/steps/inputs.h tells formulas; a case is accepted before any
// step.
TypeId case_root(Types& types) {
  return types.record({{"id", typing::text_type, false},
                       {"workflow", typing::text_type, false},
                       {"subject", typing::text_type, false},
                       {"received", typing::instant_type, false},
                       {"accepted", typing::instant_type, false},
                       {"agent_grade", typing::text_type, false}});
}

}  // namespace onething::check
