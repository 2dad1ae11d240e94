// SPDX-License-Identifier: Apache-2.0
//
// What `graph` marks: what scenarios go through, one scenario's way, the story
// of a finding.

#pragma once

#include <string>
#include <vector>

#include "onething/graph.h"
#include "onething/load.h"
#include "session.h"

namespace onething::cli {

// By options: --coverage, --scenario ID, --story CODE.
Result<std::vector<GraphMark>> graph_marks(Session& session,
                                           const Arguments& arguments,
                                           const LoadedProject& project,
                                           const Workflow& workflow);

}  // namespace onething::cli
