// SPDX-License-Identifier: Apache-2.0
//
// The cases of CEL's public test suite, as tests/js/cel_spec.mjs writes them:
// one JSON object a line, nothing left out.
//
// Only reading; what a case asks for is in cel_run.h.

#pragma once

#include <string>
#include <vector>

#include "expr/parse.h"
#include "onething/value.h"

namespace onething::conformance {

struct CelCase {
  std::string kind;  // conformance, parsing, comprehension, checking
  std::string file;  // "basic"; that of the other kinds is the kind.
  std::string id;    // "conformance/basic/variables/self_eval_unbound_lookup"
  std::string line;  // As it was read.
  Value content;     // The object of the line.

  // A text of the line or of its `original`; empty when absent.
  std::string text(std::string_view name) const;
  std::string original_text(std::string_view name) const;
  const Value* original(std::string_view name) const;
  bool is_set(std::string_view flag) const;
};

// The suite's trees come from cel-go without extensions, and the cases for its
// parser have a limit of their own.
expr::ParseOptions plain_options(const CelCase& one);

// All of them, in the order of the package; the path is ONETHING_CEL_SPEC in
// the environment, else where ./dev test puts it. Empty, and the running test
// fails, when the file is missing.
std::vector<CelCase> read_cel_cases();

}  // namespace onething::conformance
