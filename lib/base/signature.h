// SPDX-License-Identifier: Apache-2.0
//
// Ed25519 signatures (RFC 8032) and their keys as PEM text (RFC 8410), as
// `openssl pkey` reads and writes them.
//
// Only for signing what is published, such as audit checkpoints. Nothing here
// encrypts, and which key to trust is the caller's question.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onething {

// 32 bytes each, not text.
struct KeyPair {
  std::string secret;
  std::string open;
};

// Nothing when the system has no randomness to give.
std::optional<KeyPair> make_key_pair();
// The pair of a secret key; nothing when it is none.
std::optional<KeyPair> pair_of(std::string_view secret);

// 64 bytes; empty when `secret` is no key.
std::string sign(std::string_view secret, std::string_view text);
bool is_signed_by(std::string_view open_key, std::string_view text,
                  std::string_view signature);

std::string secret_key_pem(std::string_view secret);
std::string open_key_pem(std::string_view open_key);
// The 32 bytes again; nothing when it is another kind of key or text.
std::optional<std::string> parse_secret_key_pem(std::string_view pem);
std::optional<std::string> parse_open_key_pem(std::string_view pem);

}  // namespace onething
