// SPDX-License-Identifier: Apache-2.0
//
// How long until the next attempt, of calls and of questions alike.
//
// Pure arithmetic; whether there is another attempt is decided elsewhere.

#pragma once

#include <cstdint>
#include <string_view>

#include "engine/definition.h"
#include "onething/time.h"

namespace onething::engine {

// Grows with each attempt and is shortened by up to half, by a share that
// follows from seed, key and attempt: many cases that failed together do not
// come back together.
Duration retry_delay(const RetryPolicy& policy, std::uint64_t seed,
                     std::string_view key, std::int64_t attempts_made,
                     std::int64_t attempt);

}  // namespace onething::engine
