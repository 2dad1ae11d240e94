// SPDX-License-Identifier: Apache-2.0

#include "batch/stored_defects.h"

#include "engine/codec/stored_message.h"
#include "onething/batch_input.h"

namespace onething {

namespace {

Value stored(const Message& message) {
  if (message.empty()) return {};
  return Object{{"key", std::string(message.key)},
                {"args", engine::failure_details(message)}};
}

std::string text_at(const Value& value, std::string_view name) {
  const Value* member = value.find(name);
  const std::string* text = member == nullptr ? nullptr : member->text();
  return text == nullptr ? std::string() : *text;
}

Message message_at(const Value& value, std::string_view name) {
  const Value* member = value.find(name);
  if (member == nullptr || member->is_null()) return {};
  const Value* args = member->find("args");
  return engine::failure_message(text_at(*member, "key"),
                                 args == nullptr ? Value() : *args);
}

}  // namespace

std::string batch::stored_defects(std::span<const RowDefect> defects) {
  List list;
  for (const RowDefect& defect : defects)
    list.push_back(Object{{"column", defect.column},
                          {"field", defect.field},
                          {"title", stored(defect.title)},
                          {"problem", stored(defect.problem)}});
  return to_canonical(list);
}

std::vector<RowDefect> defects_of(const BatchLine& line) {
  std::vector<RowDefect> defects;
  const Result<Value> value = parse_canonical(line.reason);
  const List* list = value ? value.value().list() : nullptr;
  if (list == nullptr) return defects;
  for (const Value& each : *list)
    defects.push_back({text_at(each, "column"), text_at(each, "field"),
                       message_at(each, "title"), message_at(each, "problem")});
  return defects;
}

}  // namespace onething
