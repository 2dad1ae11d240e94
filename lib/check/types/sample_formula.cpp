// SPDX-License-Identifier: Apache-2.0
//
// A sample answers trial runs from what was sent. A formula in it that fails,
// or gives what the contract does not promise, stops every trial.

#include <optional>

#include "check/checks.h"
#include "check/types/fit.h"
#include "check/types/static_type.h"
#include "model/type_facts.h"
#include "typing/check_types.h"

namespace onething::check {

namespace {

using Kind = typing::Mistake::Kind;

bool stops(Kind kind) {
  return kind != Kind::needless_guard && kind != Kind::mixed_list &&
         kind != Kind::unknown_name;
}

class Samples {
 public:
  Samples(const Service& service, Findings& findings)
      : service_(service), findings_(findings) {
    environment_.variables = {{"input", static_record(types_, service.input)}};
  }

  void run() {
    for (const auto& [name, value] : service_.sample->members) {
      field_ = model::find_field(service_.output, name.text);
      visit(value, field_ == nullptr ? nullptr : &field_->type);
    }
  }

 private:
  // No deeper than the document. `wanted` is null where nobody knows.
  void visit(const Template& value, const Type* wanted) {
    formula(value.formula, wanted);
    for (const Template::Part& part : value.parts) formula(part.formula, {});
    for (const Template& item : value.items)
      visit(item, wanted != nullptr && !wanted->element.empty()
                      ? &wanted->element[0]
                      : nullptr);
    for (const auto& [name, member] : value.members) {
      const Field* field = wanted == nullptr
                               ? nullptr
                               : model::find_field(wanted->fields, name.text);
      visit(member, field == nullptr ? nullptr : &field->type);
    }
  }

  void formula(const Formula& formula, const Type* wanted) {
    if (formula.empty()) return;
    const typing::Checked checked =
        typing::check_types(formula.ast(), environment_, types_);
    bool is_sound = true;
    for (const typing::Mistake& mistake : checked.mistakes) {
      if (!stops(mistake.kind)) continue;
      is_sound = false;
      findings_.report(
          formula.place(mistake.range.begin, mistake.range.end),
          {"check_types.sample_formula",
           {{"service", service_.id.text}, {"problem", mistake.found}}},
          mistake.expected, mistake.help);
    }
    if (!is_sound || wanted == nullptr) return;
    const std::optional<Misfit> found = misfit(types_, checked.type, *wanted);
    if (!found) return;
    Diagnostic& finding =
        findings_.report(formula.span(),
                         {"check_types.sample_type",
                          {{"service", service_.id.text},
                           {"output", field_->id.text},
                           {"wanted", model::type_name(wanted->kind)}}},
                         {"check_types.expected_type",
                          {{"wanted", model::type_name(wanted->kind)}}},
                         {"check_types.help_sample", {}});
    finding.labels.push_back(
        {field_->id.span, {"check_types.label_contract", {}}});
  }

  const Service& service_;
  Findings& findings_;
  typing::Types types_;
  typing::Environment environment_;
  const Field* field_ = nullptr;
};

}  // namespace

void check_sample_formula(const DepartmentFacts& facts, Findings& findings) {
  for (const Service& service : facts.department.services)
    if (service.sample && !facts.project.is_broken(service.id.span))
      Samples(service, findings).run();
}

}  // namespace onething::check
