// SPDX-License-Identifier: Apache-2.0
//
// Which parts of a stored record are sealed, and records with those parts
// sealed, opened or erased.
//
// Works on the canonical JSON that the engine writes, without the engine: what
// is not named as readable is sealed, so that a new kind of event is sealed
// before anybody has thought of it. A sealed part is {"$sealed":"S:BASE64"},
// where S says what is left of it after erasure: s a text, l a list, o an
// object, n nothing.

#pragma once

#include <string>
#include <string_view>

#include "onething/result.h"
#include "seal/case_seal.h"

namespace onething::seal {

struct Payload {
  std::string_view type;  // "case_received"
  int version = 1;
  std::string_view text;  // Canonical JSON.
};

Result<std::string> seal_payload(const CaseSeal& seal, const Payload& payload);
// Byte for byte what was sealed. Parts that are not sealed stay.
Result<std::string> open_payload(const CaseSeal& seal, const Payload& payload);
// After the key was destroyed: empty texts, lists and objects.
Result<std::string> blank_payload(const Payload& payload);

bool is_sealed(std::string_view payload_text);

}  // namespace onething::seal
