// SPDX-License-Identifier: Apache-2.0
//
// What went to whom, as the history of a case tells it: each start of a step
// says which fields went where, from whom, what for and on what basis.
//
// There is no other ledger; so nothing in it can be changed without breaking
// the chain of the history.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/event.h"
#include "onething/store.h"

namespace onething::report {

// One start: all that went with it.
struct Transfer {
  const RunName& run;
  const std::string& department;
  const std::string& service;
  const Value& input;
  const std::vector<engine::SentField>& sent;
  Instant at;
  const std::string& definition;  // The content hash that was in force.
};
// corrupt where an event cannot be read.
Status for_each_transfer(const std::vector<Record>& history,
                         const std::function<void(const Transfer&)>& visit);

}  // namespace onething::report
