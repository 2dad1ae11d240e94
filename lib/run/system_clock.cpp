// SPDX-License-Identifier: Apache-2.0

#include <time.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
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

// Goes on while the machine sleeps; nobody can set it.
std::int64_t boot_milliseconds() {
  timespec since{};
  ::clock_gettime(CLOCK_BOOTTIME, &since);
  return std::int64_t{since.tv_sec} * 1'000 + since.tv_nsec / 1'000'000;
}

// Which start of the machine this is; empty where the kernel does not say.
std::string boot_id() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(file, id);
  return id;
}

class SystemClock : public Clock {
 public:
  SystemClock() : boot_(boot_id()), is_real_(true) {}
  SystemClock(std::int64_t ahead_ms, std::optional<Duration> since_boot)
      : ahead_ms_(ahead_ms) {
    if (!since_boot) return;
    boot_ = "given";
    boot_ahead_ms_ = since_boot->seconds * 1'000 +
                     since_boot->nanos / 1'000'000 - boot_milliseconds();
  }

  std::optional<ClockReading> reading() override {
    if (!is_real_ && boot_.empty()) return std::nullopt;
    return ClockReading{now(), boot_,
                        milliseconds(boot_milliseconds() + boot_ahead_ms_)};
  }

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
  std::string boot_;
  bool is_real_ = false;
  std::int64_t ahead_ms_ = 0;
  std::int64_t boot_ahead_ms_ = 0;
};

}  // namespace

std::unique_ptr<Clock> make_system_clock() {
  return std::make_unique<SystemClock>();
}

std::unique_ptr<Clock> make_clock_at(Instant start,
                                     std::optional<Duration> since_boot) {
  return std::make_unique<SystemClock>(
      to_milliseconds(start) - system_milliseconds(), since_boot);
}

}  // namespace onething
