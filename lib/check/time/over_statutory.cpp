// SPDX-License-Identifier: Apache-2.0

#include "check/time/over_statutory.h"

#include "check/time/length.h"

namespace onething::check {

void report_over_statutory(Findings& findings, const std::string& what,
                           const Limit& promise, const Limit& statutory) {
  if (!is_over(promise.term, statutory.term)) return;
  const std::string most = to_text(statutory.term);
  findings
      .report(promise.span,
              {"check_time.promise_over_statutory",
               {{"what", what},
                {"promise", to_text(promise.term)},
                {"statutory", most}}},
              {"check_time.expected_at_most", {{"most", most}}},
              {"check_time.help_within_statutory", {{"most", most}}})
      .labels.push_back({statutory.span, {"check_time.label_statutory", {}}});
}

}  // namespace onething::check
