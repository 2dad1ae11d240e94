// SPDX-License-Identifier: Apache-2.0

#include "engine/life/undo.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "engine/life/defects.h"
#include "engine/people/tasks.h"
#include "engine/steps/inputs.h"
#include "engine/steps/steps.h"
#include "model/conform.h"
#include "model/service_facts.h"

namespace onething::engine {

namespace {

RunName undo_run(const RunName& done) {
  return {undo_step(done.step), done.iteration};
}

const RunState* run_of(const CaseState& state, const RunName& name) {
  const StepState* step = state.find_step(name.step);
  const auto index = static_cast<std::size_t>(name.iteration);
  if (step == nullptr || index >= step->runs.size()) return nullptr;
  return &step->runs[index];
}

// What was done last is taken back first.
std::vector<RunName> to_take_back(const Draft& draft) {
  std::vector<RunName> order;
  const std::vector<Act>& acts = draft.state().acts;
  for (auto act = acts.rbegin(); act != acts.rend(); ++act) {
    const StepPlan* done = draft.find_plan(act->run.step);
    const bool can_be = draft.find_plan(undo_step(act->run.step)) != nullptr;
    if (can_be && done != nullptr && !model::is_reading(*done->service))
      order.push_back(act->run);
  }
  return order;
}

// What the run was given and what it gave, wherever it is kept.
struct Known {
  const Value* input = nullptr;
  const Value* output = nullptr;
};

Known known_of(const CaseState& state, const RunName& done) {
  for (const Act& act : state.acts) {
    if (act.run != done) continue;
    if (act.superseded) return {&act.input, &act.output};
    const RunState* run = run_of(state, done);
    OT_ASSERT(run != nullptr);
    return {&run->input, &run->output};
  }
  return {};
}

// Where a field comes from: the department gave it, or whoever gave it then.
std::vector<std::string> sources_of(const StepPlan& done,
                                    const std::string& field, bool is_answer) {
  if (is_answer) return {done.department->id.text};
  for (const InputField& input : done.input)
    if (input.field->id.text == field) return input.from;
  return {"workflow"};
}

void start_undo(Draft& draft, const StepPlan& plan, const RunName& done) {
  const RunName name = undo_run(done);
  // Nobody can be asked for a message, and no other case acts for this one.
  if (plan.service->by == Performer::message ||
      !plan.service->call.workflow.empty())
    return fail_run(draft, plan, name, {"engine.undo_by_hand", {}});
  const StepPlan& original = *draft.find_plan(done.step);
  const Known known = known_of(draft.state(), done);
  Object raw;
  std::vector<SentField> sent;
  for (const Field& field : plan.service->input) {
    const std::string& id = field.id.text;
    const Value* value = known.output->find(id);
    const bool is_answer = value != nullptr && !value->is_null();
    if (!is_answer) value = known.input->find(id);
    if (value == nullptr || value->is_null()) continue;
    raw.set(id, sorted(*value));
    sent.push_back(
        sent_field(plan, field, sources_of(original, id, is_answer)));
  }
  model::Conformed typed =
      model::conform_record(std::move(raw), plan.service->input);
  if (!typed.ok()) {
    const model::Defect& first = typed.defects.front();
    return fail_run(
        draft, plan, name,
        {"engine.input_unfit",
         {{"field", path_text(first.path)}, {"problem", first.problem}}});
  }
  begin_run(draft, plan, name, 0, std::move(typed.value), std::move(sent));
}

bool is_over(RunStatus status) {
  return status == RunStatus::done || status == RunStatus::abandoned;
}

bool is_taken_back(const CaseState& state, const RunName& done) {
  const RunState* undo = run_of(state, undo_run(done));
  return undo != nullptr && undo->status == RunStatus::done;
}

bool leaves_something(const Definition& definition, std::string_view step) {
  // Of these only what leaves something was kept.
  if (is_former(step)) return true;
  const StepPlan* plan = find_plan(definition, step);
  return plan != nullptr && !plan->is_undo &&
         model::leaves_something(*plan->service);
}

bool comes_to_nothing(const CaseState& state) {
  return is_ending(state) || state.status == CaseStatus::denied ||
         state.status == CaseStatus::terminated ||
         state.status == CaseStatus::lapsed;
}

bool is_in_doubt(const RunState& run) {
  return run.may_have_acted && !is_open(run.status);
}

}  // namespace

std::vector<InForce> in_force(const Definition& definition,
                              const CaseState& state) {
  std::vector<InForce> all;
  if (!comes_to_nothing(state)) return all;
  for (const Act& act : state.acts)
    if (leaves_something(definition, act.run.step) &&
        !is_taken_back(state, act.run))
      all.push_back({act.run, true});
  for (const StepState& step : state.step_states) {
    if (!leaves_something(definition, step.id)) continue;
    for (std::size_t i = 0; i < step.runs.size(); ++i)
      if (is_in_doubt(step.runs[i]))
        all.push_back({{step.id, static_cast<std::int64_t>(i)}, false});
  }
  return all;
}

bool take_back(Draft& draft) {
  if (draft.state().undo_order.empty()) {
    std::vector<RunName> order = to_take_back(draft);
    if (order.empty()) return true;
    draft.emit(UndoOrdered{std::move(order)});
  }
  const std::vector<RunName> order = draft.state().undo_order;
  for (const RunName& done : order) {
    const RunName name = undo_run(done);
    const RunStatus status = draft.find_run(name)->status;
    if (is_over(status)) continue;
    if (status == RunStatus::waiting && draft.may_start())
      start_undo(draft, *draft.find_plan(name.step), done);
    return false;
  }
  const std::vector<InForce> left = in_force(draft.definition(), draft.state());
  const bool in_doubt = std::any_of(
      left.begin(), left.end(), [](const InForce& e) { return !e.is_certain; });
  if (draft.state().undo_given_up.empty() && !in_doubt)
    draft.emit(CaseCompensated{order});
  return true;
}

}  // namespace onething::engine
