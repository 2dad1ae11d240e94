// SPDX-License-Identifier: Apache-2.0
//
// FakeClock: time that moves only when a test says so, or when somebody sleeps;
// then it is over at once.

#pragma once

#include "onething/runner.h"

namespace onething::testing {

class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant start) : now_(start) {}

  Instant now() override { return now_; }
  void sleep_until(Instant instant) override {
    ++sleeps;
    if (now_ < instant) now_ = instant;
  }
  void advance(Duration time) { now_ = now_ + time; }

  int sleeps = 0;

 private:
  Instant now_;
};

}  // namespace onething::testing
