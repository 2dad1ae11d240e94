// SPDX-License-Identifier: Apache-2.0

#include <chrono>
#include <thread>

#include "onething/runner.h"

namespace onething {

namespace {

// Short enough that a signal is seen at once, long enough to cost nothing.
constexpr std::int64_t kSliceMs = 50;

class SystemClock : public Clock {
 public:
  Instant now() override {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return from_milliseconds(
        std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
  }

  void sleep_until(Instant instant) override {
    const std::int64_t left = to_milliseconds(instant) - to_milliseconds(now());
    if (left <= 0) return;
    std::this_thread::sleep_for(
        std::chrono::milliseconds(std::min(left, kSliceMs)));
  }
};

}  // namespace

std::unique_ptr<Clock> make_system_clock() {
  return std::make_unique<SystemClock>();
}

}  // namespace onething
