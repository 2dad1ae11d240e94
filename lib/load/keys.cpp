// SPDX-License-Identifier: Apache-2.0

#include "load/keys.h"

#include <algorithm>
#include <array>
#include <utility>

#include "onething/text.h"

namespace onething::load {

namespace {

// Where to point when a key is missing: the first key, so that the excerpt is
// one line.
Span head_of(const yaml::Node& node) {
  return node.entries.empty() ? node.span : node.entries.front().key.span;
}

// Words of the schema are never empty, and one byte tells most of them apart.
bool is_among(std::span<const std::string_view> words, std::string_view key) {
  return std::any_of(words.begin(), words.end(), [key](std::string_view word) {
    return word.size() == key.size() && word[0] == key[0] && word == key;
  });
}

// What was probably meant, and all that can be said here.
Message propose_key(const std::string& key,
                    std::span<const std::string_view> allowed) {
  const std::vector<std::string_view> words(allowed.begin(), allowed.end());
  const std::vector<std::string> guesses = did_you_mean(key, words);
  if (guesses.empty()) return propose(key, words);
  return {"load.help_guess_allowed",
          {{"guess", joined(guesses)}, {"allowed", joined(words)}}};
}

}  // namespace

bool expect_mapping(Reading& reading, const yaml::Node& node, Message what) {
  if (node.is_mapping()) return true;
  if (reading.is_lost(node)) return false;
  reading.report(codes::wrong_kind, node.span,
                 {"load.not_mapping",
                  {{"what", std::move(what)}, {"found", kind_of(node)}}},
                 {"load.expected_mapping", {}});
  return false;
}

Keys::Keys(Reading& reading, const yaml::Node& node, Message what,
           std::span<const std::string_view> allowed)
    : reading_(reading), node_(node), what_(std::move(what)) {
  if (!node.is_mapping()) {
    expect_mapping(reading, node, what_);
    return;
  }
  for (const yaml::Entry& entry : node.entries) {
    const std::string& key = entry.key.text;
    if (is_among(allowed, key)) continue;
    reading.report(codes::unknown_key, entry.key.span,
                   {"load.unknown_key", {{"key", key}, {"what", what_}}},
                   {"load.expected_key", {}}, propose_key(key, allowed));
  }
}

const yaml::Node* Keys::find(std::string_view key) const {
  return node_.is_mapping() ? node_.find(key) : nullptr;
}

const yaml::Node* Keys::require(std::string_view key) const {
  const yaml::Node* value = find(key);
  if (value == nullptr && node_.is_mapping() && !reading_.damaged)
    reading_.report(
        codes::missing_key, head_of(node_),
        {"load.missing_key", {{"key", std::string(key)}, {"what", what_}}},
        {"load.expected_missing", {{"key", std::string(key)}}});
  return value;
}

Spelled Keys::text(std::string_view key) const {
  const yaml::Node* value = find(key);
  return value == nullptr ? Spelled{} : read_text(reading_, *value, key);
}

Title Keys::title() const {
  const yaml::Node* value = find("title");
  return value == nullptr ? Title{} : read_title(reading_, *value);
}

bool Keys::flag(std::string_view key) const {
  const yaml::Node* value = find(key);
  return value != nullptr && read_flag(reading_, *value, key);
}

std::optional<std::int64_t> Keys::count(std::string_view key) const {
  const yaml::Node* value = find(key);
  if (value == nullptr) return std::nullopt;
  return read_count(reading_, *value, key);
}

std::optional<Limit> Keys::limit(std::string_view key) const {
  const yaml::Node* value = find(key);
  if (value == nullptr) return std::nullopt;
  return read_limit(reading_, *value, key);
}

std::vector<Spelled> Keys::ids(std::string_view key) const {
  const yaml::Node* value = find(key);
  if (value == nullptr) return {};
  return read_ids(reading_, *value, key);
}

std::size_t Keys::word(std::string_view key,
                       std::span<const std::string_view> words,
                       std::size_t fallback) const {
  const yaml::Node* value = find(key);
  if (value == nullptr) return fallback;
  return read_word(reading_, *value, key, words).value_or(fallback);
}

const yaml::Node* Keys::mapping(std::string_view key) const {
  const yaml::Node* value = find(key);
  if (value == nullptr || value->is_mapping()) return value;
  const Message what = {"load.what_key", {{"key", std::string(key)}}};
  return expect_mapping(reading_, *value, what) ? value : nullptr;
}

Title read_title(Reading& reading, const yaml::Node& node) {
  if (!node.is_mapping()) {
    std::string text = read_text(reading, node, "title").text;
    return {text, std::move(text)};
  }
  constexpr auto allowed = std::to_array<std::string_view>({"zh", "en"});
  const Keys keys(reading, node, {"load.what_title", {}}, allowed);
  return {keys.text("zh").text, keys.text("en").text};
}

}  // namespace onething::load
