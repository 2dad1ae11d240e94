// SPDX-License-Identifier: Apache-2.0
//
// Writer and Reader: one field of an event into an object and back. Empty
// optionals and nulls are left out. A Reader is strict: what is missing, of
// another kind or left over makes the whole event unreadable.
//
// Not a general serialiser; it knows exactly the kinds of fields that events
// have.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/event.h"

namespace onething::engine {

// Fields of one call that have all but their names in common.
struct SentGroup {
  std::vector<std::string> fields;
  std::vector<std::string> from;
  std::string purpose;
  std::string basis;
  std::string sensitivity;
};

class Writer {
 public:
  template <typename T>
  using Ref = const T&;

  void operator()(std::string_view name, const std::string& field);
  void operator()(std::string_view name, bool field);
  void operator()(std::string_view name, std::int64_t field);
  void operator()(std::string_view name, std::uint64_t field);
  void operator()(std::string_view name, Channel field);
  void operator()(std::string_view name, Instant field);
  void operator()(std::string_view name, const Message& field);
  void operator()(std::string_view name, const Value& field);
  void operator()(std::string_view name, const List& field);
  void operator()(std::string_view name, const Actor& field);
  void operator()(std::string_view name, const RunName& field);
  void operator()(std::string_view name, const std::vector<std::string>& field);
  void operator()(std::string_view name,
                  const std::vector<std::int64_t>& field);
  void operator()(std::string_view name, const std::vector<CaseDefect>& field);
  void operator()(std::string_view name, const std::vector<SentField>& field);
  void operator()(std::string_view name, const std::vector<SentGroup>& field);
  void operator()(std::string_view name, const std::vector<RunName>& field);
  void operator()(std::string_view name, const std::vector<Renamed>& field);
  template <typename T>
  void operator()(std::string_view name, const std::optional<T>& field) {
    if (field) put(name, Value(*field));
  }

  // The canonical form of all that was written.
  std::string take();

 private:
  struct Member {
    std::string_view name;
    std::size_t begin;  // In text_, to where the next one begins.
  };

  // Begins a member; its text follows.
  std::string& begin(std::string_view name);
  void put(std::string_view name, const Value& value);
  template <typename T>
  void put_list(std::string_view name, const std::vector<T>& items);
  template <typename T>
  void put_part(std::string_view name, const T& part);

  // Printed at once: no values are copied only to be printed.
  std::string text_;
  std::vector<Member> members_;
};

class Reader {
 public:
  template <typename T>
  using Ref = T&;

  explicit Reader(const Value& value) : object_(value.object()) {
    if (object_ == nullptr) fail();
  }

  void operator()(std::string_view name, std::string& field);
  void operator()(std::string_view name, bool& field);
  void operator()(std::string_view name, std::int64_t& field);
  void operator()(std::string_view name, std::uint64_t& field);
  void operator()(std::string_view name, Channel& field);
  void operator()(std::string_view name, Instant& field);
  void operator()(std::string_view name, Message& field);
  void operator()(std::string_view name, Value& field);
  void operator()(std::string_view name, List& field);
  void operator()(std::string_view name, Actor& field);
  void operator()(std::string_view name, RunName& field);
  void operator()(std::string_view name, std::vector<std::string>& field);
  void operator()(std::string_view name, std::vector<std::int64_t>& field);
  void operator()(std::string_view name, std::vector<CaseDefect>& field);
  void operator()(std::string_view name, std::vector<SentField>& field);
  void operator()(std::string_view name, std::vector<SentGroup>& field);
  void operator()(std::string_view name, std::vector<RunName>& field);
  void operator()(std::string_view name, std::vector<Renamed>& field);
  template <typename T>
  void operator()(std::string_view name, std::optional<T>& field) {
    const Value* found = find(name);
    if (found == nullptr) return;
    if (const T* content = found->as<T>())
      field = *content;
    else
      fail();
  }

  bool is_object() const { return object_ != nullptr; }

  // All that was asked for was there, and nothing else.
  bool is_complete() const { return !failed_ && read_ == object_->size(); }

 private:
  const Value* find(std::string_view name);
  // The member, which must be there and hold a T; null when not.
  template <typename T>
  const T* require(std::string_view name);
  template <typename T>
  void read(std::string_view name, T& field);
  template <typename T>
  void read_list(std::string_view name, std::vector<T>& field);
  void fail() { failed_ = true; }

  const Object* object_;
  std::size_t read_ = 0;
  bool failed_ = false;
};

}  // namespace onething::engine
