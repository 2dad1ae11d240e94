// SPDX-License-Identifier: Apache-2.0
//
// Moving a case to another version of its workflow. Limits that have begun stay
// as they were given, because somebody was told; what begins later follows the
// new version.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "engine/clocks/clocks.h"
#include "engine/handlers.h"
#include "engine/mend/fit.h"
#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

constexpr std::string_view kState = "state:";

std::string clock_of(const StateChange& change) {
  return std::string(kState) + change.event->id.text;
}

// Timers of the place where the case is: those that the new version has not
// stop, those that are new begin now.
void set_timers(Draft& draft) {
  const Definition& definition = draft.definition();
  const auto here =
      std::find_if(definition.states.begin(), definition.states.end(),
                   [&](const StatePlan& plan) {
                     return plan.state->id.text == draft.state().place;
                   });
  if (here == definition.states.end()) return;
  const auto timer = [&](const std::string& clock) -> const StateChange* {
    for (const StateChange& change : here->on)
      if (change.event->after && clock_of(change) == clock) return &change;
    return nullptr;
  };
  std::vector<std::string> running;
  for (const ClockState& clock : draft.state().clocks)
    if (clock.running && clock.id.starts_with(kState))
      running.push_back(clock.id);
  for (const std::string& clock : running)
    if (timer(clock) == nullptr) draft.emit(ClockStopped{clock});
  for (const StateChange& change : here->on) {
    const std::string clock = clock_of(change);
    if (change.event->after &&
        std::find(running.begin(), running.end(), clock) == running.end())
      start_clock(draft, clock, change.event->after->term);
  }
}

// Materials that may follow only in the new version have their time from now.
void start_new_material_clocks(Draft& draft,
                               const std::vector<std::string>& before) {
  if (!draft.state().accepted_at) return;
  std::vector<std::pair<std::string, Term>> fresh;
  for (const Material& material : draft.definition().workflow->materials) {
    const std::string clock = "material:" + material.id.text;
    const auto& open = draft.state().tolerated;
    const bool is_open =
        std::find(open.begin(), open.end(), material.id.text) != open.end();
    const bool is_known =
        std::find(before.begin(), before.end(), clock) != before.end();
    if (is_open && !is_known && material.tolerate)
      fresh.emplace_back(clock, material.tolerate->term);
  }
  for (auto& [clock, term] : fresh) start_clock(draft, clock, term);
}

}  // namespace

std::optional<Rejection> on_migrate(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<MigrateCase>(&command.what);
  if (wish.reason.empty()) return Rejection{{"migrate.needs_reason", {}}, {}};
  if (is_ending(draft.state()))
    return Rejection{{"migrate.case_is_ending", {}}, {}};
  // There already, by an earlier command: nothing changes.
  if (wish.to == draft.state().definition) return std::nullopt;
  OT_ASSERT(draft.target().definition != nullptr);
  Fit found =
      fit(draft.definition(), draft.target(), draft.state(), wish.mapping);
  if (!found.problems.empty())
    return Rejection{{"migrate.does_not_fit", {}}, std::move(found.problems)};
  found.event.reason = wish.reason;
  found.event.actor = draft.actor();
  draft.emit(std::move(found.event));
  draft.follow_target();
  set_timers(draft);
  std::vector<std::string> clocks;
  for (const ClockState& clock : draft.state().clocks)
    if (clock.running) clocks.push_back(clock.id);
  start_new_material_clocks(draft, clocks);
  return std::nullopt;
}

}  // namespace onething::engine
