// SPDX-License-Identifier: Apache-2.0

#include "connect/file_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connect/answer.h"
#include "onething/id.h"

namespace onething::connect {

namespace {

std::string quoted(const std::string& text) { return to_json(Value(text)); }

Answer unfit(const ExchangeName& name, std::string_view key,
             std::string_view file) {
  Answer answer;
  answer.key = name.key;
  answer.failure = CallFailure::malformed;
  answer.detail = {key, {{"file", std::string(file)}}};
  return answer;
}

bool is_ending(std::string_view word, bool is_question) {
  constexpr auto words = std::to_array<std::string_view>(
      {"done", "returned", "refused", "pending"});
  return std::find(words.begin(), words.end(), word) != words.end() ||
         (is_question && word == "unknown");
}

}  // namespace

std::string request_text(const Call& call) {
  const bool is_question = !call.about.empty();
  std::string text = "{\"case\":" + quoted(call.case_id);
  if (!is_question)
    text += ",\"digest\":\"sha-256=" + to_hex(sha256(call.body)) +
            "\",\"input\":" + call.body;
  text += ",\"key\":" + quoted(is_question ? call.about : call.key);
  if (is_question) text += ",\"question\":true";
  return text + ",\"service\":" + quoted(call.service) + "}\n";
}

AnswerText read_answer_text(const ExchangeName& name, std::string_view file,
                            std::string_view bytes) {
  Result<Value> parsed = parse_json(bytes);
  if (!parsed || parsed.value().object() == nullptr)
    return {unfit(name, "connect.file_not_json", file), true};
  Object document;
  bool has_key = false;
  for (const auto& [member, value] : *parsed.value().object()) {
    if (member == "key") {
      has_key = value.text() != nullptr && *value.text() == name.key;
      if (!has_key) return {unfit(name, "connect.file_other_key", file), false};
    } else if (is_ending(member, name.is_question)) {
      document.set(member, value);
    } else {
      return {unfit(name, "connect.file_not_agreed", file), false};
    }
  }
  if (!has_key) return {unfit(name, "connect.file_other_key", file), false};
  if (document.size() != 1)
    return {unfit(name, "connect.file_not_agreed", file), false};
  AnswerText text;
  text.answer.key = name.key;
  text.answer.document = Value(std::move(document));
  return text;
}

}  // namespace onething::connect
