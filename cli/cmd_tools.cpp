// SPDX-License-Identifier: Apache-2.0
//
// `stub`, `completion`, `help`: what testers use.

#include <fstream>

#include "commands.h"
#include "help.h"
#include "session.h"
#include "signals.h"

namespace onething::cli {

namespace {

// One fault a line; empty lines and lines that begin with # are passed over.
Status read_faults(const std::string& path, std::vector<std::string>& faults) {
  std::ifstream file(path);
  if (!file)
    return Error{ErrorCode::not_found, {"cli.no_file", {{"path", path}}}};
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line[0] != '#') faults.push_back(line);
  return Done{};
}

Result<StubOptions> stub_options(const Arguments& arguments) {
  StubOptions options;
  OT_CHECK(arguments.number("--port", options.port));
  OT_CHECK(arguments.number("--seed", options.seed));
  options.log_path = arguments.get("--log");
  options.faults = arguments.all("--fault");
  if (arguments.has("--faults"))
    OT_CHECK(read_faults(arguments.get("--faults"), options.faults));
  return options;
}

}  // namespace

int command_stub(Session& session, const Arguments& arguments) {
  const Result<const LoadedProject*> loaded =
      session.open_project(arguments.has("PATH") ? arguments.get("PATH") : ".");
  if (!loaded) return session.fail(loaded.error());
  const Result<StubOptions> options = stub_options(arguments);
  if (!options) return session.fail(options.error());
  const Result<std::unique_ptr<Stub>> stub =
      Stub::start(loaded.value()->project, options.value());
  if (!stub) return session.fail(stub.error());
  const std::atomic<bool>& stop = *stop_flag();
  // The address is the result: scripts read it from standard output.
  session.print(stub.value()->base() + "\n");
  session.say({"cli.stub_running", {{"base", stub.value()->base()}}});
  while (!stop.load())
    session.clock().sleep_until(session.clock().now() + Duration{1, 0});
  stub.value()->stop();
  return exit_done;
}

int command_completion(Session& session, const Arguments& arguments) {
  const std::string script = completion_script(arguments.get("SHELL"));
  if (script.empty()) {
    session.say({"cli.bad_choice",
                 {{"option", "SHELL"},
                  {"value", arguments.get("SHELL")},
                  {"choices", "bash|zsh"}}});
    return exit_usage;
  }
  session.print(script);
  return exit_done;
}

int command_help(Session& session, const Arguments& arguments) {
  const std::string topic = arguments.get("COMMAND");
  bool is_group = topic.empty();
  for (const CommandSpec& command : all_commands()) {
    is_group = is_group || command.path.starts_with(topic + " ");
    if (command.path != topic) continue;
    session.print(help_text(&command, "", session.language()));
    return exit_done;
  }
  if (!is_group) {
    session.say({"cli.unknown_command", {{"word", topic}}});
    return exit_usage;
  }
  session.print(help_text(nullptr, topic, session.language()));
  return exit_done;
}

}  // namespace onething::cli
