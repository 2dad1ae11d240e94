// SPDX-License-Identifier: Apache-2.0

#include "onething/walk.h"

#include <array>
#include <optional>
#include <utility>

#include "check/time/length.h"
#include "guide/words.h"
#include "model/form_rules.h"
#include "model/type_facts.h"
#include "onething/text.h"

namespace onething {

namespace {

using guides::name_of;

bool is_chosen(const Question& question) {
  return question.kind == Question::Kind::choice ||
         question.kind == Question::Kind::yes_no ||
         question.kind == Question::Kind::any;
}

struct Line {
  Message name;
  std::string_view word;
  std::string walked, file, before;
};

class WalkForm {
 public:
  WalkForm(const WalkReport& report, Language language)
      : plan_(*report.plan),
        file_(*report.file),
        walk_(*report.walk),
        workflow_(*report.plan->workflow),
        language_(language) {}

  std::string text() const {
    std::string out =
        say({"guide.walk_title",
             {{"title", name_of(workflow_.title, workflow_.id, language_)}}}) +
        "\n";
    if (!walk_.is_whole) out += "  " + say({"guide.walk_not_whole", {}}) + "\n";
    out += row("", say({"guide.walk_walked", {}}), say({"guide.walk_file", {}}),
               say({"guide.walk_before", {}}));
    for (const Line& each : lines())
      out += row(say(each.name), each.walked, each.file, each.before);
    out += "  " + say({"guide.walk_counts", counts()}) + "\n";
    for (const PlannedStep& each : waits())
      out += "  " + say({"guide.walk_wait", wait_of(each)}) + "\n";
    for (const Message& each : findings()) out += "  ! " + say(each) + "\n";
    return out;
  }

  std::string json() const {
    Object figures;
    for (const Line& each : lines())
      figures.set(each.word, Object{{"walked", each.walked},
                                    {"file", each.file},
                                    {"before", each.before}});
    List waits_list;
    for (const PlannedStep& each : waits())
      waits_list.push_back(Object{
          {"step", each.step->id.text},
          {"limit", each.limit ? Value(to_text(*each.limit)) : Value()},
          {"until", each.until ? Value(to_text(*each.until)) : Value()}});
    List problems;
    for (const Message& each : findings())
      problems.push_back(Object{{"message_id", std::string(each.key)},
                                {"message", say(each)}});
    const auto number = [](std::size_t count) {
      return Value(static_cast<std::int64_t>(count));
    };
    return to_json(Object{{"workflow", workflow_.id.text},
                          {"whole", walk_.is_whole},
                          {"figures", std::move(figures)},
                          {"choices", number(walk_.choices)},
                          {"characters", number(walk_.characters)},
                          {"uploads", number(walk_.uploads)},
                          {"back", number(walk_.back)},
                          {"mistakes", number(walk_.mistakes)},
                          {"fetched", number(fetched())},
                          {"waits", std::move(waits_list)},
                          {"problems", std::move(problems)}},
                   2) +
           "\n";
  }

 private:
  std::string say(const Message& message) const {
    return render(message, language_);
  }

  static std::string row(const std::string& name, const std::string& walked,
                         const std::string& file, const std::string& before) {
    std::string out = "  " + pad(name, 24) + "  " + pad(walked, 16) + "  " +
                      pad(file, 16) + "  " + before;
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
  }

  static std::string figure(const Plan& plan, Figure wanted) {
    for (const PlannedFigure& each : plan.figures)
      if (each.figure == wanted)
        return each.least == each.most ? std::to_string(each.most)
                                       : std::to_string(each.least) + "–" +
                                             std::to_string(each.most);
    return "—";
  }
  static std::string or_dash(const std::optional<std::int64_t>& count) {
    return count ? std::to_string(*count) : "—";
  }

  std::string promised(const Plan& plan) const {
    std::string out;
    for (const PlannedPromise& each : plan.promises)
      out += (out.empty() ? "" : "–") + to_text(each.promise->within.term);
    return out.empty() ? "—" : out;
  }

  std::vector<Line> lines() const {
    const Before before =
        workflow_.before ? Before(*workflow_.before) : Before();
    return {{{"guide.walk_fields", {}},
             "fields",
             std::to_string(walk_.fields),
             figure(file_, Figure::fields),
             "—"},
            {{"guide.walk_materials", {}},
             "materials",
             std::to_string(walk_.uploads),
             figure(file_, Figure::materials),
             or_dash(before.materials)},
            {{"guide.walk_steps", {}},
             "steps",
             figure(plan_, Figure::steps),
             figure(file_, Figure::steps),
             or_dash(before.steps)},
            {{"guide.walk_visits", {}},
             "visits",
             figure(plan_, Figure::visits),
             figure(file_, Figure::visits),
             or_dash(before.visits)},
            {{"guide.walk_departments", {}},
             "departments",
             figure(plan_, Figure::departments),
             figure(file_, Figure::departments),
             or_dash(before.departments)},
            {{"guide.walk_end", {}},
             "end",
             plan_.end ? to_text(*plan_.end) : "—",
             promised(file_),
             before.time ? to_text(*before.time) : "—"}};
  }

  std::vector<Arg> counts() const {
    return {{"choices", std::to_string(walk_.choices)},
            {"characters", std::to_string(walk_.characters)},
            {"back", std::to_string(walk_.back)},
            {"mistakes", std::to_string(walk_.mistakes)},
            {"fetched", std::to_string(fetched())}};
  }

  // Members of records that departments give and nobody fills in.
  std::size_t fetched() const {
    std::size_t count = 0;
    for (const PlannedStep& each : plan_.steps)
      if (each.is_prefill && each.need == Need::yes && each.service != nullptr)
        count += each.service->output.size();
    return count;
  }

  std::vector<PlannedStep> waits() const {
    std::vector<PlannedStep> out;
    for (const PlannedStep& each : plan_.steps)
      if (each.need == Need::yes &&
          (each.is_unlimited || (each.limit && each.limit->count > 0)))
        out.push_back(each);
    return out;
  }

  std::vector<Arg> wait_of(const PlannedStep& each) const {
    return {{"step", name_of(each.step->title, each.step->id, language_)},
            {"limit", each.limit ? guides::term_in_words(*each.limit, language_)
                                 : say({"guide.no_limit", {}})},
            {"date", each.until ? to_text(*each.until) : "—"}};
  }

  // What whoever walks along should take home.
  std::vector<Message> findings() const {
    std::vector<Message> out;
    for (const PlannedPromise& each : plan_.promises)
      if (each.due && plan_.end && *plan_.end > *each.due)
        out.push_back(
            {"guide.walk_late",
             {{"end", to_text(*plan_.end)}, {"due", to_text(*each.due)}}});
    for (const PlannedStep& each : plan_.steps) {
      if (!each.is_prefill || each.service == nullptr) continue;
      for (const Field& field : each.service->output)
        if (walk_.form.find(field.id.text) != nullptr)
          out.push_back({"guide.walk_asked_known",
                         {{"field", name_of(field.title, field.id, language_)},
                          {"step", name_of(each.step->title, each.step->id,
                                           language_)}}});
    }
    if (!walk_.is_whole) return out;
    const model::FormRules rules(workflow_);
    model::Conformed form = rules.check_form(walk_.form);
    std::vector<model::Defect> defects = std::move(form.defects);
    for (model::Defect& each :
         rules.check_materials(form.value, walk_.materials).defects)
      defects.push_back(std::move(each));
    for (const model::Defect& each : defects)
      out.push_back(
          {"guide.precheck_input",
           {{"field", each.title.in(language_)}, {"problem", each.problem}}});
    return out;
  }

  const Plan& plan_;
  const Plan& file_;
  const Walk& walk_;
  const Workflow& workflow_;
  Language language_;
};

}  // namespace

void Walk::took(const Question& question, std::string_view answer) {
  if (question.kind == Question::Kind::material) {
    uploads += answer.empty() ? 0U : 1U;
    return;
  }
  if (answer.empty()) return;  // Left out.
  if (question.kind != Question::Kind::any) ++fields;
  if (is_chosen(question))
    ++choices;
  else
    characters += count_code_points(answer);
}

void Walk::took_back(const Question& question, std::string_view answer) {
  ++back;
  if (question.kind == Question::Kind::material) {
    uploads -= answer.empty() ? 0U : 1U;
    return;
  }
  if (question.kind != Question::Kind::any && !answer.empty()) --fields;
  // What was chosen or written was chosen and written all the same.
}

std::string walk_in(std::string_view form, const WalkReport& report,
                    Language language) {
  const WalkForm written(report, language);
  return form == "json" ? written.json() : written.text();
}

}  // namespace onething
