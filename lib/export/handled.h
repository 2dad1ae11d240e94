// SPDX-License-Identifier: Apache-2.0
//
// What was handled in a case, from its events: each run of a step from its
// start to its end, each task of people from opening to closing.
//
// A step that acts anew after a correction is there twice. Steps have the names
// that they have now.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "export/stored_case.h"

namespace onething::exchange {

enum class Outcome { open, passed, returned, refused, other };

struct Handled {
  RunName run;       // Of no step where it is a task of the case.
  std::string task;  // Id; empty for a run.
  std::string kind;  // Of the task.
  std::string department;
  std::string role;
  bool by_person = false;  // A run that is told by its task.
  Instant begin;
  std::optional<Instant> end;
  std::optional<Date> due;
  Outcome outcome = Outcome::open;
  std::string explain;
  Actor who;
};
std::vector<Handled> handled_in(const StoredCase& of);

// The case and a run of it as a number of their own: "CASE/tax", "CASE/tax/2".
std::string run_number(const StoredCase& of, const RunName& run);

}  // namespace onething::exchange
