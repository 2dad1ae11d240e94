// SPDX-License-Identifier: Apache-2.0
//
// `adopt --report`: how adopted workflows differ from their models.

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "new_commands.h"
#include "onething/adopt.h"
#include "onething/table.h"
#include "session.h"

namespace onething::cli {

namespace {

Value as_value(const AdoptionReport& report) {
  List changes;
  for (const AdoptedChange& each : report.changes)
    changes.push_back(Object{
        {"place", each.place}, {"model", each.model}, {"here", each.here}});
  Object out{
      {"workflow", report.id},           {"model", report.model},
      {"region", report.region},         {"area", report.area},
      {"of_version", report.of_version}, {"model_version", report.version},
      {"changes", std::move(changes)}};
  if (!report.model_changes) return Value(std::move(out));
  List since;
  for (const ModelChange& each : *report.model_changes)
    since.push_back(Object{{"place", each.place},
                           {"before", each.before},
                           {"now", each.now},
                           {"also_here", each.also_here}});
  out.append("model_changes", std::move(since));
  return Value(std::move(out));
}

// A cell of a Markdown table.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out.empty() ? "-" : out;
}

// Both forms that people read: a table of Markdown, or lines.
class Written {
 public:
  Written(const Session& session, bool is_markdown)
      : session_(session), is_markdown_(is_markdown) {}

  void add(const AdoptionReport& report) {
    head({"adopt.report_head",
          {{"id", report.id},
           {"region", report.region},
           {"area", report.area},
           {"model", report.model},
           {"of", report.of_version}}},
         "##");
    if (report.of_version != report.version)
      line({"adopt.report_behind", {{"version", report.version}}});
    if (report.changes.empty()) line({"adopt.report_same", {}});
    if (!report.changes.empty())
      row({"adopt.column_place", "adopt.column_model", "adopt.column_here"});
    for (const AdoptedChange& each : report.changes)
      row_of({each.place, each.model, each.here});
    if (!report.model_changes) return;
    head({"adopt.report_since", {{"of", report.of_version}}}, "###");
    if (report.model_changes->empty()) line({"adopt.report_no_change", {}});
    if (!report.model_changes->empty())
      row({"adopt.column_place", "adopt.column_before", "adopt.column_now"});
    for (const ModelChange& each : *report.model_changes) {
      std::string place = each.place;
      if (each.also_here) place += " " + session_.text({"adopt.also_here", {}});
      row_of({place, each.before, each.now});
    }
  }

  const std::string& text() const { return text_; }

 private:
  void head(const Message& message, const std::string& sign) {
    if (!text_.empty()) text_ += "\n";
    text_ += (is_markdown_ ? sign + " " : "") + session_.text(message) + "\n";
    if (is_markdown_) text_ += "\n";
  }

  void line(const Message& message) {
    text_ += session_.text(message) + "\n";
    if (is_markdown_) text_ += "\n";
  }

  void row(const std::array<std::string_view, 3>& keys) {
    if (!is_markdown_) return;
    std::array<std::string, 3> cells;
    for (std::size_t i = 0; i < keys.size(); ++i)
      cells[i] = session_.text({keys[i], {}});
    row_of(cells);
    text_ += "|---|---|---|\n";
  }

  void row_of(const std::array<std::string, 3>& cells) {
    if (is_markdown_)
      text_ += "| " + cell(cells[0]) + " | " + cell(cells[1]) + " | " +
               cell(cells[2]) + " |\n";
    else
      text_ +=
          "  " + cells[0] + ": " +
          session_.text({"adopt.from_to",
                         {{"from", cell(cells[1])}, {"to", cell(cells[2])}}}) +
          "\n";
  }

  const Session& session_;
  bool is_markdown_;
  std::string text_;
};

Result<std::vector<const Workflow*>> chosen(Session& session,
                                            const Arguments& arguments,
                                            const LoadedProject& project) {
  std::vector<const Workflow*> all = adoptions(project);
  const std::string name = arguments.get("WORKFLOW");
  if (name.empty()) {
    if (!all.empty()) return all;
    return Error{ErrorCode::not_found, {"adopt.none", {}}};
  }
  OT_TRY(const Workflow* workflow, session.find_workflow(name));
  for (const Workflow* each : all)
    if (each == workflow) return std::vector<const Workflow*>{each};
  return Error{ErrorCode::not_found,
               {"adopt.not_adopted", {{"workflow", workflow->id.text}}}};
}

}  // namespace

int command_adopt(Session& session, const Arguments& arguments) {
  if (!arguments.has("--report")) {
    session.say({"cli.missing_option", {{"option", "--report"}}});
    return exit_usage;
  }
  const std::string name = arguments.get("WORKFLOW");
  const Result<const LoadedProject*> project =
      session.open_project(name.ends_with(".yaml") ? name : "");
  if (!project) return session.fail(project.error());
  const auto workflows = chosen(session, arguments, *project.value());
  if (!workflows) return session.fail(workflows.error());
  std::optional<std::string> old;
  if (arguments.has("--old")) {
    Result<std::string> text = read_table_file(arguments.get("--old"));
    if (!text) return session.fail(text.error());
    old = std::move(text.value());
  }
  const std::string format = arguments.get("--format");
  Written written(session, format == "markdown");
  List documents;
  for (const Workflow* workflow : workflows.value()) {
    const Result<AdoptionReport> report =
        adoption_report(*project.value(), *workflow, old);
    if (!report) return session.fail(report.error());
    written.add(report.value());
    documents.push_back(as_value(report.value()));
  }
  session.print(session.json()
                    ? to_json(Object{{"adoptions", std::move(documents)}}, 2) +
                          "\n"
                    : written.text());
  return exit_done;
}

}  // namespace onething::cli
