// SPDX-License-Identifier: Apache-2.0

#include "base/cipher.h"

#include <dlfcn.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/assert.h"
#include "base/shared_library.h"

namespace onething {

struct CryptoLibrary {
  decltype(&EVP_CIPHER_CTX_new) new_context = nullptr;
  decltype(&EVP_CIPHER_CTX_free) free_context = nullptr;
  decltype(&EVP_CIPHER_CTX_set_padding) set_padding = nullptr;
  decltype(&EVP_CIPHER_CTX_ctrl) control = nullptr;
  decltype(&EVP_EncryptInit_ex) encrypt_init = nullptr;
  decltype(&EVP_EncryptUpdate) encrypt_update = nullptr;
  decltype(&EVP_EncryptFinal_ex) encrypt_final = nullptr;
  decltype(&EVP_DecryptInit_ex) decrypt_init = nullptr;
  decltype(&EVP_DecryptUpdate) decrypt_update = nullptr;
  decltype(&EVP_DecryptFinal_ex) decrypt_final = nullptr;
  decltype(&EVP_aes_256_gcm) aes_256_gcm = nullptr;
  decltype(&EVP_aes_256_ecb) aes_256_ecb = nullptr;
  decltype(&EVP_sm4_ctr) sm4_ctr = nullptr;
  decltype(&EVP_sm4_ecb) sm4_ecb = nullptr;
  decltype(&EVP_sha256) sha256 = nullptr;
  decltype(&EVP_sm3) sm3 = nullptr;
  decltype(&HMAC) hmac = nullptr;
  decltype(&CRYPTO_memcmp) compare = nullptr;
};

namespace {

constexpr std::size_t kBlock = 16;
constexpr std::size_t kGcmNonce = 12;
constexpr std::size_t kGcmTag = 16;
constexpr std::size_t kMacTag = 32;

bool find_all(void* from, CryptoLibrary& to) {
  return find_function(from, "EVP_CIPHER_CTX_new", to.new_context) &&
         find_function(from, "EVP_CIPHER_CTX_free", to.free_context) &&
         find_function(from, "EVP_CIPHER_CTX_set_padding", to.set_padding) &&
         find_function(from, "EVP_CIPHER_CTX_ctrl", to.control) &&
         find_function(from, "EVP_EncryptInit_ex", to.encrypt_init) &&
         find_function(from, "EVP_EncryptUpdate", to.encrypt_update) &&
         find_function(from, "EVP_EncryptFinal_ex", to.encrypt_final) &&
         find_function(from, "EVP_DecryptInit_ex", to.decrypt_init) &&
         find_function(from, "EVP_DecryptUpdate", to.decrypt_update) &&
         find_function(from, "EVP_DecryptFinal_ex", to.decrypt_final) &&
         find_function(from, "EVP_aes_256_gcm", to.aes_256_gcm) &&
         find_function(from, "EVP_aes_256_ecb", to.aes_256_ecb) &&
         find_function(from, "EVP_sm4_ctr", to.sm4_ctr) &&
         find_function(from, "EVP_sm4_ecb", to.sm4_ecb) &&
         find_function(from, "EVP_sha256", to.sha256) &&
         find_function(from, "EVP_sm3", to.sm3) &&
         find_function(from, "HMAC", to.hmac) &&
         find_function(from, "CRYPTO_memcmp", to.compare);
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

int length_of(std::string_view text) {
  OT_ASSERT(text.size() < (std::size_t{1} << 30));
  return static_cast<int>(text.size());
}

void add_length(std::string& to, std::size_t length) {
  for (int shift = 56; shift >= 0; shift -= 8)
    to += static_cast<char>(length >> shift & 0xff);
}

// One use of an OpenSSL context.
class Context {
 public:
  explicit Context(const CryptoLibrary& library)
      : library_(library), context_(library.new_context()) {}
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { library_.free_context(context_); }

  bool begin_gcm(bool to_seal, const Secret& key, std::string_view nonce) {
    const auto init = to_seal ? library_.encrypt_init : library_.decrypt_init;
    return context_ != nullptr &&
           init(context_, library_.aes_256_gcm(), nullptr, key.data(),
                bytes_of(nonce)) == 1;
  }

  bool encrypt(std::string_view known, std::string_view plain,
               std::string& out) {
    int done = 0;
    const std::size_t at = out.size();
    out.resize(at + plain.size());
    return (known.empty() ||
            library_.encrypt_update(context_, nullptr, &done, bytes_of(known),
                                    length_of(known)) == 1) &&
           library_.encrypt_update(context_, bytes_of(out) + at, &done,
                                   bytes_of(plain), length_of(plain)) == 1 &&
           library_.encrypt_final(context_, bytes_of(out) + at, &done) == 1;
  }

  bool decrypt(std::string_view known, std::string_view hidden,
               std::string_view tag, std::string& out) {
    int done = 0;
    out.resize(hidden.size());
    std::string expected(tag);
    return (known.empty() ||
            library_.decrypt_update(context_, nullptr, &done, bytes_of(known),
                                    length_of(known)) == 1) &&
           library_.decrypt_update(context_, bytes_of(out), &done,
                                   bytes_of(hidden), length_of(hidden)) == 1 &&
           library_.control(context_, EVP_CTRL_GCM_SET_TAG, length_of(expected),
                            expected.data()) == 1 &&
           library_.decrypt_final(context_, bytes_of(out), &done) == 1;
  }

  bool tag(std::string& out) {
    const std::size_t at = out.size();
    out.resize(at + kGcmTag);
    return library_.control(context_, EVP_CTRL_GCM_GET_TAG, kGcmTag,
                            out.data() + at) == 1;
  }

  // Counter mode is its own inverse.
  bool count(const Secret& key, std::string_view nonce, std::string_view in,
             std::string& out) {
    int done = 0;
    const std::size_t at = out.size();
    out.resize(at + in.size());
    return context_ != nullptr &&
           library_.encrypt_init(context_, library_.sm4_ctr(), nullptr,
                                 key.data(), bytes_of(nonce)) == 1 &&
           library_.encrypt_update(context_, bytes_of(out) + at, &done,
                                   bytes_of(in), length_of(in)) == 1;
  }

  bool block(const EVP_CIPHER* cipher, std::string_view key,
             std::string_view in, std::string& out) {
    int done = 0;
    out.resize(2 * kBlock);
    const bool fine = context_ != nullptr &&
                      library_.encrypt_init(context_, cipher, nullptr,
                                            bytes_of(key), nullptr) == 1 &&
                      library_.set_padding(context_, 0) == 1 &&
                      library_.encrypt_update(context_, bytes_of(out), &done,
                                              bytes_of(in), length_of(in)) == 1;
    out.resize(kBlock);
    return fine;
  }

 private:
  const CryptoLibrary& library_;
  EVP_CIPHER_CTX* context_;
};

// What HMAC-SM3 protects: lengths first, so that nothing can be moved from one
// part to the other.
std::string protected_by_mac(std::string_view known, std::string_view hidden) {
  std::string text;
  text.reserve(kBlock + known.size() + hidden.size());
  add_length(text, known.size());
  text += known;
  add_length(text, hidden.size());
  text += hidden;
  return text;
}

}  // namespace

std::string_view suite_word(CipherSuite suite) {
  return suite == CipherSuite::aes_256_gcm ? "aes-256-gcm" : "sm4-ctr-hmac-sm3";
}

std::optional<CipherSuite> suite_of_word(std::string_view word) {
  for (const CipherSuite suite :
       {CipherSuite::aes_256_gcm, CipherSuite::sm4_ctr_hmac_sm3})
    if (word == suite_word(suite)) return suite;
  return std::nullopt;
}

Cipher::Cipher(CipherSuite suite, std::unique_ptr<const CryptoLibrary> library)
    : suite_(suite), library_(std::move(library)) {}
Cipher::Cipher(Cipher&&) noexcept = default;
Cipher& Cipher::operator=(Cipher&&) noexcept = default;
Cipher::~Cipher() = default;

// Once loaded it stays loaded: what OpenSSL has started cannot be unloaded.
std::optional<Cipher> Cipher::load(CipherSuite suite, const char* file) {
  void* opened = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (opened == nullptr) return std::nullopt;
  auto library = std::make_unique<CryptoLibrary>();
  if (!find_all(opened, *library)) return std::nullopt;
  Cipher cipher(suite, std::move(library));
  // A provider may lack an algorithm; then it fails here and not in a case.
  const std::string nonce(cipher.nonce_size(), '\0');
  if (!cipher.seal(Secret(), nonce, "", "")) return std::nullopt;
  return cipher;
}

std::size_t Cipher::nonce_size() const {
  return suite_ == CipherSuite::aes_256_gcm ? kGcmNonce : kBlock;
}

std::optional<std::string> Cipher::seal(const Secret& key,
                                        std::string_view nonce,
                                        std::string_view known,
                                        std::string_view plain) const {
  OT_ASSERT(nonce.size() == nonce_size());
  Context context(*library_);
  std::string out(nonce);
  out.reserve(nonce.size() + plain.size() + kMacTag);
  if (suite_ == CipherSuite::aes_256_gcm) {
    if (!context.begin_gcm(true, key, nonce) ||
        !context.encrypt(known, plain, out) || !context.tag(out))
      return std::nullopt;
    return out;
  }
  if (!context.count(derive(key, "sm4"), nonce, plain, out))
    return std::nullopt;
  const Digest tag =
      keyed_digest(derive(key, "hmac-sm3"), protected_by_mac(known, out));
  out.append(tag.begin(), tag.end());
  return out;
}

std::optional<std::string> Cipher::open(const Secret& key,
                                        std::string_view known,
                                        std::string_view sealed) const {
  const bool is_gcm = suite_ == CipherSuite::aes_256_gcm;
  const std::size_t tag_size = is_gcm ? kGcmTag : kMacTag;
  if (sealed.size() < nonce_size() + tag_size) return std::nullopt;
  const std::string_view nonce = sealed.substr(0, nonce_size());
  const std::string_view body = sealed.substr(0, sealed.size() - tag_size);
  const std::string_view tag = sealed.substr(body.size());
  Context context(*library_);
  std::string plain;
  if (is_gcm) {
    if (context.begin_gcm(false, key, nonce) &&
        context.decrypt(known, body.substr(nonce.size()), tag, plain))
      return plain;
    wipe(plain);  // What GCM gave before it saw that the tag is wrong.
    return std::nullopt;
  }
  const Digest expected =
      keyed_digest(derive(key, "hmac-sm3"), protected_by_mac(known, body));
  if (library_->compare(expected.data(), tag.data(), tag.size()) != 0)
    return std::nullopt;
  if (!context.count(derive(key, "sm4"), nonce, body.substr(nonce.size()),
                     plain))
    return std::nullopt;
  return plain;
}

Digest Cipher::keyed_digest(const Secret& key, std::string_view text) const {
  Digest digest{};
  unsigned int size = 0;
  const EVP_MD* hash =
      suite_ == CipherSuite::aes_256_gcm ? library_->sha256() : library_->sm3();
  const unsigned char* done =
      library_->hmac(hash, key.data(), static_cast<int>(Secret::size),
                     bytes_of(text), text.size(), digest.data(), &size);
  OT_ASSERT(done != nullptr && size == digest.size());
  return digest;
}

Secret Cipher::derive(const Secret& key, std::string_view purpose) const {
  Digest digest =
      keyed_digest(key, "onething/derive/1/" + std::string(purpose));
  Secret derived;
  std::copy(digest.begin(), digest.end(), derived.data());
  explicit_bzero(digest.data(), digest.size());
  return derived;
}

std::optional<std::string> Cipher::encrypt_block(std::string_view key,
                                                 std::string_view block) const {
  Context context(*library_);
  std::string out;
  const EVP_CIPHER* cipher = suite_ == CipherSuite::aes_256_gcm
                                 ? library_->aes_256_ecb()
                                 : library_->sm4_ecb();
  if (block.size() != kBlock || !context.block(cipher, key, block, out))
    return std::nullopt;
  return out;
}

}  // namespace onething
