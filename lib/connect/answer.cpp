// SPDX-License-Identifier: Apache-2.0

#include "connect/answer.h"

#include "base/limits.h"

namespace onething {

std::size_t Connector::capacity() const { return limits::calls_in_flight_max; }

}  // namespace onething

namespace onething::connect {

Answer answer_to(const Call& call) {
  Answer answer;
  answer.key = call.key;
  answer.attempt = call.attempt;
  return answer;
}

Answer fail(const Call& call, CallFailure failure, Message detail) {
  Answer answer = answer_to(call);
  answer.failure = failure;
  answer.detail = std::move(detail);
  return answer;
}

std::optional<Value> parse_document(std::string_view text) {
  Result<Value> parsed = parse_json(text);
  if (!parsed || parsed.value().object() == nullptr) return std::nullopt;
  return std::move(parsed.value());
}

}  // namespace onething::connect
