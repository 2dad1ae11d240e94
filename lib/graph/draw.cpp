// SPDX-License-Identifier: Apache-2.0

#include "onething/graph.h"

#include "graph/picture.h"

namespace onething {

Result<std::string> graph(const Project& project, const Workflow& workflow,
                          const GraphOptions& options) {
  const graphs::Picture picture =
      graphs::picture_of(project, workflow, options);
  switch (options.form) {
    case GraphForm::text:
      return graphs::text_of(picture, options.language);
    case GraphForm::dot:
      return graphs::dot_of(picture, options.dark);
    case GraphForm::mermaid:
      return graphs::mermaid_of(picture);
    case GraphForm::svg:
      return graphs::svg_of(graphs::dot_of(picture, options.dark));
  }
  return std::string();
}

}  // namespace onething
