// SPDX-License-Identifier: Apache-2.0

#include "check/time/path_findings.h"

namespace onething::check {

std::string needed(const CriticalPath& path) {
  return to_text(term_of(path.length));
}

void add_path_labels(const CriticalPath& path, Diagnostic& diagnostic) {
  Length sum;
  for (const PathStep& one : path.steps) {
    sum = sum + one.length;
    const std::string total = to_text(term_of(sum));
    const std::string limit = to_text(one.limit->term);
    if (one.is_statutory)
      diagnostic.labels.push_back(
          {one.limit->span,
           {"check_time.label_statutory_step",
            {{"step", one.name()}, {"limit", limit}, {"total", total}}}});
    else
      diagnostic.labels.push_back(
          {one.limit->span,
           {"check_time.label_step",
            {{"step", one.name()}, {"limit", limit}, {"total", total}}}});
  }
}

}  // namespace onething::check
