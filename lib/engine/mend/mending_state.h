// SPDX-License-Identifier: Apache-2.0
//
// What people put right in a case, and what earlier versions of its workflow
// have left: parts of the CaseState, which only evolve() writes.
//
// Not what a repair changed; that is in the steps.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/event.h"

namespace onething::engine {

// A repair ("retry", "set" …) or a move to another version ("migrate").
struct Mending {
  Instant at;
  std::string what;
  std::string step;
  std::optional<std::int64_t> iteration;
  std::string reason;
  Actor actor;
};

// A name that a step of this case had: whoever bears it next begins with this
// generation, so that no key is used for two acts.
struct UsedName {
  std::string step;
  std::int64_t generation = 0;
};

// What a step is called once a version of the workflow no longer has it.
std::string former_step(std::string_view step, std::int64_t migration);
bool is_former(std::string_view step);

}  // namespace onething::engine
