// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "engine/codec/stored_message.h"
#include "engine/handlers.h"
#include "engine/life/defects.h"
#include "engine/people/tasks.h"
#include "engine/steps/outputs.h"
#include "engine/steps/queries.h"
#include "engine/steps/retry.h"
#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

bool is_about_question(const RunState& run, const AnswerCall& answer) {
  return run.status == RunStatus::querying && answer.key == query_key(run.key);
}

// What nobody can use tells a person nothing new.
bool says_something(const AnswerCall& answer) {
  if (!answer.document) return false;
  for (const char* word : {"done", "returned", "refused"})
    if (answer.document->find(word) != nullptr) return true;
  return false;
}

// Whether the run still waits for this answer. A document of an earlier attempt
// is as good as one of the latest, because the department honours the key; an
// earlier failure is known already.
bool is_awaited(const RunState* run, const AnswerCall& answer) {
  if (run == nullptr) return false;
  if (is_about_question(*run, answer)) return answer.attempt == run->queries;
  if (run->key != answer.key) return false;
  if (answer.attempt < 1 || answer.attempt > run->attempt) return false;
  if (run->status == RunStatus::calling || run->status == RunStatus::with_case)
    return answer.document || answer.attempt == run->attempt;
  // The fallback team has been asked because it was late; it may still come.
  if (run->status == RunStatus::fallback)
    return (run->is_late || run->may_have_acted) &&
           run->refusal_reason.empty() && says_something(answer);
  // That it answers later was known. What came instead of an answer is as good
  // as none: nothing else says that the answer will not come any more.
  if (run->status == RunStatus::pending && !answer.document)
    return answer.attempt == run->attempt;
  const bool is_open = run->status == RunStatus::pending ||
                       run->status == RunStatus::querying ||
                       run->status == RunStatus::retrying;
  return is_open && answer.document &&
         answer.document->find("pending") == nullptr;
}

std::string text_of(const Value& value, std::string_view name) {
  const Value* member = value.find(name);
  if (member == nullptr || member->is_null()) return {};
  return member->text() != nullptr ? *member->text() : to_json(*member);
}

std::vector<std::string> remedies_of(const Value& refusal) {
  std::vector<std::string> remedies;
  const Value* listed = refusal.find("remedies");
  if (listed == nullptr) return remedies;
  if (listed->text() != nullptr) return {*listed->text()};
  if (listed->list() == nullptr) return remedies;
  for (const Value& remedy : *listed->list())
    remedies.push_back(remedy.text() != nullptr ? *remedy.text()
                                                : to_json(remedy));
  return remedies;
}

// Nobody is asked to correct what is taken back, and it ends nothing.
Message not_taken_back(const Value& document) {
  const Value* refused = document.find("refused");
  if (refused == nullptr) return {"engine.undo_returned", {}};
  return {"engine.undo_refused", {{"reason", text_of(*refused, "reason")}}};
}

// An answer that cannot be used: trying again would bring the same.
void reject_answer(Draft& draft, const StepPlan& plan, const AnswerCall& answer,
                   Message why) {
  CallTrouble trouble;
  trouble.attempt = answer.attempt;
  trouble.may_have_acted = true;
  trouble.try_again = false;
  trouble.why = std::move(why);
  if (is_ending(draft.state()) && !plan.is_undo)
    return call_failed(draft, plan, answer.run, trouble);
  fail_run(draft, plan, answer.run, trouble.why);
}

// A refusal says why, on what basis, and what can be done about it; the basis
// may be that of the service.
void take_refusal(Draft& draft, const StepPlan& plan, const AnswerCall& answer,
                  const Value& refusal) {
  std::string basis = text_of(refusal, "basis");
  if (basis.empty()) basis = plan.service->basis;
  StepRefused refused{answer.run,
                      text_of(refusal, "reason"),
                      std::move(basis),
                      remedies_of(refusal),
                      ends_the_case(draft, plan, answer.run),
                      draft.actor()};
  if (!refused.reason.empty() && !refused.basis.empty() &&
      !refused.remedies.empty())
    return draft.emit(std::move(refused));
  draft.emit(RefusalReceived{answer.run, std::move(refused.reason),
                             std::move(refused.basis),
                             std::move(refused.remedies)});
  if (!is_ending(draft.state())) open_refusal_task(draft, plan, answer.run);
}

// It has the call and answers later; where the contract knows nothing of that,
// the same call asks again.
void take_pending(Draft& draft, const StepPlan& plan,
                  const AnswerCall& answer) {
  const Contract& contract = plan.service->call;
  if (contract.answers_later || contract.query)
    return call_is_pending(draft, plan, answer.run, Pending::later,
                           answer.retry_after);
  CallTrouble trouble;
  trouble.attempt = answer.attempt;
  trouble.why = {"engine.answers_later", {}};
  trouble.retry_after = answer.retry_after;
  call_failed(draft, plan, answer.run, trouble);
}

// What a document of a department comes to.
struct Reading {
  Message unusable;  // Why nobody can use it; empty when somebody can.
  Value output;      // Typed, of what was done.
};

Reading read_document(const Draft& draft, const StepPlan& plan,
                      const AnswerCall& answer) {
  const Value& document = *answer.document;
  const Value* done = document.find("done");
  const Value* returned = document.find("returned");
  const Value* refused = document.find("refused");
  const Value* pending = document.find("pending");
  const int endings = (done != nullptr) + (returned != nullptr) +
                      (refused != nullptr) + (pending != nullptr);
  if (endings != 1) return {{"engine.answer_unknown", {}}, {}};
  if (pending != nullptr) return {};
  if (done != nullptr) {
    CheckedOutput output = check_output(
        draft, plan, answer.run, done->is_null() ? Value(Object{}) : *done);
    return {std::move(output.failure), std::move(output.value)};
  }
  if (plan.is_undo) return {not_taken_back(document), {}};
  if (refused != nullptr) return {};
  const List* listed = returned->list();
  if (listed == nullptr || listed->empty())
    return {{"engine.returned_without_defects", {}}, {}};
  return {};
}

void take_document(Draft& draft, const StepPlan& plan,
                   const AnswerCall& answer) {
  Reading reading = read_document(draft, plan, answer);
  if (!reading.unusable.empty())
    return reject_answer(draft, plan, answer, std::move(reading.unusable));
  const Value& document = *answer.document;
  if (document.find("pending") != nullptr)
    return take_pending(draft, plan, answer);
  if (document.find("done") != nullptr) {
    draft.emit(StepDone{answer.run, std::move(reading.output), draft.actor()});
    return repeat_while_wanted(draft, plan, answer.run);
  }
  if (const Value* refused = document.find("refused"))
    return take_refusal(draft, plan, answer, *refused);
  take_return(draft, plan, answer.run,
              read_defects(*document.find("returned")->list(),
                           *draft.definition().workflow));
}

// Whether the fallback team has the step for the very reason that this answer
// would be another time: whoever is at work on it is not to be disturbed.
bool is_known_to_be_unusable(const Draft& draft, const AnswerCall& answer) {
  const RunState& run = *draft.find_run(answer.run);
  if (run.status != RunStatus::fallback || !answer.document) return false;
  const Message why =
      read_document(draft, *draft.find_plan(answer.run.step), answer).unusable;
  return !why.empty() && run.failure == why.key &&
         run.details == failure_details(why);
}

// A call that was cancelled had been made all the same. What was done there is
// kept with the case, so that it can be taken back; else it changes nothing.
void take_late_document(Draft& draft, const AnswerCall& answer) {
  const RunState* run = draft.find_run(answer.run);
  if (run == nullptr || run->status != RunStatus::cancelled ||
      run->key != answer.key || !run->output.is_null() || !answer.document)
    return;
  const Value* done = answer.document->find("done");
  if (done == nullptr) return;
  const StepPlan& plan = *draft.find_plan(answer.run.step);
  CheckedOutput output = check_output(draft, plan, answer.run, *done);
  if (output.failure.empty())
    draft.emit(LateAnswerTaken{answer.run, std::move(output.value)});
}

// What a department says when it is asked about a call.
void take_reply(Draft& draft, const StepPlan& plan, AnswerCall reply) {
  const RunState& run = *draft.find_run(reply.run);
  reply.key = run.key;
  reply.attempt = run.attempt;
  if (!reply.document)
    return query_failed(draft, plan, reply.run,
                        reply.failure.empty() ? Message{"engine.no_answer", {}}
                                              : reply.failure);
  if (reply.document->find("unknown") == nullptr) {
    close_tasks_of(draft, reply.run);
    return take_document(draft, plan, reply);
  }
  // It never came: the same call is made again, under the same key.
  CallTrouble trouble;
  trouble.attempt = run.attempt;
  trouble.why = {"engine.never_received", {}};
  call_failed(draft, plan, reply.run, trouble);
}

// A department that calls back knows the key, not the step.
std::optional<RunName> run_of_key(const CaseState& state,
                                  const std::string& key) {
  for (const StepState& step : state.step_states)
    for (std::size_t i = 0; i < step.runs.size(); ++i)
      if (!key.empty() && step.runs[i].key == key)
        return RunName{step.id, static_cast<std::int64_t>(i)};
  return std::nullopt;
}

void take_answer(Draft& draft, const AnswerCall& answer) {
  const StepPlan& plan = *draft.find_plan(answer.run.step);
  if (is_about_question(*draft.find_run(answer.run), answer))
    return take_reply(draft, plan, answer);
  if (answer.document) {
    close_tasks_of(draft, answer.run);
    return take_document(draft, plan, answer);
  }
  CallTrouble trouble;
  trouble.attempt = answer.attempt;
  trouble.may_have_acted = answer.may_have_acted;
  trouble.try_again = answer.try_again;
  trouble.why =
      answer.failure.empty() ? Message{"engine.no_answer", {}} : answer.failure;
  trouble.retry_after = answer.retry_after;
  call_failed(draft, plan, answer.run, trouble);
}

}  // namespace

std::optional<Rejection> on_answer(Draft& draft, const Command& command) {
  AnswerCall answer = *std::get_if<AnswerCall>(&command.what);
  if (answer.run.step.empty() && !answer.key.empty()) {
    const std::optional<RunName> run = run_of_key(draft.state(), answer.key);
    if (!run)
      return Rejection{{"engine.unknown_key", {{"key", answer.key}}}, {}};
    answer.run = *run;
  }
  if (!is_awaited(draft.find_run(answer.run), answer)) {
    take_late_document(draft, answer);
    return std::nullopt;
  }
  if (is_known_to_be_unusable(draft, answer)) return std::nullopt;
  take_answer(draft, answer);
  go_on(draft);
  return std::nullopt;
}

}  // namespace onething::engine
