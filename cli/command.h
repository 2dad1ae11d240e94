// SPDX-License-Identifier: Apache-2.0
//
// What a command is: one row of the table in main.cpp.
//
// From the rows come parsing, help in both languages, shell completion and the
// test that every option is documented. A command itself is one function in
// cmd_<verb>.cpp; it knows neither argv nor the library that reads it.

#pragma once

#include <charconv>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"

namespace onething::cli {

class Session;

// The same for every command and every format; see docs/exit_codes in the help.
enum ExitCode {
  exit_done = 0,
  exit_content = 1,       // Your content: findings, a refusal, a return.
  exit_usage = 2,         // Your call: wrong usage, nothing of that name.
  exit_surroundings = 3,  // Store, disk, department, lock: repeat it safely.
  exit_bug = 4,           // Ours.
};

struct OptionSpec {
  std::string_view name;   // "--form"
  std::string_view value;  // "FILE"; empty for a flag.
  std::string_view help;   // Message key.
  bool repeatable = false;
  std::string_view choices = {};  // "text|json"; also for completion.
  // A flag that changes what may be chosen, and to what.
  std::string_view with = {};
  std::string_view choices_with = {};
};

struct PositionalSpec {
  std::string_view name;  // "WORKFLOW"
  std::string_view help;  // Message key.
  bool required = true;
  bool repeatable = false;
};

class Arguments {
 public:
  bool has(std::string_view name) const;
  // The last value, or empty.
  std::string get(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  // Into `number` when it was given; wrong usage (cli.bad_number) when it is
  // not a whole number that fits.
  template <typename Number>
  Status number(std::string_view name, Number& number) const;

  void add(std::string_view name, std::string value);

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

struct CommandSpec {
  std::string_view path;      // "case list"
  std::string_view summary;   // Message key: one line.
  std::string_view details;   // Message key: what a newcomer must know.
  std::string_view examples;  // As typed, one a line; a test runs them.
  std::span<const PositionalSpec> positionals;
  std::span<const OptionSpec> options;
  int (*run)(Session& session, const Arguments& arguments);
};

template <typename Number>
Status Arguments::number(std::string_view name, Number& number) const {
  if (!has(name)) return Done{};
  const std::string text = get(name);
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && rest == end) return Done{};
  return Error{
      ErrorCode::not_found,
      {"cli.bad_number", {{"option", std::string(name)}, {"value", text}}}};
}

// All commands, in the order of the help; in main.cpp.
std::span<const CommandSpec> all_commands();
// Options that every command takes.
std::span<const OptionSpec> global_options();
// Those that the command does not take in its own way; in parse.cpp.
std::vector<const OptionSpec*> global_options_of(const CommandSpec* command);

}  // namespace onething::cli
