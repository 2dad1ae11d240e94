// SPDX-License-Identifier: Apache-2.0
//
// Doing something again whenever a file below a folder changes, until a signal
// asks to stop.
//
// Looks at names, sizes and times of YAML files a few times a second; no file
// is read.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "session.h"

namespace onething::cli {

// Does `work` at once and after each change below the folders. The exit code of
// whoever was stopped: 128 and the signal.
int watch(const Session& session, const std::vector<std::string>& folders,
          const std::function<void()>& work);

}  // namespace onething::cli
