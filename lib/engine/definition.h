// SPDX-License-Identifier: Apache-2.0
//
// A workflow, compiled for execution: steps are indices, formulas are programs,
// nothing is looked up by name on the hot path.
//
// Made once per content hash; immutable, shared between cases and threads.
// Holds no state of any case.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/calendar.h"
#include "expr/evaluate.h"
#include "model/form_rules.h"
#include "model/service_facts.h"
#include "model/template.h"
#include "onething/workflow.h"

namespace onething::engine {

// How failures are retried: first, 2 * first, 4 * first … up to `longest`, each
// shortened by up to half with a jitter computed from seed, key and attempt.
struct RetryPolicy {
  std::int64_t attempts = 6;
  std::int64_t first_ms = 200;
  std::int64_t longest_ms = 30'000;
};

struct InputField {
  const Field* field = nullptr;
  model::CompiledTemplate value;
  std::vector<std::string> from;  // "applicant", departments, "workflow".
};

struct Kept {
  std::string output;
  expr::Program expected;
};

struct StepPlan {
  std::string id;  // "register", "prefill.licence"
  bool is_prefill = false;
  bool is_undo = false;  // Takes back what `step` did; its input is by name.
  const Step* step = nullptr;
  const Department* department = nullptr;
  const Service* service = nullptr;
  std::vector<std::size_t> waits_for;  // Indices of plans.
  std::size_t group = unresolved;      // Index into Definition::groups.
  std::optional<expr::Program> when;
  std::optional<expr::Program> for_each;
  std::optional<expr::Program> repeat;
  std::vector<InputField> input;
  bool reads_case = false;  // A formula of `input` does.
  std::vector<Kept> keep;
  RetryPolicy retry;
  bool is_of_states = false;  // It acts only where a state names it.

  // What is promised for it, by the step itself or by its service.
  const std::optional<Limit>& promised() const {
    return is_undo ? service->promised : model::promised_limit(*step, *service);
  }
};

struct GroupPlan {
  const Group* group = nullptr;
  std::vector<std::size_t> members;  // Indices of plans.
};

struct PromisePlan {
  std::optional<expr::Program> when;
  Term within;
};

// A change of the workflow's own states.
struct StateChange {
  const StateEvent* event = nullptr;
  std::optional<expr::Program> when;
  std::size_t to = 0;  // Index of Definition::states.
};

struct StatePlan {
  const LifeState* state = nullptr;
  std::vector<std::size_t> enter, steps, leave;  // Indices of plans.
  std::vector<StateChange> on;
};

struct Definition {
  const Project* project = nullptr;  // Outlives the definition.
  const Workflow* workflow = nullptr;
  const Calendar* calendar = nullptr;
  std::string hash;
  RetryPolicy retry;
  std::vector<StepPlan> plans;        // Prefills first, then steps.
  std::vector<StepPlan> undo_plans;   // "undo.STEP", where it has one.
  std::vector<PromisePlan> promises;  // The first that applies counts.
  std::vector<StatePlan> states;      // Empty: the standard lifecycle.
  std::vector<GroupPlan> groups;      // With a join; the others only name.
  std::unique_ptr<const model::FormRules> form_rules;
  std::optional<model::CompiledTemplate> outcome;
};

// Fails (invalid) when the workflow still has unresolved references or
// formulas; load/ has reported those with their places.
Result<Definition> compile(const Project& project, const Workflow& workflow,
                           const Calendar& calendar, std::string hash,
                           RetryPolicy retry = {});

// Where MigrateCase leads: its definition, and for whom the case acts, where it
// acts for a step of another one.
struct MigrationTarget {
  const Definition* definition = nullptr;
  const Service* acts_for = nullptr;
};

// Of a step, a prefill or what takes one back; null when there is none.
const StepPlan* find_plan(const Definition& definition, std::string_view step);

// The roots of every formula in steps, in the order of bindings.
enum Root : std::size_t {
  root_form,
  root_prefill,
  root_materials,
  root_steps,
  root_case,
  root_each,
  root_count
};
std::span<const std::string_view> root_names();

}  // namespace onething::engine
