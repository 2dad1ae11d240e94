// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "load/resolve.h"

namespace onething::load {

namespace {

// `from` waits for `to`, as written at `span`.
struct Wait {
  std::size_t to = 0;
  Span span;
  bool by_data = false;
};

class Order {
 public:
  Order(const Workflow& workflow, Reading& reading)
      : workflow_(workflow), reading_(reading), waits_(workflow.steps.size()) {
    for (std::size_t i = 0; i < workflow.steps.size(); ++i)
      index_.emplace(workflow.steps[i].id.text, i);
  }

  void add_after(bool report_unknown) {
    for (std::size_t i = 0; i < workflow_.steps.size(); ++i)
      for (const Spelled& id : workflow_.steps[i].after) {
        const auto found = index_.find(id.text);
        if (found != index_.end())
          waits_[i].push_back({found->second, id.span, false});
        else if (report_unknown)
          unknown(id, {"load.unknown_step",
                       {{"step", workflow_.steps[i].id.text},
                        {"target", id.text}}});
      }
  }

  void check_not_by() {
    for (const Step& step : workflow_.steps)
      for (const Spelled& id : step.not_by) {
        if (id.text == step.id.text)
          reading_.report(codes::key_does_not_fit, id.span,
                          {"load.not_by_itself", {{"step", id.text}}},
                          {"load.expected_other_step", {}});
        else if (!index_.contains(id.text))
          unknown(id, {"load.unknown_not_by",
                       {{"step", step.id.text}, {"target", id.text}}});
      }
  }

  void check_groups() {
    for (const Group& group : workflow_.groups)
      for (const Spelled& id : group.steps)
        if (!index_.contains(id.text))
          unknown(id, {"load.unknown_group_step",
                       {{"group", group.id.text}, {"target", id.text}}});
  }

  void add_reads(const FormulaUses& formulas) {
    for (const model::FormulaUse& use : formulas) {
      if (!model::stands_in_step(use.place)) continue;
      for (const expr::Reference& read : use.reads) {
        if (read.root != "steps" || read.path.empty()) continue;
        const auto found = index_.find(read.path[0]);
        if (found == index_.end()) continue;
        // Whether it is repeated may depend on what it brought.
        if (use.place == model::Place::step_while && found->second == use.owner)
          continue;
        const Span span = use.formula->place(read.range.begin, read.range.end);
        waits_[use.owner].push_back({found->second, span, true});
      }
    }
  }

  // Each circle once; steps that merely wait for a circle are not mentioned.
  void report_circles() {
    std::vector<bool> settled(waits_.size(), false);
    while (true) {
      settle(settled);
      const auto open = std::find(settled.begin(), settled.end(), false);
      if (open == settled.end()) return;
      const std::vector<std::size_t> circle = find_circle(
          static_cast<std::size_t>(open - settled.begin()), settled);
      report(circle);
      for (const std::size_t step : circle) settled[step] = true;
    }
  }

 private:
  void unknown(const Spelled& id, Message what) {
    std::vector<std::string_view> ids;
    for (const Step& one : workflow_.steps) ids.push_back(one.id.text);
    reading_.report(codes::unknown_step, id.span, std::move(what),
                    {"load.expected_step", {}}, propose(id.text, ids));
  }

  // Marks every step whose turn comes, until nothing changes.
  void settle(std::vector<bool>& settled) const {
    bool changed = true;
    while (changed) {
      changed = false;
      for (std::size_t i = 0; i < waits_.size(); ++i) {
        if (settled[i]) continue;
        const bool ready = std::all_of(
            waits_[i].begin(), waits_[i].end(),
            [&settled](const Wait& wait) { return settled[wait.to]; });
        if (!ready) continue;
        settled[i] = true;
        changed = true;
      }
    }
  }

  const Wait& open_wait(std::size_t step,
                        const std::vector<bool>& settled) const {
    return *std::find_if(
        waits_[step].begin(), waits_[step].end(),
        [&settled](const Wait& wait) { return !settled[wait.to]; });
  }

  // Every open step waits for an open one, so walking on comes back.
  std::vector<std::size_t> find_circle(std::size_t start,
                                       const std::vector<bool>& settled) const {
    std::vector<std::size_t> walked;
    std::size_t at = start;
    while (std::find(walked.begin(), walked.end(), at) == walked.end()) {
      walked.push_back(at);
      at = open_wait(at, settled).to;
    }
    walked.erase(walked.begin(), std::find(walked.begin(), walked.end(), at));
    // Begin with the one that is written first.
    std::rotate(walked.begin(), std::min_element(walked.begin(), walked.end()),
                walked.end());
    return walked;
  }

  const Wait& wait_between(std::size_t from, std::size_t to) const {
    return *std::find_if(waits_[from].begin(), waits_[from].end(),
                         [to](const Wait& wait) { return wait.to == to; });
  }

  void report(const std::vector<std::size_t>& circle) {
    const auto& steps = workflow_.steps;
    const std::string& first = steps[circle.front()].id.text;
    const std::size_t second = circle[1 % circle.size()];
    const Wait& start = wait_between(circle.front(), second);
    if (circle.size() == 1)
      return reading_.report(codes::steps_wait_in_circle, start.span,
                             {"load.waits_for_itself", {{"step", first}}},
                             {"load.expected_no_circle", {}},
                             {"load.help_circle", {}});
    std::string path = first;
    for (std::size_t i = 1; i < circle.size(); ++i)
      path += " → " + steps[circle[i]].id.text;
    path += " → " + first;
    reading_.report(codes::steps_wait_in_circle, start.span,
                    {"load.circle", {{"path", path}}},
                    waits(circle.front(), second), {"load.help_circle", {}});
    for (std::size_t i = 1; i < circle.size(); ++i) {
      const std::size_t to = circle[(i + 1) % circle.size()];
      reading_.diagnostics.back().labels.push_back(
          {wait_between(circle[i], to).span, waits(circle[i], to)});
    }
  }

  Message waits(std::size_t from, std::size_t to) const {
    return {"load.label_waits",
            {{"from", workflow_.steps[from].id.text},
             {"to", workflow_.steps[to].id.text}}};
  }

  const Workflow& workflow_;
  Reading& reading_;
  std::vector<std::vector<Wait>> waits_;
  std::map<std::string_view, std::size_t> index_;
};

}  // namespace

void resolve_order(const LoadedProject& loaded, const Evidence& evidence,
                   std::size_t index, const FormulaUses& formulas,
                   Diagnostics& out) {
  const Workflow& workflow = loaded.project.workflows[index];
  // Reported as too many; walking them would take too long.
  if (workflow.steps.size() > limits::steps_max) return;
  const bool damaged = workflow.file < evidence.damaged.size() &&
                       evidence.damaged[workflow.file];
  Reading reading(loaded.sources, out);
  Order order(workflow, reading);
  order.add_after(!damaged);
  if (!damaged) order.check_groups();
  if (!damaged) order.check_not_by();
  order.add_reads(formulas);
  order.report_circles();
}

}  // namespace onething::load
