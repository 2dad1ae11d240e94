// SPDX-License-Identifier: Apache-2.0
//
// Scanner: takes numbers and marks of fixed shape off the front of a text, for
// the readers of dates and instants.
//
// Not a tokeniser: it skips no spaces and knows no signs. After a failure the
// rest is unspecified.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "onething/time.h"

namespace onething::time {

struct Scanner {
  std::string_view rest;

  bool take(char expected) {
    if (rest.empty() || rest.front() != expected) return false;
    rest.remove_prefix(1);
    return true;
  }

  bool at_digit() const {
    return !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
  }

  // Exactly `digits` digits, at most nine.
  std::optional<int> number(std::size_t digits) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!at_digit()) return std::nullopt;
      value = 10 * value + (rest.front() - '0');
      rest.remove_prefix(1);
    }
    return value;
  }

  // "2026-03-02"
  std::optional<Date> date() {
    const std::optional<int> year = number(4);
    if (!year || !take('-')) return std::nullopt;
    const std::optional<int> month = number(2);
    if (!month || !take('-')) return std::nullopt;
    const std::optional<int> day = number(2);
    if (!day) return std::nullopt;
    return make_date(*year, static_cast<unsigned>(*month),
                     static_cast<unsigned>(*day));
  }
};

}  // namespace onething::time
