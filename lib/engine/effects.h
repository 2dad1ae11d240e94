// SPDX-License-Identifier: Apache-2.0
//
// What the world is owed by a case in this state, computed anew each time:
// after a crash the same question gives the same answer.
//
// Makes no call; that is run/.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/case_state.h"
#include "engine/definition.h"
#include "onething/time.h"

namespace onething::engine {

// An attempt whose intent is stored. Whoever has just stored it makes the call;
// whoever finds it after a crash reports InterruptCall first.
struct OwedCall {
  RunName run;
  std::string key;
  std::int64_t attempt = 1;  // Of a question: which it is.
  bool is_query = false;     // Asks what became of the call.
};

// Somebody has to tell us.
struct AwaitedMessage {
  RunName run;
  std::string service;      // "tax/confirm"
  std::string correlation;  // correlation_of()
};

// A case of its own does what a run is for. Submitting it again under its key
// is without effect. Not wanted any more: it is withdrawn.
struct OwedChild {
  RunName run;
  std::string key;  // Of the run, for the answer.
  std::string case_id;
  std::string workflow;
  std::string submission_key;
  Value form;
  bool is_wanted = true;
};

// By what a message and the run that waits for it know each other: a digest of
// service and typed input.
std::string correlation_of(const std::string& service, const Value& input);

// The same of a message as it was handed in; nothing when no step of the
// workflow waits for its service, or it does not fit the contract.
std::optional<std::string> correlation_in(const Definition& definition,
                                          const GiveMessage& message);
// Whether the case has taken or kept this very message.
bool has_seen(const Definition& definition, const CaseState& state,
              const GiveMessage& message);

struct PendingEffects {
  std::vector<OwedCall> calls;
  std::vector<AwaitedMessage> messages;
  std::vector<OwedChild> children;
  std::optional<Instant> wake_at;   // Earliest moment of any kind.
  std::optional<Instant> retry_at;  // Earliest retry, worth staying awake for.
};

PendingEffects pending_effects(const Definition& definition,
                               const CaseState& state);

// The bytes and the address of one owed call.
struct CallText {
  std::string service;  // "tax/carry_over_taxpayer"
  std::string department;
  std::string method;
  std::string path;  // Parameters filled in, percent-encoded.
  std::string body;
  std::string about;  // Of a question: key of the call it asks about.
  std::string name;   // Of its file, where there is one.
};
CallText call_text(const Definition& definition, const CaseState& state,
                   const OwedCall& call);

}  // namespace onething::engine
