// SPDX-License-Identifier: Apache-2.0

#include "print.h"

#include <algorithm>
#include <utility>

#include "command.h"
#include "onething/text.h"

namespace onething::cli {

std::vector<std::string> table_lines(
    const std::vector<std::vector<std::string>>& rows, std::size_t cells) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::vector<std::string> lines;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += (i > 0 ? "  " : "") +
              (i + 1 < row.size() ? pad(row[i], widths[i]) : row[i]);
    while (line.ends_with(' ')) line.pop_back();
    lines.push_back(cells == 0 ? std::move(line) : shorten(line, cells));
  }
  return lines;
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (const std::string& line : table_lines(rows)) out += line + "\n";
  return out;
}

std::string status_text(const Session& session, const std::string& status) {
  // The words are those of report.def; an unknown one is shown as it is.
  static constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
      {"received", "report.case_received"},
      {"accepted", "report.case_accepted"},
      {"processing", "report.case_processing"},
      {"correcting", "report.case_correcting"},
      {"undoing", "report.case_undoing"},
      {"granted", "report.case_granted"},
      {"denied", "report.case_denied"},
      {"withdrawn", "report.case_withdrawn"},
      {"special", "report.case_special"},
      {"suspended", "report.case_suspended"},
      {"not_accepted", "report.case_not_accepted"},
      {"refused", "report.case_refused"},
      {"terminated", "report.case_terminated"},
      {"lapsed", "report.case_lapsed"},
      {"delivered", "report.case_delivered"},
      {"revoked", "report.case_revoked"},
  };
  for (const auto& [word, key] : kTexts)
    if (word == status) return session.text({key, {}});
  return status;
}

namespace {

std::string line(const Session& session, std::string_view key,
                 const std::string& value) {
  constexpr std::size_t kLabelCells = 14;
  return pad(session.text({key, {}}), kLabelCells) + value + "\n";
}

std::string heading(const Session& session, std::string_view key) {
  return "\n" + session.text({key, {}}) + "\n";
}

const ClockView* promise_of(const CaseView& view) {
  for (const ClockView& clock : view.clocks)
    if (clock.id == "promise") return &clock;
  return nullptr;
}

// When it is due, and how many days are left or what stops the clock.
std::string due_text(const Session& session, const CaseView& view,
                     const std::string& promised) {
  const std::string date = to_text(*view.due);
  const ClockView* promise = promise_of(view);
  if (view.paused_since && !view.pauses.empty())
    return session.text({"report.due_paused",
                         {{"date", date},
                          {"promised", promised},
                          {"why", pause_title(view.pauses.back())}}});
  const auto left = promise == nullptr || view.ended
                        ? std::nullopt
                        : days_left(*promise, local_date(session.now()));
  if (!left)
    return session.text(
        {"report.due_by", {{"date", date}, {"promised", promised}}});
  const bool over = *left < 0;
  return session.text(
      {over ? "report.due_over" : "report.due_left",
       {{"date", date},
        {"promised", promised},
        {over ? "over" : "left", std::to_string(over ? -*left : *left)}}});
}

std::string time_text(const Session& session, const CaseView& view) {
  const std::string promised =
      view.promise ? std::to_string(view.promise->count) : std::string("-");
  if (view.working_days)
    return session.text({"report.days_used",
                         {{"used", std::to_string(*view.working_days)},
                          {"promised", promised}}});
  if (view.due) return due_text(session, view, promised);
  if (view.promise) return session.text({"report.due_unknown", {}});
  if (view.accepted_at) return session.text({"report.no_promise", {}});
  return session.text(
      {view.ended ? "report.never_accepted" : "report.not_yet_accepted", {}});
}

using Rows = std::vector<std::vector<std::string>>;

// A heading with its table beneath, set in by two spaces; nothing without rows.
std::string section(const Session& session, std::string_view key,
                    const Rows& rows) {
  if (rows.empty()) return {};
  std::string out = heading(session, key);
  const std::string text = table(rows);
  std::string_view lines = text;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    out += "  " + std::string(lines.substr(0, end + 1));
    lines.remove_prefix(end + 1);
  }
  return out;
}

std::string given_text(const Session& session, const CaseView& view) {
  Rows kept;
  Rows given;
  for (const StepView& step : view.steps) {
    if (step.is_prefill) continue;
    for (const OutputView& output : step.outputs) {
      const std::string title =
          output.title.empty() ? output.field : session.name(output.title);
      (output.kept ? kept : given)
          .push_back({session.name(step.department_title), title,
                      show_value(output.value, output.sensitivity,
                                 Masking::personal, session.language())});
    }
  }
  return section(session, "report.kept", kept) +
         section(session, "report.given", given);
}

// The fields that went to one department, by their titles, each once.
std::string fields_sent_to(const Session& session, const CaseView& view,
                           const std::string& department,
                           const std::vector<Disclosure>& moved) {
  std::vector<std::string> names;
  for (const Disclosure& each : moved) {
    if (each.to != department) continue;
    std::string name = each.field;
    for (const auto* steps : {&view.steps, &view.undo})
      for (const StepView& step : *steps)
        for (const InputView& input : step.inputs)
          if (step.id == each.step && input.field == each.field &&
              !input.title.empty())
            name = session.name(input.title);
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  }
  const std::string comma = session.text({"report.comma", {}});
  std::string joined;
  for (const std::string& name : names)
    joined += (joined.empty() ? "" : comma) + name;
  return joined;
}

std::string moved_text(const Session& session, const CaseView& view,
                       const std::vector<Disclosure>& moved) {
  std::size_t left = 0;
  for (const StepView& step : view.steps)
    left = std::max(left, display_width(session.name(step.department_title)));
  // Two cells in front and two between, on a screen of eighty.
  constexpr std::size_t kScreen = 76;
  constexpr std::size_t kNarrowest = 24;
  const std::size_t right =
      left + kNarrowest < kScreen ? kScreen - left : kNarrowest;
  Rows rows;
  std::vector<std::string> done;
  for (const StepView& step : view.steps) {
    if (std::find(done.begin(), done.end(), step.department) != done.end())
      continue;
    done.push_back(step.department);
    const std::string fields =
        fields_sent_to(session, view, step.department, moved);
    if (fields.empty()) continue;
    std::string department = session.name(step.department_title);
    for (const std::string& part : wrap(fields, right))
      rows.push_back({std::exchange(department, ""), part});
  }
  return section(session, "report.moved", rows);
}

const char* word_of(const std::string& status) {
  if (status == "done") return "report.status_done";
  if (status == "calling") return "report.status_calling";
  if (status == "pending") return "report.status_pending";
  if (status == "querying") return "report.status_querying";
  if (status == "retrying") return "report.status_retrying";
  if (status == "with_person") return "report.status_with_person";
  if (status == "fallback") return "report.status_fallback";
  if (status == "abandoned") return "report.status_abandoned";
  return "report.status_waiting";
}

// What is taken back, and what stays as it is although the case came to
// nothing.
std::string undo_text(const Session& session, const CaseView& view) {
  Rows undone;
  for (const StepView& step : view.undo)
    undone.push_back({session.name(step.department_title),
                      session.name(step.title),
                      session.text({word_of(step.status), {}})});
  Rows left;
  for (const InForceView& each : view.in_force)
    left.push_back({session.name(each.department_title),
                    session.name(each.title),
                    session.text({each.is_certain ? "report.in_force_certain"
                                                  : "report.in_force_unsure",
                                  {}})});
  std::string out;
  if (view.compensated)
    out += line(session, "report.undo_state",
                session.text({"report.compensated", {}}));
  return out + section(session, "report.undone", undone) +
         section(session, "report.in_force", left);
}

std::string ending_text(const Session& session, const CaseView& view) {
  std::string out;
  if (!view.reason.empty()) out += line(session, "report.reason", view.reason);
  if (!view.basis.empty()) out += line(session, "report.basis", view.basis);
  for (const std::string& remedy : view.remedies)
    out += line(session, "report.remedy", remedy);
  return out;
}

// Limits beside the promise, and what did not count.
std::string limits_text(const Session& session, const CaseView& view) {
  Rows limits;
  for (const ClockView& clock : view.clocks) {
    if (!clock.running) continue;
    const std::string_view how = clock.stands_still ? "report.clock_still"
                                 : clock.expired    ? "report.clock_over"
                                                    : "report.clock_runs";
    limits.push_back({session.text(clock_title(clock)), to_text(clock.budget),
                      clock.due ? to_text(*clock.due) : "-",
                      session.text({how, {}})});
  }
  Rows pauses;
  for (const PauseView& pause : view.pauses)
    pauses.push_back({session.text(pause_title(pause)),
                      to_local_text(pause.from),
                      pause.to ? to_local_text(*pause.to)
                               : session.text({"report.pause_open", {}})});
  return section(session, "report.clocks", limits) +
         section(session, "report.pauses", pauses);
}

std::string step_of(const MendingView& mending) {
  return mending.step.empty() ? "-" : mending.step;
}

// What was put right by hand, and by whom.
std::string mendings_text(const Session& session, const CaseView& view) {
  Rows rows;
  for (const MendingView& each : view.mendings)
    rows.push_back({to_local_text(each.at), each.actor,
                    session.text(mending_title(each)), step_of(each),
                    each.reason});
  return section(session, "repair.mendings", rows);
}

std::string agent_text(const Session& session, const Agent& agent) {
  const std::string name = agent.name.empty() ? "" : " " + mask(agent.name);
  std::string line = session.text(
      {"report.agent_line",
       {{"agent", agent.id + name},
        {"check", real_name_title(agent)},
        {"until", agent.valid_until ? to_text(*agent.valid_until) : "-"}}});
  if (agent.grade)
    line += session.text({"report.agent_grade", {{"grade", *agent.grade}}});
  return line;
}

std::string or_none(const std::string& text) {
  return text.empty() ? std::string("-") : text;
}

// Who has which task, and until when.
std::string tasks_text(const Session& session, const CaseView& view) {
  if (view.tasks.empty()) return {};
  Rows rows(1);
  for (const std::string_view key :
       {"report.task", "report.department", "report.role", "report.assignee",
        "report.delegate", "report.due"})
    rows[0].push_back(session.text({key, {}}));
  for (const TaskView& task : view.tasks)
    rows.push_back({task.id, or_none(task.department), or_none(task.role),
                    or_none(task.assignee), or_none(task.delegate),
                    task.due ? to_text(*task.due) : "-"});
  return section(session, "report.people_tasks", rows);
}

std::string notes_text(const Session& session, const CaseView& view) {
  Rows rows;
  for (const NoteView& note : view.notes)
    rows.push_back(
        {to_local_text(note.at), or_none(note.by), or_none(note.text)});
  return section(session, "report.notes", rows);
}

}  // namespace

std::string receipt(const Session& session, const CaseView& view,
                    const std::vector<Disclosure>& moved, Detail detail) {
  std::string out = session.name(view.title) + "\n";
  out += line(session, "report.number", view.id.text);
  if (!view.subject.empty())
    out += line(session, "report.subject",
                show_value(view.subject, view.subject_sensitivity,
                           Masking::personal, session.language()));
  if (!view.parent.empty())
    out += line(
        session, "report.parent",
        session.text({"report.parent_line",
                      {{"case", view.parent}, {"step", view.parent_step}}}));
  for (const ChildView& child : view.children)
    out +=
        line(session, "report.child",
             session.text({"report.child_line",
                           {{"case", child.id.text},
                            {"step", child.step},
                            {"state", status_text(session, child.status)}}}));
  out += line(session, "report.state", status_text(session, view.status));
  if (!view.place.empty())
    out += line(
        session, "report.place",
        view.place_title.empty() ? view.place : session.name(view.place_title));
  out += line(session, "report.received", to_local_text(view.received_at));
  if (view.ended_at)
    out += line(session, "report.ended", to_local_text(*view.ended_at));
  out += line(session, "report.time", time_text(session, view));
  if (view.agent)
    out += line(session, "report.agent", agent_text(session, *view.agent));
  if (!view.first_handler.empty())
    out += line(session, "report.first_handler", view.first_handler);
  if (!view.files.empty())
    out += line(session, "report.files", std::to_string(view.files.size()));
  out += ending_text(session, view);
  // What is not at its end has no receipt yet; `case show` lists the rest.
  if (!view.ended && detail == Detail::short_while_open) return out;
  if (detail == Detail::full)
    out += tasks_text(session, view) + limits_text(session, view) +
           notes_text(session, view);
  out += mendings_text(session, view);
  out += undo_text(session, view);
  out += given_text(session, view);
  out += moved_text(session, view, moved);
  return out;
}

std::string last_mending_text(const Session& session, const CaseView& view) {
  if (view.mendings.empty()) return {};
  const MendingView& last = view.mendings.back();
  return session.text({"repair.last",
                       {{"time", to_local_text(last.at)},
                        {"actor", last.actor},
                        {"what", mending_title(last)},
                        {"step", step_of(last)},
                        {"reason", last.reason}}}) +
         "\n";
}

std::string waiting_text(const Session& session, const CaseView& view) {
  std::string out;
  for (const CaseDefect& defect : view.notice)
    out += session.defect_text(defect) + "\n";
  for (const Waiting& waiting : why_waiting(view, session.language())) {
    const bool is_ours = waiting.who.key == "report.who_nobody";
    const std::string sentence =
        session.text({is_ours ? "cli.waiting_alone" : "cli.waiting",
                      {{"what", waiting.what},
                       {"since", to_local_text(waiting.since)},
                       {"who", waiting.who}}});
    for (const std::string& part : wrap(sentence, session.columns() - 4))
      out += "  " + part + "\n";
    if (!waiting.command.empty())
      out += "    " + session.text(waiting.command) + "\n";
  }
  return out;
}

int exit_code_of(const CaseView& view) {
  if (view.status == "granted") return exit_done;
  if (view.ended || view.status == "correcting") return exit_content;
  for (const TaskView& task : view.tasks)
    if (task.kind == "fallback" || task.kind == "unknown")
      return exit_surroundings;
  // Waiting for a person is how some services work, not a failure.
  return exit_done;
}

}  // namespace onething::cli
