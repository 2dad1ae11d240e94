// SPDX-License-Identifier: Apache-2.0
//
// What the driver keeps of each case that it drives, of each call that is under
// way, and of what is being stored.
//
// Plain parts; driver.h has what is done with them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/effects.h"
#include "onething/connector.h"
#include "run/case_desk.h"

namespace onething::run {

// One attempt of one run in one process: what an answer is matched by.
struct Ticket {
  std::string key;
  std::int64_t attempt = 1;

  friend auto operator<=>(const Ticket&, const Ticket&) = default;
};

// A case while it is driven.
struct Driven {
  OpenCase open;
  std::size_t place = 0;        // In Driver::cases_.
  bool changed = false;         // Since it was last handed to the store.
  bool in_flight = false;       // Being stored.
  bool stopped = false;         // It refused to go on.
  std::optional<Instant> wake;  // As it stands in Driver::wakes_.
  std::optional<Error> problem;
  std::size_t under_way = 0;  // Its calls.
  bool waits_for_cases = false;
  // Of a feed:
  std::optional<std::int64_t> tag;
  bool is_new = false;   // Not yet stored.
  bool is_lost = false;  // Somebody else has it; nothing of it can be stored.
};

struct Owner {
  Driven* driven = nullptr;
  RunName run;
  bool is_query = false;
};

// An intent that is stored, and its call not yet made.
struct Unsent {
  Driven* driven = nullptr;
  engine::OwedCall call;
};

// What a department had laid down, until its case is stored.
struct Lying {
  std::string receipt;
  PutAway how = PutAway::taken;
  Message why;
};

// What is being stored by another thread, and since when: that is the time for
// everything that is decided meanwhile.
struct Flight {
  Instant since;
  std::vector<Driven*> driven;
  std::vector<OpenCase*> cases;
  CaseDesk::Saving saving;
  std::vector<Lying> lying;
};

// A case that does a run of another.
struct ChildWork {
  Driven* parent = nullptr;
  engine::OwedChild child;
};

}  // namespace onething::run
