// SPDX-License-Identifier: Apache-2.0
//
// Signals: a full disk and a closed pipe are answers of system calls, not
// deaths. SIGINT and SIGTERM end the program as they end any other, until
// somebody takes the flag and so says that he looks at it: then the first asks
// to stop, and a second one stops at once.

#pragma once

#include <atomic>

namespace onething::cli {

void install_signal_handlers();

// Set once by the first SIGINT or SIGTERM from now on.
const std::atomic<bool>* stop_flag();

// 128 + the signal that asked to stop, or 0.
int stopped_by_signal();

}  // namespace onething::cli
