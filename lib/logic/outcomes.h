// SPDX-License-Identifier: Apache-2.0
//
// Reckoning with sets of outcomes, as CEL's `!` and `&&` do with each of them:
// `||` is made of the two.
//
// Only what holds of outcomes whatever they are of.

#pragma once

#include "logic/variable.h"

namespace onething::logic {

inline Outcomes opposite(Outcomes outcomes) {
  Outcomes out = outcomes & is_error;
  if (outcomes & is_true) out |= is_false;
  if (outcomes & is_false) out |= is_true;
  return out;
}

// `&&` of two: false hides an error.
inline Outcomes conjunction(Outcomes a, Outcomes b) {
  Outcomes out = (a | b) & is_false;
  if (a & b & is_true) out |= is_true;
  const Outcomes open = is_true | is_error;
  if ((a & is_error && b & open) || (b & is_error && a & open)) out |= is_error;
  return out;
}

}  // namespace onething::logic
