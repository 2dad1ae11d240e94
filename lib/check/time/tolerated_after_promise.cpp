// SPDX-License-Identifier: Apache-2.0
//
// A document that may follow later than the case is promised to be decided:
// it would be decided without it.

#include "check/checks.h"
#include "check/time/length.h"

namespace onething::check {

void check_tolerated_after_promise(const WorkflowFacts& facts,
                                   Findings& findings) {
  if (facts.is_broken) return;
  const Limit* longest = nullptr;
  for (const Promise& promise : facts.workflow.promises)
    if (longest == nullptr || is_over(promise.within.term, longest->term))
      longest = &promise.within;
  if (longest == nullptr) return;
  const std::string promised = to_text(longest->term);
  for (const Material& material : facts.workflow.materials) {
    if (!material.tolerate) continue;
    if (!is_over(material.tolerate->term, longest->term)) continue;
    findings
        .report(material.tolerate->span,
                {"check_time.tolerated_after_promise",
                 {{"material", material.id.text},
                  {"tolerate", to_text(material.tolerate->term)},
                  {"promise", promised}}},
                {"check_time.expected_at_most", {{"most", promised}}},
                {"check_time.help_tolerated_after_promise",
                 {{"promise", promised}}})
        .labels.push_back({longest->span, {"check_time.label_promise", {}}});
  }
}

}  // namespace onething::check
