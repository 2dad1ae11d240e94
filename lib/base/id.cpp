// SPDX-License-Identifier: Apache-2.0

#include "onething/id.h"

// The low-level functions pull a few kilobytes out of the static library; the
// high-level ones would pull all of it.
#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/sha.h>

#include "base/format.h"

namespace onething {

namespace {

// 130 and 160 bits: short enough to be read out on the telephone, long enough
// never to meet by chance.
constexpr std::size_t kCaseIdLength = 26;
constexpr std::size_t kStepKeyLength = 32;

// The first field of every hash, so that the same words never give the same
// identity for two purposes.
constexpr std::string_view kCaseDomain = "onething/case/1";
constexpr std::string_view kKeyDomain = "onething/key/1";

void hash_length(SHA256_CTX& context, std::uint64_t length) {
  std::array<std::uint8_t, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(length >> (8 * (7 - i)));
  SHA256_Update(&context, bytes.data(), bytes.size());
}

}  // namespace

Digest sha256(std::string_view bytes) {
  Digest digest{};
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  SHA256_Final(digest.data(), &context);
  return digest;
}

Digest sha256_of_fields(std::initializer_list<std::string_view> fields) {
  Digest digest{};
  SHA256_CTX context;
  SHA256_Init(&context);
  for (std::string_view field : fields) {
    hash_length(context, field.size());
    SHA256_Update(&context, field.data(), field.size());
  }
  SHA256_Final(digest.data(), &context);
  return digest;
}

std::string to_hex(const Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(2 * digest.size());
  for (std::uint8_t byte : digest) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string to_base32(const Digest& digest) {
  constexpr std::string_view digits = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out;
  out.reserve((8 * digest.size() + 4) / 5);
  unsigned pending = 0;
  unsigned bits = 0;
  for (std::uint8_t byte : digest) {
    pending = (pending << 8 | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) out += digits[pending >> (bits - 5) & 31];
  }
  if (bits > 0) out += digits[pending << (5 - bits) & 31];
  return out;
}

CaseId make_case_id(std::string_view project, std::string_view workflow,
                    std::string_view submission_key) {
  const Digest digest =
      sha256_of_fields({kCaseDomain, project, workflow, submission_key});
  return {to_base32(digest).substr(0, kCaseIdLength)};
}

std::string make_step_key(const CaseId& id, std::string_view step,
                          std::int64_t iteration, std::int64_t generation) {
  const Digest digest =
      sha256_of_fields({kKeyDomain, id.text, step, format("{}", iteration),
                        format("{}", generation)});
  return to_base32(digest).substr(0, kStepKeyLength);
}

}  // namespace onething
