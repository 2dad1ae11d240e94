// SPDX-License-Identifier: Apache-2.0
//
// The pieces of which both JSON forms are made: quoted texts, numbers, base64.
// Everything is appended to one string, because events are printed on every
// step of every case.
//
// Not a writer: commas, braces and order belong to the two forms (json.cpp,
// canonical.cpp).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace onething {
class Value;
}

namespace onething::value {

void append_quoted(std::string& out, std::string_view text);
// As to_canonical() prints it.
void append_canonical(std::string& out, const Value& value);
void append_number(std::string& out, std::int64_t number);
void append_number(std::string& out, std::uint64_t number);

// The shortest digits that read back as the same number; a whole number has
// neither point nor exponent, so it looks like an integer. NaN and infinities
// are "nan", "inf" and "-inf".
std::string shortest(double number);

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace onething::value
