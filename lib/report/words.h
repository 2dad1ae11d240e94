// SPDX-License-Identifier: Apache-2.0
//
// The words of the log as people say them: kinds of tasks, names of clocks.
//
// Only words; sentences are made by whoever tells.

#pragma once

#include <string_view>

#include "onething/message.h"

namespace onething::report {

// "acceptance" -> deciding on acceptance.
Message kind_of_task(std::string_view kind);

// "promise", "notice", "task:ID", "material:ID", "state:EVENT" …
Message clock_name(std::string_view clock);

// Why time did not count: "correction", "special", "suspended", "state".
Message pause_reason(std::string_view why);

// What came of checking who an agent is: "passed", "failed", "not_done".
Message real_name_text(std::string_view word);

}  // namespace onething::report
