// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "engine/case_state.h"
#include "engine/definition.h"
#include "engine/steps/needs.h"
#include "model/service_facts.h"
#include "model/step_service.h"

namespace onething::engine {

namespace {

constexpr std::array<std::string_view, root_count> kRootNames = {
    "form", "prefill", "materials", "steps", "case", "each"};

Error invalid(Message message) {
  return Error{ErrorCode::invalid, std::move(message)};
}

Error broken(const std::string& step, const Message& problem) {
  return invalid(
      {"engine.formula_broken", {{"step", step}, {"problem", problem}}});
}

Result<expr::Program> compile_formula(const std::string& step,
                                      const Formula& formula) {
  auto compiled = expr::compile(formula.ast(), root_names());
  if (auto* error = std::get_if<expr::ParseError>(&compiled))
    return broken(step, error->message);
  return std::move(*std::get_if<expr::Program>(&compiled));
}

Result<model::CompiledTemplate> compile_template(const std::string& step,
                                                 const Template& source) {
  auto compiled = model::CompiledTemplate::compile(source, root_names());
  using Problem = model::CompiledTemplate::Problem;
  if (auto* problem = std::get_if<Problem>(&compiled))
    return broken(step, problem->message);
  return std::move(*std::get_if<model::CompiledTemplate>(&compiled));
}

std::int64_t milliseconds_of(const Limit& limit) {
  std::int64_t seconds = limit.term.count;
  switch (limit.term.unit) {
    case TermUnit::seconds:
      break;
    case TermUnit::minutes:
      seconds *= 60;
      break;
    case TermUnit::hours:
      seconds *= 3600;
      break;
    case TermUnit::days:
    case TermUnit::working_days:  // Refused when it was loaded.
      seconds *= 86'400;
      break;
  }
  return seconds * 1000;
}

void overlay(RetryPolicy& policy, const std::optional<Retry>& wish) {
  if (!wish) return;
  if (wish->attempts) policy.attempts = *wish->attempts;
  if (wish->first) policy.first_ms = milliseconds_of(*wish->first);
  if (wish->longest) policy.longest_ms = milliseconds_of(*wish->longest);
  policy.longest_ms = std::max(policy.longest_ms, policy.first_ms);
}

// Turns the steps of one workflow into plans.
class Compiler {
 public:
  Compiler(const Project& project, const Workflow& workflow,
           Definition& definition)
      : project_(project), workflow_(workflow), definition_(definition) {}

  Status run() {
    for (const Step& step : workflow_.prefill)
      OT_CHECK(add(step, "prefill." + step.id.text, Place::prefill));
    for (const Step& step : workflow_.steps)
      OT_CHECK(add(step, step.id.text, Place::step));
    for (StepPlan& plan : definition_.plans) {
      OT_CHECK(compile_formulas(plan));
      OT_CHECK(compile_input(plan));
      OT_CHECK(find_order(plan));
    }
    for (const Group& group : workflow_.groups) OT_CHECK(add_group(group));
    for (const Promise& promise : workflow_.promises)
      OT_CHECK(add_promise(promise));
    for (const LifeState& state : workflow_.states) OT_CHECK(add_state(state));
    add_undos();
    return refuse_circles();
  }

 private:
  enum class Place { prefill, step };

  Status add(const Step& step, std::string id, Place place) {
    StepPlan& plan = definition_.plans.emplace_back();
    plan.id = std::move(id);
    plan.is_prefill = place == Place::prefill;
    plan.step = &step;
    // Nobody waits but the workflow, and so its lead department.
    plan.department = step.wait ? project_.find_department(workflow_.lead.text)
                                : project_.department_of(step.uses);
    plan.service = model::service_for(project_, step);
    plan.retry = definition_.retry;
    if (plan.service != nullptr) overlay(plan.retry, plan.service->retry);
    overlay(plan.retry, step.retry);
    if (plan.department == nullptr || plan.service == nullptr)
      return invalid({"engine.service_unknown",
                      {{"step", plan.id}, {"service", step.uses.text.text}}});
    return Done{};
  }

  Status add_group(const Group& group) {
    if (group.join.needed == 0) return Done{};
    GroupPlan& plan = definition_.groups.emplace_back();
    plan.group = &group;
    for (const Spelled& id : group.steps) {
      const StepPlan* member = find(id.text);
      if (member == nullptr || member->group != unresolved)
        return invalid({"engine.group_unknown",
                        {{"group", group.id.text}, {"step", id.text}}});
      const auto index =
          static_cast<std::size_t>(member - definition_.plans.data());
      definition_.plans[index].group = definition_.groups.size() - 1;
      plan.members.push_back(index);
    }
    return Done{};
  }

  // An undo is given what the run it takes back was given and gave.
  void add_undos() {
    for (const StepPlan& done : definition_.plans) {
      const Service* undo = model::undo_of(*done.department, *done.service);
      if (undo == nullptr || undo == done.service) continue;
      StepPlan plan;
      plan.id = undo_step(done.id);
      plan.is_prefill = done.is_prefill;
      plan.is_undo = true;
      plan.step = done.step;
      plan.department = done.department;
      plan.service = undo;
      plan.retry = definition_.retry;
      overlay(plan.retry, undo->retry);
      definition_.undo_plans.push_back(std::move(plan));
    }
  }

  Status add_promise(const Promise& promise) {
    PromisePlan& plan = definition_.promises.emplace_back();
    plan.within = promise.within.term;
    if (promise.when.empty()) return Done{};
    OT_TRY(expr::Program when, compile_formula("promise", promise.when));
    plan.when = std::move(when);
    return Done{};
  }

  Status add_state(const LifeState& state) {
    StatePlan& plan = definition_.states.emplace_back();
    plan.state = &state;
    OT_CHECK(find_steps(state.enter, plan.enter));
    OT_CHECK(find_steps(state.steps, plan.steps));
    OT_CHECK(find_steps(state.leave, plan.leave));
    for (const StateEvent& event : state.on) {
      StateChange& change = plan.on.emplace_back();
      change.event = &event;
      change.to = state_index(event.to.text);
      if (change.to == workflow_.states.size())
        return invalid({"engine.state_unknown",
                        {{"state", state.id.text}, {"to", event.to.text}}});
      if (event.when.empty()) continue;
      OT_TRY(expr::Program when, compile_formula(event.id.text, event.when));
      change.when = std::move(when);
    }
    return Done{};
  }

  std::size_t state_index(const std::string& id) const {
    std::size_t index = 0;
    while (index < workflow_.states.size() &&
           workflow_.states[index].id.text != id)
      ++index;
    return index;
  }

  Status find_steps(const std::vector<Spelled>& names,
                    std::vector<std::size_t>& indices) {
    for (const Spelled& name : names) {
      std::size_t index = 0;
      while (index < definition_.plans.size() &&
             definition_.plans[index].id != name.text)
        ++index;
      if (index == definition_.plans.size())
        return invalid({"engine.after_unknown",
                        {{"step", "states"}, {"after", name.text}}});
      definition_.plans[index].is_of_states = true;
      indices.push_back(index);
    }
    return Done{};
  }

  Status compile_formulas(StepPlan& plan) {
    if (!plan.step->when.empty()) {
      OT_TRY(expr::Program when, compile_formula(plan.id, plan.step->when));
      plan.when = std::move(when);
    }
    if (!plan.step->for_each.empty()) {
      OT_TRY(expr::Program each, compile_formula(plan.id, plan.step->for_each));
      plan.for_each = std::move(each);
    }
    if (!plan.step->repeat.empty()) {
      OT_TRY(expr::Program again, compile_formula(plan.id, plan.step->repeat));
      plan.repeat = std::move(again);
    }
    for (const auto& [output, formula] : plan.step->keep) {
      if (formula.empty()) return broken(plan.id, {"form.formula_broken", {}});
      OT_TRY(expr::Program expected, compile_formula(plan.id, formula));
      plan.keep.push_back({output.text, std::move(expected)});
    }
    return Done{};
  }

  // In the order of the contract, so that equal inputs give equal bytes.
  Status compile_input(StepPlan& plan) {
    const auto& with = plan.step->with;
    for (const auto& member : with) {
      const std::string& name = member.first.text;
      const auto& fields = plan.service->input;
      if (std::none_of(fields.begin(), fields.end(), [&](const Field& field) {
            return field.id.text == name;
          }))
        return invalid(
            {"engine.input_unknown", {{"step", plan.id}, {"field", name}}});
    }
    for (const Field& field : plan.service->input) {
      const auto given =
          std::find_if(with.begin(), with.end(), [&](const auto& member) {
            return member.first.text == field.id.text;
          });
      if (given == with.end()) continue;
      OT_TRY(model::CompiledTemplate value,
             compile_template(plan.id, given->second));
      plan.input.push_back(
          {&field, std::move(value), sources_of(plan, given->second)});
      plan.reads_case = plan.reads_case || reads_case(given->second);
    }
    return Done{};
  }

  Status find_order(StepPlan& plan) {
    std::vector<std::string> needed = needed_steps(*plan.step);
    for (const Spelled& after : plan.step->after) {
      if (find(after.text) == nullptr)
        return invalid({"engine.after_unknown",
                        {{"step", plan.id}, {"after", after.text}}});
      needed.push_back(after.text);
    }
    for (std::size_t i = 0; i < definition_.plans.size(); ++i) {
      const StepPlan& other = definition_.plans[i];
      const bool is_shown_first = other.is_prefill && !plan.is_prefill;
      const bool is_needed =
          std::any_of(needed.begin(), needed.end(), [&](const auto& name) {
            return name == other.id ||
                   (&other != &plan && names_all(name, other));
          });
      if (is_shown_first || is_needed) plan.waits_for.push_back(i);
    }
    return Done{};
  }

  // A formula that reads the root as a whole needs everything below it.
  static bool names_all(const std::string& name, const StepPlan& plan) {
    return (name == kEveryPrefill && plan.is_prefill) ||
           (name == kEveryStep && !plan.is_prefill);
  }

  // Takes away whatever waits for nothing that is left, until nothing moves;
  // what remains waits for itself.
  Status refuse_circles() const {
    const auto& plans = definition_.plans;
    std::vector<bool> settled(plans.size(), false);
    bool moved = true;
    while (moved) {
      moved = false;
      for (std::size_t i = 0; i < plans.size(); ++i) {
        const auto& waits = plans[i].waits_for;
        if (settled[i] ||
            !std::all_of(waits.begin(), waits.end(),
                         [&](std::size_t w) { return settled[w]; }))
          continue;
        settled[i] = true;
        moved = true;
      }
    }
    const auto left = std::find(settled.begin(), settled.end(), false);
    if (left == settled.end()) return Done{};
    const auto index = static_cast<std::size_t>(left - settled.begin());
    return invalid({"engine.waits_for_itself", {{"step", plans[index].id}}});
  }

  // Whose data goes into a value: the applicant's, departments', or nobody's.
  std::vector<std::string> sources_of(const StepPlan& plan,
                                      const Template& value) const {
    std::vector<std::string> sources;
    const auto add_source = [&](const std::string& source) {
      if (std::find(sources.begin(), sources.end(), source) == sources.end())
        sources.push_back(source);
    };
    for (const std::string& origin : origins_of(*plan.step, value)) {
      if (origin == kApplicant) {
        add_source(origin);
        continue;
      }
      for (const StepPlan& other : definition_.plans)
        if (!other.step->wait &&
            (other.id == origin || names_all(origin, other)))
          add_source(other.department->id.text);
    }
    // A constant, or what the case itself says: the file put it there.
    if (sources.empty()) add_source("workflow");
    return sources;
  }

  const StepPlan* find(const std::string& id) const {
    for (const StepPlan& plan : definition_.plans)
      if (plan.id == id) return &plan;
    return nullptr;
  }

  const Project& project_;
  const Workflow& workflow_;
  Definition& definition_;
};

}  // namespace

const StepPlan* find_plan(const Definition& definition, std::string_view step) {
  for (const auto* plans : {&definition.plans, &definition.undo_plans})
    for (const StepPlan& plan : *plans)
      if (plan.id == step) return &plan;
  return nullptr;
}

std::span<const std::string_view> root_names() { return kRootNames; }

Result<Definition> compile(const Project& project, const Workflow& workflow,
                           const Calendar& calendar, std::string hash,
                           RetryPolicy retry) {
  const std::size_t count = workflow.prefill.size() + workflow.steps.size();
  if (count > limits::steps_max)
    return invalid({"engine.too_many_steps",
                    {{"found", std::to_string(count)},
                     {"max", std::to_string(limits::steps_max)}}});
  Definition definition;
  definition.project = &project;
  definition.workflow = &workflow;
  definition.calendar = &calendar;
  definition.hash = std::move(hash);
  definition.retry = retry;
  overlay(definition.retry, workflow.retry);
  definition.plans.reserve(count);
  OT_CHECK(Compiler(project, workflow, definition).run());
  definition.form_rules = std::make_unique<const model::FormRules>(workflow);
  if (workflow.outcome) {
    OT_TRY(model::CompiledTemplate outcome,
           compile_template(workflow.id.text, *workflow.outcome));
    definition.outcome = std::move(outcome);
  }
  return definition;
}

}  // namespace onething::engine
