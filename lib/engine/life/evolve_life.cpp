// SPDX-License-Identifier: Apache-2.0

#include "engine/life/evolve_life.h"

#include <string>
#include <vector>

namespace onething::engine {

void EvolveLife::operator()(const CaseDeemedAccepted& e) {
  state_.status = CaseStatus::accepted;
  const Instant receipt = state_.supplemented_at.value_or(state_.received_at);
  state_.accepted_at = receipt;
  start_promise(e.promise, e.due, receipt);
}

void EvolveLife::operator()(const CaseNotAccepted& e) {
  end(CaseStatus::not_accepted);
  state_.reason = e.reason;
}

void EvolveLife::operator()(const ApplicationRefused& e) {
  end(CaseStatus::refused);
  state_.reason = e.reason;
  state_.basis = e.basis;
  state_.remedies = e.remedies;
}

void EvolveLife::operator()(const CaseLapsed& e) {
  end(CaseStatus::lapsed);
  state_.reason = e.reason;
}

void EvolveLife::operator()(const MaterialsAdded& e) {
  state_.materials = e.materials;
  state_.tolerated = e.tolerated;
  for (const std::string& material : e.added)
    stop_clock("material:" + material);
}

void EvolveLife::operator()(const CaseExtended& e) {
  if (ClockState* promise = clock("promise")) {
    promise->extra = e.extra;
    promise->expired = false;
  }
  set_due(e.due);
}

void EvolveLife::operator()(const SpecialStarted& e) {
  state_.status = CaseStatus::special;
  state_.special =
      SpecialProcedure{e.name, e.reason, e.approver, e.notified_on, e.until};
  pause("special");
}

void EvolveLife::operator()(const SpecialEnded&) {
  state_.status = CaseStatus::processing;
  state_.special.reset();
  stop_clock("special");
  go_on_counting();
}

void EvolveLife::operator()(const CaseSuspended&) {
  state_.status = CaseStatus::suspended;
  pause("suspended");
}

void EvolveLife::operator()(const CaseContinued&) {
  state_.status = CaseStatus::processing;
  go_on_counting();
}

void EvolveLife::operator()(const TerminationRequested& e) {
  state_.termination_requested = true;
  state_.reason = e.reason;
  state_.basis = e.basis;
  give_up_retries();
}

void EvolveLife::operator()(const EndingOrdered& e) {
  state_.ending = e.ending;
  state_.reason = e.reason;
  state_.basis = e.basis;
  stop_clock("supplement");
  give_up_retries();
}

void EvolveLife::operator()(const CaseTerminated& e) {
  end(CaseStatus::terminated);
  state_.reason = e.reason;
  state_.basis = e.basis;
}

void EvolveLife::operator()(const CaseDelivered&) {
  state_.status = CaseStatus::delivered;
  stop_clock("delivery");
}

void EvolveLife::operator()(const CaseRevoked& e) {
  end(CaseStatus::revoked);
  state_.reason = e.reason;
  state_.basis = e.basis;
  state_.remedies = e.remedies;
}

void EvolveLife::operator()(const ClockStarted& e) {
  ClockState& started = state_.clocks.emplace_back();
  started.id = e.clock;
  started.budget = e.budget.value_or(Term{});
  started.from = at_;
  started.due = e.due;
  started.ends_at = e.ends_at;
}

void EvolveLife::operator()(const ClockStopped& e) { stop_clock(e.clock); }

void EvolveLife::operator()(const ClockProjected& e) {
  ClockState* projected = clock(e.clock);
  if (projected == nullptr) return;
  projected->due = e.due;
  projected->ends_at = e.ends_at;
  if (e.clock == "promise") state_.due = e.due;
  for (TaskState& each : state_.tasks)
    if (e.clock == "task:" + each.id) each.due = e.due;
}

void EvolveLife::operator()(const ClockExpired& e) {
  if (ClockState* expired = clock(e.clock)) expired->expired = true;
}

void EvolveLife::operator()(const Reminded& e) {
  if (ClockState* reminded = clock(e.clock)) reminded->reminded = e.rung + 1;
}

void EvolveLife::operator()(const Escalated& e) {
  if (ClockState* climbed = clock(e.clock)) climbed->escalated = e.rung + 1;
}

void EvolveLife::operator()(const StateEntered& e) {
  if (state_.status == CaseStatus::accepted)
    state_.status = CaseStatus::processing;
  state_.place = e.state;
  state_.leaving.clear();
  state_.leaving_reason.clear();
  state_.entered_at = at_;
  state_.place_stands_still = e.stands_still;
  if (state_.status == CaseStatus::processing) go_on_counting();
}

void EvolveLife::operator()(const StateLeft& e) {
  state_.leaving = e.event;
  state_.leaving_reason = e.reason;
  state_.leaving_actor = e.actor;
}

void EvolveLife::end(CaseStatus status) {
  state_.status = status;
  state_.ended_at = at_;
  close_pause();
  for (ClockState& each : state_.clocks) each.running = false;
}

void EvolveLife::start_promise(std::optional<Term> promise,
                               std::optional<Date> due, Instant from) {
  state_.promise = promise;
  state_.due = due;
  stop_clock("notice");
  if (!promise) return;
  ClockState& started = state_.clocks.emplace_back();
  started.id = "promise";
  started.budget = *promise;
  started.from = from;
  set_due(due);
}

void EvolveLife::set_due(std::optional<Date> due) {
  state_.due = due;
  ClockState* promise = clock("promise");
  if (promise == nullptr) return;
  promise->due = due;
  promise->ends_at.reset();
  if (due) promise->ends_at = start_of(Date{due->days + 1});
}

ClockState* EvolveLife::clock(std::string_view id) {
  for (auto each = state_.clocks.rbegin(); each != state_.clocks.rend(); ++each)
    if (each->id == id) return &*each;
  return nullptr;
}

void EvolveLife::stop_clock(std::string_view id) {
  if (ClockState* stopped = clock(id)) stopped->running = false;
}

void EvolveLife::pause(std::string_view why) {
  // What the office orders stops also the time of a state that does not count.
  if (state_.paused_since && state_.pauses.back().why == "state") close_pause();
  if (state_.paused_since) return;
  state_.paused_since = at_;
  state_.pauses.push_back({std::string(why), at_, {}});
}

void EvolveLife::close_pause() {
  if (!state_.paused_since) return;
  state_.paused_since.reset();
  state_.pauses.back().to = at_;
}

void EvolveLife::go_on_counting() {
  close_pause();
  if (state_.place_stands_still) pause("state");
}

void EvolveLife::give_up_retries() {
  for (StepState& each : state_.step_states)
    for (RunState& waiting : each.runs)
      if (waiting.status == RunStatus::retrying ||
          waiting.status == RunStatus::timed ||
          waiting.status == RunStatus::expecting) {
        waiting.status = RunStatus::abandoned;
        waiting.retry_at.reset();
        waiting.until.reset();
      }
}

}  // namespace onething::engine
