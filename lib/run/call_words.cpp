// SPDX-License-Identifier: Apache-2.0

#include "run/call_words.h"

#include <utility>

namespace onething::run {

Call to_call(const OpenCase& open, const engine::OwedCall& owed) {
  engine::CallText text = engine::call_text(*open.definition, open.state, owed);
  Call call;
  call.case_id = open.id.text;
  call.key = owed.key;
  call.attempt = owed.attempt;
  call.epoch = open.epoch;
  call.service = std::move(text.service);
  call.method = std::move(text.method);
  call.path = std::move(text.path);
  call.body = std::move(text.body);
  call.about = std::move(text.about);
  call.name = std::move(text.name);
  return call;
}

AnswerCall to_command(const Answer& answer, const RunName& run, bool is_query) {
  AnswerCall command;
  command.run = run;
  command.key = answer.key;
  command.attempt = answer.attempt;
  command.document = answer.document;
  if (is_query && !answer.document && answer.failure == CallFailure::absent)
    command.document = Object{{"unknown", Object{}}};
  command.failure = answer.detail;
  // "Busy" is an answer about this very key: asking again is what it asks for.
  command.may_have_acted = answer.failure == CallFailure::unknown ||
                           answer.failure == CallFailure::malformed;
  command.try_again = answer.failure != CallFailure::rejected &&
                      answer.failure != CallFailure::absent &&
                      answer.failure != CallFailure::key_conflict;
  if (answer.retry_after)
    command.retry_after = Duration{answer.retry_after->count(), 0};
  return command;
}

AnswerCall never_made(const engine::OwedCall& owed) {
  AnswerCall command;
  command.run = owed.run;
  command.key = owed.key;
  command.attempt = owed.attempt;
  command.failure = {"run.never_made", {}};
  return command;
}

}  // namespace onething::run
