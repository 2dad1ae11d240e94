// SPDX-License-Identifier: Apache-2.0

#include "engine/mend/fit.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "engine/life/defects.h"
#include "engine/steps/readers.h"
#include "model/conform.h"

namespace onething::engine {

namespace {

constexpr std::string_view kForm = "form.";
constexpr std::string_view kMaterials = "materials.";
constexpr std::string_view kStates = "states.";

std::string in(std::string_view place, std::string_view name) {
  return std::string(place) + std::string(name);
}

// What is wrong with a field, without what it holds: it is somebody's, and who
// moves cases need not see it.
Message what_is_wrong(const model::Defect& defect) {
  const std::string_view key = defect.problem.key;
  if (key.find("unknown") != std::string_view::npos ||
      key.find("not_asked") != std::string_view::npos)
    return {"migrate.field_not_asked", {}};
  if (key.find("missing") != std::string_view::npos)
    return {"migrate.field_missing", {}};
  return {"migrate.field_unfit", {}};
}

class Fitting {
 public:
  Fitting(const Definition& from, const MigrationTarget& target,
          const CaseState& state, const Migration& mapping)
      : from_(from),
        to_(*target.definition),
        acts_for_(target.acts_for),
        state_(state),
        mapping_(mapping) {}

  Fit run() {
    fit_.event.was = state_.definition;
    fit_.event.definition = to_.hash;
    for (const StepPlan& plan : to_.plans) fit_.event.steps.push_back(plan.id);
    if (to_.project->file.id.text != state_.project ||
        to_.workflow->id.text != state_.workflow) {
      problem("", {"migrate.other_workflow",
                   {{"found", to_.workflow->id.text},
                    {"workflow", state_.workflow}}});
      return std::move(fit_);
    }
    name_steps();
    for (const StepState& step : state_.step_states)
      if (has_history(step)) fit_step(from_, to_, state_, mapping_, step, fit_);
    check_form();
    check_materials();
    check_place();
    check_messages();
    if (acts_for_ != nullptr) fit_outcome(to_, *acts_for_, fit_);
    return std::move(fit_);
  }

 private:
  void problem(std::string field, Message message) {
    fit_.problems.push_back({std::move(field), "", "", std::move(message)});
  }

  void rename(std::string_view from, std::string_view to) {
    if (from != to)
      fit_.event.renamed.push_back({std::string(from), std::string(to)});
  }

  // Something that must have its place in the new version.
  bool has_history(const StepState& step) const {
    return is_touched(step) || step.called || step.generation > 0 ||
           std::any_of(state_.acts.begin(), state_.acts.end(),
                       [&](const Act& act) { return act.run.step == step.id; });
  }

  void name_steps() {
    std::vector<std::string_view> taken;
    for (const StepState& step : state_.step_states) {
      if (mapping_.drops(step.id)) continue;
      const std::string_view name = mapping_.new_name(step.id);
      if (find_plan(to_, name) == nullptr) continue;
      rename(step.id, name);
      if (!has_history(step)) continue;
      if (std::find(taken.begin(), taken.end(), name) != taken.end())
        problem(step.id,
                {"migrate.two_for_one", {{"step", std::string(name)}}});
      taken.push_back(name);
    }
  }

  // The members of an object under their new names, without what is dropped.
  Object moved(std::string_view place, const Value& old) {
    Object moved;
    if (old.object() == nullptr) return moved;
    for (const auto& [name, value] : *old.object()) {
      const std::string id = in(place, name);
      if (mapping_.drops(id)) {
        fit_.event.dropped.push_back(id);
        continue;
      }
      const std::string_view now = mapping_.new_name(id);
      rename(id, now);
      moved.set(std::string(now.substr(place.size())), value);
    }
    return moved;
  }

  void check_form() {
    model::Conformed form =
        to_.form_rules->check_form(moved(kForm, state_.form));
    for (const model::Defect& defect : form.defects)
      problem(in(kForm, path_text(defect.path)), what_is_wrong(defect));
    fit_.event.form = std::move(form.value);
  }

  void check_materials() {
    model::FormRules::Materials materials = to_.form_rules->check_materials(
        fit_.event.form, moved(kMaterials, state_.materials));
    for (const model::Defect& defect : materials.defects)
      problem(in(kMaterials, path_text(defect.path)), what_is_wrong(defect));
    fit_.event.materials = std::move(materials.value);
    fit_.event.tolerated = std::move(materials.tolerated);
    // What is still to follow has its name in the clocks only.
    for (const std::string& name : state_.tolerated) {
      const std::string id = in(kMaterials, name);
      if (mapping_.drops(id))
        fit_.event.dropped.push_back(id);
      else
        rename(id, mapping_.new_name(id));
    }
  }

  static const StatePlan* find_state(const Definition& definition,
                                     std::string_view id) {
    for (const StatePlan& plan : definition.states)
      if (plan.state->id.text == id) return &plan;
    return nullptr;
  }

  void check_place() {
    const std::string id = in(kStates, state_.place);
    if (state_.place.empty()) {
      if (!to_.states.empty() && state_.accepted_at)
        problem("", {"migrate.states_new", {}});
      return;
    }
    const std::string name(mapping_.new_name(id).substr(kStates.size()));
    const StatePlan* old = find_state(from_, state_.place);
    const StatePlan* now = find_state(to_, name);
    if (now == nullptr || old == nullptr)
      return problem(id, {"migrate.state_gone", {}});
    rename(id, in(kStates, name));
    fit_.event.state = name;
    if (now->state->end != LifeState::End::none ||
        now->state->pauses_clock != old->state->pauses_clock)
      problem(id, {"migrate.state_other_kind", {}});
    const auto is_leaving = [&](const StateChange& change) {
      return change.event->id.text == state_.leaving;
    };
    if (!state_.leaving.empty() &&
        std::none_of(now->on.begin(), now->on.end(), is_leaving))
      problem(id, {"migrate.event_gone", {{"event", state_.leaving}}});
  }

  // What came early is still waited for by somebody.
  void check_messages() {
    for (const KeptMessage& message : state_.messages) {
      const auto takes = [&](const StepPlan& plan) {
        return plan.service->by == Performer::message &&
               plan.department->id.text + "/" + plan.service->id.text ==
                   message.service &&
               model::conform_record(message.input, plan.service->input).ok();
      };
      if (std::none_of(to_.plans.begin(), to_.plans.end(), takes))
        problem("", {"migrate.message_lost", {{"service", message.service}}});
    }
  }

  const Definition& from_;
  const Definition& to_;
  const Service* acts_for_;
  const CaseState& state_;
  const Migration& mapping_;
  Fit fit_;
};

}  // namespace

Fit fit(const Definition& from, const MigrationTarget& target,
        const CaseState& state, const Migration& mapping) {
  return Fitting(from, target, state, mapping).run();
}

}  // namespace onething::engine
