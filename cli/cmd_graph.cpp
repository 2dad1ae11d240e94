// SPDX-License-Identifier: Apache-2.0
//
// `graph`: a workflow as a picture.

#include "commands.h"
#include "onething/graph.h"
#include "session.h"

namespace onething::cli {

namespace {

GraphForm form_of(const std::string& word) {
  if (word == "svg") return GraphForm::svg;
  if (word == "dot") return GraphForm::dot;
  return word == "mermaid" ? GraphForm::mermaid : GraphForm::text;
}

}  // namespace

int command_graph(Session& session, const Arguments& arguments) {
  const Result<const Workflow*> workflow =
      session.find_workflow(arguments.get("WORKFLOW"));
  if (!workflow) return session.fail(workflow.error());
  const LoadedProject& project = *session.open_project("").value();
  GraphOptions options;
  options.form = form_of(arguments.get("--format"));
  options.language = session.language();
  options.data = arguments.has("--data");
  options.critical = arguments.has("--critical");
  options.dark = arguments.get("--theme") == "dark";
  const Result<std::string> drawn =
      graph(project.project, *workflow.value(), options);
  if (!drawn) return session.fail(drawn.error());
  session.print(drawn.value());
  return exit_done;
}

}  // namespace onething::cli
