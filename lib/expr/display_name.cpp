// SPDX-License-Identifier: Apache-2.0

#include "expr/display_name.h"

#include <algorithm>

namespace onething::expr {

std::string display_name(std::string_view function) {
  if (function == "_[_]" || function == "_[?_]") return "[ ]";
  if (function == "@in") return "in";
  std::string out(function);
  if (out.starts_with('_') || out.ends_with('_'))
    out.erase(std::remove(out.begin(), out.end(), '_'), out.end());
  return out;
}

}  // namespace onething::expr
