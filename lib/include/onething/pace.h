// SPDX-License-Identifier: Apache-2.0
//
// PacedConnector: calls departments no faster, and at no other time, than an
// environment says (`pace:` in onething.yaml).
//
// It stands in front of another Connector and holds back what may not go out
// yet, each department by itself, so that one that is closed, slow or failing
// keeps nobody from the others. It decides nothing: a call that was held back
// goes out as it is, and when the program is told to stop it is answered as one
// that was never made.

#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "onething/connector.h"
#include "onething/runner.h"
#include "onething/time.h"
#include "onething/workflow.h"

namespace onething {

// What goes to one department, and what came back.
struct DepartmentTraffic {
  std::string department;
  std::int64_t held = 0;                // Not sent yet.
  std::int64_t under_way = 0;           // Sent, and not answered.
  std::int64_t answered = 0;            // By a document of the contract.
  std::int64_t failed = 0;              // Otherwise.
  std::optional<Instant> paused_until;  // After failing again and again.
  std::optional<Instant> closed_until;
};

class PacedConnector : public Connector {
 public:
  // By department, those that were called.
  virtual std::vector<DepartmentTraffic> traffic() = 0;
};

// All references must outlive it; `stop` may be null. Departments without a
// pace are called as calls come.
std::unique_ptr<PacedConnector> pace_calls(Connector& inner,
                                           const Environment& environment,
                                           Clock& clock,
                                           const std::atomic<bool>* stop);

// The first moment from `now` on at which the department is open; `now` where
// it is. invalid (calendar.year_missing) where no calendar reaches.
Result<Instant> opens_at(const Pace& pace, Instant now);

}  // namespace onething
