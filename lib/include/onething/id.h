// SPDX-License-Identifier: Apache-2.0
//
// Identities that are computed, never drawn.
//
// Whatever a crash, a failover or an old backup forgets comes back under the
// same identity, so that a receiver can tell a repetition from a new act. Hashes
// are SHA-256 over length-prefixed fields; their texts are lower-case base32
// without padding.

#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace onething {

// "0.1.0", the version of library and program; lives for ever. Stored formats
// have versions of their own.
const char* version();

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);
// Every field is preceded by its length, so that no two lists of fields can
// give the same bytes.
Digest sha256_of_fields(std::initializer_list<std::string_view> fields);
std::string to_hex(const Digest& digest);
std::string to_base32(const Digest& digest);

// A case's identity, 26 characters: from project, workflow and submission key.
struct CaseId {
  std::string text;

  friend auto operator<=>(const CaseId&, const CaseId&) = default;
};

CaseId make_case_id(std::string_view project, std::string_view workflow,
                    std::string_view submission_key);

// The key under which one step of one case acts on the outside. Attempts do not
// change it; `iteration` counts the elements of for_each, `generation` grows
// only when the step acts anew.
std::string make_step_key(const CaseId& id, std::string_view step,
                          std::int64_t iteration, std::int64_t generation);

}  // namespace onething
