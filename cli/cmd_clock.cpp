// SPDX-License-Identifier: Apache-2.0
//
// `clock …`: how the machine's clock stands to what the store remembers, and
// accepting what it shows.

#include <cstdlib>

#include "commands.h"
#include "onething/guarded_clock.h"
#include "session.h"

namespace onething::cli {

namespace {

std::string_view word_of(ClockTrust trust) {
  switch (trust) {
    case ClockTrust::believed:
      return "believed";
    case ClockTrust::jumped_forward:
      return "jumped_forward";
    case ClockTrust::set_back:
      return "set_back";
  }
  return "";
}

// Whole units that people read: an hour and a half is 90 min.
std::string length_text(Duration length) {
  const std::int64_t seconds = std::abs(length.seconds);
  constexpr std::int64_t kMinute = 60;
  constexpr std::int64_t kHour = 3'600;
  constexpr std::int64_t kDay = 86'400;
  if (seconds >= 2 * kDay) return std::to_string(seconds / kDay) + " d";
  if (seconds >= 2 * kHour) return std::to_string(seconds / kHour) + " h";
  if (seconds >= kMinute) return std::to_string(seconds / kMinute) + " min";
  return std::to_string(seconds) + " s";
}

Message sentence_for(const ClockJudgement& standing, Instant shown) {
  const std::vector<Arg> args = {{"shown", to_local_text(shown)},
                                 {"now", to_local_text(standing.now)},
                                 {"off", length_text(standing.off)}};
  switch (standing.trust) {
    case ClockTrust::believed:
      return {"operation.clock_believed", {{"shown", to_local_text(shown)}}};
    case ClockTrust::jumped_forward:
      return {"operation.clock_jumped", args};
    case ClockTrust::set_back:
      return {"operation.clock_set_back", args};
  }
  return {};
}

Instant shown_by(Session& session) {
  const std::optional<ClockReading> reading = session.clock().reading();
  return reading ? reading->wall : session.now();
}

}  // namespace

int command_clock_show(Session& session, const Arguments&) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const Result<ClockJudgement> standing =
      clock_standing(*store.value(), session.clock());
  if (!standing) return session.fail(standing.error());
  const Instant shown = shown_by(session);
  const bool is_believed = standing.value().trust == ClockTrust::believed;
  if (session.json()) {
    session.print(
        to_json(Object{{"trust", std::string(word_of(standing.value().trust))},
                       {"shown", to_text(shown)},
                       {"now", to_text(standing.value().now)},
                       {"off_seconds", standing.value().off.seconds}},
                2) +
        "\n");
  } else {
    session.print(session.text(sentence_for(standing.value(), shown)) + "\n");
    if (!is_believed) session.say({"operation.clock_how", {}});
  }
  return is_believed ? exit_done : exit_surroundings;
}

int command_clock_accept(Session& session, const Arguments& arguments) {
  if (arguments.get("--reason").empty()) {
    session.say({"cli.missing_option", {{"option", "--reason TEXT"}}});
    return exit_usage;
  }
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  AccessLine why;
  why.actor = session.actor().id;
  why.reason = arguments.get("--reason");
  const Result<ClockJudgement> before =
      accept_clock(*store.value(), session.clock(), why);
  if (!before) return session.fail(before.error());
  session.print(session.text({"operation.clock_accepted",
                              {{"shown", to_local_text(shown_by(session))}}}) +
                "\n");
  return exit_done;
}

}  // namespace onething::cli
