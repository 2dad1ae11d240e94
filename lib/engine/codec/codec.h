// SPDX-License-Identifier: Apache-2.0
//
// Events as they are stored: a type word, a version and canonical JSON. Old
// versions stay readable for ever; see docs/event_log.md.
//
// Knows no store: chaining and numbering are its business.

#pragma once

#include <string>
#include <string_view>

#include "engine/event.h"
#include "onething/result.h"

namespace onething::engine {

struct EncodedEvent {
  std::string_view type;  // "step_started"
  int version = 1;
  std::string payload;
};
EncodedEvent encode(const Event& event);

// corrupt (engine.bad_event) when type, version or shape are not known.
Result<Event> decode(std::string_view type, int version, Instant at,
                     std::string_view payload);

}  // namespace onething::engine
