// SPDX-License-Identifier: Apache-2.0
//
// Who has a task: putting it back, handing it over, delegating it.

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/handlers.h"
#include "engine/people/four_eyes.h"
#include "onething/policy.h"

namespace onething::engine {

namespace {

using Refusal = std::optional<Rejection>;

Refusal reject(Message why) { return Rejection{std::move(why), {}}; }

// Sees to it that tasks of the department are done, whoever has them. That it
// is their department was asked of the policy.
bool is_supervisor(const Actor& actor) {
  if (!actor.standing) return false;
  const auto& roles = actor.standing->roles;
  return std::find(roles.begin(), roles.end(), Role::supervisor) != roles.end();
}

std::variant<TaskState, Rejection> find_open(const Draft& draft,
                                             const std::string& id) {
  const TaskState* task = draft.state().find_task(id);
  if (task == nullptr)
    return Rejection{{"engine.unknown_task", {{"task", id}}}, {}};
  if (!task->open) return Rejection{{"engine.task_closed", {{"task", id}}}, {}};
  return *task;
}

Refusal not_theirs(const TaskState& task) {
  if (task.assignee.empty())
    return reject({"engine.task_unclaimed", {{"task", task.id}}});
  return reject({"engine.task_claimed",
                 {{"task", task.id}, {"assignee", task.assignee}}});
}

// Somebody else may have it only if the policy would let them claim it.
Refusal refuse_target(const Draft& draft, const TaskState& task,
                      const std::string& to,
                      const std::optional<Standing>& target) {
  if (draft.actor().standing) {
    const bool is_there =
        target && target->department == task.department &&
        (target->posts.empty() || task.role.empty() ||
         std::find(target->posts.begin(), target->posts.end(), task.role) !=
             target->posts.end()) &&
        std::any_of(target->roles.begin(), target->roles.end(), [](Role role) {
          return condition_of(role, onething::Act::claim) != Condition::never;
        });
    if (!is_there)
      return reject({"engine.target_elsewhere",
                     {{"person", to},
                      {"department", task.department},
                      {"post", task.role}}});
  }
  return refuse_second_hand(draft, task, to);
}

}  // namespace

Refusal on_release(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<ReleaseTask>(&command.what);
  const auto found = find_open(draft, wish.task);
  if (const auto* rejection = std::get_if<Rejection>(&found)) return *rejection;
  const TaskState& task = *std::get_if<TaskState>(&found);
  const std::string& actor = draft.actor().id;
  const bool is_own = !task.assignee.empty() && task.assignee == actor;
  const bool is_delegate = !task.delegate.empty() && task.delegate == actor;
  const bool is_looked_after =
      !task.assignee.empty() && is_supervisor(draft.actor());
  if (!is_own && !is_delegate && !is_looked_after) return not_theirs(task);
  const bool gives_all = is_own || (is_looked_after && !is_delegate);
  draft.emit(TaskReleased{task.id, gives_all ? "claim" : "delegation",
                          wish.reason, draft.actor()});
  return std::nullopt;
}

Refusal on_hand_over(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<HandOverTask>(&command.what);
  const auto found = find_open(draft, wish.task);
  if (const auto* rejection = std::get_if<Rejection>(&found)) return *rejection;
  const TaskState& task = *std::get_if<TaskState>(&found);
  if (wish.reason.empty()) return reject({"engine.needs_reason", {}});
  if (wish.to.empty() == wish.post.empty())
    return reject({"engine.needs_target", {}});
  if (!task.assignee.empty() && task.assignee != draft.actor().id &&
      !is_supervisor(draft.actor()))
    return not_theirs(task);
  if (!wish.to.empty()) {
    if (wish.to == task.assignee)
      return reject({"engine.has_it_already", {{"person", wish.to}}});
    if (auto refusal = refuse_target(draft, task, wish.to, wish.target))
      return refusal;
  }
  draft.emit(TaskHandedOver{task.id, wish.to,
                            wish.post.empty() ? task.role : wish.post,
                            wish.reason, draft.actor()});
  return std::nullopt;
}

Refusal on_delegate(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<DelegateTask>(&command.what);
  const auto found = find_open(draft, wish.task);
  if (const auto* rejection = std::get_if<Rejection>(&found)) return *rejection;
  const TaskState& task = *std::get_if<TaskState>(&found);
  if (wish.reason.empty()) return reject({"engine.needs_reason", {}});
  if (wish.to.empty()) return reject({"engine.needs_target", {}});
  // Only who has it can stay responsible for it.
  if (task.assignee.empty() || task.assignee != draft.actor().id)
    return not_theirs(task);
  if (wish.to == task.assignee || wish.to == task.delegate)
    return reject({"engine.has_it_already", {{"person", wish.to}}});
  if (auto refusal = refuse_target(draft, task, wish.to, wish.target))
    return refusal;
  draft.emit(TaskDelegated{task.id, wish.to, wish.reason, draft.actor()});
  return std::nullopt;
}

}  // namespace onething::engine
