// SPDX-License-Identifier: Apache-2.0

#include "check/time/critical_path.h"

#include "check/time/longest_path.h"
#include "check/time/paused_states.h"
#include "model/service_facts.h"

namespace onething::check {

namespace {

PathStep path_step(const WorkflowFacts& facts, const Step& step,
                   bool is_prefill) {
  PathStep out;
  out.step = &step;
  out.is_prefill = is_prefill;
  if (step.wait) {
    out.limit = &*step.wait;
    // Where the clock stands still it takes no time.
    if (!never_counts(facts.workflow, step))
      out.length = length_of(step.wait->term);
    return out;
  }
  out.service = facts.service_of(step);
  if (out.service == nullptr) return out;
  const auto& promised = model::promised_limit(step, *out.service);
  out.is_statutory = !promised && out.service->statutory;
  const auto& limit = out.is_statutory ? out.service->statutory : promised;
  if (!limit) {
    // What is late is left out or refused: it takes no longer than that.
    if (!step.within || step.on_late == OnLate::attention) return out;
    out.limit = &*step.within;
    out.length = length_of(step.within->term);
    return out;
  }
  out.limit = &*limit;
  out.length = length_of(limit->term);
  return out;
}

bool is_unknown(const PathStep& step) {
  return step.limit == nullptr &&
         (step.service == nullptr || step.service->by != Performer::system ||
          !step.service->call.workflow.empty());
}

}  // namespace

std::vector<PathStep> path_steps(const WorkflowFacts& facts) {
  std::vector<PathStep> out;
  for (const Step& step : facts.workflow.prefill)
    out.push_back(path_step(facts, step, true));
  for (const Step& step : facts.workflow.steps)
    out.push_back(path_step(facts, step, false));
  return out;
}

std::vector<std::vector<std::size_t>> path_waits(const WorkflowFacts& facts) {
  const std::size_t first = facts.workflow.prefill.size();
  std::vector<std::vector<std::size_t>> out(first +
                                            facts.workflow.steps.size());
  for (std::size_t i = 0; i < facts.workflow.steps.size(); ++i) {
    std::vector<std::size_t>& waits = out[first + i];
    for (const Wait& wait : facts.waits[i]) waits.push_back(first + wait.to);
    if (!waits.empty()) continue;
    for (std::size_t prefill = 0; prefill < first; ++prefill)
      waits.push_back(prefill);
  }
  return out;
}

std::string PathStep::name() const {
  return (is_prefill ? "prefill." : "") + step->id.text;
}

std::string CriticalPath::text() const {
  std::string out;
  for (const PathStep& one : steps) {
    if (!out.empty()) out += " → ";
    out += one.name() + " " + to_text(one.limit->term);
    if (one.limit->term.unit == TermUnit::days)
      out += " (" + to_text(term_of(one.length)) + ")";
  }
  return out;
}

CriticalPath critical_path(const WorkflowFacts& facts,
                           CaseConditions& conditions, std::size_t promise) {
  const std::vector<PathStep> all = path_steps(facts);
  CriticalPath path;
  PathProblem problem;
  problem.waits_for = path_waits(facts);
  for (const PathStep& one : all) {
    // Nobody plans for what a person calls for.
    const bool is_out =
        one.step->ad_hoc ||
        (promise != unresolved && conditions.never_for(*one.step, promise));
    problem.length.push_back(one.length);
    problem.left_out.push_back(is_out);
    if (!is_out && is_unknown(one)) path.has_unknown = true;
  }
  problem.never_together = [&](std::size_t a, std::size_t b) {
    return conditions.never_together(*all[a].step, *all[b].step);
  };
  const LongestPath longest = longest_path(problem);
  for (const std::size_t node : longest.nodes) path.steps.push_back(all[node]);
  path.length = longest.length;
  path.is_exact = longest.is_exact;
  return path;
}

}  // namespace onething::check
