// SPDX-License-Identifier: Apache-2.0
//
// How the events of a case's lifecycle and its clocks change its state: one
// overload for each fact, as in evolve.cpp, which has those of steps and tasks.
//
// Knows neither calendar nor workflow: what is computed stands in the event.

#pragma once

#include <optional>
#include <string_view>

#include "engine/case_state.h"
#include "engine/event.h"

namespace onething::engine {

class EvolveLife {
 public:
  EvolveLife(CaseState& state, Instant at) : state_(state), at_(at) {}

  void operator()(const CaseDeemedAccepted& e);
  void operator()(const CaseNotAccepted& e);
  void operator()(const ApplicationRefused& e);
  void operator()(const CaseLapsed& e);
  void operator()(const MaterialsAdded& e);
  void operator()(const CaseExtended& e);
  void operator()(const SpecialStarted& e);
  void operator()(const SpecialEnded&);
  void operator()(const CaseSuspended&);
  void operator()(const CaseContinued&);
  void operator()(const TerminationRequested& e);
  void operator()(const EndingOrdered& e);
  void operator()(const ClockDoubted&) {}
  void operator()(const CaseTerminated& e);
  void operator()(const CaseDelivered&);
  void operator()(const CaseRevoked& e);
  void operator()(const ClockStarted& e);
  void operator()(const ClockStopped& e);
  void operator()(const ClockProjected& e);
  void operator()(const ClockExpired& e);
  void operator()(const Reminded& e);
  void operator()(const Escalated& e);
  void operator()(const StateEntered& e);
  void operator()(const StateLeft& e);

 protected:
  void end(CaseStatus status);
  void start_promise(std::optional<Term> promise, std::optional<Date> due,
                     Instant from);
  // Of the promise. Limits in hours have their exact end from the projection
  // that follows; until then the day is all there is.
  void set_due(std::optional<Date> due);
  ClockState* clock(std::string_view id);
  void stop_clock(std::string_view id);
  // A pause that is open goes on under its first name.
  void pause(std::string_view why);
  void close_pause();
  // After a pause; where the case stands may not count by itself.
  void go_on_counting();
  void give_up_retries();

  CaseState& state_;
  Instant at_;
};

}  // namespace onething::engine
