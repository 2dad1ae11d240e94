// SPDX-License-Identifier: Apache-2.0

#include "stub/read_ask.h"

#include <charconv>

#include "base/limits.h"
#include "onething/id.h"

namespace onething::stub {

void read_identity(const HttpRequest& request, CallRecord& record) {
  record.case_id = request.header("onething-case");
  const std::string key = request.header("idempotency-key");
  const bool is_quoted = key.size() > 2 && key.front() == '"' &&
                         key.find('"', 1) == key.size() - 1;
  if (is_quoted && key.size() - 2 <= limits::id_bytes_max)
    record.key = key.substr(1, key.size() - 2);
  const std::string attempt = request.header("onething-attempt");
  std::from_chars(attempt.data(), attempt.data() + attempt.size(),
                  record.attempt);
  // Without a body the address is what was asked.
  record.digest =
      to_hex(sha256(request.body.empty() ? request.path + "?" + request.query
                                         : request.body));
}

Result<Value> read_input(const HttpRequest& request, const Object& parameters) {
  Value input = Object{};
  if (!request.body.empty()) {
    OT_TRY(input, parse_json(request.body));
    if (input.object() == nullptr)
      return Error{ErrorCode::invalid, {"stub.body_no_object", {}}};
  }
  for (const auto& [name, value] : parameters)
    if (input.find(name) == nullptr) input.object()->set(name, value);
  return input;
}

std::string dotted(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& part : path) text += (text.empty() ? "" : ".") + part;
  return text;
}

Value refusal_document(const Service& service, const std::string& reason,
                       Language language) {
  Object refusal{{"reason", reason}, {"basis", service.basis}};
  refusal.set("remedies", List{render({"stub.remedy", {}}, language)});
  return Object{{"refused", std::move(refusal)}};
}

}  // namespace onething::stub
