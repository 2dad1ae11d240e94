// SPDX-License-Identifier: Apache-2.0

#include "scenario/write.h"

#include <utility>

namespace onething::scenario {

namespace {

// In flow style, texts in quotes: JSON is YAML, but for the quotes of keys.
std::string flow(const Value& value) {
  if (const Object* object = value.object()) {
    std::string text;
    for (const auto& [name, member] : *object)
      text += (text.empty() ? "" : ", ") + name + ": " + flow(member);
    return "{" + text + "}";
  }
  if (const List* list = value.list()) {
    std::string text;
    for (const Value& item : *list)
      text += (text.empty() ? "" : ", ") + flow(item);
    return "[" + text + "]";
  }
  return to_json(value);
}

std::string moment(Instant at) {
  std::string text = to_local_text(at);
  text[10] = 'T';
  return text;
}

std::string answer_text(const PlayedAnswer& answer) {
  std::string text;
  const auto add = [&text](const std::string& member) {
    text += (text.empty() ? "" : ", ") + member;
  };
  if (answer.fails > 0) add("fails: " + std::to_string(answer.fails));
  if (answer.slow) add("slow: " + to_text(*answer.slow));
  switch (answer.kind) {
    case PlayedAnswer::Kind::sample:
      break;
    case PlayedAnswer::Kind::done:
      add("done: " + flow(answer.content));
      break;
    case PlayedAnswer::Kind::returned:
      add("returned: " + flow(answer.content));
      break;
    case PlayedAnswer::Kind::refused:
      add("refused: " + flow(answer.content));
      break;
    case PlayedAnswer::Kind::silent:
      add("silent: true");
      break;
  }
  return "{" + text + "}";
}

std::string part_text(const PlayedPart& part) {
  if (part.is_always && part.answers.size() == 1)
    return answer_text(part.answers.front());
  std::string text;
  for (const PlayedAnswer& answer : part.answers)
    text += (text.empty() ? "" : ", ") + answer_text(answer);
  return "[" + text + "]";
}

std::string_view subject_key(ActSubject subject) {
  if (subject == ActSubject::event) return "event";
  return subject == ActSubject::service ? "service" : "step";
}

std::string act_text(const ScenarioAct& act) {
  const ScenarioActRow& row =
      scenario_acts()[static_cast<std::size_t>(act.kind)];
  std::string text = "{";
  if (act.at) text += "at: " + moment(*act.at) + ", ";
  text += "do: " + std::string(row.word);
  if (!act.subject.empty())
    text +=
        ", " + std::string(subject_key(row.subject)) + ": " + act.subject.text;
  if (!act.with.is_null()) text += ", with: " + flow(act.with);
  if (act.is_refused) text += ", refused: true";
  return text + "}";
}

std::string then_text(const Expectation& then) {
  std::string text = "      state: " + then.state.text + "\n";
  for (const Expectation::Steps& steps : then.steps) {
    text += "      " + std::string(steps.key) + ": [";
    for (std::size_t i = 0; i < steps.ids.size(); ++i)
      text += (i == 0 ? "" : ", ") + steps.ids[i].text;
    text += "]\n";
  }
  return text;
}

std::string example_text(const Scenario& scenario) {
  std::string text = "  " + scenario.id.text + ":\n";
  text += "    title: " + to_json(Value(scenario.title.zh)) + "\n";
  text += "    form: " + flow(scenario.form) + "\n";
  if (scenario.materials.object() != nullptr &&
      !scenario.materials.object()->empty())
    text += "    materials: " + flow(scenario.materials) + "\n";
  if (!scenario.given.empty()) text += "    given:\n";
  for (const PlayedPart& part : scenario.given)
    text += "      " + part.name.text + ": " + part_text(part) + "\n";
  if (!scenario.when.empty()) text += "    when:\n";
  for (const ScenarioAct& act : scenario.when)
    text += "      - " + act_text(act) + "\n";
  return text + "    then:\n" + then_text(scenario.then);
}

}  // namespace

std::string written(const Scenarios& scenarios) {
  std::string text =
      "onething: 1\nscenarios: " + scenarios.workflow + "\nexamples:\n";
  for (const Scenario& scenario : scenarios.examples)
    text += example_text(scenario);
  return text;
}

}  // namespace onething::scenario
