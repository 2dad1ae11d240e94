// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "engine/clocks/clocks.h"
#include "engine/handlers.h"
#include "engine/life/defects.h"
#include "engine/people/case_tasks.h"
#include "engine/people/tasks.h"
#include "engine/steps/inputs.h"
#include "engine/steps/steps.h"

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

}  // namespace

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

namespace {

std::string joined(const CaseState& state) {
  std::string names;
  for (const std::string& name : state.tolerated)
    names += (names.empty() ? "" : ", ") + name;
  return names;
}

// What was handed in, laid over the case and typed; or all its defects.
struct HandedIn {
  model::Conformed form;
  model::FormRules::Materials materials;
};

std::variant<HandedIn, Rejection> take_in(const Draft& draft,
                                          const SupplementCase& wish) {
  const CaseState& state = draft.state();
  const model::FormRules& rules = *draft.definition().form_rules;
  HandedIn taken;
  taken.form = rules.check_form(merge(state.form, wish.form));
  taken.materials = rules.check_materials(
      taken.form.value, merge(state.materials, wish.materials));
  std::vector<model::Defect> defects = taken.form.defects;
  defects.insert(defects.end(), taken.materials.defects.begin(),
                 taken.materials.defects.end());
  if (defects.empty()) return taken;
  return Rejection{{"engine.supplement_has_defects", {}},
                   to_case_defects(defects)};
}

// Two windows with one notice: the first was taken, the second is told.
std::optional<Rejection> answers_another_notice(const CaseState& state,
                                                const SupplementCase& wish) {
  const bool is_open = state.status == CaseStatus::correcting;
  const bool is_meant = wish.notice == 0 || wish.notice == state.corrections;
  if (is_open && is_meant) return std::nullopt;
  if (!state.supplemented_at || (wish.notice == 0 && !is_open))
    return std::nullopt;
  return Rejection{{"engine.supplemented_already",
                    {{"actor", state.supplemented_by},
                     {"time", to_local_text(*state.supplemented_at)}}},
                   {}};
}

// Materials that may follow, while the case goes on: nothing else changes, and
// no step is looked at again.
std::optional<Rejection> add_materials(Draft& draft,
                                       const SupplementCase& wish) {
  const CaseState& state = draft.state();
  const Object* handed = wish.materials.object();
  const bool has_form = wish.form.object() && !wish.form.object()->empty();
  const auto is_awaited = [&](std::string_view name) {
    return std::find(state.tolerated.begin(), state.tolerated.end(), name) !=
           state.tolerated.end();
  };
  bool all_awaited = handed != nullptr && !handed->empty() && !has_form;
  if (all_awaited)
    for (const auto& [name, value] : *handed)
      all_awaited = all_awaited && is_awaited(name) && !value.is_null();
  if (!all_awaited)
    return Rejection{
        {"engine.only_awaited_materials",
         {{"materials", state.tolerated.empty() ? "-" : joined(state)}}},
        {}};
  auto taken = take_in(draft, wish);
  if (auto* rejection = std::get_if<Rejection>(&taken))
    return std::move(*rejection);
  auto& materials = std::get_if<HandedIn>(&taken)->materials;
  MaterialsAdded added;
  for (const auto& [name, value] : *handed) added.added.push_back(name);
  added.materials = std::move(materials.value);
  added.tolerated = std::move(materials.tolerated);
  added.actor = draft.actor();
  draft.emit(std::move(added));
  return std::nullopt;
}

}  // namespace

std::optional<Rejection> on_supplement(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<SupplementCase>(&command.what);
  const CaseState& state = draft.state();
  if (is_ending(state)) return Rejection{{"engine.case_is_ending", {}}, {}};
  if (auto rejection = answers_another_notice(state, wish)) return rejection;
  if (state.status != CaseStatus::correcting) return add_materials(draft, wish);
  auto taken = take_in(draft, wish);
  if (auto* rejection = std::get_if<Rejection>(&taken))
    return std::move(*rejection);
  HandedIn& handed = *std::get_if<HandedIn>(&taken);
  CaseSupplemented supplemented;
  add_changes(state.form, handed.form.value, supplemented.changed);
  add_changes(state.materials, handed.materials.value, supplemented.changed);
  supplemented.paused_days = days_paused(draft).value_or(0);
  supplemented.due = promise_after_pause(draft);
  supplemented.form = std::move(handed.form.value);
  supplemented.materials = std::move(handed.materials.value);
  supplemented.tolerated = std::move(handed.materials.tolerated);
  supplemented.actor = draft.actor();
  draft.emit(std::move(supplemented));
  if (!draft.state().accepted_at) {
    receive(draft);
    return std::nullopt;
  }
  project_clocks(draft, "pause");
  go_on(draft);
  return std::nullopt;
}

}  // namespace onething::engine
