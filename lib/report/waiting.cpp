// SPDX-License-Identifier: Apache-2.0
//
// Why a case does not go on, and what helps.

#include <algorithm>
#include <string>

#include "onething/report.h"
#include "report/words.h"

namespace onething {

namespace {

const std::string& name_of(const Title& title, const std::string& id,
                           Language language) {
  return title.empty() ? id : title.in(language);
}

Message command_of(std::string_view key, const std::string& name,
                   const std::string& value) {
  return {key, {{name, value}}};
}

Message with_role(const TaskView& task, Language language) {
  const std::string& department =
      name_of(task.department_title, task.department, language);
  if (!task.delegate.empty())
    return {"report.who_delegate",
            {{"department", department},
             {"assignee", task.assignee},
             {"delegate", task.delegate}}};
  if (!task.assignee.empty())
    return {"report.who_assignee",
            {{"department", department}, {"assignee", task.assignee}}};
  if (!task.role.empty())
    return {"report.who_role",
            {{"department", department}, {"role", task.role}}};
  return {"report.who_department", {{"department", department}}};
}

Waiting of_task(const TaskView& task, Language language) {
  const std::string& step = name_of(task.step_title, task.step, language);
  Waiting waiting;
  waiting.since = task.opened_at;
  waiting.who = with_role(task, language);
  if (task.step.empty()) {
    waiting.what = {"report.why_task", {{"step", task_title(task, language)}}};
    waiting.command = command_of("report.do_case_task", "task", task.id);
    return waiting;
  }
  if (task.kind == "overdue") {
    waiting.what = {"report.why_overdue", {{"step", step}}};
    waiting.command = command_of("report.do_overdue", "task", task.id);
    return waiting;
  }
  if (task.kind == "refusal") {
    waiting.what = {"report.why_refusal", {{"step", step}}};
    waiting.command = command_of("report.do_refusal", "task", task.id);
    return waiting;
  }
  if (task.kind == "work") {
    waiting.what = {"report.why_task", {{"step", step}}};
    waiting.command = command_of("report.do_task", "task", task.id);
    return waiting;
  }
  const Message failure =
      task.failure.empty() ? Message{"report.no_reason", {}} : task.failure;
  waiting.what = {"report.why_fallback",
                  {{"step", step}, {"failure", failure}}};
  if (task.kind == "unknown") {
    waiting.what = {"report.why_unknown",
                    {{"step", step}, {"failure", failure}}};
    waiting.command = command_of("report.do_unknown", "task", task.id);
    return waiting;
  }
  if (task.step.starts_with("undo."))
    waiting.what = {"report.why_undo", {{"step", step}, {"failure", failure}}};
  waiting.command = command_of(
      task.may_skip ? "report.do_fallback_skip" : "report.do_fallback", "task",
      task.id);
  return waiting;
}

Waiting of_notice(const CaseView& view) {
  return {{"report.why_correction",
           {{"count", std::to_string(view.notice.size())}}},
          view.paused_since.value_or(view.changed_at),
          {"report.who_applicant", {}},
          command_of("report.do_supplement", "case", view.id.text)};
}

Waiting of_step(const CaseView& view, const StepView& step, Language language) {
  const std::string& title = name_of(step.title, step.id, language);
  const std::string& department =
      name_of(step.department_title, step.department, language);
  Waiting waiting;
  waiting.since = step.started_at.value_or(view.changed_at);
  waiting.who = {"report.who_department", {{"department", department}}};
  waiting.command = command_of("report.do_resume", "case", view.id.text);
  if (step.status == "timed") {
    waiting.what = {"report.why_timed",
                    {{"step", title},
                     {"time", step.until ? to_local_text(*step.until) : "-"}}};
    waiting.who = {"report.who_nobody", {}};
    return waiting;
  }
  if (step.status == "with_case") {
    const std::string child =
        step.children.empty() ? "-" : step.children.back();
    waiting.what = {"report.why_with_case", {{"step", title}, {"case", child}}};
    waiting.command = command_of("report.do_show", "case", child);
    return waiting;
  }
  if (step.status == "expecting") {
    waiting.what = {"report.why_expecting", {{"step", title}}};
    waiting.command = {"report.do_message",
                       {{"service", step.department + "/" + step.service},
                        {"case", view.id.text}}};
    return waiting;
  }
  if (step.status == "pending" || step.status == "querying") {
    waiting.what = {
        step.status == "pending" ? "report.why_pending" : "report.why_querying",
        {{"step", title}}};
    return waiting;
  }
  if (step.status == "calling") {
    waiting.what = {"report.why_calling", {{"step", title}}};
    return waiting;
  }
  const Message failure =
      step.failure.empty() ? Message{"report.no_reason", {}} : step.failure;
  waiting.what = {
      "report.why_retrying",
      {{"step", title},
       {"failure", failure},
       {"time", step.retry_at ? to_local_text(*step.retry_at) : "-"}}};
  return waiting;
}

Message ended_message(const std::string& status) {
  if (status == "granted") return {"report.case_granted", {}};
  if (status == "denied") return {"report.case_denied", {}};
  if (status == "not_accepted") return {"report.case_not_accepted", {}};
  if (status == "refused") return {"report.case_refused", {}};
  if (status == "terminated") return {"report.case_terminated", {}};
  if (status == "lapsed") return {"report.case_lapsed", {}};
  if (status == "delivered") return {"report.case_delivered", {}};
  if (status == "revoked") return {"report.case_revoked", {}};
  return {"report.case_withdrawn", {}};
}

// The case as a whole stands still by order.
Waiting of_order(const CaseView& view) {
  const bool special = view.status == "special";
  Waiting waiting;
  waiting.what = special
                     ? Message{"report.why_special", {{"name", view.special}}}
                     : Message{"report.why_suspended", {}};
  waiting.since = view.paused_since.value_or(view.changed_at);
  waiting.who = {"report.who_lead", {}};
  waiting.command =
      command_of(special ? "report.do_special_end" : "report.do_continue",
                 "case", view.id.text);
  return waiting;
}

Message one_of(const std::vector<OfficeView>& offices, Language language) {
  Message all = {"report.who_lead", {}};
  for (const OfficeView& office : offices) {
    const std::string& department =
        name_of(office.title, office.department, language);
    Message one = {"report.who_department", {{"department", department}}};
    if (!office.role.empty())
      one = {"report.who_role",
             {{"department", department}, {"role", office.role}}};
    all = &office == &offices.front()
              ? std::move(one)
              : Message{"report.who_or",
                        {{"first", std::move(all)}, {"other", std::move(one)}}};
  }
  return all;
}

bool are_same(const std::vector<OfficeView>& some,
              const std::vector<OfficeView>& others) {
  return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                    [](const OfficeView& one, const OfficeView& other) {
                      return one.department == other.department &&
                             one.role == other.role;
                    });
}

// Events that the same people may order are one line.
void add_place(const CaseView& view, Language language,
               std::vector<Waiting>& all) {
  const std::string comma = render({"report.comma", {}}, language);
  std::vector<const EventView*> left;
  for (const EventView& event : view.events) left.push_back(&event);
  while (!left.empty()) {
    const EventView& first = *left.front();
    std::string events;
    std::erase_if(left, [&](const EventView* event) {
      if (!are_same(event->who, first.who)) return false;
      events += (events.empty() ? "" : comma) +
                name_of(event->title, event->id, language);
      return true;
    });
    all.push_back(
        {{"report.why_event",
          {{"state", name_of(view.place_title, view.place, language)},
           {"events", events}}},
         view.changed_at,
         one_of(first.who, language),
         {"report.do_event", {{"case", view.id.text}, {"event", first.id}}}});
  }
}

Waiting of_ending(const CaseView& view) {
  return {{"report.why_ended", {{"state", ended_message(view.status)}}},
          view.ended_at.value_or(view.changed_at),
          {"report.who_nobody", {}},
          {}};
}

// After the end nothing is waited for, but what is in force may want somebody.
void add_in_force(const CaseView& view, Language language,
                  std::vector<Waiting>& all) {
  for (const InForceView& each : view.in_force)
    all.push_back(
        {{each.is_certain ? "report.why_in_force" : "report.why_in_doubt",
          {{"step", name_of(each.title, each.step, language)}}},
         view.ended_at.value_or(view.changed_at),
         {"report.who_department",
          {{"department",
            name_of(each.department_title, each.department, language)}}},
         {}});
}

// Steps that wait for other steps, in one line: what helps is elsewhere.
void add_waiting_steps(const CaseView& view, Language language,
                       std::vector<Waiting>& all) {
  constexpr std::size_t kNamed = 5;
  std::string names;
  std::size_t count = 0;
  const std::string comma = render({"report.comma", {}}, language);
  for (const StepView& step : view.steps) {
    if (step.status != "waiting" || step.waits_for.empty()) continue;
    if (count++ >= kNamed) continue;
    names +=
        (names.empty() ? "" : comma) + name_of(step.title, step.id, language);
  }
  if (count == 0) return;
  const bool cut = count > kNamed;
  all.push_back({{cut ? "report.why_steps_more" : "report.why_steps",
                  {{"count", std::to_string(count)}, {"steps", names}}},
                 view.changed_at,
                 {"report.who_nobody", {}},
                 {}});
}

// Limits whose last day no calendar tells.
void add_no_due(const CaseView& view, std::vector<Waiting>& all) {
  if (view.promise && !view.due && view.accepted_at)
    all.push_back({{"report.why_no_due", {}},
                   *view.accepted_at,
                   {"report.who_anybody", {}},
                   {}});
  for (const ClockView& clock : view.clocks)
    if (clock.id != "promise" && clock.running && !clock.due)
      all.push_back(
          {{"report.why_no_end", {{"clock", report::clock_name(clock.id)}}},
           view.changed_at,
           {"report.who_anybody", {}},
           {}});
}

}  // namespace

std::vector<Waiting> wants_attention(const CaseView& view, Language language) {
  std::vector<Waiting> all;
  for (const TaskView& task : view.tasks)
    if (is_trouble(task.kind)) all.push_back(of_task(task, language));
  // What is in doubt before what somebody has let be.
  const auto first = static_cast<std::ptrdiff_t>(all.size());
  add_in_force(view, language, all);
  std::stable_partition(all.begin() + first, all.end(),
                        [](const Waiting& each) {
                          return each.what.key == "report.why_in_doubt";
                        });
  if (!view.ended) add_no_due(view, all);
  return all;
}

std::vector<Waiting> why_waiting(const CaseView& view, Language language) {
  std::vector<Waiting> all;
  if (view.ended) {
    all.push_back(of_ending(view));
    for (const TaskView& task : view.tasks)
      all.push_back(of_task(task, language));
    add_in_force(view, language, all);
    return all;
  }
  if (view.status == "special" || view.status == "suspended")
    all.push_back(of_order(view));
  if (view.status == "correcting" || !view.notice.empty())
    all.push_back(of_notice(view));
  for (const ChildView& child : view.children)
    if (!child.notice.empty() && !child.ended)
      all.push_back(
          {{"report.why_child_correction",
            {{"case", child.id.text},
             {"count", std::to_string(child.notice.size())}}},
           view.changed_at,
           {"report.who_applicant", {}},
           command_of("report.do_supplement", "case", child.id.text)});
  for (const TaskView& task : view.tasks)
    if (is_trouble(task.kind)) all.push_back(of_task(task, language));
  for (const TaskView& task : view.tasks)
    if (!is_trouble(task.kind)) all.push_back(of_task(task, language));
  for (const auto* steps : {&view.steps, &view.undo}) {
    for (const StepView& step : *steps)
      if (step.status == "retrying")
        all.push_back(of_step(view, step, language));
    for (const StepView& step : *steps)
      if (step.status == "timed" || step.status == "expecting" ||
          step.status == "with_case")
        all.push_back(of_step(view, step, language));
    for (const StepView& step : *steps)
      if (step.status == "calling" || step.status == "pending" ||
          step.status == "querying")
        all.push_back(of_step(view, step, language));
  }
  add_place(view, language, all);
  add_no_due(view, all);
  if (all.empty())
    all.push_back({{"report.why_resume", {}},
                   view.changed_at,
                   {"report.who_anybody", {}},
                   command_of("report.do_resume", "case", view.id.text)});
  add_waiting_steps(view, language, all);
  return all;
}

}  // namespace onething
