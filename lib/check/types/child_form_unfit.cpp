// SPDX-License-Identifier: Apache-2.0
//
// A service that is a case of another workflow hands its input over as that
// workflow's form, and nothing else: what does not fit, is not asked for or is
// missing makes every such case fail as it is opened.

#include <string>

#include "check/checks.h"
#include "model/type_facts.h"
#include "model/type_fit.h"

namespace onething::check {

namespace {

class Handing {
 public:
  Handing(const Service& service, const Workflow& to, Findings& findings)
      : service_(service), to_(to), findings_(findings) {}

  void run() {
    for (const Field& given : service_.input) {
      const Field* asked = model::find_field(to_.form, given.id.text);
      if (asked == nullptr)
        say("check_types.child_form_surplus", given, given.id.span,
            to_.id.span);
      else if (!model::may_fit(given.type, asked->type))
        say("check_types.child_form_unfit", given, given.id.span,
            asked->id.span);
      else if (given.optional && is_demanded(*asked))
        say("check_types.child_form_may_lack", given, given.id.span,
            asked->id.span);
    }
    for (const Field& asked : to_.form)
      if (is_demanded(asked) &&
          model::find_field(service_.input, asked.id.text) == nullptr)
        say("check_types.child_form_lacks", asked, service_.call.span,
            asked.id.span);
    for (const Material& material : to_.materials)
      if (material.when.empty() && !material.tolerate)
        report("check_types.child_form_material", material.id.text,
               service_.call.span, material.id.span);
  }

 private:
  static bool is_demanded(const Field& field) {
    return !field.optional && field.when.empty();
  }

  void say(std::string_view key, const Field& field, Span span, Span there) {
    report(key, field.id.text, span, there);
  }

  void report(std::string_view key, const std::string& name, Span span,
              Span there) {
    findings_
        .report(span,
                {key,
                 {{"service", service_.id.text},
                  {"name", name},
                  {"workflow", to_.id.text}}},
                {"check_types.expected_same_form", {}},
                {"check_types.help_child_form", {{"workflow", to_.id.text}}})
        .labels.push_back({there, {"check_types.label_other_form", {}}});
  }

  const Service& service_;
  const Workflow& to_;
  Findings& findings_;
};

}  // namespace

void check_child_form_unfit(const DepartmentFacts& facts, Findings& findings) {
  for (const Service& service : facts.department.services) {
    if (service.call.workflow.empty() ||
        facts.project.is_broken(service.id.span))
      continue;
    const Workflow* to =
        facts.project.project.find_workflow(service.call.workflow.text);
    if (to != nullptr && !facts.project.is_broken(to->id.span))
      Handing(service, *to, findings).run();
  }
}

}  // namespace onething::check
