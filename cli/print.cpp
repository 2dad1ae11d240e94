// SPDX-License-Identifier: Apache-2.0

#include "print.h"

#include <algorithm>
#include <utility>

#include "command.h"
#include "onething/text.h"

namespace onething::cli {

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += (i > 0 ? "  " : "") +
              (i + 1 < row.size() ? pad(row[i], widths[i]) : row[i]);
    while (line.ends_with(' ')) line.pop_back();
    out += line + "\n";
  }
  return out;
}

std::string status_text(const Session& session, const std::string& status) {
  // The words are those of report.def; an unknown one is shown as it is.
  static constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
      {"received", "report.case_received"},
      {"accepted", "report.case_accepted"},
      {"processing", "report.case_processing"},
      {"correcting", "report.case_correcting"},
      {"granted", "report.case_granted"},
      {"denied", "report.case_denied"},
      {"withdrawn", "report.case_withdrawn"},
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

std::string time_text(const Session& session, const CaseView& view) {
  const std::string promised =
      view.promise ? std::to_string(view.promise->count) : std::string("-");
  if (view.working_days)
    return session.text({"report.days_used",
                         {{"used", std::to_string(*view.working_days)},
                          {"promised", promised}}});
  if (view.due)
    return session.text(
        {"report.due_by",
         {{"date", to_text(*view.due)}, {"promised", promised}}});
  if (view.promise) return session.text({"report.due_unknown", {}});
  return session.text({"report.no_promise", {}});
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
    for (const StepView& step : view.steps)
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

std::string ending_text(const Session& session, const CaseView& view) {
  std::string out;
  if (!view.reason.empty()) out += line(session, "report.reason", view.reason);
  if (!view.basis.empty()) out += line(session, "report.basis", view.basis);
  for (const std::string& remedy : view.remedies)
    out += line(session, "report.remedy", remedy);
  return out;
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
  out += line(session, "report.state", status_text(session, view.status));
  out += line(session, "report.received", to_local_text(view.received_at));
  if (view.ended_at)
    out += line(session, "report.ended", to_local_text(*view.ended_at));
  out += line(session, "report.time", time_text(session, view));
  out += ending_text(session, view);
  // What is not at its end has no receipt yet; `case show` lists the rest.
  if (!view.ended && detail == Detail::short_while_open) return out;
  out += given_text(session, view);
  out += moved_text(session, view, moved);
  return out;
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
    if (task.kind == "fallback") return exit_surroundings;
  // Waiting for a person is how some services work, not a failure.
  return exit_done;
}

}  // namespace onething::cli
