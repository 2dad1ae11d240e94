// SPDX-License-Identifier: Apache-2.0
//
// From the command line to one function of the table, and back to an exit code.

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "command_acts.h"
#include "help.h"
#include "onething/id.h"
#include "parse.h"
#include "session.h"
#include "signals.h"

namespace onething::cli {

namespace {

// Says why and gives the exit code when whoever asks may not use the command.
std::optional<int> admit(Session& session, const Parsed& parsed) {
  const CommandAct* rule = find_command_act(parsed.command->path);
  if (rule == nullptr || rule->when == When::open) return std::nullopt;
  if (const Status known = session.identify(); !known)
    return session.fail(known.error());
  std::optional<Message> why = rule->when == When::before
                                   ? why_not(session.actor(), rule->act)
                                   : why_never(session.actor(), rule->act);
  if (!why) return std::nullopt;
  return session.refuse({std::move(*why), {}});
}

int run_command(int argc, char** argv) {
  const Parsed parsed = parse(argc, argv);
  Session session(parsed.arguments);
  if (!parsed.problem.empty()) {
    session.say(parsed.problem);
    if (!parsed.hint.empty()) session.say(parsed.hint);
    return exit_usage;
  }
  if (parsed.wants_version) {
    session.print(std::string("onething ") + version() + "\n");
    return exit_done;
  }
  if (parsed.command == nullptr || parsed.arguments.has("--help")) {
    session.print(help_text(parsed.command, parsed.group, session.language()));
    return exit_done;
  }
  if (const Status opened = session.open_log(*parsed.command); !opened)
    return session.fail(opened.error());
  const std::optional<int> turned_away = admit(session, parsed);
  const int code = turned_away ? *turned_away
                               : parsed.command->run(session, parsed.arguments);
  const int signal_code = stopped_by_signal();
  if (session.log() != nullptr)
    session.log()->command_ended(signal_code != 0 ? signal_code : code);
  if (signal_code != 0) return signal_code;
  const int printed = session.print_failure();
  if (printed == exit_surroundings) session.say({"cli.cannot_print", {}});
  const int ended = code != exit_done ? code : printed;
  // Freeing every node of what was loaded takes longer than parsing it did; the
  // system takes it all back at once.
  if (!session.has_open()) std::exit(ended);
  return ended;
}

}  // namespace

}  // namespace onething::cli

int main(int argc, char** argv) {
  // The commonest question of scripts, answered before anything is set up.
  if (argc == 2 && std::string_view(argv[1]) == "--version") {
    std::printf("onething %s\n", onething::version());
    return 0;
  }
  onething::cli::install_signal_handlers();
  try {
    return onething::cli::run_command(argc, argv);
  } catch (const std::exception& error) {
    // Nothing of ours throws; this is a library at the end of its memory.
    std::fprintf(stderr, "onething: internal error: %s\n", error.what());
    return onething::cli::exit_bug;
  }
}
