// SPDX-License-Identifier: Apache-2.0

#include "graph_marks.h"

#include <algorithm>
#include <map>
#include <optional>

#include "onething/author.h"
#include "onething/coverage.h"

namespace onething::cli {

namespace {

// "steps.register.result" belongs to the box "steps.register".
std::string box_of(const std::string& owner) {
  const std::size_t first = owner.find('.');
  if (first == std::string::npos) return owner;
  return owner.substr(0, owner.find('.', first + 1));
}

Result<CoverageRun> covered(Session& session, const LoadedProject& project,
                            const Workflow& workflow) {
  ScenarioRequest request;
  request.paths = {project.root};
  request.workflow = workflow.id.text;
  request.workers = &session.workers(0);
  return run_coverage({request, local_date(session.clock().now())});
}

std::vector<GraphMark> of_coverage(const WorkflowCoverage& coverage) {
  std::map<std::string, std::pair<std::size_t, std::size_t>> counts;
  for (const CoverageItem& item : coverage.items) {
    auto& [seen, all] = counts[box_of(item.owner)];
    ++all;
    seen += item.is_covered() ? 1 : 0;
  }
  std::vector<GraphMark> marks;
  for (const auto& [box, count] : counts) {
    const auto [seen, all] = count;
    marks.push_back(
        {box,
         seen == all ? GraphMark::Kind::good
         : seen == 0 ? GraphMark::Kind::bad
                     : GraphMark::Kind::partly,
         {"graph.covered",
          {{"covered", std::to_string(seen)}, {"all", std::to_string(all)}}}});
  }
  return marks;
}

// Where the scenario ends a step or changes the state.
std::vector<GraphMark> of_scenario(const WorkflowCoverage& coverage,
                                   std::size_t played) {
  std::vector<GraphMark> marks;
  for (const CoverageItem& item : coverage.items) {
    const bool is_way = item.part == CoveragePart::ending ||
                        item.part == CoveragePart::transition;
    if (is_way &&
        std::find(item.by.begin(), item.by.end(), played) != item.by.end())
      marks.push_back({box_of(item.owner), GraphMark::Kind::told, item.text});
  }
  return marks;
}

// The box whose lines these are: the nearest step or state above; empty for
// what stands before them all.
std::string box_at(const Workflow& workflow, const Span& span) {
  std::string found;
  std::uint32_t nearest = 0;
  const auto look_at = [&](std::string_view kind, const Spelled& id) {
    const std::uint32_t line = id.span.begin.line;
    if (line > span.begin.line || line < nearest) return;
    nearest = line;
    found = std::string(kind) + id.text;
  };
  for (const Step& step : workflow.prefill) look_at("prefill.", step.id);
  for (const Step& step : workflow.steps) look_at("steps.", step.id);
  for (const LifeState& state : workflow.states) look_at("states.", state.id);
  return found;
}

std::vector<GraphMark> of_story(const Diagnostic& finding, const CheckRun& run,
                                const std::string& file,
                                const Workflow& workflow) {
  std::vector<GraphMark> marks;
  for (const Label& label : finding.labels) {
    const std::string& path = run.sources.files[label.span.file].path;
    if (!path.ends_with(file)) continue;
    std::string box = box_at(workflow, label.span);
    if (!box.empty())
      marks.push_back({std::move(box), GraphMark::Kind::told, label.message});
  }
  return marks;
}

}  // namespace

Result<std::vector<GraphMark>> graph_marks(Session& session,
                                           const Arguments& arguments,
                                           const LoadedProject& project,
                                           const Workflow& workflow) {
  const std::string& id = workflow.id.text;
  const std::string code = arguments.get("--story");
  if (!code.empty()) {
    const std::string& file = project.sources.files[workflow.id.span.file].path;
    CheckRequest request;
    request.paths = {project.root + "/" + file};
    request.today = local_date(session.clock().now());
    request.workers = &session.workers(0);
    OT_TRY(const CheckRun run, check_files(request));
    for (const Diagnostic& each : run.diagnostics) {
      if (each.code != code) continue;
      std::vector<GraphMark> marks = of_story(each, run, file, workflow);
      if (!marks.empty()) return marks;
    }
    return Error{ErrorCode::invalid,
                 {"graph.no_finding", {{"workflow", id}, {"code", code}}}};
  }
  const std::string scenario = arguments.get("--scenario");
  if (scenario.empty() && !arguments.has("--coverage"))
    return std::vector<GraphMark>();
  OT_TRY(const CoverageRun run, covered(session, project, workflow));
  const auto& played = run.scenarios.played;
  for (const WorkflowCoverage& coverage : run.workflows) {
    if (coverage.workflow != id) continue;
    if (scenario.empty()) return of_coverage(coverage);
    for (std::size_t i = 0; i < played.size(); ++i)
      if (played[i].workflow == id && played[i].id == scenario)
        return of_scenario(coverage, i);
  }
  if (scenario.empty()) return std::vector<GraphMark>();
  return Error{
      ErrorCode::not_found,
      {"graph.no_scenario", {{"workflow", id}, {"scenario", scenario}}}};
}

}  // namespace onething::cli
