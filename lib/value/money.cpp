// SPDX-License-Identifier: Apache-2.0

#include <limits>

#include "base/format.h"
#include "onething/value.h"

namespace onething {

namespace {

constexpr int kDecimals = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<Money> parse_money(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (whole.empty()) return std::nullopt;
  std::string_view decimals;
  if (point != std::string_view::npos) {
    decimals = text.substr(point + 1);
    if (decimals.empty() || decimals.size() > kDecimals) return std::nullopt;
  }
  // Counted downwards, since there is one more below zero than above.
  std::int64_t units = 0;
  const auto append_digit = [&units](char digit) {
    return is_digit(digit) &&
           !__builtin_mul_overflow(units, std::int64_t{10}, &units) &&
           !__builtin_sub_overflow(units, std::int64_t{digit - '0'}, &units);
  };
  for (char digit : whole)
    if (!append_digit(digit)) return std::nullopt;
  for (std::size_t i = 0; i < kDecimals; ++i)
    if (!append_digit(i < decimals.size() ? decimals[i] : '0'))
      return std::nullopt;
  if (is_negative) return Money{units};
  if (units == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return Money{-units};
}

std::string to_text(Money money) {
  auto magnitude = static_cast<std::uint64_t>(money.units);
  if (money.units < 0) magnitude = 0 - magnitude;
  std::string out = format("{}{}.{:04}", money.units < 0 ? "-" : "",
                           magnitude / Money::units_per_one,
                           magnitude % Money::units_per_one);
  for (int spare = kDecimals - 2; spare > 0 && out.back() == '0'; --spare)
    out.pop_back();
  return out;
}

}  // namespace onething
