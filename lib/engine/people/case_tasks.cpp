// SPDX-License-Identifier: Apache-2.0

#include "engine/people/case_tasks.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "base/format.h"
#include "engine/clocks/clocks.h"
#include "engine/people/tasks.h"
#include "engine/steps/inputs.h"
#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

using Refusal = std::optional<Rejection>;
using How = EndTask::How;

Refusal reject(Message why) { return Rejection{std::move(why), {}}; }

Refusal only(std::string_view allowed) {
  return reject(
      {"engine.task_allows_only", {{"allowed", Message{allowed, {}}}}});
}

// 受理岗: complete accepts, give_back is the notice of what is missing, refuse
// is 不予受理.
Refusal end_acceptance(Draft& draft, const EndTask& wish,
                       const TaskState& task) {
  if (wish.how == How::complete) {
    close_task(draft, task.id, "completed", wish.reason);
    accept(draft);
    return std::nullopt;
  }
  if (wish.how == How::give_back) {
    if (wish.defects.empty())
      return reject({"engine.give_back_needs_defects", {}});
    close_task(draft, task.id, "returned", wish.reason);
    give_notice(draft, wish.defects);
    return std::nullopt;
  }
  if (wish.how == How::refuse) {
    if (wish.reason.empty() || wish.basis.empty() || wish.remedies.empty())
      return reject({"engine.refusal_needs_reason", {}});
    close_task(draft, task.id, "refused", wish.reason);
    draft.emit(ApplicationRefused{wish.reason, wish.basis, wish.remedies,
                                  draft.actor()});
    return std::nullopt;
  }
  return only("engine.allowed_acceptance");
}

// A second notice: the law wants everything said at once, so that somebody has
// to answer for it with a reason, or send the reviews back to the reviewers.
Refusal end_second_notice(Draft& draft, const EndTask& wish,
                          const TaskState& task) {
  if (wish.reason.empty()) return reject({"engine.needs_reason", {}});
  if (wish.how == How::complete) {
    close_task(draft, task.id, "completed", wish.reason);
    give_notice(draft, returned_defects(draft.state()));
    return std::nullopt;
  }
  if (wish.how == How::retry) {
    close_task(draft, task.id, "retried", wish.reason);
    review_again(draft);
    return std::nullopt;
  }
  return only("engine.allowed_notice");
}

Refusal end_delivery(Draft& draft, const EndTask& wish, const TaskState& task) {
  if (wish.how != How::complete) return only("engine.allowed_complete");
  close_task(draft, task.id, "completed", wish.reason);
  draft.emit(CaseDelivered{wish.reason, "", draft.actor()});
  return std::nullopt;
}

// What is late is looked at; what is done about it are other commands.
Refusal end_looking(Draft& draft, const EndTask& wish, const TaskState& task) {
  if (wish.how != How::complete) return only("engine.allowed_complete");
  if (wish.reason.empty()) return reject({"engine.needs_reason", {}});
  close_task(draft, task.id, "completed", wish.reason);
  return std::nullopt;
}

}  // namespace

bool has_open_task(const CaseState& state, std::string_view kind) {
  return std::any_of(
      state.tasks.begin(), state.tasks.end(),
      [&](const TaskState& t) { return t.open && t.kind == kind; });
}

void open_case_task(Draft& draft, const std::string& kind,
                    const Office& office) {
  const Workflow& workflow = *draft.definition().workflow;
  const auto due = [&]() -> std::optional<Date> {
    const ClockState* clock =
        draft.state().find_clock(kind == "acceptance" ? "notice" : kind);
    return clock != nullptr && clock->running ? clock->due : std::nullopt;
  };
  draft.emit(TaskOpened{
      next_task_id(draft), kind, RunName{},
      office.department.empty() ? workflow.lead.text : office.department.text,
      office.role, due()});
}

Refusal end_case_task(Draft& draft, const EndTask& wish,
                      const TaskState& task) {
  if (task.kind == "acceptance") return end_acceptance(draft, wish, task);
  if (task.kind == "notice") return end_second_notice(draft, wish, task);
  if (task.kind == "delivery") return end_delivery(draft, wish, task);
  return end_looking(draft, wish, task);
}

void receive(Draft& draft) {
  const Workflow& workflow = *draft.definition().workflow;
  if (!workflow.acceptance) return accept(draft);
  if (workflow.clocks.notice)
    start_clock(draft, "notice", workflow.clocks.notice->term);
  open_case_task(draft, "acceptance", *workflow.acceptance);
}

void accept(Draft& draft) {
  CaseAccepted accepted;
  accepted.promise = promised_to(draft);
  if (accepted.promise) accepted.due = due_date(draft, *accepted.promise);
  draft.emit(accepted);
  project_clocks(draft, "exact");
  start_material_clocks(draft);
  enter_first_state(draft);
}

}  // namespace onething::engine
