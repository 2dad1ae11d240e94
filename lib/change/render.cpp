// SPDX-License-Identifier: Apache-2.0
//
// Changes as text for a terminal, as Markdown for a merge request, as JSON.

#include <string>
#include <utility>
#include <vector>

#include "onething/change.h"
#include "onething/text.h"

namespace onething {

namespace {

constexpr std::size_t kColumns = 80;
constexpr ChangeWeight kWeights[] = {
    ChangeWeight::breaking, ChangeWeight::review, ChangeWeight::harmless};

std::string_view heading_of(ChangeWeight weight) {
  switch (weight) {
    case ChangeWeight::breaking:
      return "change.breaking";
    case ChangeWeight::review:
      return "change.review";
    case ChangeWeight::harmless:
      return "change.harmless";
  }
  return "";
}

std::string_view affected(std::string_view word) {
  if (word == "applicants") return "change.affects_applicants";
  if (word == "cases") return "change.affects_cases";
  if (word == "departments") return "change.affects_departments";
  return word == "law" ? "change.affects_law" : "change.affects_nobody";
}

std::string text_of(const std::optional<ChangePlace>& place) {
  if (!place) return "—";
  return place->path + ":" + std::to_string(place->line) + ":" +
         std::to_string(place->column);
}

class Telling {
 public:
  Telling(const WorkflowChanges& all, Language language)
      : all_(all), language_(language) {}

  std::string text() const {
    std::string out = all_.workflow + "  " + all_.title.in(language_) + "\n" +
                      all_.before + " → " + all_.after + "\n" + summary() +
                      "\n";
    for (const ChangeWeight weight : kWeights) {
      if (all_.count(weight) == 0) continue;
      out += "\n" + say({heading_of(weight), {}}) + "\n";
      for (const Change& each : all_.changes)
        if (each.rule->weight == weight) out += told(each);
    }
    return out + figures_text();
  }

  std::string markdown() const {
    std::string out = "## " + all_.title.in(language_) + " (`" + all_.workflow +
                      "`)\n\n" + "`" + all_.before + "` → `" + all_.after +
                      "`  \n**" + summary() + "**\n";
    for (const ChangeWeight weight : kWeights) {
      if (all_.count(weight) == 0) continue;
      const bool is_folded = weight == ChangeWeight::harmless;
      const std::string heading = say({heading_of(weight), {}}) + " (" +
                                  std::to_string(all_.count(weight)) + ")";
      out += is_folded ? "\n<details><summary>" + heading + "</summary>\n\n"
                       : "\n### " + heading + "\n\n";
      out += markdown_rows(weight);
      if (is_folded) out += "\n</details>\n";
    }
    return out + figures_markdown();
  }

  Object object() const {
    List changes;
    for (const Change& each : all_.changes) changes.push_back(object_of(each));
    Object counts;
    for (const ChangeWeight weight : kWeights)
      counts.set(weight_word(weight),
                 static_cast<std::int64_t>(all_.count(weight)));
    Object figures;
    for (const ChangedFigure& each : all_.figures)
      figures.set(figure_word(each.figure),
                  Object{{"before", each.before}, {"after", each.after}});
    return Object{{"workflow", all_.workflow},
                  {"title", all_.title.in(language_)},
                  {"before", all_.before},
                  {"after", all_.after},
                  {"version_before", all_.version_before},
                  {"version_after", all_.version_after},
                  {"counts", std::move(counts)},
                  {"changes", std::move(changes)},
                  {"figures", std::move(figures)}};
  }

 private:
  std::string say(const Message& message) const {
    return render(message, language_);
  }

  std::string summary() const {
    if (all_.changes.empty()) return say({"change.none", {}});
    const auto count = [&](ChangeWeight weight) {
      return std::to_string(all_.count(weight));
    };
    return say({"change.summary",
                {{"breaking", count(ChangeWeight::breaking)},
                 {"review", count(ChangeWeight::review)},
                 {"harmless", count(ChangeWeight::harmless)}}});
  }

  std::string name_of(const Change& change) const {
    const std::string& title = change.title.in(language_);
    return title.empty() ? change.place : title;
  }
  std::string sentence(const Change& change) const {
    Message message{change.rule->sentence, change.args};
    message.args.emplace_back("what", name_of(change));
    return say(message);
  }
  std::string reason(const Change& change) const {
    return say({change.rule->reason, {}});
  }
  std::string whom(const Change& change) const {
    return say({affected(change.rule->affects), {}});
  }

  static std::string indented(const std::string& text, std::size_t cells) {
    std::string out;
    for (const std::string& line : wrap(text, kColumns - cells))
      out += std::string(cells, ' ') + line + "\n";
    return out;
  }

  std::string told(const Change& change) const {
    std::string out = indented(
        change.place + "  [" + std::string(change.rule->kind) + "]", 2);
    out += indented(sentence(change), 4);
    if (change.rule->weight == ChangeWeight::harmless) return out;
    out +=
        indented(whom(change) + say({"change.colon", {}}) + reason(change), 4);
    if (change.before || change.after)
      out +=
          indented(text_of(change.before) + " → " + text_of(change.after), 4);
    return out;
  }

  // Cells of Markdown tables: bars and line ends would break the row, angle
  // brackets and marks would be taken for something else.
  static std::string cell(const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (c == '|' || c == '`' || c == '*' || c == '_' || c == '<' ||
          c == '[' || c == '\\')
        out += '\\';
      out += c == '\n' ? ' ' : c;
    }
    return out;
  }
  static std::string code(const std::string& text) {
    std::string out = "`";
    for (const char c : text) {
      if (c == '|') out += '\\';
      out += c == '\n' || c == '`' ? ' ' : c;
    }
    return out + "`";
  }

  std::string markdown_rows(ChangeWeight weight) const {
    std::string out = "| " + say({"change.column_place", {}}) + " | " +
                      say({"change.column_what", {}}) + " | " +
                      say({"change.column_whom", {}}) + " | " +
                      say({"change.column_why", {}}) +
                      " |\n|---|---|---|---|\n";
    for (const Change& each : all_.changes) {
      if (each.rule->weight != weight) continue;
      const auto& place = each.after ? each.after : each.before;
      out += "| " + code(each.place) +
             (place ? "<br>" + cell(text_of(place)) : std::string()) + " | " +
             cell(sentence(each)) + " | " + cell(whom(each)) + " | " +
             cell(reason(each)) + " |\n";
    }
    return out;
  }

  Object object_of(const Change& change) const {
    const auto place = [](const std::optional<ChangePlace>& at) {
      if (!at) return Value();
      return Value(Object{{"path", at->path},
                          {"line", static_cast<std::int64_t>(at->line)},
                          {"column", static_cast<std::int64_t>(at->column)}});
    };
    return Object{{"kind", std::string(change.rule->kind)},
                  {"area", std::string(change.rule->area)},
                  {"class", std::string(weight_word(change.rule->weight))},
                  {"affects", std::string(change.rule->affects)},
                  {"place", change.place},
                  {"title", change.title.in(language_)},
                  {"sentence", sentence(change)},
                  {"reason", reason(change)},
                  {"before", place(change.before)},
                  {"after", place(change.after)}};
  }

  bool has_changed_figures() const {
    for (const ChangedFigure& each : all_.figures)
      if (each.before != each.after) return true;
    return false;
  }
  std::string figures_text() const {
    if (!has_changed_figures()) return "";
    std::string out = "\n" + say({"change.figures", {}}) + "\n";
    for (const ChangedFigure& each : all_.figures)
      if (each.before != each.after)
        out += "  " + pad(say(figure_title(each.figure)), 24) +
               std::to_string(each.before) + " → " +
               std::to_string(each.after) + "\n";
    return out;
  }
  std::string figures_markdown() const {
    if (!has_changed_figures()) return "";
    std::string out = "\n### " + say({"change.figures", {}}) + "\n\n| " +
                      say({"change.column_figure", {}}) + " | " +
                      say({"change.column_before", {}}) + " | " +
                      say({"change.column_after", {}}) +
                      " |\n|---|---:|---:|\n";
    for (const ChangedFigure& each : all_.figures)
      if (each.before != each.after)
        out += "| " + say(figure_title(each.figure)) + " | " +
               std::to_string(each.before) + " | " +
               std::to_string(each.after) + " |\n";
    return out;
  }

  const WorkflowChanges& all_;
  Language language_;
};

}  // namespace

Object changes_object(const WorkflowChanges& changes, Language language) {
  return Telling(changes, language).object();
}

std::string changes_in(std::string_view form, const WorkflowChanges& changes,
                       Language language) {
  const Telling telling(changes, language);
  if (form == "markdown") return telling.markdown();
  if (form == "json") return to_json(telling.object(), 2) + "\n";
  return telling.text();
}

}  // namespace onething
