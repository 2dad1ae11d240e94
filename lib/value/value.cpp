// SPDX-License-Identifier: Apache-2.0

#include "onething/value.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace onething {

namespace {

// Content by content. Reals are the same when they print the same: a NaN is
// itself, and zero differs from minus zero.
template <typename T>
bool same(const T& a, const T& b) {
  return a == b;
}

bool same(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool same(const Object& a, const Object& b) {
  if (a.size() != b.size()) return false;
  // Most objects that are compared were built in the same order.
  auto other = b.begin();
  for (const auto& [name, value] : a) {
    const Value* match = other->first == name ? &other->second : b.find(name);
    if (match == nullptr || !(*match == value)) return false;
    ++other;
  }
  return true;
}

bool same(const Map& a, const Map& b) {
  if (a.entries.size() != b.entries.size()) return false;
  return std::all_of(a.entries.begin(), a.entries.end(), [&](const auto& x) {
    return std::any_of(b.entries.begin(), b.entries.end(), [&](const auto& y) {
      return x.first == y.first && x.second == y.second;
    });
  });
}

bool same(const Optional& a, const Optional& b) {
  return a.content == b.content;
}

template <typename T>
bool same(const Shared<T>& a, const Shared<T>& b) {
  return a.is_same(b) || same(a.get(), b.get());
}

}  // namespace

Object::Object(std::initializer_list<Member> members) {
  members_.reserve(members.size());
  for (const Member& member : members) set(member.first, member.second);
}

const Value* Object::find(std::string_view name) const {
  for (const Member& member : members_)
    if (member.first == name) return &member.second;
  return nullptr;
}

Value* Object::find(std::string_view name) {
  for (Member& member : members_)
    if (member.first == name) return &member.second;
  return nullptr;
}

void Object::set(std::string_view name, Value value) {
  if (Value* old = find(name))
    *old = std::move(value);
  else
    members_.emplace_back(name, std::move(value));
}

void Object::append(std::string name, Value value) {
  members_.emplace_back(std::move(name), std::move(value));
}

void Object::erase(std::string_view name) {
  std::erase_if(members_,
                [&](const Member& member) { return member.first == name; });
}

const Value* Value::find(std::string_view name) const {
  const Object* members = object();
  return members == nullptr ? nullptr : members->find(name);
}

bool operator==(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  return std::visit(
      [&]<typename T>(const T& content) {
        return same(content, *std::get_if<T>(&b.content_));
      },
      a.content_);
}

}  // namespace onething
