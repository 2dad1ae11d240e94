// SPDX-License-Identifier: Apache-2.0
//
// IEEE 1849-2016 with the extensions concept, time, lifecycle, organizational.

#include <algorithm>
#include <variant>

#include "base/format.h"
#include "diag/xml_text.h"
#include "export/handled.h"
#include "export/new_stream.h"
#include "onething/export.h"
#include "onething/report.h"

namespace onething {

namespace {

using diag::escaped;
using exchange::Handled;
using exchange::StoredCase;

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<log xes.version=\"1849-2016\" xes.features=\"\" "
    "xmlns=\"http://www.xes-standard.org/\">\n"
    "  <extension name=\"Concept\" prefix=\"concept\" "
    "uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
    "  <extension name=\"Time\" prefix=\"time\" "
    "uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
    "  <extension name=\"Lifecycle\" prefix=\"lifecycle\" "
    "uri=\"http://www.xes-standard.org/lifecycle.xesext\"/>\n"
    "  <extension name=\"Organizational\" prefix=\"org\" "
    "uri=\"http://www.xes-standard.org/org.xesext\"/>\n"
    "  <global scope=\"trace\">\n"
    "    <string key=\"concept:name\" value=\"\"/>\n"
    "  </global>\n"
    "  <global scope=\"event\">\n"
    "    <string key=\"concept:name\" value=\"\"/>\n"
    "    <string key=\"lifecycle:transition\" value=\"complete\"/>\n"
    "    <date key=\"time:timestamp\" value=\"1970-01-01T00:00:00Z\"/>\n"
    "  </global>\n"
    "  <classifier name=\"Activity\" keys=\"concept:name\"/>\n"
    "  <classifier name=\"Activity and transition\" "
    "keys=\"concept:name lifecycle:transition\"/>\n"
    "  <string key=\"lifecycle:model\" value=\"standard\"/>\n";

std::string text_attribute(std::string_view indent, std::string_view key,
                           std::string_view value) {
  if (value.empty()) return {};
  return format("{}<string key=\"{}\" value=\"{}\"/>\n", indent, escaped(key),
                escaped(value));
}

// One event, in the order of time; those of one moment stay as they happened.
struct Line {
  Instant at;
  std::string name;
  std::string instance;
  std::string_view transition;
  std::string group, role, resource, step;
};

std::string line_text(const Line& line) {
  constexpr std::string_view kIndent = "      ";
  return "    <event>\n" + text_attribute(kIndent, "concept:name", line.name) +
         text_attribute(kIndent, "concept:instance", line.instance) +
         text_attribute(kIndent, "lifecycle:transition", line.transition) +
         format("{}<date key=\"time:timestamp\" value=\"{}\"/>\n", kIndent,
                to_text(line.at)) +
         text_attribute(kIndent, "org:group", line.group) +
         text_attribute(kIndent, "org:role", line.role) +
         text_attribute(kIndent, "org:resource", line.resource) +
         text_attribute(kIndent, "onething:step", line.step) + "    </event>\n";
}

// Of the standard model: a refusal is a result, what was not wanted any more is
// none.
std::string_view end_of(exchange::Outcome outcome) {
  return outcome == exchange::Outcome::other ? "ate_abort" : "complete";
}

bool is_of_case(std::string_view type) {
  return type.starts_with("case_") || type == "application_refused" ||
         type == "correction_requested" || type == "special_started" ||
         type == "special_ended" || type == "withdrawal_requested" ||
         type == "termination_requested" || type == "state_entered";
}

class TraceLines {
 public:
  TraceLines(const StoredCase& of, const ExportOptions& options)
      : of_(of), shown_(of, options) {}

  std::vector<Line> make() {
    for (std::size_t i = 0; i < of_.events.size(); ++i)
      if (is_of_case(of_.types[i])) {
        Line line;
        line.at = of_.events[i].at;
        line.name = of_.types[i];
        if (const auto* entered =
                std::get_if<engine::StateEntered>(&of_.events[i].fact))
          line.name += " " + entered->state;
        line.transition = "complete";
        lines_.push_back(std::move(line));
      }
    std::size_t number = 0;
    for (const Handled& each : exchange::handled_in(of_))
      add(each, std::to_string(++number));
    std::stable_sort(lines_.begin(), lines_.end(),
                     [](const Line& a, const Line& b) { return a.at < b.at; });
    return std::move(lines_);
  }

 private:
  void add(const Handled& each, const std::string& number) {
    if (each.task.empty() && each.by_person) return;
    Line line;
    line.at = each.begin;
    line.name = name_of(each);
    line.instance = of_.view.id.text + "/" + number;
    line.transition = each.task.empty() ? "start" : "schedule";
    line.group = each.department;
    line.role = each.role;
    line.step = each.run.step;
    lines_.push_back(line);
    if (!each.end) return;
    line.at = *each.end;
    line.transition = end_of(each.outcome);
    line.resource = shown_.person(each.who);
    lines_.push_back(std::move(line));
  }

  std::string name_of(const Handled& each) const {
    const bool is_work = each.task.empty() || each.kind == "work";
    if (each.run.step.empty()) return "task_" + each.kind;
    return is_work ? each.run.step : each.run.step + " " + each.kind;
  }

  const StoredCase& of_;
  const exchange::Shown shown_;
  std::vector<Line> lines_;
};

}  // namespace

class XesExport::Impl {
 public:
  Impl(Store& store, ExportOptions options, Write write,
       std::unique_ptr<exchange::NewStream> file)
      : store_(store),
        definitions_(store, {}),
        options_(std::move(options)),
        write_(std::move(write)),
        file_(std::move(file)) {
    put(kHead);
  }

  Status add(const CaseId& id) {
    OT_TRY(const StoredCase of, exchange::read_case(store_, definitions_, id));
    if (options_.admits) OT_CHECK(options_.admits(of.view));
    std::string text = "  <trace>\n";
    text += text_attribute("    ", "concept:name", of.view.id.text);
    text += text_attribute("    ", "onething:workflow", of.view.workflow);
    text += text_attribute("    ", "onething:version",
                           of.definition->workflow->version);
    text += text_attribute("    ", "onething:status", of.view.status);
    for (const Line& line : TraceLines(of, options_).make()) {
      text += line_text(line);
      ++events_;
    }
    put(text + "  </trace>\n");
    return status();
  }

  Result<std::int64_t> end() {
    put("</log>\n");
    OT_CHECK(status());
    if (file_) OT_CHECK(file_->keep());
    return events_;
  }

 private:
  void put(std::string_view text) { failed_ = failed_ || !write_(text); }
  Status status() const {
    if (failed_)
      return Error{ErrorCode::unavailable, {"export.cannot_write", {}}};
    return Done{};
  }

  Store& store_;
  run::Definitions definitions_;
  ExportOptions options_;
  Write write_;
  std::unique_ptr<exchange::NewStream> file_;
  std::int64_t events_ = 0;
  bool failed_ = false;
};

XesExport::XesExport(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
XesExport::XesExport(Store& store, ExportOptions options, Write write)
    : impl_(std::make_unique<Impl>(store, std::move(options), std::move(write),
                                   nullptr)) {}
XesExport::XesExport(XesExport&&) noexcept = default;
XesExport::~XesExport() = default;

Result<XesExport> XesExport::into_file(Store& store, const std::string& path,
                                       ExportOptions options) {
  OT_TRY(auto file, exchange::NewStream::make(path));
  exchange::NewStream* to = file.get();
  return XesExport(std::make_unique<Impl>(
      store, std::move(options),
      [to](std::string_view text) { return to->write(text); },
      std::move(file)));
}

Status XesExport::add(const CaseId& id) { return impl_->add(id); }
Result<std::int64_t> XesExport::end() { return impl_->end(); }

}  // namespace onething
