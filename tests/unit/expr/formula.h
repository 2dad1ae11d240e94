// SPDX-License-Identifier: Apache-2.0
//
// Formulas in tests: one line in, one line out. A value is shown as CEL writes
// it, an error as `! key`, a formula that does not compile as `? key`.
//
// Not a printer for people; only for comparing.

#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "expr/evaluate.h"

namespace onething::expr {

struct FormulaCase {
  std::string_view formula;
  std::string_view outcome;
};

// Over the roots of sample_form(): form, steps, each; prefill is absent.
std::string outcome(std::string_view formula);
std::string outcome(std::string_view formula, const EvalLimits& limits);

std::string show(const Value& value);

// The error and the part of the formula that it points at.
struct Mistake {
  std::string key;
  std::string marked;
  std::string help;
};
Mistake mistake_in(std::string_view formula);

class Formulas : public testing::TestWithParam<FormulaCase> {};

}  // namespace onething::expr
