// SPDX-License-Identifier: Apache-2.0
//
// A service is taken back with what it was sent and what it answered; nobody
// is asked again. So each input that its undo needs has to be one of its own
// inputs or outputs, under the same id and of the same type.

#include <optional>

#include "check/checks.h"
#include "check/safety/effects.h"
#include "model/type_facts.h"

namespace onething::check {

namespace {

struct Lack {
  Message why;
  const Field* near = nullptr;  // What has the id, but does not serve.
};

std::optional<Lack> lack_of(const Service& service, const Field& needed) {
  const Field* sent = model::find_field(service.input, needed.id.text);
  const Field* answered = model::find_field(service.output, needed.id.text);
  for (const Field* field : {answered, sent})
    if (field != nullptr && field->type.kind == needed.type.kind &&
        !field->optional)
      return std::nullopt;
  const Field* near = answered != nullptr ? answered : sent;
  if (near == nullptr) return Lack{{"check_safety.undo_input_absent", {}}, {}};
  if (near->type.kind != needed.type.kind)
    return Lack{{"check_safety.undo_input_type",
                 {{"type", std::string(type_word(needed.type.kind))}}},
                near};
  return Lack{{"check_safety.undo_input_optional", {}}, near};
}

}  // namespace

void check_undo_without_input(const DepartmentFacts& facts,
                              Findings& findings) {
  for (const Service& service : facts.department.services) {
    const Service* undo = undo_of(facts.department, service);
    if (undo == nullptr || undo == &service) continue;
    for (const Field& needed : undo->input) {
      if (needed.optional) continue;
      std::optional<Lack> lack = lack_of(service, needed);
      if (!lack) continue;
      Diagnostic& diagnostic = findings.report(
          service.undo.span,
          {"check_safety.undo_without_input",
           {{"service", service.id.text},
            {"undo", undo->id.text},
            {"field", needed.id.text}}},
          std::move(lack->why),
          {"check_safety.help_undo_without_input",
           {{"service", service.id.text}, {"field", needed.id.text}}});
      diagnostic.labels.push_back(
          {needed.id.span, {"check_safety.label_undo_needs", {}}});
      if (lack->near != nullptr)
        diagnostic.labels.push_back(
            {lack->near->id.span, {"check_safety.label_near", {}}});
    }
  }
}

}  // namespace onething::check
