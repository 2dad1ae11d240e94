// SPDX-License-Identifier: Apache-2.0

#include "guide/passages.h"

#include <utility>

#include "guide/stages.h"
#include "guide/words.h"
#include "onething/policy.h"

namespace onething::guides {

namespace {

class Gathering {
 public:
  Gathering(const LoadedProject& project, const ProjectGuidance& told,
            Language language)
      : project_(project.project), told_(told), language_(language) {}

  std::vector<Passage> run() {
    for (const Workflow& each : project_.workflows) workflow(each);
    for (const Department& each : project_.departments) department(each);
    return std::move(out_);
  }

 private:
  std::string say(const Message& message) const {
    return render(message, language_);
  }

  void add(const Workflow& workflow, const Message& kind, const Message& asked,
           std::string text, Span span, const std::string& more = {}) {
    if (text.empty()) return;
    Passage passage;
    const std::string name = name_of(workflow.title, workflow.id, language_);
    passage.answer.workflow = &workflow;
    passage.answer.about =
        say({"guide.ask_about", {{"title", name}, {"kind", Message(kind)}}});
    // Chinese and English, because people ask in either.
    passage.found_by =
        workflow.title.zh + " " + workflow.title.en + " " + text + " " + more;
    for (const Language language : {Language::zh, Language::en})
      passage.found_by += " " + render(asked, language);
    passage.answer.text = std::move(text);
    passage.answer.span = span;
    out_.push_back(std::move(passage));
  }

  void told(const Workflow& workflow, const Message& kind, const Message& asked,
            const Told& text, const std::string& more = {}) {
    add(workflow, kind, asked, text.text.in(language_), text.span, more);
  }

  void workflow(const Workflow& each) {
    const Guidance& guide = told_.of(each);
    const std::string stage =
        each.stage.empty() ? "" : stage_in_words(each.stage, language_);
    add(each, {"guide.ask_service", {}}, {"guide.asked_service", {}},
        name_of(each.title, each.id, language_), each.id.span, stage);
    for (const Told& condition : guide.conditions)
      told(each, {"guide.conditions", {}}, {"guide.asked_conditions", {}},
           condition);
    told(each, {"guide.fee", {}}, {"guide.asked_fee", {}}, guide.fee);
    told(each, {"guide.delivery", {}}, {"guide.asked_delivery", {}},
         guide.delivery);
    for (const Guidance::Question& question : guide.questions)
      told(each, {"guide.question", {}}, {"guide.asked_question", {}},
           question.answer, question.ask.text.zh + " " + question.ask.text.en);
    if (!each.basis.empty())
      add(each, {"guide.basis", {}}, {"guide.asked_basis", {}}, each.basis,
          each.basis_span);
    limits(each);
    materials(each, guide);
    form(each);
    steps(each);
  }

  void limits(const Workflow& each) {
    for (const Promise& promise : each.promises) {
      std::string text = term_in_words(promise.within.term, language_);
      if (!promise.when.empty())
        text +=
            say({"guide.if",
                 {{"condition", condition_in_words(project_, each, promise.when,
                                                   language_)}}});
      add(each, {"guide.promise", {}}, {"guide.asked_limit", {}}, text,
          promise.within.span);
    }
    if (each.statutory)
      add(each, {"guide.statutory", {}}, {"guide.asked_statutory", {}},
          term_in_words(each.statutory->term, language_), each.statutory->span);
  }

  void materials(const Workflow& each, const Guidance& guide) {
    for (const Material& material : each.materials) {
      std::string text = name_of(material.title, material.id, language_);
      if (!material.when.empty())
        text += say(
            {"guide.if",
             {{"condition",
               condition_in_words(project_, each, material.when, language_)}}});
      if (material.tolerate)
        text += say(
            {"guide.may_follow",
             {{"term", term_in_words(material.tolerate->term, language_)}}});
      const auto hint = guide.hints.find(material.id.text);
      if (hint != guide.hints.end())
        text += "; " + hint->second.text.in(language_);
      add(each, {"guide.material", {}}, {"guide.asked_materials", {}}, text,
          material.id.span, material.title.zh + " " + material.title.en);
    }
  }

  void form(const Workflow& each) {
    for (const Field& field : each.form) {
      std::string text = name_of(field.title, field.id, language_);
      std::vector<std::string> choices;
      for (const Option& option : field.type.options)
        choices.push_back(name_of(option.title, option.id, language_));
      if (!choices.empty())
        text += say(
            {"guide.ask_choices", {{"choices", joined(choices, language_)}}});
      if (!field.hint.empty()) text += "; " + field.hint;
      add(each, {"guide.field", {}}, {"guide.asked_field", {}}, text,
          field.id.span, field.title.zh + " " + field.title.en);
    }
  }

  void steps(const Workflow& each) {
    for (const Step& step : each.steps) {
      const Department* department = project_.department_of(step.uses);
      const Service* service = project_.service_of(step.uses);
      if (department == nullptr || service == nullptr) continue;
      std::string text =
          say({"guide.ask_step",
               {{"step", name_of(step.title, step.id, language_)},
                {"department",
                 name_of(department->title, department->id, language_)}}});
      if (service->visits > 0)
        text += "; " + say({"guide.visits_at",
                            {{"count", std::to_string(service->visits)}}});
      add(each, {"guide.step", {}}, {"guide.asked_step", {}}, text,
          step.id.span, step.title.zh + " " + department->title.zh);
    }
  }

  void department(const Department& each) {
    const Contact& contact = told_.of(each);
    const auto add_contact = [&](const Message& kind, const Message& asked,
                                 const Told& text) {
      if (text.empty()) return;
      Passage passage;
      passage.answer.department = &each;
      passage.answer.about =
          say({"guide.ask_about",
               {{"title", name_of(each.title, each.id, language_)},
                {"kind", Message(kind)}}});
      passage.answer.text = text.text.in(language_);
      passage.answer.span = text.span;
      passage.found_by =
          each.title.zh + " " + each.title.en + " " + passage.answer.text;
      for (const Language language : {Language::zh, Language::en})
        passage.found_by += " " + render(asked, language);
      out_.push_back(std::move(passage));
    };
    add_contact({"guide.address", {}}, {"guide.asked_address", {}},
                contact.address);
    add_contact({"guide.hours", {}}, {"guide.asked_hours", {}}, contact.hours);
    add_contact({"guide.phone", {}}, {"guide.asked_phone", {}}, contact.phone);
    add_contact({"guide.complaints", {}}, {"guide.asked_complaints", {}},
                contact.complaints);
  }

  const Project& project_;
  const ProjectGuidance& told_;
  Language language_;
  std::vector<Passage> out_;
};

}  // namespace

std::vector<Passage> passages_of(const LoadedProject& project,
                                 const ProjectGuidance& told,
                                 Language language) {
  return Gathering(project, told, language).run();
}

}  // namespace onething::guides
