// SPDX-License-Identifier: Apache-2.0
//
// What a benchmark is compared with: its floor in the same run.
//
// A benchmark is named "what/ours", its floor "what/floor" (and further
// comparisons "what/<name>"); the table printed at the end has one row for each
// pair.

#pragma once

#include <string>

namespace onething::bench {

// The project's own workflows/, all texts joined where one text is needed.
std::string workflow_text();
std::string project_folder();

// What the row of `what` is called, and what its floor is.
void describe(const std::string& what, const std::string& title,
              const std::string& comparison, const std::string& floor);

}  // namespace onething::bench
