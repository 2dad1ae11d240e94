// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <string>

#include "onething/value.h"

namespace onething {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

// GB 11714: digits and capital letters, A is 10.
int body_code_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return -1;
}

// Eight characters and their check character.
bool is_body_code(std::string_view code) {
  constexpr std::array<int, 8> weights = {3, 7, 9, 10, 5, 8, 4, 2};
  if (code.size() != weights.size() + 1) return false;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const int value = body_code_value(code[i]);
    if (value < 0) return false;
    sum += value * weights[i];
  }
  constexpr std::string_view checks = "0X987654321";
  return code.back() == checks[static_cast<std::size_t>(sum % 11)];
}

}  // namespace

bool is_uscc(std::string_view text) {
  // Without I, O, S, V and Z, which are easily misread.
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::size_t length = 18;
  if (text.size() != length) return false;
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (std::size_t i = 0; i < length - 1; ++i) {
    const std::size_t value = alphabet.find(text[i]);
    if (value == std::string_view::npos) return false;
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  if (text.back() != alphabet[(31 - sum % 31) % 31]) return false;
  // Department, category, six digits of area, body code, check character.
  return are_digits(text.substr(2, 6)) && is_body_code(text.substr(8, 9));
}

bool is_organisation_code(std::string_view text) {
  // On certificates a hyphen stands before the check character.
  if (text.size() == 10 && text[8] == '-') {
    std::string code(text.substr(0, 8));
    code += text[9];
    return is_body_code(code);
  }
  return is_body_code(text);
}

bool is_citizen_id(std::string_view text) {
  constexpr std::array<int, 17> weights = {7, 9, 10, 5,  8, 4, 2, 1, 6,
                                           3, 7, 9,  10, 5, 8, 4, 2};
  if (text.size() != weights.size() + 1) return false;
  if (!are_digits(text.substr(0, weights.size()))) return false;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    sum += (text[i] - '0') * weights[i];
  constexpr std::string_view checks = "10X98765432";
  if (text.back() != checks[static_cast<std::size_t>(sum % 11)]) return false;
  std::string birth(text.substr(6, 4));
  birth.append("-").append(text.substr(10, 2));
  birth.append("-").append(text.substr(12, 2));
  return parse_date(birth).has_value();
}

}  // namespace onething
