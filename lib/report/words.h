// SPDX-License-Identifier: Apache-2.0
//
// The words of the log as people say them: names of clocks, reasons of pauses.
//
// Only words; sentences are made by whoever tells.

#pragma once

#include <string_view>

#include "onething/message.h"

namespace onething::report {

// "promise", "notice", "task:ID", "material:ID", "state:EVENT" …
Message clock_name(std::string_view clock);

// Why time did not count: "correction", "special", "suspended", "state".
Message pause_reason(std::string_view why);

// A repair, or a move to another version: "retry", "migrate" …
Message mending_name(std::string_view what);

// What came of checking who an agent is: "passed", "failed", "not_done".
Message real_name_text(std::string_view word);

}  // namespace onething::report
