// SPDX-License-Identifier: Apache-2.0

#include "report/words.h"

#include <string>
#include <utility>

#include "calendar/calendar.h"
#include "onething/report.h"

namespace onething::report {

Message clock_name(std::string_view clock) {
  if (clock == "promise") return {"report.clock_promise", {}};
  if (clock == "notice") return {"report.clock_notice", {}};
  if (clock == "supplement") return {"report.clock_supplement", {}};
  if (clock == "delivery") return {"report.clock_delivery", {}};
  if (clock == "special") return {"report.clock_special", {}};
  const std::size_t colon = clock.find(':');
  const std::string about(clock.substr(colon + 1));
  if (clock.starts_with("task:"))
    return {"report.clock_task", {{"task", about}}};
  if (clock.starts_with("material:"))
    return {"report.clock_material", {{"material", about}}};
  return {"report.clock_state", {{"event", about}}};
}

Message pause_reason(std::string_view why) {
  if (why == "correction") return {"report.pause_correction", {}};
  if (why == "special") return {"report.pause_special", {}};
  if (why == "suspended") return {"report.pause_suspended", {}};
  return {"report.pause_state", {}};
}

Message mending_name(std::string_view what) {
  if (what == "retry") return {"repair.what_retry", {}};
  if (what == "set") return {"repair.what_set", {}};
  if (what == "skip") return {"repair.what_skip", {}};
  if (what == "redo") return {"repair.what_redo", {}};
  if (what == "move") return {"repair.what_move", {}};
  if (what == "cancel") return {"repair.what_cancel", {}};
  return {"repair.what_migrate", {}};
}

Message real_name_text(std::string_view word) {
  if (word == "passed") return {"report.real_name_passed", {}};
  if (word == "failed") return {"report.real_name_failed", {}};
  return {"report.real_name_not_done", {}};
}

}  // namespace onething::report

namespace onething {

Message mending_title(const MendingView& mending) {
  return report::mending_name(mending.what);
}

std::optional<std::int64_t> days_left(const ClockView& clock, Date today) {
  if (!clock.due) return std::nullopt;
  if (clock.budget.unit != TermUnit::working_days)
    return clock.due->days - today.days;
  const auto days = Calendar::china().working_days_between(today, *clock.due);
  return days ? std::optional<std::int64_t>(days.value()) : std::nullopt;
}

Message clock_title(const ClockView& clock) {
  return report::clock_name(clock.id);
}

Message pause_title(const PauseView& pause) {
  return report::pause_reason(pause.why);
}

Message real_name_title(const Agent& agent) {
  return report::real_name_text(agent.real_name);
}

Message task_kind(std::string_view kind) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"acceptance", "report.kind_acceptance"},
      {"delivery", "report.kind_delivery"},
      {"escalation", "report.kind_escalation"},
      {"fallback", "report.kind_fallback"},
      {"material", "report.kind_material"},
      {"notice", "report.kind_notice"},
      {"overdue", "report.kind_overdue"},
      {"refusal", "report.kind_refusal"},
      {"special", "report.kind_special"},
      {"unknown", "report.kind_unknown"}};
  for (const auto& [word, key] : kWords)
    if (word == kind) return {key, {}};
  return {"report.kind_work", {}};
}

Message task_title(const TaskView& task, Language language) {
  if (task.step.empty()) return task_kind(task.kind);
  return {"report.plain",
          {{"text", task.step_title.empty() ? task.step
                                            : task.step_title.in(language)}}};
}

}  // namespace onething
