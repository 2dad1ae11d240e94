// SPDX-License-Identifier: Apache-2.0
//
// `case …` for what the offices decide about a case as a whole: acceptance,
// extension, special procedures, suspension, termination, delivery, revocation,
// events of a workflow's own states.

#include <utility>

#include "bulk.h"
#include "commands.h"
#include "drive.h"
#include "session.h"

namespace onething::cli {

namespace {

CaseId case_of(const Arguments& arguments) { return {arguments.get("CASE")}; }

// The date of an option; says so and gives false when it is none.
bool read_date(Session& session, const Arguments& arguments,
               std::string_view option, std::optional<Date>& date) {
  const std::string text = arguments.get(option);
  if (text.empty()) return true;
  date = parse_date(text);
  if (!date)
    session.say(
        {"cli.bad_date", {{"option", std::string(option)}, {"value", text}}});
  return date.has_value();
}

template <typename Wish>
int order(Session& session, const Arguments& arguments, Wish wish) {
  return act_and_show(session, case_of(arguments),
                      {std::move(wish), session.actor()});
}

// The same where many cases may be meant.
template <typename Wish>
int order_many(Session& session, const Arguments& arguments, Wish wish) {
  return act_on_chosen(session, arguments, {std::move(wish), session.actor()});
}

}  // namespace

int command_case_decline(Session& session, const Arguments& arguments) {
  return order(
      session, arguments,
      DeclineCase{arguments.get("--reason"), arguments.get("--instead")});
}

int command_case_extend(Session& session, const Arguments& arguments) {
  ExtendCase wish{arguments.get("--reason"), arguments.get("--approver"), {}};
  if (!read_date(session, arguments, "--notified", wish.notified_on))
    return exit_usage;
  return order(session, arguments, std::move(wish));
}

int command_case_special(Session& session, const Arguments& arguments) {
  StartSpecial wish;
  wish.name = arguments.get("--name");
  wish.reason = arguments.get("--reason");
  wish.approver = arguments.get("--approver");
  if (!read_date(session, arguments, "--notified", wish.notified_on) ||
      !read_date(session, arguments, "--until", wish.until))
    return exit_usage;
  return order(session, arguments, std::move(wish));
}

int command_case_special_end(Session& session, const Arguments& arguments) {
  return order(session, arguments, EndSpecial{arguments.get("--result")});
}

int command_case_suspend(Session& session, const Arguments& arguments) {
  return order_many(
      session, arguments,
      SuspendCase{arguments.get("--reason"), arguments.get("--basis")});
}

int command_case_continue(Session& session, const Arguments& arguments) {
  return order_many(session, arguments,
                    ContinueCase{arguments.get("--reason")});
}

int command_case_terminate(Session& session, const Arguments& arguments) {
  return order_many(
      session, arguments,
      TerminateCase{arguments.get("--reason"), arguments.get("--basis")});
}

int command_case_deliver(Session& session, const Arguments& arguments) {
  return order(session, arguments,
               DeliverCase{arguments.get("--how"), arguments.get("--to")});
}

int command_case_revoke(Session& session, const Arguments& arguments) {
  return order(session, arguments,
               RevokeCase{arguments.get("--reason"), arguments.get("--basis"),
                          arguments.all("--remedy")});
}

int command_case_event(Session& session, const Arguments& arguments) {
  return order(session, arguments,
               FireEvent{arguments.get("EVENT"), arguments.get("--reason")});
}

}  // namespace onething::cli
