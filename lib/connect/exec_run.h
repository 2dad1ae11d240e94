// SPDX-License-Identifier: Apache-2.0
//
// One program under way: feeds it the request, gathers its answer, ends it with
// its whole process group.
//
// Never blocks; exec_connector.cpp waits for several of them at once. What the
// program writes on standard error is read and dropped: it may hold personal
// values, and a program whose pipe is full would stand still.

#pragma once

#include <poll.h>

#include <chrono>
#include <string>
#include <vector>

#include "connect/exec_spawn.h"
#include "onething/connector.h"

namespace onething::connect {

class ExecRun {
 public:
  using Clock = std::chrono::steady_clock;

  ExecRun(Child child, Call call, std::chrono::milliseconds timeout);
  ExecRun(const ExecRun&) = delete;
  ExecRun& operator=(const ExecRun&) = delete;
  // Kills what is still running.
  ~ExecRun();

  // Does what can be done without waiting; true when the program has ended.
  bool advance(Clock::time_point now);

  // What to wait for before advance() is worth calling again.
  void add_to(std::vector<pollfd>& polled) const;
  // At the latest at this moment it should be called all the same.
  Clock::time_point next_look(Clock::time_point now) const;

  // Once it has ended.
  Answer answer(const ExecTarget& target) const;

 private:
  void feed();
  void gather();
  bool reap();
  void kill_group() const;
  Answer refused_to_start(int error, const std::string& program) const;
  Answer ended_badly() const;

  Child child_;
  Call call_;
  std::size_t fed_bytes_ = 0;
  std::string output_;
  bool too_big_ = false;
  bool timed_out_ = false;
  bool reaped_ = false;
  int status_ = 0;  // As waitpid gives it; -1 when somebody else took it.
  int exec_error_ = 0;
  Clock::time_point began_;
  Clock::time_point end_;
};

}  // namespace onething::connect
