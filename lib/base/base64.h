// SPDX-License-Identifier: Apache-2.0
//
// Base64 as RFC 4648 section 4 has it: bytes as text and back.
//
// Not the alphabet for URLs; nothing here is secret or hidden by it.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onething {

// With padding.
std::string encode_base64(std::string_view bytes);

// With or without padding; nothing when it is no base64.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace onething
