// SPDX-License-Identifier: Apache-2.0

#include "parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "onething/text.h"

namespace onething::cli {

namespace {

// As many files as a shell may hand over.
constexpr int kWordsMax = 1 << 20;

bool takes_value(const std::string& word) {
  for (const OptionSpec& option : global_options())
    if (option.name == word) return !option.value.empty();
  return false;
}

// Options of every command may stand before the command: moves them to `later`
// and leaves the words that follow in `words`.
void split(int argc, char** argv, std::vector<std::string>& later,
           std::vector<std::string>& words) {
  int i = 1;
  for (; i < argc && argv[i][0] == '-'; ++i) {
    later.push_back(argv[i]);
    if (takes_value(later.back()) && i + 1 < argc) later.push_back(argv[++i]);
  }
  for (; i < argc; ++i) words.push_back(argv[i]);
}

const CommandSpec* find_command(std::string_view path) {
  for (const CommandSpec& command : all_commands())
    if (command.path == path) return &command;
  return nullptr;
}

bool is_group(std::string_view word) {
  return std::any_of(all_commands().begin(), all_commands().end(),
                     [&](const CommandSpec& command) {
                       return command.path.starts_with(std::string(word) + " ");
                     });
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : ", ") + word;
  return text;
}

// What may follow nothing, or a group such as "case".
std::vector<std::string_view> next_words(const std::string& group) {
  std::vector<std::string_view> words;
  for (const CommandSpec& command : all_commands()) {
    std::string_view word = command.path;
    if (!group.empty()) {
      if (!word.starts_with(group + " ")) continue;
      word.remove_prefix(group.size() + 1);
    } else {
      word = word.substr(0, word.find(' '));
    }
    if (std::find(words.begin(), words.end(), word) == words.end())
      words.push_back(word);
  }
  return words;
}

void unknown_word(Parsed& parsed, const std::string& group,
                  const std::string& word) {
  parsed.problem = {"cli.unknown_command",
                    {{"word", group.empty() ? word : group + " " + word}}};
  const auto close = did_you_mean(word, next_words(group));
  parsed.hint = close.empty()
                    ? Message{"cli.see_help", {}}
                    : Message{"cli.did_you_mean", {{"close", joined(close)}}};
}

// The command that argv names, and how many words that took.
std::size_t choose_command(Parsed& parsed,
                           const std::vector<std::string>& words) {
  if (words.empty()) return 0;
  if (!is_group(words[0])) {
    parsed.command = find_command(words[0]);
    if (parsed.command == nullptr) unknown_word(parsed, "", words[0]);
    return 1;
  }
  parsed.group = words[0];
  if (words.size() < 2 || words[1].starts_with("-")) return 1;
  parsed.command = find_command(words[0] + " " + words[1]);
  if (parsed.command == nullptr) unknown_word(parsed, words[0], words[1]);
  return 2;
}

// Options of this command and of all.
std::vector<const OptionSpec*> options_of(const CommandSpec* command) {
  std::vector<const OptionSpec*> options;
  if (command != nullptr)
    for (const OptionSpec& option : command->options)
      options.push_back(&option);
  for (const OptionSpec* option : global_options_of(command))
    options.push_back(option);
  return options;
}

}  // namespace

std::vector<const OptionSpec*> global_options_of(const CommandSpec* command) {
  std::vector<const OptionSpec*> options;
  for (const OptionSpec& option : global_options()) {
    const auto is_own = [&](const OptionSpec& own) {
      return own.name == option.name;
    };
    if (command == nullptr ||
        std::none_of(command->options.begin(), command->options.end(), is_own))
      options.push_back(&option);
  }
  return options;
}

namespace {

// What CLI11 fills; values are copied into Arguments afterwards.
struct Slots {
  std::vector<std::pair<std::string, std::vector<std::string>>> values;
  std::vector<std::pair<std::string, bool>> flags;
};

void declare(CLI::App& app, const CommandSpec* command, Slots& slots) {
  app.set_help_flag();
  const auto options = options_of(command);
  const std::size_t positionals =
      command == nullptr ? 0 : command->positionals.size();
  slots.values.reserve(options.size() + positionals);
  slots.flags.reserve(options.size() + 1);
  for (const OptionSpec* option : options) {
    const std::string name(option->name);
    if (option->value.empty()) {
      slots.flags.emplace_back(name, false);
      const std::string names = name == "--help" ? "-h,--help" : name;
      app.add_flag(names, slots.flags.back().second);
      continue;
    }
    slots.values.emplace_back(name, std::vector<std::string>{});
    app.add_option(name, slots.values.back().second)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        // Given several times, but one value each time: the next word may be a
        // path.
        ->allow_extra_args(false);
  }
  slots.flags.emplace_back("--version", false);
  app.add_flag("--version", slots.flags.back().second);
  if (command == nullptr) return;
  for (const PositionalSpec& positional : command->positionals) {
    slots.values.emplace_back(std::string(positional.name),
                              std::vector<std::string>{});
    app.add_option(std::string(positional.name), slots.values.back().second)
        ->expected(1, positional.repeatable ? kWordsMax : 1)
        // Else "[1, 2]" would be taken apart as a list of words.
        ->allow_extra_args(positional.repeatable);
  }
}

void explain(Parsed& parsed, const CLI::ParseError& error,
             const std::vector<std::string>& rest) {
  parsed.hint = {"cli.see_help", {}};
  std::vector<std::string_view> known;
  for (const OptionSpec* option : options_of(parsed.command))
    known.push_back(option->name);
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    parsed.problem = {"cli.missing_value",
                      {{"option", rest.empty() ? "" : rest.back()}}};
    return;
  }
  for (const std::string& word : rest) {
    const std::string name = word.substr(0, word.find('='));
    if (!name.starts_with("-") || name == "-" || name == "-h" ||
        std::find(known.begin(), known.end(), name) != known.end())
      continue;
    parsed.problem = {"cli.unknown_option", {{"option", name}}};
    const auto close = did_you_mean(name, known);
    if (!close.empty())
      parsed.hint = {"cli.did_you_mean", {{"close", joined(close)}}};
    return;
  }
  parsed.problem = {"cli.too_many_words", {}};
}

bool is_choice(std::string_view choices, const std::string& value) {
  std::string_view rest = choices;
  while (!rest.empty()) {
    const std::size_t bar = rest.find('|');
    if (rest.substr(0, bar) == value) return true;
    if (bar == std::string_view::npos) return false;
    rest.remove_prefix(bar + 1);
  }
  return false;
}

// Only what is valid in this call is offered; what is valid in another one is
// told from a slip.
void check_choice(Parsed& parsed, const OptionSpec& option,
                  const std::string& value) {
  const bool is_with =
      !option.with.empty() && parsed.arguments.has(option.with);
  const std::string_view choices =
      is_with ? option.choices_with : option.choices;
  if (choices.empty() || is_choice(choices, value)) return;
  parsed.problem = {"cli.bad_choice",
                    {{"option", std::string(option.name)},
                     {"value", value},
                     {"choices", std::string(choices)}}};
  const std::string_view others =
      is_with ? option.choices : option.choices_with;
  if (!is_choice(others, value)) return;
  parsed.hint = {is_with ? "cli.choice_without" : "cli.choice_with",
                 {{"value", value}, {"flag", std::string(option.with)}}};
}

void check_values(Parsed& parsed) {
  for (const OptionSpec* option : options_of(parsed.command)) {
    const std::vector<std::string> values = parsed.arguments.all(option->name);
    if (values.size() > 1 && !option->repeatable)
      parsed.problem = {"cli.option_twice",
                        {{"option", std::string(option->name)}}};
    for (const std::string& value : values)
      check_choice(parsed, *option, value);
  }
  if (parsed.command == nullptr || parsed.arguments.has("--help")) return;
  for (const PositionalSpec& positional : parsed.command->positionals)
    if (positional.required && !parsed.arguments.has(positional.name))
      parsed.problem = {"cli.missing_argument",
                        {{"name", std::string(positional.name)},
                         {"command", std::string(parsed.command->path)}}};
}

void copy_values(Parsed& parsed, const Slots& slots) {
  for (const auto& [name, values] : slots.values)
    for (const std::string& value : values) parsed.arguments.add(name, value);
  for (const auto& [name, on] : slots.flags) {
    if (!on) continue;
    if (name == "--version")
      parsed.wants_version = true;
    else
      parsed.arguments.add(name, "");
  }
}

}  // namespace

Parsed parse(int argc, char** argv) {
  Parsed parsed;
  std::vector<std::string> rest;
  std::vector<std::string> words;
  split(argc, argv, rest, words);
  const std::size_t used = choose_command(parsed, words);
  for (std::size_t i = used; i < words.size(); ++i) rest.push_back(words[i]);
  CLI::App app;
  Slots slots;
  declare(app, parsed.command, slots);
  try {
    std::vector<std::string> reversed(rest.rbegin(), rest.rend());
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    if (parsed.problem.empty()) explain(parsed, error, rest);
  }
  copy_values(parsed, slots);
  if (parsed.problem.empty()) {
    check_values(parsed);
    if (!parsed.problem.empty() && parsed.hint.empty())
      parsed.hint = {"cli.see_help", {}};
  }
  return parsed;
}

bool Arguments::has(std::string_view name) const {
  return values_.find(name) != values_.end();
}

std::string Arguments::get(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string() : found->second.back();
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

void Arguments::add(std::string_view name, std::string value) {
  values_[std::string(name)].push_back(std::move(value));
}

}  // namespace onething::cli
