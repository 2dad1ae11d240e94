// SPDX-License-Identifier: Apache-2.0
//
// Claiming and ending tasks, whether they are a step's or the case's.

#include <utility>
#include <variant>

#include "engine/handlers.h"
#include "engine/people/case_tasks.h"
#include "engine/people/four_eyes.h"
#include "engine/people/tasks.h"
#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

Rejection reject(Message why) { return Rejection{std::move(why), {}}; }

// The open task, or why nobody may act on it.
std::variant<TaskState, Rejection> open_task(const Draft& draft,
                                             const std::string& id) {
  const TaskState* task = draft.state().find_task(id);
  if (task == nullptr) return reject({"engine.unknown_task", {{"task", id}}});
  if (!task->open) return reject({"engine.task_closed", {{"task", id}}});
  if (!task->assignee.empty() && task->assignee != draft.actor().id &&
      task->delegate != draft.actor().id)
    return reject(
        {"engine.task_claimed", {{"task", id}, {"assignee", task->assignee}}});
  if (auto refusal = refuse_second_hand(draft, *task, draft.actor().id))
    return std::move(*refusal);
  return *task;
}

}  // namespace

std::optional<Rejection> on_claim(Draft& draft, const Command& command) {
  const auto& claim = *std::get_if<ClaimTask>(&command.what);
  auto task = open_task(draft, claim.task);
  if (auto* rejection = std::get_if<Rejection>(&task))
    return std::move(*rejection);
  if (std::get_if<TaskState>(&task)->assignee.empty())
    draft.emit(TaskClaimed{claim.task, draft.actor()});
  return std::nullopt;
}

std::optional<Rejection> on_end_task(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<EndTask>(&command.what);
  auto task = open_task(draft, wish.task);
  if (auto* rejection = std::get_if<Rejection>(&task))
    return std::move(*rejection);
  const TaskState open = *std::get_if<TaskState>(&task);
  if (std::optional<Rejection> refusal = open.run.step.empty()
                                             ? end_case_task(draft, wish, open)
                                             : end_step_task(draft, wish, open))
    return refusal;
  go_on(draft);
  return std::nullopt;
}

}  // namespace onething::engine
