// SPDX-License-Identifier: Apache-2.0
//
// `task …` for who has a task: putting it back, handing it over, delegating it.
// None of these moves the case on.

#include <utility>
#include <variant>

#include "commands.h"
#include "drive.h"
#include "session.h"

namespace onething::cli {

namespace {

template <typename Wish>
int act_on_task(Session& session, Wish wish, const Message& said) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const Result<TaskRow> row = store.value()->task(wish.task);
  if (!row) return session.fail(row.error());
  return act_and_say(session, row.value().case_id,
                     {std::move(wish), session.actor()}, said);
}

int missing(const Session& session, const char* option) {
  session.say({"cli.missing_option", {{"option", std::string(option)}}});
  return exit_usage;
}

}  // namespace

int command_task_release(Session& session, const Arguments& arguments) {
  const std::string task = arguments.get("TASK");
  return act_on_task(session, ReleaseTask{task, arguments.get("--reason")},
                     {"cli.released", {{"task", task}}});
}

int command_task_hand_over(Session& session, const Arguments& arguments) {
  HandOverTask wish{arguments.get("TASK"),
                    arguments.get("--to"),
                    arguments.get("--post"),
                    arguments.get("--reason"),
                    {}};
  if (wish.to.empty() == wish.post.empty())
    return missing(session, "--to NAME | --post TEXT");
  if (wish.reason.empty()) return missing(session, "--reason TEXT");
  Result<std::optional<Standing>> target = session.standing_of(wish.to);
  if (!target) return session.fail(target.error());
  wish.target = std::move(target.value());
  const Message said{
      "cli.handed_over",
      {{"task", wish.task}, {"to", wish.to.empty() ? wish.post : wish.to}}};
  return act_on_task(session, std::move(wish), said);
}

int command_task_delegate(Session& session, const Arguments& arguments) {
  DelegateTask wish{arguments.get("TASK"),
                    arguments.get("--to"),
                    arguments.get("--reason"),
                    {}};
  if (wish.to.empty()) return missing(session, "--to NAME");
  if (wish.reason.empty()) return missing(session, "--reason TEXT");
  Result<std::optional<Standing>> target = session.standing_of(wish.to);
  if (!target) return session.fail(target.error());
  wish.target = std::move(target.value());
  const Message said{
      "cli.delegated",
      {{"task", wish.task}, {"to", wish.to}, {"actor", session.actor().id}}};
  return act_on_task(session, std::move(wish), said);
}

}  // namespace onething::cli
