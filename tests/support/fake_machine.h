// SPDX-License-Identifier: Apache-2.0
//
// FakeMachine: a machine whose clock can be set and which can be started anew;
// time passes only when a test says so.

#pragma once

#include <optional>
#include <string>

#include "onething/runner.h"

namespace onething::testing {

// Shared by the clocks of all processes on it; outlives them.
struct FakeMachine {
  Instant wall;
  std::string boot = "one";
  Duration since_boot{100, 0};

  void pass(Duration time) {
    wall = wall + time;
    since_boot = Duration{since_boot.seconds + time.seconds, 0};
  }
  void set(Duration by) { wall = wall + by; }
  void start_anew(std::string name) {
    boot = std::move(name);
    since_boot = Duration{5, 0};
  }
};

class MachineClock final : public Clock {
 public:
  explicit MachineClock(FakeMachine& machine) : machine_(machine) {}

  Instant now() override { return machine_.wall; }
  void sleep_until(Instant instant) override {
    ++sleeps;
    if (machine_.wall < instant) machine_.pass(instant - machine_.wall);
  }
  std::optional<ClockReading> reading() override {
    return ClockReading{machine_.wall, machine_.boot, machine_.since_boot};
  }

  int sleeps = 0;

 private:
  FakeMachine& machine_;
};

}  // namespace onething::testing
