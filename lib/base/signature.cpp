// SPDX-License-Identifier: Apache-2.0

#include "base/signature.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

#include "base/base64.h"

namespace onething {

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kSignatureBytes = 64;

// What stands before the key in DER: RFC 8410, sections 4 and 7.
constexpr std::string_view kSecretPrefix{
    "\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16};
constexpr std::string_view kOpenPrefix{
    "\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12};

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using Context = std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Key secret_key(std::string_view secret) {
  EVP_PKEY* key = nullptr;
  if (secret.size() == kKeyBytes)
    key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr,
                                       bytes_of(secret), secret.size());
  return {key, &EVP_PKEY_free};
}

std::string pem(std::string_view what, std::string_view der) {
  const std::string name(what);
  return "-----BEGIN " + name + "-----\n" + encode_base64(der) + "\n-----END " +
         name + "-----\n";
}

std::optional<std::string> parse_pem(std::string_view what,
                                     std::string_view prefix,
                                     std::string_view text) {
  const std::string begin = "-----BEGIN " + std::string(what) + "-----";
  const std::size_t at = text.find(begin);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t from = at + begin.size();
  const std::size_t to = text.find("-----END", from);
  if (to == std::string_view::npos) return std::nullopt;
  std::string letters;
  for (const char c : text.substr(from, to - from))
    if (c != '\n' && c != '\r' && c != ' ') letters += c;
  const std::optional<std::string> der = decode_base64(letters);
  if (!der || der->size() != prefix.size() + kKeyBytes ||
      !der->starts_with(prefix))
    return std::nullopt;
  return der->substr(prefix.size());
}

}  // namespace

std::optional<KeyPair> make_key_pair() {
  std::string secret(kKeyBytes, '\0');
  if (RAND_priv_bytes(reinterpret_cast<unsigned char*>(secret.data()),
                      static_cast<int>(secret.size())) != 1)
    return std::nullopt;
  return pair_of(secret);
}

std::optional<KeyPair> pair_of(std::string_view secret) {
  const Key key = secret_key(secret);
  std::string open(kKeyBytes, '\0');
  std::size_t size = open.size();
  if (!key ||
      EVP_PKEY_get_raw_public_key(
          key.get(), reinterpret_cast<unsigned char*>(open.data()), &size) != 1)
    return std::nullopt;
  return KeyPair{std::string(secret), std::move(open)};
}

std::string sign(std::string_view secret, std::string_view text) {
  const Key key = secret_key(secret);
  const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::string signature(kSignatureBytes, '\0');
  std::size_t size = signature.size();
  if (!key || !context ||
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) !=
          1 ||
      EVP_DigestSign(context.get(),
                     reinterpret_cast<unsigned char*>(signature.data()), &size,
                     bytes_of(text), text.size()) != 1)
    return {};
  return signature;
}

bool is_signed_by(std::string_view open_key, std::string_view text,
                  std::string_view signature) {
  if (open_key.size() != kKeyBytes || signature.size() != kSignatureBytes)
    return false;
  const Key key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(open_key),
                                  open_key.size()),
      &EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  return key && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr,
                              key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(),
                          bytes_of(text), text.size()) == 1;
}

std::string secret_key_pem(std::string_view secret) {
  return pem("PRIVATE KEY", std::string(kSecretPrefix) + std::string(secret));
}

std::string open_key_pem(std::string_view open_key) {
  return pem("PUBLIC KEY", std::string(kOpenPrefix) + std::string(open_key));
}

std::optional<std::string> parse_secret_key_pem(std::string_view text) {
  return parse_pem("PRIVATE KEY", kSecretPrefix, text);
}

std::optional<std::string> parse_open_key_pem(std::string_view text) {
  return parse_pem("PUBLIC KEY", kOpenPrefix, text);
}

}  // namespace onething
