// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/limits.h"
#include "load/resolve.h"
#include "model/step_service.h"
#include "model/type_facts.h"

namespace onething::load {

namespace {

// `steps.register.name` in some formula.
struct Read {
  const Formula& formula;
  const expr::Reference& reference;

  std::string_view root() const { return reference.root; }
  const std::vector<std::string_view>& path() const { return reference.path; }

  // Where member number `index` of the path is written.
  Span place_of(std::size_t index) const {
    const std::string_view text = formula.text();
    std::size_t at = text.find(reference.root, reference.range.begin);
    if (at != std::string_view::npos) at += reference.root.size();
    std::size_t begin = at;
    for (std::size_t i = 0; i <= index && at != std::string_view::npos; ++i) {
      begin = text.find(path()[i], at);
      at = begin == std::string_view::npos ? begin : begin + path()[i].size();
    }
    if (at == std::string_view::npos)
      return formula.place(reference.range.begin, reference.range.end);
    return formula.place(static_cast<std::uint32_t>(begin),
                         static_cast<std::uint32_t>(at));
  }
};

// What formulas of one workflow read, against what there is.
class ReadResolver {
 public:
  ReadResolver(const Project& project, const Workflow& workflow,
               Reading& reading)
      : project_(project), workflow_(workflow), reading_(reading) {
    for (const Step& step : workflow.steps)
      steps_.insert_or_assign(step.id.text, &step);
    for (const Step& step : workflow.prefill)
      prefill_.insert_or_assign(step.id.text, &step);
  }

  void resolve(const Read& read) {
    if (read.path().empty()) return;
    if (read.root() == "form")
      field(read);
    else if (read.root() == "steps")
      answer(read, steps_, workflow_.steps, {"load.what_step", {}});
    else if (read.root() == "prefill")
      answer(read, prefill_, workflow_.prefill, {"load.what_prefill", {}});
    else if (read.root() == "materials")
      material(read);
    else if (read.root() == "case")
      fact(read);
  }

 private:
  using StepsById = std::unordered_map<std::string_view, const Step*>;

  void field(const Read& read) {
    const std::vector<Field>* fields = &workflow_.form;
    for (std::size_t i = 0; i < read.path().size(); ++i) {
      const Field* field = model::find_field(*fields, read.path()[i]);
      if (field == nullptr)
        return unknown(read, i, {"load.what_form_field", {}},
                       model::field_ids(*fields));
      const bool record = field->type.kind == TypeKind::object ||
                          field->type.kind == TypeKind::person;
      if (!record || field->type.fields.empty()) return;
      fields = &field->type.fields;
    }
  }

  static std::vector<std::string_view> step_ids(
      const std::vector<Step>& steps) {
    std::vector<std::string_view> ids;
    ids.reserve(steps.size());
    for (const Step& step : steps) ids.push_back(step.id.text);
    return ids;
  }

  void answer(const Read& read, const StepsById& by_id,
              const std::vector<Step>& steps, Message what) {
    const auto found = by_id.find(read.path()[0]);
    if (found == by_id.end())
      return unknown(read, 0, std::move(what), step_ids(steps));
    const Step& step = *found->second;
    const Service* service = model::service_for(project_, step);
    // What for_each gives is a list.
    const bool is_record = step.for_each.empty() && service != nullptr;
    if (read.path().size() < 2 || !is_record) return;
    if (model::find_field(service->output, read.path()[1]) == nullptr)
      unknown(read, 1,
              {"load.what_answer",
               {{"service", step.wait ? step.id.text : step.uses.text.text}}},
              model::field_ids(service->output));
  }

  void material(const Read& read) {
    std::vector<std::string_view> ids;
    for (const Material& material : workflow_.materials) {
      if (material.id.text == read.path()[0]) return;
      ids.push_back(material.id.text);
    }
    unknown(read, 0, {"load.what_material", {}}, ids);
  }

  // What engine/steps/inputs.h tells formulas about a case.
  void fact(const Read& read) {
    const std::vector<std::string_view> facts = {
        "id", "workflow", "subject", "received", "accepted", "agent_grade"};
    if (std::find(facts.begin(), facts.end(), read.path()[0]) == facts.end())
      unknown(read, 0, {"load.what_fact", {}}, facts);
  }

  // The first place is the mistake; further ones are shown with it.
  void unknown(const Read& read, std::size_t index, Message what,
               const std::vector<std::string_view>& candidates) {
    const std::string member(read.path()[index]);
    const Span place = read.place_of(index);
    std::string name(read.root());
    for (std::size_t i = 0; i <= index; ++i)
      name.append(".").append(read.path()[i]);
    const auto [told, is_new] =
        told_.emplace(name, reading_.diagnostics.size());
    constexpr std::size_t labels_max = 3;
    if (!is_new) {
      Diagnostic& diagnostic = reading_.diagnostics[told->second];
      if (diagnostic.labels.size() < labels_max)
        diagnostic.labels.push_back({place, {"load.label_also", {}}});
      return;
    }
    reading_.report(
        codes::unknown_member, place,
        {"load.unknown_member",
         {{"name", name}, {"member", member}, {"what", std::move(what)}}},
        {"load.expected_member", {}}, propose(member, candidates));
  }

  const Project& project_;
  const Workflow& workflow_;
  Reading& reading_;
  StepsById steps_;
  StepsById prefill_;
  std::map<std::string, std::size_t> told_;
};

}  // namespace

void resolve_reads(const LoadedProject& loaded, const Evidence& evidence,
                   std::size_t index, const FormulaUses& formulas,
                   Diagnostics& out) {
  const Workflow& workflow = loaded.project.workflows[index];
  const bool damaged = workflow.file < evidence.damaged.size() &&
                       evidence.damaged[workflow.file];
  if (damaged || workflow.steps.size() > limits::steps_max) return;
  Reading reading(loaded.sources, out);
  ReadResolver resolver(loaded.project, workflow, reading);
  for (const model::FormulaUse& use : formulas)
    for (const expr::Reference& reference : use.reads)
      resolver.resolve({*use.formula, reference});
}

}  // namespace onething::load
