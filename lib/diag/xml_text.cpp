// SPDX-License-Identifier: Apache-2.0

#include "diag/xml_text.h"

#include "onething/text.h"

namespace onething::diag {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

}  // namespace

std::string escaped(std::string_view text) {
  const bool is_valid = is_valid_utf8(text);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '&') {
      out += "&amp;";
    } else if (byte == '<') {
      out += "&lt;";
    } else if (byte == '>') {
      out += "&gt;";
    } else if (byte == '"') {
      out += "&quot;";
    } else if (byte == '\n') {
      out += "&#10;";
    } else if (byte < 0x20 || (byte >= 0x80 && !is_valid)) {
      out += replacement;
    } else if (text.substr(i, 3) == "\xEF\xBF\xBE" ||
               text.substr(i, 3) == "\xEF\xBF\xBF") {
      out += replacement;
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace onething::diag
