// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <chrono>
#include <thread>

#include "onething/runner.h"

namespace onething {

namespace {

// Short enough that a signal is seen at once, long enough to cost nothing.
constexpr std::int64_t kSliceMs = 50;

std::int64_t system_milliseconds() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

class SystemClock : public Clock {
 public:
  explicit SystemClock(std::int64_t ahead_ms) : ahead_ms_(ahead_ms) {}

  Instant now() override {
    return from_milliseconds(system_milliseconds() + ahead_ms_);
  }

  void sleep_until(Instant instant) override {
    const std::int64_t left = to_milliseconds(instant) - to_milliseconds(now());
    if (left <= 0) return;
    std::this_thread::sleep_for(
        std::chrono::milliseconds(std::min(left, kSliceMs)));
  }

 private:
  std::int64_t ahead_ms_;
};

}  // namespace

std::unique_ptr<Clock> make_system_clock() {
  return std::make_unique<SystemClock>(0);
}

std::unique_ptr<Clock> make_clock_at(Instant start) {
  return std::make_unique<SystemClock>(to_milliseconds(start) -
                                       system_milliseconds());
}

}  // namespace onething
