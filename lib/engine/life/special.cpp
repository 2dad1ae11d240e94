// SPDX-License-Identifier: Apache-2.0
//
// What stops the clock or moves its end by order of a person: extension,
// special procedures, suspension.

#include <utility>

#include "engine/clocks/clock_ledger.h"
#include "engine/clocks/clocks.h"
#include "engine/handlers.h"
#include "engine/people/case_tasks.h"
#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

using Refusal = std::optional<Rejection>;

Refusal reject(Message why) { return Rejection{std::move(why), {}}; }

// Time that does not count is announced to the applicant (行政许可法 art. 42
// and 45), so that an order without these is no order.
Refusal must_be_ordered(const std::string& reason, const std::string& approver,
                        const std::optional<Date>& notified_on) {
  if (reason.empty()) return reject({"engine.needs_reason", {}});
  if (approver.empty()) return reject({"engine.needs_approver", {}});
  if (!notified_on) return reject({"engine.needs_notified_on", {}});
  return std::nullopt;
}

void count_again(Draft& draft) {
  project_clocks(draft, "pause");
  go_on(draft);
}

}  // namespace

Refusal on_extend(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<ExtendCase>(&command.what);
  const auto& allowed = draft.definition().workflow->clocks.extension;
  const ClockState* promise = draft.state().find_clock("promise");
  if (!allowed || promise == nullptr)
    return reject({"engine.no_extension", {}});
  if (promise->extra) return reject({"engine.extended_already", {}});
  if (auto refusal =
          must_be_ordered(wish.reason, wish.approver, wish.notified_on))
    return refusal;
  ClockState longer = *promise;
  longer.extra = allowed->term;
  const Projection end =
      project(*draft.definition().calendar, longer, draft.state().pauses);
  draft.emit(CaseExtended{allowed->term, end.due, wish.reason, wish.approver,
                          wish.notified_on, draft.actor()});
  project_clocks(draft, "exact");
  return std::nullopt;
}

Refusal on_start_special(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<StartSpecial>(&command.what);
  if (is_ending(draft.state())) return reject({"engine.case_is_ending", {}});
  if (wish.name.empty()) return reject({"engine.needs_name", {}});
  if (auto refusal =
          must_be_ordered(wish.reason, wish.approver, wish.notified_on))
    return refusal;
  const Date today = local_date(draft.now());
  if (wish.until && *wish.until < today)
    return reject({"engine.until_is_past", {{"until", to_text(*wish.until)}}});
  draft.emit(SpecialStarted{wish.name, wish.reason, wish.approver,
                            wish.notified_on, wish.until, draft.actor()});
  if (wish.until)
    start_clock(draft, "special",
                Term{wish.until->days - today.days, TermUnit::days});
  return std::nullopt;
}

Refusal on_end_special(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<EndSpecial>(&command.what);
  if (wish.result.empty()) return reject({"engine.needs_result", {}});
  draft.emit(SpecialEnded{wish.result, draft.actor()});
  count_again(draft);
  return std::nullopt;
}

Refusal on_suspend(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<SuspendCase>(&command.what);
  if (is_ending(draft.state())) return reject({"engine.case_is_ending", {}});
  if (wish.reason.empty()) return reject({"engine.needs_reason", {}});
  draft.emit(CaseSuspended{wish.reason, wish.basis, draft.actor()});
  return std::nullopt;
}

Refusal on_continue(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<ContinueCase>(&command.what);
  draft.emit(CaseContinued{wish.reason, draft.actor()});
  count_again(draft);
  return std::nullopt;
}

}  // namespace onething::engine
