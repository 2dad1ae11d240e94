// SPDX-License-Identifier: Apache-2.0
//
// Coverage as text and JSON.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "onething/coverage.h"
#include "onething/text.h"
#include "onething/value.h"

namespace onething {

namespace {

constexpr std::array kParts = {CoveragePart::branch, CoveragePart::ending,
                               CoveragePart::transition,
                               CoveragePart::condition, CoveragePart::deadline};

std::string pad(std::string text, std::size_t width) {
  const std::size_t used = display_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

Message title_of(CoveragePart part) {
  switch (part) {
    case CoveragePart::branch:
      return {"coverage.branches", {}};
    case CoveragePart::ending:
      return {"coverage.endings", {}};
    case CoveragePart::transition:
      return {"coverage.transitions", {}};
    case CoveragePart::condition:
      return {"coverage.conditions", {}};
    case CoveragePart::deadline:
      return {"coverage.deadlines", {}};
  }
  return {};
}

class TextForm {
 public:
  TextForm(const CoverageRun& run, Language language)
      : run_(run), language_(language) {}

  std::string text() {
    for (const WorkflowCoverage& workflow : run_.workflows) add(workflow);
    return std::move(out_);
  }

 private:
  std::string say(const Message& message) const {
    return render(message, language_);
  }
  std::string place(Span span) const {
    return run_.sources.files[span.file].path + ":" +
           std::to_string(span.begin.line) + ":" +
           std::to_string(span.begin.column);
  }

  void add(const WorkflowCoverage& workflow) {
    out_ += workflow.workflow + "  " + workflow.title.in(language_) + "  " +
            say({"coverage.percent",
                 {{"percent", std::to_string(workflow.percent())}}}) +
            "\n";
    for (const CoveragePart part : kParts) {
      const CoverageCount count = workflow.count(part);
      if (count.all == 0) continue;
      out_ += "  " + pad(say(title_of(part)), 14) +
              say({"coverage.count",
                   {{"covered", std::to_string(count.covered)},
                    {"all", std::to_string(count.all)}}});
      if (count.not_proved > 0)
        out_ += say({"coverage.count_not_proved",
                     {{"count", std::to_string(count.not_proved)}}});
      out_ += "\n";
    }
    if (workflow.unreachable > 0)
      out_ += "  " +
              say({"coverage.unreachable",
                   {{"count", std::to_string(workflow.unreachable)}}}) +
              "\n";
    if (!workflow.is_explored)
      out_ += "  " + say({"coverage.not_explored", {}}) + "\n";
    for (const CoveragePart part : kParts) add_missing(workflow, part);
    out_ += "\n";
  }

  void add_missing(const WorkflowCoverage& workflow, CoveragePart part) {
    bool is_first = true;
    for (const CoverageItem& item : workflow.items) {
      if (item.part != part || item.is_covered()) continue;
      if (is_first)
        out_ +=
            "  " + say({"coverage.missing", {{"part", title_of(part)}}}) + "\n";
      is_first = false;
      out_ += "    " + place(item.span) + ": " + say(item.text);
      if (!item.is_proved) out_ += say({"coverage.not_proved", {}});
      out_ += "\n";
      add_story(item);
    }
  }

  // On one line: there are many.
  void add_story(const CoverageItem& item) {
    std::string told;
    for (const Label& label : item.story) {
      if (!told.empty()) told += " → ";
      told += say(label.message);
    }
    if (!told.empty()) out_ += "        " + told + "\n";
  }

  const CoverageRun& run_;
  Language language_;
  std::string out_;
};

Value place_json(const CoverageRun& run, Span span) {
  return Object{{"file", run.sources.files[span.file].path},
                {"line", static_cast<std::int64_t>(span.begin.line)},
                {"column", static_cast<std::int64_t>(span.begin.column)}};
}

Value item_json(const CoverageRun& run, const CoverageItem& item,
                Language language) {
  List by;
  for (const std::size_t index : item.by)
    by.push_back(run.scenarios.played[index].id);
  List story;
  for (const Label& label : item.story) {
    Value told = place_json(run, label.span);
    told.object()->set("text", render(label.message, language));
    story.push_back(std::move(told));
  }
  Value out = Object{{"part", std::string(coverage_part_word(item.part))},
                     {"owner", item.owner},
                     {"outcome", item.outcome},
                     {"covered", item.is_covered()},
                     {"proved", item.is_proved},
                     {"text", render(item.text, language)},
                     {"by", std::move(by)},
                     {"story", std::move(story)}};
  const Value place = place_json(run, item.span);
  for (const auto& [name, value] : *place.object())
    out.object()->set(name, value);
  return out;
}

Value workflow_json(const CoverageRun& run, const WorkflowCoverage& workflow,
                    Language language) {
  Object counts;
  for (const CoveragePart part : kParts) {
    const CoverageCount count = workflow.count(part);
    counts.set(
        std::string(coverage_part_word(part)),
        Object{{"covered", static_cast<std::int64_t>(count.covered)},
               {"all", static_cast<std::int64_t>(count.all)},
               {"not_proved", static_cast<std::int64_t>(count.not_proved)}});
  }
  List items;
  for (const CoverageItem& item : workflow.items)
    items.push_back(item_json(run, item, language));
  Value out =
      Object{{"workflow", workflow.workflow},
             {"title", workflow.title.in(language)},
             {"percent", static_cast<std::int64_t>(workflow.percent())},
             {"explored", workflow.is_explored},
             {"unreachable", static_cast<std::int64_t>(workflow.unreachable)},
             {"counts", std::move(counts)},
             {"items", std::move(items)}};
  const Value place = place_json(run, workflow.span);
  for (const auto& [name, value] : *place.object())
    out.object()->set(name, value);
  return out;
}

}  // namespace

std::string_view coverage_part_word(CoveragePart part) {
  switch (part) {
    case CoveragePart::branch:
      return "branches";
    case CoveragePart::ending:
      return "endings";
    case CoveragePart::transition:
      return "transitions";
    case CoveragePart::condition:
      return "conditions";
    case CoveragePart::deadline:
      return "deadlines";
  }
  return {};
}

std::string coverage_text(const CoverageRun& run, Language language) {
  return TextForm(run, language).text();
}

std::string coverage_json(const CoverageRun& run, Language language) {
  List workflows;
  for (const WorkflowCoverage& workflow : run.workflows)
    workflows.push_back(workflow_json(run, workflow, language));
  Value out = Object{{"coverage", std::move(workflows)}};
  const Result<Value> played =
      parse_json(scenarios_json(run.scenarios, language));
  if (played)
    for (const auto& [name, value] : *played.value().object())
      out.object()->set(name, value);
  return to_json(out, 2) + "\n";
}

}  // namespace onething
