// SPDX-License-Identifier: Apache-2.0
//
// Mending a case by hand: which repair makes sense for which step, and what is
// refused with what would. A repair is recorded with its reason before anything
// that follows from it.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "engine/handlers.h"
#include "engine/people/tasks.h"
#include "engine/steps/outputs.h"
#include "engine/steps/readers.h"
#include "engine/steps/steps.h"
#include "onething/text.h"

namespace onething::engine {

namespace {

using What = RepairCase::What;
using Refusal = std::optional<Rejection>;

Refusal reject(Message why, std::vector<CaseDefect> defects = {}) {
  return Rejection{std::move(why), std::move(defects)};
}

std::string word_of(What what) {
  switch (what) {
    case What::retry:
      return "retry";
    case What::set:
      return "set";
    case What::skip:
      return "skip";
    case What::redo:
      return "redo";
    case What::move:
      return "move";
    case What::cancel:
      return "cancel";
  }
  OT_ASSERT(false);
}

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& each : all) text += (text.empty() ? "" : ", ") + each;
  return text;
}

CaseRepaired repaired(const Draft& draft, const RepairCase& wish) {
  CaseRepaired fact;
  fact.what = word_of(wish.what);
  fact.step = wish.step;
  fact.iteration = wish.iteration;
  fact.state = wish.state;
  fact.reason = wish.reason;
  fact.actor = draft.actor();
  return fact;
}

// At a department or another case, which acts and will answer.
bool is_elsewhere(const RunState& run) {
  return is_with_department(run.status) || run.status == RunStatus::with_case;
}

bool is_in_doubt(const RunState& run) {
  return run.may_have_acted && run.status != RunStatus::done;
}

// One repair of one step.
class StepRepair {
 public:
  StepRepair(Draft& draft, const RepairCase& wish, const StepPlan& plan)
      : draft_(draft), wish_(wish), plan_(plan) {}

  Refusal run() {
    if (Refusal refusal = find_runs()) return refusal;
    switch (wish_.what) {
      case What::retry:
        return retry();
      case What::set:
        return set();
      case What::skip:
        return skip();
      case What::redo:
        return redo();
      case What::move:
      case What::cancel:
        break;
    }
    OT_ASSERT(false);
  }

 private:
  // The runs that are meant: one, or all.
  Refusal find_runs() {
    const StepState* step = draft_.state().find_step(plan_.id);
    if (step == nullptr) return reject({"repair.not_begun", named()});
    const auto count = static_cast<std::int64_t>(step->runs.size());
    if (wish_.iteration) {
      if (*wish_.iteration < 0 || *wish_.iteration >= count)
        return reject({"repair.no_such_run",
                       {{"step", plan_.id}, {"count", std::to_string(count)}}});
      runs_.push_back({plan_.id, *wish_.iteration});
      return std::nullopt;
    }
    for (std::int64_t i = 0; i < count; ++i) runs_.push_back({plan_.id, i});
    return std::nullopt;
  }

  std::vector<Arg> named() const { return {{"step", plan_.id}}; }

  const RunState& state_of(const RunName& run) const {
    const RunState* found = draft_.find_run(run);
    OT_ASSERT(found != nullptr);
    return *found;
  }

  std::optional<TaskState> trouble_of(const RunName& run) const {
    for (const TaskState& task : draft_.state().tasks)
      if (task.open && task.run == run && task.kind != "work" &&
          task.kind != "overdue")
        return task;
    return std::nullopt;
  }

  // What stands in the way of leaving a run as it is.
  Refusal must_not_be(const RunName& name) const {
    const RunState& run = state_of(name);
    if (run.status == RunStatus::calling || run.status == RunStatus::querying)
      return reject({"repair.under_way", named()});
    if (run.status == RunStatus::with_case)
      return reject(
          {"repair.with_case", {{"step", plan_.id}, {"case", run.child}}});
    if (run.status == RunStatus::returned)
      return reject({"repair.is_returned", named()});
    return std::nullopt;
  }

  Refusal retry() {
    Refusal last = reject({"repair.nothing_to_retry", named()});
    bool any = false;
    for (const RunName& run : runs_) {
      if (!may_retry(run)) continue;
      if (!any) draft_.emit(repaired(draft_, wish_));
      any = true;
      if (Refusal refusal = try_again(run)) return refusal;
    }
    return any ? std::nullopt : std::move(last);
  }

  bool may_retry(const RunName& name) const {
    const RunStatus status = state_of(name).status;
    return status == RunStatus::retrying || status == RunStatus::pending ||
           (status == RunStatus::fallback && trouble_of(name));
  }

  Refusal try_again(const RunName& name) {
    const RunState run = state_of(name);
    if (run.status == RunStatus::retrying) {
      draft_.emit(RetryOrdered{name});
      return std::nullopt;
    }
    if (run.status == RunStatus::pending) {
      if (!plan_.service->call.query)
        return reject({"engine.nothing_to_ask", {}});
      draft_.emit(CallPending{name, run.attempt, draft_.now(), {}, false});
      return std::nullopt;
    }
    const TaskState task = *trouble_of(name);
    if (task.kind == "refusal") return reject({"repair.was_refused", named()});
    if (task.kind == "unknown" && !wish_.was_not_done)
      return reject({"repair.outcome_unknown", named()});
    // One that never got as far as being sent may, once it is computed anew.
    if (run.key.empty() && runs_.size() == 1 && !plan_.is_undo)
      return begin_again();
    return end(task, EndTask::How::retry);
  }

  Refusal begin_again() {
    for (const RunName& run : runs_) close_tasks_of(draft_, run);
    draft_.emit(StepReset{plan_.id, draft_.step(plan_).generation + 1, {}});
    return std::nullopt;
  }

  Refusal end(const TaskState& task, EndTask::How how) {
    EndTask wish;
    wish.task = task.id;
    wish.how = how;
    wish.reason = wish_.reason;
    wish.output = wish_.output;
    return end_step_task(draft_, wish, task);
  }

  Refusal set() {
    const StepState& step = draft_.step(plan_);
    if (step.skipped) return reject({"repair.was_left_out", named()});
    if (runs_.size() > 1) return reject({"repair.which_run", named()});
    if (runs_.empty() && (plan_.for_each || plan_.is_undo))
      return reject({"repair.not_begun", named()});
    const RunName run = runs_.empty() ? RunName{plan_.id, 0} : runs_.front();
    const bool is_new = runs_.empty();
    if (!is_new)
      if (Refusal refusal = must_not_be(run)) return refusal;
    const RunStatus status = is_new ? RunStatus::waiting : state_of(run).status;
    if (plan_.is_undo && !is_open(status))
      return reject({"repair.not_begun", named()});
    if (!is_open(status) && status != RunStatus::waiting &&
        status != RunStatus::done)
      return reject({"repair.was_left_out", named()});
    const Value raw = wish_.output.is_null() ? Object{} : wish_.output;
    CheckedOutput checked = check_output(draft_, plan_, run, raw);
    if (!checked.failure.empty())
      return reject({"engine.output_has_defects", named()},
                    std::move(checked.defects));
    CaseRepaired fact = repaired(draft_, wish_);
    if (status == RunStatus::done) {
      fact.output = std::move(checked.value);
      fact.recheck =
          touched_after(draft_.definition(), draft_.state(), plan_.id);
      draft_.emit(std::move(fact));
      return std::nullopt;
    }
    draft_.emit(std::move(fact));
    if (!is_new) close_tasks_of(draft_, run);
    draft_.emit(StepDone{run, std::move(checked.value), draft_.actor()});
    return std::nullopt;
  }

  Refusal skip() {
    if (plan_.is_undo) return give_up();
    const StepState& step = draft_.step(plan_);
    if (!step.expanded) {
      const std::vector<std::string> broken =
          broken_without(draft_.definition(), draft_.state(), plan_.id);
      if (!broken.empty())
        return reject({"repair.would_break",
                       {{"step", plan_.id}, {"readers", joined(broken)}}});
    }
    if (!is_touched(step)) {
      draft_.emit(repaired(draft_, wish_));
      draft_.emit(StepSkipped{plan_.id, {}, "person", draft_.actor()});
      return std::nullopt;
    }
    std::vector<RunName> open;
    for (const RunName& run : runs_) {
      if (Refusal refusal = must_not_be(run)) return refusal;
      const RunStatus status = state_of(run).status;
      if (is_open(status) || status == RunStatus::waiting) open.push_back(run);
    }
    if (open.empty()) return reject({"repair.nothing_to_skip", named()});
    draft_.emit(repaired(draft_, wish_));
    for (const RunName& run : open) {
      close_tasks_of(draft_, run);
      draft_.emit(
          StepSkipped{plan_.id, run.iteration, "person", draft_.actor()});
    }
    return std::nullopt;
  }

  // Of what was to be taken back: it stays in force.
  Refusal give_up() {
    bool any = false;
    for (const RunName& run : runs_) {
      const std::optional<TaskState> task = trouble_of(run);
      if (!task) continue;
      if (!any) draft_.emit(repaired(draft_, wish_));
      any = true;
      if (Refusal refusal = end(*task, EndTask::How::skip)) return refusal;
    }
    return any ? std::nullopt : reject({"repair.nothing_to_skip", named()});
  }

  Refusal redo() {
    if (plan_.is_undo) return reject({"repair.no_redo_of_undo", {}});
    const StepState& step = draft_.step(plan_);
    if (!is_touched(step)) return reject({"repair.not_begun", named()});
    if (wish_.iteration) return reject({"repair.redo_is_whole", named()});
    for (const RunName& name : runs_) {
      if (Refusal refusal = must_not_be(name)) return refusal;
      if (is_elsewhere(state_of(name)))
        return reject({"repair.under_way", named()});
      if (is_in_doubt(state_of(name)))
        return reject({"repair.outcome_unknown", named()});
    }
    CaseRepaired fact = repaired(draft_, wish_);
    fact.recheck = touched_after(draft_.definition(), draft_.state(), plan_.id);
    draft_.emit(std::move(fact));
    return begin_again();
  }

  Draft& draft_;
  const RepairCase& wish_;
  const StepPlan& plan_;
  std::vector<RunName> runs_;
};

Rejection unknown_step(const Draft& draft, const std::string& step) {
  std::vector<std::string_view> known;
  for (const auto* plans :
       {&draft.definition().plans, &draft.definition().undo_plans})
    for (const StepPlan& plan : *plans) known.push_back(plan.id);
  const std::vector<std::string> close = did_you_mean(step, known);
  if (close.empty()) return {{"engine.unknown_step", {{"step", step}}}, {}};
  return {
      {"repair.unknown_step_close", {{"step", step}, {"close", joined(close)}}},
      {}};
}

// Whether anything that acts there would lose its place.
bool has_work_elsewhere(const Draft& draft, const StatePlan& place) {
  for (const auto* steps : {&place.enter, &place.steps, &place.leave})
    for (const std::size_t index : *steps)
      for (const RunState& run :
           draft.step(draft.definition().plans[index]).runs)
        if (is_elsewhere(run)) return true;
  return false;
}

Refusal move(Draft& draft, const RepairCase& wish) {
  const auto& states = draft.definition().states;
  const CaseState& state = draft.state();
  if (states.empty()) return reject({"engine.no_states", {}});
  if (state.status != CaseStatus::processing || !state.leaving.empty())
    return reject({"repair.stands_still", {}});
  std::string known;
  const StatePlan* to = nullptr;
  bool is_busy = false;
  for (const StatePlan& plan : states) {
    const std::string& id = plan.state->id.text;
    if (id == wish.state) to = &plan;
    if (id == state.place || id == wish.state)
      is_busy = is_busy || has_work_elsewhere(draft, plan);
    if (id != state.place && plan.state->end == LifeState::End::none)
      known += (known.empty() ? "" : ", ") + id;
  }
  if (to == nullptr || wish.state == state.place)
    return reject(
        {"repair.no_such_state",
         {{"state", wish.state}, {"known", known.empty() ? "-" : known}}});
  if (to->state->end != LifeState::End::none)
    return reject({"repair.state_ends", {{"state", wish.state}}});
  if (is_busy) return reject({"repair.state_busy", {}});
  draft.emit(repaired(draft, wish));
  move_to_state(draft, *to, wish.reason);
  return std::nullopt;
}

// As terminating, but that nothing has gone from the world: the case was wrong.
Refusal cancel(Draft& draft, const RepairCase& wish) {
  if (is_ending(draft.state())) return reject({"engine.case_is_ending", {}});
  draft.emit(repaired(draft, wish));
  draft.emit(TerminationRequested{wish.reason, "", draft.actor()});
  go_on(draft);
  return std::nullopt;
}

Refusal repair_step(Draft& draft, const RepairCase& wish) {
  const StepPlan* plan = draft.find_plan(wish.step);
  if (plan == nullptr) return unknown_step(draft, wish.step);
  const CaseStatus status = draft.state().status;
  if (status == CaseStatus::received || status == CaseStatus::accepted)
    return reject({"repair.case_not_begun", {}});
  if (is_ending(draft.state()) && !plan->is_undo)
    return reject({"repair.case_is_ending", {}});
  return StepRepair(draft, wish, *plan).run();
}

}  // namespace

std::optional<Rejection> on_repair(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<RepairCase>(&command.what);
  if (wish.reason.empty()) return reject({"repair.needs_reason", {}});
  if (wish.what == What::cancel) return cancel(draft, wish);
  if (wish.what == What::move) return move(draft, wish);
  if (Refusal refusal = repair_step(draft, wish)) return refusal;
  // What is taken back has to end with its last act.
  if (draft.state().status == CaseStatus::undoing) go_on(draft);
  return std::nullopt;
}

}  // namespace onething::engine
