// SPDX-License-Identifier: Apache-2.0

#include "load/lifecycle.h"

#include <algorithm>
#include <array>
#include <utility>

#include "load/formulas.h"

namespace onething::load {

namespace {

std::vector<Limit> read_reminders(Reading& reading, const Keys& keys) {
  std::vector<Limit> reminders;
  const yaml::Node* node = keys.find("reminders");
  if (node == nullptr) return reminders;
  const auto add = [&](const yaml::Node& item) {
    if (const auto limit = read_limit(reading, item, "reminders"))
      reminders.push_back(*limit);
  };
  if (!node->is_list())
    add(*node);
  else
    for (const yaml::Node& item : node->items) add(item);
  return reminders;
}

std::vector<Escalation> read_escalations(Reading& reading, const Keys& keys) {
  std::vector<Escalation> rungs;
  const yaml::Node* node = keys.find("escalate");
  if (node == nullptr) return rungs;
  if (!node->is_list()) {
    reading.report(codes::wrong_kind, node->span,
                   {"load.not_list", {{"found", kind_of(*node)}}},
                   {"load.expected_escalations", {}});
    return rungs;
  }
  constexpr auto allowed =
      std::to_array<std::string_view>({"after", "department", "role"});
  for (const yaml::Node& item : node->items) {
    const Keys inner(reading, item, {"load.what_escalation", {}}, allowed);
    if (!inner.is_mapping()) continue;
    Escalation rung;
    inner.require("after");
    rung.after = inner.limit("after").value_or(
        Limit{{0, TermUnit::working_days}, item.span});
    if (const yaml::Node* department = inner.find("department"))
      rung.to.department = read_id(reading, *department);
    if (const yaml::Node* role = inner.require("role"))
      rung.to.role = read_text(reading, *role, "role").text;
    rung.to.span = item.span;
    rungs.push_back(std::move(rung));
  }
  return rungs;
}

// One office, or a list of them.
std::vector<Office> read_offices(Reading& reading, const yaml::Node& node) {
  std::vector<Office> offices;
  const Message what{"load.what_office", {}};
  if (!node.is_list()) return {read_office(reading, node, what)};
  for (const yaml::Node& item : node.items)
    offices.push_back(read_office(reading, item, what));
  return offices;
}

StateEvent read_event(Reading& reading, const yaml::Entry& entry) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"title", "to", "who", "when", "after", "done", "reason"});
  StateEvent event;
  event.id = read_id(reading, entry.key);
  const Keys keys(reading, entry.value, {"load.what_event", {}}, allowed);
  event.title = keys.title();
  if (const yaml::Node* to = keys.require("to"))
    event.to = read_id(reading, *to);
  if (const yaml::Node* who = keys.find("who"))
    event.who = read_offices(reading, *who);
  if (const yaml::Node* when = keys.find("when"))
    event.when = read_condition(reading, *when, "when", roots::step);
  event.after = keys.limit("after");
  event.needs_reason = keys.flag("reason");
  if (event.after)
    event.kind = StateEvent::Kind::timer;
  else if (event.id.text == "done" || keys.flag("done"))
    event.kind = StateEvent::Kind::settled;
  return event;
}

LifeState read_state(Reading& reading, const yaml::Entry& entry) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"title", "enter", "steps", "leave", "events", "pauses_clock", "end"});
  LifeState state;
  state.id = read_id(reading, entry.key);
  const Keys keys(reading, entry.value, {"load.what_state", {}}, allowed);
  state.title = keys.title();
  state.enter = keys.ids("enter");
  state.steps = keys.ids("steps");
  state.leave = keys.ids("leave");
  if (const yaml::Node* on = keys.mapping("events"))
    for (const yaml::Entry& event : on->entries)
      state.on.push_back(read_event(reading, event));
  state.pauses_clock = keys.flag("pauses_clock");
  constexpr auto ends =
      std::to_array<std::string_view>({"granted", "denied", "terminated"});
  const std::size_t end = keys.word("end", ends, ends.size());
  if (end < ends.size()) state.end = static_cast<LifeState::End>(end + 1);
  return state;
}

std::vector<std::string_view> ids_of(const Workflow& workflow) {
  std::vector<std::string_view> ids;
  for (const Step& step : workflow.steps) ids.push_back(step.id.text);
  return ids;
}

// Names in states, once everything has been read.
class StateNames {
 public:
  StateNames(Reading& reading, const Workflow& workflow)
      : reading_(reading), workflow_(workflow), steps_(ids_of(workflow)) {
    for (const LifeState& state : workflow.states)
      states_.push_back(state.id.text);
  }

  void check() {
    for (const LifeState& state : workflow_.states) {
      steps_of(state.enter);
      steps_of(state.steps);
      steps_of(state.leave);
      for (const StateEvent& event : state.on) target(state, event);
    }
  }

 private:
  void steps_of(const std::vector<Spelled>& names) {
    for (const Spelled& name : names) {
      if (name.empty() || has(steps_, name.text)) continue;
      reading_.report(codes::unknown_step, name.span,
                      {"load.unknown_state_step", {{"step", name.text}}},
                      {"load.expected_step", {}}, propose(name.text, steps_));
    }
  }

  void target(const LifeState& state, const StateEvent& event) {
    if (event.to.empty() || has(states_, event.to.text)) return;
    reading_.report(codes::unknown_state, event.to.span,
                    {"load.unknown_state",
                     {{"state", state.id.text}, {"target", event.to.text}}},
                    {"load.expected_state", {}},
                    propose(event.to.text, states_));
  }

  static bool has(const std::vector<std::string_view>& names,
                  std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  Reading& reading_;
  const Workflow& workflow_;
  std::vector<std::string_view> steps_;
  std::vector<std::string_view> states_;
};

}  // namespace

Office read_office(Reading& reading, const yaml::Node& node, Message what) {
  constexpr auto allowed =
      std::to_array<std::string_view>({"department", "role"});
  const Keys keys(reading, node, std::move(what), allowed);
  Office office;
  office.span = node.span;
  if (!keys.is_mapping()) return office;
  if (const yaml::Node* department = keys.find("department"))
    office.department = read_id(reading, *department);
  if (const yaml::Node* role = keys.require("role"))
    office.role = read_text(reading, *role, "role").text;
  return office;
}

Clocks read_clocks(Reading& reading, const yaml::Node& node) {
  constexpr auto allowed =
      std::to_array<std::string_view>({"notice", "extension", "delivery",
                                       "supplement", "reminders", "escalate"});
  const Keys keys(reading, node, {"load.what_clocks", {}}, allowed);
  Clocks clocks;
  clocks.notice = keys.limit("notice");
  clocks.extension = keys.limit("extension");
  clocks.delivery = keys.limit("delivery");
  clocks.supplement = keys.limit("supplement");
  clocks.reminders = read_reminders(reading, keys);
  clocks.escalate = read_escalations(reading, keys);
  return clocks;
}

void read_lifecycle(Reading& reading, const Keys& keys, Workflow& workflow) {
  if (const yaml::Node* node = keys.find("acceptance"))
    workflow.acceptance =
        read_office(reading, *node, {"load.what_acceptance", {}});
  if (const yaml::Node* node = keys.find("delivery"))
    workflow.delivery = read_office(reading, *node, {"load.what_delivery", {}});
  const yaml::Node* states = keys.mapping("states");
  if (states == nullptr) return;
  for (const yaml::Entry& entry : states->entries)
    workflow.states.push_back(read_state(reading, entry));
  if (!reading.damaged) StateNames(reading, workflow).check();
}

}  // namespace onething::load
