// SPDX-License-Identifier: Apache-2.0

#include <type_traits>
#include <utility>

#include "engine/codec/archive.h"
#include "engine/codec/parts.h"
#include "engine/codec/stored_message.h"

namespace onething::engine {

namespace {

template <typename T>
List list_of(const std::vector<T>& items) {
  List list;
  list.reserve(items.size());
  for (const T& item : items) {
    if constexpr (std::is_constructible_v<Value, const T&>) {
      list.push_back(Value(item));
    } else {
      Writer writer;
      parts(writer, item);
      list.push_back(writer.take());
    }
  }
  return list;
}

template <typename T>
Value object_of(const T& part) {
  Writer writer;
  parts(writer, part);
  return writer.take();
}

}  // namespace

void Writer::operator()(std::string_view name, const std::string& field) {
  object_.set(name, field);
}
void Writer::operator()(std::string_view name, bool field) {
  object_.set(name, field);
}
void Writer::operator()(std::string_view name, std::int64_t field) {
  object_.set(name, field);
}
void Writer::operator()(std::string_view name, std::uint64_t field) {
  object_.set(name, field);
}
void Writer::operator()(std::string_view name, Channel field) {
  object_.set(name, channel_word(field));
}
void Writer::operator()(std::string_view name, Instant field) {
  object_.set(name, field);
}
void Writer::operator()(std::string_view name, const Message& field) {
  if (field.empty()) return;
  object_.set(name, Object{{"key", std::string(field.key)},
                           {"args", failure_details(field)}});
}
void Writer::operator()(std::string_view name, const Value& field) {
  if (!field.is_null()) object_.set(name, field);
}
void Writer::operator()(std::string_view name, const List& field) {
  object_.set(name, field);
}
void Writer::operator()(std::string_view name, const Actor& field) {
  object_.set(name, object_of(field));
}
void Writer::operator()(std::string_view name, const RunName& field) {
  object_.set(name, object_of(field));
}
void Writer::operator()(std::string_view name,
                        const std::vector<std::string>& field) {
  object_.set(name, list_of(field));
}
void Writer::operator()(std::string_view name,
                        const std::vector<std::int64_t>& field) {
  object_.set(name, list_of(field));
}
void Writer::operator()(std::string_view name,
                        const std::vector<CaseDefect>& field) {
  object_.set(name, list_of(field));
}
void Writer::operator()(std::string_view name,
                        const std::vector<SentField>& field) {
  object_.set(name, list_of(field));
}
void Writer::operator()(std::string_view name,
                        const std::vector<RunName>& field) {
  object_.set(name, list_of(field));
}
void Writer::operator()(std::string_view name,
                        const std::vector<Renamed>& field) {
  object_.set(name, list_of(field));
}

}  // namespace onething::engine
