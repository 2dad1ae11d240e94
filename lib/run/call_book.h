// SPDX-License-Identifier: Apache-2.0
//
// The calls of one case as its rows tell of them: which key and attempt each
// run has now, whether it is still open, whether a retry has its moment.
//
// A fold of the history like the engine's state, but kept beside it, because
// one decision can end a run's call and start another of the same run under a
// new key. Decides nothing.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "engine/event.h"
#include "onething/store.h"

namespace onething::run {

class CallBook {
 public:
  // Takes in the next event of the history; the intents and timers that it
  // changes are added to `rows`.
  void follow(const engine::Event& event, CaseCommit& rows);

 private:
  friend class CallEntry;

  struct Call {
    std::string key;
    std::int64_t attempt = 1;
    std::string recipient;
    std::string digest;
    std::string unsent;     // The request of a new act, until it is sent.
    bool open = true;       // No outcome is stored yet.
    bool given_up = false;  // What comes now comes from a person.
    std::optional<Instant> timer;  // As it is stored.
  };

  std::map<RunName, Call> calls_;
};

}  // namespace onething::run
