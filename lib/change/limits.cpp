// SPDX-License-Identifier: Apache-2.0

#include "change/limits.h"

#include <string>

#include "change/conditions.h"
#include "check/time/length.h"

namespace onething::change {

namespace {

std::string office_text(const Office& office) {
  return office.department.text + (office.role.empty() ? "" : " ") +
         office.role;
}

std::string escalation_text(const Clocks& clocks) {
  std::string out;
  for (const Limit& each : clocks.reminders)
    out += (out.empty() ? "-" : ", -") + to_text(each.term);
  for (const Escalation& each : clocks.escalate)
    out += (out.empty() ? "+" : ", +") + to_text(each.after.term) + " " +
           office_text(each.to);
  return out;
}

void compare_clocks(Pair& pair) {
  const Clocks& old = pair.before.workflow.clocks;
  const Clocks& now = pair.after.workflow.clocks;
  constexpr LimitKinds kApplicant = {
      Kind::applicant_has_more_time, Kind::applicant_has_less_time,
      Kind::applicant_has_less_time, Kind::applicant_has_more_time};
  compare_limit(pair, {"clocks.notice"}, old.notice, now.notice);
  compare_limit(pair, {"clocks.extension"}, old.extension, now.extension);
  compare_limit(pair, {"clocks.delivery"}, old.delivery, now.delivery);
  compare_limit(pair, {"clocks.supplement"}, old.supplement, now.supplement,
                kApplicant);
  pair.found.differ(Kind::escalation_changed, {"clocks"}, escalation_text(old),
                    escalation_text(now));
}

// Promises are known by their condition.
const Promise* find_promise(const Pair& pair, const Workflow& workflow,
                            const Formula& when, bool is_later) {
  const auto text = [&](const Formula& formula, bool is_new) {
    return is_new ? text_of(formula) : pair.with_new_names(text_of(formula));
  };
  for (const Promise& each : workflow.promises)
    if (text(each.when, is_later) == text(when, !is_later)) return &each;
  return nullptr;
}

Spot promise_spot(const Promise* before, const Promise* after) {
  const Promise& any = after != nullptr ? *after : *before;
  Spot spot{any.when.empty() ? "promise"
                             : "promise." + std::string(any.when.text())};
  spot.before = before != nullptr ? &before->within.span : nullptr;
  spot.after = after != nullptr ? &after->within.span : nullptr;
  return spot;
}

void compare_promises(Pair& pair) {
  constexpr LimitKinds kPromise = {Kind::promise_longer, Kind::promise_shorter,
                                   Kind::promise_added, Kind::promise_removed};
  const Workflow& before = pair.before.workflow;
  const Workflow& after = pair.after.workflow;
  for (const Promise& old : before.promises) {
    const Promise* now = find_promise(pair, after, old.when, true);
    compare_limit(pair, promise_spot(&old, now), old.within,
                  now != nullptr ? std::optional(now->within) : std::nullopt,
                  kPromise);
  }
  for (const Promise& now : after.promises)
    if (find_promise(pair, before, now.when, false) == nullptr)
      compare_limit(pair, promise_spot(nullptr, &now), std::nullopt, now.within,
                    kPromise);
}

}  // namespace

void compare_limit(Pair& pair, const Spot& spot,
                   const std::optional<Limit>& before,
                   const std::optional<Limit>& after, const LimitKinds& kinds) {
  if (!before && !after) return;
  if (before && after && before->term == after->term) return;
  Spot here = spot;
  if (before) here.before = &before->span;
  if (after) here.after = &after->span;
  Kind kind = kinds.shorter;
  if (!before)
    kind = kinds.added;
  else if (!after)
    kind = kinds.removed;
  else if (check::length_of(before->term) < check::length_of(after->term))
    kind = kinds.longer;
  pair.found.differ(kind, here, text_of(before), text_of(after));
}

std::string text_of(const std::optional<Retry>& retry) {
  if (!retry) return "";
  const std::string attempts =
      retry->attempts ? std::to_string(*retry->attempts) + "x" : "";
  return attempts + " " + text_of(retry->first) + " " + text_of(retry->longest);
}

void compare_limits(Pair& pair) {
  compare_promises(pair);
  pair.found.differ(Kind::contract_term_changed, {"retry"},
                    text_of(pair.before.workflow.retry),
                    text_of(pair.after.workflow.retry));
  pair.found.differ(Kind::statutory_changed, {"statutory"},
                    text_of(pair.before.workflow.statutory),
                    text_of(pair.after.workflow.statutory));
  compare_clocks(pair);
}

}  // namespace onething::change
