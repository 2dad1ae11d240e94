// SPDX-License-Identifier: Apache-2.0

#include "export/handled.h"

#include <utility>
#include <variant>

namespace onething::exchange {

namespace {

class Collecting {
 public:
  std::vector<Handled> all;
  Instant at;

  void operator()(const engine::StepStarted& e) {
    begin(e.run, e.department).by_person = e.by_person;
  }
  void operator()(const engine::ChildStarted& e) { begin(e.run, e.department); }
  void operator()(const engine::MessageAwaited& e) {
    begin(e.run, e.department);
  }
  void operator()(const engine::StepDone& e) {
    end(e.run, Outcome::passed, {}, e.actor);
  }
  void operator()(const engine::StepReturned& e) {
    std::string fields;
    for (const CaseDefect& defect : e.defects)
      if (!defect.field.empty())
        fields += (fields.empty() ? "" : ", ") + defect.field;
    end(e.run, Outcome::returned, fields, e.actor);
  }
  void operator()(const engine::StepRefused& e) {
    end(e.run, Outcome::refused, e.reason, e.actor);
  }
  void operator()(const engine::RunCancelled& e) {
    end(e.run, Outcome::other, e.reason, {});
  }
  void operator()(const engine::StepSkipped& e) {
    for (Handled& each : all)
      if (each.task.empty() && !each.end && each.run.step == e.step &&
          (!e.iteration || each.run.iteration == *e.iteration))
        close(each, Outcome::other, {}, e.actor);
  }
  void operator()(const engine::TaskOpened& e) {
    Handled& made = begin(e.run, e.department);
    made.task = e.task;
    made.kind = e.kind;
    made.role = e.role;
    made.due = e.due;
  }
  void operator()(const engine::TaskClosed& e) {
    for (Handled& each : all)
      if (each.task == e.task && !each.end)
        close(each,
              e.how == "completed"  ? Outcome::passed
              : e.how == "returned" ? Outcome::returned
              : e.how == "refused"  ? Outcome::refused
                                    : Outcome::other,
              e.reason, e.actor);
  }
  void operator()(const engine::CaseMigrated& e) {
    for (Handled& each : all)
      for (const Renamed& name : e.renamed)
        if (each.run.step == name.from) {
          each.run.step = name.to;
          break;
        }
  }
  template <typename Other>
  void operator()(const Other&) {}

 private:
  Handled& begin(const RunName& run, const std::string& department) {
    Handled made;
    made.run = run;
    made.department = department;
    made.begin = at;
    all.push_back(std::move(made));
    return all.back();
  }
  void close(Handled& each, Outcome outcome, const std::string& explain,
             const Actor& who) const {
    each.end = at;
    each.outcome = outcome;
    each.explain = explain;
    each.who = who;
  }
  void end(const RunName& run, Outcome outcome, const std::string& explain,
           const Actor& who) {
    for (auto each = all.rbegin(); each != all.rend(); ++each)
      if (each->task.empty() && !each->end && each->run.step == run.step &&
          each->run.iteration == run.iteration)
        return close(*each, outcome, explain, who);
  }
};

}  // namespace

std::vector<Handled> handled_in(const StoredCase& of) {
  Collecting collecting;
  for (const engine::Event& event : of.events) {
    collecting.at = event.at;
    std::visit(collecting, event.fact);
  }
  return std::move(collecting.all);
}

std::string run_number(const StoredCase& of, const RunName& run) {
  std::string number = of.view.id.text + "/" + run.step;
  if (run.iteration > 0) number += "/" + std::to_string(run.iteration + 1);
  return number;
}

}  // namespace onething::exchange
