// SPDX-License-Identifier: Apache-2.0
//
// Fields that are asked for depending on each other, in a circle: nobody can
// say which to fill in first.

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/checks.h"

namespace onething::check {

namespace {

struct Edge {
  std::size_t to = 0;
  Span span;
};

class Circles {
 public:
  explicit Circles(const WorkflowFacts& facts)
      : form_(facts.workflow.form), edges_(form_.size()) {
    std::unordered_map<std::string_view, std::size_t> index;
    for (std::size_t i = 0; i < form_.size(); ++i)
      index.emplace(form_[i].id.text, i);
    for (const FormulaUse& use : facts.formulas) {
      if (use.place != Place::field_when) continue;
      for (const expr::Reference& read : use.reads) {
        if (read.root != "form" || read.path.empty()) continue;
        const auto found = index.find(read.path[0]);
        if (found != index.end())
          edges_[use.owner].push_back(
              {found->second,
               use.formula->place(read.range.begin, read.range.end)});
      }
    }
  }

  // Takes away fields that wait for none, until only circles and what waits
  // for them is left.
  void report(Findings& findings) {
    std::vector<bool> settled(form_.size(), false);
    while (true) {
      settle(settled);
      const auto open = std::find(settled.begin(), settled.end(), false);
      if (open == settled.end()) return;
      report(walk(static_cast<std::size_t>(open - settled.begin()), settled),
             findings, settled);
    }
  }

 private:
  void settle(std::vector<bool>& settled) const {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < form_.size(); ++i) {
        if (settled[i] || open_edge(i, settled) != nullptr) continue;
        settled[i] = true;
        changed = true;
      }
    }
  }

  const Edge* open_edge(std::size_t from,
                        const std::vector<bool>& settled) const {
    for (const Edge& edge : edges_[from])
      if (!settled[edge.to]) return &edge;
    return nullptr;
  }

  std::vector<std::size_t> walk(std::size_t at,
                                const std::vector<bool>& settled) const {
    std::vector<std::size_t> walked;
    while (std::find(walked.begin(), walked.end(), at) == walked.end()) {
      walked.push_back(at);
      at = open_edge(at, settled)->to;
    }
    walked.erase(walked.begin(), std::find(walked.begin(), walked.end(), at));
    std::rotate(walked.begin(), std::min_element(walked.begin(), walked.end()),
                walked.end());
    return walked;
  }

  void report(const std::vector<std::size_t>& circle, Findings& findings,
              std::vector<bool>& settled) const {
    std::string path;
    for (const std::size_t field : circle) path += form_[field].id.text + " → ";
    path += form_[circle.front()].id.text;
    const bool alone = circle.size() == 1;
    Diagnostic& finding = findings.report(
        open_edge(circle.front(), settled)->span,
        {alone ? "check_types.condition_on_itself"
               : "check_types.conditions_in_circle",
         {{"field", form_[circle.front()].id.text}, {"path", path}}},
        {"check_types.expected_no_circle", {}},
        {"check_types.help_circle", {}});
    for (std::size_t i = 1; i < circle.size(); ++i)
      finding.labels.push_back({open_edge(circle[i], settled)->span,
                                {"check_types.label_circle",
                                 {{"field", form_[circle[i]].id.text}}}});
    for (const std::size_t field : circle) settled[field] = true;
  }

  const std::vector<Field>& form_;
  std::vector<std::vector<Edge>> edges_;
};

}  // namespace

void check_condition_on_itself(const WorkflowFacts& facts, Findings& findings) {
  Circles(facts).report(findings);
}

}  // namespace onething::check
