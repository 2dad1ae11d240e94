// SPDX-License-Identifier: Apache-2.0

#include "onething/precheck.h"

#include <set>
#include <utility>

#include "guide/given.h"
#include "model/conform.h"

namespace onething {

namespace {

// What a department would not take, although the form does.
class Contracts {
 public:
  Contracts(const Project& project, const Workflow& workflow,
            std::vector<PrecheckDefect>& out)
      : project_(project), workflow_(workflow), out_(out) {}

  void look(const Value& form) {
    const Value known = Object{{"form", form}};
    for (const auto* steps : {&workflow_.prefill, &workflow_.steps})
      for (const Step& each : *steps) look(each, known);
  }

 private:
  void look(const Step& step, const Value& known) {
    const Service* service = project_.service_of(step.uses);
    if (service == nullptr || !guides::happens(step, known).value_or(false))
      return;
    for (const Value& element : guides::elements(step, known))
      for (const guides::GivenInput& each :
           guides::inputs(step, *service, known, element))
        for (const model::Defect& defect :
             model::conform(each.value, each.field->type).defects)
          add(step, *each.field, defect);
  }

  // The same of several elements or steps of one service is told once.
  void add(const Step& step, const Field& field, const model::Defect& defect) {
    const std::string name =
        field.title.empty() ? field.id.text : field.title.in(Language::zh);
    if (!seen_
             .insert(step.uses.text.text + "." + field.id.text +
                     render(defect.problem, Language::en))
             .second)
      return;
    out_.push_back({&step,
                    project_.department_of(step.uses),
                    nullptr,
                    {"guide.precheck_input",
                     {{"field", name}, {"problem", defect.problem}}}});
  }

  const Project& project_;
  const Workflow& workflow_;
  std::vector<PrecheckDefect>& out_;
  std::set<std::string> seen_;
};

}  // namespace

Result<Precheck> precheck(std::string_view path, const Project& project,
                          const Workflow& workflow) {
  OT_TRY(LoadedApplication loaded, load_application(path, project, workflow));
  Precheck out;
  out.loaded = std::move(loaded);
  for (const Diagnostic& each : out.loaded.diagnostics)
    if (each.severity == Severity::error)
      out.defects.push_back({nullptr, nullptr, &each, each.found});
  // Of a form that is wrong itself, departments would only repeat it.
  if (out.defects.empty())
    Contracts(project, workflow, out.defects).look(out.loaded.application.form);
  return out;
}

}  // namespace onething
