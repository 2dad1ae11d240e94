// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "engine/handlers.h"
#include "engine/life/defects.h"
#include "engine/people/case_tasks.h"
#include "engine/steps/inputs.h"
#include "engine/steps/steps.h"
#include "onething/id.h"

namespace onething::engine {

namespace {

// The business key, such as the USCC, from the form field that the workflow
// names.
std::string subject_of(const Workflow& workflow, const Value& form) {
  if (workflow.subject.empty()) return {};
  const Value* value = form.find(workflow.subject);
  if (value == nullptr || value->is_null()) return {};
  return value->text() != nullptr ? *value->text() : to_json(*value);
}

Value object_or_empty(const Value& value) {
  return value.is_null() ? Value(Object{}) : value;
}

CaseReceived receipt(const Draft& draft, const SubmitCase& wish) {
  const Definition& definition = draft.definition();
  CaseReceived received;
  received.project = definition.project->file.id.text;
  received.workflow = definition.workflow->id.text;
  received.definition = definition.hash;
  received.submission_key = wish.submission_key;
  received.input_digest = wish.input_digest;
  received.case_id =
      make_case_id(received.project, received.workflow, wish.submission_key)
          .text;
  received.title = definition.workflow->title.in(Language::zh);
  received.seed = wish.seed;
  for (const StepPlan& plan : definition.plans)
    received.steps.push_back(plan.id);
  received.actor = draft.actor();
  return received;
}

}  // namespace

// The electronic receipt of a complete application counts as acceptance, unless
// the workflow has somebody decide on it.
std::optional<Rejection> on_submit(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<SubmitCase>(&command.what);
  const Definition& definition = draft.definition();
  model::Conformed form =
      definition.form_rules->check_form(object_or_empty(wish.form));
  std::vector<model::Defect> defects = std::move(form.defects);
  model::FormRules::Materials materials =
      definition.form_rules->check_materials(form.value,
                                             object_or_empty(wish.materials));
  defects.insert(defects.end(), materials.defects.begin(),
                 materials.defects.end());
  if (!defects.empty())
    return Rejection{{"engine.form_has_defects", {}}, to_case_defects(defects)};
  CaseReceived received = receipt(draft, wish);
  received.subject = subject_of(*definition.workflow, form.value);
  received.form = std::move(form.value);
  received.materials = std::move(materials.value);
  received.tolerated = std::move(materials.tolerated);
  draft.emit(std::move(received));
  if (wish.agent) draft.emit(AgentNamed{*wish.agent});
  if (wish.parent)
    draft.emit(ParentNamed{wish.parent->case_id,
                           {wish.parent->step, wish.parent->iteration}});
  receive(draft);
  go_on(draft);
  return std::nullopt;
}

}  // namespace onething::engine
