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
  void operator()(std::string_view name, const std::vector<RunName>& field);
  void operator()(std::string_view name, const std::vector<Renamed>& field);
  // As a list of SentGroup.
  void in_groups(std::string_view name, const std::vector<SentField>& sent);
  template <typename T>
  void operator()(std::string_view name, const std::optional<T>& field) {
    if (field) put(name, Value(*field));
  }

  // The canonical form of all that was written.
  std::string take();

 private:
  struct Member {
    std::string_view name;
    std::size_t begin;  // In text_; a comma stands between two.
  };

  // Begins a member; its text follows.
  std::string& begin(std::string_view name);
  void put(std::string_view name, const Value& value);
  template <typename T>
  void put_list(std::string_view name, const std::vector<T>& items);
  void print(const std::string& item);
  void print(std::int64_t item);
  template <typename T>
  void print(const T& part);
  // Ends an object whose members are those from first_ on.
  void end_object();

  // Printed at once and in place: nothing is copied where the fields are listed
  // in the order of their names, as those of frequent events are.
  std::string text_ = "{";
  std::vector<Member> members_;  // Of objects that have not ended.
  std::size_t first_ = 0;        // Of the innermost one.
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
