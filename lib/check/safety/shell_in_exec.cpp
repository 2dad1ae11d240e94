// SPDX-License-Identifier: Apache-2.0
//
// A program for `exec` is started directly, without a shell; writing the shell
// itself into argv brings back what that avoids: words split and expanded,
// start-up files read, a command hidden in a text. The same goes for a script
// handed to an interpreter as a text.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "check/checks.h"
#include "check/safety/environments.h"

namespace onething::check {

namespace {

template <std::size_t N>
bool is_one_of(std::string_view name,
               const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), name) != words.end();
}

std::string_view program_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  if (path.ends_with(".exe")) path.remove_suffix(4);
  return path;
}

bool is_shell(std::string_view name) {
  constexpr auto shells = std::to_array<std::string_view>(
      {"sh", "bash", "dash", "ash", "zsh", "ksh", "csh", "tcsh", "fish", "cmd",
       "powershell", "pwsh"});
  return is_one_of(name, shells);
}

// Programs that start the program named in their arguments.
bool is_starter(std::string_view name) {
  constexpr auto starters = std::to_array<std::string_view>(
      {"env", "busybox", "toybox", "sudo", "doas", "nice", "nohup", "timeout",
       "setsid", "xargs", "stdbuf"});
  return is_one_of(name, starters);
}

bool is_interpreter(std::string_view name) {
  constexpr auto interpreters = std::to_array<std::string_view>(
      {"python", "python2", "python3", "perl", "ruby", "node", "php", "lua"});
  return is_one_of(name, interpreters);
}

bool hands_over_a_script(std::string_view argument) {
  constexpr auto options = std::to_array<std::string_view>(
      {"-c", "-e", "-r", "--eval", "-Command", "-EncodedCommand"});
  return is_one_of(argument, options);
}

// The word of argv that starts a shell or carries a script; npos when none.
std::size_t find_shell(const std::vector<std::string>& argv) {
  std::size_t at = 0;
  while (at < argv.size() && is_starter(program_name(argv[at]))) {
    ++at;
    // Options, numbers and variables of the starter itself.
    while (at < argv.size() &&
           (argv[at].starts_with('-') ||
            argv[at].find('=') != std::string::npos ||
            argv[at].find_first_not_of("0123456789.smh") == std::string::npos))
      ++at;
  }
  if (at >= argv.size()) return std::string::npos;
  const std::string_view program = program_name(argv[at]);
  if (is_shell(program)) return at;
  if (!is_interpreter(program) || at + 1 >= argv.size() ||
      !hands_over_a_script(argv[at + 1]))
    return std::string::npos;
  return at + 1;
}

Message found(const Target& target, std::size_t at, bool is_script) {
  if (!is_script)
    return {"check_safety.shell_in_exec",
            {department_arg(target), {"word", target.argv[at]}}};
  return {"check_safety.script_in_exec",
          {department_arg(target),
           {"program", std::string(program_name(target.argv[at - 1]))}}};
}

}  // namespace

void check_shell_in_exec(const ProjectFacts& facts, Findings& findings) {
  for (const Environment& environment : facts.project.file.environments)
    for (const Target& target : environment.targets) {
      const std::size_t at = find_shell(target.argv);
      if (at >= target.argv_spans.size()) continue;
      const bool is_script = hands_over_a_script(target.argv[at]);
      findings.report(target.argv_spans[at], found(target, at, is_script),
                      {"check_safety.expected_program", {}},
                      {"check_safety.help_shell_in_exec", {}});
    }
}

}  // namespace onething::check
