// SPDX-License-Identifier: Apache-2.0

#include "engine/codec/stored_message.h"

namespace onething::engine {

// Nesting is bounded by json_depth_max, which the stored text had to pass.
Message failure_message(const std::string& key, const Value& details) {
  Message message{find_message_key(key), {}};
  if (message.empty()) return Message{"engine.failed", {{"key", key}}};
  const Object* args = details.object();
  if (args == nullptr) return message;
  for (const auto& [name, value] : *args) {
    if (const std::string* text = value.text()) {
      message.args.emplace_back(name, *text);
    } else if (const Value* nested = value.find("key")) {
      const Value* inner = value.find("args");
      message.args.emplace_back(
          name, failure_message(nested->text() ? *nested->text() : "",
                                inner ? *inner : Value()));
    }
  }
  return message;
}

Value failure_details(const Message& message) {
  Object details;
  for (const Arg& arg : message.args) {
    if (arg.nested.empty()) {
      details.set(arg.name, arg.value);
      continue;
    }
    const Message& inner = arg.nested.front();
    details.set(arg.name, Object{{"key", std::string(inner.key)},
                                 {"args", failure_details(inner)}});
  }
  return details;
}

}  // namespace onething::engine
