// SPDX-License-Identifier: Apache-2.0

#include "engine/mend/evolve_mend.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/format.h"

namespace onething::engine {

namespace {

constexpr std::string_view kFormer = "former.";
constexpr std::string_view kPrefill = "prefill.";
constexpr std::string_view kMaterial = "materials.";
constexpr std::string_view kMaterialClock = "material:";

// Something happened to it, and so a key may have been made of its name.
bool has_history(const StepState& step) {
  return step.generation > 0 || step.expanded || !step.runs.empty();
}

// One case on its way to another version.
class Move {
 public:
  Move(CaseState& state, const CaseMigrated& migrated)
      : state_(state), migrated_(migrated) {}

  void run() {
    ++state_.migrations;
    std::vector<StepState> old = std::move(state_.step_states);
    const Value prefill = std::exchange(state_.prefill, Object{});
    const Value steps = std::exchange(state_.steps, Object{});
    for (const StepState& step : old) note_name(step);
    state_.step_states.clear();
    for (const std::string& id : migrated_.steps) place(old, id);
    // What takes back stands behind the steps, in no order of the workflow.
    for (StepState& step : old)
      if (is_undo(step.id)) state_.step_states.push_back(std::move(step));
    move_outputs(prefill, steps);
    for (TaskState& task : state_.tasks) task.run.step = moved(task.run.step);
    move_acts();
    for (ClockState& clock : state_.clocks) move_clock(clock);
  }

 private:
  bool drops(const std::string& name) const {
    const auto& all = migrated_.dropped;
    return std::find(all.begin(), all.end(), name) != all.end();
  }

  std::string new_name(const std::string& name) const {
    for (const Renamed& each : migrated_.renamed)
      if (each.from == name) return each.to;
    return name;
  }

  // What is told of a step from now on.
  std::string moved(const std::string& step) const {
    if (step.empty()) return step;
    return drops(step) ? former_step(step, state_.migrations) : new_name(step);
  }

  // The name is free for another step, under other keys.
  void note_name(const StepState& step) {
    if (!has_history(step)) return;
    if (!drops(step.id) && new_name(step.id) == step.id) return;
    const std::int64_t next = step.generation + 1;
    for (UsedName& used : state_.used_names) {
      if (used.step != step.id) continue;
      used.generation = std::max(used.generation, next);
      return;
    }
    state_.used_names.push_back({step.id, next});
  }

  void place(std::vector<StepState>& old, const std::string& id) {
    StepState placed;
    for (StepState& step : old)
      if (!drops(step.id) && new_name(step.id) == id) placed = std::move(step);
    placed.id = id;
    for (const UsedName& used : state_.used_names)
      if (used.step == id)
        placed.generation = std::max(placed.generation, used.generation);
    state_.step_states.push_back(std::move(placed));
  }

  void move_outputs(const Value& prefill, const Value& steps) {
    for (const auto& [name, output] : *prefill.object()) {
      const std::string id = std::string(kPrefill) + name;
      if (!drops(id))
        state_.prefill.object()->set(new_name(id).substr(kPrefill.size()),
                                     output);
    }
    for (const auto& [name, output] : *steps.object())
      if (!drops(name)) state_.steps.object()->set(new_name(name), output);
  }

  // Of a step that is gone only what stays so at its department is kept.
  void move_acts() {
    const auto& left = migrated_.left;
    std::erase_if(state_.acts, [&](const Act& act) {
      return drops(act.run.step) &&
             std::find(left.begin(), left.end(), act.run.step) == left.end();
    });
    for (Act& act : state_.acts) act.run.step = moved(act.run.step);
  }

  void move_clock(ClockState& clock) const {
    if (!clock.id.starts_with(kMaterialClock)) return;
    const std::string name =
        std::string(kMaterial) + clock.id.substr(kMaterialClock.size());
    if (drops(name)) clock.running = false;
    clock.id =
        std::string(kMaterialClock) + new_name(name).substr(kMaterial.size());
  }

  CaseState& state_;
  const CaseMigrated& migrated_;
};

}  // namespace

std::string former_step(std::string_view step, std::int64_t migration) {
  return format("{}{}.{}", kFormer, migration, step);
}

bool is_former(std::string_view step) { return step.starts_with(kFormer); }

void move_to_version(CaseState& state, const CaseMigrated& migrated,
                     Instant at) {
  Move(state, migrated).run();
  state.definition = migrated.definition;
  state.form = migrated.form;
  state.materials = migrated.materials;
  state.tolerated = migrated.tolerated;
  state.place = migrated.state;
  state.mendings.push_back(
      {at, "migrate", "", {}, migrated.reason, migrated.actor});
}

void note_repair(CaseState& state, const CaseRepaired& repaired, Instant at) {
  for (const std::string& id : repaired.recheck)
    if (StepState* step = state.find_step(id)) step->recheck = true;
  state.mendings.push_back({at, repaired.what, repaired.step,
                            repaired.iteration, repaired.reason,
                            repaired.actor});
}

}  // namespace onething::engine
