// SPDX-License-Identifier: Apache-2.0
//
// Whether the surroundings are such that what is promised holds: the store and
// where it lies, the clock, the calendar, the secrets that environments name.
//
// Looks and says; mends nothing and opens nothing for writing. Workflows are
// checked by author.h, what is in the store by store_reader.h and audit.h.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onething/clock_mark.h"
#include "onething/result.h"
#include "onething/time.h"
#include "onething/workflow.h"

namespace onething {

enum class Health {
  ok,
  warning,  // Holds today; somebody should see to it.
  problem,  // Something that is promised does not hold.
};

struct HealthLine {
  std::string_view id;  // "store_modes"; stable, for other programs.
  Health health = Health::ok;
  Message what;
  Message help;            // What to do; empty when all is well.
  bool of_project = false;  // To be mended in or for the project's files.
};

struct HealthQuestion {
  std::string store;                 // An address; empty: there is none.
  const Project* project = nullptr;  // Null: outside of any project.
  Instant now;
  std::optional<ClockReading> reading;  // Of the machine's clock.
  std::string root;  // Where the project lies, for folders named from there.
};

// One line for each thing that was looked at, in a fixed order.
std::vector<HealthLine> examine(const HealthQuestion& question);

}  // namespace onething
