// SPDX-License-Identifier: Apache-2.0

#include "engine/people/permission.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "base/assert.h"
#include "engine/people/agents.h"
#include "model/offices.h"

namespace onething::engine {

namespace {

void add_once(std::vector<std::string>& all, const std::string& department) {
  if (department.empty()) return;
  if (std::find(all.begin(), all.end(), department) == all.end())
    all.push_back(department);
}

Owner owner_of(const Workflow& workflow, const Office& office) {
  return {
      office.department.empty() ? workflow.lead.text : office.department.text,
      office.role};
}

onething::Act act_of(const EndTask& wish) {
  switch (wish.how) {
    case EndTask::How::complete:
      return onething::Act::complete;
    case EndTask::How::give_back:
      return onething::Act::give_back;
    case EndTask::How::refuse:
      return onething::Act::refuse;
    case EndTask::How::fail:
      return onething::Act::fail;
    case EndTask::How::retry:
      return onething::Act::retry;
    case EndTask::How::skip:
      return onething::Act::skip;
  }
  OT_ASSERT(false);
}

// The act that a command is, and whose the thing is that it acts on. Without an
// owner where one is needed there is no such thing.
struct Question {
  onething::Act act;
  std::vector<Owner> owners;
  bool is_nothing = false;
};

class Asking {
 public:
  Asking(const Definition& definition, const CaseState& state)
      : definition_(definition), state_(state) {}

  Question operator()(const SubmitCase&) const {
    return {onething::Act::submit, {}};
  }
  Question operator()(const AdvanceCase&) const {
    return {onething::Act::advance, {}};
  }
  Question operator()(const InterruptCall&) const {
    return {onething::Act::advance, {}};
  }
  Question operator()(const SupplementCase&) const {
    return {onething::Act::supplement, {}};
  }
  Question operator()(const WithdrawCase&) const {
    return {onething::Act::withdraw, {}};
  }
  Question operator()(const DeclineCase&) const {
    return {onething::Act::decline, {}};
  }
  Question operator()(const ExtendCase&) const {
    return {onething::Act::extend, {}};
  }
  Question operator()(const StartSpecial&) const {
    return {onething::Act::special, {}};
  }
  Question operator()(const EndSpecial&) const {
    return {onething::Act::special, {}};
  }
  Question operator()(const SuspendCase&) const {
    return {onething::Act::suspend, {}};
  }
  Question operator()(const ContinueCase&) const {
    return {onething::Act::go_on, {}};
  }
  Question operator()(const TerminateCase&) const {
    return {onething::Act::terminate, {}};
  }
  Question operator()(const DeliverCase&) const {
    return {onething::Act::deliver, {}};
  }
  Question operator()(const RevokeCase&) const {
    return {onething::Act::revoke, {}};
  }
  Question operator()(const CallForStep&) const {
    return {onething::Act::call_for, {}};
  }
  Question operator()(const AddNote&) const {
    return {onething::Act::note, {}};
  }
  Question operator()(const AttachFile&) const {
    return {onething::Act::attach, {}};
  }

  Question operator()(const ClaimTask& wish) const {
    return of_task(onething::Act::claim, wish.task);
  }
  Question operator()(const EndTask& wish) const {
    return of_task(act_of(wish), wish.task);
  }
  Question operator()(const ReleaseTask& wish) const {
    return of_task(onething::Act::release, wish.task);
  }
  Question operator()(const HandOverTask& wish) const {
    return of_task(onething::Act::hand_over, wish.task);
  }
  Question operator()(const DelegateTask& wish) const {
    return of_task(onething::Act::delegate, wish.task);
  }

  // One of those that the event names, or anybody of the lead department.
  Question operator()(const FireEvent& wish) const {
    Question question{onething::Act::fire, {}};
    const Workflow& workflow = *definition_.workflow;
    for (const LifeState& place : workflow.states)
      for (const StateEvent& event : place.on)
        if (place.id.text == state_.place && event.id.text == wish.event)
          for (const Office& office : event.who)
            question.owners.push_back(owner_of(workflow, office));
    if (question.owners.empty())
      question.owners.push_back({workflow.lead.text, ""});
    return question;
  }

  Question operator()(const MigrateCase&) const {
    return {onething::Act::migrate, {}};
  }
  Question operator()(const RepairCase&) const {
    return {onething::Act::repair, {}};
  }
  Question operator()(const GiveMessage& wish) const {
    return {onething::Act::message,
            {{wish.service.substr(0, wish.service.find('/')), ""}}};
  }

  // The department that the call went to.
  Question operator()(const AnswerCall& wish) const {
    for (const StepState& step : state_.step_states)
      for (const RunState& run : step.runs)
        if (!run.key.empty() && run.key == wish.key)
          return {onething::Act::answer, {{run.department, ""}}};
    return {onething::Act::answer, {}, true};
  }

 private:
  Question of_task(onething::Act act, const std::string& id) const {
    const TaskState* task = state_.find_task(id);
    if (task == nullptr) return {act, {}, true};
    return {act, {{task->department, task->role}}};
  }

  const Definition& definition_;
  const CaseState& state_;
};

}  // namespace

Subject subject_of(const Definition& definition, const CaseState& state) {
  const Workflow& workflow = *definition.workflow;
  Subject subject;
  subject.applicant = state.submitted_by;
  if (state.agent) subject.agent = state.agent->id;
  subject.lead = workflow.lead.text;
  add_once(subject.departments, workflow.lead.text);
  add_once(subject.departments, workflow.fallback_department.text);
  for (const Office* office : model::offices(workflow))
    add_once(subject.departments, office->department.text);
  for (const StepPlan& plan : definition.plans)
    if (plan.department != nullptr)
      add_once(subject.departments, plan.department->id.text);
  return subject;
}

std::optional<Rejection> refuse_by_policy(const Definition& definition,
                                          const CaseState& state,
                                          const Command& command, Instant now) {
  Question question = std::visit(Asking(definition, state), command.what);
  if (command.actor.standing && !question.is_nothing) {
    Subject subject = subject_of(definition, state);
    subject.owners = std::move(question.owners);
    if (std::optional<Message> why =
            why_not(command.actor, question.act, subject))
      return Rejection{std::move(*why), {}};
  }
  return refuse_agent(definition, state, command, question.act, now);
}

}  // namespace onething::engine
