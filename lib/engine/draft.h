// SPDX-License-Identifier: Apache-2.0
//
// Draft: one decision in the making. What is emitted is applied at once, so
// that every next thought sees the case as it will be.
//
// Nothing but evolve() changes the state inside. Lives for one decide().

#pragma once

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/case_state.h"
#include "engine/definition.h"
#include "engine/event.h"

namespace onething::engine {

class Draft {
 public:
  // All of these must outlive the draft. `state` becomes that after the events.
  Draft(const Definition& definition, CaseState& state, Instant now,
        const Command& command, const MigrationTarget& target)
      : definition_(&definition),
        target_(target),
        state_(state),
        // Time goes only forward: a clock that was set back shows the time of
        // the last event until it has caught up.
        now_(std::max(now, state_.changed_at)),
        actor_(command.actor),
        may_start_(command.may_start) {}

  const Definition& definition() const { return *definition_; }
  const MigrationTarget& target() const { return target_; }
  // From now on; right after the CaseMigrated that says so.
  void follow_target() { definition_ = target_.definition; }
  const CaseState& state() const { return state_; }
  Instant now() const { return now_; }
  const Actor& actor() const { return actor_; }
  // False: no call may become owed in this decision (Command::may_start).
  bool may_start() const { return may_start_; }
  const std::vector<Event>& events() const { return events_; }

  void emit(Fact fact);

  // References end with the next emit().
  const StepState& step(const StepPlan& plan) const;
  // Null when the step is not known or has no such run yet.
  const RunState* find_run(const RunName& run) const;
  // Null when there is no such step.
  const StepPlan* find_plan(std::string_view step) const;

  // Ends the draft.
  std::vector<Event> take_events() { return std::move(events_); }

 private:
  const Definition* definition_;
  MigrationTarget target_;
  CaseState& state_;
  Instant now_;
  const Actor& actor_;
  bool may_start_;
  std::vector<Event> events_;
};

}  // namespace onething::engine
