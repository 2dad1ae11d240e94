// SPDX-License-Identifier: Apache-2.0
//
// Sealing bytes so that nobody without the key reads or changes them unseen.
//
// The algorithms are OpenSSL's, taken from the shared library when the first
// Cipher is made: whoever needs a certified module configures it as a provider
// there, and who seals nothing does not pay for loading it. Knows nothing of
// cases and of where keys come from.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "onething/id.h"

namespace onething {

enum class CipherSuite {
  aes_256_gcm,
  // SM4 in counter mode, then HMAC-SM3 over what is known and the ciphertext;
  // both keys are derived. OpenSSL 3.0 has no SM4-GCM.
  sm4_ctr_hmac_sm3,
};

// "aes-256-gcm", "sm4-ctr-hmac-sm3".
std::string_view suite_word(CipherSuite suite);
std::optional<CipherSuite> suite_of_word(std::string_view word);

struct CryptoLibrary;  // In cipher.cpp: the functions of libcrypto.

class Cipher {
 public:
  // Nothing when the library is missing or lacks an algorithm of the suite.
  // `file` is a parameter for tests.
  static std::optional<Cipher> load(CipherSuite suite,
                                    const char* file = "libcrypto.so.3");
  Cipher(Cipher&&) noexcept;
  Cipher& operator=(Cipher&&) noexcept;
  ~Cipher();

  CipherSuite suite() const { return suite_; }
  std::size_t nonce_size() const;

  // Nonce, ciphertext and tag in one. A nonce of nonce_size() bytes must never
  // come twice under one key. `known` is not stored, but opening needs the same
  // bytes. Nothing only when the library fails.
  std::optional<std::string> seal(const Secret& key, std::string_view nonce,
                                  std::string_view known,
                                  std::string_view plain) const;
  // Nothing when key or `known` are others or a bit of `sealed` was changed.
  std::optional<std::string> open(const Secret& key, std::string_view known,
                                  std::string_view sealed) const;

  // HMAC with the suite's hash: SHA-256 or SM3. Cannot be guessed backwards
  // without the key, however short the text is.
  Digest keyed_digest(const Secret& key, std::string_view text) const;
  // A key for one purpose.
  Secret derive(const Secret& key, std::string_view purpose) const;

  // One block under the suite's block cipher, for comparison with published
  // vectors; `key` is 32 bytes for AES and 16 for SM4, the block 16.
  std::optional<std::string> encrypt_block(std::string_view key,
                                           std::string_view block) const;

 private:
  Cipher(CipherSuite suite, std::unique_ptr<const CryptoLibrary> library);

  CipherSuite suite_;
  std::unique_ptr<const CryptoLibrary> library_;
};

}  // namespace onething
