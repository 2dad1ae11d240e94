// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "load/documents.h"

namespace onething::load {

namespace {

// Working days would make a pause between two calls depend on the calendar.
std::optional<Limit> read_pause(Reading& reading, const Keys& keys,
                                std::string_view key) {
  std::optional<Limit> pause = keys.limit(key);
  if (!pause || pause->term.unit != TermUnit::working_days) return pause;
  reading.report(codes::bad_term, pause->span,
                 {"load.pause_in_working_days", {{"key", std::string(key)}}},
                 {"load.expected_pause", {}});
  return std::nullopt;
}

}  // namespace

std::optional<Retry> read_retry(Reading& reading, const Keys& outer) {
  const yaml::Node* node = outer.find("retry");
  if (node == nullptr) return std::nullopt;
  constexpr auto allowed =
      std::to_array<std::string_view>({"attempts", "first", "longest"});
  const Keys keys(reading, *node, {"load.what_retry", {}}, allowed);
  Retry retry;
  retry.attempts = keys.count("attempts");
  if (retry.attempts &&
      (*retry.attempts < 1 || *retry.attempts > limits::attempts_max)) {
    reading.report(
        codes::bad_count, keys.find("attempts")->span,
        {"load.bad_attempts", {{"max", std::to_string(limits::attempts_max)}}},
        {"load.expected_count", {}});
    retry.attempts.reset();
  }
  retry.first = read_pause(reading, keys, "first");
  retry.longest = read_pause(reading, keys, "longest");
  return retry;
}

}  // namespace onething::load
