// SPDX-License-Identifier: Apache-2.0

#include "scenario/acts.h"

#include <utility>

namespace onething::scenario {

namespace {

using Kind = ScenarioAct::Kind;
using What = decltype(Command::what);

constexpr std::uint64_t kSeed = 7;

// Of a step, or of a kind of the case's own; null: none.
const engine::TaskState* open_task(const engine::CaseState& state,
                                   const std::string& of) {
  for (const engine::TaskState& task : state.tasks)
    if (task.open &&
        (task.run.step.empty() ? task.kind == of : task.run.step == of))
      return &task;
  return nullptr;
}

std::string text_of(const Value* value) {
  if (value == nullptr || value->is_null()) return {};
  if (value->text() != nullptr) return *value->text();
  return to_json(*value);
}

std::string member(const Value& of, std::string_view name) {
  return text_of(of.find(name));
}

std::optional<Date> day(const Value& of, std::string_view name) {
  return parse_date(member(of, name));
}

Value object_or_empty(const Value& value) {
  return value.object() == nullptr ? Value(Object{}) : value;
}

std::vector<CaseDefect> defects_of(const Value* given) {
  std::vector<CaseDefect> defects;
  if (given == nullptr) return defects;
  const List one = {*given};
  for (const Value& item : given->list() != nullptr ? *given->list() : one)
    defects.push_back(item.object() == nullptr
                          ? CaseDefect{"", "", text_of(&item), {}}
                          : CaseDefect{member(item, "field"),
                                       member(item, "title"),
                                       member(item, "problem"),
                                       {}});
  return defects;
}

void add_refusal(EndTask& wish, const Value* given) {
  if (given == nullptr) return;
  if (given->object() == nullptr) {
    const std::string text = text_of(given);
    if (!text.empty()) wish.reason = text;
    return;
  }
  if (const std::string reason = member(*given, "reason"); !reason.empty())
    wish.reason = reason;
  wish.basis = member(*given, "basis");
  const Value* remedies = given->find("remedies");
  if (remedies == nullptr) return;
  const List one = {*remedies};
  for (const Value& item :
       remedies->list() != nullptr ? *remedies->list() : one)
    wish.remedies.push_back(text_of(&item));
}

std::variant<What, Message> task_command(const ScenarioAct& act,
                                         const std::string& reason,
                                         const engine::CaseState& state) {
  const engine::TaskState* task = open_task(state, act.subject.text);
  if (task == nullptr)
    return Message{"scenario.no_task", {{"step", act.subject.text}}};
  switch (act.kind) {
    case Kind::complete: {
      EndTask wish = ending(task->id, EndTask::How::complete, reason);
      wish.output = object_or_empty(act.with);
      return wish;
    }
    case Kind::give_back: {
      EndTask wish = ending(task->id, EndTask::How::give_back, reason);
      wish.defects = defects_of(&act.with);
      return wish;
    }
    case Kind::refuse: {
      EndTask wish = ending(task->id, EndTask::How::refuse, reason);
      add_refusal(wish, &act.with);
      return wish;
    }
    case Kind::retry:
      return ending(task->id, EndTask::How::retry, reason);
    default:
      return ending(task->id, EndTask::How::skip, reason);
  }
}

// Decisions about the case as a whole.
What order(const ScenarioAct& act, const std::string& reason) {
  const Value& with = act.with;
  const std::string basis = member(with, "basis");
  switch (act.kind) {
    case Kind::decline:
      return DeclineCase{reason, member(with, "instead")};
    case Kind::extend:
      return ExtendCase{reason, member(with, "approver"),
                        day(with, "notified_on")};
    case Kind::special:
      return StartSpecial{member(with, "name"), reason,
                          member(with, "approver"), day(with, "notified_on"),
                          day(with, "until")};
    case Kind::special_end:
      return EndSpecial{member(with, "result")};
    case Kind::suspend:
      return SuspendCase{reason, basis};
    case Kind::go_on:
      return ContinueCase{reason};
    case Kind::terminate:
      return TerminateCase{reason, basis};
    case Kind::deliver:
      return DeliverCase{member(with, "how"), member(with, "to")};
    default:
      break;
  }
  EndTask refusal;
  add_refusal(refusal, &with);
  return RevokeCase{reason, basis, refusal.remedies};
}

}  // namespace

SubmitCase submission_of(const Scenario& scenario) {
  return {scenario.id.text,
          scenario.id.text,
          scenario.form,
          scenario.materials,
          kSeed,
          {},
          scenario.agent};
}

std::string reason_of(const Scenario& scenario) {
  const std::string& title = scenario.title.in(Language::zh);
  return title.empty() ? scenario.id.text : title;
}

EndTask ending(const std::string& task, EndTask::How how, std::string reason) {
  EndTask wish;
  wish.task = task;
  wish.how = how;
  wish.reason = std::move(reason);
  return wish;
}

EndTask end_of(const std::string& task, const Value& document,
               std::string reason) {
  if (const Value* done = document.find("done")) {
    EndTask wish = ending(task, EndTask::How::complete, std::move(reason));
    wish.output = *done;
    return wish;
  }
  if (const Value* returned = document.find("returned")) {
    EndTask wish = ending(task, EndTask::How::give_back, std::move(reason));
    wish.defects = defects_of(returned);
    return wish;
  }
  EndTask wish = ending(task, EndTask::How::refuse, std::move(reason));
  add_refusal(wish, document.find("refused"));
  return wish;
}

Message refusal_text(const Rejection& rejection) {
  Message text = {"scenario.refused", {{"why", rejection.message}}};
  for (const CaseDefect& defect : rejection.defects) {
    const std::string& name =
        defect.title.empty() ? defect.field : defect.title;
    Message one = defect.problem.empty()
                      ? Message{"scenario.defect",
                                {{"field", name}, {"problem", defect.message}}}
                      : Message{"scenario.defect",
                                {{"field", name}, {"problem", defect.problem}}};
    text = {"scenario.and",
            {{"first", std::move(text)}, {"next", std::move(one)}}};
  }
  return text;
}

std::variant<What, Message> command_of(const ScenarioAct& act,
                                       const Scenario& scenario,
                                       const engine::CaseState& state) {
  const std::string reason =
      act.reason.empty() ? reason_of(scenario) : act.reason;
  switch (act.kind) {
    case Kind::submit:
      return submission_of(scenario);
    case Kind::supplement:
      return SupplementCase{object_or_empty(act.with),
                            object_or_empty(act.materials)};
    case Kind::withdraw:
      return WithdrawCase{reason};
    case Kind::event:
      return FireEvent{act.subject.text, reason};
    case Kind::call:
      return CallForStep{act.subject.text, reason};
    case Kind::message:
      // Each is a message of its own, also where the words are the same.
      return GiveMessage{act.subject.text, object_or_empty(act.with),
                         std::to_string(&act - scenario.when.data())};
    case Kind::complete:
    case Kind::give_back:
    case Kind::refuse:
    case Kind::retry:
    case Kind::skip: {
      return task_command(act, reason, state);
    }
    default:
      return order(act, reason);
  }
}

}  // namespace onething::scenario
