// SPDX-License-Identifier: Apache-2.0

#include "engine/people/tasks.h"

#include <utility>

#include "base/assert.h"
#include "base/format.h"
#include "engine/clocks/clocks.h"
#include "engine/codec/stored_message.h"
#include "engine/life/defects.h"
#include "engine/steps/outputs.h"
#include "engine/steps/steps.h"
#include "onething/id.h"

namespace onething::engine {

namespace {

constexpr std::string_view kReturned = "engine.returned_problems";

// The role of a fallback task where the workflow names none: recorded as data,
// and so the same word whoever reads it.
std::string fallback_role() {
  return render({"engine.fallback_role", {}}, Language::zh);
}

using Refusal = std::optional<Rejection>;

Rejection reject(Message why, std::vector<CaseDefect> defects = {}) {
  return Rejection{std::move(why), std::move(defects)};
}

// One EndTask on one open task, by its `how`.
class Ending {
 public:
  Ending(Draft& draft, const EndTask& wish, const TaskState& task)
      : draft_(draft),
        wish_(wish),
        task_(task),
        plan_(*draft.find_plan(task.run.step)),
        is_work_(task.kind == "work") {}

  // Whoever mends what went wrong says why so and not otherwise.
  bool lacks_reason() const { return !is_work_ && wish_.reason.empty(); }

  Refusal complete() {
    const Value output = wish_.output.is_null() ? Object{} : wish_.output;
    CheckedOutput checked = check_output(draft_, plan_, task_.run, output);
    if (!checked.failure.empty())
      return reject({"engine.output_has_defects", {{"step", plan_.id}}},
                    std::move(checked.defects));
    close("completed");
    draft_.emit(StepDone{task_.run, std::move(checked.value), draft_.actor()});
    // What the fallback team finishes by hand is finished.
    if (is_work_) repeat_while_wanted(draft_, plan_, task_.run);
    return std::nullopt;
  }

  Refusal give_back() {
    if (plan_.is_undo) return reject({"engine.undo_not_returned", {}});
    if (!is_work_) return reject({"engine.only_for_work", {}});
    if (wish_.defects.empty())
      return reject({"engine.give_back_needs_defects", {}});
    close("returned");
    take_return(draft_, plan_, task_.run, titled_defects());
    return std::nullopt;
  }

  Refusal refuse() {
    if (wish_.reason.empty())
      return reject({"engine.refusal_needs_reason", {}});
    if (plan_.is_undo) return cannot_take_back();
    StepRefused refused = refusal();
    if (task_.kind == "refusal" &&
        (refused.basis.empty() || refused.remedies.empty()))
      return reject({"engine.refusal_incomplete", {}});
    close("refused");
    draft_.emit(std::move(refused));
    return std::nullopt;
  }

  // Nobody has decided anything, and nothing was done.
  Refusal fail() {
    if (!is_work_) return reject({"engine.only_work_fails", {}});
    if (wish_.reason.empty()) return reject({"engine.needs_reason", {}});
    if (plan_.is_undo) return cannot_take_back();
    close("failed");
    fail_for_good(draft_, plan_, task_.run,
                  {"engine.person_failed", {{"reason", wish_.reason}}});
    return std::nullopt;
  }

  Refusal retry() {
    if (is_work_) return reject({"engine.only_for_fallback", {}});
    const RunState* run = draft_.find_run(task_.run);
    OT_ASSERT(run != nullptr);
    if (run->key.empty()) return reject({"engine.nothing_was_sent", {}});
    if (task_.kind == "overdue") return ask_now(*run);
    if (!run->child.empty())
      return reject({"engine.child_is_over", {{"case", run->child}}});
    const std::int64_t attempt = run->attempt + 1;
    const RunRenewed renewed{
        task_.run, run->generation + 1, {}, request_of(*run)};
    // A department that has answered gives the same answer under the same key.
    const bool is_returned = run->failure == kReturned;
    close("retried");
    if (task_.kind == "unknown" ||
        (is_returned && plan_.service->by == Performer::system))
      renew(renewed, attempt);
    else if (plan_.service->by == Performer::message)
      await_message(draft_, plan_, task_.run, Value(run->input));
    else if (plan_.service->by == Performer::person)
      open_work_task(draft_, plan_, task_.run);
    else
      order_retry(attempt);
    return std::nullopt;
  }

  Refusal skip() {
    if (is_work_) return reject({"engine.only_for_fallback", {}});
    if (plan_.is_undo) return give_undo_up();
    if (!plan_.step->may_skip)
      return reject({"engine.may_not_skip", {{"step", plan_.id}}});
    close("skipped");
    draft_.emit(
        StepSkipped{plan_.id, task_.run.iteration, "person", draft_.actor()});
    return std::nullopt;
  }

 private:
  // As the applicant knows the fields, which the person has named by their ids.
  std::vector<CaseDefect> titled_defects() const {
    std::vector<CaseDefect> defects = wish_.defects;
    for (CaseDefect& defect : defects)
      if (defect.title.empty())
        defect.title =
            title_of_path(defect.field, *draft_.definition().workflow);
    return defects;
  }

  // Late work has two tasks, the worker's and the fallback team's: whoever acts
  // first ends both.
  void close(const std::string& how) {
    close_task(draft_, task_.id, how, wish_.reason);
    close_tasks_of(draft_, task_.run);
  }

  // Whoever was to take it back by hand could not.
  Refusal cannot_take_back() {
    if (!is_work_) return reject({"engine.undo_not_refused", {}});
    close_task(draft_, task_.id, "refused", wish_.reason);
    fail_run(draft_, plan_, task_.run,
             {"engine.undo_refused", {{"reason", wish_.reason}}});
    return std::nullopt;
  }

  Refusal give_undo_up() {
    close_task(draft_, task_.id, "given_up", wish_.reason);
    draft_.emit(UndoGivenUp{task_.run, wish_.reason, draft_.actor()});
    return std::nullopt;
  }

  // With what the department had said already where the person says nothing.
  StepRefused refusal() const {
    StepRefused refused{task_.run,
                        wish_.reason,
                        wish_.basis,
                        wish_.remedies,
                        ends_the_case(draft_, plan_, task_.run),
                        draft_.actor()};
    const RunState& run = *draft_.find_run(task_.run);
    if (refused.basis.empty()) refused.basis = run.refusal_basis;
    if (refused.basis.empty()) refused.basis = plan_.service->basis;
    if (refused.remedies.empty()) refused.remedies = run.refusal_remedies;
    return refused;
  }

  Refusal ask_now(const RunState& run) {
    if (!plan_.service->call.query)
      return reject({"engine.nothing_to_ask", {}});
    const std::int64_t attempt = run.attempt;
    const bool is_pending = run.status == RunStatus::pending;
    close_task(draft_, task_.id, "retried", wish_.reason);
    if (is_pending)
      draft_.emit(CallPending{task_.run, attempt, draft_.now(), {}, false});
    return std::nullopt;
  }

  // A new act under a new key: the old one was never done.
  void renew(RunRenewed renewed, std::int64_t attempt) {
    renewed.key = make_step_key(draft_.state().id, task_.run.step,
                                task_.run.iteration, renewed.generation);
    draft_.emit(std::move(renewed));
    if (draft_.may_start()) draft_.emit(CallRetried{task_.run, attempt});
  }

  void order_retry(std::int64_t attempt) {
    draft_.emit(RetryOrdered{task_.run});
    if (draft_.may_start()) draft_.emit(CallRetried{task_.run, attempt});
  }

  Draft& draft_;
  const EndTask& wish_;
  const TaskState task_;
  const StepPlan& plan_;
  const bool is_work_;
};

}  // namespace

std::optional<Rejection> end_step_task(Draft& draft, const EndTask& wish,
                                       const TaskState& task) {
  Ending ending(draft, wish, task);
  if (ending.lacks_reason())
    return reject({"engine.fallback_needs_reason", {}});
  switch (wish.how) {
    case EndTask::How::complete:
      return ending.complete();
    case EndTask::How::give_back:
      return ending.give_back();
    case EndTask::How::refuse:
      return ending.refuse();
    case EndTask::How::fail:
      return ending.fail();
    case EndTask::How::retry:
      return ending.retry();
    case EndTask::How::skip:
      return ending.skip();
  }
  OT_ASSERT(false);
}

std::string next_task_id(const Draft& draft) {
  return format("{}/{}", draft.state().id.text, draft.state().tasks.size() + 1);
}

void open_work_task(Draft& draft, const StepPlan& plan, const RunName& run) {
  const auto& promised = plan.promised();
  const std::string id = next_task_id(draft);
  draft.emit(
      TaskOpened{id, "work", run, plan.department->id.text, plan.service->role,
                 promised ? due_date(draft, promised->term) : std::nullopt});
  if (promised) start_clock(draft, "task:" + id, promised->term);
}

namespace {

// The step's own office, or the workflow's, or the lead department.
void open_fallback_task(Draft& draft, const StepPlan& plan, const RunName& run,
                        const char* kind) {
  const Workflow& workflow = *draft.definition().workflow;
  std::string department = workflow.fallback_department.text;
  std::string role = workflow.fallback_role;
  if (const auto& own = plan.step->fallback) {
    department = own->department.text;
    role = own->role;
  }
  if (department.empty()) department = workflow.lead.text;
  if (department.empty()) department = plan.department->id.text;
  if (role.empty()) role = fallback_role();
  draft.emit(TaskOpened{next_task_id(draft), kind, run, std::move(department),
                        std::move(role), std::nullopt});
}

// Recorded as data, and so the same words whoever reads them.
std::string failed_reason(const Message& why) {
  return render({"engine.failed_reason", {{"problem", why}}}, Language::zh);
}

void emit_failure(Draft& draft, const RunName& run, const Message& why) {
  draft.emit(StepFailed{run, std::string(why.key), failure_details(why)});
}

}  // namespace

void fail_run(Draft& draft, const StepPlan& plan, const RunName& run,
              const Message& why) {
  emit_failure(draft, run, why);
  open_fallback_task(draft, plan, run, "fallback");
}

void fail_for_good(Draft& draft, const StepPlan& plan, const RunName& run,
                   const Message& why) {
  const bool is_certain = !draft.find_run(run)->may_have_acted;
  if (plan.is_undo || !is_certain || plan.step->on_failed == OnFailed::fallback)
    return fail_run(draft, plan, run, why);
  if (plan.step->on_failed == OnFailed::skip)
    return draft.emit(
        StepSkipped{run.step, run.iteration, "failed", draft.actor()});
  count_as_refusal(draft, plan, run, failed_reason(why));
}

void ask_what_happened(Draft& draft, const StepPlan& plan, const RunName& run,
                       const Message& why) {
  emit_failure(draft, run, why);
  open_fallback_task(draft, plan, run, "unknown");
}

void open_overdue_task(Draft& draft, const StepPlan& plan, const RunName& run) {
  open_fallback_task(draft, plan, run, "overdue");
}

void open_refusal_task(Draft& draft, const StepPlan& plan, const RunName& run) {
  const Workflow& workflow = *draft.definition().workflow;
  const std::string& lead = workflow.lead.text;
  draft.emit(TaskOpened{
      next_task_id(draft), "refusal", run,
      lead.empty() ? plan.department->id.text : lead,
      workflow.fallback_role.empty() ? fallback_role() : workflow.fallback_role,
      std::nullopt});
}

void take_return(Draft& draft, const StepPlan& plan, const RunName& run,
                 std::vector<CaseDefect> defects) {
  if (plan.step->on_returned == OnReturned::correct)
    return draft.emit(StepReturned{run, std::move(defects), draft.actor()});
  const Message problems{kReturned,
                         {{"problems", problems_text(defects, Language::zh)}}};
  if (plan.step->on_returned == OnReturned::fallback)
    return fail_run(draft, plan, run, problems);
  count_as_refusal(draft, plan, run, render(problems, Language::zh));
}

void count_as_refusal(Draft& draft, const StepPlan& plan, const RunName& run,
                      std::string reason) {
  draft.emit(StepRefused{run,
                         std::move(reason),
                         plan.service->basis,
                         {},
                         ends_the_case(draft, plan, run),
                         draft.actor()});
}

void close_tasks_of(Draft& draft, const RunName& run) {
  std::vector<std::string> open;
  for (const TaskState& task : draft.state().tasks)
    if (task.open && task.run == run) open.push_back(task.id);
  for (const std::string& task : open) close_task(draft, task, "cancelled", "");
}

void close_task(Draft& draft, const std::string& task, const std::string& how,
                const std::string& reason) {
  draft.emit(TaskClosed{task, how, reason, draft.actor()});
}

}  // namespace onething::engine
