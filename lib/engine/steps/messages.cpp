// SPDX-License-Identifier: Apache-2.0
//
// What departments tell us of their own accord: which run it is for, and what
// comes before anybody waits for it.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "engine/effects.h"
#include "engine/handlers.h"
#include "engine/life/defects.h"
#include "engine/people/tasks.h"
#include "engine/steps/outputs.h"
#include "engine/steps/steps.h"
#include "model/conform.h"
#include "model/type_facts.h"
#include "onething/id.h"

namespace onething::engine {

namespace {

std::string service_text(const StepPlan& plan) {
  return plan.department->id.text + "/" + plan.service->id.text;
}

bool takes(const StepPlan& plan, const std::string& service) {
  return plan.service->by == Performer::message &&
         service_text(plan) == service;
}

// A message in the types of its contract.
struct Told {
  std::string id;
  Value input;
  Value output;
  std::vector<CaseDefect> defects;
};

// What an id begins with where the sender numbers its messages: words without
// a number have ids half as long, and are never taken for one with it.
std::string number_of(const GiveMessage& message) {
  if (message.number.empty()) return {};
  return to_hex(sha256_of_fields(
             {"onething/message-number/1", message.service, message.number})) +
         ".";
}

// What is not correlated by belongs to what it brings, unknown names too.
Told read_message(const Service& service, const GiveMessage& message) {
  const std::string& name = message.service;
  const Value& data = message.data;
  Object input;
  Object output;
  if (const Object* members = data.object()) {
    for (const auto& [member, value] : *members) {
      const bool is_key = model::find_field(service.input, member) != nullptr;
      if (is_key) input.set(member, value);
      if (!is_key || model::find_field(service.output, member) != nullptr)
        output.set(member, value);
    }
  }
  model::Conformed key = model::conform_record(std::move(input), service.input);
  model::Conformed brought =
      model::conform_record(std::move(output), service.output);
  Told told;
  told.defects = to_case_defects(key.defects);
  for (CaseDefect& defect : to_case_defects(brought.defects))
    told.defects.push_back(std::move(defect));
  told.input = std::move(key.value);
  told.output = std::move(brought.value);
  if (told.defects.empty())
    told.id = number_of(message) +
              to_hex(sha256_of_fields({"onething/message/1", name,
                                       to_canonical(told.input),
                                       to_canonical(told.output)}));
  return told;
}

// Whether other words came before under the number of this message.
bool is_number_used(const std::vector<std::string>& seen,
                    const GiveMessage& message, const Told& told) {
  const std::string number = number_of(message);
  return !number.empty() &&
         std::any_of(seen.begin(), seen.end(), [&](const std::string& each) {
           return each.starts_with(number) && each != told.id;
         });
}

bool waits_for(const RunState& run, const Value& input) {
  const bool is_late = run.status == RunStatus::fallback && run.is_late;
  return (run.status == RunStatus::expecting || is_late) &&
         to_canonical(run.input) == to_canonical(input);
}

struct Receiver {
  const StepPlan* plan = nullptr;
  RunName run;
};

Receiver find_receiver(const Draft& draft, const std::string& service,
                       const Value& input) {
  for (const StepPlan& plan : draft.definition().plans) {
    if (!takes(plan, service)) continue;
    const StepState& step = draft.step(plan);
    for (std::size_t i = 0; i < step.runs.size(); ++i)
      if (waits_for(step.runs[i], input))
        return {&plan, {plan.id, static_cast<std::int64_t>(i)}};
  }
  return {};
}

std::optional<Rejection> keep(Draft& draft, const std::string& service,
                              Told told) {
  if (draft.state().messages.size() >= limits::messages_kept_max)
    return Rejection{{"engine.too_many_messages",
                      {{"max", std::to_string(limits::messages_kept_max)}}},
                     {}};
  draft.emit(MessageKept{std::move(told.id), service, std::move(told.input),
                         std::move(told.output), draft.actor()});
  return std::nullopt;
}

}  // namespace

std::string correlation_of(const std::string& service, const Value& input) {
  return to_hex(sha256_of_fields(
      {"onething/correlation/1", service, to_canonical(input)}));
}

std::optional<std::string> correlation_in(const Definition& definition,
                                          const GiveMessage& message) {
  for (const StepPlan& plan : definition.plans) {
    if (!takes(plan, message.service)) continue;
    const Told told = read_message(*plan.service, message);
    if (!told.defects.empty()) return std::nullopt;
    return correlation_of(message.service, told.input);
  }
  return std::nullopt;
}

bool has_seen(const Definition& definition, const CaseState& state,
              const GiveMessage& message) {
  const auto& seen = state.seen_messages;
  for (const StepPlan& plan : definition.plans)
    if (takes(plan, message.service))
      return std::find(seen.begin(), seen.end(),
                       read_message(*plan.service, message).id) != seen.end();
  return false;
}

void await_message(Draft& draft, const StepPlan& plan, const RunName& run,
                   Value input) {
  const std::int64_t generation = draft.step(plan).generation;
  draft.emit(MessageAwaited{
      run, generation,
      make_step_key(draft.state().id, plan.id, run.iteration, generation),
      plan.department->id.text, plan.service->id.text, std::move(input)});
  const std::string service = service_text(plan);
  const std::string key = to_canonical(draft.find_run(run)->input);
  const auto& kept = draft.state().messages;
  const auto found =
      std::find_if(kept.begin(), kept.end(), [&](const KeptMessage& each) {
        return each.service == service && to_canonical(each.input) == key;
      });
  if (found == kept.end()) return limit_run(draft, plan, run);
  CheckedOutput output = check_output(draft, plan, run, found->output);
  draft.emit(MessageTaken{run, std::string(found->id)});
  if (!output.failure.empty())
    return fail_run(draft, plan, run, output.failure);
  draft.emit(StepDone{run, std::move(output.value), draft.actor()});
  repeat_while_wanted(draft, plan, run);
}

std::optional<Rejection> on_message(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<GiveMessage>(&command.what);
  const auto& plans = draft.definition().plans;
  const auto plan = std::find_if(
      plans.begin(), plans.end(),
      [&](const StepPlan& each) { return takes(each, wish.service); });
  if (plan == plans.end())
    return Rejection{
        {"engine.message_not_expected", {{"service", wish.service}}}, {}};
  Told told = read_message(*plan->service, wish);
  if (!told.defects.empty())
    return Rejection{{"engine.message_has_defects", {}},
                     std::move(told.defects)};
  const auto& seen = draft.state().seen_messages;
  if (std::find(seen.begin(), seen.end(), told.id) != seen.end())
    return std::nullopt;
  if (is_number_used(seen, wish, told))
    return Rejection{{"engine.message_number_used", {{"number", wish.number}}},
                     {}};
  if (is_ending(draft.state())) return std::nullopt;
  const Receiver to = find_receiver(draft, wish.service, told.input);
  if (to.plan == nullptr) return keep(draft, wish.service, std::move(told));
  CheckedOutput output = check_output(draft, *to.plan, to.run, told.output);
  if (!output.failure.empty())
    return Rejection{{"engine.message_has_defects", {}},
                     std::move(output.defects)};
  close_tasks_of(draft, to.run);
  draft.emit(MessageTaken{to.run, std::move(told.id)});
  draft.emit(StepDone{to.run, std::move(output.value), draft.actor()});
  repeat_while_wanted(draft, *to.plan, to.run);
  go_on(draft);
  return std::nullopt;
}

}  // namespace onething::engine
