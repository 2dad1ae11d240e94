// SPDX-License-Identifier: Apache-2.0

#include "check/soundness/names.h"

#include "check/facts.h"

namespace onething::check {

std::string step_name(const Proved& proved, proof::Index step) {
  const std::string& id = proved.of.steps[step]->id.text;
  return step < proved.of.prefills ? "prefill." + id : id;
}

Message doer(const WorkflowFacts& facts, const Step& step) {
  const Department* department =
      step.wait
          ? facts.project.project.find_department(facts.workflow.lead.text)
          : facts.department_of(step);
  const auto called = [](const std::string& zh, const std::string& en) {
    return Message{"check_soundness.doer", {{"zh", zh}, {"en", en}}};
  };
  if (department == nullptr) return called(step.id.text, step.id.text);
  const Title& title = department->title;
  if (title.empty()) return called(department->id.text, department->id.text);
  return called(title.in(Language::zh), title.in(Language::en));
}

const LifeState* state_at(const WorkflowFacts& facts,
                          proof::PositionIndex position) {
  if (facts.workflow.states.empty()) return nullptr;
  return &facts.workflow
              .states[facts.proved->found.positions[position].place()];
}

std::vector<Span> conditions_reading(const WorkflowFacts& facts,
                                     proof::Index variable) {
  const proof::Net& net = facts.proved->of.net;
  // By node; parts come before the whole.
  std::vector<bool> reads(net.conditions.nodes.size());
  for (std::size_t i = 0; i < reads.size(); ++i) {
    const proof::Node& node = net.conditions.nodes[i];
    reads[i] = node.kind == proof::Node::Kind::atom && node.subject == variable;
    for (const proof::Index part : node.parts)
      reads[i] = reads[i] || reads[part];
  }
  const auto is_reading = [&](proof::Index when) {
    return when != proof::nowhere && reads[when];
  };
  std::vector<Span> spans;
  for (std::size_t place = 0; place < net.places.size(); ++place)
    for (std::size_t event = 0; event < net.places[place].on.size(); ++event)
      if (is_reading(net.places[place].on[event].when))
        spans.push_back(facts.workflow.states[place].on[event].when.span());
  for (std::size_t step = 0; step < net.steps.size(); ++step)
    if (is_reading(net.steps[step].when))
      spans.push_back(facts.proved->of.steps[step]->when.span());
  return spans;
}

std::string words_of(const proof::Variable& variable, proof::Index value) {
  const std::string& word = variable.words[value - 1U];
  if (word.empty()) return "!has(" + variable.text + ")";
  const bool is_relation =
      word.starts_with("<") || word.starts_with(">") || word.starts_with("!");
  return variable.text + (is_relation ? " " : " == ") + word;
}

}  // namespace onething::check
