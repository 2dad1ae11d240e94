// SPDX-License-Identifier: Apache-2.0

#include "help.h"

#include <algorithm>
#include <set>

#include "onething/text.h"

namespace onething::cli {

namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kColumn = 26;

std::string say(std::string_view key, Language language) {
  return render({key, {}}, language);
}

// A term on the left, its explanation on the right, wrapped beside it.
std::string row(std::string_view term, const std::string& explanation) {
  std::string out = "  " + pad(term, kColumn - 4);
  std::string indent(kColumn, ' ');
  if (display_width(term) > kColumn - 4) out += "\n" + indent.substr(2);
  out += "  ";
  bool first = true;
  for (const std::string& line : wrap(explanation, kWidth - kColumn)) {
    out += (first ? "" : indent) + line + "\n";
    first = false;
  }
  return out;
}

std::string paragraphs(const std::string& text) {
  std::string out;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    for (const std::string& line :
         wrap(text.substr(begin, end - begin), kWidth))
      out += line + "\n";
    if (end == begin) out += "\n";
    begin = end + 1;
  }
  return out;
}

std::string option_row(const OptionSpec& option, Language language) {
  std::string term(option.name);
  if (!option.value.empty()) term += " " + std::string(option.value);
  return row(term, say(option.help, language));
}

std::string global_rows(const CommandSpec* command, Language language) {
  std::string out;
  for (const OptionSpec* option : global_options_of(command))
    out += option_row(*option, language);
  return out;
}

std::string usage_of(const CommandSpec& command) {
  std::string usage = "onething " + std::string(command.path);
  for (const PositionalSpec& positional : command.positionals) {
    const std::string name(positional.name);
    usage += positional.required ? " " + name : " [" + name + "]";
    if (positional.repeatable) usage += "...";
  }
  return usage + " [--...]";
}

std::string command_help(const CommandSpec& command, Language language) {
  std::string out = say(command.summary, language) + "\n\n";
  out += say("help.usage", language) + "\n  " + usage_of(command) + "\n\n";
  out += paragraphs(say(command.details, language));
  if (!command.positionals.empty() || !command.options.empty())
    out += "\n" + say("help.arguments", language) + "\n";
  for (const PositionalSpec& positional : command.positionals)
    out += row(positional.name, say(positional.help, language));
  for (const OptionSpec& option : command.options)
    out += option_row(option, language);
  out += "\n" + say("help.global", language) + "\n";
  out += global_rows(&command, language);
  out += "\n" + say("help.examples", language) + "\n";
  std::string_view examples = command.examples;
  while (!examples.empty()) {
    const std::size_t end = examples.find('\n');
    out += "  " + std::string(examples.substr(0, end)) + "\n";
    if (end == std::string_view::npos) break;
    examples.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace

std::string help_text(const CommandSpec* command, std::string_view group,
                      Language language) {
  if (command != nullptr) return command_help(*command, language);
  std::string out = say("help.title", language) + "\n\n" +
                    say("help.usage", language) +
                    "\n  onething COMMAND [--...]\n\n" +
                    say("help.commands", language) + "\n";
  for (const CommandSpec& each : all_commands())
    if (group.empty() || each.path.starts_with(std::string(group) + " "))
      out += row(each.path, say(each.summary, language));
  out += "\n" + say("help.global", language) + "\n";
  out += global_rows(nullptr, language);
  out += "\n" + paragraphs(say("help.exit_codes", language));
  out += "\n" + paragraphs(say("help.environment", language));
  return out;
}

namespace {

// `case $words` lines: what can follow each command path.
std::string completion_cases() {
  std::string cases;
  std::set<std::string> groups;
  for (const CommandSpec& command : all_commands()) {
    std::string words;
    for (const OptionSpec& option : command.options)
      words += std::string(option.name) + " ";
    for (const OptionSpec* option : global_options_of(&command))
      words += std::string(option->name) + " ";
    cases += "    \"" + std::string(command.path) + "\") words=\"" + words +
             "\" ;;\n";
    const std::size_t space = command.path.find(' ');
    if (space != std::string_view::npos)
      groups.insert(std::string(command.path.substr(0, space)));
  }
  for (const std::string& group : groups) {
    std::string words;
    for (const CommandSpec& command : all_commands())
      if (command.path.starts_with(group + " "))
        words += std::string(command.path.substr(group.size() + 1)) + " ";
    cases += "    \"" + group + "\") words=\"" + words + "\" ;;\n";
  }
  return cases;
}

std::string top_words() {
  std::string words;
  std::set<std::string> seen;
  for (const CommandSpec& command : all_commands()) {
    const std::string word(command.path.substr(0, command.path.find(' ')));
    if (seen.insert(word).second) words += word + " ";
  }
  return words + "--help --version";
}

// A shell that completes does not know which flags are still to come.
std::string choice_case(const std::string& pattern, const OptionSpec& option) {
  std::set<std::string> seen;
  std::string words;
  for (std::string_view rest : {option.choices, option.choices_with})
    while (!rest.empty()) {
      const std::size_t bar = std::min(rest.find('|'), rest.size());
      const std::string word(rest.substr(0, bar));
      if (seen.insert(word).second) words += (words.empty() ? "" : " ") + word;
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
  return "    " + pattern + ") words=\"" + words + "\"; files=no ;;\n";
}

// By "command:--option", those of every command last.
std::string choice_cases() {
  std::string cases;
  for (const CommandSpec& command : all_commands())
    for (const OptionSpec& option : command.options)
      if (!option.choices.empty())
        cases += choice_case("\"" + std::string(command.path) + ":" +
                                 std::string(option.name) + "\"",
                             option);
  for (const OptionSpec& option : global_options())
    if (!option.choices.empty())
      cases += choice_case("*:" + std::string(option.name), option);
  return cases;
}

}  // namespace

std::string completion_script(std::string_view shell) {
  const bool zsh = shell == "zsh";
  if (!zsh && shell != "bash") return {};
  std::string script;
  if (zsh) script += "autoload -U +X bashcompinit && bashcompinit\n";
  script +=
      "_onething() {\n"
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" path= word words= "
      "files=yes i\n"
      "  local previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    word=\"${COMP_WORDS[i]}\"\n"
      "    case \"$word\" in\n"
      "      -*) break ;;\n"
      "      *) [ -z \"$path\" ] && path=\"$word\" || { case \"$path\" in\n"
      "           case | task) path=\"$path $word\"; break ;; esac; } ;;\n"
      "    esac\n"
      "  done\n"
      "  case \"$path\" in\n"
      "    \"\") words=\"" +
      top_words() + "\"; files=no ;;\n" + completion_cases() +
      "  esac\n"
      "  case \"$path:$previous\" in\n" +
      choice_cases() +
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "  if [ \"$files\" = yes ] && [ ${#COMPREPLY[@]} -eq 0 ]; then\n"
      "    COMPREPLY=($(compgen -f -- \"$current\"))\n"
      "  fi\n"
      "}\n"
      "complete -o filenames -F _onething onething\n";
  return script;
}

}  // namespace onething::cli
