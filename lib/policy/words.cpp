// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <iterator>

#include "onething/policy.h"

namespace onething {

namespace {

// One of an enum: its value, its word, the message that names it.
template <typename Enum>
struct Word {
  Enum value;
  std::string_view word;
  std::string_view message;
};

constexpr Word<Channel> kChannels[] = {
#define ONETHING_CHANNEL(name, message) {Channel::name, #name, message},
#define ONETHING_ROLE(name, word, message)
#define ONETHING_ACT(name, word, message)
#define ONETHING_CONDITION(name, message)
#include "policy/words.def"
};

constexpr Word<Role> kRoles[] = {
#define ONETHING_CHANNEL(name, message)
#define ONETHING_ROLE(name, word, message) {Role::name, word, message},
#define ONETHING_ACT(name, word, message)
#define ONETHING_CONDITION(name, message)
#include "policy/words.def"
};

constexpr Word<Act> kActs[] = {
#define ONETHING_CHANNEL(name, message)
#define ONETHING_ROLE(name, word, message)
#define ONETHING_ACT(name, word, message) {Act::name, word, message},
#define ONETHING_CONDITION(name, message)
#include "policy/words.def"
};

constexpr Word<Condition> kConditions[] = {
#define ONETHING_CHANNEL(name, message)
#define ONETHING_ROLE(name, word, message)
#define ONETHING_ACT(name, word, message)
#define ONETHING_CONDITION(name, message) {Condition::name, #name, message},
#include "policy/words.def"
};

// Every value is there, in the order of its enum.
template <typename Enum, std::size_t kSize>
constexpr bool is_whole(const Word<Enum> (&words)[kSize], Enum last) {
  for (std::size_t i = 0; i < kSize; ++i)
    if (static_cast<std::size_t>(words[i].value) != i) return false;
  return kSize == static_cast<std::size_t>(last) + 1;
}
static_assert(is_whole(kChannels, Channel::system));
static_assert(is_whole(kRoles, Role::system));
static_assert(is_whole(kActs, Act::figures));
static_assert(is_whole(kConditions, Condition::own_service));

template <typename Enum, std::size_t kSize>
const Word<Enum>& find(const Word<Enum> (&words)[kSize], Enum value) {
  return words[static_cast<std::size_t>(value)];
}

template <typename Enum, std::size_t kSize>
std::optional<Enum> read(const Word<Enum> (&words)[kSize],
                         std::string_view word) {
  for (const Word<Enum>& each : words)
    if (each.word == word) return each.value;
  return std::nullopt;
}

template <typename Enum, std::size_t kSize>
constexpr std::array<Enum, kSize> values_of(const Word<Enum> (&words)[kSize]) {
  std::array<Enum, kSize> values{};
  for (std::size_t i = 0; i < kSize; ++i) values[i] = words[i].value;
  return values;
}

constexpr auto kAllChannels = values_of(kChannels);
constexpr auto kAllRoles = values_of(kRoles);
constexpr auto kAllActs = values_of(kActs);

}  // namespace

std::span<const Channel> all_channels() { return kAllChannels; }
std::span<const Role> all_roles() { return kAllRoles; }
std::span<const Act> all_acts() { return kAllActs; }

std::string_view channel_word(Channel value) {
  return find(kChannels, value).word;
}
std::string_view word_of(Role value) { return find(kRoles, value).word; }
std::string_view word_of(Act value) { return find(kActs, value).word; }

std::optional<Channel> channel_of(std::string_view word) {
  return read(kChannels, word);
}
std::optional<Role> role_of(std::string_view word) {
  return read(kRoles, word);
}
std::optional<Act> act_of(std::string_view word) { return read(kActs, word); }

Message name_of(Channel value) { return {find(kChannels, value).message, {}}; }
Message name_of(Role value) { return {find(kRoles, value).message, {}}; }
Message name_of(Act value) { return {find(kActs, value).message, {}}; }
Message name_of(Condition value) {
  return {find(kConditions, value).message, {}};
}

}  // namespace onething
