// SPDX-License-Identifier: Apache-2.0

#include "onething/guide.h"

#include <algorithm>
#include <set>
#include <utility>

#include "guide/page.h"
#include "guide/words.h"
#include "onething/graph.h"
#include "onething/guidance.h"
#include "onething/policy.h"

namespace onething {

namespace {

using guides::name_of;
using guides::Page;
using guides::Section;
using guides::term_in_words;

class Writing {
 public:
  Writing(const LoadedProject& project, const GuideRequest& request,
          Language language)
      : project_(project.project),
        workflow_(*request.workflow),
        request_(request),
        language_(language),
        all_(load_guidance(project)),
        told_(all_.of(workflow_)),
        plan_(make_plan(project, {request.workflow, request.profile,
                                  request.today, request.today})) {}

  Guide write(std::string_view form) {
    page_.title =
        say({request_.is_notice ? "guide.notice_title" : "guide.guide_title",
             {{"title", title()}}});
    if (request_.is_notice)
      notice();
    else
      guide();
    Guide out;
    out.text = form == "html" ? guides::html_of(page_, language_)
                              : guides::markdown_of(page_);
    out.missing = std::move(missing_);
    return out;
  }

 private:
  void guide() {
    page_.lead = say(
        {"guide.guide_lead",
         {{"workflow", workflow_.id.text},
          {"version", workflow_.version.empty() ? say({"guide.not_said", {}})
                                                : workflow_.version}}});
    basics();
    conditions();
    services();
    materials();
    form();
    flow();
    limits();
    fee();
    result();
    places();
    remedies();
    questions();
  }

  void notice() {
    page_.lead = say({"guide.notice_lead", {}});
    conditions();
    materials();
    form();
    limits();
    fee();
    places();
    Section& end = page_.add(say({"guide.notice_end", {}}));
    end.say(say({"guide.notice_rule", {}}));
    end.blocks.push_back(
        {guides::Block::Kind::signature,
         {say({"guide.sign_window", {}}), say({"guide.sign_applicant", {}}),
          say({"guide.sign_date", {}})},
         {},
         {}});
  }

  std::string say(const Message& message) const {
    return render(message, language_);
  }
  std::string title() const {
    return name_of(workflow_.title, workflow_.id, language_);
  }
  std::string words(const Formula& formula) const {
    return guides::condition_in_words(project_, workflow_, formula, language_);
  }
  std::string term(const Limit& limit) const {
    return term_in_words(limit.term, language_);
  }

  // What stands there, or that nothing does, with where it would stand.
  std::string or_missing(std::string text, const Message& element,
                         const std::string& key) {
    if (!text.empty()) return text;
    missing_.push_back({"guide.missing", {{"element", element}, {"key", key}}});
    return say({"guide.not_said", {}});
  }
  std::string or_missing(const Told& told, const Message& element,
                         const std::string& key) {
    return or_missing(told.text.in(language_), element, key);
  }

  const Department* lead() const {
    return workflow_.lead_department == unresolved
               ? nullptr
               : &project_.departments[workflow_.lead_department];
  }

  void basics() {
    Section& section = page_.add(say({"guide.basics", {}}));
    const Department* department = lead();
    section.table({{say({"guide.element", {}}), say({"guide.content", {}})},
                   {say({"guide.name", {}}), title()},
                   {say({"guide.lead", {}}),
                    department == nullptr ? workflow_.lead.text
                                          : name_of(department->title,
                                                    department->id, language_)},
                   {say({"guide.stage", {}}),
                    or_missing(workflow_.stage, {"guide.stage", {}}, "stage")},
                   {say({"guide.basis", {}}),
                    or_missing(workflow_.basis, {"guide.basis", {}}, "basis")},
                   {say({"guide.channels", {}}),
                    or_missing(channels(), {"guide.channels", {}}, "channels")},
                   {say({"guide.agents", {}}), agents()},
                   {say({"guide.figures", {}}), figures()}});
  }

  std::string channels() const {
    std::vector<std::string> names;
    for (const Channel each : told_.channels)
      names.push_back(say(name_of_channel(each)));
    return guides::joined(names, language_);
  }
  static Message name_of_channel(Channel channel) {
    return onething::name_of(channel);
  }

  std::string agents() const {
    if (!workflow_.agents || workflow_.agents->allowed)
      return say({"guide.agents_allowed", {}});
    return workflow_.agents->reason.empty()
               ? say({"guide.agents_barred", {}})
               : say({"guide.agents_barred_why",
                      {{"reason", workflow_.agents->reason}}});
  }

  std::string figures() const {
    std::vector<Arg> args;
    for (const PlannedFigure& each : plan_.figures)
      args.emplace_back(
          figure_word(each.figure),
          each.least == each.most
              ? std::to_string(each.most)
              : std::to_string(each.least) + "–" + std::to_string(each.most));
    return say({"guide.plan_figures", std::move(args)});
  }

  void conditions() {
    Section& section = page_.add(say({"guide.conditions", {}}));
    std::vector<std::string> lines;
    for (const Told& each : told_.conditions)
      lines.push_back(each.text.in(language_));
    if (lines.empty())
      section.say(or_missing("", {"guide.conditions", {}}, "guide.conditions"));
    else
      section.list(std::move(lines));
  }

  void services() {
    Section& section = page_.add(say({"guide.services", {}}));
    std::vector<std::vector<std::string>> rows = {
        {say({"guide.item", {}}), say({"guide.department", {}}),
         say({"guide.code", {}}), say({"guide.basis", {}}),
         say({"guide.statutory", {}}), say({"guide.promise", {}})}};
    std::set<const Service*> seen;
    for (const PlannedStep& each : plan_.steps) {
      if (each.service == nullptr || each.department == nullptr ||
          each.is_prefill || !seen.insert(each.service).second)
        continue;
      const Service& service = *each.service;
      rows.push_back(
          {name_of(service.title, service.id, language_),
           name_of(each.department->title, each.department->id, language_),
           service.item, service.basis,
           service.statutory ? term(*service.statutory) : "",
           service.promised ? term(*service.promised) : ""});
    }
    section.table(std::move(rows));
  }

  void materials() {
    Section& section = page_.add(say({"guide.materials", {}}));
    std::vector<std::vector<std::string>> rows = {
        {say({"guide.material", {}}), say({"guide.when_needed", {}}),
         say({"guide.requirement", {}}), say({"guide.basis", {}})}};
    for (const PlannedMaterial& each : plan_.materials) {
      if (each.need == Need::no) continue;
      const Material& material = *each.material;
      rows.push_back({name_of(material.title, material.id, language_),
                      each.need == Need::yes ? say({"guide.always", {}})
                                             : words(material.when),
                      requirement(material), material.basis});
    }
    if (rows.size() == 1) section.say(say({"guide.no_materials", {}}));
    section.table(std::move(rows));
  }

  std::string requirement(const Material& material) const {
    std::string out;
    const auto add = [&](const std::string& part) {
      out = out.empty() ? part
                        : say({"guide.then", {{"one", out}, {"other", part}}});
    };
    const auto hint = told_.hints.find(material.id.text);
    if (hint != told_.hints.end()) add(hint->second.text.in(language_));
    std::vector<std::string> kinds;
    for (const Spelled& kind : material.any_of) kinds.push_back(kind.text);
    if (kinds.size() > 1) add(say({"guide.one_of_several", {}}));
    if (material.tolerate)
      add(say({"guide.tolerated", {{"term", term(*material.tolerate)}}}));
    return out;
  }

  void form() {
    Section& section = page_.add(say({"guide.form", {}}));
    std::vector<std::vector<std::string>> rows = {
        {say({"guide.field", {}}), say({"guide.when_needed", {}}),
         say({"guide.how_to_fill", {}})}};
    for (const PlannedField& each : plan_.fields) {
      if (each.need == Need::no) continue;
      const Field& field = *each.field;
      rows.push_back({name_of(field.title, field.id, language_),
                      field.optional           ? say({"guide.if_any", {}})
                      : each.need == Need::yes ? say({"guide.always", {}})
                                               : words(field.when),
                      filling(field)});
    }
    if (rows.size() == 1) section.say(say({"guide.no_form", {}}));
    section.table(std::move(rows));
    std::vector<std::string> fetched;
    for (const PlannedStep& each : plan_.steps)
      if (each.is_prefill && each.need != Need::no &&
          each.department != nullptr)
        fetched.push_back(
            say({"guide.fetched",
                 {{"what", name_of(each.step->title, each.step->id, language_)},
                  {"department", name_of(each.department->title,
                                         each.department->id, language_)}}}));
    if (!fetched.empty()) section.list(std::move(fetched));
  }

  std::string filling(const Field& field) const {
    std::vector<std::string> choices;
    for (const Option& option : field.type.options)
      choices.push_back(name_of(option.title, option.id, language_));
    const Type& type =
        field.type.element.empty() ? field.type : field.type.element[0];
    for (const Field& member : type.fields)
      choices.push_back(name_of(member.title, member.id, language_));
    std::string out = guides::joined(choices, language_);
    if (!field.hint.empty()) out += (out.empty() ? "" : "; ") + field.hint;
    return out;
  }

  void flow() {
    Section& section = page_.add(say({"guide.flow", {}}));
    std::vector<std::vector<std::string>> rows = {
        {say({"guide.number", {}}), say({"guide.step", {}}),
         say({"guide.department", {}}), say({"guide.who", {}}),
         say({"guide.limit", {}}), say({"guide.visits", {}}),
         say({"guide.remark", {}})}};
    for (const PlannedStep& each : plan_.steps)
      if (each.need != Need::no || each.step->ad_hoc)
        rows.push_back(flow_row(each, std::to_string(rows.size())));
    section.table(std::move(rows));
    if (!request_.has_picture) return;
    GraphOptions options;
    options.form = GraphForm::svg;
    options.language = language_;
    Result<std::string> drawn = graph(project_, workflow_, options);
    if (drawn)
      section.blocks.push_back({guides::Block::Kind::picture,
                                {say({"guide.picture", {}})},
                                {},
                                std::move(drawn).value()});
  }

  std::vector<std::string> flow_row(const PlannedStep& each,
                                    const std::string& number) const {
    std::string remark;
    if (each.is_prefill)
      remark = say({"guide.is_prefill", {}});
    else if (each.step->ad_hoc)
      remark = say({"guide.when_called", {}});
    else if (!each.step->when.empty())
      remark = words(each.step->when);
    else if (!each.step->for_each.empty())
      remark = words(each.step->for_each);
    const int visits = each.service == nullptr ? 0 : each.service->visits;
    return {
        number,
        name_of(each.step->title, each.step->id, language_),
        each.department == nullptr
            ? std::string()
            : name_of(each.department->title, each.department->id, language_),
        performer(each.service),
        each.limit          ? term_in_words(*each.limit, language_)
        : each.is_unlimited ? say({"guide.no_limit", {}})
                            : say({"guide.term_at_once", {}}),
        std::to_string(visits),
        remark};
  }

  std::string performer(const Service* service) const {
    if (service == nullptr) return say({"guide.by_time", {}});
    if (service->by == Performer::person) return say({"guide.by_person", {}});
    return service->by == Performer::system ? say({"guide.by_system", {}})
                                            : say({"guide.by_message", {}});
  }

  void limits() {
    Section& section = page_.add(say({"guide.limits", {}}));
    std::vector<std::vector<std::string>> rows = {
        {say({"guide.element", {}}), say({"guide.content", {}})}};
    rows.push_back({say({"guide.statutory", {}}),
                    or_missing(workflow_.statutory ? term(*workflow_.statutory)
                                                   : std::string(),
                               {"guide.statutory", {}}, "statutory")});
    std::string promises;
    for (const PlannedPromise& each : plan_.promises) {
      promises += (promises.empty() ? "" : "; ") + term(each.promise->within);
      if (plan_.promises.size() > 1)
        promises +=
            each.promise->when.empty()
                ? say({"guide.for_the_rest", {}})
                : say({"guide.if", {{"condition", words(each.promise->when)}}});
    }
    rows.push_back({say({"guide.promise", {}}),
                    or_missing(promises, {"guide.promise", {}}, "promise")});
    const Clocks& clocks = workflow_.clocks;
    const auto add = [&](const Message& name,
                         const std::optional<Limit>& limit) {
      if (limit) rows.push_back({say(name), term(*limit)});
    };
    add({"guide.notice_limit", {}}, clocks.notice);
    add({"guide.supplement_limit", {}}, clocks.supplement);
    add({"guide.extension_limit", {}}, clocks.extension);
    add({"guide.delivery_limit", {}}, clocks.delivery);
    section.table(std::move(rows));
    section.say(say(
        {workflow_.acceptance ? "guide.from_acceptance" : "guide.from_receipt",
         {}}));
  }

  void fee() {
    Section& section = page_.add(say({"guide.fee", {}}));
    section.say(or_missing(told_.fee, {"guide.fee", {}}, "guide.fee"));
  }

  void result() {
    Section& section = page_.add(say({"guide.result", {}}));
    std::vector<std::string> names;
    if (workflow_.outcome)
      for (const auto& [id, value] : workflow_.outcome->members) {
        std::string name = id.text;
        if (value.kind == Template::Kind::formula)
          name = guides::source_in_words(project_, workflow_, value.formula,
                                         language_)
                     .value_or(id.text);
        names.push_back(std::move(name));
      }
    if (names.empty())
      section.say(or_missing("", {"guide.result", {}}, "outcome"));
    else
      section.list(std::move(names));
    section.say(say({"guide.delivered",
                     {{"how", or_missing(told_.delivery, {"guide.delivery", {}},
                                         "guide.delivery")}}}));
  }

  // The lead department, and those to which the applicant has to come.
  void places() {
    Section& section = page_.add(say({"guide.places", {}}));
    std::vector<const Department*> all;
    if (lead() != nullptr) all.push_back(lead());
    for (const PlannedStep& each : plan_.steps)
      if (each.department != nullptr && each.service != nullptr &&
          each.service->visits > 0 && each.need != Need::no &&
          std::find(all.begin(), all.end(), each.department) == all.end())
        all.push_back(each.department);
    std::vector<std::vector<std::string>> rows = {
        {say({"guide.department", {}}), say({"guide.address", {}}),
         say({"guide.hours", {}}), say({"guide.phone", {}}),
         say({"guide.complaints", {}})}};
    for (const Department* each : all) {
      const Contact& contact = all_.of(workflow_, *each);
      const std::string file = "departments/" + each->id.text + " contact.";
      rows.push_back(
          {name_of(each->title, each->id, language_),
           or_missing(contact.address, {"guide.address", {}}, file + "address"),
           or_missing(contact.hours, {"guide.hours", {}}, file + "hours"),
           or_missing(contact.phone, {"guide.phone", {}}, file + "phone"),
           or_missing(contact.complaints, {"guide.complaints", {}},
                      file + "complaints")});
    }
    section.table(std::move(rows));
  }

  void remedies() {
    page_.add(say({"guide.remedies", {}}))
        .say(say({"guide.remedies_text", {}}));
  }

  void questions() {
    if (told_.questions.empty()) return;
    Section& section = page_.add(say({"guide.questions", {}}));
    std::vector<std::vector<std::string>> rows = {
        {say({"guide.question", {}}), say({"guide.answer", {}})}};
    for (const Guidance::Question& each : told_.questions)
      rows.push_back(
          {each.ask.text.in(language_), each.answer.text.in(language_)});
    section.table(std::move(rows));
  }

  const Project& project_;
  const Workflow& workflow_;
  const GuideRequest& request_;
  Language language_;
  ProjectGuidance all_;
  const Guidance& told_;
  Plan plan_;
  Page page_;
  std::vector<Message> missing_;
};

}  // namespace

Guide write_guide(const LoadedProject& project, const GuideRequest& request,
                  std::string_view form, Language language) {
  return Writing(project, request, language).write(form);
}

}  // namespace onething
