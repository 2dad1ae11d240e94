// SPDX-License-Identifier: Apache-2.0

#include "connect/http_answer.h"

#include <algorithm>

#include "base/limits.h"
#include "connect/answer.h"

namespace onething::connect {

namespace {

CallFailure meaning_of(long status) {
  if (status == 409 || status == 429) return CallFailure::busy;
  if (status == 404 || status == 410) return CallFailure::absent;
  if (status == 422) return CallFailure::key_conflict;
  // 408: the department gave up reading; how far it got is not known.
  if (status == 408 || status >= 500) return CallFailure::unknown;
  if (status >= 400) return CallFailure::rejected;
  return CallFailure::malformed;
}

std::string_view sentence_for(CallFailure failure, long status) {
  switch (failure) {
    case CallFailure::busy:
      return "connect.busy";
    case CallFailure::key_conflict:
      return "connect.key_conflict";
    case CallFailure::unknown:
      return "connect.server_error";
    case CallFailure::rejected:
    case CallFailure::absent:
      return "connect.rejected";
    case CallFailure::unreachable:
    case CallFailure::malformed:
      break;
  }
  return status >= 300 && status < 400 ? "connect.redirect"
                                       : "connect.odd_status";
}

std::vector<Arg> about(const Call& call, long status) {
  return {{"service", call.service}, {"status", std::to_string(status)}};
}

// It has the call. What it may say of when is not ours to read.
Answer taken(const Call& call, const HttpResponse& response) {
  Answer answer = answer_to(call);
  std::optional<Value> document = parse_document(response.body);
  answer.document = document && document->find("pending") != nullptr
                        ? std::move(document)
                        : Value(Object{{"pending", Object{}}});
  if (response.retry_after.count() > 0)
    answer.retry_after =
        std::min(response.retry_after, limits::retry_after_max);
  return answer;
}

}  // namespace

Answer read_response(const Call& call, const HttpResponse& response) {
  if (response.status == 200 || response.status == 201) {
    std::optional<Value> document = parse_document(response.body);
    if (!document)
      return fail(call, CallFailure::malformed,
                  {"connect.not_json", about(call, response.status)});
    Answer answer = answer_to(call);
    answer.document = std::move(document);
    return answer;
  }
  if (response.status == 202) return taken(call, response);
  const CallFailure failure = meaning_of(response.status);
  Answer answer = fail(
      call, failure,
      {sentence_for(failure, response.status), about(call, response.status)});
  if (response.retry_after.count() > 0)
    answer.retry_after =
        std::min(response.retry_after, limits::retry_after_max);
  return answer;
}

}  // namespace onething::connect
