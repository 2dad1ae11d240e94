// SPDX-License-Identifier: Apache-2.0

#include "questions.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "onething/text.h"
#include "session.h"

namespace onething::cli {

namespace {

constexpr int kQuestionsMax = 500;
constexpr int kDaysMax = 45;

std::string trimmed(std::string text) {
  const auto is_space = [](char c) {
    return c == ' ' || c == '\t' || c == '\r';
  };
  while (!text.empty() && is_space(text.back())) text.pop_back();
  const auto first = std::find_if_not(text.begin(), text.end(), is_space);
  text.erase(text.begin(), first);
  return text;
}

class Questions {
 public:
  Questions(const Session& session, NewService usual)
      : session_(session), usual_(std::move(usual)) {}

  Result<NewService> ask() {
    NewService out = usual_;
    out.title = answer({"create.ask_title", {}}, out.title);
    while (!is_over()) {
      const std::string days =
          answer({"create.ask_days", {}}, std::to_string(out.days));
      const auto [end, error] =
          std::from_chars(days.data(), days.data() + days.size(), out.days);
      if (error == std::errc() && end == days.data() + days.size() &&
          out.days >= 1 && out.days <= kDaysMax)
        break;
      session_.say({"create.not_days", {}});
    }
    fields(out);
    steps(out);
    if (!is_over()) return out;
    return Error{ErrorCode::not_found,
                 {"create.too_many_answers",
                  {{"count", std::to_string(kQuestionsMax)}}}};
  }

 private:
  bool is_over() const { return asked_ >= kQuestionsMax; }

  // What is proposed, when nothing is typed.
  std::string answer(const Message& question, const std::string& proposed) {
    ++asked_;
    session_.say_text(session_.text(question) +
                      (proposed.empty() ? "" : " [" + proposed + "]"));
    std::string line;
    if (!std::getline(std::cin, line)) return proposed;
    line = trimmed(clean_line(std::move(line)));
    return line.empty() ? proposed : line;
  }

  // One line of text without what a terminal would act on.
  static std::string clean_line(std::string line) {
    std::erase_if(line, [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    return line;
  }

  std::string id(const Message& question, const std::string& proposed,
                 std::set<std::string>* taken) {
    while (!is_over()) {
      std::string text = answer(question, proposed);
      if (is_new_id(text) && (taken == nullptr || taken->insert(text).second))
        return text;
      session_.say({"create.not_an_id", {}});
    }
    return proposed;
  }

  std::string word(const Message& question, const std::string& proposed,
                   const std::vector<std::string_view>& words) {
    std::string all;
    for (const std::string_view each : words)
      all += (all.empty() ? "" : ", ") + std::string(each);
    while (!is_over()) {
      std::string text = answer(question, proposed);
      if (std::find(words.begin(), words.end(), text) != words.end())
        return text;
      session_.say({"create.not_among", {{"choices", all}}});
    }
    return proposed;
  }

  void fields(NewService& out) {
    std::vector<NewField> fields;
    std::set<std::string> taken;
    std::string types;
    for (const std::string_view type : new_field_types())
      types += (types.empty() ? "" : ", ") + std::string(type);
    while (!is_over()) {
      NewField field;
      field.title = answer({"create.ask_field", {}}, "");
      if (field.title.empty()) break;
      field.id = id({"create.ask_field_id", {}},
                    "field_" + std::to_string(fields.size() + 1), &taken);
      field.type = word({"create.ask_field_type", {{"types", types}}}, "text",
                        new_field_types());
      fields.push_back(std::move(field));
    }
    if (!fields.empty()) out.fields = std::move(fields);
  }

  void steps(NewService& out) {
    std::vector<NewStep> steps;
    std::set<std::string> taken;
    while (!is_over()) {
      const std::string number = std::to_string(steps.size() + 1);
      NewStep step;
      step.title = answer({"create.ask_step", {{"number", number}}}, "");
      if (step.title.empty()) break;
      step.id = id({"create.ask_step_id", {}}, "step_" + number, &taken);
      step.department_title = answer({"create.ask_department", {}},
                                     usual_.steps.back().department_title);
      step.department =
          id({"create.ask_department_id", {}},
             department_of(steps, step.department_title, out.id), nullptr);
      step.by_person = word({"create.ask_who", {}}, "person",
                            {"person", "system"}) == "person";
      steps.push_back(std::move(step));
    }
    if (!steps.empty()) out.steps = std::move(steps);
  }

  // The same name is the same department.
  static std::string department_of(const std::vector<NewStep>& steps,
                                   const std::string& title,
                                   const std::string& service) {
    std::set<std::string> known;
    for (const NewStep& step : steps) {
      if (step.department_title == title) return step.department;
      known.insert(step.department);
    }
    return service + "_department_" + std::to_string(known.size() + 1);
  }

  const Session& session_;
  NewService usual_;
  int asked_ = 0;
};

}  // namespace

Result<NewService> ask_for_service(const Session& session, std::string id,
                                   std::string title) {
  return Questions(session, usual_service(std::move(id), std::move(title),
                                          session.language()))
      .ask();
}

}  // namespace onething::cli
