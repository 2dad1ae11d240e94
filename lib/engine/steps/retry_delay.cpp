// SPDX-License-Identifier: Apache-2.0

#include "engine/steps/retry_delay.h"

#include <algorithm>
#include <string>

#include "onething/id.h"

namespace onething::engine {

Duration retry_delay(const RetryPolicy& policy, std::uint64_t seed,
                     std::string_view key, std::int64_t attempts_made,
                     std::int64_t attempt) {
  std::int64_t delay_ms = std::max<std::int64_t>(policy.first_ms, 0);
  for (std::int64_t i = 1; i < attempts_made && delay_ms < policy.longest_ms;
       ++i)
    delay_ms *= 2;
  delay_ms = std::min(delay_ms, std::max<std::int64_t>(policy.longest_ms, 0));
  const Digest digest = sha256_of_fields(
      {"onething/retry/1", std::to_string(seed), key, std::to_string(attempt)});
  const std::int64_t share = digest[0] << 8 | digest[1];
  return milliseconds(delay_ms - delay_ms / 2 * share / 65'536);
}

}  // namespace onething::engine
