// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <utility>

#include "engine/life/defects.h"
#include "engine/mend/fit.h"
#include "engine/steps/readers.h"
#include "model/conform.h"
#include "model/service_facts.h"

namespace onething::engine {

namespace {

// Whether what the one accepts and gives is what the other does. Titles,
// purposes and bases may change.
bool is_same_type(const Type& a, const Type& b);

bool are_same_fields(const std::vector<Field>& a, const std::vector<Field>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Field& x, const Field& y) {
                      return x.id.text == y.id.text &&
                             x.optional == y.optional &&
                             is_same_type(x.type, y.type);
                    });
}

// Types nest no deeper than the document they stand in.
bool is_same_type(const Type& a, const Type& b) {
  const auto same_option = [](const Option& x, const Option& y) {
    return x.id.text == y.id.text;
  };
  return a.kind == b.kind && a.min == b.min && a.max == b.max &&
         a.pattern == b.pattern &&
         std::equal(a.options.begin(), a.options.end(), b.options.begin(),
                    b.options.end(), same_option) &&
         std::equal(a.element.begin(), a.element.end(), b.element.begin(),
                    b.element.end(), is_same_type) &&
         are_same_fields(a.fields, b.fields);
}

bool is_same_service(const StepPlan& a, const StepPlan& b) {
  return a.department->id.text == b.department->id.text &&
         a.service->id.text == b.service->id.text;
}

// What is under way can come back as it was sent.
bool is_same_contract(const Service& a, const Service& b) {
  return a.by == b.by && a.call.workflow.text == b.call.workflow.text &&
         are_same_fields(a.output, b.output);
}

bool is_left_to_others(const StepState& step) {
  return step.joined || std::any_of(step.runs.begin(), step.runs.end(),
                                    [](const RunState& run) {
                                      return run.joined ||
                                             run.status == RunStatus::cancelled;
                                    });
}

bool has_output(const StepState& step) {
  return step.expanded || std::any_of(step.runs.begin(), step.runs.end(),
                                      [](const RunState& run) {
                                        return run.status == RunStatus::done;
                                      });
}

// One step with a history, and where it goes.
class StepFit {
 public:
  StepFit(const Definition& from, const Definition& to, const CaseState& state,
          const Migration& mapping, const StepState& step, Fit& fit)
      : from_(from),
        to_(to),
        state_(state),
        step_(step),
        old_(find_plan(from, step.id)),
        new_(find_plan(to, mapping.new_name(step.id))),
        fit_(fit) {}

  // Nothing of it is kept.
  void drop() {
    for (const RunState& run : step_.runs) {
      if (is_open(run.status)) return problem({"migrate.drop_under_way", {}});
      if (run.status == RunStatus::returned)
        return problem({"migrate.drop_returned", {}});
      if (run.may_have_acted && run.status != RunStatus::done)
        return problem({"migrate.drop_in_doubt", {}});
    }
    fit_.event.dropped.push_back(step_.id);
    if (has_acted() && old_ != nullptr && !old_->is_undo &&
        model::leaves_something(*old_->service))
      fit_.event.left.push_back(step_.id);
  }

  void keep() {
    if (old_ == nullptr || new_ == nullptr ||
        new_->is_prefill != old_->is_prefill)
      return problem({"migrate.step_gone", {}});
    check_shape();
    for (const RunState& run : step_.runs) check_run(run);
    check_undo();
    if (is_left_to_others(step_) && new_->group == unresolved &&
        !(new_->for_each && new_->step->join.needed > 0))
      problem({"migrate.no_others", {}});
    if (step_.is_settled() && !has_output(step_)) check_absence();
  }

 private:
  void problem(Message message) {
    for (const CaseDefect& known : fit_.problems)
      if (known.field == step_.id && known.message.key == message.key) return;
    fit_.problems.push_back({step_.id, "", "", std::move(message)});
  }

  bool has_acted() const {
    return std::any_of(
        state_.acts.begin(), state_.acts.end(),
        [&](const Act& act) { return act.run.step == step_.id; });
  }

  // One run, a list of them, or one after the other.
  void check_shape() {
    if (step_.runs.empty() && !step_.expanded) return;
    const bool was_list = step_.expanded;
    const bool repeats = !was_list && step_.runs.size() > 1;
    if (was_list != new_->for_each.has_value() ||
        (repeats && !new_->repeat.has_value()) ||
        old_->step->wait.has_value() != new_->step->wait.has_value())
      problem({"migrate.other_shape", {}});
  }

  void check_run(const RunState& run) {
    if (is_open(run.status)) {
      if (new_->step->wait && old_->step->wait) return;
      if (!is_same_service(*old_, *new_) ||
          !is_same_contract(*old_->service, *new_->service))
        problem({"migrate.under_way_elsewhere", {}});
      return;
    }
    if (run.status != RunStatus::done) return;
    const bool is_elsewhere =
        !old_->step->wait && !is_same_service(*old_, *new_);
    if (is_elsewhere && model::leaves_something(*old_->service))
      return problem({"migrate.done_elsewhere",
                      {{"service", run.department + "/" + run.service}}});
    const model::Conformed typed =
        model::conform_record(run.output, new_->service->output);
    if (!typed.ok())
      return problem({"migrate.output_unfit",
                      {{"field", path_text(typed.defects.front().path)}}});
    if (to_canonical(typed.value) != to_canonical(run.output))
      problem({"migrate.output_other_kind", {}});
  }

  // What it did can be taken back, as before.
  void check_undo() {
    if (!has_acted()) return;
    const StepPlan* before = find_plan(from_, undo_step(old_->id));
    if (before == nullptr) return;
    const StepPlan* after = find_plan(to_, undo_step(new_->id));
    if (after == nullptr || !is_same_service(*before, *after))
      problem({"migrate.no_undo", {}});
  }

  // It brought nothing, and the new version may count on it.
  void check_absence() {
    const std::vector<std::string> broken =
        broken_without(to_, CaseState{}, new_->id);
    std::string names;
    for (const std::string& id : broken)
      if (is_still_to_come(id)) names += (names.empty() ? "" : ", ") + id;
    // With a condition of its own the author has thought of its absence.
    if (!names.empty() && !new_->when)
      problem({"migrate.brought_nothing", {{"readers", names}}});
  }

  // `id` is a name of the new version.
  bool is_still_to_come(const std::string& id) const {
    for (const StepState& other : state_.step_states) {
      const bool is_it = fit_target(other.id) == id;
      if (is_it) return other.recheck || !other.is_settled();
    }
    return true;
  }

  std::string fit_target(const std::string& id) const {
    for (const Renamed& each : fit_.event.renamed)
      if (each.from == id) return each.to;
    return id;
  }

  const Definition& from_;
  const Definition& to_;
  const CaseState& state_;
  const StepState& step_;
  const StepPlan* old_;
  const StepPlan* new_;
  Fit& fit_;
};

}  // namespace

void fit_step(const Definition& from, const Definition& to,
              const CaseState& state, const Migration& mapping,
              const StepState& step, Fit& fit) {
  StepFit one(from, to, state, mapping, step, fit);
  if (mapping.drops(step.id))
    one.drop();
  else
    one.keep();
}

}  // namespace onething::engine
