// SPDX-License-Identifier: Apache-2.0
//
// `case call` and `case message`: what makes a case go on besides its own
// steps.

#include "commands.h"
#include "drive.h"
#include "print.h"
#include "session.h"

namespace onething::cli {

int command_case_call(Session& session, const Arguments& arguments) {
  if (arguments.get("--reason").empty()) {
    session.say({"cli.missing_option", {{"option", "--reason TEXT"}}});
    return exit_usage;
  }
  return act_and_show(
      session, {arguments.get("CASE")},
      {CallForStep{arguments.get("STEP"), arguments.get("--reason")},
       session.actor()});
}

int command_case_message(Session& session, const Arguments& arguments) {
  if (!arguments.has("--data")) {
    session.say({"cli.missing_option", {{"option", "--data FILE"}}});
    return exit_usage;
  }
  Result<Value> data = load_values(arguments.get("--data"));
  if (!data) return session.fail(data.error());
  GiveMessage message{arguments.get("SERVICE"), std::move(data.value()),
                      arguments.get("--number")};
  CaseId id{arguments.get("--case")};
  if (id.text.empty()) {
    if (const Status opened = open_for(session); !opened)
      return session.fail(opened.error());
    Runner runner = session.make_runner(nullptr);
    Result<CaseId> found = runner.find_receiver(message);
    if (!found) return session.fail(found.error());
    id = std::move(found.value());
  }
  const Message came_before = {"cli.message_came_before", {}};
  return act_and_show(session, id, {std::move(message), session.actor()},
                      nullptr, &came_before);
}

}  // namespace onething::cli
