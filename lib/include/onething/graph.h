// SPDX-License-Identifier: Apache-2.0
//
// A workflow as a picture: who does what after what, as text, DOT, Mermaid or
// SVG.
//
// Shows what the files say, never a case. Order comes from data and `after`;
// what follows from other arrows is left out unless data are asked for.

#pragma once

#include <string>

#include "onething/message.h"
#include "onething/result.h"
#include "onething/workflow.h"

namespace onething {

enum class GraphForm { text, dot, mermaid, svg };

struct GraphOptions {
  GraphForm form = GraphForm::text;
  Language language = Language::zh;
  bool data = false;      // What is handed over stands on the arrows.
  bool critical = false;  // The chain with the longest limits is marked.
  bool dark = false;      // Of DOT and SVG.
};

// Always ends with a line end. SVG is drawn by Graphviz: unavailable where its
// program `dot` is missing or does not answer.
Result<std::string> graph(const Project& project, const Workflow& workflow,
                          const GraphOptions& options);

}  // namespace onething
