// SPDX-License-Identifier: Apache-2.0

#include "engine/steps/outputs.h"

#include <algorithm>
#include <utility>

#include "engine/life/defects.h"
#include "engine/steps/inputs.h"

namespace onething::engine {

namespace {

constexpr const char* kMask = "***";

const Field* find_output(const Service& service, const std::string& name) {
  for (const Field& field : service.output)
    if (field.id.text == name) return &field;
  return nullptr;
}

std::string shown(const Value& value, const Field* field) {
  if (value.is_null()) return "-";
  if (field != nullptr && field->type.sensitivity >= Sensitivity::personal)
    return kMask;
  return value.text() != nullptr ? *value.text() : to_json(value);
}

// The promised value in the type of the output, so that equal means equal.
Value typed_like(const Value& value, const Field* field) {
  if (value.is_null() || field == nullptr) return value;
  model::Conformed typed = model::conform(value, field->type);
  if (!typed.ok()) return value;
  return std::move(typed.value);
}

// What is wrong with one promise; an empty Message when it was kept.
Message check_kept(const Kept& kept, const StepPlan& plan, const Roots& roots,
                   const Value& output) {
  expr::EvalResult result = expr::evaluate(kept.expected, roots.bindings());
  if (auto* error = std::get_if<expr::EvalError>(&result))
    return {"engine.keep_failed",
            {{"field", kept.output}, {"problem", error->message}}};
  const Field* field = find_output(*plan.service, kept.output);
  Value promised = std::move(*std::get_if<Value>(&result));
  if (const Optional* optional = promised.as<Optional>()) {
    Value content =
        optional->content.empty() ? Value() : optional->content.front();
    promised = std::move(content);
  }
  promised = typed_like(promised, field);
  const Value* found = output.find(kept.output);
  const Value nothing;
  if (promised == (found == nullptr ? nothing : *found)) return {};
  return {"engine.keep_broken",
          {{"field", kept.output},
           {"promised", shown(promised, field)},
           {"found", shown(found == nullptr ? nothing : *found, field)}}};
}

}  // namespace

CheckedOutput check_output(const Draft& draft, const StepPlan& plan,
                           const RunName& run, const Value& raw) {
  model::Conformed typed = model::conform_record(raw, plan.service->output);
  CheckedOutput checked;
  checked.defects = to_case_defects(typed.defects);
  if (!typed.ok()) {
    const model::Defect& first = typed.defects.front();
    checked.failure = {
        "engine.output_unfit",
        {{"field", path_text(first.path)}, {"problem", first.problem}}};
    return checked;
  }
  checked.value = std::move(typed.value);
  if (plan.keep.empty()) return checked;
  const Roots roots(draft.definition(), draft.state(),
                    element_of(draft.step(plan), run.iteration));
  for (const Kept& kept : plan.keep) {
    Message broken = check_kept(kept, plan, roots, checked.value);
    if (broken.empty()) continue;
    const Field* field = find_output(*plan.service, kept.output);
    checked.defects.push_back(
        {kept.output,
         field != nullptr ? field->title.in(Language::zh) : kept.output, "",
         broken});
    if (checked.failure.empty()) checked.failure = std::move(broken);
  }
  return checked;
}

}  // namespace onething::engine
