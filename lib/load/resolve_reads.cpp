// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "load/resolve.h"
#include "model/type_facts.h"

namespace onething::load {

namespace {

// What formulas of one workflow read, against what there is.
class ReadResolver {
 public:
  ReadResolver(const Project& project, const Workflow& workflow,
               Reading& reading)
      : project_(project), workflow_(workflow), reading_(reading) {}

  void resolve(const Read& read) {
    if (read.members.empty()) return;
    if (read.root == "form")
      field(read);
    else if (read.root == "steps")
      answer(read, workflow_.steps, {"load.what_step", {}});
    else if (read.root == "prefill")
      answer(read, workflow_.prefill, {"load.what_prefill", {}});
    else if (read.root == "materials")
      material(read);
    else if (read.root == "case")
      fact(read);
  }

 private:
  void field(const Read& read) {
    const std::vector<Field>* fields = &workflow_.form;
    for (const Spelled& member : read.members) {
      const Field* field = model::find_field(*fields, member.text);
      if (field == nullptr)
        return unknown(read, member, {"load.what_form_field", {}},
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

  void answer(const Read& read, const std::vector<Step>& steps, Message what) {
    const Spelled& id = read.members[0];
    const Step* found = nullptr;
    for (const Step& step : steps)
      if (step.id.text == id.text) found = &step;
    if (found == nullptr)
      return unknown(read, id, std::move(what), step_ids(steps));
    const Service* service = project_.service_of(found->uses);
    // What for_each gives is a list.
    const bool is_record = found->for_each.empty() && service != nullptr;
    if (read.members.size() < 2 || !is_record) return;
    const Spelled& member = read.members[1];
    if (model::find_field(service->output, member.text) == nullptr)
      unknown(read, member,
              {"load.what_answer", {{"service", found->uses.text.text}}},
              model::field_ids(service->output));
  }

  void material(const Read& read) {
    std::vector<std::string_view> ids;
    for (const Material& material : workflow_.materials) {
      if (material.id.text == read.members[0].text) return;
      ids.push_back(material.id.text);
    }
    unknown(read, read.members[0], {"load.what_material", {}}, ids);
  }

  // What engine/inputs.h tells formulas about a case.
  void fact(const Read& read) {
    const std::vector<std::string_view> facts = {"id", "workflow", "subject",
                                                 "received", "accepted"};
    const Spelled& member = read.members[0];
    if (std::find(facts.begin(), facts.end(), member.text) == facts.end())
      unknown(read, member, {"load.what_fact", {}}, facts);
  }

  // The first place is the mistake; further ones are shown with it.
  void unknown(const Read& read, const Spelled& member, Message what,
               const std::vector<std::string_view>& candidates) {
    std::string name = read.root;
    for (const Spelled& one : read.members) {
      name += "." + one.text;
      if (&one == &member) break;
    }
    const auto [told, is_new] =
        told_.emplace(name, reading_.diagnostics.size());
    constexpr std::size_t labels_max = 3;
    if (!is_new) {
      Diagnostic& diagnostic = reading_.diagnostics[told->second];
      if (diagnostic.labels.size() < labels_max)
        diagnostic.labels.push_back({member.span, {"load.label_also", {}}});
      return;
    }
    reading_.report(
        codes::unknown_member, member.span,
        {"load.unknown_member",
         {{"name", name}, {"member", member.text}, {"what", std::move(what)}}},
        {"load.expected_member", {}}, propose(member.text, candidates));
  }

  const Project& project_;
  const Workflow& workflow_;
  Reading& reading_;
  std::map<std::string, std::size_t> told_;
};

}  // namespace

void resolve_reads(const LoadedProject& loaded, const Evidence& evidence,
                   std::size_t index, Diagnostics& out) {
  const Workflow& workflow = loaded.project.workflows[index];
  const bool damaged = workflow.file < evidence.damaged.size() &&
                       evidence.damaged[workflow.file];
  if (damaged || workflow.steps.size() > limits::steps_max) return;
  Reading reading(loaded.sources, out);
  ReadResolver resolver(loaded.project, workflow, reading);
  for (const Read& read : evidence.reads[index]) resolver.resolve(read);
}

}  // namespace onething::load
