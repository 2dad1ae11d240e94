// SPDX-License-Identifier: Apache-2.0

#include "expr/pattern.h"

#include <re2/re2.h>

#include "base/limits.h"

namespace onething::expr {

namespace {

RE2::Options options() {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_max_mem(limits::regex_memory_max);
  return out;
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

bool is_pattern(std::string_view pattern) {
  return RE2(piece(pattern), options()).ok();
}

bool matches_whole(std::string_view pattern, std::string_view text) {
  const RE2 compiled(piece(pattern), options());
  return compiled.ok() && RE2::FullMatch(piece(text), compiled);
}

}  // namespace onething::expr
