// SPDX-License-Identifier: Apache-2.0

#include "onething/plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include "calendar/calendar.h"
#include "check/facts.h"
#include "check/situations.h"
#include "check/time/critical_path.h"
#include "check/time/step_times.h"
#include "guide/figures.h"

namespace onething {

namespace {

using check::Situation;
using check::Situations;
using check::StepTimes;

Need need_of(std::size_t count, std::size_t all) {
  if (count == 0) return Need::no;
  return count == all ? Need::yes : Need::maybe;
}

std::optional<Date> due_of(const Calendar& calendar, Date start, Term term) {
  if (term.unit != TermUnit::days && term.unit != TermUnit::working_days)
    return start;
  const Result<Date> due = term.unit == TermUnit::days
                               ? calendar.add_calendar_days(start, term.count)
                               : calendar.add_working_days(start, term.count);
  if (!due) return std::nullopt;
  return due.value();
}

class Planning {
 public:
  Planning(const check::WorkflowFacts& facts, const PlanRequest& request)
      : facts_(facts),
        request_(request),
        situations_(facts),
        times_(facts),
        waits_(check::path_waits(facts)) {
    list_ =
        request.profile == nullptr
            ? situations_.list()
            : situations_.list(&request.profile->form,
                               request.profile->is_whole ? check::Given::all
                                                         : check::Given::some);
    plan_.project = &facts.project.project;
    plan_.workflow = &facts.workflow;
    plan_.start = request.start;
    plan_.situations = list_.size();
    plan_.is_exact = situations_.is_exact();
  }

  Plan run() {
    plan_.figures = guides::figures_of(facts_, situations_, list_);
    add_promises();
    add_materials();
    add_steps();
    add_days();
    put_in_order();
    add_open();
    return std::move(plan_);
  }

 private:
  void add_promises() {
    std::set<const Promise*> made;
    for (const Situation& each : list_)
      if (const Promise* promise = situations_.promise(each))
        made.insert(promise);
    for (const Promise& each : facts_.workflow.promises)
      if (made.contains(&each))
        plan_.promises.push_back(
            {&each, due_of(facts_.project.calendar, request_.start,
                           each.within.term)});
  }

  void add_materials() {
    for (const Material& each : facts_.workflow.materials) {
      std::size_t count = 0;
      for (const Situation& situation : list_)
        count += situations_.holds(situation, each.when) ? 1U : 0U;
      plan_.materials.push_back({&each, need_of(count, list_.size())});
    }
  }

  void add_steps() {
    for (const check::PathStep& each : check::path_steps(facts_)) {
      PlannedStep step;
      step.step = each.step;
      step.service = each.service;
      step.is_prefill = each.is_prefill;
      step.department = facts_.department_of(*each.step);
      std::size_t count = 0;
      for (const Situation& situation : list_)
        count += situations_.happens(situation, *each.step) ? 1U : 0U;
      step.need = need_of(count, list_.size());
      if (each.limit != nullptr) step.limit = each.limit->term;
      step.is_unlimited = each.limit == nullptr && each.service != nullptr &&
                          each.service->by != Performer::system;
      plan_.steps.push_back(step);
    }
  }

  // From the first step on, in every situation in which a step happens.
  void add_days() {
    for (const Situation& situation : list_) {
      const std::vector<bool> out = times_.left_out(situations_, situation);
      const auto ends = times_.ends_from(request_.start, out);
      if (!ends) {
        plan_.has_calendar = false;
        return;
      }
      for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
        if (out[i]) continue;
        Date from = request_.start;
        for (const std::size_t to : waits_[i])
          from = std::max(from, (*ends)[to]);
        PlannedStep& step = plan_.steps[i];
        step.from = std::min(step.from.value_or(from), from);
        step.until = std::max(step.until.value_or(from), (*ends)[i]);
        plan_.end = std::max(plan_.end.value_or(request_.start), (*ends)[i]);
      }
    }
  }

  // By what each waits for; what waits for the same as it stands in the file.
  void put_in_order() {
    std::vector<bool> is_placed(plan_.steps.size(), false);
    std::vector<PlannedStep> ordered;
    while (ordered.size() < plan_.steps.size()) {
      const std::size_t before = ordered.size();
      for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
        const auto is_there = [&](std::size_t to) { return is_placed[to]; };
        if (is_placed[i] ||
            !std::all_of(waits_[i].begin(), waits_[i].end(), is_there))
          continue;
        is_placed[i] = true;
        ordered.push_back(plan_.steps[i]);
      }
      if (ordered.size() == before) break;  // A ring, which loading reports.
    }
    plan_.steps = std::move(ordered);
  }

  bool is_undecided(const Formula& when) const {
    bool some = false;
    bool others = false;
    for (const Situation& each : list_)
      (situations_.holds(each, when) ? some : others) = true;
    return some && others;
  }

  void read(const Formula& when,
            std::set<std::string, std::less<>>& ids) const {
    for (const expr::Reference& each : when.reads())
      if (each.root == "form" && !each.path.empty())
        ids.insert(std::string(each.path.front()));
  }

  void add_open() {
    std::set<std::string, std::less<>> ids;
    for (const Promise& each : facts_.workflow.promises)
      if (!each.when.empty() && is_undecided(each.when)) read(each.when, ids);
    for (const PlannedMaterial& each : plan_.materials)
      if (each.need == Need::maybe) read(each.material->when, ids);
    for (const PlannedStep& each : plan_.steps) {
      if (each.need != Need::maybe) continue;
      if (!each.step->when.empty() && is_undecided(each.step->when))
        read(each.step->when, ids);
      if (!each.step->for_each.empty()) read(each.step->for_each, ids);
    }
    for (const Field& each : facts_.workflow.form) {
      const bool is_known =
          request_.profile != nullptr &&
          request_.profile->form.find(each.id.text) != nullptr;
      if (!is_known && ids.contains(each.id.text) && can_be_asked(each))
        plan_.open.push_back(each.id.text);
    }
  }

  // In some situation that is left the form asks for it.
  bool can_be_asked(const Field& field) const {
    return std::any_of(list_.begin(), list_.end(), [&](const Situation& each) {
      return situations_.holds(each, field.when);
    });
  }

  const check::WorkflowFacts& facts_;
  const PlanRequest& request_;
  Situations situations_;
  StepTimes times_;
  std::vector<std::vector<std::size_t>> waits_;
  std::vector<Situation> list_;
  Plan plan_;
};

// A gap is no defect of a profile.
bool is_gap(const Message& message, std::string_view key) {
  if (message.key.starts_with(key)) return true;
  for (const Arg& arg : message.args)
    for (const Message& nested : arg.nested)
      if (is_gap(nested, key)) return true;
  return false;
}

}  // namespace

Result<LoadedProfile> load_profile(std::string_view path,
                                   const Project& project,
                                   const Workflow& workflow) {
  OT_TRY(LoadedApplication loaded, load_application(path, project, workflow));
  LoadedProfile out;
  out.profile.form = std::move(loaded.application.form);
  if (out.profile.form.object() == nullptr) out.profile.form = Object{};
  out.profile.is_whole = true;
  for (Diagnostic& each : loaded.diagnostics) {
    if (is_gap(each.found, "form.missing"))
      out.profile.is_whole = false;
    else if (!is_gap(each.found, "form.material_missing"))
      out.diagnostics.push_back(std::move(each));
  }
  out.sources = std::move(loaded.sources);
  return out;
}

Plan make_plan(const LoadedProject& project, const PlanRequest& request) {
  const check::ProjectFacts facts = check::project_facts(
      project.project, project.sources, project.diagnostics, Calendar::china(),
      request.today);
  const check::WorkflowFacts workflow =
      check::workflow_facts(facts, *request.workflow);
  return Planning(workflow, request).run();
}

}  // namespace onething
