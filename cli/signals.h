// SPDX-License-Identifier: Apache-2.0
//
// Signals: SIGINT and SIGTERM ask to stop, a second one stops at once; a full
// disk and a closed pipe are answers of system calls, not deaths.

#pragma once

#include <atomic>

namespace onething::cli {

void install_signal_handlers();

// Set once by the first SIGINT or SIGTERM.
const std::atomic<bool>* stop_flag();

// 128 + the signal that asked to stop, or 0.
int stopped_by_signal();

}  // namespace onething::cli
