// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "engine/clocks.h"
#include "engine/defects.h"
#include "engine/handlers.h"
#include "engine/inputs.h"
#include "engine/steps.h"
#include "engine/tasks.h"

namespace onething::engine {

namespace {

bool is_returned(const RunState& run) {
  return run.status == RunStatus::returned;
}

// A run that never got its input computed has no key; that it still cannot be
// computed is "the same".
bool has_same_input(const Draft& draft, const StepPlan& plan,
                    const RunState& run, const Value* each) {
  const auto computed = input_of(draft, plan, each);
  const Value* input = std::get_if<Value>(&computed);
  if (input == nullptr || run.key.empty())
    return input == nullptr && run.key.empty();
  return to_canonical(*input) == to_canonical(run.input);
}

// What nobody waited for any more may still be under way; it is not wanted a
// second time.
void reset_step(Draft& draft, const StepPlan& plan,
                std::vector<std::int64_t> kept) {
  for (std::size_t i = 0; i < draft.step(plan).runs.size(); ++i)
    close_tasks_of(draft, {plan.id, static_cast<std::int64_t>(i)});
  draft.emit(
      StepReset{plan.id, draft.step(plan).generation + 1, std::move(kept)});
  start_step(draft, plan);
}

// The runs of a for_each step that came back and would get the same again.
std::vector<std::int64_t> unchanged_runs(const Draft& draft,
                                         const StepPlan& plan,
                                         const List& elements) {
  std::vector<std::int64_t> kept;
  const StepState& step = draft.step(plan);
  const std::size_t count = std::min(step.runs.size(), elements.size());
  const auto keep = [&](std::size_t i) {
    return has_come_back(step.runs[i].status) &&
           has_same_input(draft, plan, step.runs[i], &elements[i]);
  };
  // Those that others made needless stay so while all those others stay.
  bool all_stay = count == elements.size() && count == step.runs.size();
  for (std::size_t i = 0; i < count; ++i)
    if (!step.runs[i].joined && step.runs[i].status != RunStatus::cancelled)
      all_stay = all_stay && keep(i);
  for (std::size_t i = 0; i < count; ++i) {
    const RunState& run = step.runs[i];
    const bool is_needless = run.joined || run.status == RunStatus::cancelled;
    if (is_needless ? all_stay : keep(i))
      kept.push_back(static_cast<std::int64_t>(i));
  }
  return kept;
}

// Others of its group sufficed, so that it was not begun or not waited for.
bool is_needless(const StepState& step) {
  return step.joined || std::any_of(step.runs.begin(), step.runs.end(),
                                    [](const RunState& run) {
                                      return run.joined ||
                                             run.status == RunStatus::cancelled;
                                    });
}

bool was_never_computed(const StepState& step) {
  return !step.skipped &&
         std::all_of(step.runs.begin(), step.runs.end(),
                     [](const RunState& run) { return run.key.empty(); });
}

void recheck_elements(Draft& draft, const StepPlan& plan) {
  const StepState& step = draft.step(plan);
  const auto elements = elements_of(draft, plan);
  const List* list = std::get_if<List>(&elements);
  if (list == nullptr) {
    if (was_never_computed(step) && !step.runs.empty())
      return draft.emit(StepKept{plan.id});
    return reset_step(draft, plan, {});
  }
  std::vector<std::int64_t> kept = unchanged_runs(draft, plan, *list);
  if (!step.skipped && kept.size() == list->size() &&
      kept.size() == step.runs.size())
    return draft.emit(StepKept{plan.id});
  reset_step(draft, plan, std::move(kept));
}

// Laid over what is there: objects are replaced whole, null takes a member
// away.
Value merge(const Value& old, const Value& changes) {
  Object merged = old.object() != nullptr ? *old.object() : Object{};
  if (changes.object() == nullptr) return merged;
  for (const auto& [name, value] : *changes.object()) {
    if (value.is_null())
      merged.erase(name);
    else
      merged.set(name, value);
  }
  return merged;
}

void add_changes(const Value& before, const Value& after,
                 std::vector<std::string>& changed) {
  const Object nothing;
  const Object& old = before.object() ? *before.object() : nothing;
  const Object& now = after.object() ? *after.object() : nothing;
  for (const auto& [name, value] : now) {
    const Value* was = old.find(name);
    if (was == nullptr || !(*was == value)) changed.push_back(name);
  }
  for (const auto& [name, value] : old)
    if (now.find(name) == nullptr) changed.push_back(name);
}

struct Notice {
  std::vector<CaseDefect> defects;  // Of all returned runs.
  std::vector<RunName> fresh;       // Not yet told to the applicant.
  bool must_wait = false;           // Something else may still be returned.
};

Notice gather(const CaseState& state) {
  Notice notice;
  for (const StepState& step : state.step_states) {
    for (std::size_t i = 0; i < step.runs.size(); ++i) {
      const RunState& run = step.runs[i];
      if (!run.joined && (run.status == RunStatus::calling ||
                          run.status == RunStatus::retrying ||
                          run.status == RunStatus::with_person))
        notice.must_wait = true;
      if (!is_returned(run) || step.recheck) continue;
      notice.defects.insert(notice.defects.end(), run.defects.begin(),
                            run.defects.end());
      if (!run.noticed)
        notice.fresh.push_back({step.id, static_cast<std::int64_t>(i)});
    }
  }
  return notice;
}

}  // namespace

void request_correction(Draft& draft) {
  Notice notice = gather(draft.state());
  if (notice.must_wait || notice.fresh.empty()) return;
  if (draft.state().corrections < limits::corrections_max)
    return draft.emit(CorrectionRequested{std::move(notice.defects)});
  for (const RunName& run : notice.fresh)
    fail_run(draft, *draft.find_plan(run.step), run,
             {"engine.too_many_corrections",
              {{"max", std::to_string(limits::corrections_max)}}});
}

void recheck_step(Draft& draft, const StepPlan& plan) {
  const StepState& step = draft.step(plan);
  if (is_joined_out(draft, plan) && is_needless(step))
    return draft.emit(StepKept{plan.id});
  // What was needless and is needed again acts like what was returned.
  const bool returned =
      (!plan.for_each && is_needless(step)) ||
      std::any_of(step.runs.begin(), step.runs.end(), is_returned);
  const auto wanted = is_wanted(draft, plan);
  const bool* answer = std::get_if<bool>(&wanted);
  if (answer == nullptr) {
    if (!returned && was_never_computed(step))
      return draft.emit(StepKept{plan.id});
    return reset_step(draft, plan, {});
  }
  if (!*answer) {
    if (!returned) return draft.emit(StepKept{plan.id});
    return reset_step(draft, plan, {});
  }
  if (plan.for_each) return recheck_elements(draft, plan);
  if (!returned && !step.skipped &&
      has_same_input(draft, plan, step.runs.front(), nullptr))
    return draft.emit(StepKept{plan.id});
  reset_step(draft, plan, {});
}

std::optional<Rejection> on_supplement(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<SupplementCase>(&command.what);
  const CaseState& state = draft.state();
  if (is_ending(state)) return Rejection{{"engine.case_is_ending", {}}, {}};
  const model::FormRules& rules = *draft.definition().form_rules;
  model::Conformed form = rules.check_form(merge(state.form, wish.form));
  std::vector<model::Defect> defects = std::move(form.defects);
  model::FormRules::Materials materials =
      rules.check_materials(form.value, merge(state.materials, wish.materials));
  defects.insert(defects.end(), materials.defects.begin(),
                 materials.defects.end());
  if (!defects.empty())
    return Rejection{{"engine.supplement_has_defects", {}},
                     to_case_defects(defects)};
  CaseSupplemented supplemented;
  add_changes(state.form, form.value, supplemented.changed);
  add_changes(state.materials, materials.value, supplemented.changed);
  const std::optional<std::int64_t> paused = days_paused(draft);
  supplemented.paused_days = paused.value_or(0);
  if (paused && state.due) supplemented.due = shift(draft, *state.due, *paused);
  supplemented.form = std::move(form.value);
  supplemented.materials = std::move(materials.value);
  supplemented.tolerated = std::move(materials.tolerated);
  supplemented.actor = draft.actor();
  draft.emit(std::move(supplemented));
  go_on(draft);
  return std::nullopt;
}

}  // namespace onething::engine
