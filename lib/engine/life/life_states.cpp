// SPDX-License-Identifier: Apache-2.0
//
// A workflow's own lifecycle: which steps act where, what leads from one state
// to the next, and what is done on entering and leaving.
//
// A state that is entered again has its steps act anew, as a new generation:
// an appeal that is dispatched a second time is answered a second time.

#include <algorithm>
#include <utility>

#include "engine/clocks/clocks.h"
#include "engine/handlers.h"
#include "engine/people/tasks.h"
#include "engine/steps/inputs.h"
#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

using Kind = StateEvent::Kind;

const StatePlan* place_of(const Draft& draft) {
  for (const StatePlan& plan : draft.definition().states)
    if (plan.state->id.text == draft.state().place) return &plan;
  return nullptr;
}

// Nobody waits for an ad_hoc step that nobody called for.
bool are_settled(const Draft& draft, const std::vector<std::size_t>& steps) {
  return std::all_of(steps.begin(), steps.end(), [&](std::size_t index) {
    const StepPlan& plan = draft.definition().plans[index];
    return is_out_of_the_way(draft, plan) && !draft.step(plan).recheck;
  });
}

bool names(const std::vector<std::size_t>& steps, std::size_t plan) {
  return std::find(steps.begin(), steps.end(), plan) != steps.end();
}

// A guard that fails holds nobody's case open by accident: it is no yes.
bool holds(const Draft& draft, const StateChange& change) {
  if (!change.when) return true;
  const auto answer = engine::holds(draft, *change.when);
  const bool* yes = std::get_if<bool>(&answer);
  return yes != nullptr && *yes;
}

std::string clock_of(const StateChange& change) {
  return "state:" + change.event->id.text;
}

bool has_run_out(const Draft& draft, const StateChange& change) {
  const ClockState* clock = draft.state().find_clock(clock_of(change));
  return clock != nullptr && clock->running && clock->expired;
}

// Open work of the state that is left belongs to nobody any more; what was done
// in it is done anew when it is entered again.
void close_work_of(Draft& draft, const StatePlan& place) {
  std::vector<std::string> open;
  for (const TaskState& task : draft.state().tasks) {
    if (!task.open || task.run.step.empty()) continue;
    const StepPlan* plan = draft.find_plan(task.run.step);
    const auto index =
        static_cast<std::size_t>(plan - draft.definition().plans.data());
    if (names(place.steps, index) || names(place.enter, index))
      open.push_back(task.id);
  }
  for (const std::string& task : open) close_task(draft, task, "cancelled", "");
}

void act_anew(Draft& draft, const std::vector<std::size_t>& steps) {
  for (const std::size_t index : steps) {
    const StepPlan& plan = draft.definition().plans[index];
    const StepState& step = draft.step(plan);
    if (!step.runs.empty() || step.skipped || step.expanded)
      draft.emit(StepReset{plan.id, step.generation + 1, {}});
  }
}

void end_here(Draft& draft, LifeState::End end, const std::string& reason) {
  switch (end) {
    case LifeState::End::none:
      return;
    case LifeState::End::granted:
      return grant(draft);
    case LifeState::End::denied:
      return draft.emit(
          EndingOrdered{"denied", reason, draft.definition().workflow->basis});
    case LifeState::End::terminated:
      return draft.emit(EndingOrdered{"terminated", reason, ""});
  }
}

void enter(Draft& draft, const StatePlan& to, const std::string& event,
           const std::string& reason, const Actor& actor) {
  std::vector<std::string> stopped;
  for (const ClockState& clock : draft.state().clocks)
    if (clock.running && clock.id.starts_with("state:"))
      stopped.push_back(clock.id);
  for (std::string& clock : stopped) draft.emit(ClockStopped{std::move(clock)});
  draft.emit(StateEntered{to.state->id.text, event, reason,
                          to.state->pauses_clock, actor});
  project_clocks(draft, "pause");
  act_anew(draft, to.enter);
  act_anew(draft, to.steps);
  act_anew(draft, to.leave);
  for (const StateChange& change : to.on)
    if (change.event->after)
      start_clock(draft, clock_of(change), change.event->after->term);
  end_here(draft, to.state->end, reason);
}

void leave(Draft& draft, const StatePlan& from, const StateChange& change,
           const std::string& reason) {
  close_work_of(draft, from);
  const std::string& event = change.event->id.text;
  if (!from.leave.empty())
    return draft.emit(
        StateLeft{from.state->id.text, event, reason, draft.actor()});
  enter(draft, draft.definition().states[change.to], event, reason,
        draft.actor());
}

// The first change that follows by itself here.
const StateChange* next_change(const Draft& draft, const StatePlan& place) {
  const bool settled =
      are_settled(draft, place.enter) && are_settled(draft, place.steps);
  for (const StateChange& change : place.on) {
    const Kind kind = change.event->kind;
    const bool is_due = (kind == Kind::settled && settled) ||
                        (kind == Kind::timer && has_run_out(draft, change));
    if (is_due && holds(draft, change)) return &change;
  }
  return nullptr;
}

const StateChange* find_change(const StatePlan& place, std::string_view event) {
  for (const StateChange& change : place.on)
    if (change.event->id.text == event) return &change;
  return nullptr;
}

Rejection unknown_event(const StatePlan& place, const std::string& event) {
  std::string known;
  for (const StateChange& change : place.on)
    if (change.event->kind == Kind::person)
      known += (known.empty() ? "" : ", ") + change.event->id.text;
  return {{"engine.no_such_event",
           {{"event", event},
            {"state", place.state->id.text},
            {"known", known.empty() ? "-" : known}}},
          {}};
}

}  // namespace

void enter_first_state(Draft& draft) {
  const auto& states = draft.definition().states;
  if (!states.empty()) enter(draft, states.front(), "", "", draft.actor());
}

void move_to_state(Draft& draft, const StatePlan& to,
                   const std::string& reason) {
  if (const StatePlan* place = place_of(draft)) close_work_of(draft, *place);
  enter(draft, to, "", reason, draft.actor());
}

bool acts_here(const Draft& draft, const StepPlan& plan) {
  if (!plan.is_of_states) return true;
  const StatePlan* place = place_of(draft);
  if (place == nullptr) return false;
  const auto index =
      static_cast<std::size_t>(&plan - draft.definition().plans.data());
  if (!draft.state().leaving.empty()) return names(place->leave, index);
  if (names(place->enter, index)) return true;
  return names(place->steps, index) && are_settled(draft, place->enter);
}

bool move_state(Draft& draft) {
  const StatePlan* place = place_of(draft);
  // While it stands still, or the applicant corrects, a case stays where it is.
  if (place == nullptr || draft.state().status != CaseStatus::processing)
    return false;
  if (!draft.state().leaving.empty()) {
    if (!are_settled(draft, place->leave)) return false;
    const StateChange* change = find_change(*place, draft.state().leaving);
    if (change == nullptr) return false;
    const Actor actor = draft.state().leaving_actor;
    const std::string event = draft.state().leaving;
    const std::string reason = draft.state().leaving_reason;
    enter(draft, draft.definition().states[change->to], event, reason, actor);
    return true;
  }
  const StateChange* change = next_change(draft, *place);
  if (change == nullptr) return false;
  leave(draft, *place, *change, "");
  return true;
}

std::optional<Rejection> on_fire(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<FireEvent>(&command.what);
  const StatePlan* place = place_of(draft);
  if (place == nullptr) return Rejection{{"engine.no_states", {}}, {}};
  if (is_ending(draft.state()) || !draft.state().leaving.empty())
    return Rejection{{"engine.case_is_ending", {}}, {}};
  const StateChange* change = find_change(*place, wish.event);
  if (change == nullptr || change->event->kind != Kind::person)
    return unknown_event(*place, wish.event);
  if (change->event->needs_reason && wish.reason.empty())
    return Rejection{{"engine.needs_reason", {}}, {}};
  if (!holds(draft, *change))
    return Rejection{{"engine.event_guarded", {{"event", wish.event}}}, {}};
  leave(draft, *place, *change, wish.reason);
  go_on(draft);
  return std::nullopt;
}

}  // namespace onething::engine
