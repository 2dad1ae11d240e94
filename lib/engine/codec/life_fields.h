// SPDX-License-Identifier: Apache-2.0
//
// The fields of the events of a case's lifecycle and clocks; see
// case_fields.h for what is listed how, and why names never change.
//
// A new shape of an event gets a new version, and the old list stays.

#pragma once

#include "engine/event.h"

namespace onething::engine {

#define ONETHING_FIELDS(Type) \
  template <typename Archive> \
  void fields(Archive& a, typename Archive::template Ref<Type> e)

ONETHING_FIELDS(CaseDeemedAccepted) {
  a("promise", e.promise);
  a("due", e.due);
}

ONETHING_FIELDS(CaseNotAccepted) {
  a("reason", e.reason);
  a("instead", e.instead);
  a("actor", e.actor);
}

ONETHING_FIELDS(ApplicationRefused) {
  a("reason", e.reason);
  a("basis", e.basis);
  a("remedies", e.remedies);
  a("actor", e.actor);
}

ONETHING_FIELDS(CaseLapsed) { a("reason", e.reason); }

ONETHING_FIELDS(MaterialsAdded) {
  a("materials", e.materials);
  a("added", e.added);
  a("tolerated", e.tolerated);
  a("actor", e.actor);
}

ONETHING_FIELDS(CaseExtended) {
  a("extra", e.extra);
  a("due", e.due);
  a("reason", e.reason);
  a("approver", e.approver);
  a("notified_on", e.notified_on);
  a("actor", e.actor);
}

ONETHING_FIELDS(SpecialStarted) {
  a("name", e.name);
  a("reason", e.reason);
  a("approver", e.approver);
  a("notified_on", e.notified_on);
  a("until", e.until);
  a("actor", e.actor);
}

ONETHING_FIELDS(SpecialEnded) {
  a("result", e.result);
  a("actor", e.actor);
}

ONETHING_FIELDS(CaseSuspended) {
  a("reason", e.reason);
  a("basis", e.basis);
  a("actor", e.actor);
}

ONETHING_FIELDS(CaseContinued) {
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(TerminationRequested) {
  a("reason", e.reason);
  a("basis", e.basis);
  a("actor", e.actor);
}

ONETHING_FIELDS(CaseTerminated) {
  a("reason", e.reason);
  a("basis", e.basis);
}

ONETHING_FIELDS(CaseDelivered) {
  a("how", e.how);
  a("to", e.to);
  a("actor", e.actor);
}

ONETHING_FIELDS(CaseRevoked) {
  a("reason", e.reason);
  a("basis", e.basis);
  a("remedies", e.remedies);
  a("actor", e.actor);
}

ONETHING_FIELDS(ClockStarted) {
  a("clock", e.clock);
  a("budget", e.budget);
  a("due", e.due);
  a("ends_at", e.ends_at);
}

ONETHING_FIELDS(ClockStopped) { a("clock", e.clock); }

ONETHING_FIELDS(ClockProjected) {
  a("clock", e.clock);
  a("due", e.due);
  a("ends_at", e.ends_at);
  a("why", e.why);
}

ONETHING_FIELDS(ClockExpired) { a("clock", e.clock); }

ONETHING_FIELDS(Reminded) {
  a("clock", e.clock);
  a("rung", e.rung);
}

ONETHING_FIELDS(Escalated) {
  a("clock", e.clock);
  a("rung", e.rung);
}

ONETHING_FIELDS(StateEntered) {
  a("state", e.state);
  a("event", e.event);
  a("reason", e.reason);
  a("stands_still", e.stands_still);
  a("actor", e.actor);
}

ONETHING_FIELDS(StateLeft) {
  a("state", e.state);
  a("event", e.event);
  a("reason", e.reason);
  a("actor", e.actor);
}

#undef ONETHING_FIELDS

}  // namespace onething::engine
