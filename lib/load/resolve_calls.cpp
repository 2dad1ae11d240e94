// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "load/resolve.h"

namespace onething::load {

namespace {

// A step whose service is a case of another workflow.
struct Called {
  std::size_t workflow = 0;
  const Step* step = nullptr;
};

class Calls {
 public:
  Calls(const LoadedProject& loaded, Reading& reading)
      : project_(loaded.project), reading_(reading) {
    for (std::size_t i = 0; i < project_.workflows.size(); ++i)
      index_.emplace(project_.workflows[i].id.text, i);
  }

  void check_names(const Evidence& evidence) {
    std::vector<std::string_view> ids;
    for (const Workflow& workflow : project_.workflows)
      ids.push_back(workflow.id.text);
    const bool any_damaged =
        std::find(evidence.damaged.begin(), evidence.damaged.end(), true) !=
        evidence.damaged.end();
    for (const Department& department : project_.departments)
      for (const Service& service : department.services) {
        const Spelled& id = service.call.workflow;
        if (id.empty() || index_.contains(id.text) || any_damaged) continue;
        reading_.report(codes::unknown_workflow, id.span,
                        {"load.unknown_workflow", {{"workflow", id.text}}},
                        {"load.expected_workflow", {}}, propose(id.text, ids));
      }
  }

  // Each circle once, from the workflow that is read first.
  void report_circles() {
    find_calls();
    for (std::size_t start = 0; start < calls_.size(); ++start) {
      if (is_told(start)) continue;
      walk(start);
    }
  }

 private:
  void find_calls() {
    calls_.resize(project_.workflows.size());
    for (std::size_t i = 0; i < calls_.size(); ++i)
      for (const Step& step : project_.workflows[i].steps) {
        const Service* service = project_.service_of(step.uses);
        if (service == nullptr || service->call.workflow.empty()) continue;
        const auto found = index_.find(service->call.workflow.text);
        if (found != index_.end())
          calls_[i].push_back({found->second, &step});
      }
  }

  bool is_told(std::size_t workflow) const {
    return std::find(told_.begin(), told_.end(), workflow) != told_.end();
  }

  // Depth first, with the way there; no way is longer than the bound.
  void walk(std::size_t start) {
    struct Frame {
      std::size_t workflow;
      std::size_t next;
    };
    std::vector<Frame> way = {{start, 0}};
    std::size_t looks = 0;
    constexpr std::size_t kLooksMax = 10'000;
    while (!way.empty() && ++looks < kLooksMax) {
      Frame& at = way.back();
      if (at.next == calls_[at.workflow].size()) {
        way.pop_back();
        continue;
      }
      const Called& call = calls_[at.workflow][at.next++];
      if (call.workflow == start) {
        std::vector<std::size_t> circle;
        for (const Frame& frame : way) circle.push_back(frame.workflow);
        return report(circle, *call.step);
      }
      const bool is_on_way =
          std::any_of(way.begin(), way.end(), [&](const Frame& frame) {
            return frame.workflow == call.workflow;
          });
      if (is_on_way) continue;
      if (way.size() == limits::workflow_depth_max) return too_deep(*call.step);
      way.push_back({call.workflow, 0});
    }
  }

  const std::string& id_of(std::size_t workflow) const {
    return project_.workflows[workflow].id.text;
  }

  void report(const std::vector<std::size_t>& circle, const Step& last) {
    std::string path;
    for (const std::size_t workflow : circle) path += id_of(workflow) + " → ";
    path += id_of(circle.front());
    told_.insert(told_.end(), circle.begin(), circle.end());
    reading_.report(codes::workflows_in_circle, last.uses.text.span,
                    {"load.workflow_circle", {{"path", path}}},
                    {"load.expected_no_workflow_circle", {}});
    for (std::size_t i = 0; i + 1 < circle.size(); ++i)
      for (const Called& call : calls_[circle[i]])
        if (call.workflow == circle[i + 1]) {
          reading_.diagnostics.back().labels.push_back(
              {call.step->uses.text.span,
               {"load.label_calls", {{"workflow", id_of(circle[i + 1])}}}});
          break;
        }
  }

  void too_deep(const Step& step) {
    reading_.report(codes::workflows_in_circle, step.uses.text.span,
                    {"load.workflows_too_deep",
                     {{"max", std::to_string(limits::workflow_depth_max)}}},
                    {"load.expected_no_workflow_circle", {}});
  }

  const Project& project_;
  Reading& reading_;
  std::map<std::string_view, std::size_t> index_;
  std::vector<std::vector<Called>> calls_;
  std::vector<std::size_t> told_;
};

}  // namespace

void resolve_calls(LoadedProject& loaded, const Evidence& evidence) {
  Reading reading(loaded.sources, loaded.diagnostics);
  Calls calls(loaded, reading);
  calls.check_names(evidence);
  calls.report_circles();
}

}  // namespace onething::load
