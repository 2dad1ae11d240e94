// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>

#include "check/flow.h"
#include "check/once_only/likeness.h"
#include "check/once_only/same_as.h"
#include "check/once_only/shareable.h"

namespace onething::check {

namespace {

// The answer of `service` that is the held field, or null.
const Field* answer_with(const Project& project, const Department& owner,
                         const Service& service, const Department& holder,
                         const Field& held) {
  for (const Field& output : service.output) {
    if (!output.same_as.empty()) {
      const SameAs same =
          resolve_same_as(project, owner.holds, output.same_as.text);
      if (same.field() == &held) return &output;
    }
    if (&owner == &holder && output.id.text == held.id.text &&
        types_agree(output.type, held.type))
      return &output;
  }
  return nullptr;
}

bool is_lookup(const Service& service) {
  if (service.by != Performer::system) return false;
  return service.reads_only ||
         (service.call.http && service.call.http->method == "GET");
}

// `find_licence` finds a `licence`.
std::string prefill_id(const Workflow& workflow, const Service& service) {
  std::string id = service.id.text;
  for (const std::string_view verb :
       {"find_", "get_", "query_", "fetch_", "look_up_", "read_"})
    if (id.starts_with(verb) && id.size() > verb.size())
      id.erase(0, verb.size());
  const bool is_taken =
      std::any_of(workflow.prefill.begin(), workflow.prefill.end(),
                  [&id](const Step& step) { return step.id.text == id; });
  return is_taken ? service.id.text : id;
}

// Text tells nothing about what is meant; a code does.
bool says_what_it_is(TypeKind kind) { return kind >= TypeKind::uscc; }

class FormSearch {
 public:
  explicit FormSearch(const Workflow& workflow) { add(workflow.form, "form"); }

  // `form.uscc` for an input called uscc, or the only field of its kind.
  std::string find(const Field& input) const {
    std::string only;
    std::size_t count = 0;
    for (const auto& [field, path] : fields_) {
      if (field->type.kind != input.type.kind) continue;
      if (field->id.text == input.id.text) return path;
      if (count++ == 0) only = path;
    }
    if (count == 1 && says_what_it_is(input.type.kind)) return only;
    return {};
  }

 private:
  // No deeper than the document, which the reader bounds.
  void add(const std::vector<Field>& fields, const std::string& above) {
    for (const Field& field : fields) {
      const std::string path = above + "." + field.id.text;
      if (field.type.kind == TypeKind::list) continue;
      if (field.type.fields.empty()) fields_.emplace_back(&field, path);
      add(field.type.fields, path);
    }
  }

  std::vector<std::pair<const Field*, std::string>> fields_;
};

std::string mapping_for(const Workflow& workflow, const Service& service,
                        std::string& lacking) {
  const FormSearch form(workflow);
  std::string text;
  for (const Field& input : service.input) {
    if (input.optional) continue;
    const std::string path = form.find(input);
    if (path.empty()) {
      lacking = input.id.text;
      return {};
    }
    text += (text.empty() ? "" : ", ") + input.id.text + ": =" + path;
  }
  return text;
}

bool is_fetched(const GroundFacts& facts, const Department& department,
                const Field& held, Shareable& out) {
  for (const Step& step : facts.workflow.prefill) {
    const Department* owner = facts.department_of(step);
    const Service* service = facts.service_of(step);
    if (service == nullptr) continue;
    const Field* answer =
        answer_with(facts.project.project, *owner, *service, department, held);
    if (answer == nullptr) continue;
    out.value = "=prefill." + step.id.text + "." + answer->id.text;
    return true;
  }
  return false;
}

}  // namespace

void find_way_to_fetch(const GroundFacts& facts, const Department& department,
                       const Field& held, Shareable& out) {
  const Project& project = facts.project.project;
  if (is_fetched(facts, department, held, out)) return;
  for (const Department& owner : project.departments)
    for (const Service& service : owner.services) {
      if (!is_lookup(service)) continue;
      const Field* answer =
          answer_with(project, owner, service, department, held);
      if (answer == nullptr) continue;
      std::string lacking;
      const std::string with = mapping_for(facts.workflow, service, lacking);
      out.lacking = lacking;
      if (!lacking.empty()) continue;
      const std::string id = prefill_id(facts.workflow, service);
      out.prefill = id + ": {uses: " + owner.id.text + "/" + service.id.text +
                    (with.empty() ? "}" : ", with: {" + with + "}}");
      out.value = "=prefill." + id + "." + answer->id.text;
      out.lacking.clear();
      return;
    }
}

Message how_to_share(const Shareable& shareable) {
  const std::string path = shareable.asked.path();
  if (!shareable.prefill.empty())
    return {"check_once_only.help_prefill",
            {{"field", path},
             {"line", shareable.prefill},
             {"value", shareable.value}}};
  if (!shareable.value.empty())
    return {"check_once_only.help_value",
            {{"field", path}, {"value", shareable.value}}};
  if (!shareable.lacking.empty())
    return {"check_once_only.help_lacking",
            {{"input", shareable.lacking}, {"field", path}}};
  return {"check_once_only.help_no_service",
          {{"department", shareable.holder->id.text},
           {"field", shareable.held->id.text}}};
}

}  // namespace onething::check
