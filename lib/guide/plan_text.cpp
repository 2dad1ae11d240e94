// SPDX-License-Identifier: Apache-2.0
//
// A plan as text, Markdown and JSON.

#include <string>
#include <utility>
#include <vector>

#include "guide/words.h"
#include "onething/plan.h"
#include "onething/text.h"
#include "onething/value.h"

namespace onething {

namespace {

using guides::condition_in_words;
using guides::name_of;
using guides::term_in_words;

constexpr std::size_t kColumns = 80;
constexpr std::size_t kSign = 4;  // "  + "

std::string_view need_word(Need need) {
  return need == Need::yes ? "yes" : need == Need::no ? "no" : "maybe";
}

class PlanForm {
 public:
  PlanForm(const Plan& plan, Language language)
      : plan_(plan), workflow_(*plan.workflow), language_(language) {}

  std::string text() const {
    std::string out = title() + "\n";
    for (const std::string& line : head()) out += "  " + line + "\n";
    out += section(say({"guide.materials", {}}), material_lines());
    out += section(say({"guide.flow", {}}), step_lines());
    for (const std::string& line : tail()) out += wrapped("  ", line);
    return out;
  }

  std::string markdown() const {
    std::string out = "# " + title() + "\n\n";
    for (const std::string& line : head()) out += "- " + line + "\n";
    out += "\n## " + say({"guide.materials", {}}) + "\n\n";
    for (const std::string& line : material_lines())
      out += "- " + line.substr(kSign) + "\n";
    out += "\n## " + say({"guide.flow", {}}) + "\n\n| | " +
           say({"guide.step", {}}) + " | " + say({"guide.department", {}}) +
           " | " + say({"guide.who", {}}) + " | " + say({"guide.limit", {}}) +
           " | " + say({"guide.from", {}}) + " | " + say({"guide.until", {}}) +
           " | " + say({"guide.remark", {}}) +
           " |\n|---:|---|---|---|---|---|---|---|\n";
    std::size_t number = 0;
    for (const PlannedStep& each : plan_.steps)
      if (each.need != Need::no) {
        out += "| " + std::to_string(++number);
        for (const std::string& cell : cells(each)) out += " | " + cell;
        out += " |\n";
      }
    out += "\n";
    for (const std::string& line : tail()) out += "- " + line + "\n";
    return out;
  }

  std::string json() const {
    Object figures;
    for (const PlannedFigure& each : plan_.figures)
      figures.set(figure_word(each.figure),
                  Object{{"least", each.least}, {"most", each.most}});
    List promises;
    for (const PlannedPromise& each : plan_.promises)
      promises.push_back(
          Object{{"within", to_text(each.promise->within.term)},
                 {"when", std::string(each.promise->when.text())},
                 {"due", day_or_null(each.due)}});
    List materials;
    for (const PlannedMaterial& each : plan_.materials)
      materials.push_back(document(each));
    List steps;
    for (const PlannedStep& each : plan_.steps) steps.push_back(document(each));
    List open;
    for (const std::string& each : plan_.open) open.push_back(each);
    return to_json(
               Object{
                   {"workflow", workflow_.id.text},
                   {"title", name_of(workflow_.title, workflow_.id, language_)},
                   {"start", to_text(plan_.start)},
                   {"end", day_or_null(plan_.end)},
                   {"situations", static_cast<std::int64_t>(plan_.situations)},
                   {"exact", plan_.is_exact},
                   {"figures", std::move(figures)},
                   {"promises", std::move(promises)},
                   {"materials", std::move(materials)},
                   {"steps", std::move(steps)},
                   {"open", std::move(open)}},
               2) +
           "\n";
  }

 private:
  std::string say(const Message& message) const {
    return render(message, language_);
  }

  std::string title() const {
    return name_of(workflow_.title, workflow_.id, language_) + " (" +
           workflow_.id.text + ")";
  }

  static std::string range(const PlannedFigure& figure) {
    if (figure.least == figure.most) return std::to_string(figure.most);
    return std::to_string(figure.least) + "–" + std::to_string(figure.most);
  }

  std::vector<std::string> head() const {
    std::vector<std::string> out;
    out.push_back(say({"guide.plan_start",
                       {{"date", to_text(plan_.start)},
                        {"count", std::to_string(plan_.situations)}}}));
    if (!plan_.is_exact)
      out.back() = say({"guide.plan_bounds", {{"date", to_text(plan_.start)}}});
    std::vector<Arg> figures;
    for (const PlannedFigure& each : plan_.figures)
      figures.emplace_back(figure_word(each.figure), range(each));
    out.push_back(say({"guide.plan_figures", std::move(figures)}));
    for (const PlannedPromise& each : plan_.promises)
      out.push_back(promise(each));
    if (plan_.promises.empty()) out.push_back(say({"guide.no_promise", {}}));
    return out;
  }

  std::string promise(const PlannedPromise& each) const {
    const std::string term =
        term_in_words(each.promise->within.term, language_);
    std::string out =
        each.due ? say({"guide.promised_by",
                        {{"term", term}, {"date", to_text(*each.due)}}})
                 : say({"guide.promised", {{"term", term}}});
    if (plan_.promises.size() > 1)
      out +=
          each.promise->when.empty()
              ? say({"guide.for_the_rest", {}})
              : say({"guide.if", {{"condition", words(each.promise->when)}}});
    return out;
  }

  std::string words(const Formula& formula) const {
    return condition_in_words(*plan_.project, workflow_, formula, language_);
  }

  static std::string wrapped(std::string_view before, const std::string& line) {
    std::string out;
    std::string lead(before);
    for (const std::string& part : wrap(line, kColumns - before.size())) {
      out += lead + part + "\n";
      lead.assign(before.size(), ' ');
    }
    return out;
  }

  static std::string section(const std::string& name,
                             const std::vector<std::string>& lines) {
    std::string out = "\n" + name + "\n";
    for (const std::string& line : lines) {
      const std::size_t indent = line.find_first_not_of(' ');
      out += wrapped(std::string(indent, ' ') + line.substr(indent, 2),
                     line.substr(indent + 2));
    }
    return out;
  }

  std::vector<std::string> material_lines() const {
    std::vector<std::string> out;
    for (const PlannedMaterial& each : plan_.materials) {
      if (each.need == Need::no) continue;
      const Material& material = *each.material;
      std::string line = each.need == Need::yes ? "  + " : "  ? ";
      line += name_of(material.title, material.id, language_);
      if (each.need == Need::maybe)
        line += say({"guide.if", {{"condition", words(material.when)}}});
      if (material.tolerate)
        line += say(
            {"guide.may_follow",
             {{"term", term_in_words(material.tolerate->term, language_)}}});
      out.push_back(std::move(line));
    }
    if (out.empty()) out.push_back("  - " + say({"guide.no_materials", {}}));
    return out;
  }

  std::string who(const PlannedStep& each) const {
    if (each.service == nullptr) return say({"guide.by_time", {}});
    switch (each.service->by) {
      case Performer::system:
        return say({"guide.by_system", {}});
      case Performer::person:
        return say({"guide.by_person", {}});
      case Performer::message:
        return say({"guide.by_message", {}});
    }
    return {};
  }

  std::string limit(const PlannedStep& each) const {
    if (each.limit) return term_in_words(*each.limit, language_);
    if (each.is_unlimited) return say({"guide.no_limit", {}});
    return say({"guide.term_at_once", {}});
  }

  std::string remark(const PlannedStep& each) const {
    std::vector<std::string> parts;
    if (each.is_prefill) parts.push_back(say({"guide.is_prefill", {}}));
    if (each.step->ad_hoc)
      parts.push_back(say({"guide.when_called", {}}));
    else if (each.need == Need::maybe)
      parts.push_back(words(each.step->when.empty() ? each.step->for_each
                                                    : each.step->when));
    if (each.service != nullptr && each.service->visits > 0)
      parts.push_back(say({"guide.visits_at",
                           {{"count", std::to_string(each.service->visits)}}}));
    std::string out;
    for (const std::string& part : parts)
      out += (out.empty() ? "" : "; ") + part;
    return out;
  }

  std::vector<std::string> cells(const PlannedStep& each) const {
    return {
        name_of(each.step->title, each.step->id, language_),
        each.department == nullptr
            ? std::string()
            : name_of(each.department->title, each.department->id, language_),
        who(each),
        limit(each),
        each.from ? to_text(*each.from) : "—",
        each.until && !each.is_unlimited ? to_text(*each.until) : "—",
        remark(each)};
  }

  std::vector<std::string> step_lines() const {
    std::vector<std::string> out;
    for (const PlannedStep& each : plan_.steps) {
      if (each.need == Need::no) continue;
      const std::vector<std::string> all = cells(each);
      std::string line = each.need == Need::yes ? "  + " : "  ? ";
      line += all[0];
      if (!all[1].empty()) line += " · " + all[1];
      line += " · " + all[2] + " · " + all[3];
      if (each.from) line += " · " + all[4] + " → " + all[5];
      if (!all[6].empty()) line += " · " + all[6];
      out.push_back(std::move(line));
    }
    return out;
  }

  // What is left out, what is open, what the dates mean.
  std::vector<std::string> tail() const {
    std::vector<std::string> out;
    std::vector<std::string> none;
    for (const PlannedMaterial& each : plan_.materials)
      if (each.need == Need::no)
        none.push_back(
            name_of(each.material->title, each.material->id, language_));
    for (const PlannedStep& each : plan_.steps)
      if (each.need == Need::no && !each.step->ad_hoc)
        none.push_back(name_of(each.step->title, each.step->id, language_));
    if (!none.empty())
      out.push_back(say(
          {"guide.not_needed", {{"list", guides::joined(none, language_)}}}));
    if (!plan_.open.empty())
      out.push_back(say({"guide.still_open",
                         {{"fields", guides::fields_in_words(
                                         workflow_, plan_.open, language_)}}}));
    out.push_back(plan_.has_calendar ? say({"guide.what_dates_mean", {}})
                                     : say({"guide.no_calendar", {}}));
    return out;
  }

  static Value day_or_null(const std::optional<Date>& date) {
    return date ? Value(to_text(*date)) : Value();
  }

  Value document(const PlannedMaterial& each) const {
    List kinds;
    for (const Spelled& kind : each.material->any_of)
      kinds.push_back(kind.text);
    return Object{
        {"id", each.material->id.text},
        {"title", name_of(each.material->title, each.material->id, language_)},
        {"need", std::string(need_word(each.need))},
        {"when", std::string(each.material->when.text())},
        {"any_of", std::move(kinds)},
        {"tolerate", each.material->tolerate
                         ? Value(to_text(each.material->tolerate->term))
                         : Value()},
        {"basis", each.material->basis}};
  }

  Value document(const PlannedStep& each) const {
    return Object{
        {"id", (each.is_prefill ? "prefill." : "") + each.step->id.text},
        {"title", name_of(each.step->title, each.step->id, language_)},
        {"need", std::string(need_word(each.need))},
        {"when", std::string(each.step->when.text())},
        {"for_each", std::string(each.step->for_each.text())},
        {"department",
         each.department == nullptr ? Value() : each.department->id.text},
        {"service", each.step->uses.text.text},
        {"limit", each.limit ? Value(to_text(*each.limit)) : Value()},
        {"unlimited", each.is_unlimited},
        {"from", day_or_null(each.from)},
        {"until", day_or_null(each.until)},
        {"visits", each.service == nullptr ? 0 : each.service->visits}};
  }

  const Plan& plan_;
  const Workflow& workflow_;
  Language language_;
};

}  // namespace

std::string plan_in(std::string_view form, const Plan& plan,
                    Language language) {
  const PlanForm written(plan, language);
  if (form == "json") return written.json();
  return form == "markdown" ? written.markdown() : written.text();
}

}  // namespace onething
