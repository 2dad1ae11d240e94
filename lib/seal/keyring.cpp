// SPDX-License-Identifier: Apache-2.0

#include "seal/keyring.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/base64.h"
#include "onething/id.h"

namespace onething {

namespace {

constexpr std::size_t kKeysMax = 16;
constexpr std::size_t kNameLength = 12;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> from_hex(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    const int high = digit_of(text[i]);
    const int low = digit_of(text[i + 1]);
    if (high < 0 || low < 0) {
      wipe(bytes);
      return std::nullopt;
    }
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r";
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) + 1 - begin);
}

std::optional<Secret> read_key(std::string_view text) {
  std::optional<std::string> bytes =
      text.size() == 2 * Secret::size ? from_hex(text) : decode_base64(text);
  if (!bytes) return std::nullopt;
  std::optional<Secret> secret = Secret::from(*bytes);
  wipe(*bytes);
  return secret;
}

// Of a hash, so that it tells nothing of the key.
std::string name_of(const Secret& secret) {
  const std::string_view bytes(reinterpret_cast<const char*>(secret.data()),
                               Secret::size);
  return to_base32(sha256_of_fields({"onething/key-name/1", bytes}))
      .substr(0, kNameLength);
}

Error bad_key(std::string_view place, std::size_t line) {
  return {ErrorCode::unavailable,
          {"seal.bad_key",
           {{"place", std::string(place)}, {"line", std::to_string(line)}}}};
}

}  // namespace

const Keyring::Content::Key* Keyring::Content::find(
    std::string_view name) const {
  const auto found =
      std::find_if(keys.begin(), keys.end(),
                   [&](const Key& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

Keyring::Keyring() : content_(std::make_unique<Content>()) {}
Keyring::Keyring(Keyring&&) noexcept = default;
Keyring& Keyring::operator=(Keyring&&) noexcept = default;
Keyring::~Keyring() = default;

bool Keyring::empty() const { return content_->keys.empty(); }

std::vector<std::string> Keyring::names() const {
  std::vector<std::string> names;
  for (const Content::Key& key : content_->keys) names.push_back(key.name);
  return names;
}

Result<Keyring> Keyring::parse(std::string& text, std::string_view place) {
  Keyring ring;
  std::size_t line_number = 0;
  std::optional<Error> problem;
  std::string_view rest = text;
  while (!rest.empty() && !problem) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = trimmed(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view()
                                         : rest.substr(end + 1);
    ++line_number;
    if (line.empty() || line.front() == '#') continue;
    std::optional<Secret> secret = read_key(line);
    if (!secret || ring.content_->keys.size() == kKeysMax) {
      problem = bad_key(place, line_number);
      continue;
    }
    std::string name = name_of(*secret);
    if (ring.content_->find(name) == nullptr)
      ring.content_->keys.push_back({std::move(name), std::move(*secret)});
  }
  wipe(text);
  if (!problem && ring.empty()) problem = bad_key(place, 1);
  if (problem) return *problem;
  return ring;
}

}  // namespace onething
