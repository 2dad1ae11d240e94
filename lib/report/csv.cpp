// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "onething/privacy.h"

namespace onething {

namespace {

// OWASP ASVS 1.2.10, and the same signs in full width.
bool looks_like_formula(std::string_view cell) {
  for (const std::string_view sign :
       {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"})
    if (cell.starts_with(sign)) return true;
  return cell.starts_with(std::string_view("\0", 1));
}

}  // namespace

std::string csv_line(std::span<const std::string> cells) {
  std::string line;
  bool is_first = true;
  for (const std::string& cell : cells) {
    if (!is_first) line += ',';
    is_first = false;
    const std::string guarded = (looks_like_formula(cell) ? "'" : "") + cell;
    if (guarded.find_first_of(",\"\r\n") == std::string::npos) {
      line += guarded;
      continue;
    }
    line += '"';
    for (const char c : guarded) line += c == '"' ? "\"\"" : std::string(1, c);
    line += '"';
  }
  return line + "\r\n";
}

}  // namespace onething
