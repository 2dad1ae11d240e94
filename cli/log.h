// SPDX-License-Identifier: Apache-2.0
//
// The structured log: one JSON line for each thing that happened, for programs
// that watch many processes. `--log FILE` or ONETHING_LOG; "-" is standard
// error.
//
// A line holds words, ids, counts and lengths of time: never the value of a
// field, an argument of a message or a secret, so that a log may go where cases
// may not. What people read is print.h's.

#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "onething/case_view.h"
#include "onething/result.h"
#include "onething/runner.h"

namespace onething::cli {

enum class Level { info, warning, error };

class Log {
 public:
  // Appends; a new file gets mode 0600. unavailable when it cannot be opened.
  static Result<std::unique_ptr<Log>> open(const std::string& path,
                                           Clock& clock);
  Log(int file, Clock& clock) : file_(file), clock_(clock) {}
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  ~Log();

  void command_started(std::string_view command);
  void command_ended(int code);
  // The key of its message alone.
  void failed(const Error& error);
  // After a commit: its events, then each step that stands otherwise.
  void committed(const CaseView& view, const std::vector<std::string>& events);

 private:
  // As a step was last told.
  struct Told {
    std::string status;
    std::int64_t attempts = 0;
  };

  void write(Level level, std::string_view event, Object fields);
  void tell(const CaseView& view, const StepView& step, const Told& before);

  int file_;
  Clock& clock_;
  std::string command_;
  std::chrono::steady_clock::time_point started_;
  std::map<std::pair<std::string, std::string>, Told> steps_;
};

}  // namespace onething::cli
