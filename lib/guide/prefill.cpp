// SPDX-License-Identifier: Apache-2.0

#include "onething/prefill.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "guide/given.h"
#include "guide/words.h"
#include "model/call_path.h"
#include "model/conform.h"
#include "model/service_facts.h"
#include "model/type_facts.h"
#include "onething/id.h"

namespace onething {

namespace {

using guides::name_of;

// The connector's own limits come first.
constexpr std::chrono::seconds kLongestWait{120};

class Filling {
 public:
  Filling(const Project& project, const Workflow& workflow,
          Connector& departments)
      : project_(project), workflow_(workflow), departments_(departments) {}

  Prefilled run(const Value& form) {
    Prefilled out;
    out.form = form.object() == nullptr ? Value(Object{}) : form;
    Value known = Object{{"form", out.form}, {"prefill", Object{}}};
    for (const Step& each : workflow_.prefill) {
      Fetched fetched = fetch(each, known);
      if (fetched.problem.empty())
        known.object()->find("prefill")->object()->set(each.id.text,
                                                       fetched.answer);
      out.fetched.push_back(std::move(fetched));
    }
    for (const Field& field : workflow_.form) fill(field, out);
    return out;
  }

 private:
  Fetched fetch(const Step& step, const Value& known) {
    Fetched out;
    out.prefill = &step;
    out.department = project_.department_of(step.uses);
    out.service = project_.service_of(step.uses);
    if (out.service == nullptr || out.service->by != Performer::system ||
        !model::is_reading(*out.service)) {
      out.problem = {"guide.prefill_acts", {}};
      return out;
    }
    if (!guides::happens(step, known).value_or(false)) {
      out.problem = {"guide.prefill_not_now", {}};
      return out;
    }
    Value raw = Object{};
    for (guides::GivenInput& each :
         guides::inputs(step, *out.service, known, Value()))
      raw.object()->set(each.field->id.text, std::move(each.value));
    model::Conformed input = model::conform_record(raw, out.service->input);
    if (!input.ok()) {
      out.problem = {"guide.prefill_needs",
                     {{"field", input.defects.front().title.in(Language::zh)}}};
      return out;
    }
    ask(step, input.value, out);
    return out;
  }

  void ask(const Step& step, const Value& input, Fetched& out) {
    Call call;
    call.service = step.uses.text.text;
    call.body = to_json(input);
    // The same question has the same key, whoever asks it again.
    call.key = to_hex(sha256(call.service + "\n" + call.body));
    call.case_id = "prefill";
    call.method = "POST";
    call.path = "/" + out.service->id.text;
    call.name = out.service->call.file_name;
    if (const auto& http = out.service->call.http) {
      call.method = http->method;
      if (!http->path.empty()) call.path = model::fill_path(http->path, input);
    }
    departments_.start(std::move(call));
    std::vector<Answer> answers;
    const auto end = std::chrono::steady_clock::now() + kLongestWait;
    while (answers.empty() && std::chrono::steady_clock::now() < end)
      answers = departments_.wait(std::chrono::milliseconds{100});
    if (answers.empty()) {
      out.problem = {"guide.prefill_no_answer", {}};
      return;
    }
    take(answers.front(), out);
  }

  static void take(const Answer& answer, Fetched& out) {
    if (!answer.document) {
      out.problem = answer.detail.empty()
                        ? Message{"guide.prefill_no_answer", {}}
                        : answer.detail;
      return;
    }
    const Value* done = answer.document->find("done");
    if (done == nullptr) {
      out.problem = {"guide.prefill_not_done", {}};
      return;
    }
    model::Conformed output = model::conform_record(*done, out.service->output);
    if (!output.ok())
      out.problem = {"guide.prefill_not_agreed", {}};
    else
      out.answer = std::move(output.value);
  }

  void fill(const Field& field, Prefilled& out) const {
    const Value* there = out.form.find(field.id.text);
    if (there != nullptr && !there->is_null()) return;
    for (const Fetched& each : out.fetched) {
      if (!each.problem.empty()) continue;
      const Field* source = source_of(field, each);
      const Value* value =
          source == nullptr ? nullptr : each.answer.find(source->id.text);
      if (value == nullptr || value->is_null()) continue;
      // Typed once more: the form may ask for less than the department gives.
      model::Conformed fits = model::conform(*value, field.type);
      if (!fits.ok()) continue;
      out.form.object()->set(field.id.text, std::move(fits.value));
      out.filled.push_back({&field, &each, source});
      return;
    }
  }

  static const Field* source_of(const Field& field, const Fetched& fetched) {
    if (field.same_as.empty())
      return model::find_field(fetched.service->output, field.id.text);
    const std::string& name = field.same_as.text;
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos || fetched.department == nullptr ||
        name.substr(0, slash) != fetched.department->id.text)
      return nullptr;
    return model::find_field(fetched.service->output, name.substr(slash + 1));
  }

  const Project& project_;
  const Workflow& workflow_;
  Connector& departments_;
};

// On one line, whatever a title holds.
std::string remark(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return "  # " + text + "\n";
}

}  // namespace

Prefilled fill_form(const Project& project, const Workflow& workflow,
                    const Value& form, Connector& departments) {
  return Filling(project, workflow, departments).run(form);
}

std::string prefilled_text(const Workflow& workflow, const Prefilled& filled,
                           const Value& rest, Language language) {
  std::string out =
      "onething: 1\napplication: " + workflow.id.text + "\nform:\n";
  for (const Field& field : workflow.form) {
    const Value* value = filled.form.find(field.id.text);
    if (value == nullptr || value->is_null()) continue;
    for (const FilledField& each : filled.filled)
      if (each.field == &field)
        out += remark(guides::say(
            {"guide.prefill_from",
             {{"department", name_of(each.from->department->title,
                                     each.from->department->id, language)},
              {"service", name_of(each.from->service->title,
                                  each.from->service->id, language)}}},
            language));
    out += "  " + field.id.text + ": " + to_json(*value) + "\n";
  }
  // Shown to the applicant and not typed by him: names only, for the values are
  // the department's.
  for (const Fetched& each : filled.fetched) {
    if (!each.problem.empty()) continue;
    std::vector<std::string> names;
    for (const Field& field : each.service->output)
      if (each.answer.find(field.id.text) != nullptr)
        names.push_back(name_of(field.title, field.id, language));
    out += remark(guides::say(
        {"guide.prefill_known",
         {{"department",
           name_of(each.department->title, each.department->id, language)},
          {"fields", guides::joined(names, language)}}},
        language));
  }
  if (rest.object() != nullptr)
    for (const auto& [name, value] : *rest.object())
      if (name != "onething" && name != "application" && name != "form")
        out += name + ": " + to_json(value) + "\n";
  return out;
}

}  // namespace onething
