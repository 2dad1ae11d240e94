// SPDX-License-Identifier: Apache-2.0

#include <type_traits>
#include <utility>

#include "engine/codec/archive.h"
#include "engine/codec/parts.h"
#include "engine/codec/stored_message.h"

namespace onething::engine {

namespace {

template <typename T>
bool read_part(const Value& value, T& part) {
  Reader reader(value);
  if (!reader.is_object()) return false;
  parts(reader, part);
  return reader.is_complete();
}

template <typename T>
bool read_item(const Value& value, T& item) {
  if constexpr (std::is_same_v<T, std::string> ||
                std::is_same_v<T, std::int64_t>) {
    const T* content = value.as<T>();
    if (content != nullptr) item = *content;
    return content != nullptr;
  } else {
    return read_part(value, item);
  }
}

}  // namespace

const Value* Reader::find(std::string_view name) {
  const Value* found = object_ == nullptr ? nullptr : object_->find(name);
  if (found != nullptr) ++read_;
  return found;
}

template <typename T>
const T* Reader::require(std::string_view name) {
  const Value* found = find(name);
  const T* content = found == nullptr ? nullptr : found->as<T>();
  if (content == nullptr) fail();
  return content;
}

template <typename T>
void Reader::read(std::string_view name, T& field) {
  if (const T* content = require<T>(name)) field = *content;
}

template <typename T>
void Reader::read_list(std::string_view name, std::vector<T>& field) {
  const List* items = require<List>(name);
  if (items == nullptr) return;
  field.clear();
  for (const Value& item : *items)
    if (!read_item(item, field.emplace_back())) fail();
}

void Reader::operator()(std::string_view name, std::string& field) {
  read(name, field);
}
void Reader::operator()(std::string_view name, bool& field) {
  read(name, field);
}
void Reader::operator()(std::string_view name, std::int64_t& field) {
  read(name, field);
}
void Reader::operator()(std::string_view name, std::uint64_t& field) {
  read(name, field);
}
void Reader::operator()(std::string_view name, Channel& field) {
  const std::string* word = require<std::string>(name);
  if (word == nullptr) return;
  const std::optional<Channel> channel = channel_of(*word);
  if (!channel) return fail();
  field = *channel;
}
void Reader::operator()(std::string_view name, Instant& field) {
  read(name, field);
}
void Reader::operator()(std::string_view name, Message& field) {
  const Value* found = find(name);
  if (found == nullptr) return;
  const Value* key = found->find("key");
  const Value* args = found->find("args");
  if (key == nullptr || key->text() == nullptr || args == nullptr)
    return fail();
  field = failure_message(*key->text(), *args);
}
void Reader::operator()(std::string_view name, Value& field) {
  if (const Value* found = find(name)) field = *found;
}
void Reader::operator()(std::string_view name, List& field) {
  read(name, field);
}
void Reader::operator()(std::string_view name, Actor& field) {
  const Value* found = find(name);
  if (found == nullptr || !read_part(*found, field)) fail();
}
void Reader::operator()(std::string_view name, RunName& field) {
  const Value* found = find(name);
  if (found == nullptr || !read_part(*found, field)) fail();
}
void Reader::operator()(std::string_view name,
                        std::vector<std::string>& field) {
  read_list(name, field);
}
void Reader::operator()(std::string_view name,
                        std::vector<std::int64_t>& field) {
  read_list(name, field);
}
void Reader::operator()(std::string_view name, std::vector<CaseDefect>& field) {
  read_list(name, field);
}
void Reader::operator()(std::string_view name, std::vector<SentField>& field) {
  read_list(name, field);
}
void Reader::operator()(std::string_view name, std::vector<SentGroup>& field) {
  read_list(name, field);
}
void Reader::operator()(std::string_view name, std::vector<RunName>& field) {
  read_list(name, field);
}
void Reader::operator()(std::string_view name, std::vector<Renamed>& field) {
  read_list(name, field);
}

}  // namespace onething::engine
