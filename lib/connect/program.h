// SPDX-License-Identifier: Apache-2.0
//
// Runs a program of this machine to its end and gives what it wrote: Graphviz,
// git. Departments are called by exec_run.h, which waits for many at once.
//
// What it says on standard error is read and dropped.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onething::connect {

struct ProgramRun {
  int exit_code = 0;
  std::string output;
};

// Nothing where it could not be started, was ended by a signal, or took longer
// or wrote more than it may.
std::optional<ProgramRun> run_to_end(
    const std::vector<std::string>& argv,
    const std::vector<std::string>& environment, std::string_view input,
    std::chrono::seconds time);

}  // namespace onething::connect
