// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "create/quoted.h"
#include "onething/create.h"

namespace onething {

namespace {

using create::quoted;

struct FieldType {
  std::string_view name;
  std::string_view example;  // As YAML; empty: a message.
};

constexpr FieldType kTypes[] = {
    {"text", ""},
    {"int", "2"},
    {"money", "\"1200.00\""},
    {"date", "2026-03-02"},
    {"bool", "true"},
    {"phone", "0532-12345678"},
    {"email", "sample@example.cn"},
    {"citizen_id", "\"11010519491231002X\""},
    {"uscc", "\"11511301008778183N\""},
};

class Texts {
 public:
  Texts(const NewService& service, Language language)
      : service_(service), language_(language) {}

  std::vector<NewFile> files() const {
    std::vector<NewFile> out = {
        {service_.id + ".yaml", workflow()},
        {service_.id + ".test.yaml", scenarios()},
        {"examples/" + service_.id + ".yaml",
         "onething: 1\napplication: " + service_.id + "\n" + form_values()}};
    for (const NewStep& step : service_.steps) {
      const std::string path = "departments/" + step.department + ".yaml";
      const bool is_known =
          std::any_of(out.begin(), out.end(),
                      [&](const NewFile& each) { return each.path == path; });
      if (!is_known) out.push_back({path, department(step)});
    }
    return out;
  }

 private:
  std::string say(const Message& message) const {
    return render(message, language_);
  }

  bool is_last(const NewStep& step) const {
    return &step == &service_.steps.back();
  }

  // The first service of a step is what the applicant's data goes to; each
  // later one also has what the one before found.
  const NewStep* before(const NewStep& step) const {
    return &step == &service_.steps.front() ? nullptr : &step - 1;
  }

  std::string workflow() const {
    const std::size_t steps = service_.steps.size();
    std::string out =
        "onething: 1\nworkflow: " + service_.id +
        "\ntitle: " + quoted(service_.title) +
        "\nversion: 0.1.0\nlead: " + service_.steps.back().department +
        "\nstage: " + quoted(say({"create.stage", {}})) +
        "\nbasis: " + quoted(say({"create.basis", {}})) +
        "\npromise: " + std::to_string(service_.days) + "wd\n# " +
        say({"create.before", {}}) +
        "\nbefore: {label: " + quoted(say({"create.illustrative", {}})) +
        ", departments: " + std::to_string(departments()) +
        ", steps: " + std::to_string(steps + 3) +
        ", visits: " + std::to_string(steps + 1) +
        ", materials: " + std::to_string(service_.fields.size() + 1) +
        ", time: " + std::to_string(service_.days * 4) +
        "wd}\nfallback: {role: " + quoted(say({"create.helpers", {}})) +
        "}\n\nform:\n";
    for (const NewField& field : service_.fields)
      out += "  " + field.id + ": {title: " + quoted(field.title) +
             ", type: " + field.type + "}\n";
    out += "\nsteps:\n";
    for (const NewStep& step : service_.steps) out += step_text(step);
    return out + "\noutcome: {number: =steps." + service_.steps.back().id +
           ".number}\n";
  }

  std::size_t departments() const {
    std::vector<std::string> ids;
    for (const NewStep& step : service_.steps)
      if (std::find(ids.begin(), ids.end(), step.department) == ids.end())
        ids.push_back(step.department);
    return ids.size();
  }

  std::string step_text(const NewStep& step) const {
    std::string out = "  " + step.id + ":\n    title: " + quoted(step.title) +
                      "\n    uses: " + step.department + "/" + step.id +
                      "\n    with:\n";
    for (const NewField& field : service_.fields)
      out += "      " + field.id + ": =form." + field.id + "\n";
    if (const NewStep* earlier = before(step))
      out += "      earlier: =steps." + earlier->id + ".number\n";
    return out;
  }

  std::string department(const NewStep& first) const {
    std::string out = "onething: 1\ndepartment: " + first.department +
                      "\ntitle: " + quoted(first.department_title) +
                      "\nservices:\n";
    for (const NewStep& step : service_.steps)
      if (step.department == first.department) out += service_text(step);
    return out;
  }

  std::string service_text(const NewStep& step) const {
    const std::string purpose =
        quoted(say({"create.purpose", {{"step", step.title}}}));
    std::string out = "  " + step.id + ":\n    title: " + quoted(step.title) +
                      "\n    basis: " + quoted(say({"create.basis", {}})) +
                      "\n";
    if (step.by_person)
      out += "    by: person\n    role: " + quoted(say({"create.clerk", {}})) +
             "\n";
    else if (!is_last(step))
      out += "    # " + say({"create.reads_only", {}}) +
             "\n    reads_only: true\n";
    out += "    input:\n";
    for (const NewField& field : service_.fields)
      out += "      " + field.id + ": {title: " + quoted(field.title) +
             ", type: " + field.type + ", purpose: " + purpose + "}\n";
    if (const NewStep* earlier = before(step))
      out += "      earlier: {title: " +
             quoted(say({"create.number", {{"step", earlier->title}}})) +
             ", type: text, purpose: " + purpose + "}\n";
    out += "    output:\n      number: {title: " +
           quoted(say({"create.number", {{"step", step.title}}})) +
           ", type: text}\n    limit: {promised: 1wd}\n";
    if (!step.by_person)
      out += "    call: {http: {method: POST, path: \"/" + step.id + "\"}}\n";
    return out + "    sample: {number: \"0001\"}\n";
  }

  std::string example_of(const NewField& field) const {
    for (const FieldType& type : kTypes)
      if (type.name == field.type && !type.example.empty())
        return std::string(type.example);
    return quoted(say({"create.sample", {{"field", field.title}}}));
  }

  std::string form_values() const {
    std::string out = "form:\n";
    for (const NewField& field : service_.fields)
      out += "  " + field.id + ": " + example_of(field) + "\n";
    return out;
  }

  std::string scenarios() const {
    std::string done;
    for (const NewStep& step : service_.steps)
      done += (done.empty() ? "" : ", ") + step.id;
    return "onething: 1\nscenarios: " + service_.id + "\n" + form_values() +
           "examples:\n  granted:\n    title: " +
           quoted(say({"create.goes_well", {}})) +
           "\n    then: {state: granted, done: [" + done +
           "]}\n  refused:\n    title: " +
           quoted(say({"create.is_refused", {}})) + "\n    given:\n      " +
           service_.steps.back().id +
           ": {refused: {reason: " + quoted(say({"create.reason", {}})) +
           ", basis: " + quoted(say({"create.basis", {}})) + ", remedies: [" +
           quoted(say({"create.remedy", {}})) +
           "]}}\n    then: {state: denied, refused: [" +
           service_.steps.back().id + "]}\n";
  }

  const NewService& service_;
  Language language_;
};

}  // namespace

bool is_new_id(std::string_view text) {
  constexpr std::size_t id_bytes_max = 60;
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && text.size() <= id_bytes_max && is_small(text[0]) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_small(c) || (c >= '0' && c <= '9') || c == '_';
         });
}

std::vector<std::string_view> new_field_types() {
  std::vector<std::string_view> names;
  for (const FieldType& type : kTypes) names.push_back(type.name);
  return names;
}

NewService usual_service(std::string id, std::string title, Language language) {
  const auto say = [&](const Message& message) {
    return render(message, language);
  };
  NewService out;
  out.id = std::move(id);
  out.title = std::move(title);
  out.fields = {{"name", say({"create.field_name", {}}), "text"},
                {"phone", say({"create.field_phone", {}}), "phone"}};
  out.steps = {
      {"look_up", say({"create.step_look_up", {}}), out.id + "_records",
       say({"create.department_records", {}}), false},
      {"decide", say({"create.step_decide", {}}), out.id + "_office",
       say({"create.department_office", {}}), true}};
  return out;
}

std::vector<NewFile> files_of(const NewService& service, Language language) {
  return Texts(service, language).files();
}

NewFile project_file_for(std::string_view id, Language language) {
  return {"onething.yaml",
          "onething: 1\nproject: " + std::string(id) +
              "\nlanguage: " + (language == Language::zh ? "zh" : "en") +
              "\ncalendar: cn\nstore: sqlite:cases.db\nenvironments:\n  # " +
              render({"create.trial", {}}, language) +
              "\n  trial:\n    departments: {\"*\": stub}\n"};
}

}  // namespace onething
