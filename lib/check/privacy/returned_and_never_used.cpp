// SPDX-License-Identifier: Apache-2.0
//
// A service hands out a personal datum that no workflow of the project looks
// at: it moves, is stored, and serves nothing
// (《个人信息保护法》第六条, the least that serves the purpose).

#include <algorithm>

#include "check/checks.h"
#include "expr/ast.h"
#include "model/formula_uses.h"

namespace onething::check {

namespace {

// A workflow with its formulas.
struct Reader {
  const Workflow& workflow;
  std::vector<model::FormulaUse> formulas;
};

// Whether a formula of the workflow reads `output` of the step.
bool reads(const Reader& reader, std::string_view root, const Step& step,
           const Field& output) {
  for (const model::FormulaUse& use : reader.formulas)
    for (const expr::Reference& read : use.reads) {
      if (read.root != root) continue;
      if (read.path.empty()) return true;
      if (read.path[0] != step.id.text) continue;
      // What is computed from a list of answers is not followed.
      if (read.path.size() == 1 || !step.for_each.empty()) return true;
      if (read.path[1] == output.id.text) return true;
    }
  return false;
}

bool is_read(const ProjectFacts& facts, const Service& service,
             const Field& output, const std::vector<Reader>& readers) {
  for (const Reader& reader : readers) {
    const auto look = [&](const std::vector<Step>& steps,
                          std::string_view root) {
      return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
        return facts.project.service_of(step.uses) == &service &&
               reads(reader, root, step, output);
      });
    };
    if (look(reader.workflow.prefill, "prefill")) return true;
    if (look(reader.workflow.steps, "steps")) return true;
  }
  return false;
}

bool is_candidate(const ProjectFacts& facts, const Service& service) {
  return !facts.is_broken(service.id.span) &&
         std::any_of(service.output.begin(), service.output.end(),
                     [](const Field& field) {
                       return highest_sensitivity(field.type) >=
                              Sensitivity::personal;
                     });
}

}  // namespace

void check_returned_and_never_used(const ProjectFacts& facts,
                                   Findings& findings) {
  // What is not seen, or not understood, may be what uses it.
  if (!facts.has_all_workflows) return;
  if (std::find(facts.broken.begin(), facts.broken.end(), true) !=
      facts.broken.end())
    return;
  std::vector<Reader> readers;
  for (std::size_t d = 0; d < facts.project.departments.size(); ++d)
    for (std::size_t s = 0; s < facts.uses[d].size(); ++s) {
      const Service& service = facts.project.departments[d].services[s];
      if (facts.uses[d][s] == 0 || !is_candidate(facts, service)) continue;
      if (readers.empty())
        for (const Workflow& workflow : facts.project.workflows)
          readers.push_back({workflow, model::formula_uses(workflow)});
      for (const Field& output : service.output) {
        if (highest_sensitivity(output.type) < Sensitivity::personal) continue;
        if (is_read(facts, service, output, readers)) continue;
        findings.report(
            output.id.span,
            {"check_privacy.unused_answer",
             {{"service", service.id.text}, {"field", output.id.text}}},
            {"check_privacy.expected_used", {}},
            {"check_privacy.help_unused_answer", {{"field", output.id.text}}});
      }
    }
}

}  // namespace onething::check
