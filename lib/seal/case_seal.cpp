// SPDX-License-Identifier: Apache-2.0

#include "seal/case_seal.h"

#include <array>
#include <optional>
#include <span>
#include <utility>

namespace onething::seal {

namespace {

Error no_chance() { return {ErrorCode::unavailable, {"seal.no_chance", {}}}; }

Error library_failed() {
  return {ErrorCode::unavailable, {"seal.library_failed", {}}};
}

// Unambiguous, as each part is preceded by its length.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) {
    text += std::to_string(part.size());
    text += ':';
    text += part;
  }
  return text;
}

std::string key_place(std::string_view id) {
  return joined({"onething/wrapped-key/1", id});
}

Result<std::string> seal_bytes(const Cipher& cipher, Randomness& randomness,
                               const Secret& key, std::string_view known,
                               std::string_view plain) {
  std::array<std::uint8_t, 16> bytes{};
  const std::span<std::uint8_t> nonce(bytes.data(), cipher.nonce_size());
  if (!randomness.fill(nonce)) return no_chance();
  std::optional<std::string> sealed =
      cipher.seal(key,
                  std::string_view(reinterpret_cast<const char*>(nonce.data()),
                                   nonce.size()),
                  known, plain);
  if (!sealed) return library_failed();
  return std::move(*sealed);
}

}  // namespace

CaseSeal::CaseSeal(const Cipher& cipher, Randomness& randomness, std::string id,
                   Secret key)
    : cipher_(&cipher),
      randomness_(&randomness),
      id_(std::move(id)),
      key_(std::move(key)),
      values_(cipher.derive(key_, "values")),
      digests_(cipher.derive(key_, "digests")) {}

std::string CaseSeal::known(const Place& place) const {
  return joined({"onething/sealed/1", id_, place.record,
                 std::to_string(place.version), place.member,
                 std::string_view(&place.shape, 1)});
}

Result<std::string> CaseSeal::seal(const Place& place,
                                   std::string_view plain) const {
  return seal_bytes(*cipher_, *randomness_, values_, known(place), plain);
}

Result<std::string> CaseSeal::open(const Place& place,
                                   std::string_view sealed) const {
  std::optional<std::string> plain =
      cipher_->open(values_, known(place), sealed);
  if (!plain)
    return Error{ErrorCode::corrupt,
                 {"seal.changed",
                  {{"case", id_},
                   {"record", std::string(place.record)},
                   {"member", std::string(place.member)}}}};
  return std::move(*plain);
}

std::string CaseSeal::digest(std::string_view text) const {
  return to_base32(cipher_->keyed_digest(digests_, text));
}

Result<std::string> wrap_key(const Cipher& cipher, Randomness& randomness,
                             const Secret& master, std::string_view id,
                             const Secret& key) {
  const std::string_view plain(reinterpret_cast<const char*>(key.data()),
                               Secret::size);
  return seal_bytes(cipher, randomness, cipher.derive(master, "keys"),
                    key_place(id), plain);
}

Result<Secret> unwrap_key(const Cipher& cipher, const Secret& master,
                          std::string_view id, std::string_view wrapped) {
  std::optional<std::string> plain =
      cipher.open(cipher.derive(master, "keys"), key_place(id), wrapped);
  std::optional<Secret> key;
  if (plain) {
    key = Secret::from(*plain);
    wipe(*plain);
  }
  if (!key)
    return Error{ErrorCode::corrupt,
                 {"seal.key_changed", {{"id", std::string(id)}}}};
  return std::move(*key);
}

Result<Secret> draw_key(Randomness& randomness) {
  Secret key;
  if (!randomness.fill({key.data(), Secret::size})) return no_chance();
  return key;
}

}  // namespace onething::seal
