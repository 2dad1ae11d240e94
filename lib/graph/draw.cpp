// SPDX-License-Identifier: Apache-2.0

#include "onething/graph.h"

#include <utility>

#include "graph/picture.h"

namespace onething {

Result<std::string> graph(const Project& project, const Workflow& workflow,
                          const GraphOptions& options) {
  if (options.states && workflow.states.empty())
    return Error{ErrorCode::invalid,
                 {"graph.no_states", {{"workflow", workflow.id.text}}}};
  graphs::Picture picture =
      options.states ? graphs::states_of(project, workflow, options)
                     : graphs::picture_of(project, workflow, options);
  graphs::mark(picture, options);
  switch (options.form) {
    case GraphForm::text:
      return graphs::text_of(picture, options.language);
    case GraphForm::dot:
      return graphs::dot_of(picture, options.theme);
    case GraphForm::mermaid:
      return graphs::mermaid_of(picture);
    case GraphForm::svg:
      break;
  }
  Result<std::string> svg =
      graphs::svg_of(graphs::dot_of(picture, options.theme));
  if (!svg || options.theme != GraphTheme::automatic) return svg;
  return graphs::following_its_viewer(std::move(svg.value()));
}

}  // namespace onething
