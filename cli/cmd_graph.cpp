// SPDX-License-Identifier: Apache-2.0
//
// `graph`: a workflow as a picture.

#include "commands.h"
#include "graph_marks.h"
#include "onething/graph.h"
#include "session.h"

namespace onething::cli {

namespace {

GraphForm form_of(const std::string& word) {
  if (word == "svg") return GraphForm::svg;
  if (word == "dot") return GraphForm::dot;
  return word == "mermaid" ? GraphForm::mermaid : GraphForm::text;
}

GraphTheme theme_of(const std::string& word) {
  if (word == "dark") return GraphTheme::dark;
  return word == "light" ? GraphTheme::light : GraphTheme::automatic;
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
  options.states = arguments.has("--states");
  options.theme = theme_of(arguments.get("--theme"));
  Result<std::vector<GraphMark>> marks =
      graph_marks(session, arguments, project, *workflow.value());
  if (!marks) return session.fail(marks.error());
  options.marks = std::move(marks.value());
  const Result<std::string> drawn =
      graph(project.project, *workflow.value(), options);
  if (!drawn) return session.fail(drawn.error());
  session.print(drawn.value());
  return exit_done;
}

}  // namespace onething::cli
