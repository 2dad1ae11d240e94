// SPDX-License-Identifier: Apache-2.0
//
// `doctor`: whether the surroundings are such that what is promised holds.

#include <algorithm>

#include "commands.h"
#include "onething/doctor.h"
#include "onething/text.h"
#include "session.h"

namespace onething::cli {

namespace {

std::string_view word_of(Health health) {
  switch (health) {
    case Health::ok:
      return "ok";
    case Health::warning:
      return "warning";
    case Health::problem:
      return "problem";
  }
  return "";
}

void print_json(Session& session, const std::vector<HealthLine>& lines) {
  List list;
  for (const HealthLine& line : lines)
    list.push_back(
        Object{{"id", std::string(line.id)},
               {"health", std::string(word_of(line.health))},
               {"message_id", std::string(line.what.key)},
               {"message", session.text(line.what)},
               {"help",
                line.help.empty() ? Value() : Value(session.text(line.help))}});
  session.print(to_json(Object{{"version", std::string(version())},
                               {"lines", std::move(list)}},
                        2) +
                "\n");
}

void print_text(Session& session, const std::vector<HealthLine>& lines) {
  for (const HealthLine& line : lines) {
    const std::string_view key = line.health == Health::ok ? "doctor.word_ok"
                                 : line.health == Health::warning
                                     ? "doctor.word_warning"
                                     : "doctor.word_problem";
    constexpr std::size_t kCells = 9;
    session.print(pad(session.text({key, {}}), kCells) +
                  session.text(line.what) + "\n");
    if (!line.help.empty())
      session.print(pad("", kCells) + "→ " + session.text(line.help) + "\n");
  }
}

HealthLine sealing_line(Session& session) {
  const Result<Keyring> keys = session.keyring();
  if (!keys) return {"sealing", Health::problem, keys.error().message, {}};
  return {"sealing", keys.value().empty() ? Health::warning : Health::ok,
          how_values_lie(keys.value(), session.sealing_suite()),
          keys.value().empty() ? Message{"seal.help_values_in_the_clear", {}}
                               : Message{}};
}

}  // namespace

int command_doctor(Session& session, const Arguments&) {
  HealthQuestion question;
  question.now = session.clock().now();
  question.reading = session.clock().reading();
  // Outside of a project there is no project to look at; that is no problem.
  if (const auto project = session.open_project("")) {
    question.project = &project.value()->project;
    question.root = project.value()->root;
  }
  if (const auto address = session.store_address())
    question.store = address.value();
  std::vector<HealthLine> lines = examine(question);
  lines.push_back(sealing_line(session));
  if (session.json())
    print_json(session, lines);
  else
    print_text(session, lines);
  int code = exit_done;
  for (const HealthLine& line : lines)
    if (line.health == Health::problem)
      code = std::max<int>(code,
                           line.of_project ? exit_content : exit_surroundings);
  return code;
}

}  // namespace onething::cli
