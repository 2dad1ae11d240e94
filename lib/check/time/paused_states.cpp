// SPDX-License-Identifier: Apache-2.0

#include "check/time/paused_states.h"

#include <algorithm>
#include <vector>

namespace onething::check {

namespace {

bool names(const std::vector<Spelled>& list, const Step& step) {
  return std::any_of(list.begin(), list.end(), [&](const Spelled& name) {
    return name.text == step.id.text;
  });
}

}  // namespace

bool never_counts(const Workflow& workflow, const Step& step) {
  bool is_named = false;
  for (const LifeState& state : workflow.states) {
    if (!names(state.enter, step) && !names(state.steps, step) &&
        !names(state.leave, step))
      continue;
    if (!state.pauses_clock) return false;
    is_named = true;
  }
  return is_named;
}

std::optional<Length> stays(const Workflow& workflow) {
  Length sum;
  for (const LifeState& state : workflow.states) {
    if (state.pauses_clock || state.end != LifeState::End::none) continue;
    Length longest;
    bool ends_itself = false;
    for (const StateEvent& event : state.on) {
      ends_itself = ends_itself || event.kind != StateEvent::Kind::person;
      if (event.after)
        longest = std::max(longest, length_of(event.after->term));
    }
    if (!ends_itself) return std::nullopt;
    sum = sum + longest;
  }
  return sum;
}

}  // namespace onething::check
