// SPDX-License-Identifier: Apache-2.0

#include "dialogue.h"

#include <unistd.h>

#include <iostream>

#include "onething/text.h"

namespace onething::cli {

void show(const Session& session, const Question& question) {
  Message asked{"guide.ask_field", {{"title", question.title}}};
  if (question.kind == Question::Kind::any)
    asked = {"guide.ask_any", {{"title", question.title}}};
  if (question.kind == Question::Kind::yes_no)
    asked = {"guide.ask_yes_no", {{"title", question.title}}};
  if (question.kind == Question::Kind::material)
    asked = {"guide.ask_material", {{"title", question.title}}};
  std::string line = session.text(asked);
  if (question.is_list) line += session.text({"guide.ask_several", {}});
  if (question.is_optional && question.kind != Question::Kind::any)
    line += session.text({"guide.ask_optional", {}});
  session.say_text(line);
  if (!question.hint.empty()) session.say_text("    " + question.hint);
  for (std::size_t i = 0; i < question.choices.size(); ++i)
    session.say_text("    " + std::to_string(i + 1) + "  " +
                     question.choices[i].second);
}

Heard listen(const Session& session) {
  if (isatty(STDIN_FILENO) != 0) session.say_text("> ");
  std::string line;
  if (!std::getline(std::cin, line)) return {Heard::Kind::quit, {}};
  while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
    line.pop_back();
  for (const Language language : {Language::zh, Language::en}) {
    if (line == render({"guide.word_back", {}}, language))
      return {Heard::Kind::back, {}};
    if (line == render({"guide.word_quit", {}}, language))
      return {Heard::Kind::quit, {}};
  }
  // Bytes that are no text would go into files as such.
  if (!is_valid_utf8(line)) line.clear();
  return {Heard::Kind::answer, line};
}

}  // namespace onething::cli
