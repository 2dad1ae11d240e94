// SPDX-License-Identifier: Apache-2.0
//
// A workflow as a picture: who does what after what, as text, DOT, Mermaid or
// SVG.
//
// Shows what the files say, never a case. Order comes from data and `after`;
// what follows from other arrows is left out unless data are asked for.

#pragma once

#include <string>
#include <vector>

#include "onething/message.h"
#include "onething/result.h"
#include "onething/workflow.h"

namespace onething {

enum class GraphForm { text, dot, mermaid, svg };

// Of DOT and SVG. Automatic: SVG asks whoever shows it, DOT is light.
enum class GraphTheme { automatic, light, dark };

// What is known of one box besides the files: what scenarios have gone through
// of it, or that a story leads over it.
struct GraphMark {
  enum class Kind { good, partly, bad, told };
  std::string of;  // "steps.register", "prefill.licence", "states.open"
  Kind kind = Kind::told;
  Message note;
};

struct GraphOptions {
  GraphForm form = GraphForm::text;
  Language language = Language::zh;
  bool data = false;      // What is handed over stands on the arrows.
  bool critical = false;  // The chain with the longest limits is marked.
  bool states = false;    // The workflow's own states instead of its steps.
  GraphTheme theme = GraphTheme::automatic;
  std::vector<GraphMark> marks = {};
};

// Always ends with a line end. SVG is drawn by Graphviz: unavailable where its
// program `dot` is missing or does not answer. invalid: states are asked for
// and the workflow has none of its own.
Result<std::string> graph(const Project& project, const Workflow& workflow,
                          const GraphOptions& options);

}  // namespace onething
