// SPDX-License-Identifier: Apache-2.0

#include "diag/json_quote.h"

#include "base/format.h"
#include "onething/text.h"

namespace onething::diag {

std::string quoted(std::string_view text) {
  const bool is_valid = is_valid_utf8(text);
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += format("\\u{:04x}", byte);
    } else if (byte >= 0x80 && !is_valid) {
      out += "\xEF\xBF\xBD";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string_view path_of(const Span& span, const Sources& sources) {
  if (span.file >= sources.files.size()) return {};
  return sources.files[span.file].path;
}

}  // namespace onething::diag
