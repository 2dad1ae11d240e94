// SPDX-License-Identifier: Apache-2.0

#include "onething/message.h"

#include <algorithm>
#include <array>

#include "base/assert.h"

namespace onething {

namespace {

struct Sentence {
  std::string_view key;
  std::string_view zh;
  std::string_view en;
};

#define ONETHING_TEXT(key, zh, en) Sentence{key, zh, en},
constexpr Sentence kSentences[] = {
#include "i18n/messages/all.def"
};
#undef ONETHING_TEXT

constexpr std::size_t kCount = std::size(kSentences);

// Sorted at compile time, so that a start of the program pays nothing.
constexpr auto kByKey = [] {
  std::array<Sentence, kCount> sorted{};
  std::copy(std::begin(kSentences), std::end(kSentences), sorted.begin());
  std::sort(sorted.begin(), sorted.end(),
            [](const Sentence& a, const Sentence& b) { return a.key < b.key; });
  return sorted;
}();

constexpr bool keys_are_unique() {
  for (std::size_t i = 1; i < kCount; ++i)
    if (kByKey[i - 1].key == kByKey[i].key) return false;
  return true;
}
static_assert(keys_are_unique(), "two sentences have the same key");

const Sentence* find_sentence(std::string_view key) {
  const auto* found = std::lower_bound(
      kByKey.begin(), kByKey.end(), key,
      [](const Sentence& s, std::string_view k) { return s.key < k; });
  return found != kByKey.end() && found->key == key ? found : nullptr;
}

const Arg* find_arg(const Message& message, std::string_view name) {
  for (const Arg& arg : message.args)
    if (arg.name == name) return &arg;
  return nullptr;
}

// "file|files": the first for one of them, the second otherwise.
std::string_view choose_number(std::string_view words, const Arg& arg) {
  const std::size_t bar = words.find('|');
  OT_ASSERT(bar != std::string_view::npos);
  return arg.value == "1" ? words.substr(0, bar) : words.substr(bar + 1);
}

std::string text_of(const Arg& arg, Language language) {
  return arg.nested.empty() ? arg.value : render(arg.nested.front(), language);
}

}  // namespace

Arg::Arg(std::string_view name_, std::string value_)
    : name(name_), value(std::move(value_)) {}

Arg::Arg(std::string_view name_, Message nested_) : name(name_) {
  nested.push_back(std::move(nested_));
}

std::string render(const Message& message, Language language) {
  if (message.empty()) return {};
  const Sentence* sentence = find_sentence(message.key);
  OT_ASSERT(sentence != nullptr);
  std::string_view rest =
      language == Language::zh ? sentence->zh : sentence->en;
  std::string out;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    out += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    rest.remove_prefix(open);
    const std::size_t close = rest.find('}');
    const std::string_view inside =
        close == std::string_view::npos ? "" : rest.substr(1, close - 1);
    const std::size_t bar = inside.find('|');
    const Arg* arg = find_arg(message, inside.substr(0, bar));
    if (arg == nullptr) {
      out += '{';
      rest.remove_prefix(1);
      continue;
    }
    if (bar == std::string_view::npos)
      out += text_of(*arg, language);
    else
      out += choose_number(inside.substr(bar + 1), *arg);
    rest.remove_prefix(close + 1);
  }
  return out;
}

bool is_known_message(std::string_view key) {
  return find_sentence(key) != nullptr;
}

std::string_view find_message_key(std::string_view key) {
  const Sentence* sentence = find_sentence(key);
  return sentence == nullptr ? std::string_view() : sentence->key;
}

std::vector<std::string_view> all_message_keys() {
  std::vector<std::string_view> keys;
  keys.reserve(kCount);
  for (const Sentence& sentence : kSentences) keys.push_back(sentence.key);
  return keys;
}

Language language_of(std::string_view locale) {
  return locale.starts_with("zh") ? Language::zh : Language::en;
}

}  // namespace onething
