// SPDX-License-Identifier: Apache-2.0

#include "run/children.h"

#include <string>
#include <utility>
#include <vector>

#include "run/commit_rows.h"

namespace onething::run {

namespace {

// Names of the contract only: the outcome may say more than this step asks.
Value fitted(const engine::Definition& parent, const std::string& step,
             const Value& outcome) {
  Object out;
  for (const engine::StepPlan& plan : parent.plans) {
    if (plan.id != step) continue;
    for (const Field& field : plan.service->output)
      if (const Value* value = outcome.find(field.id.text))
        out.set(field.id.text, *value);
  }
  return out;
}

AnswerCall answer_to(const engine::OwedChild& child) {
  AnswerCall answer;
  answer.run = child.run;
  answer.key = child.key;
  answer.try_again = false;
  return answer;
}

}  // namespace

Result<Acted> open_child(CaseDesk& desk, const OpenCase& parent,
                         const engine::OwedChild& child) {
  OT_TRY(
      const engine::Definition* definition,
      desk.definitions().put_called(parent.state.definition, child.workflow));
  SubmitCase submit;
  submit.submission_key = child.submission_key;
  submit.input_digest = to_hex(sha256_of_fields(
      {to_canonical(child.form), to_canonical(Value(Object{}))}));
  submit.form = child.form;
  submit.materials = Object{};
  submit.seed = parent.state.seed;
  submit.parent =
      ParentRun{parent.id.text, child.run.step, child.run.iteration};
  return desk.open(CaseId{child.case_id}, *definition,
                   {std::move(submit), {"system", "", Channel::system}, false});
}

AnswerCall answer_of(const engine::Definition& parent,
                     const engine::OwedChild& child,
                     const engine::CaseState& ended) {
  AnswerCall answer = answer_to(child);
  const std::string word(engine::status_word(ended.status));
  if (word == "granted" || word == "delivered") {
    answer.document =
        Object{{"done", fitted(parent, child.run.step, ended.outcome)}};
    return answer;
  }
  if (word == "denied" || word == "refused") {
    List remedies;
    for (const std::string& remedy : ended.remedies) remedies.push_back(remedy);
    answer.document = Object{{"refused", Object{{"reason", ended.reason},
                                                {"basis", ended.basis},
                                                {"remedies", remedies}}}};
    return answer;
  }
  answer.failure = {"run.child_ended", {{"case", child.case_id}}};
  return answer;
}

AnswerCall not_opened(const engine::OwedChild& child, Message why) {
  AnswerCall answer = answer_to(child);
  answer.failure = {"run.child_not_opened", {{"problem", std::move(why)}}};
  return answer;
}

}  // namespace onething::run
