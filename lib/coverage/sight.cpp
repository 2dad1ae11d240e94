// SPDX-License-Identifier: Apache-2.0

#include "coverage/sight.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

#include "engine/evolve.h"
#include "engine/steps/inputs.h"

namespace onething::coverage {

namespace {

using engine::CaseState;
using engine::StepState;

class Looking {
 public:
  Looking(const Outline& outline, const scenario::World& world)
      : outline_(outline),
        definition_(world.definition()),
        world_(world),
        seen_(outline.items.size(), false) {}

  std::vector<bool> run() {
    std::size_t decision = 0;
    std::size_t refused = 0;
    const auto& history = world_.history();
    const auto& decisions = world_.decisions();
    const auto& orders = world_.refused_orders();
    for (std::size_t i = 0; i < history.size(); ++i) {
      const engine::CaseStatus was = state_.status;
      std::visit([&](const auto& fact) { before(fact); }, history[i].fact);
      engine::evolve(state_, history[i]);
      std::visit([&](const auto& fact) { after(fact); }, history[i].fact);
      look_at_clocks();
      if (state_.status != was) enter_status(was);
      for (; decision < decisions.size() && decisions[decision] == i + 1;
           ++decision)
        ask_what_is_due();
      for (; refused < orders.size() && orders[refused].after == i + 1;
           ++refused)
        ask_event(orders[refused].event);
    }
    return std::move(seen_);
  }

 private:
  void mark(std::size_t item) {
    if (item != nothing) seen_[item] = true;
  }

  std::optional<bool> ask(QuestionIndex index) {
    if (index == nothing) return true;
    const Question& question = outline_.questions[index];
    const engine::Roots roots(definition_, state_);
    const std::optional<bool> truth =
        question.asked.ask(roots.bindings(), [&](std::size_t part, bool one) {
          mark(one ? question.parts[part].first : question.parts[part].second);
        });
    if (truth) mark(*truth ? question.is_true : question.is_false);
    return truth;
  }

  // Null for what takes a step back.
  const StepItems* of(std::string_view step) const {
    const auto found = outline_.steps.find(step);
    return found == outline_.steps.end() ? nullptr : &found->second;
  }
  void mark(std::string_view step, std::size_t StepItems::*item) {
    if (const StepItems* items = of(step)) mark(items->*item);
  }

  // ── In the state in which it was decided ──

  void before(const auto&) {}
  void before(const engine::StepSkipped& e) {
    const StepItems* items = of(e.step);
    if (items == nullptr) return;
    if (e.reason == "condition")
      ask(items->when);
    else
      mark(e.reason == "failed" ? items->failed : items->skipped);
  }
  void begin(const RunName& run) {
    const StepItems* items = of(run.step);
    const StepState* step = state_.find_step(run.step);
    // One of a list: that was asked before the list.
    if (items == nullptr || step == nullptr || step->expanded) return;
    if (run.iteration == 0) ask(items->when);
  }
  void before(const engine::StepStarted& e) { begin(e.run); }
  void before(const engine::WaitBegan& e) { begin(e.run); }
  void before(const engine::MessageAwaited& e) { begin(e.run); }
  void before(const engine::ChildStarted& e) { begin(e.run); }
  void before(const engine::StepExpanded& e) {
    const StepItems* items = of(e.step);
    if (items == nullptr) return;
    ask(items->when);
    mark(e.elements.empty() ? items->empty : items->some);
  }
  void before(const engine::CaseAccepted&) { ask_promises(); }
  void before(const engine::CaseDeemedAccepted&) { ask_promises(); }
  void ask_promises() {
    for (const PromiseItems& promise : outline_.promises) {
      const bool applies = ask(promise.when).value_or(false);
      if (!applies) continue;
      mark(promise.applies);
      return;
    }
  }
  void before(const engine::StateLeft& e) { leave(e.event); }
  void before(const engine::StateEntered& e) {
    if (state_.leaving.empty()) leave(e.event);
  }
  void leave(const std::string& event) {
    const EventItems* items = event_of(event);
    if (items == nullptr) return;
    mark(items->fired);
    ask(items->when);
    // Of several that can follow by themselves the first one does; that the
    // others' conditions do not hold was as good as asked.
    ask_what_is_due();
  }

  // ── Of the facts themselves ──

  void after(const auto&) {}
  void after(const engine::CaseReceived&) { look_at_application(); }
  void after(const engine::CaseSupplemented&) { look_at_application(); }
  void after(const engine::MaterialsAdded&) { look_at_application(); }
  void after(const engine::StepDone& e) {
    mark(e.run.step, &StepItems::done);
    if (const StepItems* items = of(e.run.step))
      if (items->repeat != nothing) ask(items->repeat);
  }
  void after(const engine::StepReturned& e) {
    mark(e.run.step, &StepItems::returned);
  }
  void after(const engine::StepRefused& e) {
    mark(e.run.step, &StepItems::refused);
  }
  void after(const engine::StepFailed& e) {
    mark(e.run.step, &StepItems::failed);
  }
  void after(const engine::GroupJoined& e) {
    for (const std::string& step : e.rest) mark(step, &StepItems::skipped);
  }
  void after(const engine::RunsJoined& e) {
    if (!e.rest.empty()) mark(e.step, &StepItems::skipped);
  }
  void after(const engine::StepLate& e) {
    if (const StepItems* items = of(e.run.step)) mark(items->within.missed);
  }

  void look_at_application() {
    for (const QuestionIndex field : outline_.fields)
      if (field != nothing) ask(field);
    const auto& materials = definition_.workflow->materials;
    for (std::size_t i = 0; i < materials.size(); ++i) {
      const MaterialItems& items = outline_.materials[i];
      if (items.when != nothing) ask(items.when);
      const Value* given = state_.materials.find(materials[i].id.text);
      if (given == nullptr) continue;
      const Value* kind = given->find("kind");
      if (kind == nullptr || kind->text() == nullptr) continue;
      const auto item = items.kinds.find(*kind->text());
      if (item != items.kinds.end()) mark(item->second);
    }
  }

  void enter_status(engine::CaseStatus was) {
    const auto found = outline_.statuses.find(state_.status);
    if (found != outline_.statuses.end()) mark(found->second);
    if (engine::has_ended(was) || !engine::has_ended(state_.status)) return;
    if (const engine::ClockState* promise = state_.find_clock("promise"))
      if (!promise->expired) mark(clock_items(*promise).met);
  }

  // ── Time ──

  DeadlineItems clock_items(const engine::ClockState& clock) const {
    constexpr std::string_view task = "task:";
    constexpr std::string_view state = "state:";
    if (clock.id.starts_with(task)) {
      const engine::TaskState* of_task =
          state_.find_task(clock.id.substr(task.size()));
      const StepItems* items =
          of_task == nullptr ? nullptr : of(of_task->run.step);
      return items == nullptr ? DeadlineItems{} : items->task;
    }
    if (clock.id.starts_with(state)) {
      const EventItems* items = event_of(clock.id.substr(state.size()));
      return items == nullptr ? DeadlineItems{} : items->time;
    }
    const auto found = outline_.clocks.find(clock.id);
    return found == outline_.clocks.end() ? DeadlineItems{} : found->second;
  }

  struct Clock {
    DeadlineItems items;
    bool is_over = false;
  };

  // A clock is over when it has run out, or stands while it has not.
  void look_at_clocks() {
    for (std::size_t i = 0; i < state_.clocks.size(); ++i) {
      const engine::ClockState& now = state_.clocks[i];
      // What it belongs to is known when it begins, and not for ever.
      if (i == clocks_.size()) clocks_.push_back({clock_items(now), false});
      Clock& clock = clocks_[i];
      if (clock.is_over || (now.running && !now.expired)) continue;
      clock.is_over = true;
      mark(now.expired ? clock.items.missed : clock.items.met);
    }
    for (const StepState& step : state_.step_states) {
      const StepItems* items = of(step.id);
      if (items == nullptr || items->within.met == nothing) continue;
      for (const engine::RunState& run : step.runs)
        if (run.late_at && !run.is_late && engine::has_come_back(run.status))
          mark(items->within.met);
    }
  }

  // ── The workflow's own states ──

  const EventItems* event_of(std::string_view event) const {
    const auto place = outline_.states.find(state_.place);
    if (place == outline_.states.end()) return nullptr;
    const auto found = place->second.find(std::string(event));
    return found == place->second.end() ? nullptr : &found->second;
  }
  void ask_event(const std::string& event) {
    const EventItems* items = event_of(event);
    if (items != nullptr && items->when != nothing) ask(items->when);
  }

  bool are_settled(const std::vector<std::size_t>& steps) const {
    return std::all_of(steps.begin(), steps.end(), [&](std::size_t index) {
      const engine::StepPlan& plan = definition_.plans[index];
      const StepState* step = state_.find_step(plan.id);
      if (step == nullptr) return plan.step->ad_hoc;
      const bool is_dormant = plan.step->ad_hoc && !step->called;
      return (step->is_settled() || is_dormant) && !step->recheck;
    });
  }

  // What would follow by itself here, if its condition held.
  void ask_what_is_due() {
    if (state_.status != engine::CaseStatus::processing ||
        !state_.leaving.empty() || state_.place.empty())
      return;
    for (const engine::StatePlan& plan : definition_.states) {
      if (plan.state->id.text != state_.place) continue;
      const bool settled = are_settled(plan.enter) && are_settled(plan.steps);
      for (const engine::StateChange& change : plan.on) {
        const std::string& event = change.event->id.text;
        const engine::ClockState* clock = state_.find_clock("state:" + event);
        using Kind = StateEvent::Kind;
        const bool is_due =
            (change.event->kind == Kind::settled && settled) ||
            (change.event->kind == Kind::timer && clock != nullptr &&
             clock->running && clock->expired);
        if (is_due) ask_event(event);
      }
    }
  }

  const Outline& outline_;
  const engine::Definition& definition_;
  const scenario::World& world_;
  CaseState state_;
  std::vector<bool> seen_;
  std::vector<Clock> clocks_;
};

}  // namespace

std::vector<bool> seen_in(const Outline& outline,
                          const scenario::World& world) {
  return Looking(outline, world).run();
}

}  // namespace onething::coverage
