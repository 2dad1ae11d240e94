// SPDX-License-Identifier: Apache-2.0

#include "scenario/write.h"

#include <algorithm>
#include <utility>
#include <vector>

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

std::string agent_text(const Agent& agent) {
  const auto text = [](const std::string& value) {
    return to_json(Value(value));
  };
  std::string out = "{id: " + text(agent.id);
  if (!agent.name.empty()) out += ", name: " + text(agent.name);
  if (!agent.certificate.empty())
    out += ", certificate: " + text(agent.certificate);
  std::string scope;
  for (const std::string& word : agent.scope)
    scope += (scope.empty() ? "" : ", ") + word;
  out += ", scope: [" + scope + "]";
  if (agent.valid_from) out += ", valid_from: " + to_text(*agent.valid_from);
  if (agent.valid_until) out += ", valid_until: " + to_text(*agent.valid_until);
  out += ", real_name: " + agent.real_name;
  if (agent.grade) out += ", grade: " + text(*agent.grade);
  return out + "}";
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
  if (act.after) text += "after: " + to_text(*act.after) + ", ";
  text += "do: " + std::string(row.word);
  if (!act.subject.empty())
    text +=
        ", " + std::string(subject_key(row.subject)) + ": " + act.subject.text;
  if (!act.with.is_null()) text += ", with: " + flow(act.with);
  if (act.materials.object() != nullptr && !act.materials.object()->empty())
    text += ", materials: " + flow(act.materials);
  if (!act.reason.empty()) text += ", reason: " + to_json(Value(act.reason));
  if (act.is_refused) text += ", refused: true";
  return text + "}";
}

std::string then_text(const Expectation& then) {
  std::string text;
  if (!then.state.empty()) text += "      state: " + then.state.text + "\n";
  if (then.rests)
    text += std::string("      rests: ") +
            (then.rests->first ? "true" : "false") + "\n";
  for (const Expectation::Steps& steps : then.steps) {
    text += "      " + std::string(steps.key) + ": [";
    for (std::size_t i = 0; i < steps.ids.size(); ++i)
      text += (i == 0 ? "" : ", ") + steps.ids[i].text;
    text += "]\n";
  }
  return text;
}

// What several scenarios have in common is said once.
struct Shared {
  Value form = Object{};
  Value materials = Object{};
  std::vector<std::string> given;  // Lines.
};

// What lies over `base` to give `whole`: null takes away.
Value laid_over(const Value& base, const Value& whole) {
  Object over;
  if (whole.object() != nullptr)
    for (const auto& [name, value] : *whole.object()) {
      const Value* same = base.find(name);
      if (same == nullptr || to_json(*same) != to_json(value))
        over.set(name, value);
    }
  for (const auto& [name, value] : *base.object())
    if (whole.find(name) == nullptr) over.set(name, Value());
  return over;
}

bool is_empty(const Value& value) {
  return value.object() == nullptr || value.object()->empty();
}

std::vector<std::string> given_lines(const Scenario& scenario) {
  std::vector<std::string> lines;
  for (const PlayedPart& part : scenario.given)
    lines.push_back(part.name.text + ": " + part_text(part) + "\n");
  return lines;
}

bool has(const std::vector<std::string>& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

Shared shared_of(const std::vector<Scenario>& examples) {
  Shared shared;
  if (examples.size() < 2) return shared;
  if (examples.front().form.object() != nullptr)
    shared.form = examples.front().form;
  if (examples.front().materials.object() != nullptr)
    shared.materials = examples.front().materials;
  // An answer that is said for all cannot be taken away.
  shared.given = given_lines(examples.front());
  for (const Scenario& one : examples) {
    const std::vector<std::string> lines = given_lines(one);
    std::erase_if(shared.given,
                  [&](const std::string& line) { return !has(lines, line); });
  }
  return shared;
}

std::string shared_text(const Shared& shared) {
  std::string text;
  if (!is_empty(shared.form)) text += "form: " + flow(shared.form) + "\n";
  if (!is_empty(shared.materials))
    text += "materials: " + flow(shared.materials) + "\n";
  if (!shared.given.empty()) text += "given:\n";
  for (const std::string& line : shared.given) text += "  " + line;
  return text;
}

std::string example_text(const Scenario& scenario, const Shared& shared) {
  std::string text = "  " + scenario.id.text + ":\n";
  text += "    title: " + to_json(Value(scenario.title.zh)) + "\n";
  const Value form = laid_over(shared.form, scenario.form);
  if (!is_empty(form) || is_empty(shared.form))
    text += "    form: " + flow(form) + "\n";
  const Value materials = laid_over(shared.materials, scenario.materials);
  if (!is_empty(materials)) text += "    materials: " + flow(materials) + "\n";
  if (scenario.agent)
    text += "    agent: " + agent_text(*scenario.agent) + "\n";
  std::string given;
  for (const std::string& line : given_lines(scenario))
    if (!has(shared.given, line)) given += "      " + line;
  if (!given.empty()) text += "    given:\n" + given;
  if (!scenario.when.empty()) text += "    when:\n";
  for (const ScenarioAct& act : scenario.when)
    text += "      - " + act_text(act) + "\n";
  return text + "    then:\n" + then_text(scenario.then);
}

}  // namespace

std::string written(const Scenarios& scenarios) {
  const Shared shared = shared_of(scenarios.examples);
  std::string text = "onething: 1\nscenarios: " + scenarios.workflow + "\n" +
                     shared_text(shared) + "examples:\n";
  for (const Scenario& scenario : scenarios.examples)
    text += example_text(scenario, shared);
  return text;
}

}  // namespace onething::scenario
