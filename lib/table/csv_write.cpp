// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "onething/table.h"

namespace onething {

namespace {

// "-12.50": what it is computed to is what it says.
bool is_negative_number(std::string_view cell) {
  if (!cell.starts_with('-') || cell.size() < 2) return false;
  const std::string_view digits = cell.substr(1);
  return digits.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(digits.begin(), digits.end(), '.') <= 1 &&
         digits.front() != '.' && digits.back() != '.';
}

// OWASP ASVS 1.2.10, and the same signs in full width.
bool looks_like_formula(std::string_view cell) {
  if (is_negative_number(cell)) return false;
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
